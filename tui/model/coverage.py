"""Which of a library's distinct sentences are labelled, how much of the text that covers, and what is still new."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from tui.model.annotation import Annotation, Target
from tui.model.article import Article
from tui.model.sentences import Span
from tui.model.shared import Kind, Passage, Sharing

COPIES = frozenset({Kind.VERBATIM, Kind.EDITED})
"""By these kinds two sentences count as one: to look at one is to have looked at the other."""


class DistinctSentences:
    """The sentences of a library, of which those that are copies of each other count once.

    Sentences are copies of each other when sharing has them, as a whole, in one group by verbatim or edited pairs;
    boilerplate, too. All of them together are one distinct sentence, and a sentence without copies is one by itself:
    so is one that shares only a quotation or a part, that is told again in other words, or too short to be compared.
    """

    def __init__(
        self, articles: Iterable[Article], sentences: Callable[[Article], Sequence[Span]], sharing: Sharing
    ) -> None:
        # Arrays, not tuples: 10,000 articles have 300,000 sentences.
        self._starts, self._ends = array("L"), array("L")
        self._of: dict[str, range] = {}
        for article in articles:
            first = len(self._starts)
            for start, end in sentences(article):
                self._starts.append(start)
                self._ends.append(end)
            self._of[article.id] = range(first, len(self._starts))
        self.first = array("L", range(len(self._starts)))
        """For each sentence the place of the first of its copies, which stands for all of them."""
        self._unite(sharing)
        self.sizes = array("L", bytes(self.first.itemsize * len(self)))
        """At the place of each first copy: how many code points all copies have."""
        for first, start, end in zip(self.first, self._starts, self._ends, strict=True):
            self.sizes[first] += end - start
        self.distinct = len(set(self.first))
        """How many distinct sentences there are."""
        self.characters = sum(self.sizes)
        """How many code points all sentences have."""

    def __len__(self) -> int:
        return len(self._starts)

    def of(self, article_id: str) -> range:
        """The places of an article's sentences, in order; none when it is not in the library."""
        return self._of.get(article_id, range(0))

    def touched(self, target: Target) -> range:
        """The places of the sentences that a target covers any of; a whole article covers none."""
        places = self.of(target.article)
        return range(
            bisect_right(self._ends, target.start, places.start, places.stop),
            bisect_left(self._starts, target.end, places.start, places.stop),
        )

    def _unite(self, sharing: Sharing) -> None:
        group_of = {member: number for number, group in enumerate(sharing.groups) for member in group.members}
        for pair in sharing.pairs:
            if pair.kind in COPIES and (group := group_of.get(pair.a)) is not None and group == group_of.get(pair.b):
                a, b = self._place(pair.a), self._place(pair.b)
                if a is not None and b is not None:
                    one, other = sorted((self._first(a), self._first(b)))
                    self.first[other] = one
        for place in range(len(self)):
            self.first[place] = self.first[self.first[place]]

    def _first(self, place: int) -> int:
        """The first known copy so far."""
        while self.first[place] != place:
            self.first[place] = place = self.first[self.first[place]]
        return place

    def _place(self, passage: Passage) -> int | None:
        """The place of the sentence that a passage is; None when it is but words in one."""
        places = self.of(passage.article)
        place = bisect_left(self._starts, passage.start, places.start, places.stop)
        same = place < places.stop and (self._starts[place], self._ends[place]) == (passage.start, passage.end)
        return place if same else None


class Coverage:
    """Which sentences of a library are labelled, kept up to date as annotations come and go.

    A labelled sentence covers all its copies. A sentence is labelled when a label lies on any of it.
    """

    def __init__(self, sentences: DistinctSentences, annotations: Iterable[Annotation] = ()) -> None:
        self.sentences = sentences
        empty = array("L", bytes(sentences.first.itemsize * len(sentences)))
        self._labels = empty[:]  # on each sentence
        self._copies = empty[:]  # at the place of each first copy: how many of its copies are labelled
        self.labelled = 0
        """How many sentences are labelled."""
        self.distinct = 0
        """How many distinct sentences that is."""
        self.covered = 0
        """How many code points they and their copies have."""
        for one in annotations:
            self.add(one)

    def add(self, annotation: Annotation) -> None:
        """Count an annotation that has come."""
        self._count(annotation, 1)

    def remove(self, annotation: Annotation) -> None:
        """No longer count an annotation that was added."""
        self._count(annotation, -1)

    @property
    def share(self) -> float:
        """How much of the library's text is covered, 0..1."""
        return self.covered / self.sentences.characters if self.sentences.characters else 0.0

    def labelled_on(self, article_id: str) -> int:
        """How many sentences of an article are labelled."""
        places = self.sentences.of(article_id)
        return len(places) - self._labels[places.start : places.stop].count(0)

    def next_new(self, order: Sequence[str], place: int, sentence: int, step: int) -> tuple[int, int] | None:
        """The next sentence of which no copy in any article is labelled, or the previous one when `step` is -1.

        `order` are the articles' ids. It begins behind a sentence of the article at `place`, goes on to the articles
        that follow, and around. Copies of that very sentence are no news. Returns place and sentence, or None.
        """
        first, copies = self.sentences.first, self._copies
        here, after = self.sentences.of(order[place]), sentence + (step > 0)
        known = first[here[sentence]] if here else None
        ahead, behind = (here[after:], here[:after])[::step]
        others = ((place + step * away) % len(order) for away in range(1, len(order)))
        rounds = chain([(place, ahead)], ((one, self.sentences.of(order[one])) for one in others), [(place, behind)])
        for there, sentences in rounds:
            for one in sentences[::step]:
                if not copies[first[one]] and first[one] != known:
                    return there, one - self.sentences.of(order[there]).start
        return None

    def _count(self, annotation: Annotation, by: int) -> None:
        for place in self.sentences.touched(annotation.target) if annotation.label else ():
            before = self._labels[place]
            self._labels[place] = before + by
            if before and before + by:
                continue
            self.labelled += by
            first = self.sentences.first[place]
            before = self._copies[first]
            self._copies[first] = before + by
            if not (before and before + by):
                self.distinct += by
                self.covered += by * self.sentences.sizes[first]
