"""Labels put by their own keys, on screens that stand over the main one."""

from textual import events
from textual.getters import query_one
from textual.screen import Screen, ScreenResultType
from textual.widgets import Input

from tui.keys import key_of
from tui.model.annotation import Target
from tui.model.article import Article
from tui.model.codebook import KEYS, Label
from tui.model.history import Change
from tui.model.notebook import LabelRefused
from tui.screens.wording import shortened
from tui.screens.workspace import Workspace
from tui.widgets.quiet_footer import QuietFooter

QUOTED = 60
"""Code points of a sentence in the title of a dialog."""


class LabelKeysScreen(Screen[ScreenResultType]):
    """A label's own key, or one that is picked, labels what the cursor is at."""

    foot = query_one("#foot", QuietFooter)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.notebook = workspace.notebook

    @property
    def label_target(self) -> Target | None:
        """What a label would be put on; None when there is nothing."""
        raise NotImplementedError

    def put(self, label: Label) -> None:
        """Put a label there."""
        raise NotImplementedError

    def refused(self) -> bool:
        """Whether nothing can be changed now; says so."""
        typing = isinstance(self.focused, Input)  # ctrl+z is meant for what is typed
        if self.workspace.file.read_only:
            self.foot.say("read-only: nothing can be changed")
        return typing or self.workspace.file.read_only

    def on_key(self, event: events.Key) -> None:
        """These keys are the code book's, so they are no bindings."""
        label = self.notebook.codebook.by_key(event.character or "")
        if label and label.key in KEYS and not isinstance(self.focused, Input):
            event.stop()
            self.put(label)

    def action_pick_label(self) -> None:
        from tui.screens.dialogs import PickLabel

        def picked(label: Label | None) -> None:
            if label:
                self.put(label)

        target = self.label_target
        if target and not self.refused():
            about = f"“{shortened(target.quote, QUOTED)}”"
            recent = self.workspace.recent_labels
            self.app.push_screen(PickLabel(self.notebook.codebook, about, scope=target.scope, recent=recent), picked)

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.notebook.codebook.active))


class SentenceLabelsScreen(LabelKeysScreen[ScreenResultType]):
    """Sentences are labelled one after the other, and each change can be taken back."""

    undo_act = ""
    """The id of the act that takes back."""

    @property
    def sentence_here(self) -> tuple[Article, int] | None:
        """The article and the sentence in it that the cursor is at; None when there is none."""
        raise NotImplementedError

    def action_next(self) -> None:
        """Go to the next sentence."""
        raise NotImplementedError

    def changed(self, told: str) -> None:
        """Draw what was changed, and tell it."""
        raise NotImplementedError

    def go_to_change(self, change: Change) -> str:
        """Go to where a change was, if it can be seen here; returns what to add where it cannot."""
        raise NotImplementedError

    def put_told(self, label: Label) -> str:
        """How it is told that a label was put."""
        return label.name

    @property
    def takes_back(self) -> str:
        """`u takes it back`."""
        return f"{key_of(self.undo_act)} takes it back"

    @property
    def label_target(self) -> Target | None:
        return self.workspace.target(*self.sentence_here) if self.sentence_here else None

    def put(self, label: Label) -> None:
        """Put a label on the sentence, and go on to the next unless the settings say to stay."""
        here, target = self.sentence_here, self.label_target
        if here is None or target is None or self.refused():
            return
        self.workspace.used(label)
        try:
            put = self.notebook.label(here[0], target, label, self.workspace.annotator)
        except LabelRefused as refused:
            self.foot.say(str(refused))
            return
        if self.workspace.settings.advance:
            self.action_next()
        self.changed(self.put_told(label) if put else f"{label.name} stands there already")
        if put and self.workspace.settings.offer_copies:
            self._offer_copies(*here)

    def _offer_copies(self, article: Article, sentence: int) -> None:
        from tui.screens.copying import offer_copies

        offer_copies(self, self.workspace, article, sentence, say=self.changed, undo_act=self.undo_act)

    def action_remove(self) -> None:
        here = self.sentence_here
        if here and not self.refused():
            standing = self.workspace.annotations(*here)
            mine = [one for one in standing if one.annotator == self.workspace.annotator]
            self.notebook.remove(here[0], mine)
            self.changed(f"removed {len(mine)} · {self.takes_back}" if mine else "nothing of yours here")

    def action_undo(self) -> None:
        if not self.refused():
            self._go_and_tell("undone", self.notebook.undo(), "nothing to take back")

    def action_redo(self) -> None:
        if not self.refused():
            self._go_and_tell("redone", self.notebook.redo(), "nothing to do again")

    def _go_and_tell(self, what: str, change: Change | None, nothing: str) -> None:
        self.changed(f"{what}: {change.name}{self.go_to_change(change)}" if change else nothing)
