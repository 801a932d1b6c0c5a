"""Two texts beside each other, joined by number, with one cursor: where it is both stand at the same height."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.contrast import readable
from tui.model.alignment import Alignment, Side
from tui.model.harmless import harmless
from tui.model.sentences import Span
from tui.model.spans import SpanIndex
from tui.widgets.article_rows import BARS, CURSOR, CURSOR_AWAY
from tui.widgets.cutting import cut
from tui.widgets.ink import ink
from tui.widgets.looks import Looks
from tui.widgets.page import AnnotationMark
from tui.widgets.sentence_rows import SentenceRows

ONLY = "░"
"""The gutter's mark for what stands on this side only."""
BESIDE = 60
"""Columns from which on the texts stand side by side; below, one above the other."""
WIDE_ENOUGH = 34
"""Columns of one text from which on its gutter has room for two letters."""
MEASURE = 80
"""The widest a row of text gets, in cells."""


@dataclass(frozen=True, slots=True)
class TextShown:
    """One of the two, and what is told above it."""

    title: str
    facts: tuple[str, ...]
    """A quiet line each."""
    text: str
    sentences: Sequence[Span]
    annotations: Sequence[AnnotationMark] = ()
    headings: Sequence[Span] = ()
    """What is drawn bold."""
    spaced: bool = False
    """Whether a single newline ends a paragraph."""


ChangedWords = Callable[[Side, int], Sequence[Span]]
"""The stretches of a shared sentence that do not stand on the other side; asked for when it is drawn."""


