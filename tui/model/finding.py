"""Finding words, or a pattern, in a text."""

import re
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

from tui.model.annotation import Annotation, Scope
from tui.model.time_limit import time_limit

PATTERN = "/"
"""What a search begins with that is for a regular expression."""
LIMIT = 0.1
"""Seconds for a pattern in one text: about the longest that a key may wait without seeming stuck (Nielsen 1993)."""
ALIKE = {"'": "‘’‚‛ʼ′", '"': "“”„‟″«»", "-": "‐‑–"}
"""What a sign on the keyboard also stands for: a sentence and its reprint differ in these first of all."""
NOTHING = re.compile(r"(?!)")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_BLANKS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<many> +(?![*+?{]))|(?P<one> )", re.DOTALL)
"""What to leave as it is in a pattern, and its blanks: those that are repeated by what follows are one."""


class WrongPattern(ValueError):
    """Why what was typed is no pattern, in a few words."""


class Search(NamedTuple):
    """What is searched for; false when that is nothing."""

    typed: str = ""
    pattern: re.Pattern[str] = NOTHING

    def __bool__(self) -> bool:
        return self.pattern is not NOTHING

    @property
    def is_pattern(self) -> bool:
        """Whether it is a regular expression."""
        return self.typed.startswith(PATTERN)

    @property
    def told(self) -> str:
        """It as it is told: words in quotation marks."""
        return self.typed if self.is_pattern else f"“{self.typed}”"

    def limit(self, seconds: float = LIMIT) -> AbstractContextManager[None]:
        """In which to search, for words find an end by themselves, and a pattern may not. See `time_limit`."""
        return time_limit(seconds) if self.is_pattern else nullcontext()


def sought(typed: str) -> Search:
    r"""What finds, in any text, the words that were typed, or what fits the pattern behind a slash.

    A capital letter in it makes case count; white space in it matches any, line ends too. Among words, straight
    quotation marks and hyphens match those of print (see ALIKE). In a pattern, `^` and `$` are the ends of lines.
    Raises WrongPattern.
    """
    if typed.startswith(PATTERN):
        return Search(typed, _pattern(typed.removeprefix(PATTERN)))
    pieces = ["".join(map(_sign, piece)) for piece in typed.split()]
    return Search(typed, re.compile(r"\s+".join(pieces), _case(typed)) if pieces else NOTHING)


def _sign(typed: str) -> str:
    return f"[{re.escape(typed + ALIKE[typed])}]" if typed in ALIKE else re.escape(typed)


def _pattern(typed: str) -> re.Pattern[str]:
    if not typed.strip():
        return NOTHING
    spaced = _BLANKS.sub(lambda match: r"\s+" if match["many"] else r"\s" if match["one"] else match[0], typed)
    flags = _case(_ESCAPED.sub("", typed)) | re.MULTILINE  # the capital in \W is none
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what may once mean something else: they would land on the screen
            return re.compile(spaced, flags)
    except re.error as error:
        raise WrongPattern(error.msg) from None
    except (OverflowError, RecursionError):
        raise WrongPattern("too large") from None


def _case(typed: str) -> re.RegexFlag:
    return re.IGNORECASE if typed == typed.lower() else re.NOFLAG


class Hit(NamedTuple):
    """A place where what is searched for stands: in the text, or in a note on it."""

    start: int
    end: int
    in_note: bool


def find_hits(text: str, annotations: Iterable[Annotation], search: Search) -> list[Hit]:
    """Where it stands in a text, and what of it is annotated with a note that has it: in order, each place once.

    A note on the whole article is about no place in it. What is found has a length. Raises TookTooLong.
    """
    pattern = search.pattern
    with search.limit():
        noted = [
            Hit(one.target.start, one.target.end, in_note=True)
            for one in annotations
            if one.note and one.target.scope is not Scope.ARTICLE and pattern.search(one.note)
        ]
        in_text = [Hit(*match.span(), in_note=False) for match in pattern.finditer(text) if match.end() > match.start()]
    by_start = {hit.start: hit for hit in (*noted, *in_text)}  # words that stand at the place itself are enough
    return [by_start[start] for start in sorted(by_start)]


def next_of(places: Sequence[int], here: int, step: int) -> int | None:
    """The first of the ordered places after `here`, or before it when `step` is -1; it goes around."""
    if not places:
        return None
    at = bisect_right(places, here) if step > 0 else bisect_left(places, here) - 1
    return places[at % len(places)]
