"""Dialogs before and after something that does much at once: ask for a yes, tell what came of it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label

from tui.keys import key_of
from tui.screens.dialogs import Dialog, title
from tui.screens.wording import plain


class Confirm(Dialog["bool | None"]):
    """Ask whether to go on with something that does much at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "dismiss(True)", "Yes", show=False),
        Binding("n", "dismiss(None)", "No", show=False),
    ]

    def __init__(self, title: str, told: str) -> None:
        super().__init__()
        self._title = title
        self._told = told

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield title(self._title)
            yield Label(plain(self._told), classes="dialog--told")
            undo = key_of("reading.undo")
            yield Label(f"enter does it  ·  esc leaves  ·  {undo} then takes it back", classes="dialog--hint")


class Tell(Dialog[None]):
    """Say some lines of which the person is to know."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q", "dismiss(None)", "Back", show=False)]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog wide"):
            yield title(self._title)
            with VerticalScroll():
                yield Label(Content("\n").join(map(plain, self._lines)), classes="dialog--told")
            yield Label("↓ ↑ scroll  ·  esc back", classes="dialog--hint")
