"""Terminals of few colours: calm and to be read in 256, the terminal's own in sixteen."""

from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.color import ColorType
from rich.style import Style
from textual import constants
from textual.color import Color, rgb_to_lab
from textual.theme import Theme

from tests.program import WIDE, program, settled
from tests.test_themes import MIXED, contrast, each_theme
from tui.contrast import READABLE
from tui.palette import Palette256, in_palette
from tui.themes import legible

GROUNDS = ("background", "surface", "panel", "cursor-line", "hit", "shared-verbatim", "shared-edited", "shared-quote")
INKS = ("foreground", "quiet", "accent", "warning", "error")


def in_256(ink: str, ground: str) -> tuple[Color, Color]:
    style = in_palette(Style(color=ink, bgcolor=ground))
    assert style.color and style.bgcolor and {style.color.type, style.bgcolor.type} == {ColorType.EIGHT_BIT}
    return Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)


@each_theme
def test_what_can_be_read_can_be_read_in_256_colours(theme: Theme) -> None:
    colors = legible(theme).to_color_system().generate() | legible(theme).variables
    for ground in GROUNDS:
        for ink in INKS:
            if contrast(Color.parse(colors[ink]), Color.parse(colors[ground])) >= READABLE:
                assert contrast(*in_256(colors[ink], colors[ground])) >= READABLE - 0.02, (ink, ground)


def test_a_ground_keeps_its_lightness_and_gains_no_hue() -> None:
    for theme in map(legible, MIXED[:2]):
        for name in (one for one in GROUNDS if one != "hit"):
            given = Color.parse(theme.variables.get(name) or getattr(theme, name))
            _, drawn = in_256("#808080", given.hex6)
            wanted, found = rgb_to_lab(given), rgb_to_lab(drawn)
            assert abs(wanted.L - found.L) < 15 and abs(found.a - wanted.a) < 12 and found.b < wanted.b + 12, name


def test_what_has_a_number_already_keeps_it() -> None:
    style = Style(color=RichColor.from_ansi(3), bgcolor=RichColor.default(), bold=True)
    assert in_palette(style) == style
    assert in_palette(Style(color="#ffffff")).color == RichColor.from_ansi(231)


async def test_everything_is_drawn_in_256_colours_where_there_are_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "256")
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("J", "1", "t")
        filters = pilot.app.get_line_filters()
        assert any(isinstance(one, Palette256) for one in filters) and pilot.app.theme == "newsreader-dark"
        for strip in pilot.app.screen._compositor.render_strips():
            for one in filters:
                strip = strip.apply_filter(one, Color.parse("black"))
            colors = [color for _, style, _ in strip if style for color in (style.color, style.bgcolor) if color]
            assert {color.type for color in colors} <= {ColorType.EIGHT_BIT, ColorType.DEFAULT}


@pytest.mark.parametrize(
    ("given", "remembered", "used"),
    [
        ("", "", "ansi-dark"),
        ("", "newsreader-light", "ansi-light"),
        ("", "ansi-light", "ansi-light"),
        ("newsreader-light", "", "newsreader-light"),
    ],
)
def test_with_sixteen_colours_the_terminals_own_are_used_unless_another_theme_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, remembered: str, used: str
) -> None:
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "standard")
    assert program(tmp_path / "n.json", theme=given, remembered=remembered).theme == used
