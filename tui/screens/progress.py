"""Progress on the main screen: to what has no label yet, here or in all the library, and whose labels count."""

from itertools import takewhile

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from tui.keys import key_of
from tui.model.coverage import DistinctSentences
from tui.model.sentences import sentence_spans
from tui.model.shared import Sharing
from tui.screens.sharing import SharingScreen
from tui.screens.wording import shortened

LONGEST_TITLE = 40


class ProgressScreen(SharingScreen):
    """Goes to what is still to be done. It changes no annotation, only which of them are seen."""

    class Counted(Message):
        """It is known which sentences are distinct."""

        def __init__(self, sentences: DistinctSentences) -> None:
            super().__init__()
            self.sentences = sentences

    def on_sharing_screen_found(self, message: SharingScreen.Found) -> None:
        """Count the library's distinct sentences, once it is known which of them are copies."""
        if message.all_of_it and message.sharing is not None:
            self._count_sentences(message.sharing)

    @work(thread=True, exclusive=True, group="counting")
    def _count_sentences(self, sharing: Sharing) -> None:
        # Not the workspace's own sentences: it keeps those of a few articles, and is the main thread's.
        worker = get_current_worker()
        articles = takewhile(lambda _: not worker.is_cancelled, self.workspace.library)
        counted = DistinctSentences(articles, lambda one: sentence_spans(one.text, one.language), sharing)
        if not worker.is_cancelled:
            self.post_message(self.Counted(counted))

    def on_progress_screen_counted(self, message: Counted) -> None:
        self.workspace.count(message.sentences)
        self.show_aside()
        self.show_status()

    # To what has no label

    def action_next_unlabelled(self) -> None:
        self._to_unlabelled(1)

    def action_previous_unlabelled(self) -> None:
        self._to_unlabelled(-1)

    def _to_unlabelled(self, step: int) -> None:
        """Go to a sentence without a label; where novelty comes first, to one that has none in any article."""
        self.set_focus(self.reader)
        if self.workspace.settings.novelty and self.workspace.coverage:
            self._go_to_new(step)
        elif step > 0:
            self.reader.action_next_unlabelled()
        else:
            self.reader.action_previous_unlabelled()

    def _go_to_new(self, step: int) -> None:
        here = self.article
        found = self.workspace.next_new(here, self.reader.sentence, step) if here else None
        if here is None or found is None:
            self.say("nothing else is new: all is labelled, here or as a copy")
            return
        article, start = found
        if article is here:
            self.reader.go_to(start)
        else:
            self.go_to(article.id, start)
            self.say(f"new in “{shortened(article.title, LONGEST_TITLE)}”")

    def action_toggle_novelty(self) -> None:
        self.keep("novelty", not self.workspace.settings.novelty)
        new = self.workspace.settings.novelty
        what = "what nobody labelled in any article" if new else "every sentence without a label"
        self.say(f"{key_of('reading.next-unlabelled')} goes to {what}")

    # Whose labels count

    def action_toggle_blind(self) -> None:
        self.keep("blind", not self.workspace.blind)
        self.say("what others did is hidden" if self.workspace.blind else "what others did is shown")

    def heed(self, setting: str) -> None:
        if setting == "blind":
            self.workspace.recount()
            self.articles.redraw()
            if self.article:
                self.reader.show_annotations(self.workspace.annotation_marks(self.article))
            self.show_aside()
        super().heed(setting)
