"""A container that is wholly covered by what it holds."""

from textual import events
from textual.containers import Container
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip


class Frame(Container):
    """Arranges panes, and draws nothing: Textual would draw it beneath them, every row of it at each repaint."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """No rows; where a pane left a gap, the screen itself would be seen."""
        return []

    def post_message(self, message: Message) -> bool:
        """Hand on at once what is on its way from a pane to the screen: it means nothing here.

        All of it, for nothing may overtake anything else: what a pane says at a key comes before the next key.
        """
        from_below = message.bubble and not isinstance(message, events.Event)
        if self._parent and (from_below or isinstance(message, events.Key)):
            return self._parent.post_message(message)
        return super().post_message(message)
