"""A notebook's records and history, through closing and opening."""

import json
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
import tinydb

from tests.store.conftest import labels_in, put_label
from tests.store.disks import PATH, SimulatedDisk
from tui.model.annotation import Scope, target_of
from tui.model.article import Article, new_article
from tui.model.codebook import Attribute
from tui.model.codebook_changes import add_label, change_label
from tui.model.ledger import HISTORY_LIMIT, How, Step
from tui.model.notebook import Notebook
from tui.store.database import NotebookFile
from tui.store.records import KINDS, records_of

Opened = Callable[..., NotebookFile]


def everything(notebook: Notebook) -> Any:
    return (
        notebook.annotations, notebook.codebook.labels, sorted(notebook.readings, key=lambda one: one.id),
        sorted(notebook.places, key=lambda one: one.id), notebook.cards, notebook.last_place,
        notebook._done, notebook._undone,
    )  # fmt: skip


def a_bit_of_everything(file: NotebookFile, article: Article) -> None:
    notebook = file.notebook
    put_label(file, article, 0, 8)
    put_label(file, article, 4, 20, "2")
    notebook.note(article, target_of(article, 0, 8, Scope.SPAN), "is that so? “Ja”\n\t\u2028", "ana")
    notebook.note(article, target_of(article, 0, 0, Scope.ARTICLE), "of the whole", "ben")
    notebook.toggle_done(article)
    notebook.toggle_star(article)
    notebook.remember_place(article, 12)
    label = add_label(notebook, "Źródło")
    attributes = (Attribute("certainty", ("1", "2", "3")),)
    change_label(notebook, replace(label, name="Source", choice="kind", attributes=attributes))
    put = notebook.label(article, target_of(article, 21, 36, Scope.SENTENCE), notebook.codebook.labels[-1], "ana")
    assert put
    put = notebook.set_attribute(article, put, "certainty", "2")
    notebook.label_copies(article, [(article, [(put, target_of(article, 4, 8, Scope.SPAN))])], "ben")
    notebook.toggle_meant("a difference", "ana")
    notebook.remove(article, notebook.on_article(article.id)[:1])
    notebook.undo()
    notebook.undo()
    notebook.redo()
    notebook.undo()
    other = new_article("Another", "Short text.", source="Rewrite Site", published="2025-10-16", language="en")
    put_label(file, other, 0, 5, "3")
    notebook.undo()


def as_dict(record: Any) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(orjson.dumps(record))
    return found


@pytest.mark.parametrize("ending", ["close", "kill", "checkpoint and kill"])
def test_everything_is_there_again(ending: str, article: Article, opened: Opened, disk: SimulatedDisk) -> None:
    file = opened(PATH, disk=disk)
    a_bit_of_everything(file, article)
    if "checkpoint" in ending:
        file.checkpoint()
    if ending == "close":
        file.close()
    again = opened(PATH, disk=disk.killed())
    assert everything(again.notebook) == everything(file.notebook)
    assert again.notices == []


def test_what_is_in_memory_is_what_a_reload_gives(article: Article, opened: Opened, disk: SimulatedDisk) -> None:
    file = opened(PATH, disk=disk)
    a_bit_of_everything(file, article)
    again = opened(PATH, disk=disk.killed())
    assert again.database.storage.read() == file.database.storage.read()


def test_records_are_read_alike_column_by_column_and_one_by_one(path: Path, article: Article, opened: Opened) -> None:
    file = opened(path)
    a_bit_of_everything(file, article)
    file.close()
    tables = json.loads(path.read_bytes())
    path.write_text(json.dumps(tables))  # now it is not as we wrote it, and read with all doubts
    doubted = opened(path)
    assert everything(doubted.notebook) == everything(file.notebook)
    for name in KINDS:
        assert all(not isinstance(one, dict) for one in records_of(name, list(tables[name].values())))


def test_half_a_character_in_a_note_does_not_stop_the_saving(
    article: Article, opened: Opened, disk: SimulatedDisk
) -> None:
    file = opened(PATH, disk=disk)
    file.notebook.note(article, target_of(article, 0, 8, Scope.SPAN), "half \ud83d a face", "ana")
    put_label(file, article, 9, 12)
    file.checkpoint()
    assert not file.unsaved and file.notices == []
    notes = [one.note for one in opened(PATH, disk=disk.killed()).notebook.annotations]
    assert notes == ["half ? a face", ""]


