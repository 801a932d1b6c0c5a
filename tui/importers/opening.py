"""From paths to a library: finds the files, picks the importer by suffix, says what could not be opened."""

import os
import re
import shlex
import stat
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from heapq import merge
from itertools import chain
from math import inf
from pathlib import Path
from time import perf_counter

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

_ENTRIES = 256
"""Entries of a folder between two looks at the clock: half a millisecond."""
_GLIMPSE = 40
"""Articles that are read before their turn: what the list shows at once on a large screen."""
_NO_ARTICLES = {"readme.md", "readme.txt"}
_LOOK_AGAIN = 0.03
"""Seconds between two looks whether a file was found."""
_MOST_NOTICES = 10
_NUMBER = re.compile(r"\d+")
_FORMATS = " and ".join(sorted(IMPORTERS))


class OpeningError(Exception):
    """Why something could not be opened, in one line that says what to do."""


def read_article(path: Path) -> Article:
    """The article in a file; raises OpeningError."""
    return _read(path, _status(path))


def open_paths(paths: Sequence[Path]) -> tuple[Library, list[str]]:
    """All articles in files and folders, and a sentence on each file that was passed over. See `Opening`."""
    opening = Opening(paths)
    opening.advance(inf)
    return opening.library(), opening.notices


def in_short(notices: Sequence[str]) -> list[str]:
    """As many notices as a person will read, and how many others there are."""
    others = len(notices) - _MOST_NOTICES
    return [*notices[:_MOST_NOTICES], *([f"and {others:,} more like these"] if others > 0 else [])]


