"""Which articles the list shows: what is in the filter, in which order, in which groups."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from tui.model.article import Article
from tui.model.filtering import Query
from tui.model.ordering import Grouping, Order, Ordering, grouped, ordered, ordering_of, stories
from tui.model.sifting import Facts, Sieve
from tui.screens.wording import long_day
from tui.screens.workspace import Workspace
from tui.widgets.article_list import Heading

_NO_GROUP = {Grouping.SOURCE: "no source", Grouping.DAY: "no date", Grouping.STORY: "in no story"}
BY_SHARED_TEXT = frozenset({"shared", "shares-with"})
"""The fields of a filter that are about what is shared."""


class Arrangement(NamedTuple):
    """All articles that were read, in the order of the list."""

    all: Sequence[Article]
    """By date, whatever the order is."""
    ordered: Sequence[Article]
    rank: Mapping[str, int]
    """The place of each in `ordered`, by its id."""
    ordering: Ordering


class Listing:
    """Makes the workspace's list. The order and the grouping are the settings'; the filter is kept here."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._arranged = self.arrangement(workspace.articles, Ordering())
        self.query = Query()
        """The filter that is on."""
        self.matching = self._arranged.ordered
        """The articles in it, in the order of the list."""
        self._vocabulary: dict[str, Sequence[str]] = {}
        """What fields hold that follow from the articles alone, as far as somebody has asked."""
        self.stories: Mapping[str, str] = {}
        """The story of each article that is in one, as far as they were looked for: see `find_stories`."""
        self._guest: Article | None = None

    @property
    def all(self) -> Sequence[Article]:
        """Every article, by date."""
        return self._arranged.all

    @property
    def ordering(self) -> Ordering:
        """What the list is ordered by."""
        return ordering_of(self._workspace.settings.order)

    @property
    def grouping(self) -> Grouping:
        """What stands together in it."""
        kept = self._workspace.settings.grouping
        return Grouping(kept) if kept in list(Grouping) else Grouping.NONE

    def facts(self) -> Facts:
        """What filters and orders ask, as it is now."""
        workspace, notebook = self._workspace, self._workspace.notebook
        annotations = notebook.annotations
        return Facts(
            articles=self.all,
            annotations=[one for one in annotations if workspace.is_shown(one)] if workspace.blind else annotations,
            codebook=notebook.codebook,
            done={one.id for one in notebook.readings if one.done},
            starred={one.id for one in notebook.readings if one.star},
            opened={one.id for one in notebook.places},
            orphaned=cache(self._orphaned),
            share=lambda article: workspace.share(article.id),
            partners=lambda article_id: workspace.copies.partners(article_id),
        )

    def sieve(self, query: Query, before: Sieve | None) -> Sieve:
        """A run of a filter; it goes on from the one before where that was wider."""
        narrower = before.narrower(query) if before else None
        return narrower or Sieve(query, self._arranged.ordered, before.facts if before else self.facts())

    def take(self, query: Query, matching: Sequence[Article]) -> None:
        """From now on list what is in this filter."""
        self.query, self.matching, self._guest = query, matching, None
        self._draw_up()

    def clear(self) -> None:
        """From now on list everything."""
        self.take(Query(), self._arranged.ordered)

    def arrangement(self, by_date: Sequence[Article], ordering: Ordering) -> Arrangement:
        """Articles in an order. Changes nothing: a thread may do it, for it takes a while."""
        known = bool(self._workspace.copies) or ordering.order is not Order.SHARE
        in_order = ordered(by_date, ordering, self.facts()) if known and ordering != Ordering() else by_date
        return Arrangement(by_date, in_order, {one.id: place for place, one in enumerate(in_order)}, ordering)

    def arrange(self, arrangement: Arrangement | None = None) -> None:
        """List the same articles in the order and the groups that the settings say.

        Where an arrangement is given these are all from now on; those that come in are not in a filter that is on.
        """
        by_date = arrangement.all if arrangement else self.all
        if arrangement is None or arrangement.ordering != self.ordering:
            arrangement = self.arrangement(by_date, self.ordering)
        if arrangement.all is not self.all:
            self._vocabulary.clear()
        self._arranged = arrangement
        self._guest = self._guest and self._workspace.library.by_id(self._guest.id)
        self._list({article.id for article in self.matching} if self.query else None)

    def join(self, found: Iterable[Article]) -> None:
        """List these, too: they are in the filter."""
        joined = {article.id for article in chain(self.matching, found)}
        if self._guest and self._guest.id in joined:
            self._guest = None
        self._list(joined)

    def _list(self, ids: Collection[str] | None) -> None:
        """List the articles of these ids, or all."""
        in_order = self._arranged.ordered
        self.matching = in_order if ids is None else [article for article in in_order if article.id in ids]
        self._draw_up()

    def admit(self, article_id: str) -> bool:
        """List one article more, in its place, though it is not in the filter; False when it is not open.

        It may be in the filter by now: then it stays.
        """
        article = self._workspace.library.by_id(article_id)
        if article is None:
            return False
        sieve = Sieve(self.query, [article], self.facts())
        sieve.advance(0)
        if sieve.found:
            place = self._place_of(article)
            self.matching = [*self.matching[:place], article, *self.matching[place:]]
        self._guest = None if sieve.found else article
        self._draw_up()
        return True

    def is_guest(self, article_id: str) -> bool:
        """Whether an article is listed though it is not in the filter."""
        return self._guest is not None and self._guest.id == article_id

    def nearest(self, article: Article) -> Article:
        """The article itself when it is in the filter, else the next in the order of the list, or the last."""
        return self.matching[min(self._place_of(article), len(self.matching) - 1)]

    def find_stories(self) -> Mapping[str, str]:
        """The stories by what is shared now. Changes nothing: a thread may do it, for it takes a while."""
        return stories(self.all, self._workspace.copies.overlaps())

    @property
    def told(self) -> str:
        """What is in the list, in words: `12 of 390 · by date`."""
        return f"{self.counted(len(self.matching))} · {self.ordering}"

    def counted(self, found: int) -> str:
        """How many articles, of how many, are in the filter."""
        told = f"{found:,} of {len(self.all):,}" if self.query or found < len(self.all) else f"Articles  {found:,}"
        return f"{told} so far" if self._workspace.opening else told

    def vocabulary(self, field: str) -> Sequence[str]:
        """What can be said of a field in a filter, the commonest first."""
        if field == "label":
            return [label.name for label in self._workspace.notebook.codebook.labels]
        if field == "annotator":
            return list(dict.fromkeys(one.annotator for one in self.facts().annotations))
        if field not in self._vocabulary:
            self._vocabulary[field] = self._of_the_library(field)
        return self._vocabulary[field]

    def _of_the_library(self, field: str) -> Sequence[str]:
        match field:
            case "title" | "shares-with":
                return [article.title for article in self.all]
            case "source":
                return _commonest(article.provenance for article in self.all)
            case "author":
                return _commonest(article.author for article in self.all)
            case "lang":
                return _commonest(article.language for article in self.all)
            case _:
                return ()

    def _orphaned(self) -> set[str]:
        from tui.model.returning import strays  # few ask for them, and all wait for the first frame

        workspace = self._workspace
        if workspace.opening:  # what is still to be read would count as gone
            return set()
        return {
            stray.successor.article.id
            for stray in strays(workspace.notebook, workspace.library)
            if stray.is_orphan and stray.successor and workspace.is_shown(stray.annotation)
        }

    def _place_of(self, article: Article) -> int:
        """Where an article stands among those in the filter, or would stand."""
        rank = self._arranged.rank
        return bisect_left(self.matching, rank[article.id], key=lambda one: rank[one.id])

    def _draw_up(self) -> None:
        listed = self.matching
        if self._guest:
            place = self._place_of(self._guest)
            listed = [*listed[:place], self._guest, *listed[place:]]
        headings: list[Heading] = []
        if self.grouping:
            groups = grouped(listed, self.grouping, self.ordering, self.stories)
            first = 0
            for name, articles in groups:
                headings.append(Heading(first, self._group_name(name, articles[0]), len(articles)))
                first += len(articles)
            listed = list(chain.from_iterable(articles for _, articles in groups))
        all_in_order = not headings and len(listed) == len(self.all)  # for so many, places take long to write down
        places = self._arranged.rank if all_in_order else {one.id: place for place, one in enumerate(listed)}
        self._workspace.list_only(listed, places, headings, self._guest.id if self._guest else "")

    def _group_name(self, common: str, first: Article) -> str:
        if not common:
            return _NO_GROUP[self.grouping]
        if self.grouping is Grouping.DAY:
            return long_day(common) or common
        story = self._workspace.library.by_id(common)
        return story.title if story else first.provenance


def _commonest(values: Iterable[str]) -> list[str]:
    return [value for value, _ in Counter(filter(None, values)).most_common()]