def test_undo_after_reopening_says_what_it_undid(article: Article, opened: Opened, path: Path) -> None:
    file = opened(path)
    put_label(file, article)
    file.notebook.toggle_star(article)
    file.close()
    again = opened(path)
    undone = [again.notebook.undo(), again.notebook.undo()]
    assert [change and change.name for change in undone] == ["star", "label Claim"]
    assert labels_in(again) == [] and not again.notebook.reading(article.id).star
    again.close()
    last = opened(path)
    assert last.notebook.redoable and last.notebook.redoable.name == "label Claim"
    last.notebook.redo()
    assert labels_in(last) == [(0, 8, "claim")]
    put_label(last, article, 9, 12)
    assert last.notebook.redoable is None
    last.close()
    assert len(tinydb.TinyDB(path).table("history")) == 2, "what cannot be redone is forgotten"


def test_the_last_thousand_changes_can_be_taken_back_after_reopening(
    article: Article, opened: Opened, disk: SimulatedDisk
) -> None:
    file = opened(PATH, disk=disk)
    for _ in range(HISTORY_LIMIT + 20):
        file.notebook.toggle_star(article)
    assert len(file.database.table("history")) == HISTORY_LIMIT
    disk = disk.killed()
    again = opened(PATH, disk=disk)
    count = 0
    while again.notebook.undo():
        count += 1
    assert count == HISTORY_LIMIT
    assert everything(opened(PATH, disk=disk.killed()).notebook)[6:] == ([], again.notebook._undone)


def test_one_step_is_one_line_and_is_durable_before_later_listeners_hear_of_it(
    article: Article, opened: Opened, disk: SimulatedDisk
) -> None:
    file = opened(PATH, disk=disk)
    heard: list[tuple[How, int]] = []

    def listener(step: Step) -> None:
        survives = opened(PATH, disk=disk.after_cut("none", ()))
        assert everything(survives.notebook) == everything(file.notebook)
        heard.append((step.how, (disk.read(PATH.with_name("notes.json.journal")) or b"").count(b"\n")))

    file.notebook.listen(listener)
    put_label(file, article)
    file.notebook.remember_place(article, 5)
    file.notebook.undo()
    file.notebook.redo()
    assert heard == [(How.REMEMBERED, 1), (How.DONE, 2), (How.REMEMBERED, 3), (How.UNDONE, 4), (How.REDONE, 5)]


def test_saved_is_the_time_of_the_last_durable_change(article: Article, opened: Opened, path: Path) -> None:
    file = opened(path)
    assert file.saved is None
    put_label(file, article)
    first = file.saved
    file.notebook.toggle_star(article)
    assert first and file.saved and file.saved > first and file.saved.tzinfo


def test_ids_survive_and_numbers_go_on_after_reopening(article: Article, opened: Opened, path: Path) -> None:
    file = opened(path)
    put_label(file, article)
    file.close()
    file = opened(path)
    put_label(file, article, 9, 12)
    file.close()
    documents = tinydb.TinyDB(path).table("annotations").all()
    assert [document.doc_id for document in documents] == [1, 2]
    assert len({document["id"] for document in documents}) == 2


def test_checkpoints_in_another_thread_while_changes_go_on(article: Article, opened: Opened, path: Path) -> None:
    file = opened(path)
    done = threading.Event()

    def checkpoints() -> None:
        while not done.is_set():
            file.checkpoint()

    worker = threading.Thread(target=checkpoints)
    switching = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    worker.start()
    try:
        for start in range(80):
            put_label(file, article, start, start + 1)
    finally:
        done.set()
        worker.join()
        sys.setswitchinterval(switching)
    assert not file.unsaved and file.notices == []
    copy = path.with_name("copy.json")
    for name in ("newsreader.json", "newsreader.json.journal"):
        path.with_name(name.replace("newsreader", "copy")).write_bytes(path.with_name(name).read_bytes())
    assert len(opened(copy).notebook.annotations) == 80
    assert json.loads(path.read_bytes())


def test_closing_twice_does_no_harm(article: Article, opened: Opened, path: Path) -> None:
    file = opened(path)
    put_label(file, article)
    file.close()
    file.close()
    assert labels_in(opened(path)) == [(0, 8, "claim")]
