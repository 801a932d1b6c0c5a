"""A widget with neither border nor padding: its rows go to the screen as they are drawn."""

from collections.abc import Iterable

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Unframed(Widget):
    """Textual puts round each row the frame that there is not, and keeps it a second time: half of what a row takes.

    So `render_line` is asked for all rows in view whenever one is drawn anew, and keeps itself what takes long.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows of the widget, as far as they are asked for."""
        strips = self.rows(crop.line_range)
        whole = crop.column_span == (0, self.region.width)
        return strips if whole else [strip.crop(*crop.column_span) for strip in strips]

    def rows(self, places: range) -> list[Strip]:
        """Rows as wide as the widget. Under a scroll bar is what nobody sees."""
        width = self.region.width
        return self.filtered(self.render_line(y).adjust_cell_length(width) for y in places)

    def filtered(self, strips: Iterable[Strip]) -> list[Strip]:
        """Rows in the colours that there are: without any, in grey."""
        ground = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, ground) for strip in strips]
        return [*strips]
