"""The main screen: what a person does to what the three panes show."""

from datetime import UTC, datetime
from pathlib import Path

from textual import events, work
from textual.widgets import Input

from tui.model.codebook import KEYS, Label
from tui.model.history import Change
from tui.model.notebook import How, Step
from tui.screens.searching import SearchingScreen
from tui.screens.workspace import Workspace
from tui.store.storage import NotebookError
from tui.widgets.article_reader import ArticleReader

REMEMBER_EVERY = 1.0
"""Seconds between keeping the cursor's place; not at every key, for each keeping is a write to the disk."""
TRY_AGAIN = 3.0
"""Seconds between attempts to save what could not be saved."""
EXPORT_NAME = "newsreader-annotations.json"
IDLE = 30.0
"""Seconds between bringing the notebook's main file up to date."""


class ReadingScreen(SearchingScreen):
    """Labels, notes, marks, undo and export: each act one change of the notebook.

    Dialogs are imported when they are first opened: together they take as long to load as the three panes.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._last_label: Label | None = None

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

    def _refused(self) -> bool:
        """Whether nothing can be changed now; says so."""
        if self.workspace.file.read_only:
            self.say("read-only: nothing can be changed")
        return self.workspace.file.read_only or self.article is None

    # Labels and notes

    def on_key(self, event: events.Key) -> None:
        """A label's own key puts it here. These keys are the code book's, so they are no bindings."""
        label = self.notebook.codebook.by_key(event.character or "")
        if label and label.key in KEYS and not isinstance(self.focused, Input):
            event.stop()
            self._put(label)

    def _put(self, label: Label) -> None:
        """Put a label on the sentence or article, and go on to the next.

        It goes on first: then label, cursor and side panel are drawn together, in one repaint.
        """
        if self._refused() or not self.article:
            return
        self._last_label = label
        article, target = self.article, self.workspace.target(self.article, self.sentence)
        if self.sentence is None:
            self.step_article(1)
        else:
            with self.prevent(ArticleReader.Moved):
                self.reader.action_next()
        if self.notebook.label(article, target, label, self.workspace.annotator):
            self.say(label.name)
        else:
            self.show_aside()
            self.say(f"{label.name} stands there already")

    def action_pick_label(self) -> None:
        from tui.screens.dialogs import PickLabel

        def picked(label: Label | None) -> None:
            if label:
                self._put(label)

        if not self._refused():
            self.app.push_screen(PickLabel(self.notebook.codebook, self._about), picked)

    def action_repeat_label(self) -> None:
        label = self.notebook.codebook.by_id(self._last_label.id) if self._last_label else None
        if label:
            self._put(label)
        else:
            self.say("no label was put yet")

    def action_write_note(self) -> None:
        from tui.screens.dialogs import WriteNote

        if self._refused() or not self.article:
            return
        article, target = self.article, self.workspace.target(self.article, self.sentence)
        standing = self.notebook.note_holder(target, self.workspace.annotator)

        def written(note: str | None) -> None:
            if note is not None:
                self.notebook.note(article, target, note, self.workspace.annotator)

        self.app.push_screen(WriteNote(self._about, standing.note if standing else ""), written)

    def action_remove(self) -> None:
        if self._refused() or not self.article:
            return
        here = self.workspace.annotations(self.article, self.sentence)
        mine = [one for one in here if one.annotator == self.workspace.annotator]
        self.notebook.remove(self.article, mine)
        others = f", {len(here) - len(mine)} of others left" if len(here) > len(mine) else ""
        self.say(f"removed {len(mine)}{others} · u takes it back" if mine else f"nothing of yours here{others}")

    @property
    def _about(self) -> str:
        """What a dialog is about, for its title."""
        assert self.article is not None, "a dialog is about an article"
        if self.sentence is None:
            return f"the article “{self.article.title}”"
        quote = self.workspace.target(self.article, self.sentence).quote
        return f"“{quote if len(quote) <= 60 else quote[:59].rstrip() + '…'}”"

    def action_edit_codebook(self) -> None:
        from tui.screens.codebook import CodeBookScreen

        if not self._refused():
            self.app.push_screen(CodeBookScreen(self.notebook))

    # Marks

    def action_toggle_done(self) -> None:
        if not self._refused() and self.article:
            self.say("done" if self.notebook.toggle_done(self.article) else "not done")

    def action_toggle_star(self) -> None:
        if not self._refused() and self.article:
            self.say("starred" if self.notebook.toggle_star(self.article) else "no longer starred")

    # Undo

    def action_undo(self) -> None:
        if not self._refused():
            self._tell_and_go("undone", self.notebook.undo(), "nothing to take back")

    def action_redo(self) -> None:
        if not self._refused():
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
