"""The margin of an article: all of it at a glance, and where in it shared and annotated text lies. Pure."""

from enum import IntEnum

QUADRANTS = " ▘▖▌▝▀▞▛▗▚▄▙▐▜▟█"
"""By four bits: upper left, lower left, upper right, lower right."""


class Side(IntEnum):
    """What is told on which side of the margin: the place of its bits."""

    SHARED = 0
    ANNOTATED = 2


class Margin:
    """So many cells for so many rows; each cell has two halves, and counts the marks that lie in either."""

    def __init__(self, cells: int, rows: int) -> None:
        self._halves = 2 * max(1, cells)
        self._rows = max(1, cells, rows)
        self._counts = {side: [0] * self._halves for side in Side}

    def put(self, side: Side, rows: range, times: int = 1) -> set[int]:
        """Mark some rows, or with -1 take such a mark away; returns the cells that look another for it."""
        counts, changed = self._counts[side], set[int]()
        first = rows.start * self._halves // self._rows
        last = (rows.stop * self._halves - 1) // self._rows
        for half in range(first, min(last + 1, self._halves)):
            before, counts[half] = counts[half], counts[half] + times
            if not (before and counts[half]):
                changed.add(half // 2)
        return changed

    def cell(self, y: int) -> str:
        """The character of one cell; a blank outside."""
        if not 0 <= y < self._halves // 2:
            return " "
        bits = sum(
            bool(counts[2 * y + lower]) << side + lower for side, counts in self._counts.items() for lower in (0, 1)
        )
        return QUADRANTS[bits]

    def lit(self, cell: int, view: range) -> bool:
        """Whether a cell stands for rows in view; never when all are."""
        cells = self._halves // 2
        return len(view) < self._rows and view.start * cells <= (cell + 0.5) * self._rows <= view.stop * cells
