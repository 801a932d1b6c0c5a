"""The code book finds a label by its key, by its name, and by what is typed of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.examples import notebook
from tui.model.codebook import COLORS, MORE_KEYS, STARTER, Attribute, CodeBook, Label, attributes_from, one_line
from tui.model.codebook_changes import add_label, change_label
from tui.model.notebook import LabelRefused


def test_the_starter_book_has_five_labels_with_keys_and_colours() -> None:
    assert [label.name for label in STARTER] == ["Claim", "Fact", "Quote", "Opinion", "Background"]
    assert [label.key for label in STARTER] == list("12345")
    assert len({label.color for label in STARTER}) == 5


@pytest.mark.parametrize(
    ("typed", "first"),
    [("", "Claim"), ("3", "Quote"), ("FA", "Fact"), ("ground", "Background"), ("opn", "Opinion")],
)
def test_what_is_typed_finds_the_likeliest_label(typed: str, first: str) -> None:
    assert CodeBook(STARTER).matching(typed)[0].name == first


def test_what_fits_no_label_finds_none() -> None:
    assert CodeBook(STARTER).matching("zebra") == []


@given(st.lists(st.text(max_size=8), max_size=60))
def test_no_two_labels_share_a_mark_as_long_as_letters_last(names: list[str]) -> None:
    book = CodeBook(Label(str(place), name, "", COLORS[0], order=place) for place, name in enumerate(names))
    marks = [book.mark(label.id) for label in book.labels]
    assert all(len(mark) == 1 for mark in marks)
    distinct = [mark for mark in marks if mark != "*"]
    assert len(distinct) == len(set(distinct))


def test_new_labels_get_free_keys_and_the_least_used_colours() -> None:
    book = notebook()
    added = [add_label(book, f"Label {number}") for number in range(40)]
    keys = [label.key for label in added]
    assert keys[:12] == [*"67890", *"labe", "c", "d", "f"]
    assert sorted(keys[5:31]) == [*MORE_KEYS]
    assert keys[31:34] == ["la", "lb", "lc"]
    assert added[0].color == COLORS[5]


def test_a_label_follows_its_new_name_key_and_colour() -> None:
    book = notebook()
    change_label(book, replace(STARTER[0], name="Assertion", key="a", color="#123456"))
    renamed = book.codebook.by_id("claim")
    assert renamed and (renamed.name, renamed.key, renamed.color) == ("Assertion", "a", "#123456")
    assert book.codebook.by_key("1") is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"name": "fact"}, "Fact"),
        ({"key": "2"}, "key of Fact"),
        ({"name": ""}, "needs a name"),
        ({"key": "é"}, "a digit"),
    ],
)
def test_a_name_or_key_that_is_taken_is_refused(change: dict[str, str], why: str) -> None:
    book = notebook()
    with pytest.raises(LabelRefused, match=why):
        change_label(book, replace(STARTER[0], **change))  # type: ignore[arg-type]
    assert book.codebook.labels == STARTER


def test_a_name_that_starts_as_typed_comes_before_keys_that_go_on_and_letters_in_between() -> None:
    names = (("Official", "a"), ("Frame", "zf"), ("Filler", "fa"), ("Sheaf", "b"), ("Tie", "f"))
    book = CodeBook(Label(key, name, key, COLORS[0], order=place) for place, (name, key) in enumerate(names))
    assert [label.name for label in book.matching("f")] == ["Tie", "Frame", "Filler", "Official", "Sheaf"]


def test_a_key_is_whole_when_no_other_goes_on_from_it() -> None:
    book = CodeBook(Label(key, f"Label {key}", key, COLORS[0]) for key in ("1", "f", "fc", "q"))
    assert [bool(book.by_whole_key(typed)) for typed in ("", "1", "q", "f", "fc", "fx")] == [
        False, True, True, False, True, False,
    ]  # fmt: skip
    retired = CodeBook([Label("f", "F", "f", COLORS[0]), Label("fc", "C", "fc", COLORS[0], retired=True)])
    assert retired.by_whole_key("f")


NAME = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=":"), max_size=8).map(one_line).filter(bool)
VALUE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=","), max_size=8).map(one_line).filter(bool)


@given(
    st.lists(
        st.builds(Attribute, NAME, st.lists(VALUE, min_size=1, max_size=4, unique=True).map(tuple)),
        max_size=3,
        unique_by=lambda one: one.name,
    ).map(tuple)
)
def test_attributes_read_back_as_they_are_written(attributes: tuple[Attribute, ...]) -> None:
    assert attributes_from("\n\n".join(map(str, attributes))) == attributes


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("certainty 1 2", "“certainty 1 2” needs a colon"),
        (": 1 2", "an attribute needs a name"),
        ("certainty:", "certainty needs values to choose from"),
        ("a: 1\n\na: 2", "a stands there twice"),
        ("a: 1 1", "a needs values that differ"),
    ],
)
def test_attributes_that_cannot_be_are_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        attributes_from(text)
