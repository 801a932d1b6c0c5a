"""Labels and notes: what a person says about the sentence, span or article that is shown."""

from textual import events
from textual.widgets import Input

from tui.model.codebook import KEYS, Label
from tui.screens.searching import SearchingScreen
from tui.screens.workspace import Workspace
from tui.widgets.article_reader import ArticleReader


class AnnotatingScreen(SearchingScreen):
    """Puts labels and notes on what the cursor is at: each act one change of the notebook.

    Dialogs are imported when they are first opened: together they take as long to load as the three panes.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._last_label: Label | None = None

    def refused(self) -> bool:
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
        if self.refused() or not self.article:
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

        if not self.refused():
            self.app.push_screen(PickLabel(self.notebook.codebook, self._about), picked)

    def action_repeat_label(self) -> None:
        label = self.notebook.codebook.by_id(self._last_label.id) if self._last_label else None
        if label:
            self._put(label)
        else:
            self.say("no label was put yet")

    def action_write_note(self) -> None:
        from tui.screens.dialogs import WriteNote

        if self.refused() or not self.article:
            return
        article, target = self.article, self.workspace.target(self.article, self.sentence)
        standing = self.notebook.note_holder(target, self.workspace.annotator)

        def written(note: str | None) -> None:
            if note is not None:
                self.notebook.note(article, target, note, self.workspace.annotator)

        self.app.push_screen(WriteNote(self._about, standing.note if standing else ""), written)

    def action_remove(self) -> None:
        if self.refused() or not self.article:
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

        if not self.refused():
            self.app.push_screen(CodeBookScreen(self.notebook))
