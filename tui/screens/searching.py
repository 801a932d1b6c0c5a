"""Searching on the main screen: as one types, through the hits, and back to where it began; and in all articles."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.getters import query_one

from tui.keys import key_of
from tui.model.finding import Hit, Search, find_hits, next_of
from tui.model.time_limit import TookTooLong
from tui.screens.progress import ProgressScreen
from tui.screens.search_line import TOO_SLOW, SearchLine
from tui.screens.workspace import Workspace

if TYPE_CHECKING:
    from tui.model.concordance import Concordance

IN_LIST_LIMIT = 0.5
"""Seconds for a pattern in all titles, sources and notes together."""


class SearchingScreen(ProgressScreen):
    """Finds words in the article and its notes or, with the list focused, in titles, sources and notes."""

    search_line = query_one("#search", SearchLine)
    """There from the first search on."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.searched = Search()
        """What was searched for last, as long as its hits are shown."""
        self._in_list = False
        """Whether it was the list that was searched, not the article."""
        self._hit = -1
        """Where the search came to last: an offset, or a place in the list."""
        self._began: tuple[str, int | None] = ("", None)
        """Article and offset where the cursor was when the search began, for when it is dropped."""
        self._concordance: Concordance | None = None
        """The last search in all articles."""
        self._line = 0
        """The line of it where the cursor was left."""

    def go_to(self, article_id: str, offset: int | None = None) -> None:
        before = self.article
        super().go_to(article_id, offset)
        if self.article is not before:
            self._show_hits()
            if self.searched and not self._in_list:
                self.say("")  # how many hits there are was said of the other article

    async def action_search(self) -> None:
        if self.article:
            here = (
                self.workspace.sentences(self.article)[self.reader.sentence][0] if self.sentence is not None else None
            )
            self._began = self.article.id, here
        self._in_list = self.focused is self.articles
        if not self.query("#search"):
            await self.query_one("#reader-pane").mount(SearchLine(id="search", compact=True))
        self.search_line.open("titles, sources and notes" if self._in_list else "words in article and notes")

    @on(SearchLine.Typed)
    def _search_typed(self, message: SearchLine.Typed) -> None:
        hits = self._find(message.search)
        if hits is None:  # those there were stay
            return
        self.searched, self._hit = message.search, -1
        if not self._in_list:
            self._draw(hits)
        if self.searched:
            self._step(hits, 1, self._before_all)
        else:  # as before anything was typed
            self.go_to(*self._began)
            self.say("")

    @on(SearchLine.Mistyped)
    def _search_mistyped(self, message: SearchLine.Mistyped) -> None:
        self.say(message.problem)

    @on(SearchLine.Closed)
    def _search_closed(self, message: SearchLine.Closed) -> None:
        if not message.kept:
            self.searched = Search()
            self.reader.show_hits(())
            self.go_to(*self._began)
            self.say("")
        if self.focused in (None, self.search_line):  # else somebody went elsewhere
            self.set_focus(self.articles if self._in_list else self.reader)

    def heed(self, setting: str) -> None:
        super().heed(setting)
        if setting == "blind":
            self._show_hits()  # those in others' notes come or go
            if self._concordance:
                self._concordance = self._concordance.again()

    def action_next_hit(self) -> None:
        self._go_to_hit(1)

    def action_previous_hit(self) -> None:
        self._go_to_hit(-1)

    def _go_to_hit(self, step: int) -> None:
        hits = self._find(self.searched)
        if hits is not None:
            self._step(hits, step, self._here())

    def _step(self, hits: Sequence[Hit], step: int, here: int) -> None:
        """Go to the next hit from here on."""
        places = [hit.start for hit in hits]
        target = next_of(places, here, step)
        if target is None:
            search = key_of("reading.search")
            self.say(self._nowhere() if self.searched else f"nothing searched for yet: press {search}")
            return
        self._hit = target
        if self._in_list:
            self.articles.cursor = target
        else:
            self.reader.go_to(target)
        place = places.index(target)
        around = "" if (target - here) * step > 0 else f", around from the {'top' if step > 0 else 'end'}"
        in_notes = sum(hit.in_note for hit in hits)
        noted = ", in a note" if hits[place].in_note else f", {in_notes} in notes" if in_notes else ""
        self.say(f"hit {place + 1} of {len(places)}{noted}{around}")

    def _show_hits(self) -> None:
        if self.article:
            self._draw(self._find_here(self.searched) or ())

    def _draw(self, hits: Sequence[Hit]) -> None:
        self.reader.show_hits([(hit.start, hit.end) for hit in hits])

    def _find(self, search: Search) -> list[Hit] | None:
        """Where it stands, in order: in the article, or in the list, where the offsets are places.

        None, which is told, when the pattern takes too long.
        """
        return self._find_in_list(search) if self._in_list else self._find_here(search)

    def _find_here(self, search: Search) -> list[Hit] | None:
        if self.article is None:
            return []
        try:
            return find_hits(self.article.text, self.workspace.on_article(self.article.id), search)
        except TookTooLong:
            self.say(TOO_SLOW)
            return None

    def _find_in_list(self, search: Search) -> list[Hit] | None:
        has, notes = search.pattern.search, filter(self.workspace.is_shown, self.notebook.noted)
        try:
            with search.limit(IN_LIST_LIMIT):
                noted = {one.target.article for one in notes if has(one.note)}
                named = [bool(has(f"{one.title}\n{one.source}")) for one in self.workspace.articles]
        except TookTooLong:
            self.say(TOO_SLOW)
            return None
        return [
            Hit(place, place + 1, in_note=not named[place])
            for place, article in enumerate(self.workspace.articles)
            if named[place] or article.id in noted
        ]

    def _nowhere(self) -> str:
        if self._in_list:
            return f"{self.searched.told} is in no title, source or note"
        about_all = self.workspace.annotations(self.article, None) if self.article else []
        try:
            with self.searched.limit():
                only_about_all = any(self.searched.pattern.search(one.note) for one in about_all)
        except TookTooLong:
            return TOO_SLOW
        if only_about_all:
            return f"{self.searched.told} is only in a note on the whole article · {key_of('reading.out')} shows it"
        return f"{self.searched.told} is not in this article"

    def _here(self) -> int:
        """Where the next hit is counted from: the last one, as long as the cursor is still on it."""
        if self._in_list or not self.article or not self.workspace.sentences(self.article):
            return self.articles.cursor
        start, end = self.workspace.sentences(self.article)[self.reader.sentence]
        return self._hit if start <= self._hit < end else start

    @property
    def _before_all(self) -> int:
        """Right before where the search began: so that, while one is still typing, a hit there will do."""
        article_id, offset = self._began
        return ((self.workspace.place(article_id) if self._in_list else offset) or 0) - 1

    # In all articles

    def action_search_library(self) -> None:
        self._open_concordance(asking=True)

    def _open_concordance(self, *, asking: bool) -> None:
        """Search in all articles that are listed, at first for what was searched for last; or go on in what was found.

        Reading what was found leaves a place on the trail, so that escape comes back to both.
        """
        from tui.screens.concordance import ConcordanceScreen

        screen = ConcordanceScreen(self.workspace, self._concordance, self._line, self.searched, asking=asking)

        def left(place: tuple[str, int] | None) -> None:
            self._concordance, self._line = screen.concordance, screen.line
            if place:
                self._read_hit(screen.concordance.search, *place)

        self.app.push_screen(screen, left)

    def _read_hit(self, search: Search, article_id: str, offset: int) -> None:
        """Read on from a hit, with all those of its article shown."""
        self._in_list = False
        self.searched, self._hit = search, offset
        self.read_there(article_id, offset, lambda: self._open_concordance(asking=False))
        self._show_hits()
        following, back = key_of("reading.next-hit"), key_of("reading.out", "esc")
        self.say(f"{following} next hit here · {back} back to all that was found")
