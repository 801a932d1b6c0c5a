"""What is written to the terminal: fewer bytes, and the very same cells."""

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from tui.rendition import thrifty

CODES = ("1", "2", "3", "4", "7", "9", "53", "31", "97", "44", "107", "38;5;9", "48;5;200", "38;2;1;2;3", "48;2;0;0;44")
ENDS = {"22": "1 2", "23": "3", "24": "4", "27": "7", "29": "9", "55": "53"}
SHOWN_ON_BLANKS = {"4", "7", "9", "53"}

rows = st.integers(1, 4)
texts = st.text("ab é漢 ", min_size=1, max_size=5)
renditions = st.lists(st.sampled_from(CODES), max_size=4).map(";".join)
stretches = st.tuples(renditions, texts).map(lambda one: f"\x1b[{one[0]}m{one[1]}\x1b[0m" if one[0] else one[1])
others = st.sampled_from(("\x1b[?2026h", "\x1b[K", "\x1b]52;c;eA==\x07", "\r\n", "\n"))
places = st.tuples(rows, rows).map(lambda place: f"\x1b[{place[0]};{place[1]}H")
written = st.lists(st.one_of(stretches, stretches, places, others), max_size=12).map("".join)


def cells(data: str) -> Iterator[object]:
    """What a terminal does of it: each letter with its place and rendition, each other sequence likewise."""
    attributes: dict[str, str] = {}
    place: object = "start"
    for part in re.findall(r"\x1b\[[?0-9;]*[A-Za-z]|\x1b\][^\x07]*\x07|.", data, re.DOTALL):
        if part.endswith("m") and part.startswith("\x1b["):
            for code in re.findall(r"[34]8;2;\d+;\d+;\d+|[34]8;5;\d+|\d+", part) or ["0"]:
                number = int(code.partition(";")[0])
                if number in (38, 39) or 30 <= number <= 37 or 90 <= number <= 97:
                    attributes["color"] = "" if number == 39 else code
                elif number in (48, 49) or 40 <= number <= 47 or 100 <= number <= 107:
                    attributes["ground"] = "" if number == 49 else code
                elif code in ENDS:
                    attributes = {name: one for name, one in attributes.items() if name not in ENDS[code].split()}
                elif number:
                    attributes[code] = code
                else:
                    attributes.clear()
        elif part.endswith("H") and part.startswith("\x1b["):
            place = part
        else:
            seen = {name: value for name, value in attributes.items() if value}
            if part == " " and not SHOWN_ON_BLANKS & seen.keys():
                seen = {name: value for name, value in seen.items() if name == "ground"}
            yield place, part, seen
            place = ("after", place, part)
    yield place, {name: value for name, value in attributes.items() if value}


@given(written)
def test_thrifty_writing_shows_the_same_and_is_never_longer(data: str) -> None:
    line_ends_before_places = re.compile(r"(?:\r?\n)+(?=\x1b\[[0-9]+;[0-9]+H)")
    before, after = (line_ends_before_places.sub("", one) for one in (data, thrifty(data)))
    assert list(cells(after)) == list(cells(before))
    assert len(thrifty(data)) <= len(data)


def test_only_what_changes_is_written() -> None:
    quiet, loud = "\x1b[38;2;1;1;1;48;2;2;2;2m", "\x1b[1;38;2;1;1;1;48;2;2;2;2m"
    data = f"\x1b[2;5H{quiet}one\x1b[0m\x1b[48;2;2;2;2m  \x1b[0m{loud}two\x1b[0m\r\n\x1b[3;5H{quiet}three\x1b[0m"
    data += "\x1b[3;9H\n\x1b[4;1H!"
    assert thrifty(data) == f"\x1b[2;5H{quiet}one  \x1b[1mtwo\x1b[3;5H\x1b[22mthree\x1b[4;1H\x1b[0m!"
