"""Searching on the main screen: as one types, through the hits, and back to where it began."""

from textual import on

from tui.model.finding import find, next_of
from tui.screens.panes import PanesScreen
from tui.screens.search_line import SearchLine
from tui.screens.workspace import Workspace


class SearchingScreen(PanesScreen):
    """Finds words in the article or, with the list focused, in titles and sources."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._hit = -1
        """Where the search came to last: an offset, or a place in the list."""
        self._began: tuple[str, int | None] = ("", None)
        """Article and offset where the cursor was when the search began, for when it is dropped."""

    def action_search(self) -> None:
        if self.article:
            here = (
                self.workspace.sentences(self.article)[self.reader.sentence][0] if self.sentence is not None else None
            )
            self._began = self.article.id, here
        self.search_line.open(in_list=self.focused is self.articles)

    @on(SearchLine.Changed)
    def _search_typed(self, event: SearchLine.Changed) -> None:
        self.searched = event.value
        self._hit = -1
        if self.article and not self.search_line.in_list:
            self.reader.show_hits(find(self.article.text, event.value))
        if event.value:
            self._go_to_hit(1, stay=True)

    @on(SearchLine.Closed)
    def _search_closed(self, message: SearchLine.Closed) -> None:
        if not message.kept:
            self.searched = ""
            self.reader.show_hits(())
            self.go_to(*self._began)
        self.set_focus(self.articles if self.search_line.in_list else self.reader)

    def action_next_hit(self) -> None:
        self._go_to_hit(1)

    def action_previous_hit(self) -> None:
        self._go_to_hit(-1)

    def _go_to_hit(self, step: int, *, stay: bool = False) -> None:
        """Go to the next hit; while one is still typing, what the cursor is on will do."""
        hits = self._hits()
        here = self._here() - (1 if stay else 0)
        target = next_of(hits, here, step)
        if target is None:
            where = "in no title or source" if self.search_line.in_list else "not in this article"
            self.say(f"“{self.searched}” is {where}" if self.searched else "nothing searched for yet: press /")
            return
        self._hit = target
        if self.search_line.in_list:
            self.articles.cursor = target
        else:
            self.reader.go_to(target)
        self.say(f"hit {hits.index(target) + 1} of {len(hits)}")

    def _hits(self) -> list[int]:
        if not self.search_line.in_list:
            return [start for start, _ in find(self.article.text, self.searched)] if self.article else []
        return [
            place
            for place, article in enumerate(self.workspace.articles)
            if find(f"{article.title}\n{article.source}", self.searched)
        ]

    def _here(self) -> int:
        """Where the next hit is counted from: the last one, as long as the cursor is still on it."""
        if self.search_line.in_list or not self.article or not self.workspace.sentences(self.article):
            return self.articles.cursor
        start, end = self.workspace.sentences(self.article)[self.reader.sentence]
        return self._hit if start <= self._hit < end else start
