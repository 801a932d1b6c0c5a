"""The candidates of a few texts alone, looked up among all: of the article that is open, and of what came later.

The keys are those of the join in `candidates.py`. Only those of the few are looked for, so that a new article joins a
hundred thousand sentences in a fraction of a second, without an engine.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, pairwise

from tui.sharing.candidates import CHAINED, PAIRED, Pairs, Quotations, Rarity, inner, rare_pairs, runs


def candidates_of(wanted: Collection[int], texts: Sequence[str], quotations: Quotations, rarity: Rarity) -> Pairs:
    """Those of the join that have one of the wanted texts, sorted."""
    pairs: set[tuple[int, int]] = set()
    for held in _holders(wanted, texts, quotations, rarity):
        if len(held) <= PAIRED:
            found: Iterable[tuple[int, int]] = combinations(held, 2)
        else:
            found = pairwise(held) if len(held) <= CHAINED else ()
        pairs.update((a, b) for a, b in found if a in wanted or b in wanted)
    return sorted((a, b) for a, b in pairs if a < b)


def candidates_of_new(first: int, texts: Sequence[str], quotations: Quotations, rarity: Rarity) -> Pairs:
    """What texts from number `first` on, which came later, add to those of the join, sorted.

    Each looks back only, at the texts before it, so that it is all the same whether they come at once or one by one.
    """
    pairs: set[tuple[int, int]] = set()
    for held in _holders(range(first, len(texts)), texts, quotations, rarity):
        for place in range(bisect_left(held, first), min(len(held), CHAINED)):
            before = held[:place] if place < PAIRED else held[place - 1 : place]
            pairs.update((number, held[place]) for number in before)
    return sorted((a, b) for a, b in pairs if a < b)


def _holders(
    wanted: Iterable[int], texts: Sequence[str], quotations: Quotations, rarity: Rarity
) -> Iterable[list[int]]:
    """The texts with each key of the wanted ones, in order: as often as it stands there, when it is a run."""

    def pairs_in(number: int) -> set[str]:
        return rare_pairs(texts[number], inner(texts[number], quotations[number]), rarity)

    pairs: set[str] = set()
    sought: set[str] = set()
    for number in wanted:
        pairs |= pairs_in(number)
        sought.update(runs(texts[number]))
    commonest = len(rarity)
    # What has no two tokens of a pair, and not the rarest token of a run, is passed over: most texts, for one article.
    paired = set("".join(pairs))
    telling = {min(run, key=lambda token: rarity.get(token, commonest)) for run in sought}
    found: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if len(paired.intersection(text)) > 1:
            for pair in pairs.intersection(pairs_in(number)):
                found[pair].append(number)
        if not telling.isdisjoint(text):
            for run in filter(sought.__contains__, runs(text)):
                found[run].append(number)
    return found.values()
