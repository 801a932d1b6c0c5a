"""A library's sharing: from articles to pairs and groups, step by step."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, combinations, groupby, pairwise, product

from tui.model.article import Article
from tui.model.sentences import Span
from tui.model.shared import Kind, Passage, SharedPair, Sharing
from tui.sharing.candidates import PAIRED, candidates
from tui.sharing.collection import Collection
from tui.sharing.comparison import Comparer, Likeness
from tui.sharing.groups import UNITES, groups_of, is_boilerplate
from tui.sharing.tokens import tokens

# The rule of acceptance: docs/sharing.md, measured on labelled pairs of real articles.
STRONG, STRONG_MASS = 0.70, 25.0
"""Evidence and mass that make a pair shared whatever the articles are about."""
NORMAL, NORMAL_MASS = 0.53, 12.0
"""Evidence and mass that make a pair shared in articles about the same."""
RELATED = 0.145
"""Cosine from which two articles are about the same: 95 % of one event's have .16, 1 % of different events' .13."""
QUOTE_ANYWHERE = 30.0
"""What a quotation must weigh to be shared whatever the articles are about."""
FIGURES_SCORE, FIGURES_RUN = 0.90, 8
"""Where the figures differ it is a template ("35 cts vs 35 cts"), unless this alike or with so long a run in common."""
FIGURES_SCORE_RELATED = 0.80
"""The same in articles about the same, where one figure changed in a short sentence is an update or an error."""
SUPPORT = 0.2
"""How much of the best neighbouring pair's score is added: copies run in order. Flat between .1 and .2."""
PHRASES = 0.2
"""How much the common phrases add."""
SUPPORT_REACH = 2
SUPPORT_FADES = 0.6


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done, and how far all of it is."""

    doing: str
    fraction: float
    """0..1"""


Report = Callable[[Progress], None]

_NEIGHBOURS = sorted(
    (
        (SUPPORT_FADES ** (max(abs(di), abs(dj)) - 1 + 0.5 * abs(di - dj)), di, dj)
        for di, dj in product(range(-SUPPORT_REACH, SUPPORT_REACH + 1), repeat=2)
        if di or dj
    ),
    reverse=True,
)


def find_shared(articles: Sequence[Article], report: Report = lambda progress: None) -> Sharing:
    """All that the articles share, worked out here and now."""
    articles = list({article.id: article for article in articles}.values())
    collection = Collection(articles, lambda part: report(Progress("reading sentences", 0.3 * part)))
    report(Progress("finding candidates", 0.3))
    comparer = Comparer(collection)
    alike = _alike(collection, comparer, report)
    pairs = list(_shared_pairs(collection, comparer, alike, report))
    report(Progress("grouping copies", 0.95))
    groups = groups_of(pairs, articles, collection.surroundings)
    report(Progress("done", 1.0))
    return Sharing(tuple(pairs), groups)


@dataclass(frozen=True, slots=True)
class _Alike:
    """Pairs of texts that may share something, the lower number first."""

    a: array[int]
    b: array[int]
    score: array[float]


def _alike(collection: Collection, comparer: Comparer, report: Report) -> _Alike:
    """The candidates that are worth a look, and every text that stands twice."""
    alike = _Alike(array("l"), array("l"), array("d"))
    for text, holders in enumerate(collection.holders):
        if len(holders) > 1:
            _append(alike, text, text, 1.0)
    texts = len(collection.texts)
    joined = candidates(
        collection.texts,
        collection.quotations,
        collection.vocabulary.hashes,
        lambda part: report(Progress("finding candidates", 0.3 + 0.2 * part)),
    )
    for found in joined:
        for a, together in groupby(found, key=lambda pair: pair[0]):
            for b, score in comparer.worth_a_look(a, [pair[1] for pair in together]):
                _append(alike, a, b, score)
        report(Progress("comparing sentences", 0.5 + 0.2 * (found[-1][0] / texts if found else 1)))
    return alike


def _append(alike: _Alike, a: int, b: int, score: float) -> None:
    alike.a.append(a)
    alike.b.append(b)
    alike.score.append(score)


def _sentence_pairs(collection: Collection, a: int, b: int) -> Iterator[tuple[int, int]]:
    """The sentences that hold two texts (or twice the same), paired across articles, in order.

    All with all when they are few; else each with one of the next article, so that what went everywhere stays linear.
    """
    holders_a, holders_b, article_of = collection.holders[a], collection.holders[b], collection.article_of
    several: Iterator[tuple[int, int]]
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
    for i, j in several:
        if article_of[i] != article_of[j]:
            yield i, j


def _one_with_one(some: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Every one of either side in a pair, and no more pairs than that takes."""
    for n in range(max(len(some), len(others))):
        yield some[n % len(some)], others[n % len(others)]


