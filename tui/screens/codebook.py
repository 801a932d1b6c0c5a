"""The code book: labels merged, split and removed, changes taken back and done again, files read and written."""

from collections.abc import Callable
from dataclasses import replace

from tui.keys import key_of
from tui.model.codebook import FOR, Label
from tui.model.codebook_changes import merge_labels, new_label, remove_label, split_label
from tui.model.codebook_taking import LabelGiven, Taken, take_labels
from tui.model.counting import counted
from tui.model.history import Change
from tui.places import offered_path, typed_path
from tui.screens.confirming import Confirm, Tell
from tui.screens.dialogs import Ask, PickLabel
from tui.screens.label_editing import LabelEditing
from tui.screens.splitting import SplittingScreen

FILE_NAME = "codebook.toml"


class CodeBookScreen(LabelEditing):
    """The code book with all its acts, those of the classes that it is made of among them."""

    # What becomes of it

    def action_merge(self) -> None:
        if not (label := self.to_change()):
            return

        def merge(into: Label) -> None:
            carrying = self.notebook.carrying(label)
            misplaced = sum(bool(into.scope) and one.target.scope != into.scope for one in carrying)
            told = f"{counted(len(carrying), 'annotation')} will carry {into.name}, and {label.name} is gone."
            if misplaced:
                told += f" {misplaced:,} of them are not on {FOR[into.scope]}, which {into.name} is for."
            self._ask(
                Confirm(f"Merge {label.name} into {into.name}", told),
                lambda _: self._change(lambda: merge_labels(self.notebook, label, into), into.id),
            )

        title = f"Merge {label.name} into …"
        self._ask(PickLabel(self.notebook.codebook, "", title=title, without={label.id}), merge)

    def action_split(self) -> None:
        if not (label := self.to_change()):
            return
        if not self.notebook.carrying(label):
            self.say(f"nothing carries {label.name}: there is nothing to go through", wrong=True)
            return
        draft = new_label(self.notebook, "new")

        def wrong(name: str) -> str:
            known = self.notebook.codebook.by_name(name)
            if known and known.id != label.id and not known.retired:
                return ""
            return self._wrong(replace(draft, name=name))

        def split(name: str) -> None:
            if not self.notebook.codebook.by_name(name):
                self._change(lambda: split_label(self.notebook, label, name))
            into = self.notebook.codebook.by_name(name)
            if into:
                screen = SplittingScreen(self.workspace, label.id, into.id, self._done_here)
                self.app.push_screen(screen, lambda _: self.show_labels(into.id))

        hint = "name of the new label, or of one to go on with  ·  enter goes through what carries it  ·  esc leaves"
        self._ask(Ask(f"Split {label.name}: some of it becomes …", hint=hint, check=wrong), split)

    def action_remove(self) -> None:
        if not (label := self.to_change()):
            return

        def remove(_yes: bool = True) -> None:
            self._change(lambda: remove_label(self.notebook, label))

        if carrying := self.notebook.carrying(label):
            notes = sum(bool(one.note) for one in carrying)
            told = f"{counted(len(carrying), 'annotation')} {'goes' if len(carrying) == 1 else 'go'} with it."
            told += f" {counted(notes, 'note')} on them {'stays' if notes == 1 else 'stay'}." if notes else ""
            self._ask(
                Confirm(f"Remove {label.name}", f"{told} To keep them all, retire it: {key_of('codebook.retire')}."),
                remove,
            )
        else:
            remove()

    # Taking back

    def action_undo(self) -> None:
        self._step(self.notebook.undoable, self.notebook.undo, "undone", f"{key_of('reading.undo')} takes")

    def action_redo(self) -> None:
        self._step(self.notebook.redoable, self.notebook.redo, "redone", f"{key_of('reading.redo')} brings")

    def _step(self, change: Change | None, step: Callable[[], object], done: str, how: str) -> None:
        """Take a change back, or do it again, if it was one to the code book: others cannot be seen from here."""
        if self.refused():
            return
        if change is None:
            self.say(f"nothing to be {done}")
        elif change.id in self._done_here or any(isinstance(one.record, Label) for one in change.records):
            step()
            ids = [one.record.id for one in change.records if isinstance(one.record, Label)]
            self.show_labels(ids[0] if ids else "")
            self.say(f"{done}: {change.name}")
        else:
            back = key_of("codebook.out")
            self.say(f"the last change was no change here, but “{change.name}”: {back}, then {how} it back", wrong=True)

    # Files

    def action_import(self) -> None:
        if self.refused():
            return
        from tui.importers.codebook import read_codebook
        from tui.importers.opening import OpeningError

        read: list[tuple[list[LabelGiven], list[str]]] = []

        def wrong(answer: str) -> str:
            try:
                read[:] = [read_codebook(typed_path(answer))]
            except OpeningError as error:
                return str(error)
            return ""

        def take(path: str) -> None:
            taken: list[Taken] = []
            given, problems = read[0]
            self._change(lambda: taken.append(take_labels(self.notebook, given)))
            for one in taken:
                added = f"{counted(one.added, 'label')} added, {one.changed:,} changed"
                self.say(
                    f"{added} · {key_of('codebook.undo')} takes it back"
                    if one.added or one.changed
                    else "all of it stands here already"
                )
                if told := [*problems, *one.problems]:
                    self.app.push_screen(Tell(f"{added}. Not all could be taken as it was written:", told))

        hint = "a TOML file  ·  enter reads it  ·  esc leaves"
        self._ask(Ask("Read labels from a file", self._offered, hint=hint, check=wrong), take)

    def action_export(self) -> None:
        from tui.exporters.codebook import codebook_toml
        from tui.exporters.writing import ExportError, write_export

        book = self.notebook.codebook

        def wrong(answer: str) -> str:
            try:
                write_export(typed_path(answer), codebook_toml(book))
            except ExportError as error:
                return str(error)
            return ""

        hint = "a TOML file  ·  enter writes it  ·  esc leaves"
        self._ask(
            Ask("Write the code book to a file", self._offered, hint=hint, check=wrong),
            lambda path: self.say(f"wrote {counted(len(book.labels), 'label')} to {path}"),
        )

    @property
    def _offered(self) -> str:
        return offered_path(self.workspace.file.path, FILE_NAME)
