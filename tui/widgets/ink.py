"""A label's colour as it is drawn on a widget."""

from textual.color import Color
from textual.widget import Widget

from tui.contrast import readable


def ink(widget: Widget, color: str) -> Color:
    """A label's colour for drawing on a widget: readable on its ground, and on the row that its cursor is on.

    Without colour it is that of the text, since a grey says nothing; and in the terminal's own sixteen colours, too:
    nobody knows what the ground is.
    """
    if widget.app.no_color or widget.app.native_ansi_color:
        return widget.colors[3]
    ground = widget.background_colors[1]
    return readable(color, ground, Color.parse(widget.app.theme_variables["cursor-line"]))
