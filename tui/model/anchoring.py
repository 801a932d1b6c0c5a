"""Where a target's words stand in a text that was changed, when that is beyond doubt."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import category

from tui.model.annotation import CONTEXT, Scope, Target, target_of, text_sha256
from tui.model.article import Article

# They stand for the beginning and the end of a text; no settled text holds them (see `harmless.settled`).
_BEGINS, _ENDS = "\x02", "\x03"


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a quote stands now, and whether all its surroundings are still around it."""

    start: int
    whole: bool


def found_again(targets: Sequence[Target], article: Article) -> list[Target | None]:
    """Where each target stands in an article now; None where that is not beyond doubt.

    A whole article is always found. Else the quote must stand, word for word, where

    - what was before it and what was behind it both still are, and only there; else
    - one of the two is, in full, and only there; else
    - it stands only once, and it and what is unchanged beside it are together at least `CONTEXT` code points
      long: a few words find themselves in any text.

    Surroundings that the beginning or the end of the text cut short agree only there. No edge may fall within a
    word or a visible character where none did. Of targets that were in several places of one text and would now
    be in one, only that with all its surroundings is found: the words of the others are gone.
    """
    checksum, framed = text_sha256(article.text), f"{_BEGINS}{article.text}{_ENDS}"
    found = [_found(target, article.text, framed, checksum) for target in targets]
    landings: dict[tuple[object, ...], dict[int, bool]] = defaultdict(dict)
    for target, place in zip(targets, found, strict=True):
        if place:
            landings[_landing(target, place)][target.start] = place.whole
    again: list[Target | None] = []
    for target, place in zip(targets, found, strict=True):
        came = landings[_landing(target, place)] if place else {}
        if place and (len(came) == 1 or (place.whole and sum(came.values()) == 1)):
            end = place.start + len(target.quote)
            again.append(target_of(article, place.start, end, target.scope))
        else:
            again.append(None)
    return again


def agreement(target: Target, text: str, start: int, end: int) -> int:
    """How many code points right before `start` and right behind `end` are what was around the target."""
    before = text[max(0, start - CONTEXT) : start]
    return _in_common(before[::-1], target.prefix[::-1]) + _in_common(text[end : end + CONTEXT], target.suffix)


def severs(target: Target, text: str, start: int) -> bool:
    """Whether an edge of the quote, starting there, would part a word or a visible character that it did not part."""
    quote, end = target.quote, start + len(target.quote)
    edges = (
        (text[max(0, start - 1) : start], quote[:1], target.prefix[-1:], quote[:1]),
        (quote[-1:], text[end : end + 1], quote[-1:], target.suffix[:1]),
    )
    return any(_belong(left, right) and not _belong(was_left, was_right) for left, right, was_left, was_right in edges)


# Within


def _found(target: Target, text: str, framed: str, checksum: str) -> _Found | None:
    unchanged = target.scope is Scope.ARTICLE or target.text_sha256 == checksum
    place = _Found(target.start, whole=True) if unchanged else _searched(target, text, framed)
    if place is None or place.start < 0 or severs(target, text, place.start):
        return None
    return place if text.startswith(target.quote, place.start) else None


def _searched(target: Target, text: str, framed: str) -> _Found | None:
    before = target.prefix if len(target.prefix) >= CONTEXT else _BEGINS + target.prefix
    behind = target.suffix if len(target.suffix) >= CONTEXT else target.suffix + _ENDS
    quote = target.quote
    if not quote:
        return None
    if both := _starts(framed, before, quote + behind):
        return _Found(both[0], whole=True) if len(both) == 1 else None
    if either := {*_starts(framed, before, quote), *_starts(framed, "", quote + behind)}:
        return _Found(either.pop(), whole=False) if len(either) == 1 else None
    alone = _starts(framed, "", quote)
    if len(alone) != 1:
        return None
    unchanged = len(quote) + agreement(target, text, alone[0], alone[0] + len(quote))
    return _Found(alone[0], whole=False) if unchanged >= CONTEXT else None


def _starts(framed: str, before: str, words: str) -> list[int]:
    """Where in the text `words` stand right behind `before`: the first two places, for more is no more doubtful."""
    first = framed.find(before + words)
    second = framed.find(before + words, first + 1) if first >= 0 else -1
    return [place + len(before) - len(_BEGINS) for place in (first, second) if place >= 0]


def _belong(left: str, right: str) -> bool:
    """Whether two characters are of one word, or of one visible character."""
    if not left or not right:
        return False
    if left.isalnum() and right.isalnum():
        return True
    joined = left == "\u200d" or right == "\u200d" or category(right).startswith("M")
    flags = all("\U0001f1e6" <= one <= "\U0001f1ff" for one in (left, right))
    return joined or flags or "\U0001f3fb" <= right <= "\U0001f3ff" or "\U000e0020" <= right <= "\U000e007f"


def _landing(target: Target, place: _Found) -> tuple[object, ...]:
    return target.text_sha256, target.scope, place.start, len(target.quote)


def _in_common(one: Iterable[str], other: Iterable[str]) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
