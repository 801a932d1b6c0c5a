"""A library's sharing: from articles to pairs and groups, step by step; from what was kept, where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tui.model.article import Article
from tui.model.shared import USUAL, Kind, Passage, SharedPair, Sharing, narrowed
from tui.sharing.collection import Collection
from tui.sharing.groups import groups_of
from tui.sharing.kept import Kept
from tui.sharing.packing import packed, places_of, unpacked
from tui.sharing.state import State

GROWTH = 0.1
"""When a library has grown by more than this, its tokens are weighed anew."""
_BATCH = 200
"""So many pairs are told at once."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done, and how far all of it is."""

    doing: str
    fraction: float
    """0..1"""


Report = Callable[[Progress], None]
Found = Callable[[Sequence[SharedPair]], None]


def _silent(told: object) -> None:
    pass


def find_shared(
    articles: Sequence[Article],
    report: Report = _silent,
    cache: Path | None = None,
    *,
    found: Found = _silent,
    first: str = "",
    kinds: Set[Kind] = USUAL.kinds,
) -> Sharing:
    """All that the articles share, of these kinds.

    `cache` is a file of this library's to keep it in; an article that is new to it is only compared, not weighed,
    until the library has grown by a tenth. `found` is told of pairs meanwhile, of each once: those of the article
    `first` before others, then about in the order of the library. What is boilerplate is known only in the end. Of the
    very same library again, nothing is told: all is there at once.
    """
    articles = each_once(articles)
    kept = Kept(cache, articles) if cache is not None else None
    if kept and (columns := kept.found()) is not None:
        report(Progress("done", 1.0))
        return narrowed(unpacked(columns, articles), kinds)

    def say(doing: str, fraction: float) -> None:
        report(Progress(doing, fraction))

    def tell(pairs: Iterable[SharedPair]) -> None:
        found([pair for pair in pairs if pair.kind in kinds])

    state = _restored(kept, articles) if kept else None
    if state:
        tell(state.pairs)
        say("comparing sentences", 0.5)
        known = {article.id for article in state.collection.articles}
        state.pairs += _told(state.add([article for article in articles if article.id not in known]), tell)
    else:
        state = State(Collection(articles, lambda part: say("reading sentences", 0.3 * part)))
        sentences = _sentences_of(first, state.collection)
        if sentences:
            say("finding candidates", 0.3)
            state.pairs += state.compare_first(sentences)
            tell(state.pairs)
        state.pairs += _told(state.compare(sentences, say), tell)
    say("grouping copies", 0.95)
    sharing = _in_order(state, articles)
    if kept:
        places = places_of(articles)
        order = [places[article.id] for article in state.collection.articles]
        kept.keep(packed(sharing, places), state.kept(), order)
    report(Progress("done", 1.0))
    return narrowed(sharing, kinds)


def each_once(articles: Sequence[Article]) -> list[Article]:
    """The articles in order, without those that were given before."""
    return list({article.id: article for article in articles}.values())


def _restored(kept: Kept, articles: Sequence[Article]) -> State | None:
    """The state that was kept, unless articles of it are gone or the library has grown too much for its weights."""
    if (base := kept.base()) is None:
        return None
    columns, places = base
    state = State.restored(columns, [articles[place] for place in places])
    return state if len(articles) <= (1 + GROWTH) * state.collection.counted[1] else None


def _sentences_of(article: str, collection: Collection) -> range:
    """The sentences of an article, by its id; none when there is no such article."""
    place = places_of(collection.articles).get(article)
    return range(0) if place is None else collection.sentences_of(place)


def _told(pairs: Iterable[SharedPair], tell: Found) -> Iterator[SharedPair]:
    """The same pairs, told of on the way."""
    pairs = iter(pairs)
    while some := list(islice(pairs, _BATCH)):
        tell(some)
        yield from some


def _in_order(state: State, articles: Sequence[Article]) -> Sharing:
    """Pairs in the order of the library, each from its earlier to its later article, and the groups they make."""
    places, read = places_of(articles), places_of(state.collection.articles)

    def order(passage: Passage) -> tuple[int, int, int]:
        return places[passage.article], passage.start, passage.end

    turned = (
        pair
        if places[pair.a.article] < places[pair.b.article]
        else SharedPair(pair.b, pair.a, pair.kind, pair.score, pair.figures_differ)
        for pair in state.pairs
    )

    def by_articles(pair: SharedPair) -> tuple[int, ...]:
        a, b = order(pair.a), order(pair.b)
        return a[0], b[0], *a[1:], *b[1:]

    ordered = tuple(sorted(turned, key=by_articles))

    def surroundings(place: int, start: int, end: int) -> dict[str, float]:
        return state.collection.surroundings(read[articles[place].id], start, end)

    state.groups = groups_of(ordered, articles, surroundings, state.groups)
    return Sharing(ordered, state.groups)
