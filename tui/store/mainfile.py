"""The main file: the tables as JSON that any TinyDB opens, one document a line, with a checksum.

Its last table, `_meta`, has the schema, the number of the last change, a checksum of these two, for when the
rest was changed by others, and the CRC-32 of all the bytes before its name.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple
from zlib import crc32

import orjson

from tui import __version__
from tui.store.journal import Document, Tables

_META = b'"_meta":'
_FOOT = b"\n\t},\n"
"""What ends a table: within a document JSON has no tab or newline, so that the end of one is quickly found."""
_LINES_AT_ONCE = 200
"""Documents encoded in one go: a fraction of a millisecond in which no other thread runs."""
_BYTES_AT_ONCE = 200_000
"""Bytes decoded in one go: memory used over and over is twice as fast as new memory."""


class Format(NamedTuple):
    """What the documents of a notebook are; the storage itself need not know."""

    schema: int = 1
    migrations: Mapping[int, Callable[[Tables], None]] = {}
    """From each older schema to the next."""
    new: Callable[[], Tables] = dict
    """The tables of a new notebook."""
    shape: Callable[[str, list[Document]], Iterable[Any]] = lambda table, documents: documents
    """What to hold in memory for documents of a table, one for one; it must encode to the same."""


class Decoded(NamedTuple):
    """What a main file says."""

    tables: Tables
    schema: int
    seq: int
    """The last change in the tables."""
    altered: bool = False
    """Whether it is a notebook, but not byte for byte as newsreader wrote it."""


def encoded(tables: Tables, schema: int, seq: int) -> Iterator[bytes]:
    """The bytes of a main file, in pieces that are made in a fraction of a millisecond."""
    checksum = 0
    for piece in _pieces(tables):
        checksum = crc32(piece, checksum)
        yield piece
    meta = {"schema": schema, "seq": seq, "check": _check(schema, seq), "crc32": f"{checksum:08x}"}
    yield _META + orjson.dumps({"1": {**meta, "program": f"newsreader {__version__}"}}) + b"}\n"


def decoded(data: bytes, form: Format) -> Decoded:
    """What the bytes of a main file say, of whatever schema; raises ValueError when it is no notebook."""
    end = data.rfind(_META)
    whole = end > 0 and f'"crc32":"{crc32(memoryview(data)[:end]):08x}"'.encode() in data[end:]
    tables = orjson.loads(b"{%b" % data[end:] if whole else data)
    try:
        meta = tables.pop("_meta")["1"]
        schema, seq = int(meta["schema"]), int(meta["seq"])
        sound = schema > 0 and meta.get("check", _check(schema, seq)) == _check(schema, seq)
        if not sound or not all(all(map(str.isdecimal, {**table})) for table in tables.values()):
            raise ValueError("damaged")
    except (AttributeError, TypeError, KeyError) as error:
        raise ValueError("no notebook of newsreader") from error
    if whole:
        tables = _read_pieces(data, end, form.shape if schema == form.schema else Format().shape)
    return Decoded(tables, schema, seq, altered=not whole)


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


def _read_pieces(data: bytes, end: int, shape: Callable[[str, list[Document]], Iterable[Any]]) -> Tables:
    """The tables that `_pieces` wrote."""
    tables: Tables = {}
    at = len(b"{\n")
    while at < end:
        head, foot = data.index(b"{\n", at), data.index(b"\t", at) - 1
        name = orjson.loads(data[at : head - 1])
        table, at = tables.setdefault(name, {}), head + 2
        while at < foot:
            stop = data.index(b"\n", min(at + _BYTES_AT_ONCE, foot))
            documents = orjson.loads(b"{%b}" % data[at:stop].rstrip(b","))
            table.update(zip(documents, shape(name, list(documents.values())), strict=True))
            at = stop + 1
        at = foot + len(_FOOT)
    return tables
