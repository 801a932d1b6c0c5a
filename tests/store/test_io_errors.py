"""Disks that refuse: at every system call, for every usual reason, once or from then on."""

import errno
from collections.abc import Callable
from typing import Any

import pytest

from tests.store.conftest import labels_in, put_label
from tests.store.disks import PATH, Failing, SimulatedDisk
from tui.model.article import Article
from tui.store.database import NotebookFile
from tui.store.disk import reason
from tui.store.storage import NotebookError

Opened = Callable[..., NotebookFile]
STEPS: list[Callable[[NotebookFile, Article], Any]] = [
    lambda file, article: put_label(file, article, 0, 8),
    lambda file, article: put_label(file, article, 9, 20, "2"),
    lambda file, article: file.checkpoint(),
    lambda file, article: file.notebook.undo(),
    lambda file, article: file.notebook.toggle_star(article),
    lambda file, article: file.notebook.undo(),
    lambda file, article: file.notebook.redo(),
    lambda file, article: put_label(file, article, 21, 30, "4"),
    lambda file, article: put_label(file, article, 31, 40, "3"),
]


def state(file: NotebookFile) -> Any:
    history = [change.name for change in [*file.notebook._done, *file.notebook._undone]]
    return labels_in(file), file.notebook.readings, history


def play(disk: SimulatedDisk, article: Article, opened: Opened) -> tuple[NotebookFile, list[Any], int]:
    """Take all the steps, in two sessions; the states after each, and the last that was told to be saved."""
    file = opened(PATH, disk=disk)
    states, saved = [state(file)], 0
    for number, step in enumerate(STEPS, 1):
        if number == 4 and not file.unsaved:
            file.close()
            file = opened(PATH, disk=disk)
        step(file, article)
        states.append(state(file))
        saved = saved if file.unsaved else number
    return file, states, saved


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT])
@pytest.mark.parametrize("ever_after", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("ending", ["close", "kill"])
def test_an_error_at_every_call(code: int, ever_after: bool, ending: str, article: Article, opened: Opened) -> None:
    nth, finished = 0, False
    while not finished:
        nth += 1
        disk = SimulatedDisk()
        failing = disk.before = Failing(nth, code, ever_after=ever_after)
        file, states, saved = play(disk, article, opened)
        finished = failing.calls < nth
        if ever_after and file.unsaved and not file.read_only:
            assert reason(OSError(code, "")) in file.problem
            assert file.notebook.undoable, "the change stays where the person sees it"
        failing.nth = 0
        if not file.read_only and file.unsaved:
            assert file.retry() and not file.problem and not file.unsaved
            saved = len(STEPS)
        if ending == "close":
            file.close()
        after = opened(PATH, disk=disk.killed())
        assert state(after) in states[saved:], f"call {nth}"
        assert not any("damaged" in notice for notice in after.notices)
        after.close()
    assert nth > 40


def test_an_error_in_a_write_leaves_half_a_line_that_is_never_read(
    disk: SimulatedDisk, article: Article, opened: Opened
) -> None:
    file = opened(PATH, disk=disk)
    put_label(file, article, 0, 8)
    disk.before = Failing(1, errno.ENOSPC)
    put_label(file, article, 9, 20)
    assert file.unsaved == 1 and file.problem == "Not saved in notes.json: the disk is full."
    after = opened(PATH, disk=disk.killed())
    assert labels_in(after) == [(0, 8, "claim")]


def test_what_waits_is_saved_in_order_once_there_is_room(disk: SimulatedDisk, article: Article, opened: Opened) -> None:
    file = opened(PATH, disk=disk)
    put_label(file, article, 0, 8)
    saved = file.saved
    failing = disk.before = Failing(1, errno.ENOSPC, ever_after=True)
    put_label(file, article, 9, 20, "2")
    file.notebook.undo()
    file.notebook.toggle_star(article)
    assert file.unsaved == 3 and not file.retry() and file.saved == saved
    failing.nth = 0
    file.notebook.toggle_done(article)
    assert (file.unsaved, file.problem) == (0, "") and file.saved and saved and file.saved > saved
    after = opened(PATH, disk=disk.killed())
    assert state(after) == state(file)


def test_everything_can_be_saved_elsewhere_when_the_first_place_failed(
    disk: SimulatedDisk, article: Article, opened: Opened
) -> None:
    file = opened(PATH, disk=disk)
    put_label(file, article, 0, 8)
    failing = disk.before = Failing(1, errno.EIO, ever_after=True)
    put_label(file, article, 9, 20, "2")
    with pytest.raises(NotebookError, match=r"copy.json cannot be written: the disk reports an error\.$"):
        file.save_copy(PATH.with_name("copy.json"))
    failing.nth = 0
    file.save_copy(PATH.with_name("copy.json"))
    with pytest.raises(NotebookError, match="is there already: name another file"):
        file.save_copy(PATH.with_name("copy.json"))
    assert state(opened(PATH.with_name("copy.json"), disk=disk)) == state(file)


def test_a_checkpoint_that_fails_loses_nothing_and_says_so_once(
    disk: SimulatedDisk, article: Article, opened: Opened
) -> None:
    file = opened(PATH, disk=disk)
    put_label(file, article)
    disk.before = Failing(1, errno.ENOSPC, ever_after=True)
    file.checkpoint()
    file.checkpoint()
    assert file.notices == ["notes.json is behind its journal: the disk is full. Nothing is lost."]
    assert not file.unsaved and not file.problem


def test_a_file_that_cannot_be_read_is_not_touched(
    disk: SimulatedDisk, article: Article, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = opened(PATH, disk=disk)
    put_label(file, article)
    file.close()
    before = {path: found.data for path, found in disk.names_now.items()}

    def refuse(path: Any) -> bytes:
        raise OSError(errno.EIO, "input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(disk, "read", refuse, raising=True)
        with pytest.raises(NotebookError, match=r"notes\.json cannot be read: the disk reports an error\."):
            opened(PATH, disk=disk)
    assert {path: found.data for path, found in disk.names_now.items()} == before
    assert labels_in(opened(PATH, disk=disk)) == [(0, 8, "claim")]


def test_a_journal_removed_under_the_program_is_written_again(
    disk: SimulatedDisk, article: Article, opened: Opened
) -> None:
    file = opened(PATH, disk=disk)
    put_label(file, article, 0, 8)
    disk.put(PATH.with_name("notes.json.journal"), None)
    put_label(file, article, 9, 20, "2")
    assert not file.unsaved
    assert labels_in(opened(PATH, disk=disk.killed())) == [(0, 8, "claim"), (9, 20, "fact")]
