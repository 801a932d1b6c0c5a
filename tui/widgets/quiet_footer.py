"""The two rows at the foot: the labels and what was saved; the keys that matter where the cursor is.

Drawn as two lines. Textual's own footer is rebuilt, widget by widget, at each change of focus, and leaks.
"""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.keys import Act, shown_keys
from tui.model.codebook import Label
from tui.model.harmless import harmless
from tui.widgets.ink import ink


class QuietFooter(Widget):
    """Labels and status above, keys below. It draws only what it is shown."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "footer--key",
        "footer--word",
        "footer--status",
        "footer--problem",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._labels: Sequence[Label] = ()
        self._acts: Sequence[Act] = ()
        self._status = ""
        self._problem = False

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Show the labels that a key sets at once."""
        self._labels = [label for label in labels if label.key]
        self.refresh()

    def show_acts(self, acts: Sequence[Act]) -> None:
        """Show the acts that the focused pane offers."""
        if acts != self._acts:
            self._acts = acts
            self.refresh()

    def show_status(self, status: str, *, problem: bool = False) -> None:
        """Show a few words at the right: what was saved, what is going on."""
        if (status, problem) != (self._status, self._problem):
            self._status, self._problem = status, problem
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y == 0:
            status = self._named(
                "footer--problem" if self._problem else "footer--status", f" {harmless(self._status)} "
            )
            room = max(0, width - cell_len(status.text))
            strip = Strip(self._fitting(self._label_pairs(), room)).adjust_cell_length(room, self.rich_style)
            return Strip([*strip, status]).adjust_cell_length(width, self.rich_style)
        if y == 1:
            pairs = [
                (
                    self._named("footer--key", shown_keys(act).split()[0]),
                    self._named("footer--word", f" {act.description}"),
                )
                for act in self._acts
            ]
            return Strip(self._fitting(pairs, width)).adjust_cell_length(width, self.rich_style)
        return Strip.blank(width, self.rich_style)

    def _label_pairs(self) -> list[tuple[Segment, Segment]]:
        return [
            (
                Segment(label.key, self.rich_style + Style(color=ink(self, label.color), bold=True)),
                self._named("footer--word", f" {harmless(label.name)}"),
            )
            for label in self._labels
        ]

    def _fitting(self, pairs: Sequence[tuple[Segment, Segment]], room: int) -> list[Segment]:
        """As many of the pairs as there is room for, none of them cut."""
        segments: list[Segment] = []
        used = 0
        for key, word in pairs:
            used += 2 + cell_len(key.text) + cell_len(word.text) if segments else 1 + cell_len(key.text + word.text)
            if used > room:
                break
            segments += [Segment("  " if segments else " ", self.rich_style), key, word]
        return segments

    def _named(self, name: str, text: str) -> Segment:
        return Segment(text, self.get_component_rich_style(name))
