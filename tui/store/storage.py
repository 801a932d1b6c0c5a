"""A TinyDB storage that loses no change: tables in memory, a journal, a file that any TinyDB opens, backups.

Three rules, and all else follows from them. A change is in the journal, on the disk, before it shows in the
tables. A file is appended to or replaced whole, never edited. A line leaves the journal only when both the
main file and a backup hold what it says.
"""

import errno
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from threading import Lock as ThreadLock
from typing import Any, NamedTuple
from zlib import crc32

import orjson
import tinydb

from tui import __version__
from tui.store.disk import Disk, Lock, reason
from tui.store.journal import Document, Journal, Patch, Tables, apply, line

BACKUPS = 5
"""How many backups are kept, and how many of each kind of file that was kept aside."""
LONG_JOURNAL = 4_000_000
"""Bytes of journal after which a checkpoint begins a new one."""
_LINES_AT_ONCE = 200
"""Documents encoded in one go: a fraction of a millisecond in which no other thread runs."""
_BYTES_AT_ONCE = 200_000
"""Bytes decoded in one go: memory used over and over is twice as fast as new memory."""
_META = b'"_meta":'
_FOOT = b"\n\t},\n"
"""What ends a table in the main file; its tab is quickly found among millions of bytes."""

Migration = Callable[[Tables], None]
"""Brings the tables of one schema to the next."""
Shape = Callable[[str, list[Document]], Iterable[Any]]
"""What to hold in memory for documents of a table, one for one; it must encode to the same."""


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

    `commit` takes a patch, at a cost that depends on the patch alone. `read` and `write` are what TinyDB
    calls: correct, and as slow as TinyDB's own. `checkpoint` may run in another thread than the rest.
    """

    tables: Tables
    """What has been committed. What is in a table is replaced, never altered."""
    seq: int
    """The number of the last change in the tables."""

    def __init__(
        self,
        path: Path | str,
        *,
        read_only: bool = False,
        schema: int = 1,
        migrations: Mapping[int, Migration] | None = None,
        new: Callable[[], Tables] = dict,
        shape: Shape = lambda table, documents: documents,
        disk: Disk | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.path = Path(path).resolve()  # a symbolic link stays one, and both names share one lock
        self.notices: list[str] = []
        self.read_only = read_only
        self._schema = schema
        self._shape = shape
        self._disk = disk or Disk()
        self._lock = Lock(self._disk, self._beside("lock"), clock)
        self._changing = ThreadLock()
        self._checkpointing = ThreadLock()
        self._aside: list[tuple[str, bytes]] = []  # files to be kept before they are replaced
        if not read_only:
            self._take_lock()
        try:
            self._open(migrations or {}, new)
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
        if self._must_start_again or self._journal.size > LONG_JOURNAL:
            self.start_again()
        else:
            with self._checkpointing:
                tables, seq = self._now()
                self._write_main(encoded(tables, self._schema, seq), seq)

    def start_again(self) -> None:
        """Main file, then a backup, then a journal without what both now hold. Raises OSError."""
        with self._checkpointing:
            while self._aside:
                kept = self._keep(self._aside[-1][0], [self._aside[-1][1]])
                self.notices.append(f"The file as it was is kept as {kept}.")
                self._aside.pop()
            tables, seq = self._now()
            pieces = list(encoded(tables, self._schema, seq))
            self._write_main(pieces, seq)
            self._keep("bak", pieces)
            with self._changing:
                self._journal.drop(seq)
            self._must_start_again = False

    def copy_to(self, path: Path, later: Iterable[Patch]) -> None:
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

    def numbered(self, kind: str) -> list[Path]:
        """The numbered files of a kind beside the main file, oldest first. Numbers: clocks jump."""
        start = f"{self.path.name}.{kind}-"
        names = [name for name in self._disk.names(self.path.parent) if name.startswith(start)]
        numbers = sorted(int(name[len(start) :]) for name in names if name[len(start) :].isdecimal())
        return [self._beside(f"{kind}-{number:06d}") for number in numbers]

    # Opening

    def _take_lock(self) -> None:
        try:
            if self._disk.stat(self.path) and not self._disk.may_write(self.path):
                raise PermissionError(errno.EACCES, "may not write")
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
        told = len(self.notices)
        try:
            # Before the main file: a reader without the lock then sees no gap between the two.
            self._journal = Journal(self._disk, self._beside("journal"))
            self._signature = self._sign()
            found = self._read_tables()
        except IsADirectoryError as error:
            raise NotANotebook(f"{self.path} is a folder, not a notebook: name a file.") from error
        except OSError as error:
            raise NotebookError(f"{self.path} cannot be read: {reason(error)}.") from error
        is_new = found is None and not self._journal.found
        self.tables, schema, self.seq, _ = found or Decoded(new(), self._schema, seq=0, altered=False)
        self._main_seq = self.seq
        self._replay()
        try:
            for older in range(schema, self._schema):
                migrations[older](self.tables)
        except (KeyError, TypeError, AttributeError) as error:
            raise NotANotebook(f"{self.path} is not a notebook of schema {schema}: name another file.") from error
        if schema != self._schema:
            self.notices.append(f"{self.path.name} was brought from schema {schema} to {self._schema}.")
        if len(self.notices) > told:  # whatever there is to tell of is mended by starting again
            self._main_seq = -1
        self._must_start_again = self.seq != self._main_seq
        try:
            if self._must_start_again and not self.read_only:
                self.start_again()
        except OSError as error:
            self.notices.append(f"{self.path.name} cannot be brought up to date: {reason(error)}.")
        self._must_start_again |= is_new

    def _read_tables(self) -> "Decoded | None":
        """The main file's tables, or those of the newest good backup, or None when there is neither."""
        name, main = self.path.name, self._disk.read(self.path)
        for path in [self.path, *reversed(self.numbered("bak"))]:
            try:
                data = main if path == self.path else self._disk.read(path)
                found = decoded(data or b"", self._schema, self._shape)
            except NewerSchema as error:
                raise NewerSchema(f"{path} {error}") from None
            except ValueError:
                continue
            if path != self.path:
                state = "damaged" if main else "empty" if main is not None else "missing"
                how = "read" if self.read_only else "restored"
                self.notices.append(f"{name} was {state}: {how} from {path.name} and the journal.")
                self._aside += [("corrupt", main)] if main else []
            elif found.schema != self._schema:
                self._aside.append((f"schema-{found.schema}", main or b""))
            elif found.altered:
                self.notices.append(f"{name} was changed by another program: its changes are kept.")
            return found
        if main:
            raise NotANotebook(f"{self.path} is not a notebook, or is damaged: name another file, or move it.")
        if self._journal.lines:
            self.notices.append(f"{name} was missing: restored from the journal.")
        return None

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
            about = "at least " if journal.damaged_at_end else ""  # two lines may have become one
            lost = f"{about}{missing} change{'s' * (missing > 1)} could not be read." if missing else "nothing is lost."
            self.notices.append(f"The journal of {self.path.name} was damaged: {lost}")
            self._aside.append(("journal-bad", journal.found))

    # Writing

    def _now(self) -> tuple[Tables, int]:
        """The tables as they are at this moment, whatever is committed later, and the last change in them."""
        with self._changing:
            return {name: dict(table) for name, table in self.tables.items()}, self.seq

    def _write_main(self, pieces: Iterable[bytes], seq: int) -> None:
        if self._sign() != self._signature:
            self._keep_foreign()
        self._disk.replace(self.path, pieces)
        self._signature = self._sign()
        self._main_seq = seq

    def _keep_foreign(self) -> None:
        foreign = self._disk.read(self.path)
        if foreign is None:
            self.notices.append(f"{self.path.name} was removed by another program: it is written again.")
        else:
            kept = self._keep("foreign", [foreign])
            self.notices.append(f"{self.path.name} was changed by another program: that is kept as {kept}.")

    def _sign(self) -> tuple[int, int, int] | None:
        found = self._disk.stat(self.path)
        return found and (found.st_ino, found.st_size, found.st_mtime_ns)

    def _beside(self, suffix: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{suffix}")

    def _keep(self, kind: str, pieces: Iterable[bytes]) -> str:
        """Write a further file of a kind, and let the oldest go; returns its name."""
        kept = self.numbered(kind)
        number = int(kept[-1].name.rpartition("-")[2]) + 1 if kept else 1
        path = self._beside(f"{kind}-{number:06d}")
        self._disk.replace(path, pieces)
        for old in kept[: 1 - BACKUPS]:
            self._disk.remove(old)
        return path.name


class Decoded(NamedTuple):
    """What a main file says."""

    tables: Tables
    schema: int
    seq: int
    """The last change in the tables."""
    altered: bool
    """Whether it is a notebook, but not byte for byte as newsreader wrote it."""


def encoded(tables: Tables, schema: int, seq: int) -> Iterator[bytes]:
    """The bytes of a main file, in pieces that are made in a fraction of a millisecond.

    One document a line. The last table, `_meta`, has the schema, the last change, a checksum of these two,
    for when the rest was changed by others, and the CRC-32 of all the bytes before its name.
    """
    checksum = 0
    for piece in _pieces(tables):
        checksum = crc32(piece, checksum)
        yield piece
    meta = {
        "schema": schema,
        "seq": seq,
        "check": _check(schema, seq),
        "crc32": f"{checksum:08x}",
        "program": f"newsreader {__version__}",
    }
    yield _META + orjson.dumps({"1": meta}) + b"}\n"


def decoded(data: bytes, newest: int, shape: Shape = lambda table, documents: documents) -> Decoded:
    """What the bytes of a main file say.

    Raises ValueError when it is no notebook, NewerSchema when its schema is above `newest`.
    """
    end = data.rfind(_META)
    if end > 0 and f'"crc32":"{crc32(memoryview(data)[:end]):08x}"'.encode() in data[end:]:
        schema, seq = _meta(orjson.loads(b"{%b" % data[end:]), newest)
        if schema == newest:  # all is as it was written: no doubts needed
            return Decoded(_read_pieces(data, end, shape), schema, seq, altered=False)
    tables = orjson.loads(data)
    schema, seq = _meta(tables, newest)
    del tables["_meta"]
    for table in tables.values():
        if not isinstance(table, dict) or not all(map(str.isdecimal, table)):
            raise ValueError("a table is not one")
    return Decoded(tables, schema, seq, altered=True)


def _meta(tables: Any, newest: int) -> tuple[int, int]:
    """The schema and the last change, as the table `_meta` has them."""
    try:
        meta = tables["_meta"]["1"]
        schema, seq = int(meta["schema"]), int(meta["seq"])
        if schema < 1 or meta.get("check", _check(schema, seq)) != _check(schema, seq):
            raise ValueError("damaged")
    except (AttributeError, TypeError, KeyError) as error:
        raise ValueError("no notebook of newsreader") from error
    if schema > newest:
        raise NewerSchema(f"was written by a newer newsreader (schema {schema}, not {newest}): update this one.")
    return schema, seq


def _check(schema: int, seq: int) -> str:
    return f"{crc32(f'{schema} {seq}'.encode()):08x}"


def _pieces(tables: Tables) -> Iterator[bytes]:
    yield b"{\n"
    for name, table in tables.items():
        yield orjson.dumps(name) + b":{"
        documents, separator = iter(table.items()), b"\n"
        while some := list(islice(documents, _LINES_AT_ONCE)):
            lines = (b'"%b":%b' % (number.encode(), orjson.dumps(document)) for number, document in some)
            yield separator + b",\n".join(lines)
            separator = b",\n"
        yield _FOOT


def _read_pieces(data: bytes, end: int, shape: Shape) -> Tables:
    """The tables in what `_pieces` wrote: no newline or tab stands within a document, JSON has them escaped."""
    tables: Tables = {}
    at = len(b"{\n")
    while at < end:
        head = data.index(b"\n", at)
        name = orjson.loads(data[at : head - len(b":{")])
        table = tables[name] = {}
        at, foot = head + 1, data.index(b"\t", head) - 1
        while at < foot:
            stop = data.find(b"\n", at + _BYTES_AT_ONCE, foot)
            stop = foot if stop < 0 else stop
            documents = orjson.loads(b"{%b}" % data[at:stop].rstrip(b","))
            table.update(zip(documents, shape(name, list(documents.values())), strict=True))
            at = stop + 1
        at = foot + len(_FOOT)
    return tables
