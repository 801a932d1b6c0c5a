"""Disks that fail on demand, and one in memory that knows what a power cut would leave."""

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tui.store.disk import Disk

FOLDER = Path("/simulated")
PATH = FOLDER / "notes.json"


class PowerCut(BaseException):
    """The moment the lights go out; nothing in the program may catch it."""


@dataclass(eq=False)
class File:
    number: int
    data: bytes = b""
    synced: bytes = b""
    mode: int = 0o600
    changed: int = 0


Operation = tuple[str, Path, Path | None, File | None]


@dataclass
class SimulatedDisk(Disk):
    """A file system in memory. What was not synced, content and names alike, may be gone after a cut."""

    names_now: dict[Path, File] = field(default_factory=dict)
    names_synced: dict[Path, File] = field(default_factory=dict)
    unsynced: list[Operation] = field(default_factory=list)
    open_files: dict[int, File] = field(default_factory=dict)
    locked: set[int] = field(default_factory=set)
    before: Callable[[str], None] = lambda call: None
    """Called before each system call that changes something; may raise."""
    most_at_once: int = 1 << 30
    """The longest write the disk takes in one go."""
    syncs: bool = True
    """Whether a sync does anything."""
    clock: int = 0

    # The system calls

    def open(self, path: Path, flags: int) -> int:
        self.before("open")
        file = self.names_now.get(path)
        if file is None:
            if not flags & os.O_CREAT:
                raise FileNotFoundError(errno.ENOENT, "no such file")
            self.clock += 1
            file = File(self.clock, changed=self.clock)
            self._rename("link", path, None, file)
        elif flags & os.O_TRUNC:
            file.data = b""
        fd = max(self.open_files, default=2) + 1
        self.open_files[fd] = file
        return fd

    def write(self, fd: int, data: bytes | memoryview) -> int:
        written = bytes(data)[: self.most_at_once]
        try:
            self.before("write")
        except OSError:
            self.open_files[fd].data += written[: len(written) // 2]
            raise
        self.clock += 1
        file = self.open_files[fd]
        file.data, file.changed = file.data + written, self.clock
        return len(written)

    def sync(self, fd: int) -> None:
        self.before("sync")
        if self.syncs:
            self.open_files[fd].synced = self.open_files[fd].data

    def close(self, fd: int) -> None:
        self.locked.discard(self.open_files.pop(fd).number)

    def chmod(self, fd: int, mode: int) -> None:
        self.open_files[fd].mode = mode

    def rename(self, old: Path, new: Path) -> None:
        self.before("rename")
        self._rename("rename", new, old, self.names_now[old])

    def remove(self, path: Path) -> None:
        self.before("remove")
        if path not in self.names_now:
            raise FileNotFoundError(errno.ENOENT, "no such file")
        self._rename("remove", path, None, None)

    def sync_folder(self, folder: Path) -> None:
        self.before("sync_folder")
        if self.syncs:
            self.names_synced, self.unsynced = dict(self.names_now), []

    def read(self, path: Path) -> bytes | None:
        file = self.names_now.get(path)
        return None if file is None else file.data

    def stat(self, path: Path) -> Any:
        file = self.names_now.get(path)
        return file and SimpleNamespace(
            st_mode=file.mode, st_ino=file.number, st_size=len(file.data), st_mtime_ns=file.changed
        )

    def is_gone(self, fd: int) -> bool:
        return self.open_files[fd] not in self.names_now.values()

    def lock(self, fd: int) -> bool:
        number = self.open_files[fd].number
        if number in self.locked:
            return False
        self.locked.add(number)
        return True

    # What may happen to it

    def put(self, path: Path, data: bytes | None) -> None:
        """Another program replaces, makes or removes a file, and syncs."""
        self.clock += 1
        if data is None:
            del self.names_now[path]
        else:
            self.names_now[path] = File(self.clock, data, data, changed=self.clock)
        self.names_synced, self.unsynced = dict(self.names_now), []

    def killed(self) -> "SimulatedDisk":
        """As it is after a kill -9: all that was written is there, all locks are gone."""
        return self._with(dict(self.names_now), lambda file: file.data)

    def after_cut(self, content: str, operations: tuple[Operation, ...]) -> "SimulatedDisk":
        """As it may be after a power cut: these of the unsynced operations, and that of unsynced content."""
        names = dict(self.names_synced)
        for operation in operations:
            _apply(names, operation)
        return self._with(names, lambda file: _torn(file, content))

    def after_cuts(self) -> "Iterator[SimulatedDisk]":
        """Every way it may be after a power cut now."""
        for content in ("none", "half", "all", "zeros"):
            for count in range(len(self.unsynced) + 1):
                for operations in combinations(self.unsynced, count):
                    yield self.after_cut(content, operations)

    def copy(self) -> "SimulatedDisk":
        """The same disk, to be gone on with apart; files that are open are not open in it."""
        files = {id(file): File(**vars(file)) for file in self._files()}
        return SimulatedDisk(
            names_now={path: files[id(file)] for path, file in self.names_now.items()},
            names_synced={path: files[id(file)] for path, file in self.names_synced.items()},
            unsynced=[(kind, new, old, file and files[id(file)]) for kind, new, old, file in self.unsynced],
            syncs=self.syncs,
            clock=self.clock,
        )

    def _files(self) -> list[File]:
        unsynced = [file for _, _, _, file in self.unsynced if file]
        return [*self.names_now.values(), *self.names_synced.values(), *unsynced]

    def _rename(self, *operation: Any) -> None:
        _apply(self.names_now, operation)
        self.unsynced.append(operation)

    def _with(self, names: dict[Path, File], content: Callable[[File], bytes]) -> "SimulatedDisk":
        kept = {
            path: File(file.number, content(file), content(file), file.mode, file.changed)
            for path, file in names.items()
        }
        return SimulatedDisk(names_now=kept, names_synced=dict(kept), syncs=self.syncs, clock=self.clock)


def _apply(names: dict[Path, File], operation: Operation) -> None:
    kind, new, old, file = operation
    if kind == "remove":
        names.pop(new, None)
    elif file:
        names[new] = file
        if old:
            names.pop(old, None)


def _torn(file: File, content: str) -> bytes:
    synced, rest = file.synced, file.data[len(file.synced) :]
    if not file.data.startswith(synced):  # truncated since: what is on the disk may be either
        return file.data if content == "all" else synced
    return {
        "none": synced,
        "half": synced + rest[: len(rest) // 2],
        "all": file.data,
        "zeros": synced + bytes(len(rest)),
    }[content]


class Failing:
    """For `SimulatedDisk.before`: counts the calls, and lets the nth, or all from there on, fail."""

    def __init__(self, nth: int, code: int = errno.EIO, *, ever_after: bool = False) -> None:
        self.nth, self.code, self.ever_after = nth, code, ever_after
        self.calls = 0

    def __call__(self, call: str) -> None:
        self.calls += 1
        if self.calls == self.nth or (self.ever_after and self.calls > self.nth > 0):
            raise OSError(self.code, os.strerror(self.code))
