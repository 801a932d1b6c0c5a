"""A matrix of articles, shaded by how much each two of them share. Only what is in view is worked out and drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.cutting import cut, drawable
from tui.widgets.looks import Looks

LEVELS = ((0.0, "░"), (0.15, "▒"), (0.40, "▓"), (0.75, "█"))
"""Each shade, and the share above which it is drawn. The second is where a story begins: `ordering.STORY`."""
ITSELF = "╲"
CELLS = ((2, 6), (1, 2), (1, 1))
"""Rows and columns that a cell of the matrix may take; the first that the screen has room for."""
ROOMY = 60
"""Columns from which on a cell is two wide at least: nearly a square."""
WIDEST_LABEL = 80
"""Columns that names take at most where there is room for longer ones: from farther off no eye finds the row."""
BESIDE_NAME = 5
"""Columns of a label beside number and name: mark, blanks, and the bracket of its story."""
EVERY = 5
"""Every so many columns one has its number above it, where there is no room for all."""


@dataclass(frozen=True, slots=True)
class Grid:
    """What the matrix is made of; each part is asked for when it is drawn."""

    size: int = 0
    label: Callable[[int], tuple[str, str]] = lambda _row: ("", "")
    """The name of a row, and what else it is known by."""
    story: Callable[[int], str] = lambda _row: ""
    """What the rows of one story, which stand together, have in common; empty for a row that is of none."""
    share: Callable[[int, int], float] = lambda _row, _column: 0.0
    partners: Callable[[int], Sequence[int]] = lambda _row: ()
    """The columns of a row where anything is shared, in order."""


class ShareGrid(Widget, can_focus=True):
    """A grid and a cursor over its cells."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--label", "grid--number", "grid--story", "grid--itself", "grid--cross", "grid--cursor", "grid--mark",
        "grid--shade-1", "grid--shade-2", "grid--shade-3", "grid--shade-4",
    }  # fmt: skip

    class Moved(Message):
        """The cursor came to another cell."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ShareGrid.Moved)

    class Into(Message):
        """The cell under the cursor was clicked twice."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._grid = Grid()
        self.row = 0
        self.column = 0
        self._top = 0
        self._left = 0
        self._cell = CELLS[-1]
        """How many rows and columns each cell takes."""
        self._label = 0
        """Columns before the matrix."""
        self._in_view = (0, 0)
        """How many rows and columns of the matrix there is room for; none before it is laid out."""
        self._look = Looks(self)

    def show(self, grid: Grid, row: int = 0, column: int = 0) -> None:
        """Show a grid, the cursor on a cell of it; the first with what stands around the cell."""
        first, self._grid = not self._grid.size, grid
        self.row, self.column = row, column
        if first:
            self._in_view = 0, 0
        self._fit()
        self.go_to(row, column)

    def go_to(self, row: int, column: int) -> None:
        """Take the cursor to a cell, the nearest there is."""
        last = max(0, self._grid.size - 1)
        self.row, self.column = max(0, min(row, last)), max(0, min(column, last))
        self._reveal()
        self.refresh()
        self.post_message(self.Moved())

    def seek(self, step: int) -> bool:
        """Go to the next cell where two share, row by row, or to the previous; False when there is none."""
        row, column = self.row, self.column
        while 0 <= row < self._grid.size:
            ahead = [one for one in self._grid.partners(row) if (one - column) * step > 0]
            if ahead:
                self.go_to(row, ahead[0] if step > 0 else ahead[-1])
                return True
            row, column = row + step, -1 if step > 0 else self._grid.size
        return False

    @property
    def page(self) -> int:
        """How many rows a page is."""
        return max(1, self._in_view[0] - 1)

    def _reveal(self) -> None:
        rows, columns = self._in_view
        if not rows:
            return
        self._top = max(min(self._top, self.row, self._grid.size - rows), self.row - rows + 1, 0)
        self._left = max(min(self._left, self.column, self._grid.size - columns), self.column - columns + 1, 0)
        if self.has_focus:  # screen readers follow the hardware's cursor
            place = Offset((self.column - self._left) * self._cell[1], (self.row - self._top) * self._cell[0])
            self.app.cursor_position = self.region.offset + Offset(self._label, 1) + place

    def _fit(self) -> None:
        """Rows and columns of a cell, large ones as long as the whole matrix is in view; and what is left for names."""
        width, height, size = self.size.width, self.size.height, self._grid.size
        if not width or not height:
            return
        fitting = ((rows, cells) for rows, cells in CELLS if size * cells <= width * 2 // 3 and size * rows < height)
        self._cell = next(fitting, CELLS[-2] if width >= ROOMY else CELLS[-1])
        rows, cells = self._cell
        self._label = max(width // 3, min(width - size * cells, WIDEST_LABEL, self._longest_label(width)))
        opening = self._in_view == (0, 0)
        self._in_view = max(1, (height - 1) // rows), max(1, (width - self._label) // cells)
        if opening:
            self._top, self._left = self.row - self._in_view[0] // 2, self.column - self._in_view[1] // 2
        self._reveal()

    def _longest_label(self, width: int) -> int:
        """The columns that the longest name needs; 0 when there are more articles than columns."""
        size = self._grid.size
        names = (self._words(row, part) for row in range(size if size < width else 0) for part in range(self._cell[0]))
        return max((cell_len(drawable(name)) + len(str(size)) + BESIDE_NAME for name in names), default=0)

    def on_resize(self) -> None:
        self._fit()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget the styles of the theme before."""
        super().notify_style_update()
        self._look.clear()

    # The mouse

    def on_click(self, event: events.Click) -> None:
        row = self._top + (event.y - 1) // self._cell[0]
        column = self._left + (event.x - self._label) // self._cell[1]
        if event.y and 0 <= row < self._grid.size and column < self._grid.size:
            self.go_to(row, column if event.x >= self._label else row)
            if event.chain == 2:
                self.post_message(self.Into())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.go_to(self.row + 3, self.column)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.go_to(self.row - 3, self.column)
        event.stop()

    # Drawing

    def render_line(self, y: int) -> Strip:
        row, part = divmod(y - 1, self._cell[0])
        row += self._top
        if y == 0:
            segments = self._numbers()
        elif row < self._grid.size:
            segments = [*self._label_of(row, part), *self._cells(row, part)]
        else:
            segments = []
        return Strip(segments).adjust_cell_length(self.size.width, self._look())

    def _columns(self) -> range:
        """The columns in view."""
        return range(self._left, min(self._grid.size, self._left + self._in_view[1]))

    def _numbers(self) -> list[Segment]:
        """Above the matrix: the numbers of columns, and a mark over the cursor's."""
        cells = self._cell[1]
        every = 1 if cells > len(str(self._grid.size)) else EVERY
        row = [" "] * self.size.width
        mark = f"▼{self.column + 1}" if self._grid.size else ""
        place = min(self._label + (self.column - self._left) * cells, self.size.width - len(mark))
        for column in self._columns():
            number = str(column + 1)
            at = self._label + (column - self._left) * cells
            free = at + len(number) < place or at > place + len(mark)
            if not (column + 1) % every and free and at + len(number) <= self.size.width:
                row[at : at + len(number)] = number
        return [
            Segment("".join(row[:place]), self._look("grid--number")),
            Segment(mark, self._look("grid--mark")),
            Segment("".join(row[place + len(mark) :]), self._look("grid--number")),
        ]

    def _label_of(self, row: int, part: int) -> list[Segment]:
        """Number and name of an article, on a second row what else it is known by, and the bracket of its story."""
        here = ("grid--cross",) if row == self.row else ()
        digits = len(str(self._grid.size))
        look = "grid--label" if part == 0 else "grid--number"
        words = cut(self._words(row, part), self._label - digits - BESIDE_NAME)
        filler = " " * (self._label - digits - BESIDE_NAME + 1 - cell_len(words))
        return [
            Segment("▌" if here else " ", self._look("grid--mark")),
            Segment(f"{row + 1 if part == 0 else '':>{digits}} ", self._look(*(here or ("grid--number",)))),
            Segment(words + filler, self._look(*(here or (look,)))),
            Segment(f"{self._bracket(row, part)} ", self._look(*here, "grid--story")),
        ]

    def _words(self, row: int, part: int) -> str:
        """A row's name, then what else it is known by; both at once when it has one row of the screen."""
        name, known_by = self._grid.label(row)
        if self._cell[0] > 1:
            return (name, known_by)[part]
        return f"{known_by} · {name}" if known_by else name

    def _bracket(self, row: int, part: int) -> str:
        story, last = self._grid.story(row), part == self._cell[0] - 1
        above = bool(story) and row > 0 and self._grid.story(row - 1) == story
        below = bool(story) and row + 1 < self._grid.size and self._grid.story(row + 1) == story
        if above and below:
            return "│"
        if below:
            return "┌" if part == 0 else "│"
        return ("└" if last else "│") if above else " "

    def _cells(self, row: int, part: int) -> list[Segment]:
        """The cells of a row that are in view, those of one look together."""
        drawn: list[tuple[str, tuple[str, ...]]] = []
        for column in self._columns():
            words, names = self._drawn(row, column, part)
            if drawn and drawn[-1][1] == names:
                drawn[-1] = (drawn[-1][0] + words, names)
            else:
                drawn.append((words, names))
        return [Segment(words, self._look(*names)) for words, names in drawn]

    def _drawn(self, row: int, column: int, part: int) -> tuple[str, tuple[str, ...]]:
        """One cell and its looks; under the cursor it says how much in figures, where there is room."""
        wide = self._cell[1]
        here = row == self.row, column == self.column
        ground = ("grid--cursor",) if all(here) else ("grid--cross",) if any(here) else ()
        if row == column:
            return (ITSELF if part == 0 else "").ljust(wide), (*ground, "grid--itself")
        share = self._grid.share(row, column)
        if not share:
            return " " * wide, ground
        if all(here) and wide > 1:
            digits = wide - (wide > 2)
            percent = f"{min(10**digits - 1, round(100 * share))}{'%' if wide > 2 else ''}"
            return (percent if part == 0 else "").center(wide), ground
        level = _level(share)
        return LEVELS[level - 1][1] * wide, (*ground, *(() if all(here) else (f"grid--shade-{level}",)))


def shade(share: float) -> str:
    """The shade of a share, as the matrix draws it; empty when nothing is shared."""
    level = _level(share)
    return LEVELS[level - 1][1] if level else ""


def _level(share: float) -> int:
    """0 for nothing, else which of LEVELS, counted from 1."""
    return sum(share > least if not least else share >= least for least, _ in LEVELS)
