"""A TinyDB storage that loses no change: tables in memory, a journal, a file that any TinyDB opens, backups.

Three rules, and all else follows from them. A change is in the journal, on the disk, before it shows in the
tables. A file is appended to or replaced whole, never edited. A line leaves the journal only when both the
main file and a backup hold what it says.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock as ThreadLock
from typing import Any

import orjson
import tinydb

from tui.store.disk import APPEND, Disk, Lock, reason
from tui.store.journal import Journal, Patch, Tables, apply, line
from tui.store.mainfile import Format, encoded
from tui.store.recovery import NotANotebook, recover
from tui.store.recovery import NotebookError as NotebookError  # what callers catch

BACKUPS = 5
"""How many backups are kept, and how many of each kind of file that was kept aside."""
LONG_JOURNAL = 4_000_000
"""Bytes of journal after which a checkpoint begins a new one."""


class InUse(NotebookError):
    """Another program holds the notebook, and what was asked for needs it alone."""


class JournaledStorage(tinydb.Storage):
    """The tables of one notebook, and the files that hold them.

    `commit` takes a patch, at a cost that depends on the patch alone. `read` and `write` are what TinyDB
    calls: correct, and as slow as TinyDB's own. `checkpoint` may run in another thread than the rest.
    """

    tables: Tables
    """What has been committed. What is in a table is replaced, never altered."""
    seq: int
    """The number of the last change in the tables."""

    def __init__(
        self, path: Path | str, form: Format | None = None, *, read_only: bool = False, disk: Disk | None = None
    ) -> None:
        self.path = Path(path).resolve()  # a symbolic link stays one, and both names share one lock
        self.read_only = read_only
        self.notices: list[str] = []
        self._form = form or Format()
        self._disk = disk or Disk()
        self._lock = Lock(self._disk, self._beside("lock"))
        self._changing, self._checkpointing = ThreadLock(), ThreadLock()
        try:
            if not read_only:
                self._take_lock()
            self._open()
        except BaseException:
            self._lock.release()
            raise

    def commit(self, patch: Patch) -> None:
        """Make a patch durable, then visible. Raises OSError, and then nothing that is seen has changed."""
        if self.read_only:
            raise PermissionError("the notebook is open read-only")
        if self._must_start_again:
            self.start_again()
        with self._changing:
            new = line(self.seq + 1, patch)
            self._journal.append(new)
            self.seq = new.number
            apply(self.tables, new.patch)

    def checkpoint(self) -> None:
        """Bring the main file up to date; does nothing when it is. Raises OSError."""
        if self.read_only or self.seq == self._main_seq:
            return
        if self._must_start_again or sum(len(one.raw) for one in self._journal.lines) > LONG_JOURNAL:
            self.start_again()
        else:
            with self._checkpointing:
                self._write_main(*self._now())

    def start_again(self) -> None:
        """Main file, then a backup, then a journal without what both now hold. Raises OSError."""
        with self._checkpointing:
            while self._aside:
                self.notices.append(f"The file as it was is kept as {self._keep(*self._aside[-1])}.")
                self._aside.pop()
            tables, seq = self._now()
            self._write_main(tables, seq)
            self._keep("bak", *encoded(tables, self._form.schema, seq))
            with self._changing:
                self._journal.drop(seq)
            self._must_start_again = False

    def copy_to(self, path: Path, later: Iterable[Patch]) -> None:
        """Write the tables, with further patches applied, to another file. Raises OSError."""
        tables, seq = self._now()
        for patch in later:
            apply(tables, line(0, patch).patch)
        self._disk.replace(path, encoded(tables, self._form.schema, seq))

    def read(self) -> Tables | None:
        """All tables, as copies: what TinyDB's callers do to them stays theirs."""
        tables: Tables = orjson.loads(orjson.dumps(self._now()[0]))
        return tables or None

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Commit, as one change, what differs from the tables as they are. Raises OSError."""
        before = self.read() or {}
        patch: dict[str, Any] = {name: None for name in before if name not in data}
        for name, after in json.loads(json.dumps(data)).items():
            old = before.get(name, {})
            changed = {number: after.get(number) for number in [*old, *after] if old.get(number) != after.get(number)}
            if changed or name not in before:
                patch[name] = changed
        if patch:
            self.commit(patch)

    def close(self) -> None:
        """Bring main file and backup up to date, empty the journal, give back the lock.

        Raises nothing: what cannot be written now is in the journal, and is taken from there next time.
        """
        try:
            if not self.read_only and (self._journal.lines or self.seq != self._main_seq):
                self.start_again()
        except OSError as error:
            self.notices.append(f"{self.path.name} is behind its journal: {reason(error)}. Nothing is lost.")
        finally:
            self._journal.close()
            self._lock.release()
            self.read_only = True  # from here on it is somebody else's

    def kept(self, kind: str) -> Iterator[Path]:
        """The files of a kind that were kept beside the main file, the newest first."""
        return (path for path in self._places(kind) if self._disk.stat(path))

    # Opening

    def _take_lock(self) -> None:
        try:
            with suppress(FileNotFoundError):
                self._disk.close(self._disk.open(self.path, APPEND))  # it may be write-protected in an open folder
            self.read_only = not self._lock.take()
            if self.read_only:
                self.notices.append(f"Open read-only: {self._lock.holder()} has this notebook open.")
        except FileNotFoundError as error:
            raise NotebookError(f"There is no folder {self.path.parent}: make it first.") from error
        except NotADirectoryError as error:
            raise NotebookError(f"{self.path.parent} is not a folder: name another place.") from error
        except OSError as error:
            self.read_only = True
            self.notices.append(f"Open read-only: {self.path} cannot be written, {reason(error)}.")

    def _open(self) -> None:
        try:
            # Before the main file: a reader without the lock then sees no gap between the two.
            self._journal = Journal(self._disk, self._beside("journal"))
            self._signature = self._sign()
            how = "read" if self.read_only else "restored"
            found = recover(self._disk, self.path, self.kept("bak"), self._journal, self._form, how)
        except IsADirectoryError as error:
            raise NotANotebook(f"{self.path} is a folder, not a notebook: name a file.") from error
        except OSError as error:
            raise NotebookError(f"{self.path} cannot be read: {reason(error)}.") from error
        self.tables, self.seq, self._aside = found.tables, found.seq, found.aside
        self.notices += found.notices
        # A journal that is there was left by a crash, and what there is to tell of is mended: by starting again.
        unclean = bool(self._journal.found or found.notices)
        self._main_seq = -1 if unclean else self.seq
        self._must_start_again = unclean or found.is_new
        try:
            if unclean and not self.read_only:
                self.start_again()
        except OSError as error:
            self.notices.append(f"{self.path.name} cannot be brought up to date: {reason(error)}.")

    # Writing

    def _now(self) -> tuple[Tables, int]:
        """The tables as they are at this moment, whatever is committed later, and the last change in them."""
        with self._changing:
            return {name: dict(table) for name, table in self.tables.items()}, self.seq

    def _write_main(self, tables: Tables, seq: int) -> None:
        if self._sign() != self._signature:
            foreign = self._disk.read(self.path)
            kept = "it is written again" if foreign is None else f"that is kept as {self._keep('foreign', foreign)}"
            how = "removed" if foreign is None else "changed"
            self.notices.append(f"{self.path.name} was {how} by another program: {kept}.")
        self._disk.replace(self.path, encoded(tables, self._form.schema, seq))
        self._signature, self._main_seq = self._sign(), seq

    def _sign(self) -> tuple[int, int, int] | None:
        found = self._disk.stat(self.path)
        return found and (found.st_ino, found.st_size, found.st_mtime_ns)

    def _beside(self, suffix: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{suffix}")

    def _places(self, kind: str) -> list[Path]:
        """Where files of a kind are kept, the newest first. Each is asked for by its name: to look through a folder of
        100,000 articles takes as long as several keys."""
        return [self._beside(f"{kind}-{number}") for number in range(1, BACKUPS + 1)]

    def _keep(self, kind: str, *pieces: bytes) -> str:
        """Write a further file of a kind, the first; others move on, and the oldest makes way. Returns its name."""
        places = self._places(kind)
        free = next((number for number, path in enumerate(places) if not self._disk.stat(path)), BACKUPS - 1)
        for number in range(free, 0, -1):
            self._disk.rename(places[number - 1], places[number])
        self._disk.replace(places[0], pieces)
        return places[0].name
