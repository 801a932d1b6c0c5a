"""What `check` finds, and what a repair mends."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tinydb

from tests.store.conftest import labels_in, put_label
from tui.model.article import Article, new_article
from tui.store.checking import check
from tui.store.database import NotebookFile
from tui.store.recovery import NotANotebook, NotebookError
from tui.store.storage import InUse

Opened = Callable[..., NotebookFile]


@pytest.fixture
def notebook(path: Path, article: Article, opened: Opened) -> Path:
    """A notebook of two sessions: two labels, three backups."""
    for place in (0, 10):
        file = opened(path)
        put_label(file, article, place, place + 8)
        file.close()
    return path


def contents(path: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in path.parent.iterdir()}


def alter(path: Path, change: Callable[[Any], None]) -> None:
    tables = json.loads(path.read_bytes())
    change(tables)
    path.write_text(json.dumps(tables))


def test_a_whole_notebook_passes(notebook: Path, article: Article) -> None:
    before = contents(notebook)
    report = check(notebook, [article])
    assert report.ok and report.wrong == () and report.unchecked == 0
    assert report.counts["annotations"] == 2 and report.counts["labels"] == 5
    assert contents(notebook) == before, "a check writes nothing"


def test_annotations_of_articles_that_are_elsewhere_are_counted(notebook: Path) -> None:
    report = check(notebook, [new_article("Another", "Other text.")])
    assert report.ok and report.unchecked == 2


def test_an_article_that_came_back_changed_is_nothing_wrong(path: Path, opened: Opened) -> None:
    text = "The mayor told the council that taxes fell last year. Critics disagreed, and asked for figures."
    known = new_article("Taxes", text, source="Wire", extra={"file": "taxes.md"})
    now = new_article("Taxes", f"Again. {text[:-8]} numbers.", source="Wire", extra={"file": "taxes.md"})
    file = opened(path)
    put_label(file, known, 0, 53)
    put_label(file, known, 54, len(text))
    file.close()
    before = contents(path)
    report = check(path, [now])
    assert report.ok and (report.returning, report.orphans, report.unchecked) == (1, 1, 0)
    assert contents(path) == before
    elsewhere = check(path, [new_article("Another", "Other text.")])
    assert (elsewhere.returning, elsewhere.orphans, elsewhere.unchecked) == (0, 0, 2)


def test_a_notebook_that_is_open_can_be_checked_but_not_repaired(path: Path, article: Article, opened: Opened) -> None:
    file = opened(path)
    put_label(file, article)
    assert check(path, [article]).counts["annotations"] == 1
    with pytest.raises(InUse, match="It must be closed there before it can be repaired"):
        check(path, [article], repair=True)


def test_where_there_is_none_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match="There is no notebook"):
        check(tmp_path / "none.json")
    (tmp_path / "other.json").write_text("[]")
    with pytest.raises(NotANotebook):
        check(tmp_path / "other.json", repair=True)


def test_damage_to_the_main_file_is_found_and_repaired(notebook: Path, article: Article) -> None:
    notebook.write_bytes(notebook.read_bytes()[:-30])
    before = contents(notebook)
    assert check(notebook, [article]).wrong == (
        "newsreader.json was damaged: read from newsreader.json.bak-1 and the journal.",
    )
    assert contents(notebook) == before
    report = check(notebook, [article], repair=True)
    assert report.ok and report.counts["annotations"] == 2
    assert report.repaired == (
        "newsreader.json was damaged: restored from newsreader.json.bak-1 and the journal.",
        "The file as it was is kept as newsreader.json.corrupt-1.",
    )
    assert check(notebook, [article], repair=True).repaired == ()


def test_one_flipped_character_is_found(notebook: Path, article: Article) -> None:
    notebook.write_bytes(notebook.read_bytes().replace(b"could be checked", b"could be chacked"))
    report = check(notebook, [article])
    assert report.wrong == ("newsreader.json was changed by another program: its changes are kept.",)


def test_a_damaged_journal_is_found_and_repaired(path: Path, article: Article, opened: Opened) -> None:
    file = opened(path)
    put_label(file, article)
    journal = path.with_name("newsreader.json.journal").read_bytes()
    file.close()
    copy = path.with_name("copy.json")
    copy.write_bytes(path.read_bytes())
    copy.with_name("copy.json.journal").write_bytes(journal[:-9] + b"junk" + journal[-5:])
    assert check(copy, [article]).wrong == ("The journal of copy.json was damaged: nothing is lost.",)
    report = check(copy, [article], repair=True)
    assert report.ok
    assert report.repaired[1] == "The file as it was is kept as copy.json.journal-bad-1."


def test_a_damaged_backup_is_found_and_removed(notebook: Path, article: Article) -> None:
    notebook.with_name("newsreader.json.bak-2").write_bytes(b"{")
    assert check(notebook, [article]).wrong == ("newsreader.json.bak-2: the backup is damaged.",)
    report = check(notebook, [article], repair=True)
    assert report.ok
    assert report.repaired == ("The damaged backup newsreader.json.bak-2 was removed.",)


def test_a_document_that_is_no_record_is_restored_from_a_backup(
    notebook: Path, article: Article, opened: Opened
) -> None:
    alter(notebook, lambda tables: tables["annotations"]["1"]["target"].update(start="0"))
    wrong = check(notebook, [article]).wrong
    assert "annotations 1: the document cannot be read, TypeError: start is not int." in wrong
    report = check(notebook, [article], repair=True)
    assert report.ok and "annotations 1 was restored from a backup." in report.repaired
    assert labels_in(opened(notebook)) == [(0, 8, "claim"), (10, 18, "claim")]


def test_what_no_backup_has_stays_wrong(notebook: Path, article: Article) -> None:
    with tinydb.TinyDB(notebook) as database:
        database.table("reading").insert({"id": 3})
    report = check(notebook, [article], repair=True)
    assert report.wrong[-1] == "reading 1: the document cannot be read, KeyError: 'done'."


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"start": 1, "end": 9}, "the quote does not stand there in the article"),
        ({"text_sha256": "0" * 64}, "the article's text is not the one that was annotated"),
    ],
)
def test_a_quote_that_is_not_in_its_text_is_found(
    notebook: Path, article: Article, change: dict[str, Any], wrong: str
) -> None:
    alter(notebook, lambda tables: tables["annotations"]["2"]["target"].update(change))
    assert f"annotations 2: {wrong}." in check(notebook, [article]).wrong


def test_labels_and_ids_that_do_not_fit_are_found(notebook: Path, article: Article) -> None:
    def change(tables: Any) -> None:
        tables["annotations"]["2"]["label"] = "none"
        tables["annotations"]["3"] = tables["annotations"]["1"]
        tables["annotations"]["4"] = []

    alter(notebook, change)
    wrong = check(notebook, [article]).wrong
    assert "annotations 2: the code book has no label none." in wrong
    assert (
        f"annotations 3: a second document has the id {json.loads(notebook.read_bytes())['annotations']['1']['id']}."
        in wrong
    )
    assert any(one.startswith("annotations 4: the document cannot be read") for one in wrong)
