"""The order of the list, and its groups: by source, by day, by story."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from math import inf
from typing import Any, NamedTuple

from tui.model.article import Article, moment_of
from tui.model.sifting import Facts

STORY = 0.15
"""What share of the shorter one's text two articles must have in common to be one story. Of 165 reports of 55 events
(each by three outlets, no reprints) this joins a third of those of the same event, and none of different ones; 0.10
joins half, and one pair wrongly, which is enough to make two stories one."""


class Order(StrEnum):
    """What the list is ordered by."""

    DATE = "date"
    SOURCE = "source"
    TITLE = "title"
    LENGTH = "length"
    SHARE = "share"
    ANNOTATIONS = "annotations"
    DONE = "done"


_TOLD = {
    Order.DATE: ("by date", "newest first"),
    Order.SOURCE: ("by source", "by source, Z to A"),
    Order.TITLE: ("by title", "by title, Z to A"),
    Order.LENGTH: ("longest first", "shortest first"),
    Order.SHARE: ("most shared first", "least shared first"),
    Order.ANNOTATIONS: ("most annotated first", "least annotated first"),
    Order.DONE: ("undone first", "done first"),
}
_FROM_THE_MOST = {Order.LENGTH, Order.SHARE, Order.ANNOTATIONS}
_BACKWARDS = " backwards"


class Ordering(NamedTuple):
    """An order and its direction."""

    order: Order = Order.DATE
    backwards: bool = False

    def __str__(self) -> str:
        """The order as a person reads it: `by date`, `newest first`."""
        return _TOLD[self.order][self.backwards]

    @property
    def kept(self) -> str:
        """The order as settings keep it; `ordering_of` reads it."""
        return f"{self.order.value}{_BACKWARDS if self.backwards else ''}"

    @property
    def other_way(self) -> "Ordering":
        """The same order, from the other end."""
        return self._replace(backwards=not self.backwards)


def by_date(articles: Iterable[Article]) -> list[Article]:
    """Articles by the moment they were published; those for which none is known at the end, as they are given."""
    return sorted(articles, key=lambda article: _seconds(article.published))


@lru_cache(maxsize=1 << 17)
def _seconds(published: str) -> float:
    """Numbers are sorted several times as fast as dates, and a thread that sorts keeps all others waiting.

    They are kept: while a large library is read it is sorted time and again.
    """
    moment = moment_of(published)
    return moment.timestamp() if moment else inf


def ordering_of(kept: str) -> Ordering:
    """The ordering that settings keep; the usual one for what is none."""
    name = kept.removesuffix(_BACKWARDS)
    return Ordering(Order(name), name != kept) if name in list(Order) else Ordering()


def ordered(articles: Iterable[Article], ordering: Ordering, facts: Facts) -> list[Article]:
    """Articles in an order. They are given by date, and so they stay where the order makes no difference.

    Those that lack what they are ordered by come last, in either direction.
    """
    given = list(articles)
    if ordering == Ordering():
        return given
    key_of = _key_of(ordering.order, facts)
    keyed = [(key, article) for article in given if (key := key_of(article)) not in (None, "")]
    known = {article.id for _, article in keyed}
    backwards = ordering.backwards != (ordering.order in _FROM_THE_MOST)
    keyed.sort(key=lambda one: one[0], reverse=backwards)  # stable in both directions
    return [*(article for _, article in keyed), *(article for article in given if article.id not in known)]


def _key_of(order: Order, facts: Facts) -> Callable[[Article], Any]:
    match order:
        case Order.DATE:
            return lambda article: article.moment
        case Order.SOURCE:
            return lambda article: article.provenance.casefold()
        case Order.TITLE:
            return lambda article: article.title.casefold().lstrip("\"'«»“”„‘’‚([{¿¡… ")
        case Order.LENGTH:
            return lambda article: len(article.text)
        case Order.SHARE:
            return facts.share
        case Order.ANNOTATIONS:
            annotations = Counter(one.target.article for one in facts.annotations)
            return lambda article: annotations[article.id]
        case Order.DONE:
            return lambda article: article.id in facts.done


# Groups


class Grouping(StrEnum):
    """What stands together in the list."""

    NONE = ""
    SOURCE = "source"
    DAY = "day"
    STORY = "story"

    @property
    def following(self) -> "Grouping":
        """The next one; after the last, the first."""
        all_of_them = list(Grouping)
        return all_of_them[(all_of_them.index(self) + 1) % len(all_of_them)]


Group = tuple[str, list[Article]]
"""What the articles of a group have in common (a source, whatever its case; a day; the id of a story's first article;
empty for those that have none), and the articles, in the order of the list."""


def grouped(
    articles: Sequence[Article], grouping: Grouping, ordering: Ordering, stories: Mapping[str, str]
) -> list[Group]:
    """Articles in groups: sources by name, days by date, the largest story first; those without a group last.

    Sources and days go backwards when that is how the articles are ordered. For `stories` see the function.
    """
    if grouping is Grouping.NONE:
        return [("", list(articles))]
    of: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        of[_group_of(article, grouping, stories)].append(article)
    if grouping is Grouping.STORY:
        groups = sorted(of.items(), key=lambda group: -len(group[1]))
    else:
        backwards = ordering.backwards and ordering.order == {"day": "date"}.get(grouping, grouping)
        groups = sorted(of.items(), reverse=backwards, key=lambda group: group[0])
    return sorted(groups, key=lambda group: not group[0])


def _group_of(article: Article, grouping: Grouping, stories: Mapping[str, str]) -> str:
    match grouping:
        case Grouping.SOURCE:
            return article.provenance.casefold()
        case Grouping.DAY:
            return article.day if article.day[:4].isdecimal() else ""
        case _:
            return stories.get(article.id, "")


def stories(articles: Iterable[Article], overlaps: Iterable[tuple[str, str, int, int]]) -> dict[str, str]:
    """By the id of each article that is part of a story: the id of the one in it that comes first.

    An overlap is two articles' ids, and how many code points of the one and of the other stand in both. Articles
    are connected by overlaps of at least `STORY`; what is connected, however far, is one story.
    """
    size = {article.id: len(article.text) for article in articles}
    leader = {article_id: article_id for article_id in size}

    def led(article_id: str) -> str:
        while leader[article_id] != article_id:
            leader[article_id] = article_id = leader[leader[article_id]]
        return article_id

    for one, other, in_one, in_other in overlaps:
        if one in size and other in size:
            covered, shorter = min((in_one, size[one]), (in_other, size[other]), key=lambda pair: pair[1])
            if covered >= STORY * shorter:
                leader[led(one)] = led(other)
    members: dict[str, list[str]] = defaultdict(list)
    for article_id in size:
        members[led(article_id)].append(article_id)
    return {member: story[0] for story in members.values() if len(story) > 1 for member in story}
