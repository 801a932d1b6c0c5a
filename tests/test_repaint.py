"""What is drawn a little at a time is what would be drawn all at once: seen in a terminal, after any keys."""

import random
import re
import sys
from pathlib import Path
from typing import Any

import pyte
import pytest
from textual._compositor import Compositor

from benchmarks.terminal import ESCAPE, Terminal
from tests.program import program, settled
from tui.places import SEEDS

KEYS = [
    *["j"] * 8, *["k"] * 3, *"12345", "]", "[", "n", "v", "w", " ", "u", "J", "J", "K", "\t", "\t",
    "s", "+", "-", "=", "d", "*", "G", "g", "i", "l", "h", "t2\r", "aNote\r", "/summit\r", "z", "zz",
    "\x04", "\x15", "\x07", "V" + ESCAPE, "S" + ESCAPE, "e" + ESCAPE,
]  # fmt: skip
WIDE_SENTENCES = (
    "専門家は言う。",
    "来週に投票がある。",
    "市長はsummitで「税金は下がる」と述べた！",
    "誰も尋ねなかった。",
    "静かな一日だった。",
)
"""Characters of two cells, of which a repaint may cut none."""
BURSTS = 12
FOOT = 2
"""Rows at the foot of the screen that change by themselves: what is said there goes after a while."""
PRIVATE = re.compile(rb"\x1b\[[>=<?](?!7[lh])[0-9;$]*[a-zA-Z]|\x1b\[[0-9;]*\$p")
"""What `pyte` does not know, and what changes nothing that is seen; `?7` is whether a row is wrapped."""

Cell = tuple[object, ...]


class Seen:
    """The program on a terminal, as a person sees it."""

    def __init__(self, terminal: Terminal, columns: int, rows: int) -> None:
        self._terminal = terminal
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0
        self._told = ["a label stays", "a label goes on"]
        """What a key says, and when it is pressed again."""

    def press(self, *keys: str) -> None:
        """Press keys, and wait until all of them have been dealt with."""
        for key in keys:
            self._terminal.press(key)
        before = len(self._terminal.output)
        self._terminal.write(">")
        self._terminal.until(self._told[0], since=before)  # which it says when it has come to this key
        self._told.reverse()
        self._terminal.drain(0.15)

    def cells(self) -> list[list[Cell]]:
        """Each cell of each row but those at the foot."""
        written = self._terminal.output[self._fed :]
        self._fed += len(written)
        self._stream.feed(PRIVATE.sub(b"", written))
        rows = range(self._screen.lines - FOOT)
        return [[_seen(self._screen.buffer[y][x]) for x in range(self._screen.columns)] for y in rows]

    def rows(self) -> list[str]:
        """The letters alone."""
        return list(self._screen.display)


def _seen(cell: pyte.screens.Char) -> Cell:
    """What is seen of a cell: of a blank only its ground, unless something is drawn on it."""
    lined = cell.underscore or cell.strikethrough or cell.reverse
    return tuple(cell) if lined or not cell.data.isspace() else (" ", cell.bg)


@pytest.mark.parametrize(
    ("columns", "rows", "no_color", "wide"),
    [(120, 36, "", False), (80, 24, "1", False), (50, 20, "", False), (100, 24, "", True)],
)
def test_what_is_seen_is_what_a_whole_repaint_shows(
    tmp_path: Path, columns: int, rows: int, no_color: str, wide: bool
) -> None:
    chance = random.Random(columns)
    cache, folder = tmp_path / "cache", SEEDS
    if wide:
        folder = tmp_path / "wide"
        folder.mkdir()
        for number, own in enumerate(WIDE_SENTENCES):
            (folder / f"{number}.txt").write_text("".join([own, *WIDE_SENTENCES[:3]] * 4) + "\n\n" + own * 9)
    command = [sys.executable, "-m", "tui", str(folder), "--notebook", str(tmp_path / "notebook.json")]
    environment = {"XDG_CACHE_HOME": str(cache)}
    if no_color:
        environment["NO_COLOR"] = no_color
    with Terminal(command, columns=columns, rows=rows, **environment) as terminal:
        terminal.until("Claim")
        seen = Seen(terminal, columns, rows)
        while not any(path.is_file() and path.suffix != ".new" for path in cache.rglob("*")):
            terminal.drain(0.1)  # what is shared is being found
            assert not terminal.ended
        terminal.drain(0.5)
        pressed: list[str] = []
        for _ in range(BURSTS):
            pressed += (keys := chance.choices(KEYS, k=chance.randint(1, 6)))
            seen.press(*keys)
            cells, letters = seen.cells(), seen.rows()
            seen.press("?" + ESCAPE)  # over all of it, and away again
            assert (seen.cells() == cells, seen.rows()[:-FOOT]) == (True, letters[:-FOOT]), f"after {pressed}"


async def test_each_move_and_each_label_is_one_repaint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where text, list and scroll bar move on: by themselves panes come one after the other."""
    for number in range(30):
        sentences = [f"Report {number} says in sentence {at} what is new." for at in range(14)]
        (tmp_path / f"{number:02}.txt").write_text("\n\n".join(sentences))
    repaints = 0
    drawn = Compositor.render_update

    def counted(self: Compositor, *given: Any, **named: Any) -> object:
        nonlocal repaints
        update = drawn(self, *given, **named)
        if update is not None:
            repaints += 1
        return update

    async with program(tmp_path / "n.json", [tmp_path]).run_test(size=(120, 20)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(Compositor, "render_update", counted)
        for keys in ("jjj", "1234512", "JJJJJJJJJ", "jk", "uu"):
            for key in keys:
                repaints = 0
                await pilot.press(key)
                await settled(pilot)
                assert repaints == 1, (keys, key)
