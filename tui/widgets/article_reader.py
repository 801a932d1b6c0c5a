"""The reader: an article, a cursor over its sentences, and the keys that select in it."""

from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from tui.keys import acts_of
from tui.widgets.acting import bindings
from tui.widgets.lettered_words import LetteredWords, lettered
from tui.widgets.page import Page
from tui.widgets.selection import Unit
from tui.widgets.text_selection import TextSelection

_SELECTING = frozenset(act.action for act in acts_of("select"))


class ArticleReader(TextSelection, inherit_bindings=False):
    """An article to read and to select in. What is selected moves by the same keys, however it was selected."""

    # The first of a key's acts that `check_action` allows is done: while selecting, those of the selection.
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("select"), *bindings("reader")]

    class Kept(Message):
        """The selection is what the person wants; it stands until the screen ends it."""

    def _take(self, page: Page) -> None:
        super()._take(page)
        self._lettered = LetteredWords()
        """The words that letters pick, as long as they are shown."""

    def _move(self, sentence: int) -> None:
        before = self.sentence
        super()._move(sentence)
        if self.sentence != before:
            self._show_letters(LetteredWords())

    # By keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The acts on a selection are there only while there is one."""
        return self._selection is not None if action in _SELECTING else super().check_action(action, parameters)

    def action_select(self) -> None:
        """Start selecting, with the word at the cursor, or the edges of the annotation that is chosen."""
        here, place = self.here, self._place
        if not here:
            return
        if self._shown.chosen:
            self.select(self._shown.chosen)
        elif place and here[0] <= place[0] < here[1]:
            hit = place[0] < place[1]
            self._select(self._text.words(*place) if hit else self._text.first_word(place[0], here))
        else:
            self._select(self._text.first_word(here[0], here))

    def action_select_by_letter(self) -> None:
        """Give each word of the sentence a letter: the next two letters are the first and the last word selected."""
        if self.here:
            self.select(None)
            self._show_letters(lettered(self._text.words_in(self.here)))

    def _show_letters(self, words: LetteredWords) -> None:
        if words != self._lettered:
            self._lettered, self._shown.letters = words, words.letters
            self._redraw([self.here] if self.here else [])

    async def on_key(self, event: events.Key) -> None:
        """Pick a word by its letter. Any other key ends picking, and does what it does."""
        words = self._lettered
        if not words.words:
            return
        span = words.picked(event.character or "")
        if span or event.key == "escape":
            event.stop()
            event.prevent_default()
            self.select(span)
        self._show_letters(replace(words, first=span) if span and not words.first else LetteredWords())

    def action_stop(self) -> None:
        """End selecting, with nothing done."""
        self.select(None)

    def action_keep(self) -> None:
        """Say that the selection is as it is wanted."""
        self._tell(self.Kept())

    def action_next_word(self) -> None:
        """Select the next word alone."""
        self._alone(1)

    def action_previous_word(self) -> None:
        """Select the previous word alone."""
        self._alone(-1)

    def action_word_further(self) -> None:
        """Move the edge a word further."""
        self._extend(Unit.WORD, 1)

    def action_word_back(self) -> None:
        """Move the edge a word back."""
        self._extend(Unit.WORD, -1)

    def action_character_further(self) -> None:
        """Move the edge a character further."""
        self._extend(Unit.CHARACTER, 1)

    def action_character_back(self) -> None:
        """Move the edge a character back."""
        self._extend(Unit.CHARACTER, -1)

    def action_sentence_further(self) -> None:
        """Move the edge to the end of this sentence, then of the next."""
        self._extend(Unit.SENTENCE, 1)

    def action_sentence_back(self) -> None:
        """Move the edge to the start of this sentence, then of the one before."""
        self._extend(Unit.SENTENCE, -1)

    def action_other_edge(self) -> None:
        """Move the other edge from now on."""
        if self._selection:
            self._select(self._selection.other_edge())

    def _alone(self, by: int) -> None:
        if self._selection:
            self._select(self._selection.next_word(self._text, by))

    def _extend(self, unit: Unit, by: int) -> None:
        if self._selection:
            self._select(self._selection.extended(self._text, unit, by))
