"""Pick what the list is ordered by: one letter, and the same once more for the other direction."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from tui.model.ordering import Order, Ordering
from tui.screens.dialogs import Dialog

LETTERS = {
    "d": Order.DATE,
    "s": Order.SOURCE,
    "t": Order.TITLE,
    "l": Order.LENGTH,
    "m": Order.SHARE,
    "a": Order.ANNOTATIONS,
    "u": Order.DONE,
}
"""By the letters of their names: date, source, title, longest, most shared, annotated, undone."""


class PickOrder(Dialog["Ordering | None"]):
    """The orders, each with its letter. The one that is on is offered from its other end."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (14, "-tall")]  # noqa: RUF012

    def __init__(self, now: Ordering) -> None:
        super().__init__()
        self._now = now
        self._offered = {letter: self._offer(order) for letter, order in LETTERS.items()}

    def _offer(self, order: Order) -> Ordering:
        return self._now.other_way if order is self._now.order else Ordering(order)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label("Order of the list", classes="dialog--title")
            yield OptionList(*(Option(self._line(letter)) for letter in LETTERS), compact=True)
            yield Label("a letter takes it, S turns around  ·  esc leaves", classes="dialog--hint")

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = list(LETTERS.values()).index(self._now.order)

    def _line(self, letter: str) -> Content:
        now = f"  now {self._now}" if LETTERS[letter] is self._now.order else ""
        return Content.assemble((f" {letter}  ", "bold $accent"), str(self._offered[letter]), (now, "$quiet"))

    def on_key(self, event: events.Key) -> None:
        options = self.query_one(OptionList)
        if event.key == "S":
            self.dismiss(self._now.other_way)
        elif event.key in LETTERS:
            self.dismiss(self._offered[event.key])
        elif event.key in ("j", "k"):
            options.action_cursor_down() if event.key == "j" else options.action_cursor_up()
        else:
            return
        event.stop()

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(list(self._offered.values())[event.option_index])
