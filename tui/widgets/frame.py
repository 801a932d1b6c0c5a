"""A container that is wholly covered by what it holds."""

from textual.containers import Container
from textual.geometry import Region
from textual.strip import Strip


class Frame(Container):
    """Arranges panes, and draws nothing: Textual would draw it beneath them, every row of it at each repaint."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """No rows; where a pane left a gap, the screen itself would be seen."""
        return []
