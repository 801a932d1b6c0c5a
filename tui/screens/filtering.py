"""Filter, order and groups of the list on the main screen: as one types, remembered, and always with a way back."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter
from typing import NamedTuple

from textual import on, work
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Static

from tui.keys import key_of
from tui.model.article import Article
from tui.model.filtering import NAME, Query, Wrong, parse
from tui.model.ordering import Grouping, Order, Ordering
from tui.model.sifting import Sieve
from tui.screens.filter_line import FilterLine
from tui.screens.listing import BY_SHARED_TEXT, Listing
from tui.screens.searching import SearchingScreen
from tui.screens.sharing import SharingScreen
from tui.screens.wording import plain
from tui.screens.workspace import Workspace

AT_ONCE = 0.02
"""Seconds for which a filter may keep the key that changed it; what takes longer is done between the keys."""
FIRST_DRAWN = 0.015
"""Seconds in which it is drawn what the key changed; only then is it gone on."""
TELL_EVERY = 0.15
"""Seconds between telling how many were found so far."""
SLICE = 0.002
"""Seconds between two looks for a key, which is handed on a dozen times until it is answered."""


class Before(NamedTuple):
    """What was there before a filter was typed, for when it is dropped."""

    query: Query
    matching: Sequence[Article]
    article: str
    offset: int | None
    focus: Widget | None
    looked_through: Sequence[Article]
    """All that were read by then; none when some of them were still to be looked through."""


class FilteringScreen(SearchingScreen):
    """Narrows the list, orders and groups it. The article that is read stays where it is, if it is in the list."""

    filter_line = query_one("#filter", FilterLine)
    """There from the first filter on."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.listing = Listing(workspace)
        self._before: Before | None = None
        self._sieve: Sieve | None = None
        """The last run of a filter; None when the next has to look at everything anew."""
        self._outside = False
        """Whether the article that is read is not in the filter."""
        self._joining = False
        """Whether articles that came in are still to be looked through for what is in the filter."""

    def on_mount(self) -> None:
        if self.listing.ordering != Ordering() or self.listing.grouping:
            self.listing.arrange()

    # The list

    def show_list(self) -> None:
        super().show_list()
        self._tell_heading(self.listing.told)

    def _tell_heading(self, words: str) -> None:
        self.query_one("#list-heading", Static).update(plain(f" {words}"), layout=False)

    def go_to(self, article_id: str, offset: int | None = None) -> None:
        if self.workspace.place(article_id) is None and self.listing.admit(article_id):
            self.show_list()
        self._outside = self.listing.is_guest(article_id)
        super().go_to(article_id, offset)

    def say(self, words: str) -> None:
        super().say(f"{words} · not in filter" if self._outside else words)

    # The filter

    @property
    def _typing(self) -> bool:
        """Whether a filter is being typed."""
        return self.has_class("-filtering")

    @on(FilterLine.Asked)
    async def action_filter(self) -> None:
        """Type another filter, or change the one that is on."""
        if self._typing or not self.article:
            return
        if not self.query("#filter"):
            await self.query_one("#list-pane").mount(FilterLine(id="filter"), before=self.articles)
        here = self.workspace.sentences(self.article)[self.reader.sentence][0] if self.sentence is not None else None
        looked_through = () if self._joining else self.listing.all
        query, matching = self.listing.query, self.listing.matching
        self._before = Before(query, matching, self.article.id, here, self.focused, looked_through)
        self._sieve = None
        self.set_class(True, "-filtering")
        self.filter_line.open(str(self.listing.query), self.listing.vocabulary, self.workspace.settings.filters)

    def action_clear_filter(self) -> None:
        """List everything again."""
        if not self.listing.query:
            self.say(f"no filter is on · {key_of('reading.filter')} sets one")
            return
        self._sieve = None
        self.listing.clear()
        self._outside = False
        self.show_list()
        self.filter_line.close("")
        self.say(f"all {len(self.listing.all):,} articles")

    @on(FilterLine.Typed)
    def _filter_typed(self, message: FilterLine.Typed) -> None:
        self._sift(message.query)

    @on(FilterLine.Kept)
    def _filter_kept(self) -> None:
        query = self.filter_line.query_typed
        if not self._typing or query is None:
            return
        if self._sieve is None:  # nothing was typed: what has changed since then counts now
            self._sift(query)
        if self._sieve and self._sieve.done and not self._sieve.found:
            self.filter_line.tell_nothing(True, refused=True)
        else:
            self._close_line(query)

    @on(FilterLine.Dropped)
    def _filter_dropped(self) -> None:
        if not self._typing or not self._before:
            return
        self._sieve = None
        if self._before.query:
            self.listing.take(self._before.query, self._before.matching)
        else:
            self.listing.clear()
        self.show_list()
        self._close_line(self._before.query)
        self.go_to(self._before.article, self._before.offset)
        if self._before.query and self._before.looked_through is not self.listing.all:
            self._join()

    def _close_line(self, query: Query) -> None:
        self.filter_line.close(str(query))
        if self.focused is self.filter_line.input:  # else somebody clicked elsewhere
            self.set_focus((self._before and self._before.focus) or self.articles)
        self.set_class(False, "-filtering")

    def _sift(self, query: Query) -> None:
        """List what is in a filter: at once if that can be done at once, else as soon as it is known."""
        self._sieve = self.listing.sieve(query, self._sieve)
        self._sieve.advance(AT_ONCE)
        if self._sieve.done:
            self._take(self._sieve)
        else:
            self._tell_found(self._sieve)
            self._sift_on()

    def _tell_found(self, sieve: Sieve) -> None:
        self._tell_heading(f"{len(sieve.found):,} … of {len(self.listing.all):,}")

    @work(exclusive=True, group="filter")
    async def _sift_on(self) -> None:
        sieve, told = self._sieve, perf_counter()
        await asyncio.sleep(FIRST_DRAWN)
        while sieve and sieve is self._sieve and not sieve.done:
            if perf_counter() >= told + TELL_EVERY:
                self._tell_found(sieve)
                told = perf_counter()
            await asyncio.sleep(0)
            sieve.advance(SLICE)
        if sieve and sieve is self._sieve:
            self._take(sieve)

    def _take(self, sieve: Sieve) -> None:
        """List what was found. When it is nothing, the list stays as it is."""
        self.filter_line.tell_nothing(not sieve.found)
        if sieve.found and self.article:
            self.listing.take(sieve.query, sieve.found)
            self.show_list()
            self._stay_or_go()
        elif self._typing:
            self._tell_heading(self.listing.counted(0))
        else:
            self.say("no article matches: the list is as it was")
            self.show_list()
            self.filter_line.close(str(self.listing.query))

    def _stay_or_go(self) -> None:
        """Stay at the article that is read, or was when typing began; when it is not listed, go to the next that is."""
        began = self._before if self._typing else None
        here = self.workspace.library.by_id(began.article) if began else self.article
        nearest = self.listing.nearest(here) if here else None
        self._outside = False
        if nearest and nearest is not self.article:
            self.go_to(nearest.id, began.offset if began and nearest is here else None)

    # When more articles come in

    @work(exclusive=True, group="joining")
    async def _join(self) -> None:
        """List what else is in the filter by now. What is listed stays, as it does when it is changed."""
        self._joining = True
        query = self.listing.query
        sieve = self.listing.sieve(query, None)
        while not sieve.done:
            await asyncio.sleep(0)
            sieve.advance(SLICE)
        self._joining = False
        if query is self.listing.query:
            self.listing.join(sieve.found)
            with self.articles.steady():
                self.show_list()

    # Filters by name

    @on(FilterLine.Named)
    def _name_filter(self) -> None:
        """Give what is typed a name, by which it can be recalled; of a name alone, forget it."""
        from tui.screens.dialogs import Ask

        query, named = self.filter_line.query_typed, self.workspace.settings.filters
        if not query:
            self.say("there is no filter to name yet")
            return
        text = str(query)
        if (name := text.removeprefix("@")) in named and text.startswith("@"):
            self._keep_filter(name, None)
            self._stand_in_line(named[name])
            self.say(f"@{name} is forgotten")
            return

        told_taken = ""

        def wrong(answer: str) -> str:
            nonlocal told_taken
            name = answer.removeprefix("@")
            if not NAME.fullmatch(name):
                return "a name has letters, digits, - and _ only"
            understood = parse(text, {**named, name: text})
            if isinstance(understood, Wrong):
                return understood.message
            if named.get(name, text) != text and told_taken != name:
                told_taken = name
                return f"@{name} is {named[name]}: enter once more replaces it"
            return ""

        def given(answer: str | None) -> None:
            if answer is not None:
                name = answer.removeprefix("@")
                self._keep_filter(name, text)
                self._stand_in_line(f"@{name}")
                self._filter_kept()
                self.say(f"@{name} recalls this filter")

        hint = "enter keeps it  ·  @name recalls it  ·  esc leaves"
        self.app.push_screen(Ask(f"A name for the filter {text}", hint=hint, check=wrong), given)

    def _stand_in_line(self, text: str) -> None:
        """Put the same filter into the line in other words."""
        self.filter_line.open(text, self.listing.vocabulary, self.workspace.settings.filters)
        if query := self.filter_line.query_typed:
            self._sift(query)

    def _keep_filter(self, name: str, text: str | None) -> None:
        filters = {key: value for key, value in self.workspace.settings.filters.items() if key != name}
        if text is not None:
            filters[name] = text
        self.workspace.settings = replace(self.workspace.settings, filters=filters)
        self.remember(name, text, "filters")

    # Order and groups

    def action_sort(self) -> None:
        """Choose another order of the list."""
        from tui.screens.pick_order import PickOrder

        def picked(ordering: Ordering | None) -> None:
            if ordering:
                self.keep("order", ordering.kept)
                self.say(f"the list is {ordering}")

        self.app.push_screen(PickOrder(self.listing.ordering), picked)

    def action_group(self) -> None:
        """Group the list otherwise, or no longer."""
        self.keep("grouping", self.listing.grouping.following.value)
        grouping = self.listing.grouping
        self.say(f"grouped by {grouping}" if grouping else "no groups")

    def heed(self, setting: str) -> None:
        super().heed(setting)
        if setting in ("order", "grouping"):
            self._arrange()
        elif setting == "depth":
            self._sharing_known()

    def _arrange(self) -> None:
        if self.listing.ordering.order is Order.SHARE or self.listing.grouping is Grouping.STORY:
            self._arrange_by_shared_text()
        else:
            self._arranged()

    @work(exclusive=True, group="arranging")
    async def _arrange_by_shared_text(self) -> None:
        """The same, with a look for a key now and then: all that is shared has to be gone through."""
        if self.listing.ordering.order is Order.SHARE:
            end = perf_counter() + SLICE
            for article in self.listing.all:
                self.workspace.share(article.id)
                if perf_counter() >= end:
                    await asyncio.sleep(0)
                    end = perf_counter() + SLICE
        if self.listing.grouping is Grouping.STORY:
            self.listing.stories = await asyncio.to_thread(self.listing.find_stories)
        self._arranged()

    def _arranged(self) -> None:
        self.listing.arrange()
        if self._sieve and (self._typing or not self._sieve.done):  # it goes through the list in its order
            query, self._sieve = self._sieve.query, None
            self._sift(query)
        self.show_list()

    # When something else is shared

    def on_sharing_screen_found(self, message: SharingScreen.Found) -> None:
        if message.all_of_it:
            self.call_later(self._sharing_known)

    def _sharing_known(self) -> None:
        """List anew what depends on it."""
        self._sieve = None
        query = self.filter_line.query_typed if self._typing else self.listing.query
        if query and any(term.field in BY_SHARED_TEXT for term in query.terms()):
            self._sift(query)
        if self.listing.ordering.order is Order.SHARE or self.listing.grouping is Grouping.STORY:
            self._arrange()
