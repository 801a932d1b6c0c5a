"""One article and a cursor over its sentences; what it shares, what is said about it, and where that lies."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, Literal, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.color import Color
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.contrast import readable
from tui.keys import PANES
from tui.model.copies import SharedPassage
from tui.model.harmless import harmless
from tui.model.sentences import Span
from tui.model.shared import Kind
from tui.widgets.acting import bindings
from tui.widgets.page import NO_PAGE, AnnotationMark, Page, headings, runs_on
from tui.widgets.text_layout import SpanIndex, TextLayout

BARS = {Kind.VERBATIM: "┃", Kind.EDITED: "┇", Kind.QUOTE: "║", Kind.PARTIAL: "│", Kind.PARAPHRASE: "┊"}
"""The gutter's bar for each kind: the closer, the heavier; broken where words changed; double for a quote."""
CURSOR, CURSOR_AWAY = "▌", "▏"  # the mark on the cursor's rows, while the reader has the focus and while not
QUADRANTS = " ▘▖▌▝▀▞▛▗▚▄▙▐▜▟█"
"""By four bits: upper left, lower left, upper right, lower right. Left is shared text, right annotated."""
WIDE_ENOUGH = 40
"""Columns from which on the gutter has room for two letters and a number."""
AFTER = 2
"""Blank rows after the text."""


Mark = TypeVar("Mark", SharedPassage, AnnotationMark)