class TwoTexts(Widget, can_focus=True):
    """The cursor is on a sentence of one side; the other side shows its partner at the same height."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "two--title", "two--quiet", "two--rule", "two--mark", "two--letter", "two--letter-of-others", "two--number",
        "two--bar", "two--only-mark", "two--only", "two--kept", "two--changed", "two--partner", "two--cursor",
    }  # fmt: skip

    class Moved(Message):
        """The cursor came to another sentence, or to the other side."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, TwoTexts.Moved)

    class Chosen(Message):
        """The sentence under the cursor is to be read in its article."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        nothing = TextShown("", (), "", ())
        self._shown = [nothing, nothing]
        self._alignment = Alignment((), (), ())
        self._changed: ChangedWords = lambda _side, _sentence: ()
        self.side = Side.LEFT
        """The side that the cursor is on."""
        self.sentence = 0
        """The sentence it is on; 0 also when there is none."""
        self._tops = [0, 0]
        """The row of text at the top of each side; below 0 there is air above it."""
        self._look = ReadableLooks(self)
        self._lay_out()

    # What it is shown

    def show(
        self, left: TextShown, right: TextShown, alignment: Alignment, changed: ChangedWords, side: Side, sentence: int
    ) -> None:
        """Show two texts, the cursor on a sentence of one of them."""
        self._shown = [left, right]
        self._alignment, self._changed = alignment, changed
        self._tops = [0, 0]
        self.side, self.sentence = side, max(0, min(sentence, self._count(side) - 1))
        self._lay_out()
        self._reveal()

    def show_annotations(self, side: Side, annotations: Sequence[AnnotationMark]) -> None:
        """Show what is said about one side, in place of what was shown before."""
        self._shown[side] = replace(self._shown[side], annotations=annotations)
        self._index_annotations()
        self.refresh()

    # Where the cursor goes

    def go_to(self, side: Side, sentence: int) -> None:
        """Take the cursor to a sentence, the nearest there is."""
        self.side, self.sentence = side, max(0, min(sentence, self._count(side) - 1))
        self._reveal()
        self.post_message(self.Moved())

    def switch(self, side: Side) -> None:
        """Take the cursor to one side: to the partner, or to what stands beside."""
        if side is not self.side and self._count(side):
            partner = self._alignment.partner(self.side, self.sentence)
            if partner is None:
                place = self._rows[self.side].rows_of(self.sentence).start - self._tops[self.side]
                partner = self._rows[side].sentence_at(self._tops[side] + place)
            self.go_to(side, partner)

    def scroll_rows(self, rows: int) -> None:
        """Scroll both, and take the cursor along: it keeps its place on the screen."""
        here, top = self._rows[self.side], self._tops[self.side]
        target = max(0, min(top + rows, len(here) - self.text_height))
        if (target - top) * rows <= 0:
            self.go_to(self.side, self._count(self.side) if rows > 0 else 0)
            return
        place = max(0, min(here.rows_of(self.sentence).start - top, self.text_height - 1))
        self._tops[self.side] = target
        self.sentence = here.sentence_at(target + place)
        self._align()
        self.post_message(self.Moved())

    @property
    def text_height(self) -> int:
        """How many rows of each text are in view."""
        return max(1, self._height - self._head)

    def _count(self, side: Side) -> int:
        return len(self._shown[side].sentences)

    def _reveal(self) -> None:
        """Scroll as little as shows the sentence and its partner, and some context."""
        rows = self._rows[self.side].rows_of(self.sentence)
        partner = self._alignment.partner(self.side, self.sentence)
        beside = 0 if partner is None else len(self._rows[self.side.other].rows_of(partner))
        needed = min(max(len(rows), beside), self.text_height)
        context = max(0, min(2, (self.text_height - needed) // 4))
        lowest = rows.start + needed + context - self.text_height
        top = min(max(self._tops[self.side], lowest), max(0, rows.start - context), rows.start)
        self._tops[self.side] = top
        self._align()
        if self.has_focus:  # screen readers follow the hardware's cursor
            x, y, _ = self._place_of(self.side)
            self.app.cursor_position = self.region.offset + Offset(x + self._gutter, y + self._head + rows.start - top)

    def _align(self) -> None:
        """Bring the partner to the height of the sentence, else of the last sentence before it that has one."""
        here, other = self._rows[self.side], self._rows[self.side.other]
        top = self._tops[self.side]
        anchor = self._alignment.anchor(self.side, self.sentence)
        partner = None if anchor is None else self._alignment.partner(self.side, anchor)
        if anchor is not None and partner is not None:
            top += other.rows_of(partner).start - here.rows_of(anchor).start
        if anchor != self.sentence:  # then nothing is to stand there, and what there is is better than nothing
            half = self.text_height // 2
            top = max(min(0, -half), min(top, len(other) - half))
        self._tops[self.side.other] = top
        self.refresh()

    # The mouse

    def on_click(self, event: events.Click) -> None:
        for side in Side:
            x, y, width = self._place_of(side)
            row = event.y - y - self._head
            if x <= event.x < x + width and 0 <= row < self.text_height and self._count(side):
                self.go_to(side, self._rows[side].sentence_at(self._tops[side] + row))
                if event.chain == 2:
                    self.post_message(self.Chosen())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.scroll_rows(3)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.scroll_rows(-3)
        event.stop()

    # Laying out

    def _lay_out(self) -> None:
        """Wrap both texts to the width there is for each."""
        self._beside = self.size.width >= BESIDE
        self._height = self.size.height if self._beside else max(1, (self.size.height - 1) // 2)
        narrowest = min(self._place_of(side)[2] for side in Side)
        self._head = 0 if self._height < 3 else 1 if self._height < 10 else 4
        self._letters = 2 if narrowest >= WIDE_ENOUGH else 1
        self._digits = len(str(len(self._alignment.matches)))
        self._gutter = 1 + self._letters + self._digits + 2
        measure = max(1, min(MEASURE, narrowest - self._gutter - 1))
        self._rows = [SentenceRows(one.text, one.sentences, measure, spaced=one.spaced) for one in self._shown]
        self._headings = [SpanIndex(one.headings) for one in self._shown]
        self._index_annotations()

    def _index_annotations(self) -> None:
        self._annotations = [SpanIndex((mark.start, mark.end) for mark in one.annotations) for one in self._shown]

    def _place_of(self, side: Side) -> tuple[int, int, int]:
        """Column, row and width of one text."""
        width = self.size.width
        if not self._beside:
            return 0, side * (self._height + 1), width
        left = (width - 1) // 2
        return (0, 0, left) if side is Side.LEFT else (left + 1, 0, width - left - 1)

    def on_resize(self) -> None:
        self._lay_out()
        self._reveal()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget the styles of the theme before."""
        super().notify_style_update()
        self._look.clear()

    # Drawing

    def render_line(self, y: int) -> Strip:
        if self._beside:
            rule = Strip([Segment("│", self._look("two--rule"))], 1)
            return Strip.join([self._line(Side.LEFT, y), rule, self._line(Side.RIGHT, y)])
        if y == self._height:
            return Strip([Segment("─" * self.size.width, self._look("two--rule"))], self.size.width)
        return self._line(Side.LEFT, y) if y < self._height else self._line(Side.RIGHT, y - self._height - 1)

    def _line(self, side: Side, y: int) -> Strip:
        _, _, width = self._place_of(side)
        if y < self._head:
            return Strip(self._head_line(side, y, width)).adjust_cell_length(width, self._look())
        row = self._tops[side] + y - self._head
        span = self._rows[side].span_of(row) if y < self._height else None
        if span is None:
            return Strip.blank(width, self._look())
        sentence = self._rows[side].sentence_at(row)
        ground = self._ground(side, sentence)
        segments = [*self._gutter_of(side, sentence, row), *self._text(side, sentence, row, span, ground)]
        # A ground goes from edge to edge: a sentence is a block, whatever its last row holds.
        return (
            Strip(segments).adjust_cell_length(width - 1, self._look(*ground)).extend_cell_length(width, self._look())
        )

    def _head_line(self, side: Side, y: int, width: int) -> list[Segment]:
        shown = self._shown[side]
        lines = [(shown.title, "two--title"), *((fact, "two--quiet") for fact in shown.facts)]
        words, name = lines[y] if y < len(lines) else ("", "two--quiet")
        mark = CURSOR if y == 0 and side is self.side else " "
        return [Segment(mark, self._look("two--mark")), Segment(cut(words, width - 2), self._look(name))]

    def _ground(self, side: Side, sentence: int) -> tuple[str, ...]:
        """The name of what lies under a sentence: the cursor, or that it is a partner of the one under it."""
        if side is self.side and sentence == self.sentence:
            return ("two--cursor",)
        match = self._alignment.match(self.side, self.sentence)
        return ("two--partner",) if match and match is self._alignment.match(side, sentence) else ()

    def _gutter_of(self, side: Side, sentence: int, row: int) -> list[Segment]:
        """The cursor's mark, letters, the number, and the bar of its kind or the mark of what has none."""
        ground = self._ground(side, sentence)
        begins = row == self._rows[side].rows_of(sentence).start
        mark = CURSOR if ground == ("two--cursor",) else CURSOR_AWAY if ground else " "
        match, kind = self._alignment.match(side, sentence), self._alignment.kind(side, sentence)
        number = f"{match.number:{self._digits}}" if match and begins else " " * self._digits
        bar = (BARS[kind], "two--bar") if kind else (ONLY, "two--only-mark")
        return [
            Segment(mark, self._look("two--mark")),
            *self._letters_of(side, sentence, begins),
            Segment(number, self._look("two--number")),
            Segment(bar[0], self._look(bar[1])),
            Segment(" ", self._look(*ground)),
        ]

    def _letters_of(self, side: Side, sentence: int, begins: bool) -> list[Segment]:
        """The letters of a sentence's annotations, as far as there is room; `+` for the rest."""
        touching = self._annotations[side].touching(*self._shown[side].sentences[sentence]) if begins else []
        marks = [self._shown[side].annotations[place] for place in touching]
        letters: list[tuple[str, Style]] = []
        for mark in marks:
            letter = harmless(mark.letter)[:1]
            look = self._look("two--letter" if mark.mine else "two--letter-of-others")
            letters.append((letter if cell_len(letter) else "?", look + Style(color=ink(self, mark.color).rich_color)))
        while sum(cell_len(letter) for letter, _ in letters) > self._letters:
            letters = [*letters[:-2], ("+", self._look("two--letter"))]
        used = sum(cell_len(letter) for letter, _ in letters)
        return [*(Segment(*letter) for letter in letters), Segment(" " * (self._letters - used), self._look())]

    def _text(self, side: Side, sentence: int, row: int, span: Span, ground: tuple[str, ...]) -> list[Segment]:
        start, end = span
        if self._headings[side].touching(start, end):
            ground = ("two--title", *ground)
        if not self._alignment.match(side, sentence):
            return [Segment("".join(self._rows[side].drawn(row)), self._look("two--only", *ground))]
        changed = [one for one in self._changed(side, sentence) if one[0] < end and start < one[1]]
        cuts = [edge for one in changed for edge in one if start < edge < end]
        names = [
            "two--changed" if any(first <= place < last for first, last in changed) else "two--kept"
            for place in (start, *cuts)
        ]
        pieces = self._rows[side].drawn(row, cuts)
        return [Segment(piece, self._look(name, *ground)) for piece, name in zip(pieces, names, strict=True)]


class ReadableLooks(Looks):
    """Those of two texts, which can be read on every ground."""

    def painted(self, names: tuple[str, ...]) -> Style:
        style = super().painted(names)
        text, ground = style.color, style.bgcolor
        if names and names[0] in _TEXT and text and text.triplet and ground and ground.triplet:
            style += Style(color=readable(text.triplet.hex, Color.from_rich_color(ground)).rich_color)
        return style


_TEXT = ("two--only", "two--kept", "two--changed")
