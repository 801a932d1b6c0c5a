"""What to press first, told once: the first key closes it, and does what it does."""

from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from tui.keys import key_of
from tui.model.codebook import KEYS, CodeBook
from tui.places import STYLES
from tui.typeahead import TypeAheadApp

LABELLING = ("reading.pick-label",)
"""Shown by the labels' own keys, where they have some."""
FIRST = (
    (("reader.next", "reader.previous"), "next sentence, previous one"),
    (("reader.next-shared",), "next one that stands elsewhere too"),
    (LABELLING, "label it"),
    (("reading.help", "reading.settings"), "every key; the settings"),
    (("reader.into", "reading.out"), "where it stands; back, and to the list"),
    (("reading.write-note",), "write a note on it"),
    (("reading.undo",), "take back; all is saved as you go"),
    (("reading.quit",), "leave; it is all here next time"),
)
"""Acts, and what they are to somebody who is new; those that a small screen has room for first."""


class WelcomeScreen(ModalScreen[None]):
    """Lies over the lower half of the article, and leaves the list to be seen."""

    CSS_PATH = STYLES / "dialogs.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (14, "-low"), (30, "-high")]  # noqa: RUF012

    def __init__(self, codebook: CodeBook) -> None:
        super().__init__()
        self._labels = [key for key in KEYS if (label := codebook.by_key(key)) and not label.retired]

    def compose(self) -> ComposeResult:
        with Vertical(classes="welcome"):
            yield Label("What to press first", classes="dialog--title")
            yield Static(self._table())
            yield Label("any key closes this and does what it does", classes="dialog--hint")

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 2))
        for acts, told in FIRST:
            keys = " ".join(key_of(act, "enter") for act in acts)
            if acts == LABELLING and self._labels:
                keys = " … ".join(dict.fromkeys((self._labels[0], self._labels[-1])))
            table.add_row(Text(keys, "bold", no_wrap=True), Text(told, no_wrap=True, overflow="ellipsis"))
        return table

    def on_resize(self) -> None:
        """Stand beside the list, where there is one to be seen."""
        box = self.query_one(".welcome")
        pane = self.app.screen_stack[-2].query_one("#list-pane")
        beside = pane.display and pane.region.right < self.app.size.width
        box.styles.width = self.app.size.width - pane.region.right if beside else "1fr"

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss()
        if isinstance(self.app, TypeAheadApp):
            self.app.hand_back(event)

    def on_click(self) -> None:
        self.dismiss()
