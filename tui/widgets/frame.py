"""A container that is wholly covered by what it holds."""

from textual import events
from textual.containers import Container
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.typeahead import Handled


class Frame(Container):
    """Arranges panes, and draws nothing: Textual would draw it beneath them, every row of it at each repaint."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """No rows; where a pane left a gap, the screen itself would be seen."""
        return []

    def post_message(self, message: Message) -> bool:
        """Hand on at once what comes with each key, on its way from a pane to the screen: it means nothing here."""
        if isinstance(message, (events.Key, Handled)) and self._parent:
            return self._parent.post_message(message)
        return super().post_message(message)
