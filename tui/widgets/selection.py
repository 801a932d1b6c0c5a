"""A selection in a text, and how its edges move: by character, word or sentence, and back again. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from tui.model.sentences import Span
from tui.widgets.characters import character_after, character_before, snapped


class Unit(Enum):
    """What an edge moves by."""

    CHARACTER = auto()
    WORD = auto()
    SENTENCE = auto()


class Selectable:
    """A text as it is selected in. Its units start and end where characters do, and are in order."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text = text
        self._sentences = sentences

    def after(self, unit: Unit, offset: int) -> Span | None:
        """The first unit that ends after an offset."""
        if unit is Unit.CHARACTER:
            return character_after(self.text, offset)
        return self._snapped(self._word_after(offset) if unit is Unit.WORD else self._sentence_after(offset))

    def before(self, unit: Unit, offset: int) -> Span | None:
        """The last unit that starts before an offset."""
        if unit is Unit.CHARACTER:
            return character_before(self.text, offset)
        return self._snapped(self._word_before(offset) if unit is Unit.WORD else self._sentence_before(offset))

    def selection(self, start: int, end: int, *, at_end: bool = True) -> "Selection | None":
        """A selection with these edges, as near as characters allow; None where there is no text."""
        start, end = sorted((max(0, min(start, len(self.text))), max(0, min(end, len(self.text)))))
        span: Span | None = snapped(self.text, start, end)
        if span == (start, start):
            span = self.after(Unit.CHARACTER, start) or self.before(Unit.CHARACTER, start)
        return Selection(*span, at_end=at_end) if span else None

    def words(self, start: int, end: int) -> "Selection | None":
        """A selection of the words that `start`..`end` touches; where it touches none, of what it is."""
        first, last = self.after(Unit.WORD, start), self.before(Unit.WORD, end)
        if first and last and first[0] < end:
            start, end = min(start, first[0]), max(end, last[1])
        return self.selection(start, end)

    def first_word(self, offset: int, within: Span) -> "Selection | None":
        """A selection of the word at an offset, or the next one, that is in a sentence; else of the sentence."""
        word = self.after(Unit.WORD, offset)
        return self.selection(*(word if word and word[0] < within[1] else within))

    def words_in(self, within: Span) -> list[Span]:
        """The words that start in a span, in order."""
        found: list[Span] = []
        word = self.after(Unit.WORD, within[0])
        while word and word[0] < within[1]:
            found.append(word)
            word = self.after(Unit.WORD, word[1])
        return found

    def _snapped(self, span: Span | None) -> Span | None:
        return snapped(self.text, *span) if span else None

    def _word_after(self, offset: int) -> Span | None:
        from tui.model.words import word_after  # its tables need not be there for the first frame

        return word_after(self.text, offset)

    def _word_before(self, offset: int) -> Span | None:
        from tui.model.words import word_before

        return word_before(self.text, offset)

    def _sentence_after(self, offset: int) -> Span | None:
        place = bisect_right(self._sentences, offset, key=lambda sentence: sentence[1])
        return self._sentences[place] if place < len(self._sentences) else None

    def _sentence_before(self, offset: int) -> Span | None:
        place = bisect_left(self._sentences, offset, key=lambda sentence: sentence[0])
        return self._sentences[place - 1] if place else None


@dataclass(frozen=True, slots=True)
class Selection:
    """Never empty. One of its edges moves; moving back undoes a move exactly, whatever it was."""

    start: int
    """In code points, where a character starts."""
    end: int
    at_end: bool = True
    """Whether it is the end that moves, rather than the start."""
    _before: "Selection | None" = field(default=None, compare=False, repr=False)
    """What it was before the last move."""
    _undone_by: tuple[str, int] = field(default=("", 0), compare=False, repr=False)

    def extended(self, text: Selectable, unit: Unit, by: int) -> "Selection":
        """The edge that moves a unit further (1) or back (-1).

        Where the selection would vanish it stays, and its other edge moves from then on.
        """
        move = self._further if by > 0 else self._back
        return self._moved(unit.name, by, move(text, unit))

    def next_word(self, text: Selectable, by: int) -> "Selection":
        """The word behind the selection (1) or before it (-1), alone."""
        word: Span | None
        if by > 0:
            word = text.after(Unit.WORD, self.end)
            while word and word[0] < self.end:
                word = text.after(Unit.WORD, word[1])
        else:
            word = text.before(Unit.WORD, self.start)
            while word and word[1] > self.start:
                word = text.before(Unit.WORD, word[0])
        return self._moved("alone", by, Selection(*word) if word else self)

    def other_edge(self) -> "Selection":
        """The same, but the other edge moves."""
        return self._moved("other edge", 0, replace(self, at_end=not self.at_end))

    def _further(self, text: Selectable, unit: Unit) -> "Selection":
        if not self.at_end:
            found = text.after(unit, self.start)
            while found and found[0] <= self.start:
                found = text.after(unit, found[1])
            if found and found[0] < self.end:
                return replace(self, start=found[0])
        found = text.after(unit, self.end)
        return replace(self, end=found[1], at_end=True) if found else self

    def _back(self, text: Selectable, unit: Unit) -> "Selection":
        if self.at_end:
            found = text.before(unit, self.end)
            while found and found[1] >= self.end:
                found = text.before(unit, found[0])
            if found and found[1] > self.start:
                return replace(self, end=found[1])
        found = text.before(unit, self.start)
        return replace(self, start=found[0], at_end=False) if found else self

    def _moved(self, what: str, by: int, after: "Selection") -> "Selection":
        if self._before and self._undone_by == (what, by):
            return self._before
        return replace(after, _before=self, _undone_by=(what, -by)) if after != self else self
