"""Every key, by where it works; typing finds one."""

from collections.abc import Sequence
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Label, Static

from tui.keys import LABEL_KEYS, PANES, acts_of, shown_keys
from tui.model.codebook import Label as CodeLabel
from tui.model.harmless import harmless
from tui.screens.dialogs import Dialog


class HelpScreen(Dialog[None]):
    """The table of acts, as `newsreader keys` prints it, filtered by what is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "dismiss(None)", show=False, priority=True),
        *(
            Binding(key, f"scroll({rows})", show=False)
            for key, rows in (("down", 1), ("up", -1), ("pagedown", 10), ("pageup", -10))
        ),
    ]

    def __init__(self, labels: Sequence[CodeLabel] = ()) -> None:
        super().__init__()
        self._labels = labels

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog wide"):
            yield Label("Keys", classes="dialog--title")
            yield Input(placeholder="type to find a key or an act", compact=True)
            with VerticalScroll(can_focus=False):
                yield Static(_table("", self._labels), id="keys")
            yield Label("↓ ↑ scroll  ·  ? or esc back", classes="dialog--hint")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.query_one("#keys", Static).update(_table(event.value, self._labels))

    def action_scroll(self, rows: int) -> None:
        """Scroll the table, though the line above it has the focus."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)


def _table(words: str, labels: Sequence[CodeLabel]) -> Table:
    table = Table.grid("keys", "act", padding=(0, 2))
    groups = {heading: [(shown_keys(act), act.tooltip) for act in acts_of(pane)] for pane, heading in PANES.items()}
    groups[PANES["reading"]].insert(0, LABEL_KEYS)
    groups["Labels"] = [(harmless(one.key), harmless(f"{one.name}  {one.definition}")) for one in labels if one.key]
    for heading, rows in groups.items():
        rows = [row for row in rows if all(word in " ".join(row).casefold() for word in words.casefold().split())]
        if rows:
            table.add_row(Text(f"\n{heading}" if table.row_count else heading, "bold"))
        for keys, told in rows:
            table.add_row(Text(keys, "bold"), Text(told))
    if not table.row_count:
        table.add_row(Text("No key and no act is called that."))
    return table
