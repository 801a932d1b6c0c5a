"""What the screen says of the notebook's file: that it is not saved and why, who holds it, what was restored."""

import errno
from pathlib import Path

from textual.widgets import Input

from tests.program import WIDE, closed, program, reading, screen_text
from tui.screens.dialogs import Ask
from tui.store.database import NotebookFile
from tui.store.disk import Disk


class FullDisk(Disk):
    """A disk that is full in one folder, until somebody makes room."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder: Path | None = folder
        self._paths: dict[int, Path] = {}

    def open(self, path: Path, flags: int) -> int:
        number = super().open(path, flags)
        self._paths[number] = path
        return number

    def write(self, fd: int, data: bytes | memoryview) -> int:
        if self.folder and self.folder in self._paths[fd].parents and not self._paths[fd].name.endswith(".lock"):
            raise OSError(errno.ENOSPC, "no room")
        return super().write(fd, data)


async def test_what_is_not_saved_is_said_and_saved_once_there_is_room(folder: Path) -> None:
    disk = FullDisk(folder)
    async with program(folder / "n.json", disk=disk).run_test(size=WIDE) as pilot:
        await pilot.press("1", "2")
        assert "the disk is full" in screen_text(pilot)
        assert "2 of 30 labelled" in screen_text(pilot) and "not saved" in screen_text(pilot)
        disk.folder = None
        await pilot.pause(3.5)
        assert "the disk is full" not in screen_text(pilot)
        assert "not saved" not in screen_text(pilot)
        closed(pilot)
    assert len(NotebookFile(folder / "n.json", read_only=True).notebook.annotations) == 2


async def test_leaving_with_unsaved_changes_offers_another_place(folder: Path, tmp_path: Path) -> None:
    app = program(folder / "n.json", disk=FullDisk(folder))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("1", "2", "q")
        await pilot.pause()
        assert type(app.screen) is Ask
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, Ask)
        await pilot.press("q")
        await pilot.pause()
        app.screen.query_one(Input).value = str(tmp_path / "rescued.json")
        await pilot.press("enter")
        await pilot.pause()
    assert not app.is_running
    assert len(NotebookFile(tmp_path / "rescued.json", read_only=True).notebook.annotations) == 2


async def test_what_was_restored_is_said_until_escape(folder: Path) -> None:
    async with program(folder / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("1")
        closed(pilot)
    (folder / "n.json").write_bytes(b"\0" * 200)
    async with program(folder / "n.json").run_test(size=WIDE) as pilot:
        assert len(reading(pilot).notebook.annotations) == 1
        notice = reading(pilot).workspace.file.notices[0]
        assert " ".join(notice.split()[:4]) in screen_text(pilot)
        await pilot.press("escape")
        assert " ".join(notice.split()[:4]) not in screen_text(pilot)
        assert reading(pilot).focused is reading(pilot).reader
