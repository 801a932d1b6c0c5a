"""The two rows at the foot: the labels and what is saved; the keys that matter here and what was just done.

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
from tui.model.codebook import KEYS, Label
from tui.model.harmless import harmless
from tui.widgets.ink import ink

SAID_FOR = 4.0
"""Seconds for which it is said what was just done."""
PROGRESS_CELLS = 8


class QuietFooter(Widget):
    """Labels and status above, keys below. It draws only what it is shown."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "footer--key", "footer--word", "footer--status", "footer--problem", "footer--said",
    }  # fmt: skip

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._labels: Sequence[Label] = ()
        self._label_pairs: list[tuple[Segment, Segment]] | None = None
        """Key and name of each label as they are drawn; None when they are to be drawn anew."""
        self._acts: Sequence[Act] = ()
        self._status = ""
        self._problem = False
        self._said = ""
        self._progress = ""

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Show the labels that a key sets at once."""
        self._labels = [label for label in labels if label.key and label.key in KEYS]
        self._label_pairs = None
        self.refresh()

    def show_acts(self, acts: Sequence[Act]) -> None:
        """Show the acts that the focused pane offers."""
        if acts != self._acts:
            self._acts = acts
            self.refresh()

    def show_status(self, status: str, *, problem: bool = False) -> None:
        """Show what is saved, or why it is not."""
        if (status, problem) != (self._status, self._problem):
            self._status, self._problem = status, problem
            self.refresh()

    def say(self, words: str) -> None:
        """Say for a few seconds what was just done."""
        self._said = words
        self.refresh()
        self.set_timer(SAID_FOR, lambda: self._unsay(words))

    def _unsay(self, words: str) -> None:
        if self._said == words:
            self._said = ""
            self.refresh()

    def show_progress(self, doing: str, fraction: float = 0.0) -> None:
        """Show what goes on behind the screen, as long as nothing else is said; nothing when `doing` is empty."""
        done = round(fraction * PROGRESS_CELLS)
        bar = "▇" * done + "▁" * (PROGRESS_CELLS - done)
        self._progress = f"{doing} {bar} {fraction:4.0%}" if doing else ""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        words = self._said or self._progress
        said = self._named("footer--said", f" {harmless(words)} " if words else "")
        name = "footer--problem" if self._problem else "footer--status"
        status = self._named(name, f" {harmless(self._status)} ")
        if y == 0:  # where there is no second row, what was said is more than what is always there
            return self._row(self._draw_labels(), said if self._said and self.size.height == 1 else status)
        if y == 1:
            return self._row(self._act_pairs(), said)
        return Strip.blank(self.size.width, self.rich_style)

    def _row(self, pairs: Sequence[tuple[Segment, Segment]], right: Segment) -> Strip:
        """As many of the pairs as there is room for, none of them cut, and something at the right."""
        width, ground = self.size.width, self.rich_style
        room = max(0, width - cell_len(right.text))
        left = Strip(self._fitting(pairs, room)).adjust_cell_length(room, ground)
        return Strip([*left, right]).adjust_cell_length(width, ground)

    def _act_pairs(self) -> list[tuple[Segment, Segment]]:
        return [
            (self._named("footer--key", shown_keys(act).split()[0]), self._named("footer--word", f" {act.description}"))
            for act in self._acts
        ]

    def notify_style_update(self) -> None:
        """Forget what was drawn in the colours of the theme before."""
        super().notify_style_update()
        self._label_pairs = None

    def _draw_labels(self) -> list[tuple[Segment, Segment]]:
        if self._label_pairs is None:
            self._label_pairs = [
                (
                    Segment(label.key, self.rich_style + Style(color=ink(self, label.color), bold=True)),
                    self._named("footer--word", f" {harmless(label.name)}"),
                )
                for label in self._labels
            ]
        return self._label_pairs

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
