"""A code book written as TOML reads back to the very same labels."""

import tomllib
from dataclasses import replace
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from tests.model.examples import notebook
from tui.exporters.codebook import codebook_toml
from tui.importers.codebook import labels_from
from tui.model.annotation import Scope
from tui.model.codebook import COLORS, STARTER, Attribute, CodeBook, Label
from tui.model.codebook_changes import add_label, change_label, nest_label
from tui.model.codebook_taking import take_labels
from tui.model.harmless import harmless
from tui.model.notebook import LabelRefused, Notebook

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ATTRIBUTES = st.lists(st.builds(Attribute, TEXT, st.lists(TEXT, max_size=3).map(tuple)), max_size=2).map(tuple)


@st.composite
def codebooks(draw: st.DrawFn) -> Notebook:
    """Code books made through the notebook, with whatever a person can type."""
    book = Notebook(new_id=iter(map(str, range(100))).__next__)
    for name in draw(st.lists(TEXT, max_size=5)):
        try:
            add_label(book, name)
        except LabelRefused:
            continue
        label = book.codebook.labels[-1]
        change_label(
            book,
            replace(
                label,
                definition=draw(TEXT),
                when=draw(TEXT),
                when_not=draw(TEXT),
                example=draw(TEXT),
                choice=draw(TEXT),
                key=draw(st.sampled_from([label.key, ""])),
                color=draw(st.sampled_from([*COLORS, "#0aF00f"])),
                scope=draw(st.sampled_from(["", *Scope])),
                retired=draw(st.booleans()),
            ),
        )
        try:
            change_label(book, replace(book.codebook.by_id(label.id) or label, attributes=draw(ATTRIBUTES)))
            nest_label(book, book.codebook.by_id(label.id) or label, draw(st.sampled_from(book.codebook.labels)))
        except LabelRefused:
            continue
    return book


def shown(book: CodeBook) -> list[tuple[Any, ...]]:
    """All that there is to labels but their ids and the numbers that order them."""
    names = {label.id: label.name for label in book.labels}
    return [(replace(label, id="", order=0, parent=""), names.get(label.parent)) for label in book.labels]


@given(codebooks())
def test_an_exported_code_book_reads_back_to_the_same_labels(book: Notebook) -> None:
    text = codebook_toml(book.codebook)
    if not book.codebook.labels:
        return
    given_labels, problems = labels_from(text)
    empty = Notebook()
    taken = take_labels(empty, given_labels)
    assert (problems, taken.problems, taken.changed) == ([], (), 0)
    assert shown(empty.codebook) == shown(book.codebook)
    assert take_labels(book, given_labels).added == 0
    assert codebook_toml(empty.codebook) == text == codebook_toml(book.codebook)


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example('"""\\"\n\\u0041\x7f\x85\u202e\U000e0041\n"')
def test_any_text_is_written_so_that_it_reads_back(text: str) -> None:
    label = Label("a", text, "", COLORS[0], definition=text, attributes=(Attribute(text, (text,)),))
    written = codebook_toml(CodeBook([label]))
    (read,) = tomllib.loads(written)["label"]
    assert (read["name"], read["definition"], read["attributes"]) == (text, text, {text: [text]})
    assert all(harmless(line) == line for line in written.split("\n"))  # nothing in it acts on a terminal


def test_it_is_made_to_be_read() -> None:
    book = notebook()
    change_label(
        book,
        replace(STARTER[1], parent="claim", when="It is said.\nTwice.", attributes=(Attribute("sure", ("1", "2")),)),
    )
    table = codebook_toml(book.codebook).split("[[label]]\n")[2]
    assert table.splitlines()[:7] == [
        'name = "Fact"', 'key = "2"', 'color = "#6aa8e8"',
        'definition = "Established, or given as established, without dispute in the text."',
        'when = """', "It is said.", 'Twice."""',
    ]  # fmt: skip
    assert 'parent = "Claim"' in table and 'attributes = { sure = ["1", "2"] }' in table
