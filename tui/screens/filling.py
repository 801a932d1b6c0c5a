"""The list fills behind the screen: what could not be read in a moment comes in while one works."""

import gc

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from tui.importers.opening import Opening, in_short
from tui.model.library import Library
from tui.model.ordering import by_date
from tui.screens.filtering import FilteringScreen
from tui.screens.listing import Arrangement
from tui.screens.pace import Pace, Turns

A_WHILE = 0.003
"""Seconds between two looks whether a key came, or the person left."""
TELL_EVERY = 0.1
"""Seconds between telling how far it is."""
TAKE_IN_EVERY = 0.5
"""Seconds at least between putting into the list what was read meanwhile: 100,000 articles come in a dozen times."""


class FillingScreen(FilteringScreen):
    """Reads on behind the screen, and puts what was read into the list."""

    class Read(Message):
        """More articles were read: these are all there are now."""

        def __init__(self, library: Library, arrangement: Arrangement) -> None:
            super().__init__()
            self.library = library
            self.arrangement = arrangement

    class ReadAll(Message):
        """There are no more."""

    def on_mount(self) -> None:
        if self.workspace.opening:
            self.call_after_refresh(self._read_on, self.workspace.opening)

    @work(thread=True, group="filling")
    def _read_on(self, opening: Opening) -> None:
        worker = get_current_worker()
        turns, telling, handing_over = Turns(), Pace(TELL_EVERY), Pace(TAKE_IN_EVERY)
        self.workspace.make_way = turns.key
        while not opening.done:
            opening.advance(max(turns.wait(), A_WHILE))
            if worker.is_cancelled:
                return
            if telling.is_due:
                with telling.doing():
                    self.post_message(self.Looking(opening.doing, opening.fraction))
                    gc.freeze()  # what was read stays: a collection that went through it would hold the screen up
            if opening.done or handing_over.is_due:
                with handing_over.doing():
                    self._hand_over(opening, turns)
        self.post_message(self.ReadAll())

    def _hand_over(self, opening: Opening, turns: Turns) -> None:
        """Put what was read into the list. A collection meanwhile would go through all of it, for 60 milliseconds."""
        gc.disable()
        turns.wait()
        library = opening.library()
        turns.wait()
        in_order = by_date(library)
        turns.wait()
        arrangement = self.listing.arrangement(in_order, self.listing.ordering)
        self.post_message(self.Read(library, arrangement))
        gc.freeze()
        gc.enable()

    def on_filling_screen_read(self, message: Read) -> None:
        """List what came in. The article at the cursor stays, also in its row of the screen."""
        at_cursor = self.workspace.articles[self.articles.cursor].id  # the reader hears of a move a moment later
        self.workspace.library = message.library
        self.article = message.library.by_id(self.article.id) if self.article else None
        self.listing.arrange(message.arrangement)
        with self.articles.steady():
            self.show_list()
        if message.library.by_id(at_cursor) is None:  # a link to it came first
            at_cursor = self.workspace.articles[self.articles.cursor].id
        if self.article is None or self.article.id != at_cursor:
            self.go_to(at_cursor)
        if self._sieve and (self.filter_line.editing or not self._sieve.done):
            query, self._sieve = self._sieve.query, None
            self._sift(query)
        elif self.listing.query:
            self._join()

    def on_filling_screen_read_all(self) -> None:
        if self.workspace.opening:
            self.workspace.file.notices.extend(in_short(self.workspace.opening.notices))
            self.workspace.opening = None
            self.show_list()
            self.show_status()
            if self.listing.query:
                self._join()  # what could not be known before all were here
            self.filled()

    def still_reading(self) -> bool:
        """Whether articles are missing that an act cannot do without; says so."""
        if self.workspace.opening:
            self.say("still reading the articles")
        return self.workspace.opening is not None
