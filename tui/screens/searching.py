"""Searching on the main screen: as one types, through the hits, and back to where it began."""

from textual import on

from tui.model.finding import Hit, find_hits, next_of, sought
from tui.screens.progress import ProgressScreen
from tui.screens.search_line import SearchLine
from tui.screens.workspace import Workspace


class SearchingScreen(ProgressScreen):
    """Finds words in the article and its notes or, with the list focused, in titles, sources and notes."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.searched = ""
        """The words that were searched for last, as long as their hits are shown."""
        self._hit = -1
        """Where the search came to last: an offset, or a place in the list."""
        self._began: tuple[str, int | None] = ("", None)
        """Article and offset where the cursor was when the search began, for when it is dropped."""

    def go_to(self, article_id: str, offset: int | None = None) -> None:
        before = self.article
        super().go_to(article_id, offset)
        if self.article is not before:
            self._show_hits()

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
        if not self.search_line.in_list:
            self._show_hits()
        if event.value:
            self._go_to_hit(1, stay=True)

    @on(SearchLine.Closed)
    def _search_closed(self, message: SearchLine.Closed) -> None:
        if not message.kept:
            self.searched = ""
            self.reader.show_hits(())
            self.go_to(*self._began)
        self.set_focus(self.articles if self.search_line.in_list else self.reader)

    def action_toggle_blind(self) -> None:
        super().action_toggle_blind()
        self._show_hits()  # those in others' notes come or go

    def action_next_hit(self) -> None:
        self._go_to_hit(1)

    def action_previous_hit(self) -> None:
        self._go_to_hit(-1)

    def _show_hits(self) -> None:
        self.reader.show_hits([(hit.start, hit.end) for hit in self._hits_here()])

    def _go_to_hit(self, step: int, *, stay: bool = False) -> None:
        """Go to the next hit; while one is still typing, what the cursor is on will do."""
        hits = self._hits()
        places = list(hits)
        target = next_of(places, self._here() - (1 if stay else 0), step)
        if target is None:
            self.say(self._nowhere() if self.searched else "nothing searched for yet: press /")
            return
        self._hit = target
        if self.search_line.in_list:
            self.articles.cursor = target
        else:
            self.reader.go_to(target)
        in_notes = sum(hits.values())
        noted = ", in a note" if hits[target] else f", {in_notes} in notes" if in_notes else ""
        self.say(f"hit {places.index(target) + 1} of {len(places)}{noted}")

    def _hits(self) -> dict[int, bool]:
        """Where the words stand, in order: offsets, or places in the list; for each, whether in notes alone."""
        if self.search_line.in_list:
            return self._articles_found()
        return {hit.start: hit.in_note for hit in self._hits_here()}

    def _hits_here(self) -> list[Hit]:
        if self.article is None:
            return []
        return find_hits(self.article.text, self.workspace.on_article(self.article.id), self.searched)

    def _articles_found(self) -> dict[int, bool]:
        search = sought(self.searched).search
        noted = {one.target.article for one in self.notebook.noted if self.workspace.is_shown(one) and search(one.note)}
        found: dict[int, bool] = {}
        for place, article in enumerate(self.workspace.articles):
            named = bool(search(f"{article.title}\n{article.source}"))
            if named or article.id in noted:
                found[place] = not named
        return found

    def _nowhere(self) -> str:
        if self.search_line.in_list:
            return f"“{self.searched}” is in no title, source or note"
        about_all = self.workspace.annotations(self.article, None) if self.article else []
        if any(sought(self.searched).search(one.note) for one in about_all):
            return f"“{self.searched}” is only in a note on the whole article · h shows it"
        return f"“{self.searched}” is not in this article"

    def _here(self) -> int:
        """Where the next hit is counted from: the last one, as long as the cursor is still on it."""
        if self.search_line.in_list or not self.article or not self.workspace.sentences(self.article):
            return self.articles.cursor
        start, end = self.workspace.sentences(self.article)[self.reader.sentence]
        return self._hit if start <= self._hit < end else start
