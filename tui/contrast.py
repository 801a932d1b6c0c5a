"""Colours that can be read on whatever ground they are put."""

from functools import lru_cache

from textual.color import BLACK, WHITE, Color, ColorParseError

READABLE = 4.5
"""The least contrast of text with its ground: WCAG 2.2, success criterion 1.4.3."""
_STEPS = 20


@lru_cache(maxsize=1024)
def readable(color: str, *grounds: Color) -> Color:
    """`color`, as much darker or lighter as reading it on each of these grounds needs.

    What is no colour at all (a notebook can come from anywhere) is drawn in black or white.
    """

    def worst(shade: Color) -> float:
        return min(contrast(shade, ground) for ground in grounds)

    limit = max(WHITE, BLACK, key=worst)
    try:
        wanted = Color.parse(color)
    except ColorParseError:
        return limit
    shades = (wanted.blend(limit, step / _STEPS) for step in range(_STEPS))
    return next((shade for shade in shades if worst(shade) >= READABLE), limit)


def contrast(one: Color, other: Color) -> float:
    """How far two colours are apart, 1..21: the contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    """Relative luminance, 0..1: the definition in WCAG 2.2."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
