"""The list of articles: any number of them, two rows each, under headings or not, drawn when they come into view."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.widgets.acting import bindings
from tui.widgets.cursor_view import CursorView
from tui.widgets.cutting import cut, drawable
from tui.widgets.ink import ink
from tui.widgets.looks import Looks
from tui.widgets.sized_view import TURNED, Drawn
from tui.widgets.unframed import Unframed

ROOMY = 36
"""Columns from which on there is room for the long bar."""
LONG_BAR, SHORT_BAR = 7, 4


class Row(NamedTuple):
    """One article as the list shows it."""

    title: str
    source: str
    day: str
    """As it is to be read: `16 Oct`."""
    share: float | None = None
    """How much of the text stands elsewhere too, 0..1; None while it is not known."""
    labels: tuple[tuple[str, str], ...] = ()
    """Letter and colour of each label that the article as a whole has."""
    annotations: int = 0
    done: bool = False
    star: bool = False
    outside: bool = False
    """Whether it is in the list though it is not in the filter."""


class Heading(NamedTuple):
    """What stands above the articles of a group."""

    first: int
    """The place of the group's first article."""
    name: str
    articles: int
    """How many there are."""


class ArticleList(CursorView, Unframed):
    """Articles and a cursor over them. It asks for a row only when it draws it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--title", "list--quiet", "list--bar", "list--empty-bar", "list--cursor", "list--mark",
        "list--heading", "list--rule",
    }  # fmt: skip

    class Moved(Message):
        """The cursor came to another article."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ArticleList.Moved)

    class Into(Message):
        """The article under the cursor is to be read."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._count = 0
        self._row_of: Callable[[int], Row] = lambda _index: Row("", "", "")
        self._headings: Sequence[Heading] = ()
        self._heading_tops: Sequence[int] = ()
        """The rows that the headings stand in."""
        self._look = Looks(self)
        self._drawn: Drawn[tuple[int, int], Strip] = Drawn()
        """The two rows of articles as they were drawn, without the cursor."""

    def show(self, count: int, row_of: Callable[[int], Row], headings: Sequence[Heading] = ()) -> None:
        """Show `count` articles; `row_of` gives each when it is drawn. The cursor stays where it is.

        With headings, the first is above the first article.
        """
        self._count, self._row_of, self._headings = count, row_of, headings
        self._fit()
        self.cursor = min(self.cursor, max(0, count - 1))
        self._keep_visible()
        self.refresh()

    @contextmanager
    def steady(self) -> Iterator[None]:
        """While other articles come in, the one at the cursor stays in the same row of the screen."""
        row = self._top(self.cursor) - self.scroll_offset.y
        yield
        self.scroll_to(y=self._top(self.cursor) - row, animate=False, force=True, immediate=True)

    def redraw(self, index: int | None = None) -> None:
        """Draw one article anew, or all of them, for something of it is another."""
        if index is None:
            self._drawn.clear()
            self.refresh()
        else:
            for line in (0, 1):
                self._drawn.pop((index, line), None)
            self._refresh_article(index)

    def _refresh_article(self, index: int) -> None:
        self.refresh_lines(self._top(index), 2)  # a third is blank

    def notify_style_update(self) -> None:
        """Forget the styles of the theme before."""
        self._look.clear()
        self._drawn.clear()
        super().notify_style_update()

    @property
    def _rows(self) -> int:
        """Rows per article: a blank one between them as long as all articles fit on the screen."""
        return 3 if self._count * 3 + len(self._headings) <= self.size.height else 2

    def _fit(self) -> None:
        self._drawn.clear()
        rows = self._rows
        self._heading_tops = [heading.first * rows + above for above, heading in enumerate(self._headings)]
        self.virtual_size = Size(self.size.width, self._count * rows + len(self._headings))

    def _top(self, index: int) -> int:
        """The first row of an article."""
        return index * self._rows + bisect_right(self._headings, index, key=lambda heading: heading.first)

    def _at(self, row: int) -> tuple[int, int]:
        """The article in a row, and which of its rows that is; -1 for the heading above it."""
        group = bisect_right(self._heading_tops, row) - 1
        if group < 0:
            return divmod(row, self._rows)
        below = row - self._heading_tops[group] - 1
        within, line = divmod(below, self._rows) if below >= 0 else (0, -1)
        return self._headings[group].first + within, line

    def resized(self) -> None:
        self._fit()
        self._keep_visible()

    @property
    def count(self) -> int:
        """How many articles there are."""
        return self._count

    def watch_cursor(self, before: int, after: int) -> None:
        self._refresh_article(before)
        self._refresh_article(after)
        self._keep_visible()
        self.call_after_refresh(self._draw_ahead)
        self.screen.post_message(self.Moved(after))  # at once: by way of the panes it would come a repaint too late

    def _keep_visible(self) -> None:
        """Stand still until the cursor leaves the view, then turn so that a quarter of it stays, as the text does."""
        top, bottom = self._top(self.cursor), self._top(self.cursor) + 2
        top -= self._at(top - 1)[1] < 0  # its heading, too
        seen, height = self.scroll_offset.y, self.size.height
        kept = min(height // TURNED, max(0, height - (bottom - top)))
        if height and (top < seen or bottom > seen + height):
            target = top - kept if bottom > seen + height else bottom + kept - height
            self.scroll_to(y=max(0, min(target, top)), animate=False, force=True, immediate=True)

    def on_click(self, event: events.Click) -> None:
        index, _ = self._at(event.y + self.scroll_offset.y)
        if index < self._count:
            self.cursor = index
            if event.chain == 2:
                self.post_message(self.Into())

    def action_page_down(self) -> None:
        self.cursor += self._page

    def action_page_up(self) -> None:
        self.cursor -= self._page

    def action_half_page_down(self) -> None:
        self.cursor += max(1, self._page // 2)

    def action_half_page_up(self) -> None:
        self.cursor -= max(1, self._page // 2)

    @property
    def _page(self) -> int:
        return max(1, self.size.height // self._rows - 1)

    def action_into(self) -> None:
        self.post_message(self.Into())

    # Drawing

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        row_number = y + self.scroll_offset.y
        index, line = self._at(row_number)
        if line < 0:
            return self._heading(self._headings[bisect_right(self._heading_tops, row_number) - 1], width)
        if index >= self._count or line == 2:
            return Strip.blank(width, self._look())
        return self._article(index, line, ("list--cursor",)) if index == self.cursor else self._known(index, line)

    def _known(self, index: int, line: int) -> Strip:
        """A row of an article where the cursor is not, as drawn before if nothing changed."""
        strip = self._drawn.get((index, line))
        if strip is None:
            strip = self._drawn[index, line] = self._article(index, line, ())
        return strip

    def _draw_ahead(self) -> None:
        bottom = self.scroll_offset.y + self.size.height
        for index, line in map(self._at, range(bottom, min(bottom + self.size.height, self.virtual_size.height))):
            if line in (0, 1):
                self._known(index, line)

    def _article(self, index: int, line: int, here: tuple[str, ...]) -> Strip:
        row, width = self._row_of(index), self.size.width
        edge = Segment("▌" if here else " ", self._look(*here, "list--mark"))
        segments = self._title(row, width - 2, here) if line == 0 else self._facts(row, width - 2, here)
        return Strip([edge, *segments]).adjust_cell_length(width, self._look(*here))

    def _heading(self, heading: Heading, width: int) -> Strip:
        """What its articles have in common, a rule, and how many they are."""
        count = f" {heading.articles:,} "
        name = f" {cut(heading.name, max(0, width - cell_len(count) - 2))} "
        rule = "─" * max(0, width - cell_len(name) - cell_len(count))
        segments = [
            Segment(name, self._look("list--heading")),
            Segment(rule, self._look("list--rule")),
            Segment(count, self._look("list--quiet")),
        ]
        return Strip(segments).adjust_cell_length(width, self._look())

    def _title(self, row: Row, width: int, here: tuple[str, ...]) -> list[Segment]:
        marks = [
            Segment(letter, self._look(*here) + Style(color=ink(self, color).rich_color, bold=True))
            for letter, color in row.labels
        ]
        if row.star:
            marks.append(Segment("★", self._look(*here, "list--mark")))
        if row.done:
            marks.append(Segment("✓", self._look(*here, "list--mark")))
        room = max(0, width - sum(cell_len(mark.text) for mark in marks) - (1 if marks else 0))
        title = Segment(
            cut(row.title, room), self._look(*here, "list--quiet" if row.done or row.outside else "list--title")
        )
        return [title, Segment(" ", self._look(*here)), *marks] if marks else [title]

    def _facts(self, row: Row, width: int, here: tuple[str, ...]) -> list[Segment]:
        """Source and day as far as there is room; what share of the text stands elsewhere; annotations."""
        quiet = self._look(*here, "list--quiet")
        annotated = f" {row.annotations}✎" if row.annotations else ""
        cells = LONG_BAR if width >= ROOMY else SHORT_BAR
        bar = [] if row.share is None else self._bar(row.share, cells, here)
        room = max(0, width - sum(cell_len(part.text) for part in bar) - cell_len(annotated) - 1)
        source, day = drawable(row.source), drawable(row.day)
        if row.outside:
            source, day = "not in filter", source
        with_day = f"{source} · {day}" if source and day else source or day
        facts = with_day if cell_len(with_day) <= room else cut(source or day, room)
        return [Segment(set_cell_size(facts, room) + " ", quiet), *bar, Segment(annotated, quiet)]

    def _bar(self, share: float, cells: int, here: tuple[str, ...]) -> list[Segment]:
        if share <= 0:
            return [Segment(" " * (cells + 5), self._look(*here))]
        full = max(1, round(share * cells))
        return [
            Segment("▇" * full, self._look(*here, "list--bar")),
            Segment("▁" * (cells - full), self._look(*here, "list--empty-bar")),
            Segment(f"{share:5.0%}", self._look(*here, "list--quiet")),
        ]
