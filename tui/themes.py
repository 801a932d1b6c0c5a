"""Our two themes, and the colours by which every theme says what is shared, found and under the cursor."""

from textual.color import Color
from textual.theme import Theme

from tui.contrast import readable

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
    error="#e0787f",
    success="#8cc08a",
    dark=True,
)
LIGHT = Theme(
    name="newsreader-light",
    primary="#8a5a0b",
    secondary="#33587d",
    accent="#8a5a0b",
    foreground="#25282d",
    background="#faf8f3",
    surface="#f2efe8",
    panel="#e8e4da",
    warning="#8a5a00",
    error="#a8323e",
    success="#3d6b35",
    dark=False,
)
THEMES = (DARK, LIGHT)


def variables_for(theme: Theme) -> dict[str, str]:
    """The colours of our own that `theme` needs, mixed from those it has.

    `quiet` is the second grey of running text, `faint` draws rules and empty marks.
    A theme of the terminal's own sixteen colours cannot be mixed from: there the ground stays plain, and
    gutter marks and underlines carry the meaning.
    """
    if theme.ansi:
        plain = dict.fromkeys(_TINTS, "ansi_default")
        return plain | {
            "hit": "ansi_yellow",
            "cursor-line": "ansi_bright_black",
            "quiet": "ansi_default",
            "faint": "ansi_bright_black",
        }
    ground = Color.parse(theme.background or ("#121212" if theme.dark else "#f8f8f8"))
    text = Color.parse(theme.foreground or ("#e0e0e0" if theme.dark else "#202020"))
    hue = Color.parse(theme.accent or theme.primary)
    return {name: ground.blend(hue, tint).hex6 for name, tint in _TINTS.items()} | {
        "hit": ground.blend(hue, 0.45).hex6,
        "cursor-line": ground.blend(text, 0.16).hex6,
        "quiet": readable(ground.blend(text, 0.66).hex6, ground).hex6,
        "faint": ground.blend(text, 0.28).hex6,
    }
