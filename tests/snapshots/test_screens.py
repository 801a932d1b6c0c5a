"""How the screens look. Each docstring says what to see; `make snapshots` draws them anew."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.program import NARROW, NORMAL, WIDE, program, settled

Compare = Callable[..., bool]
Size = tuple[int, int]
SMALL = (80, 24)
SIZES = pytest.mark.parametrize("size", [SMALL, (120, 36), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")


def after(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Wait until what is shared is known, press the keys, and wait until all is drawn."""

    async def act(pilot: Pilot[None]) -> None:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause()

    return act


WORKING = ("J", "1", "2", "j", "5", "right_square_bracket")


def test_three_panes(snap_compare: Compare, tmp_path: Path) -> None:
    """List, reader and side panel side by side; labels C, F, B in the gutter; copies at the right."""
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=WIDE, run_before=after(*WORKING))


def test_two_panes(snap_compare: Compare, tmp_path: Path) -> None:
    """List and reader, the side panel below the reader."""
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=NORMAL, run_before=after(*WORKING))


def test_a_small_terminal(snap_compare: Compare, tmp_path: Path) -> None:
    """The same at 80x24: every pane has room, the five labels are all there, nothing is cut in the middle."""
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=SMALL, run_before=after(*WORKING))


@pytest.mark.parametrize("pane", ["reader", "list", "side"])
def test_one_pane_at_a_time(snap_compare: Compare, tmp_path: Path, pane: str) -> None:
    """At 40x12 the pane with the focus stands alone."""
    keys = {"reader": (), "list": ("h",), "side": ("enter",)}[pane]
    app = program(tmp_path / "n.json")
    assert snap_compare(app, terminal_size=NARROW, run_before=after("J", "right_square_bracket", *keys))


def test_light(snap_compare: Compare, tmp_path: Path) -> None:
    """Our light theme: dark text on paper, the same weights of shared text."""
    app = program(tmp_path / "n.json", theme="newsreader-light")
    assert snap_compare(app, terminal_size=WIDE, run_before=after(*WORKING))


def test_without_colour(snap_compare: Compare, tmp_path: Path, monkeypatch: Any) -> None:
    """Greys only: shared text is italic beside its bar, annotated text underlined, the cursor reversed."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=WIDE, run_before=after(*WORKING))


def test_following_a_copy(snap_compare: Compare, tmp_path: Path) -> None:
    """The cursor is on a copy in the side panel: its words that differ stand out, those only here are struck."""
    keys = ("J", "right_square_bracket", "right_square_bracket", "enter")
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=WIDE, run_before=after(*keys))


def test_picking_a_label(snap_compare: Compare, tmp_path: Path) -> None:
    """`o` typed: Opinion and Quote and Background are offered, the likeliest first."""
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=NORMAL, run_before=after("t", "o"))


def test_writing_a_note(snap_compare: Compare, tmp_path: Path) -> None:
    """A note of two lines on a sentence, its first words in the title."""
    keys = ("a", *"check", "ctrl+j", *"twice")
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=NORMAL, run_before=after(*keys))


def test_the_code_book(snap_compare: Compare, tmp_path: Path) -> None:
    """Five labels with key, mark, name and definition; the acts below."""
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=NORMAL, run_before=after("L", "j"))


def test_searching(snap_compare: Compare, tmp_path: Path) -> None:
    """The search line below the text; every hit stands out; the foot counts them."""
    app = program(tmp_path / "n.json")
    assert snap_compare(app, terminal_size=NORMAL, run_before=after("J", "slash", *"putin"))


def test_exporting(snap_compare: Compare, tmp_path: Path) -> None:
    """A refused path is said in the dialog."""
    keys = ("e", "ctrl+u", *"nowhere/x", "enter")
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=NORMAL, run_before=after(*keys))


@SIZES
def test_giving_labels_to_copies(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """Copies of three labelled sentences: ticked, with what differs; the label and the sentence above each."""
    app = program(tmp_path / "n.json")
    assert snap_compare(app, terminal_size=size, run_before=after("J", "1", "2", "3", "h", "p"))


@SIZES
def test_two_articles_side_by_side(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """The same numbers on both sides, partners at one height, changed words underlined, who was first in the head."""
    app = program(tmp_path / "n.json")
    assert snap_compare(app, terminal_size=size, run_before=after("J", "right_square_bracket", "c"))


@SIZES
def test_the_whole_library(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """Who shares with whom, shaded and with a percentage at the cursor; below it what that says."""
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=size, run_before=after("o"))


@SIZES
def test_all_of_a_label(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """The labels as a tree, all that is known of one of them beside it or below, every act at the foot."""
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=size, run_before=after("J", "1", "2", "L", "j"))


def test_words_by_letters(snap_compare: Compare, tmp_path: Path) -> None:
    """Each word of the sentence under the cursor has a letter in place of its first."""
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=NORMAL, run_before=after("J", "V"))


def test_what_overlaps(snap_compare: Compare, tmp_path: Path) -> None:
    """Two annotations on one sentence: two letters, words in it underlined, and the panel points at the chosen one."""
    keys = ("J", "V", "b", "d", "1", "2", "k", "i")
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=WIDE, run_before=after(*keys))
