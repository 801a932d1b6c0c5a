"""Text selected in an article: what is selected, what becomes of it when the cursor moves, and the mouse."""

from textual import events
from textual.message import Message
from textual.timer import Timer

from tui.model.sentences import Span
from tui.settings import Spacing
from tui.widgets.page import Page
from tui.widgets.selection import Selectable, Selection, Unit
from tui.widgets.sentence_cursor import SentenceCursor

DRAGGED_ON = 0.05
"""Seconds between rows while the mouse is held at the upper or lower edge."""


class TextSelection(SentenceCursor):
    """The cursor follows the selection's start. Taking it elsewhere ends the selection; scrolling does not."""

    class Selecting(Message, namespace="article_reader"):
        """What is selected now; None when nothing is any more."""

        def __init__(self, span: Span | None) -> None:
            super().__init__()
            self.span = span

        def can_replace(self, message: Message) -> bool:
            """Only what is selected in the end matters."""
            return isinstance(message, TextSelection.Selecting)

    def __init__(self, *, measure: int = 80, spacing: Spacing = Spacing.AS_WRITTEN, id: str | None = None) -> None:
        super().__init__(measure=measure, spacing=spacing, id=id)
        self._pressed: Span | None = None
        """The character that the mouse's button went down on, until it comes up."""
        self._mouse = (0, 0)
        self._dragging = False
        self._dragged_on: Timer | None = None

    def _take(self, page: Page) -> None:
        super()._take(page)
        self._text = Selectable(page.text, page.sentences)
        self._selection: Selection | None = None
        self._place: Span | None = None
        """Where in the cursor's sentence a search or a click went to, as long as the cursor stays in it."""

    # What is selected

    @property
    def selection(self) -> Span | None:
        """What is selected, in code points; None when nothing is."""
        return (self._selection.start, self._selection.end) if self._selection else None

    def select(self, span: Span | None) -> None:
        """Select a span, from which keys and mouse go on; None ends selecting, with nothing done."""
        self._select(self._text.selection(*span) if span else None)

    def _select(self, selection: Selection | None, *, context: int = 2) -> None:
        """Select this, and bring the edge that moves into view, with so many rows beyond it."""
        before, edge = self.selection, self._shown.edge
        self._selection = selection
        after = self._shown.selection = self.selection
        self._shown.edge = self._edge
        self._redraw(span for span in (edge, self._shown.edge) if span and edge != self._shown.edge)
        if after != before:
            self._redraw(_differing(before, after))
            if (before is None or after is None) and self.here:
                self._redraw([self.here])  # it looks another while something in it is selected
            self._tell(self.Selecting(after))
        if after:
            self._move(self.sentence_at(after[0]))
            self._reveal_edge(context)

    @property
    def _edge(self) -> Span | None:
        """The character at the edge that moves."""
        if not self._selection:
            return None
        if self._selection.at_end:
            return self._text.before(Unit.CHARACTER, self._selection.end)
        return self._text.after(Unit.CHARACTER, self._selection.start)

    def _reveal_edge(self, context: int) -> None:
        if edge := self._shown.edge:
            rows = self._rows_of(edge)
            self._scroll_into_view(rows, min(context, max(0, self.size.height - len(rows)) // 4))
            self._point_at(edge[0])

    # The cursor, and what becomes of the selection when it moves

    def show(self, page: Page, place: int = 0) -> None:
        """Show another article, the cursor on the sentence at `place`."""
        self.select(None)
        self._let_go()
        super().show(page, place)
        self._place = place, place

    def go_to_sentence(self, sentence: int) -> None:
        """Take the cursor to a sentence, the nearest there is, and show the whole of it."""
        self.select(None)
        super().go_to_sentence(sentence)

    def go_to(self, offset: int) -> None:
        """Take the cursor to the sentence at an offset, and show that very place."""
        super().go_to(offset)
        hits = self._shown.hits
        hit = next((hits.spans[at] for at in hits.touching(offset, offset + 1)), (offset, offset))
        self._place = hit

    def _move(self, sentence: int) -> None:
        before = self.sentence
        super()._move(sentence)
        if self.sentence != before:
            self._place = None

    def _reveal(self) -> None:
        if self._selection:
            self._reveal_edge(context=2)
        else:
            super()._reveal()

    def _scroll_by(self, rows: int) -> None:
        if self._selection:
            self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)
        else:
            super()._scroll_by(rows)

    # By mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where: if the mouse moves from here, it selects."""
        if event.button == 1 and self._page.text:
            self._pressed, self._dragging = self._character_at(event.x, event.y), False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the button went down to here; past the edge, go on by itself."""
        if self._pressed is None:
            return
        self._mouse = event.x, event.y
        if self._dragging or self._character_at(*self._mouse) != self._pressed:
            self._dragging = True
            self._drag()
            if self._dragged_on is None:
                self._dragged_on = self.set_interval(DRAGGED_ON, self._drag_on)

    def on_mouse_up(self) -> None:
        """The selection stands as it is."""
        self._let_go()

    def on_click(self, event: events.Click) -> None:
        """Go to the sentence under the mouse; twice selects it. A drag that ends is no click, a third one nothing."""
        if self._dragging or event.chain > 2:
            self._dragging = False
            return
        row = event.y + self.scroll_offset.y - self._top
        if 0 <= row < len(self._shown.layout):
            self.select(None)
            place, _ = self._character_at(event.x, event.y)
            self._move(self.sentence_at(place))
            self._place = place, place
            if event.chain == 2:
                self.select(self.here)

    def _let_go(self) -> None:
        self._pressed = None
        self.release_mouse()
        if self._dragged_on:
            self._dragged_on.stop()
            self._dragged_on = None

    def _drag_on(self) -> None:
        """Scroll while the mouse is past the edge, or at the screen's, past which no mouse gets."""
        y = self._mouse[1]
        at_top, at_bottom = y + self.region.y <= 0, y + self.region.y >= self.screen.size.height - 1
        by = -1 if y < 0 or at_top else 1 if y >= self.size.height or at_bottom else 0
        if by:
            self.scroll_to(y=self.scroll_offset.y + by, animate=False, force=True)
            self._drag()

    def _drag(self) -> None:
        if self._pressed:
            here = self._character_at(*self._mouse)
            start, end = min(self._pressed[0], here[0]), max(self._pressed[1], here[1])
            if start < end:
                self._select(self._text.selection(start, end, at_end=here >= self._pressed), context=0)

    def _character_at(self, x: int, y: int) -> Span:
        """The character under a cell, or the nearest row's; empty behind a row's end."""
        layout = self._shown.layout
        in_view = max(0, min(y, self.size.height - 1))
        row = max(0, min(in_view + self.scroll_offset.y - self._top, len(layout) - 1))
        offset = layout.offset_at(row, max(0, x - self._left)) if len(layout) else 0
        within = len(layout) and offset < layout.ends[row]
        character = self._text.after(Unit.CHARACTER, offset) if within else None
        return character or (offset, offset)


def _differing(before: Span | None, after: Span | None) -> list[Span]:
    """Where two selections differ, and the characters before: what goes on over a row's end shows there."""
    if not before or not after:
        spans = [span for span in (before, after) if span]
    else:
        edges = zip(before, after, strict=True)
        spans = [(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]]
    return [(max(0, start - 1), end) for start, end in spans]
