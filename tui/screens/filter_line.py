"""The line at the list in which the filter stands and is typed, and below it what can be typed or what is wrong."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Static

from tui.model.filtering import Completion, Query, Wrong, complete, parse
from tui.model.harmless import harmless
from tui.widgets.cutting import cut, drawable

KEYS = "enter keeps · esc drops · ctrl+s names it"
KEYS_OF_NOTHING = "esc drops"
KEYS_OF_A_NAME = "enter keeps · esc drops · tab opens it · ctrl+s forgets it"
NO_KEYS = "-not  “phrase”  OR  @name"
"""What there is beside fields, for who has typed nothing yet."""
OFFER_ROWS = 3
LONGEST_OFFER = 24
"""Cells that an offer can have; none is broken, so that it can be told where one ends."""
OFFERS_BEFORE = 2
"""Offers that stay in sight before the one that tab has put."""


class Underlined(Highlighter):
    """Underlines what is wrong with a filter."""

    def __init__(self) -> None:
        self.wrong: Wrong | None = None

    def highlight(self, text: Text) -> None:
        """Underline it in the text of the line."""
        if self.wrong:
            text.stylize("bold underline", self.wrong.start, self.wrong.end)


class FilterInput(Input, can_focus=False):
    """Where the filter is typed. The keys come here only while one is typing."""

    def validate_value(self, value: str) -> str:
        return harmless(value)  # what is pasted and what is completed may be anything


class FilterLine(Vertical):
    """Shows the filter that is on, and takes the next one: enter keeps it, escape drops it, tab completes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "drop", "Cancel", show=False),
        Binding("tab", "complete(1)", "Complete", show=False),
        Binding("shift+tab", "complete(-1)", "Complete", show=False),
        Binding("ctrl+s", "name", "Name", show=False),
    ]

    class Asked(Message):
        """The line was clicked on: the filter is to be changed."""

    class Typed(Message):
        """Another filter stands in the line, as far as it is one."""

        def __init__(self, query: Query) -> None:
            super().__init__()
            self.query = query

    class Kept(Message):
        """Typing is over, and what is typed is to stay."""

    class Dropped(Message):
        """Typing is over, and all is to be as it was before."""

    class Named(Message):
        """The filter is to be given a name."""

    input = query_one(FilterInput)
    hint = query_one("#filter-hint", Static)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.editing = False
        self._understood: Query | Wrong = Query()
        self._vocabulary: Callable[[str], Sequence[str]] = lambda _field: ()
        self._named: Mapping[str, str] = {}
        self._nothing = False
        """Whether what is typed lists no article."""
        self._refused = False
        """Whether it was kept though it cannot be."""
        self._completed = ""
        """What stood in the line after the last completion, as long as nothing was typed since."""
        self._cycle = Completion(0, 0)
        self._before_cycle = ""
        self._at = 0
        self._highlighter = Underlined()

    def compose(self) -> ComposeResult:
        yield FilterInput(compact=True, highlighter=self._highlighter, select_on_focus=False)
        yield Static(id="filter-hint")

    @property
    def query_typed(self) -> Query | None:
        """What stands in the line; None when something is wrong with it."""
        return self._understood if isinstance(self._understood, Query) else None

    def open(self, text: str, vocabulary: Callable[[str], Sequence[str]], named: Mapping[str, str]) -> None:
        """Take the keys, with a filter to begin with, and what can be said of a field and recalled in it."""
        self._vocabulary, self._named = vocabulary, named
        self.editing = self.display = self.input.can_focus = True
        self.add_class("-editing")
        self._stand(text)
        self.screen.set_focus(self.input)  # at once: `focus` would leave the next key to what had it before

    def close(self, text: str) -> None:
        """Give the keys back, and show the filter that is on; without one, nothing."""
        self.editing = self.input.can_focus = False
        self.remove_class("-editing")
        self._stand(text)
        self.input.cursor_position = 0
        self.display = bool(text)

    def tell_nothing(self, nothing: bool, *, refused: bool = False) -> None:
        """Say that what is typed lists no article, or no longer; or that it was kept though it does not."""
        refused = refused or self._refused
        if (nothing, refused) != (self._nothing, self._refused):
            self._nothing, self._refused = nothing, refused
            self._show_hint()

    def _stand(self, text: str) -> None:
        self._completed = ""
        with self.prevent(Input.Changed):
            self.input.value = text
        self.input.cursor_position = len(text)
        self._read()

    def _read(self) -> None:
        self._understood = parse(self.input.value, self._named)
        self._nothing = self._refused = False
        self._highlighter.wrong = self._understood if isinstance(self._understood, Wrong) else None
        self.input.refresh()
        self._show_hint()

    # Keys

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if not self.editing:
            return
        if event.value != self._completed:
            self._completed = ""
        self._read()
        understood = self._understood
        if isinstance(understood, Wrong) and understood.end == len(event.value):
            # The last term is not finished: until it is, the list is what it was before that was begun.
            understood = parse(event.value[: understood.start], self._named)
        if isinstance(understood, Query):
            self.post_message(self.Typed(understood))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if isinstance(self._understood, Query):
            self.post_message(self.Kept())
        else:
            self._refused = True
            self._show_hint()

    def on_click(self) -> None:
        if not self.editing:
            self.post_message(self.Asked())

    def on_descendant_blur(self) -> None:
        """Somebody clicked elsewhere. No matter when the whole terminal, or a dialog, has the keys for a while."""
        if self.editing and self.app.app_focus and self.app.screen is self.screen:
            self.post_message(self.Kept() if self.query_typed is not None else self.Dropped())

    def action_drop(self) -> None:
        self.post_message(self.Dropped())

    def action_name(self) -> None:
        self.post_message(self.Named())

    def action_complete(self, step: int) -> None:
        """Put the next offer in the place of the term at the cursor; where there is but one, go on from there."""
        if self._completed and len(self._cycle.offers) > 1:
            self._at += step
        else:
            self._before_cycle = self.input.value
            self._cycle = self._offered()
            self._at = 0 if step > 0 else -1
        if self._cycle.offers:
            self._at %= len(self._cycle.offers)
            offer, text = self._cycle.offers[self._at], self._before_cycle
            self._completed = harmless(text[: self._cycle.start] + offer + text[self._cycle.end :])
            self.input.value = self._completed
            self.input.cursor_position = self._cycle.start + len(offer)

    def _offered(self) -> Completion:
        return complete(self.input.value, self.input.cursor_position, self._vocabulary, self._named)

    # What is said below

    def on_resize(self, event: events.Resize) -> None:
        self._show_hint()

    def _show_hint(self) -> None:
        if not self.editing:
            return
        wrong, text = self._highlighter.wrong, self.input.value
        # At the end it may be right in a moment: then it is said, but does not shout.
        unfinished = wrong is not None and wrong.end == len(text) and not self._refused
        rows: list[Content] = []
        offers = self._offers_row()
        if wrong and not (unfinished and offers):
            rows.append(Content.styled(drawable(wrong.message), "$quiet" if unfinished else "bold $error"))
        elif self._nothing and not wrong:
            rows.append(Content.styled("no article matches", "bold $error" if self._refused else ""))
        if offers:
            rows.append(offers)
        if not wrong:
            rows.append(Content.styled(self._keys(), "$quiet"))
        self.hint.update(Content("\n").join(rows))

    def _keys(self) -> str:
        text = self.input.value.strip()
        if not text:
            return NO_KEYS
        if text.startswith("@") and text[1:] in self._named:
            return KEYS_OF_A_NAME
        return KEYS_OF_NOTHING if self._nothing else KEYS

    def _offers_row(self) -> Content | None:
        """What tab would put here, as many as there is room for; the one that it has put stands out."""
        cycling = bool(self._completed) and len(self._cycle.offers) > 1
        offered = self._cycle if cycling else self._offered()
        if not offered.offers:
            return None
        first = max(0, self._at - OFFERS_BEFORE) if cycling else 0
        text = self._before_cycle if cycling else self.input.value
        is_whole = text[offered.start : offered.end].startswith("@")  # what a name stands for may begin with a field
        width, used = self.size.width - 2, len("tab")
        rows = [Content.styled("tab", "$accent bold")]
        for place in range(first, len(offered.offers)):
            offer = offered.offers[place]
            words = cut(offer if is_whole else _value(offer), max(1, min(LONGEST_OFFER, width - len("tab  "))))
            if used + 2 + cell_len(words) > width and place > first:
                if len(rows) == OFFER_ROWS:
                    break
                rows.append(Content("   "))
                used = len("tab")
            used += 2 + cell_len(words)
            chosen = cycling and place == self._at
            rows[-1] += Content.assemble("  ", (words, "bold underline" if chosen else ""))
        return Content("\n").join(rows)


def _value(offer: str) -> str:
    """What is new in an offer: the value, where the field stands there already."""
    field, colon, value = offer.partition(":")
    return value if colon and value and " " not in field else offer
