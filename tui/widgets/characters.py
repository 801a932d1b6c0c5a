"""What a reader takes for one character, and how many cells it has. Pure: Textual is not known here.

Widths are rich's, because it is by rich that Textual measures what is drawn.
"""

import re
from collections.abc import Iterator

from rich.cells import get_character_cell_size, split_graphemes

from tui.model.harmless import harmless
from tui.model.sentences import Span

TAB = 4
"""A tab reaches to the next multiple of this many cells."""
CLUSTER = 16
"""Code points of one character that are drawn. No writing system needs more; what has more is a prank."""

# One code point, one cell, and nothing ever joins it to the one before: most text is made of these alone.
SINGLE = " -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20c0"
UNUSUAL = re.compile(f"[^\n{SINGLE}]")

_JOINER = "\u200d"
_TAGS = "\U000e0020", "\U000e007f"  # they follow a flag and say of which region; on the screen, stand-ins
_TONES = "\U0001f3fb", "\U0001f3ff"  # of the skin of whom the emoji before shows
_INDICATORS = "\U0001f1e6", "\U0001f1ff"  # two of them are a flag
_WINDOW = 64
"""Code points in which the end of a character is looked for at once."""


def shown(line: str) -> str:
    """A line, harmless, but for its tabs, which have a width of their own."""
    return "\t".join(harmless(part) for part in line.split("\t")) if "\t" in line else harmless(line)


def characters(shown: str) -> list[tuple[int, int, int]]:
    """What a reader takes for characters in a line as shown: start, end and number of cells of each."""
    if not UNUSUAL.search(shown):
        return [(index, index + 1, 1) for index in range(len(shown))]
    found: list[tuple[int, int, int]] = []
    column, flag_opened = 0, False
    for start, end, cells in split_graphemes(shown.replace("\t", " "))[0]:
        if shown[start] == "\t":
            cells = TAB - column % TAB
        indicator = _INDICATORS[0] <= shown[start] <= _INDICATORS[1]
        if indicator and flag_opened:  # two regional indicators are one flag; rich counts them apart
            opened, _, half = found[-1]
            found[-1] = (opened, end, half + cells)
        else:
            found.append((start, end, cells))
        flag_opened = indicator and not flag_opened
        column += cells
    return found


def starts_character(line: str, offset: int) -> bool:
    """Whether for certain a character starts at an offset of a line as shown, behind its first."""
    tone = _TONES[0] <= line[offset] <= _TONES[1]
    return _opens(line[offset]) and not tone and line[offset - 1] != _JOINER


# In a text of many lines, where the breaks between lines are no characters --------------------------------


def character_after(text: str, offset: int) -> Span | None:
    """The first character that ends after an offset, in code points; None when there is none."""
    while offset < len(text):
        start, end = _line_at(text, offset)
        for character in _from(text, _safe_start(text, offset, start), end):
            if character[1] > offset:
                return character
        offset = end + 1
    return None


def character_before(text: str, offset: int) -> Span | None:
    """The last character that starts before an offset, in code points; None when there is none."""
    while offset > 0 and text[offset - 1] == "\n":
        offset -= 1
    start, end = _line_at(text, offset)
    found = None
    for character in _from(text, _safe_start(text, max(start, offset - 1), start), end):
        if character[0] >= offset:
            break
        found = character
    return found


def snapped(text: str, start: int, end: int) -> Span:
    """A span, widened so that it neither starts nor ends within a character."""
    opening, closing = character_before(text, start), character_before(text, end)
    return (
        opening[0] if opening and opening[1] > start else start,
        closing[1] if closing and closing[1] > end else end,
    )


def _line_at(text: str, offset: int) -> Span:
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def _safe_start(text: str, offset: int, line: int) -> int:
    """A place at or before the offset, not before the line's start, where a character starts for certain."""
    while offset > line and not (_opens(text[offset]) and _opens(text[offset - 1])):
        offset -= 1
    return offset


def _opens(character: str) -> bool:
    """Whether a character starts with it wherever it stands, unless a joiner stands before."""
    return character == "\t" or (
        not _INDICATORS[0] <= character <= _INDICATORS[1] and get_character_cell_size(character) > 0
    )


def _from(text: str, start: int, end: int) -> Iterator[Span]:
    """The characters from a place where one starts to the line's end."""
    size = _WINDOW
    while start < end:
        stop = min(end, start + size)
        found = _within(text, start, stop)
        if stop < end:
            found.pop()  # it may go on behind the window
        yield from found
        start, size = (found[-1][1], _WINDOW) if found else (start, 2 * size)


def _within(text: str, start: int, stop: int) -> list[Span]:
    """The characters of a piece of a line. What has no cells of its own, at the start, belongs to what follows."""
    found: list[Span] = []
    opened = start
    for a, b, cells in characters(shown(text[start:stop])):
        if found and _TAGS[0] <= text[start + a] <= _TAGS[1]:
            found[-1] = found[-1][0], start + b
            opened = start + b
        elif cells or any(map(_opens, text[start + a : start + b])):  # one that a stray joiner swallowed has none
            found.append((opened, start + b))
            opened = start + b
    return found or [(start, stop)]
