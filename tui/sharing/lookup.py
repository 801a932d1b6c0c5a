"""Which texts are worth comparing with those that came later, when all others have been compared before.

The keys are those of the join in `candidates.py`; only those of the new texts are looked for, so that a new article
joins a hundred thousand sentences in a fraction of a second, without an engine.
"""

import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, combinations, compress, count

from tui.sharing.candidates import CHAINED, PAIRED, Pairs, Quotations, inner, rare_pairs, rarity_of, runs

_UTF_32 = f"utf-32-{sys.byteorder[0]}e"


def rarity_before(frequency: Mapping[str, int], hashes: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """How rare tokens are, by the texts that were counted. One that came later is as rare as can be."""
    rarity = rarity_of(frequency, hashes)
    rarity.update((token, (1, hashed)) for token, hashed in hashes.items() if token not in frequency)
    return rarity


def candidates_of_new(
    texts: Sequence[str], quotations: Quotations, frequency: Mapping[str, int], hashes: Mapping[str, int], first: int
) -> Pairs:
    """What `candidates` would add for the texts from number `first` on, sorted.

    Each looks back only, at the texts before it, so that it is all the same whether they come at once or one by one.
    """
    rare: dict[str, list[int]] = defaultdict(list)
    run: dict[str, list[int]] = defaultdict(list)
    rarity = rarity_before(frequency, hashes)
    searched = _Searched(texts[:first])
    new = range(first, len(texts))
    keys = {n: rare_pairs(texts[n], inner(texts[n], quotations[n]), rarity) for n in new}
    wanted = set().union(*keys.values())
    for number in searched.with_two_of(wanted):
        for key in rare_pairs(texts[number], inner(texts[number], quotations[number]), rarity) & wanted:
            rare[key].append(number)
    for key, number in searched.with_run({key for n in new for key in runs(texts[n])}, frequency):
        run[key].append(number)
    for number in new:
        for key in keys[number]:
            rare[key].append(number)
        for key in runs(texts[number]):
            run[key].append(number)
    pairs: set[tuple[int, int]] = set()
    for held in (*rare.values(), *run.values()):
        held.sort()
        for place in range(bisect_left(held, first), min(len(held), CHAINED)):
            before = held[:place] if place < PAIRED else held[place - 1 : place]
            pairs.update((number, held[place]) for number in before)
    return sorted((a, b) for a, b in pairs if a < b)


class _Searched:
    """Texts as one row of tokens."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._row = "\0".join(texts)
        self._tokens = memoryview(self._row.encode(_UTF_32, "surrogatepass")).cast("i")
        self._starts = list(accumulate((len(text) + 1 for text in texts), initial=0))

    def with_two_of(self, pairs: set[str]) -> list[int]:
        """The texts that hold both tokens of one of these pairs."""
        held: dict[int, set[str]] = defaultdict(set)
        for place in self._places(set("".join(pairs))):
            held[self._text_at(place)].add(self._row[place])
        return [
            number
            for number, tokens in held.items()
            if any(one + other in pairs for one, other in combinations(sorted(tokens), 2))
        ]

    def with_run(self, runs: Iterable[str], frequency: Mapping[str, int]) -> Iterator[tuple[str, int]]:
        """Each of these runs with every text that holds it, as often as it does; sought by their rarest tokens."""
        sought: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for run in runs:
            rarest = min(run, key=lambda token: frequency.get(token, 0))
            sought[rarest].append((run.index(rarest), run))
        for place in self._places(set(sought)):
            for before, run in sought[self._row[place]]:
                if self._row.startswith(run, place - before):
                    yield run, self._text_at(place)

    def _places(self, tokens: set[str]) -> Iterator[int]:
        """Where any of these tokens stands."""
        return compress(count(), map(set(map(ord, tokens)).__contains__, self._tokens))

    def _text_at(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1
