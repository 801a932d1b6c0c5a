"""Labels and notes: what a person says about the sentence, words or article that the cursor is at."""

from textual import events, on
from textual.widgets import Input

from tui.keys import key_of
from tui.model.annotation import Annotation, Scope, Target, target_of
from tui.model.article import Article
from tui.model.codebook import KEYS, Label
from tui.model.notebook import LabelRefused, check_use
from tui.screens.filling import FillingScreen
from tui.screens.wording import shortened
from tui.screens.workspace import Workspace
from tui.widgets.article_reader import ArticleReader


class AnnotatingScreen(FillingScreen):
    """Puts labels and notes on what the cursor is at: each act one change of the notebook.

    One of several annotations that overlap can be chosen; until the cursor moves on, acts are then about it.
    Dialogs are imported when they are first opened: together they take as long to load as the three panes.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._chosen = ""
        """The id of the annotation that was chosen, or empty."""

    def refused(self) -> bool:
        """Whether nothing can be changed now; says so."""
        typing = isinstance(self.focused, Input)  # ctrl+z is meant for what is typed
        if self.workspace.file.read_only:
            self.say("read-only: nothing can be changed")
        return typing or self.workspace.file.read_only or self.article is None

    @property
    def target(self) -> Target:
        """What an act is about: the words that are selected, the sentence at the cursor, or the whole article."""
        assert self.article is not None, "an act is about an article"
        at_cursor = self.workspace.target(self.article, self.sentence)
        selection = self.reader.selection
        if selection in (None, (at_cursor.start, at_cursor.end)):  # a sentence selected as a whole is the sentence
            return at_cursor
        return target_of(self.article, *selection, Scope.SPAN)

    @property
    def about(self) -> str:
        """The same in words, for the title of a dialog."""
        assert self.article is not None, "a dialog is about an article"
        quote = self.target.quote
        return f"“{shortened(quote, 60)}”" if quote else f"the article “{self.article.title}”"

    # Labels

    def on_key(self, event: events.Key) -> None:
        """A label's own key puts it here. These keys are the code book's, so they are no bindings."""
        label = self.notebook.codebook.by_key(event.character or "")
        if label and label.key in KEYS and not isinstance(self.focused, Input):
            event.stop()
            self.put(label)

    def put(self, label: Label) -> None:
        """Put a label here, and go on; or make it the label of the annotation that is chosen."""
        if self.refused() or not self.article:
            return
        self.workspace.used(label)
        article, sentence, target, chosen = self.article, self.sentence, self.target, self.chosen
        try:
            check_use(label, target.scope)
            if chosen:
                self._change_label(chosen, label)
                return
            self._step_on(target)
            if self.notebook.label(article, target, label, self.workspace.annotator):
                words = f" on “{shortened(target.quote, 30)}”" if target.scope is Scope.SPAN else ""
                self.say(f"{label.name}{words}")
                if self.workspace.settings.offer_copies and sentence is not None:
                    self._offer_copies(article, sentence)
            else:
                self.show_aside()
                self.say(f"{label.name} stands there already")
        except LabelRefused as problem:
            self.say(str(problem))

    def _step_on(self, target: Target) -> None:
        """Go on from what is labelled now; before it is, so that all of it is drawn in one repaint."""
        if self.reader.selection:
            self.reader.select(None)
        if not self.workspace.settings.advance or target.scope is Scope.SPAN:
            return
        if target.scope is Scope.ARTICLE:
            self.step_article(1)
        else:
            with self.prevent(ArticleReader.Moved):
                self.action_next_unlabelled()

    def _change_label(self, annotation: Annotation, label: Label) -> None:
        if annotation.annotator != self.workspace.annotator:
            self.say(f"that is {annotation.annotator}'s: {key_of('reading.out', 'esc')}, then label it yourself")
        else:
            self.notebook.relabel([annotation], label, self.article)
            self.say(f"now {label.name}")

    def action_pick_label(self) -> None:
        self._pick_label(at_once=False)

    def action_label_by_key(self) -> None:
        self._pick_label(at_once=True)

    def _pick_label(self, *, at_once: bool) -> None:
        from tui.screens.dialogs import PickLabel

        def picked(label: Label | None) -> None:
            if label:
                self.put(label)

        if not self.refused():
            book, scope, recent = self.notebook.codebook, self.target.scope, self.workspace.recent_labels
            self.app.push_screen(PickLabel(book, self.about, scope=scope, recent=recent, at_once=at_once), picked)

    def action_repeat_label(self) -> None:
        self._put_recent(0)

    def action_other_label(self) -> None:
        self._put_recent(1)

    def _put_recent(self, place: int) -> None:
        recent = self.workspace.recent_labels
        if place < len(recent):
            self.put(recent[place])
        else:
            self.say("no label was put yet" if not place else "no other label was put yet")

    def action_toggle_advance(self) -> None:
        self.keep("advance", not self.workspace.settings.advance)
        self.say("a label goes on to the next" if self.workspace.settings.advance else "a label stays where it is put")

    # Copies

    def action_propagate(self) -> None:
        if self.refused() or not self.article:
            return
        if nothing := self._offer_copies(self.article, self.sentence):
            self.say(nothing)

    def action_toggle_offer_copies(self) -> None:
        offer = not self.workspace.settings.offer_copies
        self.keep("offer_copies", offer)
        self.say(
            "each label is offered to the copies"
            if offer
            else f"labels are offered to copies by {key_of('reading.propagate')} only"
        )

    def _offer_copies(self, article: Article, sentence: int | None) -> str:
        """Offer a sentence's labels, or all of an article, to the copies; returns why not, when there are none."""
        from tui.screens.copying import offer_copies

        if self._looking and (sentence is None or not self.workspace.copies_of(article, sentence)):
            return "still looking for what is shared"
        return offer_copies(self, self.workspace, article, sentence, say=self.say, undo_act="reading.undo")

    # Choosing one of those that overlap

    @property
    def chosen(self) -> Annotation | None:
        """The annotation that is chosen; None also when it is no longer there, or the cursor no longer on it."""
        return next((one for one in self._standing() if one.id == self._chosen), None)

    def _standing(self) -> list[Annotation]:
        return self.workspace.annotations(self.article, self.sentence) if self.article else []

    def action_choose(self) -> None:
        here = self._standing()
        if not here:
            self.say("nothing is annotated here")
            return
        ids = [one.id for one in here]
        place = (ids.index(self._chosen) + 1) % len(ids) if self._chosen in ids else 0
        self._choose(here[place])
        name = self.notebook.label_name(here[place])
        about_it = ("reading.remove", "reading.write-note", "reader.select", "reading.attributes")
        again, end = key_of("reading.choose"), key_of("reading.out", "esc")
        keys = " ".join(map(key_of, about_it))
        self.say(f"{name}, {place + 1} of {len(ids)}: {keys} are about it · {again} next · {end} ends")

    def _choose(self, annotation: Annotation | None) -> None:
        self._chosen = annotation.id if annotation else ""
        target = annotation.target if annotation and annotation.target.scope is not Scope.ARTICLE else None
        self.reader.show_chosen((target.start, target.end) if target else None)
        self.workspace.chosen = self._chosen
        self.show_aside()

    def cursor_moved(self) -> None:
        if self._chosen:
            self._choose(None)
        else:
            super().cursor_moved()

    def action_out(self) -> None:
        if self._chosen:
            self._choose(None)
        else:
            super().action_out()

    @on(ArticleReader.Kept)
    def _words_kept(self) -> None:
        """The words that were selected are the right ones: the new edges of what is chosen, or to be labelled."""
        chosen, selection = self.chosen, self.reader.selection
        if chosen is None or selection is None:
            self.action_pick_label()
        elif not self.refused() and self.article:
            if chosen.annotator != self.workspace.annotator:
                self.say(f"that is {chosen.annotator}'s: its edges stay")
                return
            self.reader.select(None)
            self._choose(self.notebook.reshape(self.article, chosen, *selection))
            self.say(f"edges moved · {key_of('reading.undo')} takes it back")

    # Notes, attributes, removing

    def action_write_note(self) -> None:
        from tui.screens.dialogs import WriteNote

        if self.refused() or not self.article:
            return
        article, target, mine = self.article, self.target, self.workspace.annotator
        chosen = self.chosen if self.chosen and self.chosen.annotator == mine else None
        standing = chosen or self.notebook.note_holder(target, mine)

        def written(note: str | None) -> None:
            if note is None:
                return
            if chosen:
                self.notebook.note_on(article, chosen, note)
            else:
                self.notebook.note(article, target, note, mine)
            self.reader.select(None)

        self.app.push_screen(WriteNote(self.about, standing.note if standing else ""), written)

    def action_attributes(self) -> None:
        from tui.screens.attributes import SetAttributes

        if self.refused() or not self.article:
            return
        article = self.article
        mine = [one for one in self._standing() if one.annotator == self.workspace.annotator and one.label]
        asking = [one for one in mine if self._asks(one)]
        annotation = self.chosen if self.chosen in mine else max(asking, key=lambda one: one.modified, default=None)
        label = self.notebook.codebook.by_id(annotation.label) if annotation else None
        book = key_of("reading.edit-codebook")
        if annotation is None or label is None:
            self.say("label it first" if not mine else f"no label here has attributes: {book} gives it some")
        elif not label.attributes:
            self.say(f"{label.name} has no attributes: {book} gives it some")
        else:
            self.app.push_screen(SetAttributes(self.notebook, article, annotation, label))

    def _asks(self, annotation: Annotation) -> bool:
        label = self.notebook.codebook.by_id(annotation.label)
        return bool(label and label.attributes)

    def action_remove(self) -> None:
        if self.refused() or not self.article:
            return
        here = [self.chosen] if self.chosen else self._standing()
        mine = [one for one in here if one.annotator == self.workspace.annotator]
        self._choose(None)
        self.notebook.remove(self.article, mine)
        others = f", {len(here) - len(mine)} of others left" if len(here) > len(mine) else ""
        undo = key_of("reading.undo")
        self.say(f"removed {len(mine)}{others} · {undo} takes it back" if mine else f"nothing of yours here{others}")

    def action_edit_codebook(self) -> None:
        from tui.screens.codebook import CodeBookScreen

        self.app.push_screen(CodeBookScreen(self.workspace))
