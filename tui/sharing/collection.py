"""The articles as sharing sees them: sentences as strings of tokens, each text once, and what every token weighs."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from math import log, sqrt
from typing import TypeAlias

from tui.model.article import Article
from tui.model.sentences import Span
from tui.sharing import background
from tui.sharing.child import ChildFailed
from tui.sharing.reading import LARGE, Read, Tokens, read_article, read_by_children, read_passage
from tui.sharing.tokens import Vocabulary
from tui.sharing.weighed import Weighed

RAREST_WEIGHT = 9.3
"""What the rarest token weighs, in a collection of any size: as much as it did where the thresholds were measured."""

TELLING_MASS = 25.0
"""A sentence that weighs less ("He declined to comment.") does not tell what its article is about."""

Columns: TypeAlias = "dict[str, array[int]]"


class Collection(Weighed):
    """Every sentence of four tokens or more, in the order of the articles, by number.

    Sentences that say the same words, with the same of them in quotation marks, are one *text*, found once by number
    and held by many sentences: what is reprinted everywhere is compared once.

    Weights are those of the articles it began with. Articles that are added later are weighed by the same.
    """

    def __init__(self, articles: Sequence[Article], report: Callable[[float], None] = lambda fraction: None) -> None:
        self._prepare(Vocabulary())
        large = sum(len(article.text) for article in articles) >= LARGE
        if not (large and self._read_by_children(articles, report)):
            self._prepare(Vocabulary())
            self._read(articles, report)
        frequency: Counter[str] = Counter()
        for text in self.texts:
            frequency.update(set(text))
        self._settle(frequency, len(self.texts), len(self.articles))

    @classmethod
    def of_passages(cls, passages: Iterable[tuple[Article, Span]]) -> "Collection":
        """Some sentences out of their articles, each as an article of its own, weighed by the background alone."""
        self = cls.__new__(cls)
        self._prepare(Vocabulary())
        self._settled = True  # so that words of a sentence that stands everywhere do not count as common
        for article, (start, end) in passages:
            self._take(article, Read([read_passage(article.text, start, end, self.vocabulary)], ""))
        frequency: Counter[str] = Counter()
        for text in self.texts:
            frequency.update(set(text))
        self._settle(frequency, 0, 0)
        return self

    def _prepare(self, vocabulary: Vocabulary) -> None:
        Weighed.__init__(self, vocabulary, [], [], {})
        self.articles: list[Article] = []
        self.article_of = array("i")
        """The article of each sentence, by its place in `articles`."""
        self.start_of = array("i")
        self.end_of = array("i")
        self.text_of = array("i")
        self.holders: list[list[int]] = []
        """Of each text, the sentences that hold it, in order."""
        self.first_of = array("i", [0])
        """The first sentence of each article, by its place, and where the next would begin."""
        self._numbers: dict[tuple[Tokens, tuple[Span, ...]], int] = {}
        self._articles_with: Counter[str] = Counter()
        self.document = lru_cache(maxsize=4096)(self._document)
        self.relatedness = lru_cache(maxsize=65536)(self._relatedness)

    def add(self, articles: Sequence[Article]) -> None:
        """Take in more articles."""
        known = len(self.vocabulary.folded)
        if not self._numbers:
            self._numbers = {key: n for n, key in enumerate(zip(self.texts, self.quotations, strict=True))}
        self._read(articles, lambda fraction: None)
        self._weigh(islice(self.vocabulary.folded, known, None))

    def span(self, sentence: int) -> Span:
        """Where a sentence stands in its article."""
        return self.start_of[sentence], self.end_of[sentence]

    def sentences_of(self, place: int) -> range:
        """The sentences of an article, by its place."""
        return range(self.first_of[place], self.first_of[place + 1])

    def _read(self, articles: Sequence[Article], report: Callable[[float], None]) -> None:
        for article in articles:
            self._take(article, read_article(article.text, article.language, self.vocabulary))
            self._report(len(articles), report)

    def _read_by_children(self, articles: Sequence[Article], report: Callable[[float], None]) -> bool:
        """The same with all processors; whether that was possible."""
        try:
            for article, read in zip(articles, read_by_children(articles, self.vocabulary), strict=True):
                self._take(article, read)
                self._report(len(articles), report)
        except (OSError, ChildFailed):
            return False
        return True

    def _report(self, articles: int, report: Callable[[float], None]) -> None:
        if not len(self.articles) % 50:
            report(len(self.articles) / articles)

    def _take(self, article: Article, read: Read) -> None:
        for start, end, tokens, quotations in read.sentences:
            number = self._numbers.get((tokens, quotations))
            if number is None:
                number = self._numbers[tokens, quotations] = len(self.texts)
                self.texts.append(tokens)
                self.quotations.append(quotations)
                self.holders.append([])
            self.holders[number].append(len(self.text_of))
            self.article_of.append(len(self.articles))
            self.start_of.append(start)
            self.end_of.append(end)
            self.text_of.append(number)
        if not self._settled:
            self._articles_with.update(set(read.others).union(*(sentence.tokens for sentence in read.sentences)))
        self.articles.append(article)
        self.first_of.append(len(self.text_of))

    # What tokens weigh

    _settled = False

    def _settle(self, frequency: Counter[str], texts: int, articles: int) -> None:
        """Weigh every token by what was counted in so many texts and articles, now and from now on."""
        self._settled = True
        self._numbers = {}
        self.vocabulary.settle()
        self.frequency: Mapping[str, int] = frequency
        """In how many texts each token stood."""
        self.counted = texts, articles
        folded = self.vocabulary.folded
        self._common = background.rates({folded[c]: count for c, count in frequency.items()})
        self.weight = {}
        self._article_weight: dict[str, float] = {}
        self._weigh(folded)

    def _weigh(self, tokens: Iterable[str]) -> None:
        """The weight of each token: its smoothed idf among the texts and the background together.

        A token that came later weighs as one that came once.
        """
        folded = self.vocabulary.folded
        texts, articles = self.counted[0] + background.SENTENCES, self.counted[1] + background.ARTICLES
        scale = RAREST_WEIGHT / (log((texts + 1) / 2) + 1)
        for token in tokens:
            rate = self._common.get(folded[token], 0.0)
            held = self._articles_with.get(token, 0)
            inside = (self.frequency.get(token, 0) if held else 1) + rate * background.SENTENCES
            self.weight[token] = _exact(scale * (log((texts + 1) / (inside + 1)) + 1))
            spread = (held or 1) + (1 - (1 - rate) ** background.SENTENCES_AN_ARTICLE) * background.ARTICLES
            self._article_weight[token] = max(0.0, log((articles + 1) / (spread + 1)))

    # What articles are about

    def surroundings(self, place: int, start: int, end: int) -> dict[str, float]:
        """What an article is about apart from a passage of it, as `_document` says it."""
        outside = [n for n in self.sentences_of(place) if self.end_of[n] <= start or end <= self.start_of[n]]
        return self._weighed([self.text_of[n] for n in outside])

    def _document(self, place: int) -> dict[str, float]:
        """What an article is about: its tokens, weighed, of length 1 together."""
        return self._weighed([self.text_of[n] for n in self.sentences_of(place)])

    def _weighed(self, texts: Sequence[int]) -> dict[str, float]:
        telling = [text for text in texts if self.mass_of(text) >= TELLING_MASS]
        counted = Counter("".join(self.texts[text] for text in telling or texts))
        vector = {c: (1 + log(count)) * self._article_weight[c] for c, count in counted.items()}
        length = sqrt(sum(weight * weight for weight in vector.values()))
        return {c: weight / length for c, weight in vector.items() if weight} if length else {}

    def _relatedness(self, place: int, other: int) -> float:
        """How much two articles are about the same, 0..1."""
        return cosine(self.document(place), self.document(other))

    # Kept and restored

    def kept(self) -> dict[str, bytes]:
        """All that `restored` needs, apart from the articles."""
        vocabulary = self.vocabulary
        spans = [number for spans in self.quotations for span in spans for number in span]
        tokens, hashes = vocabulary.in_order()
        counted = [(self.frequency.get(c, 0), self._articles_with.get(c, 0)) for c in vocabulary.folded]
        return {
            "counted": array("i", self.counted).tobytes(),
            "tokens": "\0".join(tokens).encode("utf-8", "surrogatepass"),
            "hashes": array("q", hashes).tobytes(),
            "names": "".join(sorted(vocabulary.names)).encode("utf-8", "surrogatepass"),
            "frequency": array("i", [texts for texts, _ in counted]).tobytes(),
            "articles_with": array("i", [articles for _, articles in counted]).tobytes(),
            "texts": "\0".join(self.texts).encode("utf-8", "surrogatepass"),
            "quoted": bytes(map(len, self.quotations)),
            "quotations": array("i", spans).tobytes(),
            "first_of": self.first_of.tobytes(),
            "start_of": self.start_of.tobytes(),
            "end_of": self.end_of.tobytes(),
            "text_of": self.text_of.tobytes(),
        }

    @classmethod
    def restored(cls, kept: Mapping[str, bytes], articles: Sequence[Article]) -> "Collection":
        """The collection that `kept` was said of, which had these articles."""
        self = cls.__new__(cls)
        tokens, texts = kept["tokens"].decode("utf-8", "surrogatepass"), kept["texts"].decode("utf-8", "surrogatepass")
        names = kept["names"].decode("utf-8", "surrogatepass")
        self._prepare(Vocabulary.restored(tokens.split("\0") if tokens else [], array("q", kept["hashes"]), names))
        self.articles = list(articles)
        self.texts = texts.split("\0") if texts else []
        spans = iter(array("i", kept["quotations"]))
        pairs = zip(spans, spans, strict=True)
        self.quotations = [tuple(next(pairs) for _ in range(count)) if count else () for count in kept["quoted"]]
        self.first_of = array("i", kept["first_of"])
        self.start_of, self.end_of = array("i", kept["start_of"]), array("i", kept["end_of"])
        self.text_of = array("i", kept["text_of"])
        for place in range(len(articles)):
            self.article_of.extend([place] * len(self.sentences_of(place)))
        self.holders = [[] for _ in self.texts]
        for sentence, text in enumerate(self.text_of):
            self.holders[text].append(sentence)
        characters = list(self.vocabulary.folded)
        frequency = zip(characters, array("i", kept["frequency"]), strict=True)
        held = zip(characters, array("i", kept["articles_with"]), strict=True)
        self._articles_with = Counter({token: count for token, count in held if count})
        counted = array("i", kept["counted"])
        self._settle(Counter({token: count for token, count in frequency if count}), *counted)
        return self


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
