"""The journal: one line a change, on the disk before anybody is told that the change is saved.

A line is `crc32 [number, patch]`. The checksum is eight hexadecimal digits, of the bytes between its blank
and the newline. Numbers count up by one. A patch names, per table, the documents it sets, and null for those
it removes; applying one twice does no harm.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import orjson

from tui.store.disk import APPEND, Disk

Document = dict[str, Any]
Tables = dict[str, dict[str, Any]]
"""Name of the table, number of the document (as JSON has it: a string), document or a record that is one."""
Patch = Mapping[str, Mapping[str, Any] | None]
"""What changes, per table: documents to set, None for those to remove; None for a table that goes whole."""


class Line(NamedTuple):
    """One change, as it stands in the journal."""

    number: int
    patch: Patch
    raw: bytes
    """With its newline."""


def line(number: int, patch: Patch) -> Line:
    """The line for a patch, and the patch as it will be read again."""
    try:
        body = orjson.dumps([number, patch])
    except TypeError:  # half a character, which UTF-8 has no bytes for
        body = json.dumps([number, patch], ensure_ascii=False, default=asdict).encode(errors="replace")
        patch = orjson.loads(body)[1]
    return Line(number, patch, b"%08x %b\n" % (crc32(body), body))


def parsed(raw: bytes) -> Line | None:
    """The line that these bytes are, or None when they are not what was written."""
    checksum, body = raw[:8], raw[9:-1]
    if raw[8:9] + raw[-1:] != b" \n" or checksum != b"%08x" % crc32(body):
        return None
    number, patch = orjson.loads(body)
    return Line(number, patch, raw)


def apply(tables: Tables, patch: Patch) -> None:
    """Bring tables up to date with a patch. Documents are replaced, never altered."""
    for name, documents in patch.items():
        if documents is None:
            tables.pop(name, None)
            continue
        table = tables.setdefault(name, {})
        for number, document in documents.items():
            if document is None:
                table.pop(number, None)
            else:
                table[number] = document


class Journal:
    """The lines on disk, and the way to add one."""

    def __init__(self, disk: Disk, path: Path) -> None:
        self._disk, self._path = disk, path
        self._fd: int | None = None
        self.found = disk.read(path) or b""
        """The file as it was found, damage and all."""
        self.read = [parsed(raw) for raw in BytesIO(self.found)]
        """Its lines; None for those that are not what was written."""
        self.lines = [one for one in self.read if one]

    def append(self, new: Line) -> None:
        """Add a line; it is on the disk when this returns. Raises OSError, and then it may or may not be.

        After an error the old file is not trusted to hold what is written to it: the next line, like
        the first of a session, writes a new file with all the lines that count.
        """
        try:
            if self._fd is None or self._disk.is_gone(self._fd):
                self._begin([*self.lines, new])
            else:
                self._disk.append(self._fd, new.raw)
        except BaseException:
            self.close()
            raise
        self.lines.append(new)

    def drop(self, number: int) -> None:
        """Forget the lines up to that number, which are safe elsewhere. Raises OSError."""
        rest = [one for one in self.lines if one.number > number]
        self.close()
        if rest:
            self._begin(rest)
        elif self._disk.stat(self._path):
            self._disk.remove(self._path)
            self._disk.sync_folder(self._path.parent)
        self.lines = rest

    def close(self) -> None:
        """Let go of the file."""
        if self._fd is not None:
            fd, self._fd = self._fd, None
            self._disk.close(fd)

    def _begin(self, lines: list[Line]) -> None:
        self.close()
        self._disk.replace(self._path, [one.raw for one in lines])
        self._fd = self._disk.open(self._path, APPEND)
