"""Our two themes, and the colours by which every theme says what is shared, found and under the cursor."""

from dataclasses import replace

from textual.color import Color
from textual.theme import Theme

from tui.contrast import READABLE, contrast, readable

# How strongly each kind of sharing tints the ground: one hue, by weight, so that a page on which all is
# shared stays calm. The gutter says the kind again, without colour.
_TINTS = {
    "shared-verbatim": 0.24,
    "shared-edited": 0.17,
    "shared-quote": 0.13,
    "shared-partial": 0.10,
    "shared-paraphrase": 0.07,
    "shared-similar": 0.04,
}
_ANSI = dict.fromkeys((*_TINTS, "hit", "cursor-line", "quiet"), "ansi_default") | {"faint": "ansi_bright_black"}
_COLORS = ("background", "surface", "panel", "foreground", "accent", "warning", "error")
HIT = 0.45
"""How strongly what a search found tints the ground, where the text on it can still be read."""
BANNER = 0.25
"""How strongly the banner's ground is tinted: its style says the same."""
FARTHEST = 1.3
"""The most contrast that two grounds of a theme have: ours 1.2, some of Textual's 2, where no grey is read on both."""
_STEPS = 20

DARK = Theme(
    name="newsreader-dark",
    primary="#d9a95b",
    secondary="#8fb0d0",
    accent="#d9a95b",
    foreground="#d9dbe0",
    background="#15171b",
    surface="#1b1e23",
    panel="#23272e",
    warning="#e0b050",
    error="#e3858b",
    success="#8cc08a",
    dark=True,
)
LIGHT = Theme(
    name="newsreader-light",
    primary="#7c5109",
    secondary="#33587d",
    accent="#7c5109",
    foreground="#25282d",
    background="#faf8f3",
    surface="#f2efe8",
    panel="#e8e4da",
    warning="#7c5100",
    error="#a8323e",
    success="#3d6b35",
    dark=False,
)
THEMES = (DARK, LIGHT)


def legible(theme: Theme) -> Theme:
    """The theme with the colours of our own mixed from its, and all of them such that they can be read.

    A colour is kept where it can be read on each ground that the program puts it on; else it is made as much
    lighter or darker as that takes. `quiet` is the second grey of running text, `faint` draws rules and empty marks.
    A theme of the terminal's own sixteen colours cannot be mixed from: there the ground stays plain, and
    gutter marks and underlines carry the meaning.
    """
    if theme.ansi:
        return replace(theme, variables=theme.variables | _ANSI)
    given = _colors(theme)
    ground, text = given["background"], given["foreground"]
    surface, panel = _near(given["surface"], ground), _near(given["panel"], ground)
    cursor_line = ground.blend(text, 0.16)
    panes = (ground, surface, panel, cursor_line)
    accent, warning, error = (readable(given[name].hex6, *panes) for name in ("accent", "warning", "error"))
    tints = {name: ground.blend(accent, tint) for name, tint in _TINTS.items()}
    text = readable(text.hex6, *panes, *tints.values(), ground.blend(warning, BANNER))
    own = tints | {
        "hit": _under(text, ground, accent, HIT),
        "cursor-line": cursor_line,
        "quiet": readable(ground.blend(text, 0.66).hex6, *panes),
        "faint": ground.blend(text, 0.28),
    }
    return replace(
        theme,
        background=ground.hex6,
        surface=surface.hex6,
        panel=panel.hex6,
        foreground=text.hex6,
        accent=accent.hex6,
        warning=warning.hex6,
        error=error.hex6,
        variables=theme.variables | {name: color.hex6 for name, color in own.items()},
    )


def _colors(theme: Theme) -> dict[str, Color]:
    """The colours that all others are mixed from; those that a theme does not name are Textual's."""
    named = {name: getattr(theme, name) for name in _COLORS}
    given = named if all(named.values()) else theme.to_color_system().generate()
    return {name: Color.parse(color or given[name]) for name, color in named.items()}


def _near(ground: Color, other: Color) -> Color:
    """A ground, as much closer to another as text needs that is to be read on both."""
    shades = (ground.blend(other, step / _STEPS) for step in range(_STEPS))
    return next((shade for shade in shades if contrast(shade, other) <= FARTHEST), other)


def _under(text: Color, ground: Color, hue: Color, tint: float) -> Color:
    """A ground tinted with a hue, as much less strongly as reading the text on it needs."""
    shades = (ground.blend(hue, tint * (1 - step / _STEPS)) for step in range(_STEPS))
    return next((shade for shade in shades if contrast(shade, text) >= READABLE), ground)
