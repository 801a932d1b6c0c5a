"""Every theme on offer can be read: its colours on its grounds, and what is drawn with them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import monochrome_style
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES, Theme

from tests.program import WIDE, program, settled
from tui.contrast import READABLE, readable
from tui.model.codebook import COLORS
from tui.themes import THEMES, legible

MIXED = [theme for theme in (*THEMES, *BUILTIN_THEMES.values()) if not theme.ansi]
"""All but those of the terminal's own sixteen colours, of which nobody knows what they are."""
SEEN = 3.0
"""The least contrast of a mark with its ground: WCAG 2.2, success criterion 1.4.11."""
ROUNDED = 0.02
"""Contrast that is lost where Textual counts a colour over again."""
HARD = ("newsreader-dark", "newsreader-light", "textual-light", "solarized-dark")
"""Our own, and those of Textual's that need most to be read."""

each_theme = pytest.mark.parametrize("theme", MIXED, ids=lambda theme: theme.name)


def luminance(color: Color) -> float:
    """WCAG 2.2's relative luminance, written down a second time to check the first."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@each_theme
def test_every_ink_can_be_read_on_every_ground(theme: Theme) -> None:
    colors = legible(theme).to_color_system().generate() | legible(theme).variables
    ground = {name: Color.parse(colors[name]) for name in ("background", "surface", "panel", "cursor-line")}
    for name in ("foreground", "quiet", "accent", "warning", "error"):
        for shade in ground.values():
            assert contrast(Color.parse(colors[name]), shade) >= READABLE - ROUNDED, name
    for name in (*(name for name in colors if name.startswith("shared-")), "hit"):
        assert contrast(Color.parse(colors["foreground"]), Color.parse(colors[name])) >= READABLE - ROUNDED, name
    for color in (*COLORS, "no colour at all", "#808080"):
        label = readable(color, *ground.values())
        assert min(contrast(label, shade) for shade in ground.values()) >= READABLE - ROUNDED, color


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_our_own_are_as_they_are_written_down(theme: Theme) -> None:
    drawn = legible(theme)
    for name in ("background", "surface", "panel", "foreground", "accent", "warning", "error"):
        assert getattr(drawn, name).lower() == getattr(theme, name)


def test_kinds_are_told_apart_by_weight_in_every_theme() -> None:
    kinds = [f"shared-{kind}" for kind in ("verbatim", "edited", "quote", "partial", "paraphrase", "similar")]
    for theme in map(legible, MIXED):
        ground = Color.parse(theme.background or "")
        weights = [contrast(Color.parse(theme.variables[kind]), ground) for kind in kinds]
        assert weights == sorted(weights, reverse=True) and weights[-1] > 1, theme.name


# What is drawn


def drawn(pilot: Pilot[None]) -> Iterator[Segment]:
    """All that is seen on the screen; of a dialog over it, what is in its box, since the rest is dimmed for it."""
    screen = pilot.app.screen
    box = screen.query(".dialog")
    region = box.first().region if box else screen.region
    for strip in screen._compositor.render_strips()[region.y : region.bottom]:
        yield from (segment for segment in strip.crop(region.x, region.right) if segment.text.strip())


def unreadable(pilot: Pilot[None]) -> set[str]:
    """What has too little contrast with its ground. `faint` draws what says nothing: rules and empty bars."""
    faint = Color.parse(pilot.app.theme_variables["faint"])
    if pilot.app.no_color:
        faint = Color.from_rich_color(monochrome_style(Style(color=faint.rich_color)).color or faint.rich_color)
    found = set()
    for text, style, _ in drawn(pilot):
        assert style and style.color and style.bgcolor
        ink, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
        least = READABLE if any(map(str.isalnum, text)) else SEEN
        if ink.hex6 != faint.hex6 and contrast(ink, ground) < least - ROUNDED:
            found.add(f"{pilot.app.theme}: {text.strip()[:30]} {ink.hex6} on {ground.hex6}")
    return found


@pytest.mark.parametrize("without_color", [False, True], ids=["colour", "grey"])
async def test_an_article_can_be_read_in_every_theme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without_color: bool
) -> None:
    if without_color:
        monkeypatch.setenv("NO_COLOR", "1")
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("J", "1", "2", "V", "b", "d", "5", "slash", *"putin", "enter", "v", "l")
        for keys in ((), ("escape", "l"), ("h", "h")):
            await pilot.press(*keys)
            for theme in MIXED:
                pilot.app.theme = theme.name
                await pilot.pause()
                assert not unreadable(pilot)


ACTS = (
    ("J", "1", "2", "t"),
    ("escape", "question_mark"),
    ("escape", "e", "ctrl+u", *"nowhere/x", "enter"),
    ("escape", "h", "p"),
    ("escape", "f", *"foo:bar", "enter"),
    ("ctrl+u", *"source:s"),
    ("escape", "l", "c"),
    ("escape", "o"),
    ("escape", "backslash", *"putin", "enter"),
    ("escape", "escape", "L"),
    ("c",),
)
"""What is pressed to see an error and each dialog and screen that has colours of its own, one after the other."""


@pytest.mark.parametrize("theme", HARD)
async def test_dialogs_errors_and_other_screens_can_be_read(tmp_path: Path, theme: str) -> None:
    async with program(tmp_path / "n.json", theme=theme).run_test(size=WIDE) as pilot:
        await settled(pilot)
        for keys in ACTS:
            await pilot.press(*keys)
            await pilot.pause()
            assert not unreadable(pilot), keys


async def test_whatever_is_open_can_be_read_when_the_theme_changes(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json", theme="newsreader-dark").run_test(size=WIDE) as pilot:
        await settled(pilot)
        for keys in ACTS:
            await pilot.press(*keys)
            for theme in ("newsreader-light", "newsreader-dark"):
                pilot.app.theme = theme
                await pilot.pause()
                assert not unreadable(pilot), keys


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_nothing_lies_on_a_ground_of_which_nobody_knows_what_it_is(tmp_path: Path, theme: str) -> None:
    """In the terminal's own sixteen colours letters are in its text colour or one of its six hues, on its own ground:
    what people choose such that it can be read. Reversed counts as well. What says nothing may be bright black."""
    async with program(tmp_path / "n.json", theme=theme).run_test(size=WIDE) as pilot:
        await settled(pilot)
        for keys in (*ACTS, ("escape", "escape", "h"), ("l", "slash", *"putin", "enter"), ("v", "l")):
            await pilot.press(*keys)
            await pilot.pause()
            for text, style, _ in drawn(pilot):
                assert style and style.color and style.bgcolor
                assert style.bgcolor.is_default or is_cursor_of_an_input(style), (keys, text)
                known = style.color.is_default or style.color.number in range(1, 7)
                assert known or not any(map(str.isalnum, text)) or is_cursor_of_an_input(style), (keys, text)


def is_cursor_of_an_input(style: Style) -> bool:
    """Textual draws it in black and white, or the other way round."""
    return {style.color and style.color.number, style.bgcolor and style.bgcolor.number} == {0, 7}
