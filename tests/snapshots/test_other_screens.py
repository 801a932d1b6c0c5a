"""How the screens beside the main one look, and the main one's own states, at three sizes."""

from pathlib import Path

from tests.program import program
from tests.snapshots.test_screens import SIZES, Compare, Size, after
from tui.model.annotation import Scope, target_of

TAXES = "The mayor told the council that taxes fell last year."
CRITICS = "Critics of the budget disagreed, and asked for the figures."
EDITED = "Critics of this budget disagreed and asked for figures."
VOTE = "The vote on next year's budget is on Friday afternoon."


@SIZES
def test_copies_labelled_differently(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """Two differences above; below, the sentence, and its copies with who gave them which label, and what differs."""
    keys = ("J", "1", "2", "J", "J", "2", "3", "C")
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=size, run_before=after(*keys))


def changed(folder: Path) -> None:
    """An article that comes back with a sentence edited, which was labelled and noted on."""
    folder.mkdir()
    file = folder / "taxes.txt"
    file.write_text(f"Taxes and schools\n\n{TAXES} {CRITICS} {VOTE}")
    before = program(folder.parent / "n.json", [folder]).workspace
    article, notebook = next(iter(before.library)), before.file.notebook
    for quote, label in ((TAXES, 0), (CRITICS, 1)):
        start = article.text.index(quote)
        target = target_of(article, start, start + len(quote), Scope.SENTENCE)
        notebook.label(article, target, notebook.codebook.labels[label], "ana")
    notebook.note(article, target, "which figures?", "ana")
    before.file.close()
    file.write_text(f"Taxes and schools\n\n{TAXES} {EDITED} {VOTE}")


@SIZES
def test_not_found_again(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """A label and its note whose sentence was edited: what was said of which words, and places to choose from."""
    changed(tmp_path / "articles")
    app = program(tmp_path / "n.json", [tmp_path / "articles"])
    assert snap_compare(app, terminal_size=size, run_before=after("R", "enter"))


@SIZES
def test_searching_all_articles(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """The line in which `putin` is typed, and what it finds already."""
    app = program(tmp_path / "n.json")
    assert snap_compare(app, terminal_size=size, run_before=after("backslash", *"putin"))


@SIZES
def test_found_in_all_articles(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """Sentences below their articles, every hit on a tint, a label's letter before one, the cursor on it."""
    app = program(tmp_path / "n.json")
    assert snap_compare(app, terminal_size=size, run_before=after("backslash", *"putin", "enter", "j", "2"))


@SIZES
def test_splitting_a_label(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """The first of three sentences in its article; below it the two labels it can have, and how far one is."""
    keys = ("J", "1", "1", "1", "L", "S", *"Figure", "enter")
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=size, run_before=after(*keys))


@SIZES
def test_filtering_with_completion(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """`source:s` typed: the values it can go on to, none of them broken; the list is filtered already."""
    app = program(tmp_path / "n.json")
    assert snap_compare(app, terminal_size=size, run_before=after("h", "f", *"source:s"))


@SIZES
def test_a_filter_that_is_none(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """What is wrong with `foo:bar`, underlined, and which fields there are; the list is as it was."""
    app = program(tmp_path / "n.json")
    assert snap_compare(app, terminal_size=size, run_before=after("h", "f", *"foo:bar", "enter"))


@SIZES
def test_the_list_in_groups(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """A heading and a rule for each source, and how many articles it has."""
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=size, run_before=after("h", "ctrl+g"))


@SIZES
def test_an_article_alone(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """The text in the middle of the screen, its marks, one quiet row that says how to get the panes back."""
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=size, run_before=after("J", "1", "z"))
