"""Columns of whole numbers written to a Parquet file, which every SQL engine reads as fast as the disk gives it.

Only what that takes: required columns of 32 or 64 bits, plain and not compressed, one page a column and part.
https://parquet.apache.org/docs/file-format/
"""

import sys
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

_MAGIC = b"PAR1"
_TYPES = {4: 1, 8: 2}
"""Parquet's INT32 and INT64, by how many bytes a number takes."""
_RLE = 3
"""The encoding of levels, of which required columns have none; it must be named all the same."""
_INT, _LONG, _TEXT, _LIST, _STRUCT = 5, 6, 8, 9, 12
"""Types of fields in Thrift's compact protocol, which Parquet describes itself in."""

Column: TypeAlias = "array[int] | memoryview"


class ColumnFile:
    """A Parquet file in the making, written part by part; every part has the same columns."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._file.write(_MAGIC)
        self._types: dict[str, int] = {}
        self._parts: list[bytes] = []
        self._rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._file:
            if error is None:
                footer = self._footer()
                self._file.write(footer + len(footer).to_bytes(4, "little") + _MAGIC)

    def write(self, columns: Mapping[str, Column]) -> None:
        """Add a part: columns of one length."""
        self._types = {name: _TYPES[column.itemsize] for name, column in columns.items()}
        rows = len(next(iter(columns.values())))
        if rows:
            pages = _list(_STRUCT, [self._page(name, column) for name, column in columns.items()])
            size = sum(column.itemsize * rows for column in columns.values())
            self._parts.append(_struct((1, _LIST, pages), (2, _LONG, _number(size)), (3, _LONG, _number(rows))))
            self._rows += rows

    def _page(self, name: str, column: Column) -> bytes:
        """Write one column of a part; what the footer has to say of it."""
        at, type_, rows = self._file.tell(), _number(_TYPES[column.itemsize]), _number(len(column))
        if sys.byteorder == "big":
            column = array(column.typecode if isinstance(column, array) else column.format, column)
            column.byteswap()
        data = memoryview(column).cast("B")
        plain, levels, size = _number(0), _number(_RLE), _number(len(data))
        about = _struct((1, _INT, rows), (2, _INT, plain), (3, _INT, levels), (4, _INT, levels))
        head = _struct((1, _INT, _number(0)), (2, _INT, size), (3, _INT, size), (5, _STRUCT, about))
        self._file.write(head)
        self._file.write(data)
        size = _number(len(head) + len(data))
        chunk = _struct(
            (1, _INT, type_),
            (2, _LIST, _list(_INT, [plain])),
            (3, _LIST, _list(_TEXT, [_text(name)])),
            (4, _INT, _number(0)),
            (5, _LONG, rows),
            (6, _LONG, size),
            (7, _LONG, size),
            (9, _LONG, _number(at)),
        )
        return _struct((2, _LONG, _number(at)), (3, _STRUCT, chunk))

    def _footer(self) -> bytes:
        columns = [_struct((4, _TEXT, _text("numbers")), (5, _INT, _number(len(self._types))))]
        for name, type_ in self._types.items():
            columns.append(_struct((1, _INT, _number(type_)), (3, _INT, _number(0)), (4, _TEXT, _text(name))))
        return _struct(
            (1, _INT, _number(1)),
            (2, _LIST, _list(_STRUCT, columns)),
            (3, _LONG, _number(self._rows)),
            (4, _LIST, _list(_STRUCT, self._parts)),
        )


# Thrift's compact protocol ------------------------------------------------------------------------------------


def _struct(*fields: tuple[int, int, bytes]) -> bytes:
    """Fields in order, each with its number, its type and its value as it is written."""
    written, last = bytearray(), 0
    for number, type_, value in fields:
        written.append((number - last) << 4 | type_)
        written += value
        last = number
    return bytes(written) + b"\0"


def _list(type_: int, items: Iterable[bytes]) -> bytes:
    items = list(items)
    return bytes([0xF0 | type_]) + _unsigned(len(items)) + b"".join(items)


def _text(text: str) -> bytes:
    return _unsigned(len(text.encode())) + text.encode()


def _number(number: int) -> bytes:
    return _unsigned(number << 1)


def _unsigned(number: int) -> bytes:
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*written, number))
