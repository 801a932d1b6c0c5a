"""Text wrapped to rows, and the arithmetic between offsets, rows and cells. Pure: Textual is not known here.

Everything is counted in code points of the text as it is kept; nothing here moves an offset. Widths are
rich's, because it is by rich that Textual measures what is drawn.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import accumulate, pairwise

from rich.cells import cell_len, get_character_cell_size

from tui.model.sentences import Span
from tui.widgets.characters import CLUSTER, SINGLE, TAB, UNUSUAL, characters, shown, starts_character

# One code point, two cells.
_DOUBLE = "\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
_JOINING = re.compile(f"[^{SINGLE}{_DOUBLE}]")
_WIDE = re.compile(f"[{_DOUBLE}]+")
# A row may end at these; the narrow and the figure space hold together what stands on either side of them.
_SPACES = frozenset(" \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000")
# Chinese and Japanese break between any two characters, but no row starts or ends with these.
_NEVER_FIRST = frozenset("、。，．！？：；）」』】〉》〕］｝ー々…”’ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)]}")
ENDLESS = 500_000
"""Code points from which on nobody wrote a line by hand: 5 million of Hindi take 7 s to measure, these one."""
_NEVER_LAST = frozenset("（「『【〈《〔［｛“‘([{")


class Spacing(StrEnum):
    """What parts one paragraph from the next, by what a person calls it."""

    AS_WRITTEN = "as in the text"
    SPACED = "a blank row between paragraphs"
    DENSE = "no blank rows"

    @property
    def following(self) -> "Spacing":
        """The next one; after the last, the first."""
        every = list(Spacing)
        return every[(every.index(self) + 1) % len(every)]


class TextLayout:
    """A text wrapped to a width: rows are spans without the white space around them.

    A newline starts a row; blank lines, however many, make one blank row, an empty span. Where the spacing is
    `SPACED`, every newline does; where it is `DENSE`, nothing does. No row is wider than `width`, but where a
    single character is. A character of several code points is never split.
    """

    __slots__ = ("ends", "spacing", "starts", "text", "width")

    def __init__(self, text: str, width: int, spacing: Spacing = Spacing.AS_WRITTEN) -> None:
        self.text = text
        self.width = max(1, width)
        self.spacing = spacing
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._wrap()

    def __len__(self) -> int:
        return len(self.starts)

    def row_at(self, offset: int) -> int:
        """The row that holds the offset, or the one before it when it lies between two."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def rows_of(self, start: int, end: int) -> range:
        """The rows that show any of `start`..`end`, and at least the one where it would stand."""
        first, stop = bisect_right(self.ends, start), bisect_left(self.starts, end)
        if first >= stop:
            first = self.row_at(start)
        return range(first, min(len(self), max(stop, first + 1)))

    def offset_at(self, row: int, cell: int) -> int:
        """The offset of the character that covers a cell of a row; the row's end when there is none."""
        reached = 0
        for start, _, cells in self._characters(row):
            reached += cells
            if cell < reached:
                return start
        return self.ends[row]

    def cell_at(self, row: int, offset: int) -> int:
        """The first cell of the character at an offset of a row; the one behind its last, where there is none."""
        reached = 0
        for _, end, cells in self._characters(row):
            if end > offset:
                break
            reached += cells
        return reached

    def drawn(self, row: int, cuts: Sequence[int] = ()) -> list[str]:
        """A row as it is drawn: harmless, tabs as spaces. It comes in pieces, parted at the `cuts` within it.

        There is always one piece more than there are cuts. A cut within a character counts as before it.
        """
        start, end = self.starts[row], self.ends[row]
        edges = [start, *cuts, end]
        if not UNUSUAL.search(self.text, start, end):
            return [self.text[a:b] for a, b in pairwise(edges)]
        line = shown(self.text[start : self._drawn_end(row)])
        pieces = [""] * (len(cuts) + 1)
        for a, b, cells in self._characters(row):
            if not cells:
                continue  # it has nothing to join here, but would swallow what comes next
            drawn = line[a - start : b - start]
            if b - a > CLUSTER:
                drawn = drawn[:CLUSTER].rstrip("\u200d")
            if drawn[0] == "\t":
                drawn = " " * cells + drawn[1:]
            pieces[bisect_right(cuts, b - 1)] += drawn
        return pieces

    def _drawn_end(self, row: int) -> int:
        # Code points without width could make a row of any length; what no screen can show is not measured.
        return min(self.ends[row], self.starts[row] + CLUSTER * self.width)

    def _characters(self, row: int) -> list[tuple[int, int, int]]:
        """The characters of a row, as start, end and number of cells."""
        start = self.starts[row]
        line = shown(self.text[start : self._drawn_end(row)])
        return [(start + a, start + b, cells) for a, b, cells in characters(line)]

    def _wrap(self) -> None:
        text, starts, ends = self.text, self.starts, self.ends
        position, blank = 0, -1
        match = UNUSUAL.search(text)
        while position < len(text):
            newline = text.find("\n", position)
            line_end = len(text) if newline < 0 else newline
            line = text[position:line_end]
            if length := len(line.rstrip()):
                if blank >= 0:
                    starts.append(blank)
                    ends.append(blank)
                    blank = -1
                if match and match.start() < position:
                    match = UNUSUAL.search(text, position)
                if match and match.start() < position + length:
                    self._wrap_line(shown(line), position, length)
                else:
                    self._wrap_plain(position + len(line) - len(line.lstrip()), position + length)
                if self.spacing is Spacing.SPACED:
                    blank = line_end
            elif starts and blank < 0 and self.spacing is not Spacing.DENSE:
                blank = position
            position = line_end + 1

    def _wrap_plain(self, start: int, stop: int) -> None:
        """Wrap a line in which code points are cells: prose in most languages, and worth being quick for."""
        text, width, rfind = self.text, self.width, self.text.rfind
        while stop - start > width:
            cut = rfind(" ", start + 1, start + width + 1)
            end = cut = cut if cut > 0 else start + width
            while text[end - 1] == " ":
                end -= 1
            self.starts.append(start)
            self.ends.append(end)
            start = cut
            while text[start] == " ":
                start += 1
        self.starts.append(start)
        self.ends.append(stop)

    def _wrap_line(self, line: str, base: int, stop: int) -> None:
        """Wrap a line that holds anything else; `line` is as shown, `base` its place in the text."""
        start = _after_spaces(line, 0, stop)
        joining = -1
        while start < stop:
            if joining < start:
                match = _JOINING.search(line, start, stop)
                joining = match.start() if match else stop
            reach = min(stop, start + self.width)
            if joining > reach or joining == stop:
                cut = _fit_simple(line, start, reach, self.width)
            elif stop <= ENDLESS:
                cut = _fit(line, start, stop, self.width)
            else:
                cut = _fit_roughly(line, start, stop, self.width)
            if cut < stop:
                cut = _last_break(line, start, cut)
            end = cut
            while end > start + 1 and line[end - 1] in _SPACES:
                end -= 1
            self.starts.append(base + start)
            self.ends.append(base + end)
            start = _after_spaces(line, cut, stop)


