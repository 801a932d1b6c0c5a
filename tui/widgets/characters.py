"""What a reader takes for one character, how many cells it has, and where a row may end. Textual is not known here.

Widths are rich's, because it is by rich that Textual measures what is drawn.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache

from rich._unicode_data import load  # rich has no other door to all widths at once
from rich.cells import get_character_cell_size

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
_INDICATORS = "\U0001f1e6", "\U0001f1ff"  # two of them are a flag
_WINDOW = 64
"""Code points in which the end of a character is looked for at once."""

# The classes of code points: one letter each, so that a line is measured, parted and wrapped by searching in letters.
#   0  no cells: part of the character before        z  the same, but a row may end behind it
#   1  one cell     2  two cells     s S  a space of one and of two     t  a tab
#   W  Chinese and Japanese, where a row may end on either side, but not before f F and not behind l L
#   n  one cell, two when a selector follows         r  half a flag
#   j  joins the next to its character     v  the selector       (both are gone when a line has been looked at whole)
_CELLS = str.maketrans("zsSvtnrjWfFlL", "0120111021212")
_CJK = ("\u3001\u3029", "\u3041\u3096", "\u309b\u30ff", "\u3400\u4dbf", "\u4e00\u9fff", "\uac00\ud7a3", "\uff01\uff60")
_MEMBERS = {
    # The narrow and the figure space are left out: they hold together what stands on either side of them.
    "s": " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f",
    "S": "\u3000",
    "t": "\t",
    "z": "\u200b",
    "j": _JOINER,
    "v": "\ufe0f",
    "F": "、。，．！？：；）」』】〉》〕］｝ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ",
    "f": "…”’,.!?:;)]}",
    "L": "（「『【〈《〔［｛",
    "l": "“‘([{",
}
_JOINED = re.compile("(?<=.)j.")
# Where more stands between, the selector is not drawn: see `drawn`.
_WIDENED = re.compile(f"n([0z]{{0,{CLUSTER - 2}}})v")
_CHARACTER = re.compile("[^0z]?[0z]*+")
_FLOOD = re.compile(f"[0z]{{{CLUSTER}}}")


@cache
def _class_of_each() -> str:
    """The class of every code point there is, at its number."""
    table = load()
    letters = bytearray(b"1" * (sys.maxunicode + 1))

    def put(letter: str, first: int, last: int) -> None:
        letters[first : last + 1] = letter.encode() * (last + 1 - first)

    for first, last, width in table.widths:
        put(str(width), first, last)
    put("r", *map(ord, _INDICATORS))
    for span in _CJK:
        put("W", *map(ord, span))
    for letter, members in {**_MEMBERS, "n": table.narrow_to_wide}.items():
        for member in members:
            put(letter, ord(member), ord(member))
    return letters.decode("ascii")


def shown(line: str) -> str:
    """A line, harmless, but for its tabs, which have a width of their own."""
    return "\t".join(harmless(part) for part in line.split("\t")) if "\t" in line else harmless(line)


def classes(shown: str) -> str:
    """The class of each code point of a line as shown, by what stands around it."""
    found = shown.translate(_class_of_each())
    if "j" in found:
        found = _JOINED.sub("00", found).replace("j", "0")
    if "v" in found:
        found = _WIDENED.sub(r"2\g<1>0", found.replace("nv", "20")).replace("v", "0")
    return found.replace("rr", "20")


def cells(classes: str) -> str:
    """The number of cells of each code point, as a digit; a tab has one at least."""
    return classes.translate(_CELLS)


def characters(shown: str) -> list[tuple[int, int, int]]:
    """What a reader takes for characters in a line as shown: start, end and number of cells of each."""
    if not UNUSUAL.search(shown):
        return [(index, index + 1, 1) for index in range(len(shown))]
    found: list[tuple[int, int, int]] = []
    column, letters = 0, classes(shown)
    widths = cells(letters)
    for start, end in (match.span() for match in _CHARACTER.finditer(letters) if match[0]):
        taken = TAB - column % TAB if letters[start] == "t" else int(widths[start])
        found.append((start, end, taken))
        column += taken
    return found


def bounded(shown: str) -> str:
    """A line as shown, without what no character needs: floods of accents, endless chains of emoji."""
    if not UNUSUAL.search(shown) or not _FLOOD.search(classes(shown)):
        return shown
    return "".join(drawn(shown[start:end]) for start, end, _ in characters(shown))


def drawn(character: str) -> str:
    """As much of one character as is drawn."""
    # A joiner at its end would swallow what comes next.
    return character if len(character) <= CLUSTER else character[:CLUSTER].rstrip(_JOINER)


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
