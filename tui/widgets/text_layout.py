"""Text wrapped to rows, and the arithmetic between offsets, rows and cells. Pure: Textual is not known here.

Everything is counted in code points of the text as it is kept; nothing here moves an offset.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from tui.settings import Spacing
from tui.widgets.characters import CLUSTER, TAB, UNUSUAL, cells, characters, classes, drawn, shown

# In the classes of a line (see `characters`): the last place where a row may end, behind something that has cells.
_BREAK = re.compile(
    r"([0z]*+[^0z].*)"
    r"(?:(?<=[sStz])[^0z]|[sSt]|(?<=[WF])[^0zfF]|(?<![lL])[WL])"
)
_MAY_BREAK = re.compile("[sStzWFL]")
# A space that carries an accent is a character, and starts a row.
_SPACES = re.compile("(?:[sSt](?![0z]))*")
_NO_CELLS = re.compile("0*")
_ONE = re.compile(".0*")


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
        for start, _, taken in self._characters(row):
            reached += taken
            if cell < reached:
                return start
        return self.ends[row]

    def cell_at(self, row: int, offset: int) -> int:
        """The first cell of the character at an offset of a row; the one behind its last, where there is none."""
        reached = 0
        for _, end, taken in self._characters(row):
            if end > offset:
                break
            reached += taken
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
        for a, b, taken in self._characters(row):
            if not taken:
                continue  # it has nothing to join here, but would swallow what comes next
            character = drawn(line[a - start : b - start])
            if character[0] == "\t":
                character = " " * taken + character[1:]
            pieces[bisect_right(cuts, b - 1)] += character.replace("\t", " ")
        return pieces

    def _drawn_end(self, row: int) -> int:
        # Code points without width could make a row of any length; what no screen can show is not measured.
        return min(self.ends[row], self.starts[row] + CLUSTER * self.width)

    def _characters(self, row: int) -> list[tuple[int, int, int]]:
        """The characters of a row, as start, end and number of cells."""
        start = self.starts[row]
        line = shown(self.text[start : self._drawn_end(row)])
        return [(start + a, start + b, taken) for a, b, taken in characters(line)]

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
        letters = classes(line)
        widths = cells(letters)
        start = _after(_SPACES, letters, 0, stop)
        while start < stop:
            cut = _fit(letters, widths, start, stop, self.width)
            might = cut < stop and _MAY_BREAK.search(letters, start, cut + 1)
            if might and (broken := _BREAK.match(letters, start, cut + 1)):
                cut = broken.end(1)
            end = cut
            while end > start + 1 and letters[end - 1] in "sSt":
                end -= 1
            self.starts.append(base + start)
            self.ends.append(base + end)
            start = _after(_SPACES, letters, cut, stop)


def _fit(letters: str, widths: str, start: int, stop: int, width: int) -> int:
    """Where the characters from `start` on stop fitting into `width` cells; at least one is taken."""
    position, column = start, 0
    while True:
        end = _filled(widths, position, stop, width - column)
        tab = letters.find("t", position, end)
        if tab < 0:
            break
        column += _sum(widths, position, tab)
        column += TAB - column % TAB
        if column > width:
            end = tab
            break
        position = tab + 1
    return end if end > start else _after(_ONE, widths, start, stop)


def _filled(widths: str, start: int, stop: int, room: int) -> int:
    """The same where no tab stands; there may be room for none."""
    end = min(stop, start + room)
    taken = _sum(widths, start, end)
    while taken < room and end < stop:
        # As many more as those so far make likely: a flood takes few steps, too.
        further = min(stop, end + 1 + (room - taken) * (end - start) // max(1, taken))
        taken += _sum(widths, end, further)
        end = further
    while taken > room:
        back = end - (taken - room + 1) // 2  # no code point has more than two cells, so never too far
        taken -= _sum(widths, back, end)
        end = back
    return _after(_NO_CELLS, widths, end, stop)


def _sum(widths: str, start: int, end: int) -> int:
    return end - start - widths.count("0", start, end) + widths.count("2", start, end)


def _after(pattern: re.Pattern[str], letters: str, start: int, stop: int) -> int:
    """Where what the pattern matches at `start` ends; `start` where it matches nothing."""
    match = pattern.match(letters, start, stop)
    return match.end() if match else start
