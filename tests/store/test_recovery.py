"""Damage of every kind: what is found again, what is told, and what is kept aside."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tinydb

from tests.store.conftest import labels_in, put_label
from tests.store.disks import PATH, SimulatedDisk
from tui.model.annotation import Scope, target_of
from tui.model.article import Article
from tui.model.codebook import STARTER
from tui.store.database import NotebookFile
from tui.store.mainfile import encoded
from tui.store.recovery import NewerSchema, NotANotebook, NotebookError
from tui.store.storage import BACKUPS, JournaledStorage

Opened = Callable[..., NotebookFile]
JOURNAL = PATH.with_name("notes.json.journal")


def five_changes() -> SimulatedDisk:
    """A disk as a kill leaves it: a main file and a backup with one change, a journal with five more."""
    disk = SimulatedDisk()
    storage = JournaledStorage(PATH, disk=disk)
    storage.commit({"notes": {"0": {"text": "first"}}})
    storage.start_again()
    for number in range(1, 6):
        storage.commit({"notes": {str(number): {"text": f"note {number}"}}})
    return disk.killed()


def notes(storage: JournaledStorage) -> set[int]:
    return set(map(int, storage.tables.get("notes", {})))


# The journal


def test_a_journal_cut_anywhere_loses_only_what_was_cut() -> None:
    whole = five_changes().read(JOURNAL) or b""
    for length in range(len(whole) + 1):
        disk = five_changes()
        disk.put(JOURNAL, whole[:length])
        storage = JournaledStorage(PATH, disk=disk)
        lines = whole[:length].count(b"\n")
        assert notes(storage) == set(range(lines + 1))
        torn = not whole[:length].endswith(b"\n") and length > 0
        assert bool(storage.notices) == torn
        storage.commit({"notes": {"9": {"text": "goes on"}}})
        assert notes(JournaledStorage(PATH, disk=disk.killed())) == {*range(lines + 1), 9}


def test_every_flipped_bit_in_the_journal_is_told_of_and_costs_two_changes_at_most() -> None:
    whole = five_changes().read(JOURNAL) or b""
    for bit in range(len(whole) * 8):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        disk = five_changes()
        disk.put(JOURNAL, bytes(damaged))
        storage = JournaledStorage(PATH, disk=disk)
        lost = set(range(6)) - notes(storage)
        assert 1 <= len(lost) <= 2 and notes(storage) <= set(range(6))
        assert f"{len(lost)} change" in storage.notices[0] or "at least 1 change" in storage.notices[0]
        assert disk.read(PATH.with_name("notes.json.journal-bad-1")) == bytes(damaged)


@pytest.mark.parametrize("tail", [bytes(64), b"no journal\n", b"\xff" * 20, b"\n\n\n"])
def test_junk_after_the_journal_is_told_of_and_loses_nothing_else(tail: bytes) -> None:
    disk = five_changes()
    disk.put(JOURNAL, (disk.read(JOURNAL) or b"") + tail)
    storage = JournaledStorage(PATH, disk=disk)
    assert notes(storage) == set(range(6))
    assert storage.notices[0].startswith("The journal of notes.json was damaged: ")


def test_damage_in_lines_that_the_main_file_has_already_loses_nothing() -> None:
    disk = SimulatedDisk()
    storage = JournaledStorage(PATH, disk=disk)
    for number in range(3):
        storage.commit({"notes": {str(number): {"text": "x"}}})
    storage.checkpoint()
    disk = disk.killed()
    disk.put(JOURNAL, (disk.read(JOURNAL) or b"").replace(b'"x"', b'"y"', 1))
    storage = JournaledStorage(PATH, disk=disk)
    assert notes(storage) == {0, 1, 2}
    assert storage.notices == [
        "The journal of notes.json was damaged: nothing is lost.",
        "The file as it was is kept as notes.json.journal-bad-1.",
    ]


def test_a_gap_in_the_journal_is_told_of() -> None:
    disk = five_changes()
    lines = (disk.read(JOURNAL) or b"").splitlines(keepends=True)
    disk.put(JOURNAL, b"".join(lines[:1] + lines[3:]))
    storage = JournaledStorage(PATH, disk=disk)
    assert notes(storage) == {0, 1, 4, 5}
    assert "2 changes could not be read" in storage.notices[0]


def test_a_journal_that_is_gone_leaves_what_the_main_file_has() -> None:
    disk = five_changes()
    disk.put(JOURNAL, None)
    assert notes(JournaledStorage(PATH, disk=disk)) == {0}


# The main file


def test_a_main_file_cut_anywhere_is_rebuilt_from_backup_and_journal_with_nothing_lost() -> None:
    whole = five_changes().read(PATH) or b""
    for length in range(len(whole)):
        disk = five_changes()
        disk.put(PATH, whole[:length])
        storage = JournaledStorage(PATH, disk=disk)
        assert notes(storage) == set(range(6))
        if length < len(whole) - 1:  # its last byte is a newline
            word = "damaged" if length else "empty"
            assert storage.notices[0] == f"notes.json was {word}: restored from notes.json.bak-1 and the journal."
            if length:
                assert disk.read(PATH.with_name("notes.json.corrupt-1")) == whole[:length]
        assert json.loads(disk.read(PATH) or b"")


def test_every_flipped_bit_in_the_main_file_is_told_of_or_costs_nothing() -> None:
    disk = SimulatedDisk()
    storage = JournaledStorage(PATH, disk=disk)
    for number in range(3):
        storage.commit({"notes": {str(number): {"text": f"note {number}"}}})
    storage.checkpoint()
    storage.commit({"notes": {"3": {"text": "note 3"}}})
    whole, before = disk.read(PATH) or b"", {name: dict(table) for name, table in storage.tables.items()}
    for bit in range(len(whole) * 8):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        after = disk.killed()
        after.put(PATH, bytes(damaged))
        storage = JournaledStorage(PATH, disk=after)
        if not any("changed by another program" in notice for notice in storage.notices):
            assert storage.tables == before, f"bit {bit}"
        assert len(storage.tables.get("notes", {})) == 4 or storage.notices


@pytest.mark.parametrize("content", [None, b"", b"[]", b"null", b'{"notes": []}', b"\0\0", b'{"a": {"b": 1}}'])
def test_a_main_file_that_is_gone_or_another_is_restored(content: bytes | None) -> None:
    disk = five_changes()
    disk.put(PATH, content)
    storage = JournaledStorage(PATH, disk=disk)
    assert notes(storage) == set(range(6))
    assert "restored from notes.json.bak-1" in storage.notices[0]


def test_an_older_backup_serves_when_the_newest_is_damaged_too() -> None:
    disk = five_changes()
    storage = JournaledStorage(PATH, disk=disk)
    storage.commit({"notes": {"6": {"text": "x"}}})
    newest = next(storage.kept("bak"))
    disk = disk.killed()
    disk.put(PATH, b"junk")
    disk.put(newest, b"junk")
    storage = JournaledStorage(PATH, disk=disk)
    assert notes(storage) == {0, 6}, "what is between that backup and the journal is gone"
    assert "5 changes could not be read" in storage.notices[1]


def test_a_first_main_file_that_is_gone_with_its_backup_is_rebuilt_from_the_journal() -> None:
    disk = SimulatedDisk()
    JournaledStorage(PATH, disk=disk).commit({"notes": {"1": {"text": "x"}}})
    disk = disk.killed()
    disk.put(PATH, None)
    disk.put(PATH.with_name("notes.json.bak-1"), None)
    storage = JournaledStorage(PATH, disk=disk)
    assert notes(storage) == {1}
    assert storage.notices == ["notes.json was missing: restored from the journal."]


def test_a_damaged_file_is_kept_before_it_is_replaced_however_often_that_fails() -> None:
    disk = five_changes()
    disk.put(PATH, b"junk")

    def full(call: str) -> None:
        if call == "write":
            raise OSError(28, "no space")

    disk.before = full
    storage = JournaledStorage(PATH, disk=disk)
    assert notes(storage) == set(range(6))
    assert "cannot be brought up to date: the disk is full" in storage.notices[-1]
    with pytest.raises(OSError, match="no space"):
        storage.commit({"notes": {"6": {"text": "x"}}})
    assert disk.read(PATH) == b"junk"
    disk.before = lambda call: None
    storage.commit({"notes": {"6": {"text": "x"}}})
    assert disk.read(PATH.with_name("notes.json.corrupt-1")) == b"junk"
    assert notes(JournaledStorage(PATH, disk=disk.killed())) == set(range(7))


def test_a_read_only_reader_sees_past_the_damage_and_writes_nothing() -> None:
    disk = five_changes()
    disk.put(PATH, b"junk")
    before = dict(disk.names_now)
    storage = JournaledStorage(PATH, disk=disk, read_only=True)
    assert notes(storage) == set(range(6))
    assert storage.notices == ["notes.json was damaged: read from notes.json.bak-1 and the journal."]
    storage.close()
    assert disk.names_now == before


# Backups


def nine_sessions() -> SimulatedDisk:
    """Each adds a note."""
    disk = SimulatedDisk()
    for number in range(9):
        storage = JournaledStorage(PATH, disk=disk)
        storage.commit({"notes": {str(number): {"text": "x"}}})
        storage.close()
    return disk


def test_the_five_newest_backups_are_kept_and_each_is_a_notebook() -> None:
    disk = nine_sessions()
    backups = list(JournaledStorage(PATH, disk=disk, read_only=True).kept("bak"))
    assert [path.name for path in backups] == [f"notes.json.bak-{number}" for number in range(1, BACKUPS + 1)]
    for age, backup in enumerate(backups):
        disk.put(PATH, disk.read(backup))
        assert notes(JournaledStorage(PATH, disk=disk.killed())) == set(range(9 - age))


def test_a_backup_that_was_removed_leaves_room_and_no_other_goes() -> None:
    disk = nine_sessions()
    kept = [disk.read(PATH.with_name(f"notes.json.bak-{number}")) for number in (1, 2, 4, 5)]
    disk.remove(PATH.with_name("notes.json.bak-3"))
    storage = JournaledStorage(PATH, disk=disk)
    storage.start_again()
    assert [disk.read(path) for path in storage.kept("bak")][1:] == kept


def test_a_session_without_a_change_writes_nothing() -> None:
    disk = five_changes()
    JournaledStorage(PATH, disk=disk).close()
    calls: list[str] = []
    before = {path: file.data for path, file in disk.names_now.items()}
    disk.before = calls.append
    storage = JournaledStorage(PATH, disk=disk)
    storage.checkpoint()
    storage.close()
    assert {path: file.data for path, file in disk.names_now.items()} == before
    assert set(calls) <= {"open", "write", "remove"}, "of the lock"


def test_a_long_journal_is_begun_anew_by_a_checkpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.store.storage.LONG_JOURNAL", 100)
    disk = five_changes()
    storage = JournaledStorage(PATH, disk=disk)
    for number in range(6, 12):
        storage.commit({"notes": {str(number): {"text": "x"}}})
    assert disk.read(JOURNAL)
    storage.checkpoint()
    assert disk.read(JOURNAL) is None
    storage.commit({"notes": {"12": {"text": "x"}}})
    assert notes(JournaledStorage(PATH, disk=disk.killed())) == set(range(13))


# Other programs


def test_what_another_program_did_to_the_file_between_sessions_is_taken_over(
    path: Path, article: Article, opened: Opened
) -> None:
    file = opened(path)
    put_label(file, article)
    file.close()
    with tinydb.TinyDB(path) as database:
        database.table("labels").update({"name": "Assertion"}, tinydb.where("id") == "claim")
        database.table("mine").insert({"note": "a table of my own"})
        database.table("annotations").update({"weight": 3})
    file = opened(path)
    assert file.notices == ["newsreader.json was changed by another program: its changes are kept."]
    label = file.notebook.codebook.by_key("1")
    assert label and label.name == "Assertion"
    assert labels_in(file) == [(0, 8, "claim")]
    put_label(file, article, 9, 12)
    file.close()
    again = opened(path)
    assert again.notices == []
    assert again.database.table("mine").all() == [{"note": "a table of my own"}]
    assert again.database.table("annotations").all()[0]["weight"] == 3, "fields we do not know stay"


def test_what_another_program_does_while_the_notebook_is_open_is_kept_aside(
    path: Path, article: Article, opened: Opened
) -> None:
    file = opened(path)
    put_label(file, article)
    file.checkpoint()
    foreign = path.read_bytes().replace(b"Claim", b"CLAIM")
    path.write_bytes(foreign)
    put_label(file, article, 9, 12)
    file.checkpoint()
    assert file.notices == [
        "newsreader.json was changed by another program: that is kept as newsreader.json.foreign-1."
    ]
    assert path.with_name("newsreader.json.foreign-1").read_bytes() == foreign
    assert json.loads(path.read_bytes())["labels"]["1"]["name"] == "Claim"


def test_a_main_file_removed_while_the_notebook_is_open_is_written_again(
    path: Path, article: Article, opened: Opened
) -> None:
    file = opened(path)
    put_label(file, article)
    path.unlink()
    file.checkpoint()
    assert file.notices == ["newsreader.json was removed by another program: it is written again."]
    assert json.loads(path.read_bytes())["annotations"]


def test_a_document_that_is_no_record_is_told_of_and_left_alone(path: Path, article: Article, opened: Opened) -> None:
    file = opened(path)
    put_label(file, article)
    file.close()
    with tinydb.TinyDB(path) as database:
        database.table("annotations").insert({"id": "x", "target": "nothing"})
    for _ in range(2):
        file = opened(path)
        assert "1 of annotations cannot be read, and are left alone: try `newsreader check`." in file.notices
        assert labels_in(file)[0] == (0, 8, "claim")
        put_label(file, article, 9, 12, "2")
        file.close()
    assert {"id": "x", "target": "nothing"} in tinydb.TinyDB(path).table("annotations").all()


def test_what_is_almost_a_record_is_left_as_it_is(path: Path, article: Article, opened: Opened) -> None:
    file = opened(path)
    put_label(file, article)
    file.close()
    tables = json.loads(path.read_bytes())
    tables["annotations"]["1"]["target"]["page"] = 3
    tables["labels"]["5"]["name"] = 5
    path.write_text(json.dumps(tables))
    for number in range(3):  # the first time by what another program wrote, then by what we did
        file = opened(path)
        assert "1 of labels cannot be read, and are left alone: try `newsreader check`." in file.notices
        assert len(labels_in(file)) == number + 1 and len(file.notebook.codebook.labels) == 4
        put_label(file, article, 10 + number, 20)
        file.close()
    after = json.loads(path.read_bytes())
    assert after["annotations"]["1"]["target"]["page"] == 3 and after["labels"]["5"]["name"] == 5


# What is not ours


@pytest.mark.parametrize(
    "content",
    [b"[1, 2]", b'{"_default": {"1": {"a": 1}}}', b"Dear diary", b'{"_meta": {"1": {}}}', b"\x89PNG", b"3"],
)
def test_a_file_of_another_kind_is_refused_and_not_touched(path: Path, content: bytes, opened: Opened) -> None:
    path.write_bytes(content)
    with pytest.raises(NotANotebook) as caught:
        opened(path)
    assert str(caught.value) == f"{path} is not a notebook, or is damaged: name another file, or move it."
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == content


def test_a_folder_is_refused(tmp_path: Path, opened: Opened) -> None:
    with pytest.raises(NotANotebook, match="is a folder, not a notebook: name a file"):
        opened(tmp_path)


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path, opened: Opened) -> None:
    with pytest.raises(NotebookError, match=r"There is no folder .*/nowhere: make it first\.$"):
        opened(tmp_path / "nowhere" / "newsreader.json")
    (tmp_path / "file").write_text("")
    with pytest.raises(NotebookError, match="is not a folder"):
        opened(tmp_path / "file" / "newsreader.json")


def test_an_empty_file_is_a_new_notebook(path: Path, article: Article, opened: Opened) -> None:
    path.touch()
    file = opened(path)
    assert file.notices == [] and not file.read_only
    put_label(file, article)
    file.close()
    assert labels_in(opened(path)) == [(0, 8, "claim")]


# Schemas

SCHEMA_1: dict[str, Any] = {
    "annotations": {
        "1": {
            "id": "a1",
            "target": {
                "article": "f00d",
                "scope": "span",
                "start": 0,
                "end": 8,
                "quote": "The call",
                "prefix": "",
                "suffix": " lasted",
                "text_sha256": "00",
            },
            "label": "Key Fact",
            "note": "",
            "annotator": "ana",
            "created": "2025-01-01T00:00:00.000Z",
            "modified": "2025-01-01T00:00:00.000Z",
        }
    },
    "labels": {
        "1": {
            "name": "Key Fact",
            "key": "1",
            "color": "#e5737f",
            "definition": "",
            "parent": "",
            "order": 0,
        }
    },
    "reading": {"1": {"id": "f00d", "done": True, "star": False, "start": 120}},
    "articles": {},
    "_meta": {"1": {"schema": 1, "seq": 7}},
}


def test_an_older_notebook_is_brought_up_to_date_and_its_last_state_stays_in_a_backup(
    path: Path, opened: Opened
) -> None:
    path.write_text(json.dumps(SCHEMA_1))
    file = opened(path)
    annotation = file.notebook.annotations[0]
    assert file.notebook.codebook.by_id(annotation.label) == file.notebook.codebook.by_name("Key Fact")
    assert file.notebook.reading("f00d").done
    place = file.notebook.place("f00d")
    assert place and place.start == 120
    assert file.notices == [
        "newsreader.json was brought from schema 1 to 2.",
        "newsreader.json was brought from schema 2 to 3.",
        "The file as it was is kept as newsreader.json.schema-1-1.",
    ]
    assert json.loads(path.read_bytes())["_meta"]["1"]["schema"] == 3
    assert json.loads(path.with_name("newsreader.json.schema-1-1").read_bytes()) == SCHEMA_1
    file.close()
    again = opened(path)
    assert again.notices == [] and again.notebook.annotations == (annotation,)


def test_what_schema_2_did_not_know_gets_its_default(path: Path, article: Article, opened: Opened) -> None:
    file = opened(path)
    put_label(file, article)
    file.notebook.label(article, target_of(article, 0, 0, Scope.ARTICLE), STARTER[1], "ben")
    file.notebook.undo()
    before = file.notebook.annotations, file.notebook.codebook.labels, file.notebook.cards, file.notebook.redoable
    file.close()
    tables = json.loads(path.read_bytes())
    del tables["_meta"], tables["meant"]
    sides = [side for change in tables["history"].values() for record in change["records"] for side in record.values()]
    for document in (*sides, *(one for name in ("annotations", "labels", "articles") for one in tables[name].values())):
        for name in {*(document or ())} & NEW_IN_SCHEMA_3:
            del document[name]
    path.write_bytes(b"".join(encoded(tables, 2, 17)))
    file = opened(path)
    after = file.notebook.annotations, file.notebook.codebook.labels, file.notebook.cards, file.notebook.redoable
    assert after == before
    assert file.notices[0] == "newsreader.json was brought from schema 2 to 3."


NEW_IN_SCHEMA_3 = {
    "attributes", "origin", "when", "when_not", "example", "scope", "choice", "retired", "file"
}  # fmt: skip


def test_a_migration_that_is_cut_short_is_done_at_the_next_opening(opened: Opened) -> None:
    snapshots: list[SimulatedDisk] = []
    disk = SimulatedDisk()
    disk.put(PATH, json.dumps(SCHEMA_1).encode())
    disk.before = lambda call: snapshots.append(disk.copy())
    whole = opened(PATH, disk=disk).notebook.annotations
    assert len(snapshots) > 8
    for snapshot in snapshots:
        for after in snapshot.after_cuts():
            file = opened(PATH, disk=after)
            assert file.notebook.annotations == whole
            file.close()


def test_a_newer_notebook_is_refused_and_not_touched(path: Path, article: Article, opened: Opened) -> None:
    file = opened(path)
    put_label(file, article)
    file.close()
    newer = b"".join(encoded(json.loads(path.read_bytes()), 4, 17))
    path.write_bytes(newer)
    names = sorted(one.name for one in path.parent.iterdir())
    with pytest.raises(NewerSchema, match=r"written by a newer newsreader \(schema 4, not 3\): update this one"):
        opened(path)
    assert path.read_bytes() == newer
    assert sorted(one.name for one in path.parent.iterdir()) == names


def test_an_old_schema_without_its_tables_is_refused(path: Path, opened: Opened) -> None:
    path.write_text('{"_meta": {"1": {"schema": 1, "seq": 0}}}')
    with pytest.raises(NotANotebook, match="is not a notebook of schema 1"):
        opened(path)


# Orders that matter


def test_lines_that_the_main_file_has_are_not_applied_again_over_a_later_edit(
    path: Path, article: Article, opened: Opened
) -> None:
    disk = five_changes()
    storage = JournaledStorage(PATH, disk=disk)
    storage.commit({"notes": {"1": {"text": "last in the journal"}}})
    storage.checkpoint()
    disk = disk.killed()
    tables = json.loads(disk.read(PATH) or b"")
    tables["notes"]["1"]["text"] = "edited since"
    disk.put(PATH, json.dumps(tables).encode())
    assert JournaledStorage(PATH, disk=disk).tables["notes"]["1"] == {"text": "edited since"}


def test_a_reader_without_the_lock_sees_no_gap_while_the_writer_starts_again() -> None:
    for moment in range(1, 6):
        disk = five_changes()
        writer = JournaledStorage(PATH, disk=disk)
        writer.commit({"notes": {"6": {"text": "x"}}})
        calls, read = [0], disk.read

        def interrupted(path: Path, moment: int = moment, calls: list[int] = calls, read: Any = read) -> Any:
            calls[0] += 1
            if calls[0] == moment:
                writer.commit({"notes": {"7": {"text": "x"}}})  # noqa: B023
                writer.start_again()  # noqa: B023
            return read(path)

        disk.read = interrupted  # type: ignore[method-assign]
        reader = JournaledStorage(PATH, disk=disk, read_only=True)
        assert notes(reader) >= set(range(7)) and reader.notices == []


@pytest.mark.parametrize("act", [JournaledStorage.checkpoint, JournaledStorage.start_again])
def test_a_change_during_a_checkpoint_is_in_the_journal_not_half_in_the_file(
    act: Callable[[JournaledStorage], None],
) -> None:
    disk = five_changes()
    storage = JournaledStorage(PATH, disk=disk)
    for number in range(6, 300):
        storage.commit({"notes": {str(number): {"text": "x"}}})

    def change_once(call: str) -> None:
        if call == "write":
            disk.before = lambda call: None
            storage.commit({"notes": {"300": {"text": "during"}}})

    disk.before = change_once
    act(storage)
    main = json.loads(disk.read(PATH) or b"")
    assert len(main["notes"]) == 300 and main["_meta"]["1"]["seq"] == storage.seq - 1
    assert notes(JournaledStorage(PATH, disk=disk.killed())) == set(range(301))