class _Marks(Generic[Mark]):
    """Marks in order, the outer before the inner, found by where they are."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.marks: tuple[Mark, ...] = tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
        self._index = SpanIndex((mark.start, mark.end) for mark in self.marks)

    def touching(self, start: int, end: int) -> list[Mark]:
        return [self.marks[index] for index in self._index.touching(start, end)]

    def changed(self, other: "_Marks[Mark]") -> set[Span]:
        """Where the two differ."""
        return {(mark.start, mark.end) for mark in {*self.marks} ^ {*other.marks}}


class ArticleReader(ScrollView, can_focus=True, inherit_bindings=False):
    """An article and a cursor over its sentences. Only the rows in view are ever drawn."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("reader")
    BINDING_GROUP_TITLE = PANES["reader"]
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--title", "reader--byline", "reader--heading", "reader--quiet",
        "reader--number", "reader--bar", "reader--letter", "reader--cursor-mark",
        *(f"reader--{kind}" for kind in Kind),
        "reader--annotated", "reader--annotated-sentence", "reader--hit", "reader--cursor",
        "reader--margin", "reader--margin-view",
    }  # fmt: skip

    class Moved(Message):
        """The cursor came to another sentence of the article shown."""

        def __init__(self, sentence: int) -> None:
            super().__init__()
            self.sentence = sentence

        def can_replace(self, message: Message) -> bool:
            """Only where it came to rest matters."""
            return isinstance(message, ArticleReader.Moved)

    class Into(Message):
        """The copies of the sentence under the cursor are asked for."""

    class NoMore(Message):
        """There is nothing further to go to."""

        def __init__(self, what: Literal["sentence", "shared", "unlabelled"], forward: bool) -> None:
            super().__init__()
            self.what = what
            self.forward = forward

    def __init__(self, *, measure: int = 80, id: str | None = None) -> None:
        super().__init__(id=id)
        self._measure = measure
        self._strips: LRUCache[int, Strip] = LRUCache(1024)
        self._looks: dict[tuple[str, ...], Style] = {}
        self._take(NO_PAGE, 0)
        self._lay_out()

    def _take(self, page: Page, place: int) -> None:
        self._page = page
        self._sentences = SpanIndex(page.sentences)
        self._shared: _Marks[SharedPassage] = _Marks(page.shared)
        self._annotations: _Marks[AnnotationMark] = _Marks(page.annotations)
        self._hits: SpanIndex = SpanIndex(sorted(page.hits))
        self._headings = SpanIndex(headings(page))
        self._sentence: int = self.sentence_at(place)

    # What it is shown

    def show(self, page: Page, place: int = 0) -> None:
        """Show another article, the cursor on the sentence at `place`."""
        self._take(page, place)
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True)
        self._reveal()

    def show_shared(self, marks: Sequence[SharedPassage]) -> None:
        """Show what the article shares, in place of what was shown before."""
        before, self._shared = self._shared, _Marks(marks)
        self._redraw(before.changed(self._shared), margin=True)

    def show_annotations(self, marks: Sequence[AnnotationMark]) -> None:
        """Show what is said about the article, in place of what was shown before."""
        before, self._annotations = self._annotations, _Marks(marks)
        self._redraw(before.changed(self._annotations), margin=True)

    def show_hits(self, spans: Sequence[Span]) -> None:
        """Show where the words searched for stand, in place of what was shown before."""
        before, self._hits = self._hits, SpanIndex(sorted(spans))
        self._redraw({*before.spans} ^ {*self._hits.spans})

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
        self._lay_out()
        self._reveal()

    # Where its cursor is

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
        row = self._top + self._wrapped.row_at(offset)
        self._scroll_into_view(range(row, row + 1), 0)

    def _move(self, sentence: int) -> None:
        sentence = max(0, min(sentence, len(self._sentences.spans) - 1))
        if sentence == self._sentence:
            return
        before, self._sentence = self.here, sentence
        self._redraw(span for span in (before, self.here) if span)
        self.post_message(self.Moved(sentence))

    def _rows_here(self) -> range:
        """The rows of the sentence under the cursor; for the first one the heading above it too."""
        rows = self._rows_of(self.here) if self.here else range(1)
        whole = range(rows.stop)
        return whole if not self._sentence and len(whole) <= self.size.height else rows

    def _reveal(self) -> None:
        last = self._sentence + 1 >= len(self._sentences.spans)
        rows = self._rows_here()
        room = self.size.height - len(rows)
        self._scroll_into_view(rows, AFTER if last else max(0, min(2, room // 4)))

    def _scroll_into_view(self, rows: range, context: int) -> None:
        """Scroll as little as shows the rows and some context; only the first ones, if they are too many."""
        top, height = self.scroll_offset.y, self.size.height
        lowest = max(rows.stop + context - height, 0)
        target = min(max(top, lowest), max(0, rows.start - context))
        target = min(target, rows.start)
        if target != top:
            self.scroll_to(y=target, animate=False, force=True)
        if self.has_focus:
            # Screen readers follow the hardware's cursor.
            row = self._rows_of(self.here).start if self.here else 0
            self.app.cursor_position = self.region.offset + Offset(self._left, row - self.scroll_offset.y)

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
        self.post_message(self.Into())

    def on_click(self, event: events.Click) -> None:
        """Go to the sentence under the mouse."""
        row = event.y + self.scroll_offset.y - self._top
        if 0 <= row < len(self._wrapped):
            self._move(self.sentence_at(self._wrapped.offset_at(row, max(0, event.x - self._left))))

    def _step(self, by: int) -> None:
        if 0 <= self._sentence + by < len(self._sentences.spans):
            self.go_to_sentence(self._sentence + by)
        else:
            self._reveal()
            self.post_message(self.NoMore("sentence", by > 0))

    def _seek(self, what: Literal["shared", "unlabelled"], by: int) -> None:
        stop = len(self._sentences.spans) if by > 0 else -1
        for sentence in range(self._sentence + by, stop, by):
            start, end = self._sentences.spans[sentence]
            if what == "shared":
                found = bool(self._shared.touching(start, end))
            else:
                found = not any(mark.labelled for mark in self._annotations.touching(start, end))
            if found:
                self.go_to_sentence(sentence)
                return
        self.post_message(self.NoMore(what, by > 0))

    def _scroll_by(self, rows: int) -> None:
        """Scroll, and take the cursor along: it keeps its place on the screen."""
        before, height = self.scroll_offset.y, self.size.height
        target = max(0, min(before + rows, self.max_scroll_y))
        if target == before:
            self._move(len(self._sentences.spans) - 1 if rows > 0 else 0)
            return
        place = max(0, min(self._rows_here().start - before, height - 1))
        self.scroll_to(y=target, animate=False, force=True)
        row = max(0, min(target + place - self._top, len(self._wrapped) - 1))
        self._move(self._sentence_on(row))
        if len(self._rows_here()) <= height:  # a longer one is read by scrolling, and must not jump back
            self._scroll_into_view(self._rows_here(), 0)

    def _sentence_on(self, row: int) -> int:
        """The first sentence that starts on a row of the text, else the one that goes on there."""
        if row >= len(self._wrapped):
            return 0
        start, end = self._wrapped.starts[row], self._wrapped.ends[row]
        touching = self._sentences.touching(start, end)
        starting = [index for index in touching if self._sentences.spans[index][0] >= start]
        return (starting or touching or [self.sentence_at(start)])[0]

    # Laying out

    def _lay_out(self) -> None:
        """Wrap the text to the width there is; gutter and text are centred, the margin is at the right."""
        width = self.size.width
        self._wide = width >= WIDE_ENOUGH
        gutter = 7 if self._wide else 4
        column = max(1, min(self._measure, width - gutter - 2))
        self._indent = max(0, (width - gutter - column - 2) // 2)
        self._left = self._indent + gutter
        self._head: list[tuple[str, str]] = [("", "")] if self.size.height >= 12 else []
        page = self._page
        if not page.article_id:
            self._add_to_head("No article", column, "reader--quiet")
        else:
            if not page.heading_in_text:
                self._add_to_head(page.title, column, "reader--title")
            self._add_to_head(page.byline, column, "reader--byline")
            if self._head and self._head[-1][0]:
                self._head.append(("", ""))
            if not page.text.strip():
                self._add_to_head("No text", column, "reader--quiet")
        self._top = len(self._head)
        self._wrapped = TextLayout(page.text, column, spaced=runs_on(page.text))
        self.virtual_size = Size(width, self._top + len(self._wrapped) + AFTER)
        self._forget()

    def _add_to_head(self, words: str, column: int, name: str) -> None:
        layout = TextLayout(words, column)
        self._head += [("".join(layout.drawn(row)), name) for row in range(len(layout))]

    def on_resize(self) -> None:
        """Wrap anew; the cursor's sentence stays in view."""
        self._lay_out()
        self._reveal()

    def notify_style_update(self) -> None:
        """Forget all that was drawn in the styles of before, or with or without the focus."""
        super().notify_style_update()
        self._looks.clear()
        self._forget()

    def _forget(self) -> None:
        self._strips.clear()
        self._map: list[int] | None = None
        self.refresh()

    def _rows_of(self, span: Span) -> range:
        rows = self._wrapped.rows_of(*span)
        return range(self._top + rows.start, self._top + rows.stop)

    def _redraw(self, spans: Iterable[Span], margin: bool = False) -> None:
        """Draw anew the rows that show any of the spans, and the margin if what it shows has changed."""
        for span in spans:
            rows = self._rows_of(span)
            for row in rows:
                self._strips.discard(row)
            self.refresh_lines(rows.start, len(rows))
        if margin:
            self._map = None
            self.refresh(Region(self.size.width - 1, 0, 1, self.size.height))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """A row of the screen: gutter and text, as drawn before if nothing changed, and the margin."""
        row = y + self.scroll_offset.y
        strip = self._strips.get(row)
        if strip is None:
            segments = self._head_segments(row) if row < self._top else self._text_segments(row - self._top)
            strip = Strip(segments).adjust_cell_length(max(0, self.size.width - 1), self._look())
            self._strips[row] = strip
        return Strip.join([strip, self._margin(y)])

    def _head_segments(self, row: int) -> list[Segment]:
        words, name = self._head[row]
        look = self._look(name) if name else self._look()
        return [Segment(" " * self._left, self._look()), Segment(words, look)]

    def _text_segments(self, row: int) -> list[Segment]:
        if row >= len(self._wrapped):
            return []
        start, end = self._wrapped.starts[row], self._wrapped.ends[row]
        annotations = self._annotations.touching(start, end)
        layers = [(*self._headings.spans[index], "reader--heading") for index in self._headings.touching(start, end)]
        layers += [(mark.start, mark.end, f"reader--{mark.kind}") for mark in self._shared.touching(start, end)]
        for mark in annotations:
            name = "reader--annotated-sentence" if mark.sentence else "reader--annotated"
            layers += [(mark.start, mark.end, name), (mark.start, mark.end, mark.color)]
        if self.here:
            layers.append((*self.here, "reader--cursor"))
        layers += [(*self._hits.spans[index], "reader--hit") for index in self._hits.touching(start, end)]
        cuts = sorted({edge for layer in layers for edge in layer[:2] if start < edge < end})
        segments = self._gutter(row, start, end)
        for place, piece in zip([start, *cuts], self._wrapped.drawn(row, cuts), strict=True):
            names = tuple(name for from_, to, name in layers if from_ <= place < to)
            segments.append(Segment(piece, self._look(*names)))
        return segments

    def _gutter(self, row: int, start: int, end: int) -> list[Segment]:
        """The cursor's mark, letters, a number and a bar, and a space to rest the eye."""
        plain = self._look()
        on_cursor = self.here and self.here[0] < end and start < self.here[1]
        segments = [
            Segment(" " * self._indent, plain),
            Segment(
                (CURSOR if self.has_focus else CURSOR_AWAY) if on_cursor else " ",
                self._look("reader--cursor-mark"),
            ),
            *self._letters(row, start, end),
        ]
        shared = self._shared.touching(start, end)
        if self._wide:
            begun = [mark.articles for mark in shared if self._begins(mark, row)]
            number = str(max(begun)) if begun else " "
            segments.append(Segment(f" {number if len(number) == 1 else '+'}", self._look("reader--number")))
        # Of several passages on one row, the bar is of the one that has most of it.
        widest = max(shared, key=lambda mark: min(end, mark.end) - max(start, mark.start), default=None)
        bar = BARS[widest.kind] if widest else " "
        return [*segments, Segment(bar, self._look("reader--bar")), Segment(" ", plain)]

    def _letters(self, row: int, start: int, end: int) -> list[Segment]:
        """The letters of the annotations that begin on a row, as far as there is room; `+` for the rest."""
        room = 2 if self._wide else 1
        begun = [mark for mark in self._annotations.touching(start, end) if self._begins(mark, row)]
        letters = [(harmless(mark.letter)[:1], mark.color) for mark in begun]
        letters = [(letter if cell_len(letter) else "?", color) for letter, color in letters]
        while sum(cell_len(letter) for letter, _ in letters) > room:
            letters = [*letters[:-2], ("+", "")]
        used = sum(cell_len(letter) for letter, _ in letters)
        segments = [Segment(letter, self._look("reader--letter", color)) for letter, color in letters]
        return [*segments, Segment(" " * (room - used), self._look())]

    def _begins(self, mark: SharedPassage | AnnotationMark, row: int) -> bool:
        return self._wrapped.rows_of(mark.start, mark.end).start == row

    def _margin(self, y: int) -> Strip:
        """One cell of the whole article at a glance; the part in view is lit when there is more than that."""
        height, total = self.size.height, self.virtual_size.height
        if self._map is None:
            self._map = self._mapped(max(1, height), max(1, height, total))
        top = self.scroll_offset.y
        lit = total > height and top * height <= (y + 0.5) * total <= (top + height) * height
        name = "reader--margin-view" if lit else "reader--margin"
        return Strip([Segment(QUADRANTS[self._map[y]] if y < len(self._map) else " ", self._look(name))], 1)

    def _mapped(self, height: int, total: int) -> list[int]:
        """For each cell of the margin, which of its quarters are filled; see QUADRANTS."""
        cells = [0] * height
        for marks, shift in ((self._shared.marks, 0), (self._annotations.marks, 2)):
            for mark in marks:
                rows = self._rows_of((mark.start, mark.end))
                first, last = rows.start * 2 * height // total, (rows.stop * 2 * height - 1) // total
                for half in range(first, min(last + 1, 2 * height)):
                    cells[half // 2] |= 1 << (shift + half % 2)
        return cells

    def _look(self, *names: str) -> Style:
        """The style of component classes, and of labels by their colour, one painted over the other."""
        if (look := self._looks.get(names)) is None:
            _, _, background, foreground = self.colors
            color, text_style = foreground, Style()
            for name in names:
                if not name.startswith("reader--"):
                    color = self._tinted(foreground, background, name, letter=names[0] == "reader--letter")
                    continue
                styles = self.get_component_styles(name)
                if styles.has_rule("background"):
                    background += styles.background
                if styles.has_rule("auto_color") and styles.auto_color:  # `$text-muted` and the like
                    color = background.get_contrast_text(styles.color.a)
                elif styles.has_rule("color"):
                    color = styles.color
                text_style += styles.text_style
            colors = Style.from_color((background + color).rich_color, background.rich_color)
            look = self._looks[names] = colors + text_style
        return look

    def _tinted(self, foreground: Color, background: Color, label: str, letter: bool) -> Color:
        """A label's colour: for its letter as it is, for the text half of it, and legible in either case."""
        if letter:
            return readable(label, background)
        if self.app.native_ansi_color:
            return foreground  # nobody knows what the terminal's own colours are, let alone half of one
        return foreground.blend(readable(label, background), 0.5)
