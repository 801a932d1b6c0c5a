"""The line in which a search is typed."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from tui.model.finding import Search, WrongPattern, sought
from tui.model.harmless import harmless

HINT = "/ first: a pattern"
TOO_SLOW = "this pattern takes too long: make it simpler"


class SearchLine(Input):
    """Appears for a search and goes again: enter keeps what it found, escape drops it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close(False)", "Cancel", show=False)]

    class Typed(Message):
        """Something else is to be searched for."""

        def __init__(self, search: Search) -> None:
            super().__init__()
            self.search = search

    class Mistyped(Message):
        """What stands in the line cannot be searched for, and why."""

        def __init__(self, problem: str) -> None:
            super().__init__()
            self.problem = problem

    class Closed(Message):
        """Typing is over; `kept` tells whether what was found stays."""

        def __init__(self, kept: bool) -> None:
            super().__init__()
            self.kept = kept

    def open(self, what: str, typed: str = "") -> None:
        """Appear and take the keys; what is typed takes the place of `typed`."""
        with self.prevent(Input.Changed):
            self.value = typed
        self.placeholder = f"{what} · {HINT}"
        self.display = True
        self.screen.set_focus(self)  # at once: `focus` would leave the next key to what had it before
        self.action_select_all()

    def validate_value(self, value: str) -> str:
        return harmless(value)  # what is pasted may be anything

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        search = self._read()
        if search is not None:
            self.post_message(self.Typed(search))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._read() is not None:
            self.action_close(True)

    def _read(self) -> Search | None:
        """What is to be searched for; None, when it is no pattern, which is told."""
        try:
            return sought(self.value)
        except WrongPattern as problem:
            self.post_message(self.Mistyped(f"not a pattern: {problem}"))
            return None

    def on_blur(self) -> None:
        """Somebody went elsewhere. No matter when the whole terminal, or a dialog, has the keys for a while."""
        if self.display and self.app.app_focus and self.app.screen is self.screen:
            self.action_close(True)

    def action_close(self, kept: bool) -> None:
        """Go away."""
        self.display = False
        self.post_message(self.Closed(kept))
