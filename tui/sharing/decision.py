"""What of the candidates is shared: the rule of acceptance, applied to every two sentences that may be alike."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import groupby, product

from tui.model.sentences import Span
from tui.model.shared import Kind, Passage, SharedPair
from tui.sharing.candidates import Pairs
from tui.sharing.collection import Collection
from tui.sharing.comparison import WORTH_A_LOOK, Comparer, Likeness
from tui.sharing.groups import UNITES, is_boilerplate
from tui.sharing.tokens import tokens

# The rule of acceptance: docs/sharing.md, measured on labelled pairs of real articles.
STRONG, STRONG_MASS = 0.70, 25.0
"""Evidence and mass that make a pair shared whatever the articles are about."""
NORMAL, NORMAL_MASS = 0.53, 12.0
"""Evidence and mass that make a pair shared in articles about the same."""
RELATED = 0.145
"""Cosine from which two articles are about the same: 95 % of one event's have .16, 1 % of different events' .13."""
SIMILAR_RELATED = 0.20
"""Cosine from which sentences that are only worth a look are "similar wording". At that of `RELATED` nothing more was
found among the labelled pairs, and twice as much across events."""
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


_NEIGHBOURS = sorted(
    (
        (SUPPORT_FADES ** (max(abs(di), abs(dj)) - 1 + 0.5 * abs(di - dj)), di, dj)
        for di, dj in product(range(-SUPPORT_REACH, SUPPORT_REACH + 1), repeat=2)
        if di or dj
    ),
    reverse=True,
)


class Alike:
    """Pairs of texts that may share something, the lower number first, each with how alike they look."""

    def __init__(self) -> None:
        self.a = array("i")
        self.b = array("i")
        self.score = array("d")

    def __len__(self) -> int:
        return len(self.a)

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        return zip(self.a, self.b, self.score, strict=True)

    def take(self, a: int, b: int, score: float) -> None:
        """Take one pair, or a text that stands twice."""
        self.a.append(a)
        self.b.append(b)
        self.score.append(score)

    def take_repeated(self, collection: Collection, texts: Iterable[int]) -> None:
        """Take those texts that stand more than once."""
        for text in texts:
            if len(collection.holders[text]) > 1:
                self.take(text, text, 1.0)

    def take_worthy(self, comparer: Comparer, candidates: Pairs) -> None:
        """Take those candidates, which come in order, that are worth a look."""
        for a, together in groupby(candidates, key=lambda pair: pair[0]):
            for b, score in comparer.worth_a_look(a, [pair[1] for pair in together]):
                self.take(a, b, score)

    def in_order(self) -> "Alike":
        """The same in the order of their texts."""
        ordered = Alike()
        for a, b, score in sorted(self):
            ordered.take(a, b, score)
        return ordered

    def with_any(self, texts: set[int]) -> "Alike":
        """Those that have one of these texts."""
        chosen = Alike()
        for a, b, score in self:
            if a in texts or b in texts:
                chosen.take(a, b, score)
        return chosen

    def kept(self) -> dict[str, bytes]:
        """What `restored` needs."""
        return {"alike a": self.a.tobytes(), "alike b": self.b.tobytes(), "alike score": self.score.tobytes()}

    @classmethod
    def restored(cls, kept: Mapping[str, bytes]) -> "Alike":
        """What `kept` was said of."""
        alike = cls()
        alike.a.frombytes(kept["alike a"])
        alike.b.frombytes(kept["alike b"])
        alike.score.frombytes(kept["alike score"])
        return alike


SentencePairs = Callable[[int, int], Iterable[tuple[int, int]]]
"""The sentences that hold two texts (or twice the same), paired across articles."""


class Decision:
    """Decides on pairs of sentences that hold texts alike."""

    def __init__(self, collection: Collection, comparer: Comparer, alike: Alike, pairs: SentencePairs) -> None:
        self._collection = collection
        self._comparer = comparer
        self._alike = alike
        self._pairs = pairs
        self._scores: dict[int, float] = {}
        sentences = len(collection.text_of)
        for a, b, score in alike:
            for i, j in pairs(a, b):
                self._scores[min(i, j) * sentences + max(i, j)] = score
        self._passage = lru_cache(maxsize=None)(partial(_passage, collection))

    def shared(self, report: Callable[[float], None] = lambda part: None) -> Iterator[SharedPair]:
        """What is accepted as shared, text by text."""
        for done, (a, b, _) in enumerate(self._alike):
            if not done % 1000:
                report(done / len(self._alike))
            likeness: Likeness | None = None
            for i, j in self._pairs(a, b):
                likeness = likeness or self._comparer.compare(a, b)
                yield from self._decide(i, j, likeness)

    def _decide(self, i: int, j: int, likeness: Likeness) -> Iterator[SharedPair]:
        """What two sentences share."""
        collection, article_of = self._collection, self._collection.article_of
        evidence = likeness.score + PHRASES * likeness.phrases
        if evidence < STRONG:
            evidence += SUPPORT * self._support(*sorted((i, j)))
        relatedness = partial(collection.relatedness, *sorted((article_of[i], article_of[j])))
        for kind, span_i, span_j, score in _accepted(likeness, evidence, relatedness):
            one, other = self._passage(i, span_i), self._passage(j, span_j)
            if not _says_nothing(collection, one, article_of[i], likeness):
                yield SharedPair(one, other, kind, score, likeness.figures_differ)

    def _support(self, i: int, j: int) -> float:
        """The best score among the pairs around this one, faded with their distance."""
        article_of, sentences = self._collection.article_of, len(self._collection.text_of)
        best = 0.0
        for share, di, dj in _NEIGHBOURS:
            if share <= best:
                break
            score = self._scores.get((i + di) * sentences + j + dj)
            if score is not None and score * share > best:
                same = i + di >= 0 and j + dj < sentences and article_of[i + di] == article_of[i]
                if same and article_of[j + dj] == article_of[j]:
                    best = score * share
        return best


def _says_nothing(collection: Collection, passage: Passage, place: int, likeness: Likeness) -> bool:
    """Whether this is boilerplate, and only a phrase of it is alike."""
    if likeness.score >= UNITES:
        return False
    return is_boilerplate(collection.articles[place].text[passage.start : passage.end])


def _accepted(
    likeness: Likeness, evidence: float, relatedness: Callable[[], float]
) -> Iterator[tuple[Kind, Span | None, Span | None, float]]:
    """What of two sentences is shared, if anything: its kind, the quoted tokens on either side, and the score."""

    def related(least: float = RELATED) -> bool:
        return relatedness() >= least

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
    elif not template and likeness.score >= WORTH_A_LOOK and likeness.mass >= NORMAL_MASS and related(SIMILAR_RELATED):
        yield Kind.SIMILAR, None, None, likeness.score


def _passage(collection: Collection, sentence: int, quoted: Span | None) -> Passage:
    """A sentence, or the quoted words in it, given as a stretch of its tokens."""
    article = collection.articles[collection.article_of[sentence]]
    start, end = collection.span(sentence)
    if quoted is not None:
        words = tokens(article.text, start, end)
        start, end = words[quoted[0]][1], words[quoted[1] - 1][2]
    return Passage(article.id, start, end)
