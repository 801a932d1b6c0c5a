"""From pairs to groups of copies: who was first, and what is only boilerplate."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import combinations
from statistics import median

from tui.model.article import Article
from tui.model.precedence import before, published_in
from tui.model.shared import Kind, Passage, SharedGroup, SharedPair
from tui.sharing.collection import cosine

# Thresholds: docs/sharing.md. Weaker pairs do not make groups: at .50 sentences of two stories were chained.
UNITES = 0.65
"""The score from which two passages are copies of one."""
UNITES_EDITED = 0.50
"""The same when most words stand in the same order, which the sentences of two stories do not."""
BOILERPLATE_ARTICLES = 3
"""A passage in fewer articles is never boilerplate by its spread alone."""
UNRELATED = 0.09
"""Copies whose articles otherwise have less to do with each other are boilerplate: the median of different events
is .05 and that of one event's articles .31."""
UNRELATED_IN_SOURCE = 0.18
"""The same when all copies are from one source, which repeats its own phrases."""
SAMPLED = 5
"""Of a large group so many articles are looked at."""
_BOILERPLATE = re.compile(
    r"""^The\ post\b.*\bappeared\ first\ on\b | ^\W*\(?(?:Additional\ )?(?:Reporting|Writing|Editing)\ by\b
    | \bAll\ rights\ reserved\b | ^\W*(?:Sign\ up\ (?:for|to)|Subscribe\ to|Read\ more|Follow\ us|Click\ here)\b
    | \bmay\ not\ be\ published,\ broadcast,\ rewritten
    | \bdid\ not\ (?:immediately\ )?(?:respond|reply|return)\b.{0,40}\b(?:requests?|calls?|emails?|messages?|comment)\b
    | \bcontributed\ to\ this\ (?:report|story|article)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_BOILERPLATE = 300


def is_boilerplate(text: str) -> bool:
    """Whether a sentence is one of those that every newsroom repeats, whatever the story."""
    return len(text) <= _LONGEST_BOILERPLATE and _BOILERPLATE.search(text) is not None


Surroundings = Callable[[int, int, int], dict[str, float]]
"""What an article (by its place) is about apart from a passage (its start and end): weighed tokens."""


def groups_of(
    pairs: Iterable[SharedPair],
    articles: Sequence[Article],
    surroundings: Surroundings,
    before: Iterable[SharedGroup] = (),
) -> tuple[SharedGroup, ...]:
    """The copies that pairs of sufficient likeness unite, first published first; groups in the order of the library.

    What is known of the groups there were before need not be worked out again.
    """
    places = {article.id: place for place, article in enumerate(articles)}

    def order(passage: Passage) -> tuple[int, int, int]:
        return places[passage.article], passage.start, passage.end

    known = {tuple(sorted(group.members, key=order)): group.boilerplate for group in before}
    chosen: dict[Passage, Passage] = {}

    def head(passage: Passage) -> Passage:
        chosen.setdefault(passage, passage)
        while chosen[passage] != passage:
            chosen[passage] = chosen[chosen[passage]]
            passage = chosen[passage]
        return passage

    for pair in pairs:
        if _unites(pair):
            one, other = head(pair.a), head(pair.b)
            if one != other:
                chosen[other] = one
    members: dict[Passage, list[Passage]] = {}
    for passage in chosen:
        members.setdefault(head(passage), []).append(passage)
    found = []
    for together in members.values():
        together.sort(key=order)
        repeated = known.get(tuple(together))
        if repeated is None:
            repeated = _repeated(together, articles, places, surroundings)
        found.append((together[0], _group(together, articles, places, boilerplate=repeated)))
    found.sort(key=lambda entry: order(entry[0]))
    return tuple(group for _, group in found)


def _unites(pair: SharedPair) -> bool:
    enough = UNITES_EDITED if pair.kind is Kind.EDITED else UNITES
    return pair.score >= enough and pair.kind not in (Kind.PARTIAL, Kind.SIMILAR)


def _group(
    members: list[Passage],
    articles: Sequence[Article],
    places: Mapping[str, int],
    *,
    boilerplate: bool,
) -> SharedGroup:
    """One group; members come in the order of the library."""
    published = {passage: published_in(articles[places[passage.article]]) for passage in members}
    known = [times for times in published.values() if times]
    first: tuple[Passage, ...] = ()
    if known:
        earliest = min(known, key=lambda times: times[1])
        first = tuple(passage for passage, times in published.items() if times and not before(earliest, times))
    never = datetime.max.replace(tzinfo=UTC)
    members.sort(key=lambda passage: (published[passage] or (never, never))[0])
    return SharedGroup(tuple(members), first, boilerplate)


def _repeated(
    members: Sequence[Passage],
    articles: Sequence[Article],
    places: Mapping[str, int],
    surroundings: Surroundings,
) -> bool:
    """Whether a group is boilerplate: by its words, or by standing in articles that have nothing to do with it."""
    holding = {places[passage.article]: passage for passage in members}
    passage = members[0]
    if is_boilerplate(articles[places[passage.article]].text[passage.start : passage.end]):
        return True
    if len(holding) < BOILERPLATE_ARTICLES:
        return False
    sources = {articles[place].source for place in holding}
    limit = UNRELATED_IN_SOURCE if len(sources) == 1 and "" not in sources else UNRELATED
    sampled = [(place, holding[place]) for place in sorted(holding)][:: max(1, len(holding) // SAMPLED)][:SAMPLED]
    around = [surroundings(place, passage.start, passage.end) for place, passage in sampled]
    return median(cosine(*two) if all(two) else 1.0 for two in combinations(around, 2)) < limit
