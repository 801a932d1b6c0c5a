"""Changes to the code book: annotations follow, nothing refers to what is not there, all of it can be taken back."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.model.examples import article, notebook, sentence_target
from tests.model.taken_back import TakenBack
from tui.model.annotation import Annotation, Scope, target_of
from tui.model.codebook import STARTER, VALID_KEY, Attribute, Label
from tui.model.codebook_changes import (
    add_label,
    change_label,
    merge_labels,
    move_label,
    nest_label,
    remove_label,
    split_label,
    standing_together,
)
from tui.model.codebook_taking import LabelGiven, take_labels
from tui.model.notebook import LabelRefused, Notebook, unit_of

ARTICLE = article()
FIRST, SECOND = sentence_target(ARTICLE), sentence_target(ARTICLE, 25, 42)
WHOLE = target_of(ARTICLE, 0, 0, Scope.ARTICLE)
CERTAINTY = Attribute("certainty", ("1", "2", "3"))


def named(book: Notebook, name: str) -> Label:
    label = book.codebook.by_name(name)
    assert label is not None
    return label


def carried(book: Notebook) -> list[tuple[str, str]]:
    """Label and note of every annotation, oldest first."""
    return [(book.label_name(one), one.note) for one in book.annotations]


def put(book: Notebook, target: Any, name: str, who: str = "ana") -> Annotation:
    annotation = book.label(ARTICLE, target, named(book, name), who)
    assert annotation is not None
    return annotation


# What each act does


def test_a_merged_label_is_gone_and_all_that_carried_it_follows() -> None:
    book = notebook()
    change_label(book, replace(named(book, "Quote"), parent="claim"))
    for target, who in ((FIRST, "ana"), (SECOND, "ana"), (FIRST, "ben")):
        put(book, target, "Claim", who)
    put(book, FIRST, "Fact")
    book.note_on(ARTICLE, book.annotations[0], "by the mayor")
    assert merge_labels(book, named(book, "Claim"), named(book, "Fact")) == 3
    assert sorted(carried(book)) == [("Fact", ""), ("Fact", ""), ("Fact", "by the mayor")]
    assert book.codebook.by_name("Claim") is None
    assert named(book, "Quote").parent == "fact"
    undone = book.undo()
    assert undone and undone.name == "merge label Claim into Fact"
    assert Counter(name for name, _ in carried(book)) == {"Claim": 3, "Fact": 1}


def test_a_label_merged_into_one_below_it_leaves_its_place_to_it() -> None:
    book = notebook()
    nest_label(book, named(book, "Fact"), named(book, "Claim"))
    nest_label(book, named(book, "Quote"), named(book, "Fact"))
    merge_labels(book, named(book, "Claim"), named(book, "Quote"))
    assert named(book, "Fact").parent == "" and named(book, "Quote").parent == "fact"


def test_a_removed_label_takes_its_annotations_along_but_not_the_notes() -> None:
    book = notebook()
    put(book, FIRST, "Claim")
    put(book, SECOND, "Claim")
    book.note_on(ARTICLE, book.annotations[1], "says who?")
    assert remove_label(book, named(book, "Claim")) == 2
    assert carried(book) == [("Note", "says who?")]
    book.undo()
    assert carried(book) == [("Claim", ""), ("Claim", "says who?")]


def test_a_split_label_stands_right_behind_the_first_and_is_like_it() -> None:
    book = notebook()
    change_label(book, replace(named(book, "Fact"), when="It is said", choice="kind", attributes=(CERTAINTY,)))
    put(book, FIRST, "Fact")
    fresh = split_label(book, named(book, "Fact"), "Figure")
    assert [label.name for label in book.codebook.labels][:4] == ["Claim", "Fact", "Figure", "Quote"]
    assert (fresh.when, fresh.choice, fresh.attributes, fresh.key) == ("It is said", "kind", (CERTAINTY,), "6")
    assert fresh == named(book, "Figure") and carried(book) == [("Fact", "")]
    book.relabel(book.annotations, fresh, ARTICLE)
    assert carried(book) == [("Figure", "")]


def test_labels_are_moved_among_those_they_stand_with() -> None:
    book = notebook()
    nest_label(book, named(book, "Quote"), named(book, "Claim"))
    nest_label(book, named(book, "Opinion"), named(book, "Claim"))
    move_label(book, named(book, "Opinion"), -1)
    move_label(book, named(book, "Claim"), 1)
    names = [(label.name, len(book.codebook.above(label))) for label in book.codebook.labels]
    assert names == [("Fact", 0), ("Claim", 0), ("Opinion", 1), ("Quote", 1), ("Background", 0)]
    before = book.undoable
    move_label(book, named(book, "Background"), 1)
    assert book.undoable is before  # it is the last already


def test_a_retired_label_stays_where_it_was_but_is_not_put() -> None:
    book = notebook()
    put(book, FIRST, "Claim")
    change_label(book, replace(named(book, "Claim"), retired=True))
    assert book.undoable and book.undoable.name == "retire label Claim"
    with pytest.raises(LabelRefused, match="Claim is retired"):
        book.label(ARTICLE, SECOND, named(book, "Claim"), "ana")
    assert carried(book) == [("Claim", "")] and book.codebook.by_key("1") is None
    with pytest.raises(LabelRefused, match="1 is the key of Claim"):
        change_label(book, replace(named(book, "Fact"), key="1"))
    change_label(book, replace(named(book, "Claim"), retired=False))
    put(book, SECOND, "Claim")


def test_a_label_is_put_only_on_what_it_is_for() -> None:
    book = notebook()
    change_label(book, replace(named(book, "Claim"), scope="sentence"))
    with pytest.raises(LabelRefused, match="Claim is for sentences"):
        book.label(ARTICLE, WHOLE, named(book, "Claim"), "ana")
    put(book, FIRST, "Claim")


def test_labels_that_stood_together_before_they_came_into_a_set_are_told() -> None:
    book = notebook()
    for target, name, who in (
        (FIRST, "Claim", "ana"), (FIRST, "Fact", "ana"), (FIRST, "Fact", "ben"), (SECOND, "Fact", "ana"),
    ):  # fmt: skip
        put(book, target, name, who)
    assert standing_together(book, "") == []
    for name in ("Claim", "Fact"):
        change_label(book, replace(named(book, name), choice="kind"))
    (together,) = standing_together(book, "kind")
    assert [book.label_name(one) for one in together] == ["Claim", "Fact"]
    assert len(book.annotations) == 4


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"color": "red"}, "#rrggbb"),
        ({"scope": "paragraph"}, "is for span, sentence, article"),
        ({"parent": "claim"}, "under itself"),
        ({"name": " \t"}, "needs a name"),
        ({"attributes": (Attribute("certainty", ()),)}, "needs values"),
        ({"attributes": (CERTAINTY, CERTAINTY)}, "stands there twice"),
        ({"attributes": (Attribute("certainty", ("1", "1")),)}, "values that differ"),
        ({"attributes": (Attribute("a:b", ("1",)),)}, "without a colon"),
    ],
)
def test_what_a_code_book_cannot_hold_is_refused(change: dict[str, Any], why: str) -> None:
    book = notebook()
    with pytest.raises(LabelRefused, match=why):
        change_label(book, replace(STARTER[0], **change))
    assert book.codebook.labels == STARTER and book.undoable is None


def test_a_label_from_elsewhere_is_mended_one_thing_at_a_time() -> None:
    broken = replace(STARTER[0], color="mauve", scope="page", attributes=(Attribute("", ()),))
    book = Notebook([broken, *STARTER[1:]])
    change_label(book, replace(broken, name="Says"))
    change_label(book, replace(named(book, "Says"), scope=""))
    with pytest.raises(LabelRefused, match="#rrggbb"):
        change_label(book, replace(named(book, "Says"), color="puce"))
    assert (named(book, "Says").scope, named(book, "Says").color) == ("", "mauve")


def test_what_was_done_to_a_label_is_named() -> None:
    book = notebook()
    told = []
    for change in (
        {"name": "Assertion"}, {"color": "#123456"}, {"key": "q"}, {"when": "always"}, {"scope": "span"},
        {"choice": "kind"}, {"attributes": (CERTAINTY,)}, {"parent": "fact", "order": 9}, {"name": "C", "key": "w"},
    ):  # fmt: skip
        change_label(book, replace(book.codebook.by_id("claim") or STARTER[0], **change))
        told.append(book.undoable.name if book.undoable else "")
    assert told == [
        "rename label Claim", "colour label Assertion", "give label Assertion a key", "define label Assertion",
        "say what label Assertion is for", "give label Assertion a set", "give label Assertion attributes",
        "nest label Assertion", "change label Assertion",
    ]  # fmt: skip


def test_names_are_kept_in_one_line_and_nothing_in_them_acts() -> None:
    book = notebook()
    add_label(book, " Frame\x1b[2J \n two ")
    assert book.codebook.labels[-1].name == "Frame␛[2J two"


# Taking labels from elsewhere


def test_labels_taken_change_what_is_said_of_those_that_are_there() -> None:
    book = notebook()
    put(book, FIRST, "Claim")
    taken = take_labels(
        book,
        [
            LabelGiven("Frame", {"key": "q"}),
            LabelGiven("claim", {"when": "Somebody says so", "parent": "Frame"}),
            LabelGiven("Conflict", {"parent": "Frame", "key": "2"}),
        ],
    )
    assert (taken.added, taken.changed, taken.removed) == (2, 1, 0)
    assert taken.problems == ("Conflict: 2 is the key of Fact; it gets 6",)
    names = [(label.name, len(book.codebook.above(label))) for label in book.codebook.labels]
    assert names == [
        ("Fact", 0), ("Quote", 0), ("Opinion", 0), ("Background", 0), ("Frame", 0), ("claim", 1), ("Conflict", 1),
    ]  # fmt: skip
    claim = named(book, "claim")
    assert (claim.id, claim.key, claim.when, claim.definition) == (
        "claim", "1", "Somebody says so", STARTER[0].definition,
    )  # fmt: skip
    book.undo()
    assert book.codebook.labels == STARTER


def test_two_labels_can_change_keys() -> None:
    book = notebook()
    put(book, FIRST, "Claim")
    assert take_labels(book, [LabelGiven("Claim", {"key": "2"}), LabelGiven("Fact", {"key": "1"})]).problems == ()
    assert (named(book, "Claim").key, named(book, "Fact").key) == ("2", "1")


def test_labels_under_each_other_or_under_none_come_to_the_top() -> None:
    book = notebook()
    taken = take_labels(
        book,
        [
            LabelGiven("A", {"parent": "B"}),
            LabelGiven("B", {"parent": "A"}),
            LabelGiven("C", {"parent": "nowhere"}),
        ],
    )
    assert [(label.name, label.parent != "") for label in book.codebook.labels][:2] == [("A", False), ("B", True)]
    assert taken.problems == (
        "C: there is no label nowhere to stand under; it stands at the top",
        "A would stand under itself; it stands at the top",
    )


def test_the_labels_of_a_new_notebook_make_way_until_they_are_used() -> None:
    book = notebook()
    assert take_labels(book, [LabelGiven("Frame", {"key": "1"})]).removed == 5
    assert [(label.name, label.key) for label in book.codebook.labels] == [("Frame", "1")]
    book.undo()
    put(book, FIRST, "Claim")
    taken = take_labels(book, [LabelGiven("Frame", {"key": "1"})])
    assert taken.removed == 0 and taken.problems == ("Frame: 1 is the key of Claim; it gets 6",)
    assert take_labels(book, [LabelGiven("Frame", {})]) == type(taken)(0, 0, 0, ())
    assert take_labels(notebook(), []).removed == 0


# Whatever is done


class CodeBookActs(TakenBack):
    """Any acts, in any order: nothing refers to what is not there, and all of it can be taken back and done again."""

    def contents(self) -> Any:
        return self.book.annotations, self.book.codebook.labels

    def pick(self, data: st.DataObject) -> Label:
        return data.draw(st.sampled_from(self.book.codebook.labels))

    @property
    def some(self) -> bool:
        return bool(self.book.codebook.labels)

    @rule(name=st.sampled_from(["Frame", "Source", "ß", "Claim"]))
    def add(self, name: str) -> None:
        if not self.book.codebook.by_name(name):
            add_label(self.book, name)

    @precondition(lambda self: self.some)
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        change = {
            "name": st.sampled_from(["Frame", "Source", "Other"]),
            "key": st.sampled_from(["", "1", "q", "la"]),
            "scope": st.sampled_from(["", *Scope]),
            "choice": st.sampled_from(["", "kind"]),
            "retired": st.booleans(),
            "definition": st.sampled_from(["", "two\nlines"]),
            "attributes": st.sampled_from([(), (CERTAINTY,)]),
        }
        name = data.draw(st.sampled_from(sorted(change)))
        label: Label = replace(self.pick(data), **{name: data.draw(change[name])})
        try:
            change_label(self.book, label)
        except LabelRefused as refused:
            assert "label" in str(refused) or "key" in str(refused)

    @precondition(lambda self: self.some)
    @rule(data=st.data(), by=st.sampled_from([-1, 1]))
    def move(self, data: st.DataObject, by: int) -> None:
        label, before = self.pick(data), self.book.codebook
        move_label(self.book, label, by)
        names = sorted(one.name for one in self.book.codebook.labels)
        assert names == sorted(one.name for one in before.labels)

    @precondition(lambda self: self.some)
    @rule(data=st.data(), top=st.booleans())
    def nest(self, data: st.DataObject, top: bool) -> None:
        label, parent = self.pick(data), self.pick(data)
        below = label.id in (parent.id, *(one.id for one in self.book.codebook.above(parent)))
        try:
            nest_label(self.book, label, None if top else parent)
        except LabelRefused:
            assert below and not top

    @precondition(lambda self: len(self.book.codebook.labels) > 1)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        label, into = self.pick(data), self.pick(data)
        if label != into:
            units = {(unit_of(one.target), one.annotator) for one in self.book.carrying(label)}
            units |= {(unit_of(one.target), one.annotator) for one in self.book.carrying(into)}
            merge_labels(self.book, label, into)
            assert {(unit_of(one.target), one.annotator) for one in self.book.carrying(into)} == units

    @precondition(lambda self: self.some)
    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        label = self.pick(data)
        if not self.book.codebook.by_name("Split"):
            fresh = split_label(self.book, label, "Split")
            self.book.relabel(self.book.carrying(label)[::2], fresh)

    @precondition(lambda self: self.some)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        label = self.pick(data)
        notes = Counter(one.note for one in self.book.annotations if one.note)
        remove_label(self.book, label)
        assert Counter(one.note for one in self.book.annotations if one.note) == notes

    @rule(data=st.data())
    def take(self, data: st.DataObject) -> None:
        names = data.draw(st.lists(st.sampled_from(["Frame", "Source", "Claim", "fact"]), max_size=3, unique=True))
        fields = st.fixed_dictionaries(
            {},
            optional={"key": st.sampled_from(["", "1", "2", "q"]), "parent": st.sampled_from(["", "Frame", "Claim"])},
        )
        given = [LabelGiven(name, data.draw(fields)) for name in names]
        take_labels(self.book, given)
        now, newest = self.book.codebook.labels, self.book.undoable
        again = take_labels(self.book, given)
        assert (again.added, again.changed, self.book.codebook.labels) == (0, 0, now)
        assert self.book.undoable is newest  # what is there already is no change

    @precondition(lambda self: self.some)
    @rule(data=st.data(), unit=st.sampled_from([FIRST, SECOND, WHOLE]), who=st.sampled_from(["ana", "ben"]))
    def label(self, data: st.DataObject, unit: Any, who: str) -> None:
        label = self.pick(data)
        try:
            self.book.label(ARTICLE, unit, label, who)
        except LabelRefused:
            assert label.retired or label.scope not in ("", unit.scope)

    @rule(unit=st.sampled_from([FIRST, SECOND]), note=st.sampled_from(["", "one", "two"]))
    def note(self, unit: Any, note: str) -> None:
        self.book.note(ARTICLE, unit, note, "ana")

    @invariant()
    def nothing_refers_to_what_is_not_there(self) -> None:
        labels = self.book.codebook.labels
        ids = {label.id for label in labels}
        assert all(one.label in ids for one in self.book.annotations if one.label)
        assert all(one.label or one.note for one in self.book.annotations)
        assert all(label.parent in ("", *ids) for label in labels)
        assert all(label not in self.book.codebook.above(label) for label in labels)
        assert len({label.name.casefold() for label in labels}) == len(labels) == len(ids)
        keys = [label.key for label in labels if label.key]
        assert len(set(keys)) == len(keys) and all(VALID_KEY.fullmatch(key) for key in keys)


TestCodeBookActs = CodeBookActs.TestCase
TestCodeBookActs.settings = settings(max_examples=40, stateful_step_count=15)


@given(
    st.lists(
        st.tuples(st.sampled_from([FIRST, SECOND, WHOLE]), st.sampled_from(STARTER), st.sampled_from(["ana", "ben"])),
        max_size=20,
    )
)
def test_a_unit_has_one_label_of_a_set_from_each_annotator(acts: list[tuple[Any, Label, str]]) -> None:
    book = notebook()
    for name in ("Claim", "Fact", "Opinion"):
        change_label(book, replace(named(book, name), choice="kind"))
    last: dict[Any, str] = {}
    for target, label, who in acts:
        book.label(ARTICLE, target, named(book, label.name), who)
        if label.name in ("Claim", "Fact", "Opinion"):
            last[unit_of(target), who] = label.id
    found = [one for one in book.annotations if one.label in ("claim", "fact", "opinion")]
    assert {(unit_of(one.target), one.annotator): one.label for one in found} == last
    assert len(found) == len(last) and standing_together(book, "kind") == []
