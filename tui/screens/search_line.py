"""The line in which a search is typed."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class SearchLine(Input):
    """Appears for a search and goes again: enter keeps what it found, escape drops it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close(False)", "Cancel", show=False)]

    class Closed(Message):
        """Typing is over; `kept` tells whether what was found stays."""

        def __init__(self, kept: bool) -> None:
            super().__init__()
            self.kept = kept

    in_list = False
    """Whether it is the list that is searched, not the article."""

    def open(self, *, in_list: bool) -> None:
        """Appear, empty, and take the keys."""
        self.in_list = in_list
        self.value = ""
        self.placeholder = "search in titles, sources and notes" if in_list else "search in this article and its notes"
        self.display = True
        self.screen.set_focus(self)  # at once: `focus` would leave the next key to what had it before

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_close(True)

    def action_close(self, kept: bool) -> None:
        """Go away."""
        self.display = False
        self.post_message(self.Closed(kept))
