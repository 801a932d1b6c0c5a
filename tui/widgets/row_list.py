"""A list of things that take a few rows each; a row is worked out and drawn only when it comes into view."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual

from tui.widgets.cursor_view import CursorView

RowsOf = Callable[[int, int], Sequence[Content]]
"""The rows of one thing, by its place and the cells there are."""


class RowList(CursorView, can_focus=False, inherit_bindings=False):
    """Things and a cursor over them. Its keys are the screen's."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor"}

    class Clicked(Message):
        """The cursor was put somewhere by the mouse, with so many clicks."""

        def __init__(self, rows: "RowList", times: int) -> None:
            super().__init__()
            self.rows = rows
            self.times = times

        @property
        def control(self) -> "RowList":
            """By which `on` tells one list from another."""
            return self.rows

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._count = 0
        self._heights: Sequence[int] | None = None
        self._tops: list[int] = [0]
        """The first row of each thing, and the row after the last."""
        self._fitted = -1
        """The cells that these are worked out for."""
        self._rows_of: RowsOf = lambda _index, _width: ()
        self._drawn: dict[int, list[Strip]] = {}
        self.marked: Collection[int] | None = None
        """What an act is about; None when that is what the cursor is on. It is drawn like it."""

    def show(self, count: int, rows_of: RowsOf, heights: Sequence[int] | None = None, cursor: int = 0) -> None:
        """Show so many things, with the cursor at one of them.

        `heights` says how many rows each may take at most. Without it all of them are worked out at once, and each
        takes as many as it has: for some dozens.
        """
        self._count, self._rows_of, self._heights = count, rows_of, heights
        self._fitted = -1
        self._fit(self._width)
        self.set_reactive(RowList.cursor, self.validate_cursor(cursor))
        self._keep_visible()
        self.refresh(layout=True)

    def redraw(self) -> None:
        """Work out all that is in view once more, for something of it is another."""
        self._drawn.clear()
        self.refresh()

    @property
    def count(self) -> int:
        """How many things there are."""
        return self._count

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as all rows together, where the style asks for `auto`."""
        self._fit(self._width or width - self.styles.scrollbar_size_vertical)
        return max(1, self._tops[-1])

    def validate_cursor(self, cursor: int) -> int:
        return max(0, super().validate_cursor(cursor))

    def watch_cursor(self, before: int, after: int) -> None:
        for index in (before, after):
            self._drawn.pop(index, None)
            if index < self.count:
                self.refresh_lines(self._tops[index], self._tops[index + 1] - self._tops[index])
        self._keep_visible()

    def resized(self) -> None:
        self._fit(self._width)
        self._keep_visible()

    def on_click(self, event: events.Click) -> None:
        index = self._at(event.y + self.scroll_offset.y)
        if index < self.count:
            self.cursor = index
            self.post_message(self.Clicked(self, event.chain))

    def notify_style_update(self) -> None:
        """Forget what was drawn in the colours of the theme before."""
        super().notify_style_update()
        self._drawn.clear()

    def action_page_down(self) -> None:
        self._page(1)

    def action_page_up(self) -> None:
        self._page(-1)

    def _page(self, step: int) -> None:
        """As many things on as are in view, but for one."""
        row = self._tops[self.cursor] + step * max(1, self.size.height - 1)
        index = self._at(max(0, min(row, self._tops[-1] - 1)))
        self.cursor = index if index != self.cursor else self.cursor + step

    @property
    def _width(self) -> int:
        """The cells beside the scroll bar."""
        return self.scrollable_content_region.width

    def _at(self, row: int) -> int:
        """The thing on a row; the number of all when the row is below them."""
        return bisect_right(self._tops, row) - 1

    def _fit(self, width: int) -> None:
        if width != self._fitted:
            self._fitted = width
            self._drawn.clear()
            things = range(self._count)
            heights = self._heights or [len(self._rows_of(thing, width - 1)) if width > 1 else 1 for thing in things]
            self._tops = list(accumulate(heights, initial=0))
        self.virtual_size = Size(width, self._tops[-1])

    def _keep_visible(self) -> None:
        if self.count:
            top, below = self._tops[self.cursor], self._tops[self.cursor + 1]
            region = Region(0, top, self._width, below - top)
            self.scroll_to_region(region, animate=False, force=True, immediate=True)

    # Drawing

    def render_line(self, y: int) -> Strip:
        row, width = y + self.scroll_offset.y, self._width
        index = self._at(row)
        if index >= self.count:
            return Strip.blank(width, self.rich_style)
        if index not in self._drawn:
            self._drawn[index] = self._draw(index, width)
        return self._drawn[index][row - self._tops[index]]

    def _draw(self, index: int, width: int) -> list[Strip]:
        """The rows of one thing, each cut to the width and filled up, with a mark on those of the cursor."""
        here = index == self.cursor if self.marked is None else index in self.marked
        style = self.get_visual_style("row-list--cursor") if here else self.visual_style
        height = self._tops[index + 1] - self._tops[index]
        mark = Content.styled("▌" if here else " ", "$accent")
        rows = [mark + row for row in self._rows_of(index, width - 1)][:height]
        rows += [mark] * (height - len(rows))
        drawn = [
            Visual.to_strips(self, row.truncate(width, ellipsis=True), width, 1, style, apply_selection=False)
            for row in rows
        ]
        ground = style.rich_style
        return [(strips[0] if strips else Strip.blank(0)).adjust_cell_length(width, ground) for strips in drawn]
