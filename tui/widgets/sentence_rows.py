"""Sentences wrapped to a width, each on rows of its own, so that it can stand beside another one. Pure."""

from bisect import bisect_right
from collections.abc import Sequence

from tui.model.sentences import Span
from tui.widgets.text_layout import TextLayout


class SentenceRows:
    """Each sentence starts a row; a paragraph has a blank row above it. Offsets are those of the text."""

    def __init__(self, text: str, sentences: Sequence[Span], width: int, *, spaced: bool = False) -> None:
        self._sentences = sentences
        self._layouts = [TextLayout(text[start:end], width) for start, end in sentences]
        self._first: list[int] = []
        self._length = 0
        before = sentences[0][0] if sentences else 0
        for (start, end), layout in zip(sentences, self._layouts, strict=True):
            breaks = text.count("\n", before, start)
            self._length += breaks > 1 or (spaced and breaks > 0)
            self._first.append(self._length)
            self._length += max(1, len(layout))
            before = end

    def __len__(self) -> int:
        return self._length

    def rows_of(self, sentence: int) -> range:
        """The rows of a sentence; the very first one when there is none."""
        if not self._first:
            return range(1)
        return range(self._first[sentence], self._first[sentence] + max(1, len(self._layouts[sentence])))

    def sentence_at(self, row: int) -> int:
        """The sentence on a row, or the one before it."""
        return max(0, bisect_right(self._first, row) - 1)

    def span_of(self, row: int) -> Span | None:
        """The part of the text on a row; None for a blank one, and outside."""
        sentence = self.sentence_at(row)
        place = row - self._first[sentence] if self._first else -1
        if not 0 <= place < len(self._layouts[sentence] if self._layouts else ()):
            return None
        base, layout = self._sentences[sentence][0], self._layouts[sentence]
        return base + layout.starts[place], base + layout.ends[place]

    def drawn(self, row: int, cuts: Sequence[int] = ()) -> list[str]:
        """A row with text as it is drawn, in pieces, parted at the `cuts` within it: one piece more than cuts."""
        sentence = self.sentence_at(row)
        base = self._sentences[sentence][0]
        return self._layouts[sentence].drawn(row - self._first[sentence], [cut - base for cut in cuts])
