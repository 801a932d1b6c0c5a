"""A label's colour as it is drawn on a widget."""

from textual.color import Color
from textual.widget import Widget

from tui.contrast import readable


def ink(widget: Widget, color: str) -> Color:
    """A label's colour for drawing on a widget: readable on its ground, and on the row that its cursor is on."""
    ground = widget.background_colors[1]
    if widget.app.native_ansi_color:  # what the terminal's own colours are, nobody knows
        return readable(color, ground)
    return readable(color, ground, Color.parse(widget.app.theme_variables["cursor-line"]))
