"""A label's colour as it is drawn on a widget."""

from textual.color import Color
from textual.widget import Widget

from tui.contrast import readable


def ink(widget: Widget, color: str) -> Color:
    """A label's colour for drawing on a widget: readable on its ground, and on the row that its cursor is on.

    Where no colour can be relied on it is that of the text.
    """
    if is_plain(widget):
        return widget.colors[3]
    ground = widget.background_colors[1]
    return readable(color, ground, Color.parse(widget.app.theme_variables["cursor-line"]))


def is_plain(widget: Widget) -> bool:
    """Whether no colour can be relied on: without colour a hue is a grey, which says nothing; and of the terminal's own
    sixteen nobody knows what they are, the ground among them.
    """
    return bool(widget.app.no_color or widget.app.native_ansi_color)
