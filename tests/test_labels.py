"""`newsreader labels`: a code book from a file into a notebook, and back."""

from pathlib import Path

import pytest

from tui.cli import main
from tui.importers.opening import open_paths
from tui.model.annotation import Scope, target_of
from tui.store.database import NotebookFile

BOOK = """
[[label]]
name = "Frame"
key = "1"

[[label]]
name = "Conflict"
parent = "Frame"
scope = "sentence"
attributes = { certainty = [1, 2, 3] }
"""


@pytest.fixture
def corpus(folder: Path) -> Path:
    (folder / "a.md").write_text("The mayor spoke.")
    (folder / "book.toml").write_text(BOOK)
    return folder


def names(notebook: Path) -> list[str]:
    file = NotebookFile(notebook, read_only=True)
    return [label.name for label in file.notebook.codebook.labels]


def test_a_code_book_is_read_into_the_notebook_of_the_articles(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook = corpus / "newsreader.json"
    assert main(["labels", str(corpus / "book.toml"), str(corpus)]) == 0
    assert capsys.readouterr().out == f"2 labels added, 0 changed, 5 unused labels made way in {notebook}\n"
    assert names(notebook) == ["Frame", "Conflict"]
    (corpus / "book.toml").write_text(f"{BOOK}key = 7\nwhn = 'x'\n[[label]]\nname = 'Fact\x85'\nkey = '1'")
    assert main(["labels", str(corpus / "book.toml"), "--notebook", str(notebook)]) == 0
    output, errors = capsys.readouterr()
    assert output == f"1 label added, 1 changed in {notebook}\n"
    assert errors.splitlines() == [
        f"newsreader: {corpus / 'book.toml'}: Conflict: whn is passed over: there is no such field; did you mean when?",
        f"newsreader: {corpus / 'book.toml'}: Fact�: 1 is the key of Frame; it gets 2",
    ]
    assert names(notebook) == ["Frame", "Conflict", "Fact�"]


def test_labels_that_are_in_use_stay(corpus: Path) -> None:
    file = NotebookFile(corpus / "newsreader.json")
    (article,) = open_paths([corpus])[0]
    file.notebook.label(article, target_of(article, 0, 0, Scope.ARTICLE), file.notebook.codebook.labels[0], "ana")
    file.close()
    assert main(["labels", str(corpus / "book.toml"), str(corpus)]) == 0
    assert names(corpus / "newsreader.json") == [
        "Claim", "Fact", "Quote", "Opinion", "Background", "Frame", "Conflict",
    ]  # fmt: skip
    undone = NotebookFile(corpus / "newsreader.json")
    assert undone.notebook.undo() and len(undone.notebook.codebook.labels) == 5  # the import can be taken back
    undone.close()


def test_what_is_written_reads_back(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["labels", str(corpus / "book.toml"), str(corpus)])
    written, other = tmp_path / "written.toml", tmp_path / "other.json"
    assert main(["labels", "--export", str(written), str(corpus)]) == 0
    assert capsys.readouterr().out.endswith(f"wrote 2 labels to {written}\n")
    assert main(["labels", str(written), "--notebook", str(other)]) == 0
    capsys.readouterr()
    assert main(["labels", "--export", "-", "--notebook", str(other)]) == 0
    assert capsys.readouterr().out == written.read_text()


def test_a_notebook_that_is_open_elsewhere_is_left_alone(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = NotebookFile(corpus / "newsreader.json")
    assert main(["labels", str(corpus / "book.toml"), str(corpus)]) == 2
    output, errors = capsys.readouterr()
    assert output == "" and errors.count("\n") == 1
    assert "nothing was read into" in errors and "has this notebook open" in errors
    held.close()
    assert "Frame" not in names(corpus / "newsreader.json")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([], "name a code book to read, FILE.toml, or --export FILE"),
        (["a.md"], "name a code book to read"),
        (["book.toml", "--export", "x.toml"], "name a code book to read"),
        (["nowhere.toml"], "there is no file nowhere.toml"),
        (["book.toml", "nowhere"], "there is no file or folder nowhere; the name of a code book ends in .toml"),
        (["broken.toml"], "broken.toml: not TOML: "),
        (["book.toml", "--notebook", "a.md"], "not a notebook"),
        (["--export", "-", "--notebook", "none.json"], "there is no notebook at none.json"),
        (["--export", "a.md", "--notebook", "some.json"], "a.md is there already and is not such an export"),
    ],
)
def test_an_error_is_one_line_and_touches_nothing(
    arguments: list[str], why: str, corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(corpus)
    (corpus / "broken.toml").write_text("[[label]\n")
    file = NotebookFile(corpus / "some.json")
    file.notebook.do("nothing", [])
    file.close()
    before = {path: path.read_bytes() for path in corpus.iterdir()}
    assert main(["labels", *arguments]) == 2
    output, errors = capsys.readouterr()
    assert output == "" and why in errors and errors.count("\n") == 1
    assert {path: path.read_bytes() for path in corpus.iterdir()} == before
