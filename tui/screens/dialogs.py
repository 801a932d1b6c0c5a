"""The small dialogs: pick a label, write a note, ask for a line of text."""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Label, OptionList, TextArea
from textual.widgets.option_list import Option

from tui.contrast import readable
from tui.model.codebook import CodeBook
from tui.model.codebook import Label as CodeLabel
from tui.model.harmless import harmless
from tui.screens.wording import plain

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A box over the screen. Escape leaves it with nothing done."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel", show=False)]


class PickLabel(Dialog["CodeLabel | None"]):
    """Type a label's key or some letters of its name; enter takes the first that fits."""

    def __init__(self, codebook: CodeBook, about: str) -> None:
        super().__init__()
        self._codebook = codebook
        self._about = about
        self._matching: list[CodeLabel] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(plain(f"Label {self._about}"), classes="dialog--title")
            yield Input(placeholder="key, or some letters of its name", compact=True)
            yield OptionList(compact=True)
            yield Label("enter takes it  ·  ↓ ↑ choose  ·  esc leaves", classes="dialog--hint")

    def on_mount(self) -> None:
        self._list("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, typed: str) -> None:
        self._matching = self._codebook.matching(typed)
        options = self.query_one(OptionList)
        options.set_options(Option(label_line(options, label)) for label in self._matching)
        if self._matching:
            options.highlighted = 0
        else:
            options.add_option(Option("no label has that key, or those letters", disabled=True))

    def on_key(self, event: events.Key) -> None:
        if event.key in ("down", "up"):
            options = self.query_one(OptionList)
            options.action_cursor_down() if event.key == "down" else options.action_cursor_up()
            event.stop()

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _take(self) -> None:
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None and self._matching:
            self.dismiss(self._matching[highlighted])


def label_line(widget: Widget, label: CodeLabel, mark: str = "") -> Content:
    """A label in a list drawn on `widget`: its key, its mark if given, name and definition."""
    color = readable(label.color, widget.background_colors[1]).hex
    return Content.assemble(
        (f" {label.key or ' '} {mark}", f"bold {color}"),
        " " if mark else "",
        harmless(label.name),
        (f"  {harmless(label.definition)}", "$quiet"),
    )


class NoteArea(TextArea):
    """Where a note is written: enter saves, ctrl+j starts a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "new_line", "New line", show=False),
        Binding("enter", "screen.save", "Save", show=False, priority=True),
    ]

    def action_new_line(self) -> None:
        """Start a new line."""
        self.insert("\n")


class WriteNote(Dialog["str | None"]):
    """Write a note, or change the one that stands; an empty one takes it away."""

    def __init__(self, about: str, note: str) -> None:
        super().__init__()
        self._about = about
        self._note = note

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(plain(f"Note on {self._about}"), classes="dialog--title")
            yield NoteArea(self._note, soft_wrap=True, compact=True)
            yield Label("enter saves  ·  ctrl+j new line  ·  esc leaves", classes="dialog--hint")

    def on_mount(self) -> None:
        area = self.query_one(NoteArea)
        area.move_cursor(area.document.end)

    def action_save(self) -> None:
        """Leave with what is written."""
        self.dismiss(self.query_one(NoteArea).text.strip())


class Ask(Dialog["str | None"]):
    """Ask for one line of text. `check` says what is wrong with an answer, or nothing when it will do."""

    def __init__(
        self, title: str, value: str = "", *, hint: str = "", check: Callable[[str], str] = lambda _answer: ""
    ) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._hint = hint
        self._check = check

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(plain(self._title), classes="dialog--title")
            yield Input(harmless(self._value), compact=True, select_on_focus=False)
            yield Label(plain(self._hint), classes="dialog--hint", id="hint")

    @on(Input.Changed)
    def _changed(self) -> None:
        self._show_hint(self._hint, wrong=False)

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        if wrong := self._check(event.value.strip()):
            self._show_hint(wrong, wrong=True)
        else:
            self.dismiss(event.value.strip())

    def _show_hint(self, words: str, *, wrong: bool) -> None:
        hint = self.query_one("#hint", Label)
        hint.update(plain(words))
        hint.set_class(wrong, "wrong")
