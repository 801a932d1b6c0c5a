"""A terminal of 256 colours, as over most ssh connections: each colour as the one of them that it looks most like.

Rich takes the next corner of the colour cube: a ground with a breath of amber is plainly red or olive there.
"""

from functools import cache, lru_cache
from math import dist

from rich.color import Color as RichColor
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color, Lab, rgb_to_lab
from textual.filter import LineFilter

from tui.contrast import READABLE, contrast

SEEN = 3.0
"""The least contrast of a mark with its ground: WCAG 2.2, success criterion 1.4.11."""
ROUNDED = 0.05
"""Contrast that a colour may lack by rounding, and is meant to have."""
REMEMBERED = 4096
"""Looks that are kept: a screen has some dozens."""
_LEVELS = (0, 95, 135, 175, 215, 255)


class Palette256(LineFilter):
    """Draws everything in the colours that a terminal of 256 has, but for the 16 that everybody has otherwise."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in these colours."""
        return [Segment(text, style and in_palette(style), control) for text, style, control in segments]


@lru_cache(maxsize=REMEMBERED)
def in_palette(style: Style) -> Style:
    """A style in these colours; what was read on its ground, or seen, still is."""
    ink, ground = (one if one and one.type is ColorType.TRUECOLOR else None for one in (style.color, style.bgcolor))
    below, least = _nearest(ground) if ground else 0, 0.0
    if ink and ground:
        had = contrast(Color.from_rich_color(ink), Color.from_rich_color(ground))
        least = next((one for one in (READABLE, SEEN) if had >= one - ROUNDED), 0.0)
    return style + Style(
        color=RichColor.from_ansi(_nearest(ink, below, least)) if ink else None,
        bgcolor=RichColor.from_ansi(below) if ground else None,
    )


@cache
def _colors() -> dict[int, Color]:
    """The colour cube and the greys, by their numbers."""
    cube = [Color(red, green, blue) for red in _LEVELS for green in _LEVELS for blue in _LEVELS]
    greys = [Color(level, level, level) for level in range(8, 239, 10)]
    return dict(enumerate([*cube, *greys], start=16))


@cache
def _labs() -> dict[int, Lab]:
    return {number: rgb_to_lab(color) for number, color in _colors().items()}


@lru_cache(maxsize=REMEMBERED)
def _nearest(color: RichColor, ground: int = 0, least: float = 0.0) -> int:
    """The number of what looks most like it, by CIE 1976, and has so much contrast with a ground; 0 for any ground."""
    wanted, colors = rgb_to_lab(Color.from_rich_color(color)), _colors()
    nearest = sorted(colors, key=lambda number: dist(_labs()[number], wanted))
    fitting = (number for number in nearest if not least or contrast(colors[number], colors[ground]) >= least)
    return next(fitting, nearest[0])
