"""The articles as sharing sees them: sentences as strings of tokens, each text once, and what every token weighs."""

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log, sqrt

from tui.model.article import Article
from tui.model.sentences import Span, sentence_spans
from tui.sharing import background
from tui.sharing.tokens import FEWEST_TOKENS, MOST_TOKENS, Vocabulary, quoted_spans, quotes_within

RAREST_WEIGHT = 9.3
"""What the rarest token weighs, in a collection of any size: as much as it did where the thresholds were measured."""

TELLING_MASS = 25.0
"""A sentence that weighs less ("He declined to comment.") does not tell what its article is about."""

MOST_QUOTATIONS = 20
"""A sentence with more of them is no sentence; the first are enough."""

Tokens = str
"""A sentence or a part of one, a character for each token, see `Vocabulary`."""


class Collection:
    """Every sentence of four tokens or more, in the order of the library, by number.

    Sentences that say the same words, with the same of them in quotation marks, are one *text*, found once by number
    and held by many sentences: what is reprinted everywhere is compared once.
    """

    def __init__(self, articles: Sequence[Article], report: Callable[[float], None] = lambda fraction: None) -> None:
        self.articles = articles
        self.vocabulary = Vocabulary()
        self.article_of = array("l")
        """The article of each sentence, by its place in `articles`."""
        self.start_of = array("q")
        self.end_of = array("q")
        self.text_of = array("l")
        self.texts: list[Tokens] = []
        self.quotations: list[tuple[Span, ...]] = []
        """Of each text, the stretches of its tokens that stand in quotation marks."""
        self.holders: list[list[int]] = []
        """Of each text, the sentences that hold it, in order."""
        self.first_of = array("l")
        """The first sentence of each article, by its place."""
        self._articles_with: Counter[str] = Counter()
        numbers: dict[tuple[Tokens, tuple[Span, ...]], int] = {}
        for place, article in enumerate(articles):
            self._read(place, article, numbers)
            if not place % 50:
                report(place / len(articles))
        self.first_of.append(len(self.text_of))
        self._weigh()
        self._masses: dict[int, float] = {}
        self.document = lru_cache(maxsize=4096)(self._document)
        self.relatedness = lru_cache(maxsize=65536)(self._relatedness)

    def mass(self, tokens: set[str] | frozenset[str]) -> float:
        """What these distinct tokens weigh together."""
        return sum(map(self.weight.__getitem__, tokens))

    def mass_of(self, text: int) -> float:
        """What the distinct tokens of a text weigh together."""
        mass = self._masses.get(text)
        if mass is None:
            mass = self._masses[text] = self.mass(set(self.texts[text]))
        return mass

    def span(self, sentence: int) -> Span:
        """Where a sentence stands in its article."""
        return self.start_of[sentence], self.end_of[sentence]

    def _read(self, place: int, article: Article, numbers: dict[tuple[Tokens, tuple[Span, ...]], int]) -> None:
        text, read = article.text, self.vocabulary.read
        self.first_of.append(len(self.text_of))
        quoted = quoted_spans(text)
        here: set[str] = set()
        for start, end in sentence_spans(text, article.language):
            tokens = read(text, start, end)[:MOST_TOKENS]
            here.update(tokens)
            if len(tokens) < FEWEST_TOKENS:
                continue
            quotations = []
            for first, last in quotes_within(quoted, (start, end))[:MOST_QUOTATIONS] if quoted else ():
                before, within = len(read(text, start, first)), len(read(text, first, last))
                if within >= FEWEST_TOKENS and before + within <= len(tokens):
                    quotations.append((before, before + within))
            key = (tokens, tuple(quotations))
            number = numbers.get(key)
            if number is None:
                number = numbers[key] = len(self.texts)
                self.texts.append(tokens)
                self.quotations.append(key[1])
                self.holders.append([])
            self.holders[number].append(len(self.text_of))
            self.article_of.append(place)
            self.start_of.append(start)
            self.end_of.append(end)
            self.text_of.append(number)
        self._articles_with.update(here)

    def _weigh(self) -> None:
        """The weight of each token: its smoothed idf among the texts and the background together."""
        frequency: Counter[str] = Counter()
        for text in self.texts:
            frequency.update(set(text))
        folded = self.vocabulary.folded
        common = background.rates({folded[c]: count for c, count in frequency.items()})
        sentences = len(self.texts) + background.SENTENCES
        articles = len(self.articles) + background.ARTICLES
        scale = RAREST_WEIGHT / (log((sentences + 1) / 2) + 1)
        self.weight: dict[str, float] = {}
        self._article_weight: dict[str, float] = {}
        for character, held in self._articles_with.items():
            rate = common.get(folded[character], 0.0)
            inside = frequency[character] + rate * background.SENTENCES
            self.weight[character] = _exact(scale * (log((sentences + 1) / (inside + 1)) + 1))
            spread = held + (1 - (1 - rate) ** background.SENTENCES_AN_ARTICLE) * background.ARTICLES
            self._article_weight[character] = max(0.0, log((articles + 1) / (spread + 1)))

    def surroundings(self, place: int, start: int, end: int) -> dict[str, float]:
        """What an article is about apart from a passage of it, as `_document` says it."""
        first, last = self.first_of[place], self.first_of[place + 1]
        outside = [n for n in range(first, last) if self.end_of[n] <= start or end <= self.start_of[n]]
        return self._weighed([self.text_of[n] for n in outside])

    def _document(self, place: int) -> dict[str, float]:
        """What an article is about: its tokens, weighed, of length 1 together."""
        first, last = self.first_of[place], self.first_of[place + 1]
        return self._weighed(self.text_of[first:last])

    def _weighed(self, texts: Sequence[int]) -> dict[str, float]:
        telling = [text for text in texts if self.mass_of(text) >= TELLING_MASS]
        counted = Counter("".join(self.texts[text] for text in telling or texts))
        vector = {c: (1 + log(count)) * self._article_weight[c] for c, count in counted.items()}
        length = sqrt(sum(weight * weight for weight in vector.values()))
        return {c: weight / length for c, weight in vector.items() if weight} if length else {}

    def _relatedness(self, place: int, other: int) -> float:
        """How much two articles are about the same, 0..1."""
        return cosine(self.document(place), self.document(other))


def cosine(one: dict[str, float], two: dict[str, float]) -> float:
    """How much two weighed sets of tokens have in common, 0..1."""
    if one == two:
        return 1.0
    if len(one) > len(two):
        one, two = two, one
    return sum(weight * two.get(character, 0.0) for character, weight in one.items())


def _exact(weight: float) -> float:
    """A weight rounded so that sums are the same in any order: sets have another order in every run."""
    return round(weight * 1024) / 1024
