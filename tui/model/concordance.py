"""Every sentence of many articles in which the words searched for stand, found in small steps."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter

from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.finding import Hit, Search, find_hits
from tui.model.sentences import Span
from tui.model.spans import touched
from tui.model.time_limit import TookTooLong

MOST = 20_000
"""Lines after which it stops: more are neither read nor coded one by one, and would only take memory."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that has the words; or one that is annotated with a note that has them, and then no hits."""

    article: Article
    sentence: int
    """Its place in the article."""
    span: Span
    hits: tuple[Span, ...]
    """Where in the article's text they stand, in order. The last may go on in the next sentence."""
    opens: bool
    """Whether it is the first of its article."""

    @property
    def at(self) -> int:
        """The offset that one goes to."""
        return self.hits[0][0] if self.hits else self.span[0]


class Concordance:
    """One search through articles, in their order. It stops, and goes on, whenever it is told to."""

    def __init__(
        self,
        search: Search,
        articles: Sequence[Article],
        sentences: Callable[[Article], Sequence[Span]],
        annotations: Callable[[str], Iterable[Annotation]],
    ) -> None:
        """`sentences` of an article, and the `annotations` on it, by its id, whose notes are searched too."""
        self.search = search
        self.articles = articles
        self.lines: list[Line] = []
        self.counts: dict[str, int] = {}
        """How often each article has the words, by its id; only of those that do."""
        self.looked = 0
        """How many articles were looked at."""
        self.too_slow = False
        """Whether it was given up, for the pattern takes too long."""
        self._sentences = sentences
        self._annotations = annotations

    def again(self) -> "Concordance":
        """The same search from the beginning, for when there are other annotations to be searched."""
        return Concordance(self.search, self.articles, self._sentences, self._annotations)

    @property
    def hits(self) -> int:
        """How often the words were found."""
        return sum(self.counts.values())

    @property
    def full(self) -> bool:
        """Whether it has stopped before the end, for there is too much of it."""
        return len(self.lines) >= MOST and self.looked < len(self.articles)

    @property
    def done(self) -> bool:
        """Whether there is nothing more to look for."""
        return not self.search or self.too_slow or self.full or self.looked >= len(self.articles)

    def advance(self, seconds: float) -> None:
        """Go on for about so long; with a pattern, at most `finding.LIMIT` longer."""
        end = perf_counter() + seconds
        while not self.done:
            article = self.articles[self.looked]
            try:
                hits = find_hits(article.text, self._annotations(article.id), self.search)
            except TookTooLong:
                self.too_slow = True
                return
            self.looked += 1
            if hits:
                self._add(article, hits)
            if perf_counter() >= end:
                return

    def _add(self, article: Article, hits: Sequence[Hit]) -> None:
        """Put the hits into lines; a hit is its first sentence's."""
        spans = self._sentences(article)
        by_sentence: dict[int, list[Span]] = {}
        found = 0
        for hit in hits:
            places = touched(spans, hit.start, hit.end)
            if places:  # else it is nothing but white space
                found += 1
                in_text = by_sentence.setdefault(places.start, [])
                if not hit.in_note:
                    in_text.append((hit.start, hit.end))
        if not found:
            return
        first = min(by_sentence)
        self.counts[article.id] = found
        self.lines += [
            Line(article, place, spans[place], tuple(by_sentence[place]), place == first)
            for place in sorted(by_sentence)
        ]
