"""The two rows at the foot: the labels and what is saved; the keys that matter here and what was just done.

Drawn as two lines. Textual's own footer is rebuilt, widget by widget, at each change of focus, and leaks.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.getters import query_one
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import Input, Static

from tui.keys import Act, key_of
from tui.model.codebook import KEYS, Label
from tui.widgets.cutting import cut, drawable
from tui.widgets.ink import ink
from tui.widgets.looks import Looks
from tui.widgets.unframed import Unframed

SAID_FOR = 4.0
"""Seconds for which it is said what was just done."""
PROGRESS_CELLS = 8
BETWEEN = 2
"""Blanks between a word and the next key."""
PICK_LABEL = "reading.pick-label"
"""How the labels are reached that are not shown."""
HELP = ".help"
"""How the name of the act ends that shows all keys."""
ZEN = "reading.toggle-zen"
"""How an article that is alone on the screen gets its panes back."""
TYPING = (("enter", "Keep"), ("esc", "Drop"))
"""What ends a line that is typed: until then the keys of all acts are letters."""
Pair = tuple[Segment, Segment]
"""A key and its word, as they are drawn."""


class QuietFooter(Unframed):
    """Labels and status above, keys below. It draws only what it is shown."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "footer--key", "footer--word", "footer--status", "footer--problem", "footer--said",
    }  # fmt: skip

    place = query_one("#place", Static)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._labels: Sequence[Label] = ()
        self._other_labels = False
        """Whether there are labels that no key sets at once."""
        self._label_pairs: list[Pair] | None = None
        """Key and name of each label as they are drawn; None when they are to be drawn anew."""
        self._look = Looks(self)
        self._drawn: dict[tuple[int, Size], Strip] = {}
        """The rows as they were drawn, by the size they were drawn in."""
        self._acts: Sequence[Act] = ()
        self._place = ""
        self._alone = False
        self._status = ""
        self._problem = False
        self._said = ""
        self._unsaying: Timer | None = None
        self._progress = ""

    def compose(self) -> ComposeResult:
        place = Static(id="place", markup=False)
        place.display = False
        yield place

    def on_mount(self) -> None:
        self.watch(self.screen, "focused", self._focus_moved, init=False)

    def _focus_moved(self) -> None:
        self._redraw()

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Show the labels that a key sets at once, in the order of the keys, and that there are others."""
        active = [label for label in labels if not label.retired]
        self._labels = sorted(
            (one for one in active if one.key and one.key in KEYS), key=lambda one: KEYS.find(one.key)
        )
        self._other_labels = len(self._labels) < len(active)
        self._label_pairs = None
        self._redraw()

    def show_acts(self, acts: Sequence[Act]) -> None:
        """Show the acts that the focused pane offers."""
        if acts != self._acts:
            self._acts = acts
            self._redraw()

    def show_status(self, status: str, *, problem: bool = False) -> None:
        """Show what is saved, or why it is not."""
        if (status, problem) != (self._status, self._problem):
            self._status, self._problem = status, problem
            self._redraw(0)

    def show_place(self, place: str) -> None:
        """Show how far the cursor is. At each of its moves: so it is a widget, and nothing else is drawn anew."""
        if place != self._place:
            moves = len(place) != len(self._place)
            self._place = place
            widget = self.place
            widget.display = bool(place)
            widget.update(place, layout=moves)
            if moves:
                self._redraw()

    def show_alone(self, *, alone: bool) -> None:
        """Show but one quiet row, while an article is alone on the screen; or both again."""
        self._alone = alone
        self._redraw()

    def say(self, words: str) -> None:
        """Say for a few seconds what was just done."""
        if self._unsaying:
            self._unsaying.stop()
        self._said = words
        self._redraw(self.size.height - 1)
        self._unsaying = self.set_timer(SAID_FOR, self._unsay)

    def _unsay(self) -> None:
        self._said = ""
        self._redraw(self.size.height - 1)

    def show_progress(self, doing: str, fraction: float = 0.0) -> None:
        """Show what goes on behind the screen, as long as nothing else is said; nothing when `doing` is empty."""
        done = round(fraction * PROGRESS_CELLS)
        bar = "▇" * done + "▁" * (PROGRESS_CELLS - done)
        self._progress = f"{doing} {bar} {fraction:4.0%}" if doing else ""
        self._redraw(self.size.height - 1)

    def _redraw(self, *rows: int) -> None:
        """Draw these rows anew, or all when none is named."""
        self._drawn.clear()
        self.refresh(*(Region(0, y, self.size.width, 1) for y in rows))

    def render_line(self, y: int) -> Strip:
        place = y, self.size
        if place not in self._drawn:
            self._drawn[place] = self._draw(y)
        return self._drawn[place]

    def _draw(self, y: int) -> Strip:
        if y == 0 and self._alone:
            return self._row([self._pair(key_of(ZEN), "all panes")], self._right())
        if y == 0 and (self._labels or self.size.height > 1):
            return self._row(self._draw_labels(), self._right(), self._more(), self._other_labels)
        if y == 0:  # the only row, and no label to tell in it
            return self._row(self._act_pairs(), self._right(), self._help())
        if y == 1:
            return self._row(self._act_pairs(), self._told(self._said or self._progress), self._help())
        return Strip.blank(self.size.width, self._look())

    def _right(self) -> Segment:
        """What the first row ends with. Where there is no second, what was said is more than what is always there."""
        beside = " " * (cell_len(self._place) + 1) if self._place else ""
        if self._said and self.size.height == 1:
            return self._told(self._said, beside)
        status = "" if self._alone and not self._problem else self._status
        name = "footer--problem" if self._problem else "footer--status"
        apart = " " * min(2, self.size.height)  # a foot of one row has no cell to give away
        return self._named(name, f"{apart}{drawable(status)}{' ·' if status and self._place else ''} {beside}")

    def _told(self, words: str, beside: str = "") -> Segment:
        room = self.size.width - len(beside) - 2
        return self._named("footer--said", f" {cut(words, room)} {beside}" if words else "")

    def _row(self, pairs: Sequence[Pair], right: Segment, more: Pair | None = None, others: bool = False) -> Strip:
        """As many of the pairs as there is room for, none of them cut, and something at the right.

        Where not all fit, or there are others, `more` comes behind them.
        """
        width, ground = self.size.width, self._look()
        room = max(0, width - cell_len(right.text))
        shown = self._fitting(pairs, room)
        if more and (others or len(shown) < len(pairs)):
            others_first = [pair for pair in pairs if pair != more]
            shown = self._fitting([*self._fitting(others_first, room - BETWEEN - _cells(more)), more], room)
        segments = [part for pair in shown for part in (Segment(" " * BETWEEN, ground), *pair)]
        left = Strip(segments).crop(BETWEEN - 1).adjust_cell_length(room, ground)
        return Strip([*left, right]).adjust_cell_length(width, ground)

    def _more(self) -> Pair:
        return self._pair(key_of(PICK_LABEL), "more")

    def _help(self) -> Pair | None:
        """How all others are found: it stays where not all have room, though it is among the last."""
        typing = isinstance(self.screen.focused, Input)
        found = (self._pair(key_of(act.id), act.description) for act in self._acts if act.id.endswith(HELP))
        return None if typing else next(found, None)

    def _act_pairs(self) -> list[Pair]:
        if isinstance(self.screen.focused, Input):
            return [self._pair(key, word) for key, word in TYPING]
        return [self._pair(key_of(act.id), act.description) for act in self._acts]

    def _pair(self, key: str, word: str) -> Pair:
        return self._named("footer--key", key), self._named("footer--word", f" {word}")

    def notify_style_update(self) -> None:
        """Forget what was drawn in the colours of the theme before."""
        super().notify_style_update()
        self._label_pairs = None
        self._look.clear()
        self._drawn.clear()

    def _draw_labels(self) -> list[Pair]:
        if self._label_pairs is None:
            self._label_pairs = [
                (
                    Segment(label.key, self._look() + Style(color=ink(self, label.color).rich_color, bold=True)),
                    self._named("footer--word", f" {drawable(label.name)}"),
                )
                for label in self._labels
            ]
        return self._label_pairs

    def _fitting(self, pairs: Sequence[Pair], room: int) -> list[Pair]:
        """As many of the pairs as there is room for, none of them cut."""
        ends = accumulate(BETWEEN + _cells(pair) for pair in pairs)
        return [pair for pair, end in zip(pairs, ends, strict=True) if end < room + BETWEEN]

    def _named(self, name: str, text: str) -> Segment:
        return Segment(text, self._look(name))


def _cells(pair: Pair) -> int:
    return cell_len(pair[0].text) + cell_len(pair[1].text)
