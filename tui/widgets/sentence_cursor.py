"""A cursor over the sentences of an article, and every way of moving it."""

from collections.abc import Iterable
from typing import Literal

from textual.message import Message

from tui.model.copies import SharedPassage
from tui.model.sentences import Span
from tui.model.spans import SpanIndex
from tui.widgets.article_view import AFTER, ArticleView
from tui.widgets.margin import Side
from tui.widgets.marks import Marks
from tui.widgets.page import AnnotationMark, Page
from tui.widgets.sized_view import TURNED


class SentenceCursor(ArticleView, can_focus=True):
    """An article of which one sentence is under the cursor, as long as it has any."""

    class Moved(Message, namespace="article_reader"):
        """The cursor came to another sentence of the article shown."""

        def __init__(self, sentence: int) -> None:
            super().__init__()
            self.sentence = sentence

        def can_replace(self, message: Message) -> bool:
            """Only where it came to rest matters."""
            return isinstance(message, SentenceCursor.Moved)

    class Into(Message, namespace="article_reader"):
        """The copies of the sentence under the cursor are asked for."""

    class NoMore(Message, namespace="article_reader"):
        """There is nothing further to go to, forward or back."""

        def __init__(self, what: Literal["sentence", "shared", "unlabelled"], forward: bool) -> None:
            super().__init__()
            self.what = what
            self.forward = forward

    def _take(self, page: Page) -> None:
        super()._take(page)
        self._sentences = SpanIndex(page.sentences)
        self._counts: dict[Side, list[int]] = {}
        self._sentence = 0
        self._shown.here = self.here

    def show(self, page: Page, place: int = 0) -> None:
        """Show another article, the cursor on the sentence at `place`."""
        self._take(page)
        self._sentence = self.sentence_at(place)
        self._shown.here = self.here
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True)
        self._reveal()

    # Where it is

    @property
    def sentence(self) -> int:
        """The index of the sentence under the cursor; 0 also when there is none."""
        return self._sentence

    @property
    def here(self) -> Span | None:
        """The sentence under the cursor."""
        return self._sentences.spans[self._sentence] if self._sentences.spans else None

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence at an offset, or of the one before it."""
        return self._sentences.at(offset)

    def go_to_sentence(self, sentence: int) -> None:
        """Take the cursor to a sentence, the nearest there is, and show the whole of it."""
        self._move(sentence)
        self._reveal()

    def go_to(self, offset: int) -> None:
        """Take the cursor to the sentence at an offset, and show that very place."""
        self.go_to_sentence(self.sentence_at(offset))
        self._scroll_into_view(self._rows_of((offset, offset + 1)), 0)
        self._point_at(offset)

    def _move(self, sentence: int) -> None:
        sentence = max(0, min(sentence, len(self._sentences.spans) - 1))
        if sentence == self._sentence:
            return
        before, self._sentence = self.here, sentence
        self._shown.here = self.here
        self._redraw(span for span in (before, self.here) if span)
        self._tell(self.Moved(sentence))

    def _tell(self, message: Message) -> None:
        """Tell the screen at once: on its way up through the panes a message would come a repaint too late."""
        self.screen.post_message(message)

    def _rows_here(self) -> range:
        """The rows of the sentence under the cursor; for the first one the heading above it too."""
        rows = self._rows_of(self.here) if self.here else range(1)
        whole = range(rows.stop)
        return whole if not self._sentence and len(whole) <= self.size.height else rows

    def _wrap_anew(self) -> None:
        """Lay out anew; the sentence under the cursor stays where it is on the screen, if it was there."""
        here = self.here
        y = self._rows_of(here).start - self.scroll_offset.y if here else -1
        self._lay_out()
        if here and self._sentence and 0 <= y < self.size.height:
            rows = self._rows_of(here)
            self.scroll_to(y=max(0, rows.start - y), animate=False, force=True)
            self._scroll_into_view(rows, 0)
            self._point_at(here[0])
        else:
            self._reveal()

    def _reveal(self) -> None:
        rows, top, height = self._rows_here(), self.scroll_offset.y, self.size.height
        context = self._room_below(self._sentence, rows)
        if rows.start < top or rows.stop + context > top + height:
            self.scroll_to(y=self._turned(rows, context), animate=False, force=True)
        self._point_at(self.here[0] if self.here else 0)
        self.call_after_refresh(self._draw_ahead)

    def _room_below(self, sentence: int, rows: range) -> int:
        """How many rows below a sentence are to be in view with it."""
        last = sentence + 1 >= len(self._sentences.spans)
        return AFTER if last else max(0, min(2, (self.size.height - len(rows)) // 4))

    def _turned(self, rows: range, context: int) -> int:
        """How far to scroll for these rows, so that the text can stand still for a while: reading on is calmer, and
        there is less to send.

        A quarter of the view stays of what was read, or of what comes, when one goes back.
        """
        top, height = self.scroll_offset.y, self.size.height
        kept = max(context, min(height // TURNED, height - len(rows) - context))
        target = rows.start - kept if rows.stop + context > top + height else rows.stop + kept - height
        return max(0, min(target, rows.start))

    def _draw_ahead(self) -> None:
        """Draw what the next page brings into view, up to the bytes for it, while nobody waits."""
        bottom = self.scroll_offset.y + self.size.height
        for sentence in range(self._sentence + 1, len(self._sentences.spans)):
            rows = self._rows_of(self._sentences.spans[sentence])
            context = self._room_below(sentence, rows)
            if rows.stop + context > bottom:
                top = min(self._turned(rows, context), self.max_scroll_y)
                for strip in self._rows(range(max(0, bottom - top), self.size.height), top):
                    strip.render(self.app.console)
                return

    # What a person does

    def action_next(self) -> None:
        """Go to the next sentence."""
        self._step(1)

    def action_previous(self) -> None:
        """Go to the previous sentence."""
        self._step(-1)

    def action_top(self) -> None:
        """Go to the first sentence."""
        self.go_to_sentence(0)

    def action_bottom(self) -> None:
        """Go to the last sentence."""
        self.go_to_sentence(len(self._sentences.spans) - 1)

    def action_page_down(self) -> None:
        """Go a page down; a row or two stay in view."""
        self._scroll_by(max(1, self.size.height - 2))

    def action_page_up(self) -> None:
        """Go a page up."""
        self._scroll_by(-max(1, self.size.height - 2))

    def action_half_page_down(self) -> None:
        """Go half a page down."""
        self._scroll_by(max(1, self.size.height // 2))

    def action_half_page_up(self) -> None:
        """Go half a page up."""
        self._scroll_by(-max(1, self.size.height // 2))

    def action_next_shared(self) -> None:
        """Go to the next sentence of which other articles hold any."""
        self._seek("shared", 1)

    def action_previous_shared(self) -> None:
        """Go to the previous sentence of which other articles hold any."""
        self._seek("shared", -1)

    def action_next_unlabelled(self) -> None:
        """Go to the next sentence about which nothing is said."""
        self._seek("unlabelled", 1)

    def action_previous_unlabelled(self) -> None:
        """Go to the previous sentence about which nothing is said."""
        self._seek("unlabelled", -1)

    def action_into(self) -> None:
        """Ask for the copies of this sentence."""
        self._tell(self.Into())

    def _step(self, by: int) -> None:
        if 0 <= self._sentence + by < len(self._sentences.spans):
            self.go_to_sentence(self._sentence + by)
        else:
            self._reveal()
            self._tell(self.NoMore("sentence", by > 0))

    def _seek(self, what: Literal["shared", "unlabelled"], by: int) -> None:
        counts = self._counted(Side.SHARED if what == "shared" else Side.ANNOTATED)
        wanted = what == "shared"
        stop = len(counts) if by > 0 else -1
        found = next((at for at in range(self._sentence + by, stop, by) if bool(counts[at]) is wanted), None)
        if found is None:
            self._tell(self.NoMore(what, by > 0))
        else:
            self.go_to_sentence(found)

    def _counted(self, side: Side) -> list[int]:
        """How many shared passages, or labels, lie on each sentence: counted when first asked for, then kept so."""
        if side not in self._counts:
            self._counts[side] = [0] * len(self._sentences.spans)
            shown: Marks[SharedPassage] | Marks[AnnotationMark] = self._shown.shared
            if side is Side.ANNOTATED:
                shown = self._shown.annotations
            self._add(self._counts[side], shown.marks, 1)
        return self._counts[side]

    def _count(self, side: Side, marks: Iterable[SharedPassage | AnnotationMark], times: int) -> None:
        super()._count(side, marks, times)
        if side in self._counts:
            self._add(self._counts[side], marks, times)

    def _add(self, counts: list[int], marks: Iterable[SharedPassage | AnnotationMark], times: int) -> None:
        for mark in marks:
            if isinstance(mark, SharedPassage) or mark.labelled:
                for sentence in self._sentences.touching(mark.start, mark.end):
                    counts[sentence] += times

    def _scroll_by(self, rows: int) -> None:
        """Scroll, and take the cursor along: it keeps its place on the screen."""
        before, height = self.scroll_offset.y, self.size.height
        target = max(0, min(before + rows, self.max_scroll_y))
        if target == before:
            self._move(len(self._sentences.spans) - 1 if rows > 0 else 0)
            return
        place = max(0, min(self._rows_here().start - before, height - 1))
        self.scroll_to(y=target, animate=False, force=True)
        row = max(0, min(target + place - self._top, len(self._shown.layout) - 1))
        self._move(self._sentence_on(row))
        if len(self._rows_here()) <= height:  # a longer one is read by scrolling, and must not jump back
            self._scroll_into_view(self._rows_here(), 0)
        self._point_at(self.here[0] if self.here else 0)

    def _sentence_on(self, row: int) -> int:
        """The first sentence that starts on a row of the text, else the one that goes on there."""
        layout = self._shown.layout
        if row >= len(layout):
            return 0
        start, end = layout.starts[row], layout.ends[row]
        touching = self._sentences.touching(start, end)
        starting = [index for index in touching if self._sentences.spans[index][0] >= start]
        return (starting or touching or [self.sentence_at(start)])[0]
