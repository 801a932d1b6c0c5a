"""A library's sharing, kept in one file: what was found, and what it takes to add new articles to it.

It is a cache. When anything is wrong with the file it counts as missing, and where none can be written none is kept.
The file holds two sections, `found` (for the very same articles again) and `base` (for the same and more), and before
them a head that says of each how long it is and what it hashes to. A new file is written beside the old one and then
takes its place.
"""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, TypedDict

from tui.model.article import Article

_MAGIC = b"newsreader: what is shared\n"
_LENGTH = 8
"""Bytes that say how long what follows is."""
_LONGEST_HEAD = 4096
_DIGEST = 16
_SLICE = 1000
"""So many articles are looked at in one go: of a hundred thousand, a key would feel it."""

Columns = Mapping[str, bytes]


class Kept:
    """The file of a library that has these articles now."""

    def __init__(self, path: Path, articles: Sequence[Article]) -> None:
        self._path = path
        self._articles = articles
        library = blake2b(digest_size=_DIGEST)
        for at in range(0, len(articles), _SLICE):
            library.update(_said(field for article in articles[at : at + _SLICE] for field in _telling(article)))
        self._library = library.hexdigest()

    @cached_property
    def _digests(self) -> list[bytes]:
        """What each article is known by in the file."""
        return [blake2b(_said(_telling(article)), digest_size=_DIGEST).digest() for article in self._articles]

    def found(self) -> dict[str, bytes] | None:
        """What was found in the very same articles."""
        with suppress(OSError, ValueError), self._path.open("rb") as file:
            head = _read_head(file)
            if head["library"] == self._library:
                return _unpacked(_section(file, head, "found"))
        return None

    def base(self) -> tuple[dict[str, bytes], list[int]] | None:
        """What was kept, and the places now of the articles it was about, in its order, if all are still there."""
        with suppress(OSError, ValueError), self._path.open("rb") as file:
            columns = _unpacked(_section(file, _read_head(file), "base"))
            digests = columns["articles"]
            now = {digest: place for place, digest in enumerate(self._digests)}
            places = [now.get(digests[at : at + _DIGEST], -1) for at in range(0, len(digests), _DIGEST)]
            if -1 not in places:
                return columns, places
        return None

    def keep(self, found: Columns, base: Columns, order: Iterable[int]) -> None:
        """Write both, if possible; `order` are the places of the articles in the order in which `base` has them."""
        base = {**base, "articles": b"".join(self._digests[place] for place in order)}
        sections = {"found": _packed(found), "base": _packed(base)}
        about = {name: [len(section), _hashed(section)] for name, section in sections.items()}
        with suppress(OSError):
            head = json.dumps({"rules": _rules(), "library": self._library, "sections": about}).encode()
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            start = (_MAGIC, _hashed(head).encode(), len(head).to_bytes(_LENGTH, "little"), head)
            _write(self._path, (*start, *sections.values()))


class _Head(TypedDict):
    """What the file says of itself."""

    rules: str
    library: str
    sections: dict[str, tuple[int, str]]
    """How long each section is, and what it hashes to, in their order."""


def _read_head(file: BinaryIO) -> _Head:
    """The head of the file; ValueError when it is not ours, damaged, or of other rules than today's."""
    if file.read(len(_MAGIC)) != _MAGIC:
        raise ValueError("not a file of ours")
    hashed = file.read(2 * _DIGEST).decode()
    data = file.read(min(int.from_bytes(file.read(_LENGTH), "little"), _LONGEST_HEAD))
    if _hashed(data) != hashed:
        raise ValueError("damaged")
    head: _Head = json.loads(data)
    if head["rules"] != _rules():
        raise ValueError("made by other rules")
    return head


def _section(file: BinaryIO, head: _Head, wanted: str) -> bytes:
    """A section of the file, which stands after its head; ValueError when it is not as it was written."""
    for name, (size, hashed) in head["sections"].items():
        if name == wanted:
            data = file.read(size)
            if _hashed(data) != hashed:
                break
            return data
        file.seek(size, os.SEEK_CUR)
    raise ValueError("damaged")


def _packed(columns: Columns) -> bytes:
    """Columns one after another, and before them their names and lengths."""
    head = json.dumps({name: len(column) for name, column in columns.items()}).encode()
    return b"".join((len(head).to_bytes(_LENGTH, "little"), head, *columns.values()))


def _unpacked(section: bytes) -> dict[str, bytes]:
    at = _LENGTH + int.from_bytes(section[:_LENGTH], "little")
    columns = {}
    for name, size in json.loads(section[_LENGTH:at]).items():
        columns[name] = section[at : at + size]
        at += size
    return columns


def _write(path: Path, parts: Iterable[bytes]) -> None:
    """A new file in the place of the old one, for nobody else to read."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.writelines(parts)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _telling(article: Article) -> tuple[str, ...]:
    """All of an article that matters to what it shares. Its text is told by its id, which follows from it."""
    return article.id, article.source, article.published, article.language


def _said(fields: Iterable[str]) -> bytes:
    return "".join(f"{field}\0" for field in fields).encode("utf-8", "surrogatepass")


def _hashed(data: bytes) -> str:
    return blake2b(data, digest_size=_DIGEST).hexdigest()


@cache
def _rules() -> str:
    """What the file depends on besides the articles: this very code, and how numbers are written here."""
    code = [*Path(__file__).parent.glob("*.py"), Path(__file__).parents[1] / "model" / "sentences.py"]
    return _hashed(sys.byteorder.encode() + b"".join(path.read_bytes() for path in sorted(code)))