def _shared_pairs(collection: Collection, comparer: Comparer, alike: _Alike, report: Report) -> Iterator[SharedPair]:
    """What is accepted as shared, in the order of the library."""
    sentences = len(collection.text_of)
    scores = {}
    for a, b, score in zip(alike.a, alike.b, alike.score, strict=True):
        for i, j in _sentence_pairs(collection, a, b):
            scores[min(i, j) * sentences + max(i, j)] = score
    found: list[tuple[tuple[int, ...], SharedPair]] = []
    article_of = collection.article_of
    passage = lru_cache(maxsize=None)(partial(_passage, collection))
    for done, (a, b) in enumerate(zip(alike.a, alike.b, strict=True)):
        if not done % 1000:
            report(Progress("comparing sentences", 0.7 + 0.25 * done / len(alike.a)))
        likeness: Likeness | None = None
        for i, j in _sentence_pairs(collection, a, b):
            likeness = likeness or comparer.compare(a, b)
            evidence = likeness.score + PHRASES * likeness.phrases
            if evidence < STRONG:
                evidence += SUPPORT * _support(scores, sentences, article_of, *sorted((i, j)))
            related = partial(_related, collection, *sorted((article_of[i], article_of[j])))
            for kind, span_i, span_j, pair_score in _accepted(likeness, evidence, related):
                one, other = passage(i, span_i), passage(j, span_j)
                if _says_nothing(collection, one, article_of[i], likeness):
                    continue
                if i > j:
                    one, other = other, one
                order = (*sorted((article_of[i], article_of[j])), one.start, one.end, other.start, other.end)
                found.append((order, SharedPair(one, other, kind, pair_score, likeness.figures_differ)))
    found.sort(key=lambda entry: entry[0])
    for _, pair in found:
        yield pair


def _says_nothing(collection: Collection, passage: Passage, place: int, likeness: Likeness) -> bool:
    """Whether this is boilerplate, and only a phrase of it is alike."""
    if likeness.score >= UNITES:
        return False
    return is_boilerplate(collection.articles[place].text[passage.start : passage.end])


def _support(scores: dict[int, float], sentences: int, article_of: array[int], i: int, j: int) -> float:
    """The best score among the pairs around this one, faded with their distance."""
    best = 0.0
    for share, di, dj in _NEIGHBOURS:
        if share <= best:
            break
        score = scores.get((i + di) * sentences + j + dj)
        if score is not None and score * share > best:
            same = i + di >= 0 and j + dj < sentences and article_of[i + di] == article_of[i]
            if same and article_of[j + dj] == article_of[j]:
                best = score * share
    return best


def _related(collection: Collection, place: int, other: int) -> bool:
    return collection.relatedness(place, other) >= RELATED


def _accepted(
    likeness: Likeness, evidence: float, related: Callable[[], bool]
) -> Iterator[tuple[Kind, Span | None, Span | None, float]]:
    """What of two sentences is shared, if anything: its kind, the quoted tokens on either side, and the score."""
    template = (
        likeness.figures_differ
        and likeness.run < FIGURES_RUN
        and likeness.score < FIGURES_SCORE
        and not (likeness.score >= FIGURES_SCORE_RELATED and related())
    )
    same_words = likeness.kind is Kind.VERBATIM and likeness.score == 1.0
    whole = not template and (
        (evidence >= STRONG and likeness.mass >= STRONG_MASS)
        or (evidence >= NORMAL and likeness.mass >= NORMAL_MASS and related())
        or (same_words and related())
    )
    quoted = [match for match in likeness.quoted if match.mass >= QUOTE_ANYWHERE or related()]
    if quoted and (likeness.kind is Kind.QUOTE or not whole):
        for match in quoted:
            yield Kind.QUOTE, match.a, match.b, match.score
    elif whole:
        yield likeness.kind, None, None, min(1.0, likeness.score)


def _passage(collection: Collection, sentence: int, quoted: Span | None) -> Passage:
    """A sentence, or the quoted words in it, given as a stretch of its tokens."""
    article = collection.articles[collection.article_of[sentence]]
    start, end = collection.span(sentence)
    if quoted is not None:
        words = tokens(article.text, start, end)
        start, end = words[quoted[0]][1], words[quoted[1] - 1][2]
    return Passage(article.id, start, end)


FOUND_HERE = 400_000
"""Libraries of fewer characters (a hundred articles) are done in the calling thread: in a second at most, measured."""


def find_shared_aside(articles: Sequence[Article], report: Report, stopped: Callable[[], bool]) -> Sharing | None:
    """What `find_shared` finds, for a thread of a program that must go on answering; None when stopped.

    A small library is done in this thread, a larger one in a child process that is gone as soon as `stopped()`.
    """
    if sum(len(article.text) for article in articles) < FOUND_HERE:
        return None if stopped() else find_shared(articles, report)
    from tui.sharing.aside import find_in_child

    try:
        return find_in_child(articles, lambda doing, fraction: report(Progress(doing, fraction)), stopped)
    except OSError:  # no process can be started here
        return None if stopped() else find_shared(articles, report)