class SpanIndex:
    """Spans in order of their start, found by where they are. They may overlap and nest."""

    __slots__ = ("_reach", "spans")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.spans = tuple(spans)
        self._reach = list(accumulate((end for _, end in self.spans), max))

    def touching(self, start: int, end: int) -> list[int]:
        """The indices of the spans that have a code point in `start`..`end`."""
        first, stop = bisect_right(self._reach, start), bisect_left(self.spans, (end,))
        return [index for index in range(first, stop) if self.spans[index][1] > start]

    def at(self, offset: int) -> int:
        """The index of the last span that starts at or before the offset; 0 when there is none."""
        return max(0, bisect_left(self.spans, (offset + 1,)) - 1)


def _fit_simple(line: str, start: int, reach: int, width: int) -> int:
    """`_fit` where every character up to `reach` and the one there are a code point of a cell or two."""
    while (over := reach - start + len("".join(_WIDE.findall(line, start, reach))) - width) > 0:
        reach -= (over + 1) // 2
    return max(reach, start + 1)


def _fit(line: str, start: int, stop: int, width: int) -> int:
    """Where the characters from `start` on stop fitting into `width` cells; at least one is taken."""
    position, column = start, 0
    while position < stop:
        window = line[position : min(stop, position + width + 2 * CLUSTER)]
        found = characters(window)
        if position + len(window) < stop and len(found) > 1:
            found.pop()  # it may go on behind the window
        for a, _, cells in found:
            if line[position + a] == "\t":
                cells = TAB - column % TAB
            column += cells
            if column > width and position + a > start:
                return position + a
        position += found[-1][1]
    return stop


def _fit_roughly(line: str, start: int, stop: int, width: int) -> int:
    """Less than `_fit` would take, found without measuring: half as many code points as there are cells will do."""
    cut = min(stop, start + width // 2)
    while start < cut < stop and not starts_character(line, cut):
        cut -= 1
    return cut if cut > start and "\t" not in line[start:cut] else _fit(line, start, stop, width)


def _last_break(line: str, start: int, fit: int) -> int:
    """The last place up to `fit` where a row may end; `fit` itself when there is none."""
    for cut in range(fit, start, -1):
        before, after = line[cut - 1], line[cut]
        if before == "\u200d" or not get_character_cell_size(after):
            continue
        if before in _SPACES or after in _SPACES or before == "\u200b":
            return cut
        if (_WIDE.match(before) or _WIDE.match(after)) and before not in _NEVER_LAST and after not in _NEVER_FIRST:
            return cut
    return fit


def _after_spaces(line: str, start: int, stop: int) -> int:
    while start < stop and line[start] in _SPACES:
        if start + 1 < stop and not cell_len(line[start + 1]) and line[start + 1] != "\t":
            break  # an accent that stands on a space: one character, not to be split
        start += 1
    return start
