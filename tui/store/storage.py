"""A TinyDB storage that cannot lose a change: tables in memory, a journal, a file any TinyDB opens, backups.

Three rules, and all else follows from them. A change is in the journal, on the disk, before it shows in the
tables. A file is appended to or replaced whole, never edited. A line leaves the journal only when both the
main file and a backup hold what it says.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from threading import Lock as ThreadLock
from typing import Any
from zlib import crc32

import orjson
import tinydb

from tui import __version__
from tui.store.disk import Disk, Lock, reason
from tui.store.journal import Journal, Patch, Tables, apply, line

META = "_meta"
BACKUPS = 5
"""How many backups are kept, and how many of each kind of file that was kept aside."""
LONG_JOURNAL = 4_000_000
"""Bytes of journal after which a checkpoint begins a new one."""
_AT_ONCE = 200
"""Documents encoded in one go: a fraction of a millisecond in which no other thread runs."""

Migration = Callable[[Tables], None]
"""Brings the tables of one schema to the next."""


class NotebookError(Exception):
    """A notebook that cannot be opened or written; the message is one plain line that says what to do."""


class NotANotebook(NotebookError):
    """The file is of another kind, or damaged with no backup beside it."""


class NewerSchema(NotebookError):
    """The file was written by a newer newsreader."""


class InUse(NotebookError):
    """Another program holds the notebook, and what was asked for needs it alone."""


class JournaledStorage(tinydb.Storage):
    """The tables of one notebook, and the files that hold them.

    `commit` takes a patch at a cost that depends on the patch alone. `read` and `write` are what TinyDB
    calls: correct, and as slow as TinyDB's own. `checkpoint` may run in another thread than the rest.
    """

    tables: Tables
    """What has been committed. Documents in it are replaced, never altered."""
    seq: int
    """The number of the last change in the tables."""
    _must_start_again: bool

    def __init__(
        self,
        path: Path | str,
        *,
        read_only: bool = False,
        schema: int = 1,
        migrations: Mapping[int, Migration] | None = None,
        new: Callable[[], Tables] = dict,
        disk: Disk | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.path = Path(path).resolve()  # a symbolic link stays one, and both names share one lock
        self.notices: list[str] = []
        self.read_only = read_only
        self._schema = schema
        self._disk = disk or Disk()
        self._lock = Lock(self._disk, self._beside("lock"), clock)
        self._changing = ThreadLock()
        self._checkpointing = ThreadLock()
        if not read_only:
            self._take_lock()
        try:
            self._open(migrations or {}, new)
        except BaseException:
            self._lock.release()
            raise

    def commit(self, patch: Patch) -> None:
        """Make a patch durable, then visible. Raises OSError, and then nothing is changed that is seen."""
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
        if self._journal.size > LONG_JOURNAL:
            self.start_again()
        elif self.seq != self._main_seq and not self.read_only:
            with self._checkpointing:
                self._write_main(*self._now())

    def copy_to(self, path: Path, later: list[Patch]) -> None:
        """Write the tables, with further patches applied, to another file. Raises OSError."""
        tables, seq = self._now()
        for patch in later:
            apply(tables, line(0, patch).patch)
        self._disk.replace(path, encoded(tables, self._schema, seq))

    def read(self) -> Tables | None:
        """All tables, as copies: what TinyDB's callers do to them stays theirs."""
        tables: Tables = orjson.loads(orjson.dumps(self._now()[0]))
        return tables or None

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Commit, as one change, what differs from the tables as they are."""
        patch: dict[str, Any] = {name: None for name in self.tables if name not in data}
        for name, documents in data.items():
            old = self.tables.get(name, {})
            new = {str(number): document for number, document in documents.items()}
            changes = {
                number: new.get(number) for number in [*old, *new] if old.get(number) != new.get(number)
            }
            if changes or name not in self.tables:
                patch[name] = changes
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

    # Opening

    def _take_lock(self) -> None:
        main = self._disk.stat(self.path)
        try:
            if main and not self._disk.may_write(self.path):
                raise PermissionError(13, "may not write")
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

    def _open(self, migrations: Mapping[int, Migration], new: Callable[[], Tables]) -> None:
        self._aside: list[tuple[str, bytes]] = []  # damaged files, to be kept before they are replaced
        try:
            # Before the main file: a reader without the lock then sees no gap between the two.
            self._journal = Journal(self._disk, self._beside("journal"))
            schema, whole = self._read_tables(new)
            self._signature = self._sign()
        except IsADirectoryError as error:
            raise NotANotebook(f"{self.path} is a folder, not a notebook: name a file.") from error
        except OSError as error:
            raise NotebookError(f"{self.path} cannot be read: {reason(error)}.") from error
        is_new = not whole and not self.notices and not self._journal.found
        self._main_seq = self.seq if whole or is_new else -1
        self._replay()
        for older in range(schema, self._schema):
            migrations[older](self.tables)
        self._must_start_again = self.seq != self._main_seq or schema != self._schema or bool(self._aside)
        try:
            if self._must_start_again and not self.read_only:
                self.start_again()
        except OSError as error:
            self.notices.append(f"{self.path.name} cannot be brought up to date: {reason(error)}.")
        self._must_start_again |= is_new

    def _read_tables(self, new: Callable[[], Tables]) -> tuple[int, bool]:
        """Read the newest tables there are, and their schema; tells whether they are the main file's."""
        main = self._disk.read(self.path)
        for path in [self.path, *reversed(self.numbered("bak"))]:
            try:
                data = main if path == self.path else self._disk.read(path)
                self.tables, schema, self.seq = decoded(data or b"", self._schema)
            except NewerSchema as error:
                raise NewerSchema(f"{path} {error}") from None
            except ValueError:
                continue
            if path == self.path:
                return schema, True
            state = "damaged" if main else "empty" if main is not None else "missing"
            how = "read" if self.read_only else "restored"
            self.notices.append(f"{self.path.name} was {state}: {how} from {path.name} and the journal.")
            self._aside += [("corrupt", main)] if main else []
            return schema, False
        if main:
            raise NotANotebook(
                f"{self.path} is not a notebook, or damaged: name another file, or move it away."
            )
        self.tables, self.seq = new(), 0
        return self._schema, False

    def _replay(self) -> None:
        """Apply what the journal has and the tables have not."""
        journal = self._journal
        known = {one.number for one in journal.lines}
        last = max(known, default=self.seq) + journal.damaged_at_end
        missing = sum(number not in known for number in range(self.seq + 1, last + 1))
        for one in journal.lines:
            if one.number > self.seq:
                apply(self.tables, one.patch)
                self.seq = one.number
        if missing or journal.damaged:
            self.notices.append(
                f"The journal of {self.path.name} was damaged: "
                + (
                    f"{missing} change{'s' * (missing > 1)} could not be read."
                    if missing
                    else "nothing is lost."
                )
            )
            self._aside.append(("journal-bad", journal.found))

    # Writing

    def _now(self) -> tuple[Tables, int]:
        """The tables as they are at this moment, whatever is committed later, and the last change in them."""
        with self._changing:
            return {name: dict(table) for name, table in self.tables.items()}, self.seq

    def _write_main(self, tables: Tables, seq: int) -> None:
        if self._sign() != self._signature:
            self._keep_foreign()
        self._disk.replace(self.path, encoded(tables, self._schema, seq))
        self._signature = self._sign()
        self._main_seq = seq

    def start_again(self) -> None:
        """Main file, then a backup, then a journal without what both now hold. Raises OSError."""
        with self._checkpointing:
            while self._aside:
                kept = self._keep(self._aside[-1][0], [self._aside[-1][1]])
                self.notices.append(f"The damaged file is kept as {kept}.")
                self._aside.pop()
            tables, seq = self._now()
            self._write_main(tables, seq)
            self._keep("bak", encoded(tables, self._schema, seq))
            with self._changing:
                self._journal.drop(seq)
            self._must_start_again = False

    def _keep_foreign(self) -> None:
        foreign = self._disk.read(self.path)
        if foreign is None:
            self.notices.append(f"{self.path.name} was removed by another program: it is written again.")
        else:
            kept = self._keep("foreign", [foreign])
            self.notices.append(
                f"{self.path.name} was changed by another program: its version is kept as {kept}."
            )

    def _sign(self) -> tuple[int, int, int] | None:
        found = self._disk.stat(self.path)
        return found and (found.st_ino, found.st_size, found.st_mtime_ns)

    # The files beside

    def _beside(self, suffix: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{suffix}")

    def numbered(self, kind: str) -> list[Path]:
        """The numbered files of a kind, oldest first. Numbers, not dates: clocks jump."""
        start = f"{self.path.name}.{kind}-"
        names = [name for name in self._disk.names(self.path.parent) if name.startswith(start)]
        numbers = sorted(int(name[len(start) :]) for name in names if name[len(start) :].isdecimal())
        return [self._beside(f"{kind}-{number:06d}") for number in numbers]

    def _keep(self, kind: str, pieces: Iterable[bytes]) -> str:
        """Write a further file of a kind, and let the oldest go; returns its name."""
        kept = self.numbered(kind)
        number = int(kept[-1].name.rpartition("-")[2]) + 1 if kept else 1
        path = self._beside(f"{kind}-{number:06d}")
        self._disk.replace(path, pieces)
        for old in kept[: 1 - BACKUPS]:
            self._disk.remove(old)
        return path.name


def encoded(tables: Tables, schema: int, seq: int) -> Iterator[bytes]:
    """The bytes of a main file, in pieces that take the interpreter for a moment only.

    The last table, `_meta`, tells the schema, the last change, and the CRC-32 of all bytes before it.
    """
    checksum, opening = 0, b"{"
    for name, table in tables.items():
        documents = iter(table.items())
        piece, separator = opening + orjson.dumps(name) + b":{", b""
        while some := dict(islice(documents, _AT_ONCE)):
            piece += separator + orjson.dumps(some)[1:-1]
            checksum, separator = crc32(piece, checksum), b","
            yield piece
            piece = b""
        piece += b"}"
        checksum, opening = crc32(piece, checksum), b","
        yield piece
    meta = {"schema": schema, "seq": seq, "crc32": f"{checksum:08x}", "program": f"newsreader {__version__}"}
    yield opening + b'"_meta":{"1":' + orjson.dumps(meta) + b"}}"


def decoded(data: bytes, newest: int) -> tuple[Tables, int, int]:
    """The tables in the bytes of a main file, their schema, and the last change in them.

    Raises ValueError when it is no notebook, NewerSchema when its schema is above `newest`.
    """
    tables = orjson.loads(data)
    try:
        meta = tables.pop(META)["1"]
        schema, seq = int(meta["schema"]), int(meta["seq"])
        whole = all(number.isdecimal() for table in tables.values() for number in dict.keys(table))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("no notebook of newsreader") from error
    if not whole or schema < 1:
        raise ValueError("no notebook of newsreader")
    if schema > newest:
        raise NewerSchema(
            f"was written by a newer newsreader (schema {schema}, not {newest}): update this one."
        )
    return tables, schema, seq
