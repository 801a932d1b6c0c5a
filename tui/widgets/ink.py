"""A label's colour as it is drawn on a widget."""

from rich.color import Color as RichColor
from textual.widget import Widget

from tui.contrast import readable


def ink(widget: Widget, color: str) -> RichColor:
    """A label's colour for drawing on a widget: readable on its ground."""
    return readable(color, widget.background_colors[1]).rich_color
