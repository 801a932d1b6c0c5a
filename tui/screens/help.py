"""Every key as it is now, by where it works, the present pane first; typing finds one."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Label, Static

from tui.keys import LABEL_KEYS, PANES, acts_of, key_of, shown_keys
from tui.model.codebook import Label as CodeLabel
from tui.screens.dialogs import Dialog
from tui.widgets.cutting import drawable

NARROW = 50
"""Columns below which what a key does stands under it."""
KEYS_WIDTH = 22
"""Columns of the keys: as many as the longest built-in ones take."""
CLOSING = [key for act in acts_of("reading") if act.id == "reading.help" for key in act.keys.split(",") if len(key) > 1]
"""The keys of help close it as well, but for letters: those are typed."""
LABELS = "labels"
Rows = list[tuple[str, str, str]]
"""Keys, what they do, and how that is called at the foot and in the palette."""


class HelpScreen(Dialog[None]):
    """The table of acts, filtered by what is typed; and the labels, which have keys of their own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, "dismiss(None)", show=False, priority=True) for key in CLOSING),
        *(
            Binding(key, f"scroll({rows})", show=False)
            for key, rows in (("down", 1), ("up", -1), ("pagedown", 10), ("pageup", -10))
        ),
    ]

    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-low"), (30, "-mid"), (44, "-high")]  # noqa: RUF012

    def __init__(self, labels: Sequence[CodeLabel] = ()) -> None:
        super().__init__()
        self._labels = labels

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog wide help"):
            yield Label("Keys", classes="dialog--title")
            yield Input(placeholder="type to find a key or an act", compact=True)
            with VerticalScroll(can_focus=False):
                yield Static(id="keys")
            yield Label(f"↓ ↑ scroll  ·  {key_of('reading.help')} or esc back", classes="dialog--hint")

    def on_resize(self) -> None:
        self._show()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._show()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _show(self) -> None:
        words = self.query_one(Input).value.casefold().split()
        groups = _groups(self._panes_here(), self._labels)
        found = {
            heading: [row for row in rows if all(word in " ".join((*row, heading)).casefold() for word in words)]
            for heading, rows in groups.items()
        }
        found = {heading: rows for heading, rows in found.items() if rows}
        drawn = _drawn(found, narrow=self.size.width < NARROW) if found else Text("No key and no act is called that.")
        self.query_one("#keys", Static).update(drawn)

    def _panes_here(self) -> Iterable[str]:
        """The panes whose keys work on the screen below, that of the focus first."""
        below = self.app.screen_stack[-2]
        bound = (active.binding.id or "" for active in below.active_bindings.values() if active.enabled)
        return dict.fromkeys(pane for one in bound if (pane := one.partition(".")[0]) in PANES)

    def action_scroll(self, rows: int) -> None:
        """Scroll the table, though the line above it has the focus."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)


def _groups(here: Iterable[str], labels: Sequence[CodeLabel]) -> dict[str, Rows]:
    """What stands below each heading: what is here, the labels, the rest in its usual order."""
    in_order = dict.fromkeys([*here, LABELS, *PANES])
    groups = {pane: [(shown_keys(act), act.tooltip, act.description) for act in acts_of(pane)] for pane in PANES}
    groups["reading"].insert(0, (*LABEL_KEYS, "Label"))
    groups[LABELS] = [(drawable(one.key), drawable(f"{one.name}  {one.definition}"), "") for one in labels if one.key]
    return {PANES.get(pane, "Labels"): groups[pane] for pane in in_order}


def _drawn(groups: dict[str, Rows], *, narrow: bool) -> RenderableType:
    parts: list[RenderableType] = []
    for heading, rows in groups.items():
        parts.append(Text(f"\n{heading}" if parts else heading, "bold underline"))
        if narrow:
            parts += (one for keys, told, _ in rows for one in (Text(keys, "bold"), Padding(Text(told), (0, 0, 0, 1))))
        else:
            table = Table.grid(padding=(0, 2))
            table.add_column(width=KEYS_WIDTH)
            table.add_column()
            for keys, told, _ in rows:
                table.add_row(Text(keys, "bold"), Text(told))
            parts.append(table)
    return Group(*parts)
