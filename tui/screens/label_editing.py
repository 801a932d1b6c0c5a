"""Changing what a label is, and where it stands: a dialog for each field, and the change that its answer makes."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from textual.screen import ModalScreen

from tui.keys import key_of
from tui.model.codebook import Label, attributes_from
from tui.model.codebook_changes import (
    add_label,
    change_label,
    check_label,
    move_label,
    nest_label,
    new_label,
    standing_together,
)
from tui.model.notebook import LabelRefused
from tui.screens.codebook_view import CodeBookView
from tui.screens.dialogs import Ask, PickLabel
from tui.screens.label_form import Field, Form, PickColor, PickScope, PickSet
from tui.screens.workspace import Workspace

FREE_KEYS = 8
"""How many free keys are named where one is asked for."""
Answer = TypeVar("Answer")


class LabelEditing(CodeBookView):
    """Each act is one change of the notebook, and can be undone; what carries a label follows."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._done_here: set[str] = set()
        """The ids of the changes that were made here, or in splitting a label."""

    def refused(self) -> bool:
        """Whether nothing can be changed; says so."""
        if self.workspace.file.read_only:
            self.say("read-only: nothing can be changed", wrong=True)
        return self.workspace.file.read_only

    def to_change(self) -> Label | None:
        """The label under the cursor; None also where nothing can be changed, which it says."""
        return None if self.refused() else self.label

    def _change(self, change: Callable[[], object], at: str = "") -> None:
        """Make a change, show it with the cursor on the label of that id, and say what was done."""
        before = self.notebook.undoable
        try:
            change()
        except LabelRefused as refused:
            self.say(str(refused), wrong=True)
            return
        newest = self.notebook.undoable
        if newest and newest is not before:
            self._done_here.add(newest.id)
            self.show_labels(at)
            self.say(f"{newest.name} · {key_of('codebook.undo')} takes it back")

    def _ask(self, dialog: ModalScreen[Answer | None], act: Callable[[Answer], None]) -> None:
        """Do something with the answer to a dialog, if there is one."""

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                act(answer)

        self.app.push_screen(dialog, answered)

    def _edit(self, dialog: ModalScreen[Answer | None], changed: Callable[[Answer], Label]) -> None:
        """Make of a label what `changed` makes of the answer to a dialog."""

        def alter(answer: Answer) -> None:
            label = changed(answer)
            self._change(lambda: change_label(self.notebook, label), label.id)

        self._ask(dialog, alter)

    def _wrong(self, label: Label) -> str:
        """Why the code book cannot hold this label; or nothing."""
        try:
            check_label(self.notebook, label)
        except LabelRefused as refused:
            return str(refused)
        return ""

    # What a label is

    def action_add(self) -> None:
        self._add(self.notebook.codebook.by_id(self.label.parent) if self.label else None)

    def action_add_under(self) -> None:
        self._add(self.label)

    def _add(self, under: Label | None) -> None:
        if self.refused():
            return
        draft = new_label(self.notebook, "new")

        def named(name: str) -> None:
            self._change(lambda: add_label(self.notebook, name, under))
            added = self.notebook.codebook.by_name(name)
            self.show_labels(added.id if added else "")

        title = f"New label under {under.name}" if under else "New label"
        hint = "its name  ·  enter adds it  ·  esc leaves"
        self._ask(Ask(title, hint=hint, check=lambda name: self._wrong(replace(draft, name=name))), named)

    def action_rename(self) -> None:
        if label := self.to_change():
            hint = "its new name  ·  enter renames it  ·  esc leaves"
            self._edit(self._line(label, f"Rename {label.name}", "name", hint), lambda name: replace(label, name=name))

    def action_key(self) -> None:
        if label := self.to_change():
            free, pick = list[str](), key_of("reading.pick-label")
            for _ in range(FREE_KEYS):
                free.append(self.notebook.codebook.free_key(label.name, free))
            hint = f"a digit labels at once, others after {pick}  ·  empty for none  ·  free: {' '.join(free)} …"
            self._edit(self._line(label, f"Key of {label.name}", "key", hint), lambda key: replace(label, key=key))

    def _line(self, label: Label, title: str, field: str, hint: str) -> Ask:
        """Ask for a line that the code book can hold as a field of the label."""
        value: str = getattr(label, field)
        return Ask(title, value, hint=hint, check=lambda answer: self._wrong(_with(label, {field: answer})))

    def action_define(self) -> None:
        if label := self.to_change():
            fields = [
                Field("definition", "What it means", label.definition),
                Field("when", "When to use it", label.when),
                Field("when_not", "When not to, though it looks like it", label.when_not),
                Field("example", "An example", label.example),
            ]
            self._edit(Form(f"What {label.name} means", fields), lambda texts: _with(label, texts))

    def action_attributes(self) -> None:
        if label := self.to_change():
            field = Field(
                "attributes", "One a line, name and values: certainty: 1 2 3", "\n".join(map(str, label.attributes))
            )
            self._edit(
                Form(f"Asked about what carries {label.name}", [field], check=_wrong_attributes),
                lambda texts: replace(label, attributes=attributes_from(texts["attributes"])),
            )

    def action_recolour(self) -> None:
        if label := self.to_change():
            self._edit(PickColor(self.notebook.codebook, label), lambda color: replace(label, color=color))

    def action_scope(self) -> None:
        if label := self.to_change():
            self._edit(PickScope(label), lambda scope: replace(label, scope=scope))

    def action_choice(self) -> None:
        """Name the set of the label; what stands together already is told, and left."""
        if not (label := self.to_change()):
            return

        def put(choice: str) -> None:
            self._change(lambda: change_label(self.notebook, replace(label, choice=choice)), label.id)
            if together := standing_together(self.notebook, choice):
                units = "1 unit carries" if len(together) == 1 else f"{len(together):,} units carry"
                self.say(f"{units} more than one of {choice} from before: that is left so, and listed here")

        self._ask(PickSet(self.notebook.codebook, label), put)

    def action_retire(self) -> None:
        if label := self.to_change():
            self._change(lambda: change_label(self.notebook, replace(label, retired=not label.retired)), label.id)

    # Where it stands

    def action_nest(self) -> None:
        if label := self.to_change():
            book = self.notebook.codebook
            below = {one.id for one in book.labels if label in (one, *book.above(one))}
            self._ask(
                PickLabel(book, "", title=f"{label.name} is to stand under …", without=below | {label.parent}),
                lambda parent: self._change(lambda: nest_label(self.notebook, label, parent), label.id),
            )

    def action_unnest(self) -> None:
        if label := self.to_change():
            self._change(lambda: nest_label(self.notebook, label, None), label.id)

    def action_move_up(self) -> None:
        self._move(-1)

    def action_move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if label := self.to_change():
            self._change(lambda: move_label(self.notebook, label, by), label.id)


def _with(label: Label, texts: dict[str, str]) -> Label:
    """The label with other texts, by the names of its fields."""
    return replace(label, **texts)  # type: ignore[arg-type]


def _wrong_attributes(texts: dict[str, str]) -> str:
    try:
        attributes_from(texts["attributes"])
    except ValueError as error:
        return str(error)
    return ""
