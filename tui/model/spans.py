"""Stretches of a text: which of them lie where, how much they cover together, and what they leave over."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import itemgetter

from tui.model.sentences import Span

_WORDS = re.compile(r"\w(?:.*\w)?", re.DOTALL)


class SpanIndex:
    """Spans in order of their start, found by where they are. They may overlap and nest."""

    __slots__ = ("_reach", "spans")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.spans = tuple(spans)
        self._reach = list(accumulate(map(itemgetter(1), self.spans), max))

    def touching(self, start: int, end: int) -> list[int]:
        """The indices of the spans that have a code point in `start`..`end`."""
        first, stop = bisect_right(self._reach, start), bisect_left(self.spans, (end,))
        return [index for index in range(first, stop) if self.spans[index][1] > start]

    def at(self, offset: int) -> int:
        """The index of the last span that starts at or before the offset; 0 when there is none."""
        return max(0, bisect_left(self.spans, (offset + 1,)) - 1)


def covered(spans: Iterable[Span]) -> int:
    """How many code points lie in any of the spans, which may overlap."""
    total = reached = 0
    for start, end in sorted(spans):
        if end > reached:
            total += end - max(start, reached)
            reached = end
    return total


def share_of(text: str, spans: Iterable[Span]) -> float:
    """How much of a text lies in any of the spans, 0..1. White space is nobody's, and not counted."""
    inside = ink_of(text, spans)
    return inside / ink_of(text, [(0, len(text))]) if inside else 0.0


def ink_of(text: str, spans: Iterable[Span]) -> int:
    """How many code points in any of the spans are not white space, nearly: blanks and line ends are all of prose's."""
    inside = reached = 0
    for start, end in sorted(spans):
        start = max(start, reached)
        if end > start:
            inside += end - start - text.count(" ", start, end) - text.count("\n", start, end)
            reached = end
    return inside


def touched(spans: Sequence[Span], start: int, end: int) -> range:
    """The places, among ordered and disjoint spans, of those that have a code point in `start`..`end`."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    return range(first, max(first, bisect_left(spans, end, key=lambda span: span[0])))


def words_outside(text: str, span: Span, kept: Iterable[Span]) -> tuple[Span, ...]:
    """The stretches of `span` that no kept one covers, each from its first to its last letter or digit."""
    reached, end = span
    gaps: list[Span] = []
    for start, stop in sorted(kept):
        if start > reached:
            gaps.append((reached, min(start, end)))
        reached = max(reached, stop)
    gaps.append((reached, end))
    found = (_WORDS.search(text, start, stop) for start, stop in gaps if start < stop)
    return tuple(match.span() for match in found if match)
