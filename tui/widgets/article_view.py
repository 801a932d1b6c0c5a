"""An article laid out and drawn: what it shares, what is said about it, and where that lies."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Offset, Region
from textual.strip import Strip

from tui.model.copies import SharedPassage
from tui.model.sentences import Span
from tui.model.shared import Kind
from tui.model.spans import SpanIndex
from tui.settings import Spacing
from tui.widgets.article_rows import DEPTHS, Shown, row_segments
from tui.widgets.cutting import cut
from tui.widgets.ink import is_plain
from tui.widgets.looks import ReaderLooks, joined
from tui.widgets.margin import Margin, Side
from tui.widgets.marks import Mark, Marks
from tui.widgets.page import NO_PAGE, AnnotationMark, Page, headings, runs_on
from tui.widgets.sized_view import Drawn, SizedView
from tui.widgets.text_layout import TextLayout
from tui.widgets.unframed import Unframed

WIDE_ENOUGH = 40
"""Columns from which on the gutter has room for two letters and a number."""
ROOMY = 12
"""Rows from which on there is a blank one above the title, and the article's address below."""
AFTER = 2
"""Blank rows after the text."""


class ArticleView(SizedView, Unframed):
    """An article with its marks. Only the rows in view are ever drawn, and only those that changed anew."""

    ALLOW_SELECT = False  # Textual's own, which knows no gutter
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--title", "reader--byline", "reader--heading", "reader--quiet",
        "reader--number", "reader--bar", "reader--letter", "reader--letter-of-others", "reader--cursor-mark",
        *(f"reader--{kind}" for kind in Kind),
        *DEPTHS, "reader--annotated-sentence", "reader--hit", "reader--cursor",
        "reader--chosen", "reader--selection", "reader--edge", "reader--word-letter",
        "reader--margin", "reader--margin-view",
    }  # fmt: skip

    def __init__(self, *, measure: int = 80, spacing: Spacing = Spacing.AS_WRITTEN, id: str | None = None) -> None:
        super().__init__(id=id)
        self._measure = measure
        self._spacing = spacing
        self._drawn: Drawn[int, tuple[Segment, Strip]] = Drawn()
        """Rows as they were drawn, each with its cell of the margin."""
        self._look = ReaderLooks(self)
        self._shown = Shown()
        self._take(NO_PAGE)
        self._lay_out()

    def _take(self, page: Page) -> None:
        self._page = page
        self._shown = Shown(
            headings=SpanIndex(headings(page)),
            shared=Marks(page.shared),
            annotations=Marks(page.annotations),
            hits=SpanIndex(sorted(page.hits)),
        )

    # What it is shown

    @property
    def page(self) -> Page:
        """The article shown, as it was when it was first shown."""
        return self._page

    @property
    def measure(self) -> int:
        """The widest a row of text may be, in cells."""
        return self._measure

    @measure.setter
    def measure(self, cells: int) -> None:
        self._measure = max(1, cells)
        self._wrap_anew()

    @property
    def room(self) -> int:
        """The widest a row of text can be in the pane as it is, in cells."""
        return max(1, self.size.width - self._gutter - 2)

    @property
    def spacing(self) -> Spacing:
        """What parts one paragraph from the next."""
        return self._spacing

    @spacing.setter
    def spacing(self, spacing: Spacing) -> None:
        self._spacing = spacing
        self._wrap_anew()

    def show_shared(self, marks: Sequence[SharedPassage]) -> None:
        """Show what the article shares, in place of what was shown before."""
        before, self._shown.shared = self._shown.shared, Marks(marks)
        self._replaced(Side.SHARED, before, self._shown.shared)

    def show_annotations(self, marks: Sequence[AnnotationMark]) -> None:
        """Show what is said about the article, in place of what was shown before."""
        before, self._shown.annotations = self._shown.annotations, Marks(marks)
        self._replaced(Side.ANNOTATED, before, self._shown.annotations)

    def change_annotations(self, gone: Sequence[AnnotationMark], came: Sequence[AnnotationMark]) -> None:
        """Show the same but for what went away and what came: of thousands, one at a time."""
        self._shown.annotations.change(gone, came)
        self._show_change(Side.ANNOTATED, gone, came)

    def show_hits(self, spans: Sequence[Span]) -> None:
        """Show where the words searched for stand, in place of what was shown before."""
        before, self._shown.hits = self._shown.hits, SpanIndex(sorted(spans))
        self._redraw({*before.spans} ^ {*self._shown.hits.spans})

    def show_chosen(self, span: Span | None) -> None:
        """Show which annotation is chosen among those that overlap, in place of the one before; None for none."""
        before, self._shown.chosen = self._shown.chosen, span
        if span != before:  # the cursor's sentence may look another while something in it is chosen
            self._redraw(one for one in (before, span, self._shown.here) if one)

    def _replaced(self, side: Side, before: Marks[Mark], after: Marks[Mark]) -> None:
        self._show_change(side, *before.changed_to(after))

    def _show_change(self, side: Side, gone: Sequence[Mark], came: Sequence[Mark]) -> None:
        """Draw anew where marks went away or came, in the text and in the margin; the rest costs nothing."""
        for marks, times in ((gone, -1), (came, 1)):
            self._redraw({(mark.start, mark.end) for mark in marks})
            self._count(side, marks, times)

    def _count(self, side: Side, marks: Iterable[SharedPassage | AnnotationMark], times: int) -> None:
        """Count marks that came, or with -1 those that went away."""
        if self._margin:
            for y in self._put_in_margin(self._margin, side, marks, times):
                self.refresh(Region(self.size.width - 1, y, 1, 1))

    def _put_in_margin(
        self, margin: Margin, side: Side, marks: Iterable[SharedPassage | AnnotationMark], times: int = 1
    ) -> set[int]:
        """Put marks into the margin; returns which of its cells look another for it."""
        return {y for mark in marks for y in margin.put(side, self._rows_of((mark.start, mark.end)), times)}

    # Laying out

    def _lay_out(self) -> None:
        """Wrap the text to the width there is; gutter and text are centred, the margin is at the right."""
        width, page, shown = self.size.width, self._page, self._shown
        shown.roomy = width >= WIDE_ENOUGH
        # Before it has a size a guess will do: rows of one character each would take seconds on a long article.
        column = min(self._measure, self.room) if width else self._measure
        shown.indent = max(0, (width - self._gutter - column - 2) // 2)
        self._left = shown.indent + self._gutter
        self._head: list[tuple[str, str]] = [("", "")] if self.size.height >= ROOMY else []
        if not page.article_id:
            self._add_to_head("No article", column, "reader--quiet")
        else:
            if not page.heading_in_text:
                self._add_to_head(page.title, column, "reader--title")
            self._add_to_head(page.byline, column, "reader--byline")
            if page.url and self.size.height >= ROOMY:
                self._add_to_head(cut(page.url, column), column, "reader--byline")
            if self._head and self._head[-1][0]:
                self._head.append(("", ""))
            if not page.text.strip():
                self._add_to_head("No text", column, "reader--quiet")
        self._top = len(self._head)
        usual = Spacing.SPACED if runs_on(page.text) else Spacing.AS_WRITTEN
        shown.layout = TextLayout(page.text, column, usual if self._spacing is Spacing.AS_WRITTEN else self._spacing)
        self.extend_to(width, self._top + len(shown.layout) + AFTER)
        self._forget()

    @property
    def _gutter(self) -> int:
        return 7 if self.size.width >= WIDE_ENOUGH else 4

    def _wrap_anew(self) -> None:
        """Lay out anew; what the cursor is at stays in view."""
        self._lay_out()
        self._reveal()

    def _add_to_head(self, words: str, column: int, name: str) -> None:
        layout = TextLayout(words, column)
        self._head += [("".join(layout.drawn(row)), name) for row in range(len(layout))]

    def resized(self) -> None:
        """Wrap to the new width."""
        self._wrap_anew()

    def notify_style_update(self) -> None:
        """Forget all that was drawn in the styles of before, or with or without the focus."""
        super().notify_style_update()
        self._look.clear()
        self._forget()

    def _forget(self) -> None:
        self._drawn.clear()
        self._margin: Margin | None = None
        self.refresh()

    def _rows_of(self, span: Span) -> range:
        """The rows that show any of a span, counted from the top of all, heading included."""
        rows = self._shown.layout.rows_of(*span)
        return range(self._top + rows.start, self._top + rows.stop)

    def _redraw(self, spans: Iterable[Span]) -> None:
        """Draw anew the rows that show any of the spans, each as far as the spans reach.

        What is behind them stays as it is, and need not be sent to the terminal; what is before them always is.
        """
        layout, top, height = self._shown.layout, self._top - self.scroll_offset.y, self.size.height
        reach: dict[int, int] = {}
        for span in spans:
            for row in layout.rows_of(*span):
                goes_on = span[1] > layout.ends[row]  # when it is selected, a blank at the end has a cell, too
                reach[row] = max(layout.cell_at(row, span[1]) + goes_on, reach.get(row, 0))
        for row in reach:
            self._drawn.pop(self._top + row, None)
        regions = [
            Region(0, top + row, self._left + cells, 1) for row, cells in reach.items() if 0 <= top + row < height
        ]
        self.draw_anew(regions)

    # What is in view

    def _reveal(self) -> None:
        """Bring what the cursor is at into view."""

    def _scroll_into_view(self, rows: range, context: int) -> None:
        """Scroll as little as shows the rows and some context; only the first ones, if they are too many."""
        top, height = self.scroll_offset.y, self.size.height
        lowest = max(rows.stop + context - height, 0)
        target = min(max(top, lowest), max(0, rows.start - context))
        target = min(target, rows.start)
        if target != top:
            self.scroll_to(y=target, animate=False, force=True)

    def _point_at(self, offset: int) -> None:
        """Take the hardware's cursor to a character: screen readers follow it."""
        if self.has_focus:
            layout, row = self._shown.layout, self._shown.layout.row_at(offset)
            cell = layout.cell_at(row, offset) if len(layout) else 0
            place = Offset(self._left + cell, self._top + row - self.scroll_offset.y)
            self.app.cursor_position = self.region.offset + place

    # Drawing

    def render_line(self, y: int) -> Strip:
        """A row of the screen."""
        return self.rows(range(y, y + 1))[0]

    def rows(self, places: range) -> list[Strip]:
        """Rows of the screen, as drawn before if nothing changed."""
        return self._rows(places, self.scroll_offset.y)

    def _rows(self, places: range, top: int) -> list[Strip]:
        """What is in these rows of the screen when the row `top`, counted from the top of all, is the first."""
        width, cells = self.size.width, self._margin_cells(places, top)
        return self.filtered(self._row(top + y, width, cell) for y, cell in zip(places, cells, strict=True))

    def _row(self, row: int, width: int, cell: Segment) -> Strip:
        """A row, counted from the top of all, and a cell of the margin."""
        drawn = self._drawn.get(row)
        if drawn and drawn[0] == cell:
            return drawn[1]
        if drawn:
            segments = [*drawn[1]][:-1]
        else:
            segments = self._head_segments(row) if row < self._top else self._text_segments(row - self._top)
            segments = joined(Segment.adjust_line_length(segments, max(0, width - 1), self._look()))
        strip = Strip([*segments, cell], width)
        self._drawn[row] = cell, strip
        return strip

    def _head_segments(self, row: int) -> list[Segment]:
        words, name = self._head[row]
        look = self._look(name) if name else self._look()
        return [Segment(" " * self._left, self._look()), Segment(words, look)]

    def _text_segments(self, row: int) -> list[Segment]:
        if row >= len(self._shown.layout):
            return []
        self._shown.focused = self.has_focus
        self._shown.plain = is_plain(self)
        return row_segments(self._shown, row, self._look)

    def _margin_cells(self, places: range, top: int) -> list[Segment]:
        """Some of the whole article at a glance; the part in view is lit when there is more than that."""
        height = self.size.height
        if self._margin is None:
            self._margin = Margin(height, self.virtual_size.height)
            self._put_in_margin(self._margin, Side.SHARED, self._shown.shared.marks)
            self._put_in_margin(self._margin, Side.ANNOTATED, self._shown.annotations.marks)
        margin, in_view = self._margin, range(top, top + height)
        looks = self._look("reader--margin"), self._look("reader--margin-view")
        return [Segment(margin.cell(y), looks[margin.lit(y, in_view)]) for y in places]
