"""From paths to a library: finds the files, picks the importer by suffix, says what could not be opened."""

import os
import re
import shlex
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from tui.importers import markdown, text
from tui.model.article import Article
from tui.model.harmless import harmless
from tui.model.library import Library

IMPORTERS: dict[str, Callable[[str, str], Article]] = {
    ".md": markdown.article_from,
    ".txt": text.article_from,
}
"""By suffix, what makes an article of a file's text and name."""

LARGEST = 50_000_000
"""In bytes; no article is larger, and a file that is would stop the screen."""

_NO_ARTICLES = {"readme.md", "readme.txt"}
_FORMATS = " and ".join(sorted(IMPORTERS))


class OpeningError(Exception):
    """Why something could not be opened, in one line that says what to do."""


def read_article(path: Path) -> Article:
    """The article in a file; raises OpeningError."""
    return _read(path, _status(path))


def open_paths(paths: Sequence[Path]) -> tuple[Library, list[str]]:
    """All articles in files and folders, and a sentence on each file that was passed over.

    Articles come in the order of the paths, those of a folder in the natural order of their names. What is
    wrong with a file inside a folder is told and passed over; what is wrong with a path that was named
    raises OpeningError, as it does when nothing could be opened at all.
    """
    articles: dict[str, Article] = {}
    came_from: dict[str, Path] = {}
    files_read: set[tuple[int, int]] = set()
    notices: list[str] = []
    for path in paths:
        named = not stat.S_ISDIR(_status(path).st_mode)
        for file in [path] if named else _files_in(path, notices):
            try:
                status = _status(file)
                if (status.st_dev, status.st_ino) in files_read:
                    continue
                files_read.add((status.st_dev, status.st_ino))
                article = _read(file, status)
            except OpeningError as error:
                if named:
                    raise
                notices.append(f"passed over: {error}")
                continue
            if article.id in articles:
                first = came_from[article.id]
                notices.append(f"opened once: {_shown(file)} has the text and source of {_shown(first)}")
            else:
                articles[article.id] = article
                came_from[article.id] = file
    if not articles:
        raise OpeningError(f"no article could be opened; {notices[0]}" if notices else "nothing to open")
    return Library(articles.values()), notices


def _files_in(folder: Path, notices: list[str]) -> list[Path]:
    """The article files in a folder and its sub-folders, in natural order; each folder is entered once."""
    files: list[Path] = []
    entered: set[tuple[int, int]] = set()
    waiting = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            files.append(path)
            continue
        try:
            status = path.stat()
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            with os.scandir(path) as entries:
                inside = [(Path(entry.path), _is_folder(entry)) for entry in entries if _is_wanted(entry)]
        except OSError as error:
            if path == folder:
                raise _unreadable(path, error) from None
            notices.append(f"passed over: {_unreadable(path, error)}")
            continue
        inside.sort(key=lambda entry: _natural(entry[0].name), reverse=True)
        waiting.extend(inside)
    if not files:
        reason = f": {notices[-1]}" if notices else f"; newsreader opens {_FORMATS} files"
        raise OpeningError(f"there is no article in {_shown(folder)}{reason}")
    return files


def _is_wanted(entry: os.DirEntry[str]) -> bool:
    name = entry.name.lower()
    if name.startswith("."):
        return False
    return _is_folder(entry) or (name.endswith(tuple(IMPORTERS)) and name not in _NO_ARTICLES)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _natural(name: str) -> tuple[list[str | int], str]:
    """Sorts `article 9` before `article 10`."""
    parts = re.split(r"(\d+)", name.casefold())
    return [int(part) if place % 2 else part for place, part in enumerate(parts)], name


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise OpeningError(f"there is no file or folder {_shown(path)}") from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def _read(path: Path, status: os.stat_result) -> Article:
    importer = IMPORTERS.get(path.suffix.lower())
    if importer is None or not stat.S_ISREG(status.st_mode):
        raise OpeningError(f"{_shown(path)} is not an article file; newsreader opens {_FORMATS} files")
    if status.st_size > LARGEST:
        raise OpeningError(f"{_shown(path)} is larger than {LARGEST // 1_000_000} MB; split it into articles")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from None
    article = importer(_decoded(path, data), path.name)
    if not article.text.strip():
        raise OpeningError(f"{_shown(path)} holds no text")
    return article


def _decoded(path: Path, data: bytes) -> str:
    encoding = "WINDOWS-1252"
    try:
        decoded = data.decode("utf-8-sig")
        if decoded.count("\0") * 4 < len(decoded) or not decoded:
            return decoded.replace("\r\n", "\n").replace("\r", "\n") if "\r" in decoded else decoded
        encoding = "UTF-16LE" if data[1:2] == b"\0" else "UTF-16BE"
    except UnicodeDecodeError:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            encoding = "UTF-16"
    name = shlex.quote(harmless(path.name))
    command = f"iconv -f {encoding} -t UTF-8 {name} > converted{harmless(path.suffix)}"
    raise OpeningError(f"{_shown(path)} is not UTF-8; convert it first: {command}")


def _unreadable(path: Path, error: Exception) -> OpeningError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return OpeningError(f"{_shown(path)} cannot be read: {reason.lower()}")


def _shown(path: Path) -> str:
    return harmless(str(path))
