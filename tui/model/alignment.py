"""How two articles stand to each other: which of their sentences share text, numbered alike on both sides."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from tui.model.article import Article
from tui.model.copies import Copies, Copy
from tui.model.sentences import Span
from tui.model.shared import Kind
from tui.model.spans import share_of, touched

_CLOSENESS = {kind: place for place, kind in enumerate(Kind)}


class Side(IntEnum):
    """One of two articles that are compared."""

    LEFT = 0
    RIGHT = 1

    @property
    def other(self) -> "Side":
        """The one that it is compared with."""
        return Side(1 - self)


@dataclass(frozen=True, slots=True)
class Match:
    """Sentences of both articles that share text with each other: one and one, or more where they were split."""

    number: int
    """From 1, in the order of the left article."""
    sentences: tuple[tuple[int, ...], tuple[int, ...]]
    """The places of the sentences on either side, in order; neither is empty."""


class Alignment:
    """Two lists of sentences and the copies between them. Whatever is joined, however loosely, has one number."""

    def __init__(self, left: Sequence[Span], right: Sequence[Span], copies: Iterable[Copy]) -> None:
        self.sentences = (tuple(left), tuple(right))
        """The sentences of either side, ordered and disjoint, in code points."""
        self.copies = tuple(
            sorted(copies, key=lambda copy: (_CLOSENESS[copy.kind], -copy.score, copy.here, copy.there))
        )
        """What both share, the closest first; `here` is left, `there` right."""
        self._copies_at: tuple[dict[int, list[Copy]], ...] = (defaultdict(list), defaultdict(list))
        self._partners: tuple[dict[int, list[int]], ...] = (defaultdict(list), defaultdict(list))
        for copy in self.copies:
            places = [touched(self.sentences[side], *_span(copy, side)) for side in Side]
            for side in Side if all(places) else ():
                for place in places[side]:
                    self._copies_at[side][place].append(copy)
                    self._partners[side][place] += places[side.other]
        self.matches = tuple(self._find_matches())
        """In the order of the left article."""
        self._match_at = tuple(
            {place: match for match in self.matches for place in match.sentences[side]} for side in Side
        )
        self._shared = tuple(sorted(at) for at in self._match_at)

    def match(self, side: Side, sentence: int) -> Match | None:
        """The match that a sentence belongs to; None when it stands only on this side."""
        return self._match_at[side].get(sentence)

    def kind(self, side: Side, sentence: int) -> Kind | None:
        """How a sentence relates to the closest of its partners."""
        copies = self.copies_at(side, sentence)
        return copies[0].kind if copies else None

    def copies_at(self, side: Side, sentence: int) -> Sequence[Copy]:
        """What a sentence shares with the other side, the closest first."""
        return self._copies_at[side].get(sentence, ())

    def partner(self, side: Side, sentence: int) -> int | None:
        """The sentence of the other side that is closest to this one; of several in a row the first."""
        partners = self._partners[side].get(sentence)
        if not partners:
            return None
        partner = partners[0]
        while partner - 1 in partners:
            partner -= 1
        return partner

    def anchor(self, side: Side, sentence: int) -> int | None:
        """The shared sentence by which both sides are laid beside each other: this one or the last before it,
        else the first after it."""
        shared = self._shared[side]
        return shared[max(0, bisect_right(shared, sentence) - 1)] if shared else None

    def next_shared(self, side: Side, sentence: int, step: int) -> int | None:
        """The next sentence, or with a step of -1 the previous, that belongs to another match than this one."""
        here, shared = self.match(side, sentence), self._shared[side]
        ahead = shared[bisect_right(shared, sentence) :] if step > 0 else shared[: bisect_left(shared, sentence)][::-1]
        return next((place for place in ahead if self.match(side, place) is not here), None)

    def only(self, side: Side) -> int:
        """How many sentences stand only on this side."""
        return len(self.sentences[side]) - len(self._shared[side])

    def _find_matches(self) -> Iterable[Match]:
        reached: set[int] = set()
        number = 0
        for first in sorted(self._partners[Side.LEFT]):
            if first not in reached:
                number += 1
                joined = self._joined(first)
                reached |= joined[Side.LEFT]
                yield Match(number, (tuple(sorted(joined[Side.LEFT])), tuple(sorted(joined[Side.RIGHT]))))

    def _joined(self, first: int) -> tuple[set[int], set[int]]:
        """All that hangs together with a sentence of the left side."""
        found: tuple[set[int], set[int]] = ({first}, set())
        waiting = [(Side.LEFT, first)]
        while waiting:
            side, place = waiting.pop()
            for partner in self._partners[side][place]:
                if partner not in found[side.other]:
                    found[side.other].add(partner)
                    waiting.append((side.other, partner))
        return found


@dataclass(frozen=True, slots=True)
class Partner:
    """An article that shares text with another."""

    article: str
    """Its id."""
    share: float
    """How much of the other article's text it holds too, 0..1."""


def partners(copies: Copies, article: Article) -> list[Partner]:
    """The articles that share text with one, those that hold most of it first."""
    spans = copies.spans_by_partner(article.id)
    found = (Partner(other, share_of(article.text, shared)) for other, shared in spans.items())
    return sorted(found, key=lambda partner: (-partner.share, partner.article))


def _span(copy: Copy, side: Side) -> Span:
    passage = copy.here if side is Side.LEFT else copy.there
    return passage.start, passage.end
