"""Rows are cut between characters, also where a dialog lies over an emoji of several code points."""

from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment

from tui.widgets.characters import characters

REMEMBERED = 1 << 14
"""Cuts that are kept: rich's own number."""


@lru_cache(maxsize=REMEMBERED)
def _split_cells(segment: Segment, cut: int) -> tuple[Segment, Segment]:
    """Both sides of a cell; a character that stands across it is blanks on either side."""
    text, style, control = segment
    before, after, column = text, "", 0
    for start, end, cells in characters(text):
        if column + cells > cut:
            inside = cut - column
            before = text[:start] + " " * inside
            after = " " * (cells - inside) + text[end:] if inside else text[start:]
            break
        column += cells
    sides = (before, min(cut, segment.cell_length)), (after, max(0, segment.cell_length - cut))
    one, other = (Segment(side + " " * (room - cell_len(side)), style, control) for side, room in sides)
    return one, other  # each as wide as it has to be, also where a stray joiner took the width of what follows it


def cut_between_characters() -> None:
    """Let rich cut segments so.

    By itself it cuts them between code points (15.0): of a character that has several, part of the width is lost,
    Textual has fewer pieces of a row than places to draw them at, and the program ends.
    """
    Segment._split_cells = staticmethod(_split_cells)  # type: ignore[method-assign, assignment]
