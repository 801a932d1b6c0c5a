"""Marks on a text, in order, found by where they are, and compared with those shown before. Pure."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from operator import attrgetter
from typing import Generic, TypeVar

from tui.model.copies import SharedPassage
from tui.model.spans import SpanIndex
from tui.widgets.page import AnnotationMark

_SPAN = attrgetter("start", "end")
Mark = TypeVar("Mark", SharedPassage, AnnotationMark)


def _order(mark: SharedPassage | AnnotationMark) -> tuple[int, int]:
    return mark.start, -mark.end


class Marks(Generic[Mark]):
    """Marks in order, the outer before the inner."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.marks: list[Mark] = sorted(marks, key=_order)
        self._index = SpanIndex(map(_SPAN, self.marks))

    def change(self, gone: Iterable[Mark], came: Iterable[Mark]) -> None:
        """Take some away, where they are there, and put others in: quicker than to order all of them anew."""
        for mark in gone:
            at = bisect_left(self.marks, _order(mark), key=_order)
            while at < len(self.marks) and _order(self.marks[at]) == _order(mark):
                if self.marks[at] == mark:
                    del self.marks[at]
                    break
                at += 1
        for mark in came:
            insort(self.marks, mark, key=_order)
        self._index = SpanIndex(map(_SPAN, self.marks))

    def touching(self, start: int, end: int) -> list[Mark]:
        """The marks that have a code point in `start`..`end`."""
        return [self.marks[index] for index in self._index.touching(start, end)]

    def changed_to(self, other: "Marks[Mark]") -> tuple[list[Mark], list[Mark]]:
        """The marks that went away and those that came, when the other is shown in place of this.

        Most changes are to one mark: what stands before it and behind it is passed over fast.
        """
        mine, others = self.marks, other.marks
        shorter = min(len(mine), len(others))
        head = next((at for at in range(shorter) if mine[at] != others[at]), shorter)
        room = shorter - head
        tail = next((at for at in range(room) if mine[-1 - at] != others[-1 - at]), room)
        counts = Counter(islice(mine, head, len(mine) - tail))
        counts.subtract(islice(others, head, len(others) - tail))
        gone = [mark for mark, count in counts.items() for _ in range(count)]
        came = [mark for mark, count in counts.items() for _ in range(-count)]
        return gone, came
