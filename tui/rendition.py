"""What is written to the terminal, without saying in every stretch anew in which colours.

Textual writes each stretch of a row with all of its colours and attributes, and resets them behind it: most of what
it writes. People work over slow lines; here only what changes is written.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from time import sleep
from typing import NamedTuple

from textual.driver import Driver

RESET = "\x1b[0m"
A_PAGE = 0.0005
"""Seconds in which a page is written."""

# A rendition; or a line end or a place that is needless, for a place follows at which the writing goes on.
_BETWEEN = re.compile(r"\x1b\[([0-9;]*)m|(?:\r?\n|\x1b\[[0-9]+;[0-9]+H)(?=(?:\r?\n)*\x1b\[[0-9]+;[0-9]+H)")
_PLACE = re.compile(r"\x1b\[[0-9]+;[0-9]+H")
_ENDED_BY = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29", "53": "55"}
"""What ends an attribute: bold, dim, italic, underlined, reversed, struck out, overlined."""
_SEEN_ON_BLANKS = {"4", "7", "9", "21", "53"}
"""Underlined (also twice), reversed, struck out, overlined: and in the colour of the letters."""


class Rendition(NamedTuple):
    """How the terminal writes, as the codes of `CSI ... m` (ECMA-48, SGR); an empty one is its usual way."""

    attributes: frozenset[str] = frozenset()
    color: str = ""
    ground: str = ""

    @property
    def codes(self) -> list[str]:
        """What brings it about, from the usual one."""
        return [*sorted(self.attributes, key=int), *filter(None, (self.color, self.ground))]


USUAL = Rendition()


def thrifty_driver(driver: type[Driver]) -> type[Driver]:
    """A driver that writes as thriftily as it can, and is else the one given."""
    if sys.platform == "win32":  # there Textual cuts what it writes, also in the middle of a sequence
        return driver

    class ThriftyDriver(driver):  # type: ignore[misc, valid-type]
        def write(self, data: str) -> None:
            super().write(thrifty(data))

        def flush(self) -> None:
            """Let the thread that writes have its turn: else it waits for this one, and nothing here is as urgent."""
            super().flush()
            sleep(A_PAGE)

    return ThriftyDriver


def thrifty(data: str) -> str:
    """The same in fewer bytes, for a terminal that is in its usual rendition before it and behind it.

    It knows text, places (`CSI row ; column H`) and renditions (`CSI ... m`). Ahead of any other control sequence the
    terminal gets the very rendition that was written: more than letters may depend on it.
    """
    if RESET not in data:
        return data
    written: list[str] = []
    state = wanted = USUAL
    first, *others = _BETWEEN.split(data)
    for parameters, text in (None, first), *zip(others[::2], others[1::2], strict=True):
        if parameters is not None:
            wanted = _rendition(parameters)
        if text:
            state = _write(written, text, state, wanted)
    return "".join([*written, RESET] if state != USUAL else written)


def _write(written: list[str], text: str, state: Rendition, wanted: Rendition) -> Rendition:
    """Write text, with the place before it, in the rendition wanted; returns the one the terminal is in then."""
    if text.startswith("\x1b") and (place := _PLACE.match(text)):
        written.append(place[0])
        text = text[place.end() :]
    if text:
        sequence, state = _change(state, wanted, blank=not text.strip(" "))
        written += sequence, text
    return state


@lru_cache(maxsize=4096)
def _change(state: Rendition, wanted: Rendition, blank: bool) -> tuple[str, Rendition]:
    """The shortest that takes the terminal from one rendition to another, and the one it then has.

    On blanks the colour of letters and much else is not seen: there that may stay as it is.
    """
    aims = [wanted]
    if blank and not wanted.attributes & _SEEN_ON_BLANKS:
        aims.append(Rendition(state.attributes - _SEEN_ON_BLANKS, state.color, wanted.ground))
    ways = [(sequence, aim) for aim in aims for sequence in _ways(state, aim)]
    return min(ways, key=lambda way: len(way[0]))


def _ways(state: Rendition, aim: Rendition) -> Iterator[str]:
    """From the usual rendition, and from this one where each attribute can be ended alone."""
    if aim == state:
        yield ""
        return
    yield _sequence(["0", *aim.codes])
    gone = state.attributes - aim.attributes
    if gone <= _ENDED_BY.keys():
        ends = {_ENDED_BY[one] for one in gone}
        begun = {one for one in aim.attributes if one not in state.attributes or _ENDED_BY.get(one) in ends}
        color = [] if aim.color == state.color else [aim.color or "39"]
        ground = [] if aim.ground == state.ground else [aim.ground or "49"]
        yield _sequence([*sorted(ends), *sorted(begun, key=int), *color, *ground])


def _sequence(codes: Iterable[str]) -> str:
    return f"\x1b[{';'.join(codes)}m"


@lru_cache(maxsize=4096)
def _rendition(parameters: str) -> Rendition:
    """What the parameters of one sequence ask for, which follows on a reset."""
    attributes: set[str] = set()
    color = ground = ""
    codes = [code or "0" for code in parameters.split(";")]
    while codes:
        taken = {"38;2": 5, "48;2": 5, "38;5": 3, "48;5": 3}.get(";".join(codes[:2]), 1)
        code, number = ";".join(codes[:taken]), int(codes[0])
        codes = codes[taken:]
        if number == 0:
            attributes, color, ground = set(), "", ""
        elif number == 48 or 40 <= number <= 47 or 100 <= number <= 107:
            ground = code
        elif number == 38 or 30 <= number <= 37 or 90 <= number <= 97:
            color = code
        else:
            attributes.add(code)
    return Rendition(frozenset(attributes), color, ground)