class Opening:
    """Opens files and folders, a little at a time.

    Articles come in the order of the paths, those of a folder in the natural order of their names. What is
    wrong with a file inside a folder is told and passed over; what is wrong with a path that was named
    raises OpeningError, as it does when nothing could be opened at all.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.notices: list[str] = []
        """A sentence on each file that was passed over so far."""
        self.done = False
        self.strict = True
        """Whether what is wrong with a path that was named is raised; otherwise it is told, like all else."""
        self._files: list[str] = []
        self._inside: list[_Inside] = []
        """What was found so far in the folder that is being looked through."""
        self._tried = 0
        """How many of the files were read or passed over."""
        self._articles: dict[str, Article] = {}
        self._came_from: dict[str, str] = {}
        self._early: dict[str, Article] = {}
        """By path, what was read before its turn."""
        self._folders = [path for path in paths if stat.S_ISDIR(_status(path).st_mode)]
        self._steps = self._open(paths)

    def advance(self, seconds: float, most: float = inf) -> None:
        """Go on for about so long, or until more files than `most` were found; raises OpeningError."""
        end = perf_counter() + seconds
        for _ in self._steps:
            if perf_counter() >= end or max(len(self._files), len(self._inside)) > most:
                return
        self.done = True

    def glimpse(self, file_name: str = "", seconds: float = 0.0) -> None:
        """Read a few articles before their turn.

        That of a file of this name is among them, if it can be found within so many seconds.
        """
        end = perf_counter() + seconds
        while _is_article_name(file_name) and not self._named(file_name) and not self._tried and perf_counter() < end:
            self.advance(_LOOK_AGAIN)
        for path in chain(self._named(file_name), self._found()):
            if self.done or len(self._early) >= _GLIMPSE:
                return
            with suppress(OpeningError):  # it is told when its turn comes
                self._early[path] = read_article(Path(path))

    def _found(self) -> list[str]:
        return [*self._files, *(path for _, path, is_folder in self._inside if not is_folder)]

    def _named(self, file_name: str) -> list[str]:
        """The files of this name, as far as they were found; those right in a folder that was named are always."""
        if not _is_article_name(file_name) or file_name != Path(file_name).name:
            return []
        in_folders = [str(folder / file_name) for folder in self._folders if (folder / file_name).is_file()]
        return in_folders or [path for path in self._found() if path.endswith(f"{os.sep}{file_name}")]

    def library(self) -> Library:
        """The articles that were read so far."""
        early = {article.id: article for article in self._early.values()}
        return Library((early | self._articles).values())

    @property
    def doing(self) -> str:
        """What is being done, and how far that is, in words."""
        if not self._tried:
            return "looking for files"
        return f"reading files {self._tried:,} of {len(self._files):,}"

    @property
    def fraction(self) -> float:
        """How much of it is done, 0..1."""
        return self._tried / len(self._files) if self._files else 0.0

    def _open(self, paths: Sequence[Path]) -> Iterator[None]:
        """Each step takes some milliseconds at most."""
        named: set[str] = set()
        for path in paths:
            if path in self._folders:
                try:
                    yield from self._look_through(path)
                except OpeningError as error:
                    self._refuse(error, named=True)
            else:
                self._files.append(str(path))
                named.add(str(path))
        files_read: dict[int, set[int]] = defaultdict(set)  # numbers, for 100,000 pairs take long to give up
        for file in self._files:
            self._tried += 1
            try:
                path = Path(file)
                status = _status(path)
                if status.st_ino not in (read := files_read[status.st_dev]):
                    read.add(status.st_ino)
                    self._take(self._early.get(file) or _read(path, status), file)
            except OpeningError as error:
                self._refuse(error, named=file in named)
            yield
        self._early.clear()
        if not self._articles and self.strict:
            notices = self.notices
            raise OpeningError(f"no article could be opened; {notices[0]}" if notices else "nothing to open")

    def _take(self, article: Article, file: str) -> None:
        if article.id in self._articles:
            first = self._came_from[article.id]
            self.notices.append(f"opened once: {_shown(file)} has the text and source of {_shown(first)}")
        else:
            self._articles[article.id] = article
            self._came_from[article.id] = file

    def _refuse(self, error: OpeningError, *, named: bool) -> None:
        if named and self.strict:
            raise error
        self.notices.append(f"passed over: {error}")

    def _look_through(self, folder: Path) -> Iterator[None]:
        """Find the article files in a folder and its sub-folders, in natural order; each folder is entered once."""
        found, told = len(self._files), len(self.notices)
        entered: set[tuple[int, int]] = set()
        waiting: list[_Inside] = [("", str(folder), True)]
        while waiting:
            _, path, is_folder = waiting.pop()
            if not is_folder:
                self._files.append(path)
                continue
            self._inside = inside = []
            try:
                status = Path(path).stat()
                if (status.st_dev, status.st_ino) in entered:
                    continue
                entered.add((status.st_dev, status.st_ino))
                with os.scandir(path) as entries:
                    for count, entry in enumerate(entries):
                        if _is_wanted(entry):
                            inside.append((entry.name, entry.path, _is_folder(entry)))
                        if count % _ENTRIES == _ENTRIES - 1:
                            yield
            except OSError as error:
                problem = _unreadable(Path(path), error)
                if path == str(folder):
                    raise problem from None
                self.notices.append(f"passed over: {problem}")
                continue
            waiting += yield from _last_first(inside)
            yield
        self._inside = []
        if len(self._files) == found:
            reason = f": {self.notices[-1]}" if len(self.notices) > told else f"; newsreader opens {_FORMATS} files"
            raise OpeningError(f"there is no article in {_shown(folder)}{reason}")


_Inside = tuple[str, str, bool]
"""Name and path of what is in a folder, and whether it is a folder, too."""
_Named = tuple[tuple[str, str], _Inside]
"""The same, behind what it is sorted by."""


def _last_first(inside: list[_Inside]) -> Generator[None, None, list[_Inside]]:
    """What is in a folder, in reverse, a little at a time: names sorted in one go keep all other threads waiting."""
    runs: list[list[_Named]] = []
    in_reverse: list[_Inside] = []
    for at in range(0, len(inside), _ENTRIES):
        if at:
            yield
        runs.append(sorted((_natural(one[0]), one) for one in inside[at : at + _ENTRIES]))
    for count, (_, one) in enumerate(merge(*map(_from_the_end, runs), reverse=True)):
        in_reverse.append(one)
        if count % _ENTRIES == _ENTRIES - 1:
            yield
    return in_reverse


def _from_the_end(run: list[_Named]) -> Iterator[_Named]:
    """What was handed out is given up at once: all of it at the end would take as long as a key."""
    while run:
        yield run.pop()


def _is_wanted(entry: os.DirEntry[str]) -> bool:
    return _is_article_name(entry.name) or (not entry.name.startswith(".") and _is_folder(entry))


def _is_article_name(name: str) -> bool:
    name = name.lower()
    return name.endswith(tuple(IMPORTERS)) and name not in _NO_ARTICLES and not name.startswith(".")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _natural(name: str) -> tuple[str, str]:
    """Sorts `article 9` before `article 10`: each number is put behind a mark that says how long it is."""
    return _NUMBER.sub(_with_length, name.casefold()), name


def _with_length(match: re.Match[str]) -> str:
    number = str(int(match[0]))
    return chr(len(number)) + number


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


def _shown(path: Path | str) -> str:
    return harmless(str(path))
