"""The code book: add a label, rename it, give it another colour, key or definition."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from tui.model.codebook import COLORS
from tui.model.codebook import Label as CodeLabel
from tui.model.codebook_changes import add_label, change_label, check_label, new_label
from tui.model.notebook import LabelRefused, Notebook
from tui.screens.dialogs import Ask, Dialog, label_line
from tui.widgets.acting import bindings


class CodeBookScreen(Dialog[None]):
    """The labels in order. What is changed here is a change like any other, and can be undone."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("codebook")

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog wide"):
            yield Label("Labels", classes="dialog--title")
            yield OptionList(compact=True)
            yield Label(
                "a add  ·  r rename  ·  c colour  ·  s shortcut  ·  d definition  ·  u undo  ·  esc back",
                classes="dialog--hint",
            )

    def on_mount(self) -> None:
        self._list()

    def _list(self, at: int = 0) -> None:
        options = self.query_one(OptionList)
        book = self._notebook.codebook
        options.set_options(Option(label_line(options, label, book.mark(label.id))) for label in book.labels)
        options.highlighted = min(at, len(book.labels) - 1)

    @property
    def _label(self) -> CodeLabel | None:
        at, labels = self.query_one(OptionList).highlighted, self._notebook.codebook.labels
        return labels[at] if at is not None and at < len(labels) else None

    def _taken(self, label: CodeLabel) -> str:
        try:
            check_label(self._notebook, label)
        except LabelRefused as problem:
            return str(problem)
        return ""

    def action_add(self) -> None:
        """Add a label at the end."""
        draft = new_label(self._notebook, "new")

        def named(name: str | None) -> None:
            if name:
                add_label(self._notebook, name)
                self._list(len(self._notebook.codebook.labels) - 1)

        hint = "its name  ·  enter adds it  ·  esc leaves"
        ask = Ask("New label", hint=hint, check=lambda name: self._taken(replace(draft, name=name)))
        self.app.push_screen(ask, named)

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_rename()

    def action_rename(self) -> None:
        """Give the label another name; what carries it follows."""
        if label := self._label:
            hint = "its new name  ·  enter renames  ·  esc leaves"
            self._change(f"Rename {label.name}", label.name, hint, lambda name: replace(label, name=name))

    def action_key(self) -> None:
        """Give the label another key."""
        if label := self._label:
            hint = "one digit or small letter  ·  digits label at once, letters after t  ·  empty for none"
            self._change(f"Key of {label.name}", label.key, hint, lambda key: replace(label, key=key))

    def action_define(self) -> None:
        """Say what the label means."""
        if label := self._label:
            hint = "when to use it  ·  enter saves  ·  esc leaves"
            self._change(
                f"Definition of {label.name}",
                label.definition,
                hint,
                lambda words: replace(label, definition=words),
            )

    def _change(self, title: str, value: str, hint: str, changed: Callable[[str], CodeLabel]) -> None:
        """Ask for a new value, and change the label to what `changed` makes of the answer."""

        def answered(answer: str | None) -> None:
            if answer is not None:
                change_label(self._notebook, changed(answer))
                self._list(self.query_one(OptionList).highlighted or 0)

        ask = Ask(title, value, hint=hint, check=lambda answer: self._taken(changed(answer)))
        self.app.push_screen(ask, answered)

    def action_next(self) -> None:
        """Go to the next label."""
        self.query_one(OptionList).action_cursor_down()

    def action_previous(self) -> None:
        """Go to the previous label."""
        self.query_one(OptionList).action_cursor_up()

    def action_recolour(self) -> None:
        """Give the label the next colour."""
        if label := self._label:
            following = COLORS[(COLORS.index(label.color) + 1) % len(COLORS)] if label.color in COLORS else COLORS[0]
            change_label(self._notebook, replace(label, color=following))
            self._list(self.query_one(OptionList).highlighted or 0)

    def action_undo(self) -> None:
        """Take back the last change, if it was one to a label."""
        change = self._notebook.undoable
        if change and any(isinstance(record.record, CodeLabel) for record in change.records):
            self._notebook.undo()
            self._list(self.query_one(OptionList).highlighted or 0)
        else:
            self.notify("No change to a label to take back here.", markup=False)

    def action_out(self) -> None:
        """Back to reading."""
        self.dismiss(None)
