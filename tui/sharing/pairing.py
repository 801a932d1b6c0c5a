"""Which sentences are paired, when the texts they hold are alike: all with all, while they are few."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, groupby, pairwise, product

from tui.sharing.candidates import PAIRED
from tui.sharing.collection import Collection

Pairs = Iterator[tuple[int, int]]


def sentence_pairs(collection: Collection, a: int, b: int) -> Pairs:
    """The sentences that hold two texts (or twice the same), paired across articles, in order.

    All with all when they are few; else each with one of the next article, so that what went everywhere stays linear.
    """
    holders_a, holders_b, article_of = collection.holders[a], collection.holders[b], collection.article_of
    several: Iterable[tuple[int, int]]
    if a == b:
        if len(holders_a) <= PAIRED:
            several = combinations(holders_a, 2)
        else:
            by_article = [list(held) for _, held in groupby(holders_a, key=article_of.__getitem__)]
            several = chain.from_iterable(_one_with_one(*next_to) for next_to in pairwise(by_article))
    elif len(holders_a) * len(holders_b) <= PAIRED * PAIRED:
        several = product(holders_a, holders_b)
    else:
        several = _one_with_one(holders_a, holders_b)
    return ((i, j) for i, j in several if article_of[i] != article_of[j])


def pairs_with(collection: Collection, some: range, a: int, b: int) -> Pairs:
    """Those of `sentence_pairs` that have one of these sentences."""
    return ((i, j) for i, j in sentence_pairs(collection, a, b) if i in some or j in some)


def pairs_without(collection: Collection, some: range, a: int, b: int) -> Pairs:
    """Those that have none of them."""
    return ((i, j) for i, j in sentence_pairs(collection, a, b) if i not in some and j not in some)


def _one_with_one(some: Sequence[int], others: Sequence[int]) -> Pairs:
    """Every one of either side in a pair, and no more pairs than that takes."""
    for n in range(max(len(some), len(others))):
        yield some[n % len(some)], others[n % len(others)]


def pairs_of_new(collection: Collection, first: int, a: int, b: int) -> Pairs:
    """What `sentence_pairs` would add for the sentences from number `first` on.

    Each looks back only, at those in the articles before it, so that it is all the same whether they come at once or
    one by one.
    """
    holders_a, holders_b = collection.holders[a], collection.holders[b]
    yield from _looking_back(collection, first, holders_a, holders_b)
    if a != b:
        yield from ((i, j) for j, i in _looking_back(collection, first, holders_b, holders_a))


def _looking_back(collection: Collection, first: int, holders: Sequence[int], others: Sequence[int]) -> Pairs:
    for place in range(bisect_left(holders, first), len(holders)):
        sentence = holders[place]
        before = bisect_left(others, collection.first_of[collection.article_of[sentence]])
        few = place < PAIRED if holders is others else (place + 1) * before <= PAIRED * PAIRED
        for other in others[:before] if few else others[max(0, before - 1) : before]:
            yield sentence, other
