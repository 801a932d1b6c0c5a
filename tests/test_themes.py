"""Every theme on offer can be read: text on its ground, and every label's colour."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from tui.contrast import READABLE, readable
from tui.model.codebook import COLORS
from tui.themes import THEMES, variables_for

MIXED = [theme for theme in (*THEMES, *BUILTIN_THEMES.values()) if not theme.ansi]


def luminance(color: Color) -> float:
    """WCAG 2.2's relative luminance, written down a second time to check the first."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", MIXED, ids=lambda theme: theme.name)
def test_quiet_text_and_labels_can_be_read(theme) -> None:  # type: ignore[no-untyped-def]
    ground = Color.parse(theme.background or ("#121212" if theme.dark else "#f8f8f8"))
    assert contrast(Color.parse(variables_for(theme)["quiet"]), ground) >= READABLE - 0.01
    for color in (*COLORS, "no colour at all", "#808080"):
        assert contrast(readable(color, ground), ground) >= READABLE


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_of_our_own_themes_can_be_read_on_every_shade(theme) -> None:  # type: ignore[no-untyped-def]
    text = Color.parse(theme.foreground)
    for name, shade in variables_for(theme).items():
        if name not in ("quiet", "faint"):
            assert contrast(text, Color.parse(shade)) >= READABLE, name
