"""Which articles the list shows: what is in the filter, in which order, in which groups."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain

from tui.model.article import Article
from tui.model.filtering import Query
from tui.model.ordering import Grouping, Order, Ordering, grouped, ordered, ordering_of, stories
from tui.model.sifting import Facts, Sieve, shown_source
from tui.screens.wording import long_day
from tui.screens.workspace import Workspace
from tui.widgets.article_list import Heading

_NO_GROUP = {Grouping.SOURCE: "no source", Grouping.DAY: "no date", Grouping.STORY: "in no story"}
BY_SHARED_TEXT = frozenset({"shared", "shares-with"})
"""The fields of a filter that are about what is shared."""


class Listing:
    """Makes the workspace's list. The order and the grouping are the settings'; the filter is kept here."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.all = tuple(workspace.articles)
        """Every article, by date."""
        self.query = Query()
        """The filter that is on."""
        self.matching: Sequence[Article] = self.all
        """The articles in it, in the order of the list."""
        self._ordered: Sequence[Article] = self.all
        self._rank: Mapping[str, int] | None = None
        self._stories: Mapping[str, str] = {}
        self._guest: Article | None = None

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
        return narrower or Sieve(query, self._ordered, before.facts if before else self.facts())

    def take(self, query: Query, matching: Sequence[Article]) -> None:
        """From now on list what is in this filter."""
        self.query, self.matching, self._guest = query, matching, None
        self._draw_up()

    def clear(self) -> None:
        """From now on list everything."""
        self.take(Query(), self._ordered)

    def arrange(self) -> None:
        """List the same articles in the order and the groups that the settings say."""
        kept = {article.id for article in self.matching}
        known = bool(self._workspace.copies) or self.ordering.order is not Order.SHARE
        self._ordered = ordered(self.all, self.ordering, self.facts()) if known else self.all
        self._rank = None
        self.matching = [article for article in self._ordered if article.id in kept] if self.query else self._ordered
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

    def find_stories(self) -> None:
        """Find the stories by what is shared now. It takes its time, and may be done on the side."""
        self._stories = stories(self.all, self._workspace.copies.overlaps())

    @property
    def told(self) -> str:
        """What is in the list, in words: `12 of 390 · by date`."""
        return f"{self.counted(len(self.matching))} · {self.ordering}"

    def counted(self, found: int) -> str:
        """How many articles, of how many, are in the filter."""
        return f"{found:,} of {len(self.all):,}" if self.query or found < len(self.all) else f"Articles  {found:,}"

    def vocabulary(self) -> dict[str, Sequence[str]]:
        """What can be said in a filter, by field, the commonest first."""
        notebook = self._workspace.notebook
        annotators = dict.fromkeys(one.annotator for one in self.facts().annotations)
        return {
            **self._of_the_library,
            "label": [label.name for label in notebook.codebook.labels],
            "annotator": list(annotators),
        }

    @cached_property
    def _of_the_library(self) -> dict[str, Sequence[str]]:
        titles = [article.title for article in self.all]
        return {
            "title": titles,
            "shares-with": titles,
            "source": _commonest(map(shown_source, self.all)),
            "author": _commonest(article.author for article in self.all),
            "lang": _commonest(article.language for article in self.all),
        }

    def _orphaned(self) -> set[str]:
        from tui.model.returning import strays  # few ask for them, and all wait for the first frame

        workspace = self._workspace
        return {
            stray.successor.article.id
            for stray in strays(workspace.notebook, workspace.library)
            if stray.is_orphan and stray.successor and workspace.is_shown(stray.annotation)
        }

    def _place_of(self, article: Article) -> int:
        """Where an article stands among those in the filter, or would stand."""
        if self._rank is None:
            self._rank = {one.id: place for place, one in enumerate(self._ordered)}
        rank = self._rank
        return bisect_left(self.matching, rank[article.id], key=lambda one: rank[one.id])

    def _draw_up(self) -> None:
        listed = list(self.matching)
        if self._guest:
            listed.insert(self._place_of(self._guest), self._guest)
        groups = grouped(listed, self.grouping, self.ordering, self._stories)
        headings: list[Heading] = []
        first = 0
        for name, articles in groups if self.grouping else ():
            headings.append(Heading(first, self._group_name(name, articles[0]), len(articles)))
            first += len(articles)
        in_order = chain.from_iterable(articles for _, articles in groups)
        self._workspace.list_only(list(in_order), headings, self._guest.id if self._guest else "")

    def _group_name(self, common: str, first: Article) -> str:
        if not common:
            return _NO_GROUP[self.grouping]
        if self.grouping is Grouping.DAY:
            return long_day(common) or common
        story = self._workspace.library.by_id(common)
        return story.title if story else shown_source(first)


def _commonest(values: Iterable[str]) -> list[str]:
    return [value for value, _ in Counter(filter(None, values)).most_common()]
