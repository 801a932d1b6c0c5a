"""Who shares with whom, article by article, in an order in which stories stand together."""

from collections import deque
from collections.abc import Mapping, Sequence
from functools import lru_cache

from tui.model.article import Article
from tui.model.copies import Copies
from tui.model.ordering import stories
from tui.model.spans import share_of

REMEMBERED = 100_000
"""Cells whose share is kept: many more than any screen shows."""

Shares = Mapping[tuple[int, int], float]
"""How much two articles share, by their places, the smaller place first."""


class ShareMap:
    """A matrix of the articles that share text with others. It is as good as empty, and only what is not is held.

    Rows and columns are the same articles, counted from 0 in the order of `seriated`.
    """

    def __init__(self, articles: Sequence[Article], copies: Copies) -> None:
        place = {article.id: at for at, article in enumerate(articles)}
        overlaps = [overlap for overlap in copies.overlaps() if overlap[0] in place and overlap[1] in place]
        shares = {
            (min(place[a], place[b]), max(place[a], place[b])): _of_the_smaller(
                (in_a, len(articles[place[a]].text)), (in_b, len(articles[place[b]].text))
            )
            for a, b, in_a, in_b in overlaps
        }
        self.articles = tuple(articles[at] for at in seriated(shares))
        """In the order of the rows."""
        self.places = {article.id: row for row, article in enumerate(self.articles)}
        """The row of each, by its id."""
        self._story_of = stories(self.articles, overlaps)
        self._copies = copies
        self.share = lru_cache(maxsize=REMEMBERED)(self._share)
        """How much of the shorter one's text the articles of a row and a column share, 0..1."""

    def __len__(self) -> int:
        return len(self.articles)

    def story(self, row: int) -> str:
        """The story of an article: the id of one in it, or empty when it shares too little with any other."""
        return self._story_of.get(self.articles[row].id, "")

    def partners(self, row: int) -> list[int]:
        """The columns of a row where anything is shared, from left to right."""
        return sorted(self.places[one] for one in self._copies.partners(self.articles[row].id) if one in self.places)

    def _share(self, row: int, column: int) -> float:
        one, other = self.articles[row], self.articles[column]
        shorter, longer = (one, other) if len(one.text) <= len(other.text) else (other, one)
        return share_of(shorter.text, self._copies.spans_with(shorter.id, longer.id))


def seriated(shares: Shares) -> list[int]:
    """The places of all that share anything, those that share most beside each other.

    Clusters are joined from the strongest share to the weakest, each end to end where the ends share most (single
    linkage, and the flips of Gruvaeus and Wainer 1972, "Two additions to hierarchical cluster analysis"). The
    largest cluster comes first, and in each the end that stands first by place: the same input, the same order.
    """
    cluster: dict[int, deque[int]] = {at: deque([at]) for link in shares for at in link}
    for one, other in sorted(shares, key=lambda link: (-shares[link], link)):
        larger, smaller = cluster[one], cluster[other]
        if larger is smaller:
            continue
        if len(larger) < len(smaller):
            larger, smaller = smaller, larger
        _join(larger, smaller, shares)
        for at in smaller:
            cluster[at] = larger
    clusters = {id(found): found for found in cluster.values()}.values()
    for found in clusters:
        if found[0] > found[-1]:
            found.reverse()
    return [at for found in sorted(clusters, key=lambda found: (-len(found), min(found))) for at in found]


def _join(larger: deque[int], smaller: deque[int], shares: Shares) -> None:
    """Put the smaller one at the end of the larger one, and so around, that those share most which then touch."""

    def touching(ends: tuple[int, int]) -> tuple[float, int]:
        one, other = sorted(ends)
        return -shares.get((one, other), 0.0), other - one

    first, last = smaller[0], smaller[-1]
    behind = min(((larger[-1], first), (larger[-1], last)), key=touching)
    ahead = min(((larger[0], last), (larger[0], first)), key=touching)
    if touching(behind) <= touching(ahead):
        larger.extend(smaller if behind[1] == first else reversed(smaller))
    else:
        larger.extendleft(reversed(smaller) if ahead[1] == last else smaller)


def _of_the_smaller(*sizes: tuple[int, int]) -> float:
    """Of two articles, each with how much of it is shared and how long it is: the share of the shorter one."""
    shared, length = min(sizes, key=lambda size: (size[1], size))
    return min(1.0, shared / length) if length else 0.0
