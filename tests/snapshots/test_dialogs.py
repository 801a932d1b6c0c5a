"""How what lies over the screens looks, at three sizes. Each docstring says what to see."""

from pathlib import Path

import pytest

from tests.program import program
from tests.snapshots.test_screens import SIZES, Compare, Size, after


@SIZES
def test_help(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """Every key by pane, that of the article first; a line to type in above, how to scroll and leave below."""
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=size, run_before=after("question_mark"))


@SIZES
def test_what_to_press_first(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """Eight rows of keys over the foot of the article; list and headline can be seen, the footer below."""
    app = program(tmp_path / "n.json", first=True)
    assert snap_compare(app, terminal_size=size, run_before=after())


@SIZES
def test_settings(snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: Size) -> None:
    """Each setting with its value in one column; what the one at the cursor does, and where all are kept."""
    monkeypatch.setattr("tui.screens.settings.settings_path", lambda: Path("/home/ana/newsreader/settings.toml"))
    app = program(tmp_path / "n.json")
    assert snap_compare(app, terminal_size=size, run_before=after("ctrl+o", "j", "j"))


@SIZES
def test_picking_an_order(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """Seven orders, a letter each; the one that is on says so and is offered the other way round."""
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=size, run_before=after("h", "S"))


@SIZES
def test_attributes(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """Two attributes with numbered values; the first is answered, in brackets, the cursor on the second."""
    ask = ("L", "v", *"tone: calm heated", "ctrl+j", *"certainty: 1 2 3", "enter", "escape")
    keys = (*ask, "J", "1", "k", "A", "2")
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=size, run_before=after(*keys))


@SIZES
def test_what_a_label_means(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    """Four texts below each other, each in a box of its own; the hint below is not pushed out."""
    keys = ("L", "d", "tab", *"Now", "ctrl+j", *"and then")
    assert snap_compare(program(tmp_path / "n.json"), terminal_size=size, run_before=after(*keys))
