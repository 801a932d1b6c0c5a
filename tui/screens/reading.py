"""The main screen: marks, undo, export, leaving, and what a change does to what is shown."""

from datetime import UTC, datetime
from pathlib import Path

from textual import work

from tui.model.codebook import Label
from tui.model.history import Change
from tui.model.ledger import How, Step
from tui.screens.annotating import AnnotatingScreen
from tui.store.storage import NotebookError

REMEMBER_EVERY = 1.0
"""Seconds between keeping the cursor's place; not at every key, for each keeping is a write to the disk."""
TRY_AGAIN = 3.0
"""Seconds between attempts to save what could not be saved."""
EXPORT_NAME = "newsreader-annotations.json"
IDLE = 30.0
"""Seconds between bringing the notebook's main file up to date."""


class ReadingScreen(AnnotatingScreen):
    """All that the main screen does beyond annotating; each act is at most one change of the notebook."""

    def on_mount(self) -> None:
        self.notebook.listen(self._changed)
        if not self.workspace.file.read_only:
            self.set_interval(REMEMBER_EVERY, self.remember_place)
            self.set_interval(IDLE, self._bring_up_to_date)
            self.set_interval(TRY_AGAIN, self._try_again)

    def remember_place(self) -> None:
        """Keep where the cursor is, for the next time."""
        if self.article and self.workspace.sentences(self.article):
            start, _ = self.workspace.sentences(self.article)[self.reader.sentence]
            self.notebook.remember_place(self.article, start)

    @work(thread=True, exclusive=True, group="notebook")
    def _bring_up_to_date(self) -> None:
        self.workspace.file.checkpoint()

    def _try_again(self) -> None:
        """Save what could not be saved, if it can be now."""
        if self.workspace.file.problem:
            if self.workspace.file.retry():
                self.say("saved again")
            self.show_status()

    def _changed(self, step: Step) -> None:
        """Draw what a change touched; the notebook's file heard of it before."""
        if any(isinstance(change.record, Label) for change in step.applied):
            self.foot.show_labels(self.notebook.codebook.labels)
            self.articles.refresh()
        if step.how is not How.REMEMBERED:
            self.saved = self.workspace.file.saved
            if self.article:
                self.reader.show_annotations(self.workspace.annotation_marks(self.article))
            if (index := self.workspace.place(step.change.article)) is not None:
                self.articles.redraw(index)
            self.show_aside()
        self.show_status()

    # Marks

    def action_toggle_done(self) -> None:
        if not self.refused() and self.article:
            self.say("done" if self.notebook.toggle_done(self.article) else "not done")

    def action_toggle_star(self) -> None:
        if not self.refused() and self.article:
            self.say("starred" if self.notebook.toggle_star(self.article) else "no longer starred")

    # Undo

    def action_undo(self) -> None:
        if not self.refused():
            self._tell_and_go("undone", self.notebook.undo(), "nothing to take back")

    def action_redo(self) -> None:
        if not self.refused():
            self._tell_and_go("redone", self.notebook.redo(), "nothing to do again")

    def _tell_and_go(self, what: str, change: Change | None, nothing: str) -> None:
        """Say what undo or redo did, and go to where it was."""
        if change and change.article and self.workspace.place(change.article) is not None:
            self.go_to(change.article, change.start)
        self.say(f"{what}: {change.name}" if change else nothing)

    # Leaving

    def action_export(self) -> None:
        """Write all annotations of the notebook to a file; the path is asked for."""
        from tui.exporters.native import annotations_export
        from tui.exporters.writing import ExportError, write_export
        from tui.screens.dialogs import Ask

        export = annotations_export(self.notebook, None, datetime.now(UTC))

        def wrong(answer: str) -> str:
            try:
                write_export(Path(answer).expanduser(), export.text)
            except ExportError as error:
                return str(error)
            return ""

        def written(answer: str | None) -> None:
            if answer is not None:
                self.say(f"wrote {export.annotations} annotation{'' if export.annotations == 1 else 's'} to {answer}")

        hint = "enter writes it  ·  esc leaves"
        self.app.push_screen(
            Ask("Export all annotations as JSON", str(self._export_path), hint=hint, check=wrong), written
        )

    @property
    def _export_path(self) -> Path:
        """Beside the notebook when that lies with the articles, else where the program was started."""
        folder = self.workspace.file.path.parent
        return (folder if self.workspace.file.path.name == "newsreader.json" else Path.cwd()) / EXPORT_NAME

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())

    def action_palette(self) -> None:
        self.app.action_command_palette()

    def action_quit(self) -> None:
        """Out of the side panel or a followed copy first; from anywhere else, out of the program."""
        if self.focused is self.side or self.followed:
            self.action_out()
            return
        if not self.workspace.file.read_only:
            self.remember_place()
            if self.workspace.file.unsaved and not self.workspace.file.retry():
                self._offer_another_place()
                return
        self.app.exit()

    def _offer_another_place(self) -> None:
        """Leave only once what is not saved lies somewhere else; escape goes back to trying."""
        from tui.screens.dialogs import Ask

        file = self.workspace.file

        def wrong(answer: str) -> str:
            try:
                file.save_copy(Path(answer).expanduser())
            except NotebookError as error:
                return str(error)
            return ""

        def saved(answer: str | None) -> None:
            if answer is not None:
                self.app.exit()

        hint = (
            f"enter saves all of it there, {file.unsaved} changes too, and leaves  ·  esc goes back to trying"
            "  ·  ctrl+q leaves without"
        )
        place = str(Path.home() / f"{file.path.stem}-rescued.json")
        self.app.push_screen(Ask(file.problem, place, hint=hint, check=wrong), saved)
