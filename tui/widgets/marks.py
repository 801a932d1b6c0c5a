"""Marks on a text, in order, found by where they are, and compared with those shown before. Pure."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Generic, TypeVar

from tui.model.copies import SharedPassage
from tui.widgets.page import AnnotationMark
from tui.widgets.text_layout import SpanIndex

Mark = TypeVar("Mark", SharedPassage, AnnotationMark)


class Marks(Generic[Mark]):
    """Marks in order, the outer before the inner."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.marks: tuple[Mark, ...] = tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
        self._index = SpanIndex((mark.start, mark.end) for mark in self.marks)

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
