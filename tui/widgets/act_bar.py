"""The acts that a screen offers, at its foot: all of them, in as many rows as that takes."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.keys import Act, key_of

BETWEEN = 2
"""Blanks between two acts."""


class ActBar(Widget):
    """Key and word of each act, none of them cut in two."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"footer--key", "footer--word"}

    def __init__(self, acts: Sequence[Act], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._acts = [(key_of(act.id), act.description) for act in acts]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the acts take in so many cells."""
        return len(self._rows(width))

    def _rows(self, width: int) -> list[list[tuple[str, str]]]:
        rows: list[list[tuple[str, str]]] = [[]]
        used = 0
        for key, word in self._acts:
            cells = BETWEEN + cell_len(f"{key} {word}")
            if used + cells > width and rows[-1]:
                rows.append([])
                used = 0
            rows[-1].append((key, word))
            used += cells
        return rows

    def render_line(self, y: int) -> Strip:
        rows, ground = self._rows(self.size.width), self.rich_style
        if y >= len(rows):
            return Strip.blank(self.size.width, ground)
        key_style, word_style = (self.get_component_rich_style(f"footer--{name}") for name in ("key", "word"))
        segments: list[Segment] = []
        for number, (key, word) in enumerate(rows[y]):
            blank = Segment(" " * (BETWEEN if number else 1), ground)
            segments += [blank, Segment(key, key_style), Segment(f" {word}", word_style)]
        return Strip(segments).adjust_cell_length(self.size.width, ground)
