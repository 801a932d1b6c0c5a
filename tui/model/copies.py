"""Where else a sentence stands: what a reader asks of all that was found to be shared."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from tui.model.article import Article
from tui.model.sentences import Span
from tui.model.shared import Kind, Passage, SharedGroup, SharedPair, Sharing
from tui.model.spans import SpanIndex, covered, share_of

_CLOSENESS = {kind: place for place, kind in enumerate(Kind)}


class Copy(NamedTuple):
    """A counterpart of a passage in another article."""

    here: Passage
    there: Passage
    kind: Kind
    score: float
    figures_differ: bool
    first_seen: bool
    """Whether the counterpart was published first of its group."""
    tied: bool = False
    """Whether others of the group were published as early."""


class SharedPassage(NamedTuple):
    """A passage of one article that others hold too."""

    start: int
    end: int
    kind: Kind
    """The closest relation that it has to any of them."""
    articles: int
    """How many other articles hold it."""


Compare = Callable[[Passage, Sequence[Passage]], Sequence[SharedPair]]
"""A passage paired with others of its group."""


class Copies:
    """All sharing of a library, found by article. Boilerplate is left out unless asked for.

    Not every two passages of a large group are paired; `compare` does that, when they are asked for.
    """

    def __init__(
        self,
        sharing: Sharing | None = None,
        compare: Compare = lambda here, others: (),
        *,
        boilerplate: bool = False,
    ) -> None:
        sharing = sharing or Sharing()
        self.sharing = sharing
        """What it was made of."""
        self._pairs: dict[str, list[SharedPair]] = defaultdict(list)
        self._groups: dict[Passage, SharedGroup] = {}
        hidden: set[Passage] = set()
        for group in sharing.groups:
            for member in group.members:
                self._groups[member] = group
                if group.boilerplate and not boilerplate:
                    hidden.add(member)
        self.pairs = sharing.pairs
        """The pairs that are not left out."""
        if hidden:
            self.pairs = tuple(pair for pair in sharing.pairs if pair.a not in hidden and pair.b not in hidden)
        for pair in self.pairs:
            self._pairs[pair.a.article].append(pair)
            self._pairs[pair.b.article].append(pair)
        self.groups = tuple(group for group in sharing.groups if boilerplate or not group.boilerplate)
        """The groups that are not left out."""
        self._passages: dict[str, list[SharedPassage]] = {}
        self._in_order: dict[str, tuple[SpanIndex, list[tuple[Passage, Passage, SharedPair]]]] = {}
        self._compare = compare
        self._compared: dict[Passage, Sequence[SharedPair]] = {}
        self._stretches: dict[str, tuple[dict[str, set[Span]], dict[int, set[Span]]]] = {}

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def of(self, article_id: str, start: int, end: int) -> list[Copy]:
        """The counterparts of what stands at `start`..`end`, first published first, then the closest."""
        paired: dict[Passage, dict[Passage, SharedPair]] = defaultdict(dict)
        index, in_order = self._in_order_of(article_id)
        for at in index.touching(start, end):
            here, there, pair = in_order[at]
            paired[here][there] = pair
        for here, counterparts in paired.items():
            counterparts |= {pair.b: pair for pair in self._unpaired(here, counterparts)}
        return self._copies(paired)

    def between(self, article_id: str, other_id: str) -> list[Copy]:
        """The counterparts in another article of all that stands in the one."""
        paired: dict[Passage, dict[Passage, SharedPair]] = defaultdict(dict)
        for here, there, pair in self._seen_from(article_id):
            paired[here] |= {there: pair} if there.article == other_id else {}
        for here, counterparts in paired.items():
            members = self._groups[here].members if here in self._groups else ()
            others = [there for there in members if there.article == other_id and there not in counterparts]
            counterparts |= {pair.b: pair for pair in self._compare(here, others)} if others else {}
        return self._copies(paired)

    def spans_by_partner(self, article_id: str) -> dict[str, set[Span]]:
        """Which stretches of an article other articles hold too, by their ids."""
        found: dict[str, set[Span]] = defaultdict(set)
        passages = set()
        for here, there, _ in self._seen_from(article_id):
            passages.add(here)
            found[there.article].add((here.start, here.end))
        for here in passages:
            for member in self._groups[here].members if here in self._groups else ():
                found[member.article].add((here.start, here.end))
        found.pop(article_id, None)
        return found

    def spans_with(self, article_id: str, other_id: str) -> set[Span]:
        """Which stretches of an article another one holds too."""
        paired, grouped = self._stretches_of(article_id)
        _, others = self._stretches_of(other_id)
        return paired.get(other_id, set()).union(*(grouped[group] for group in grouped.keys() & others.keys()))

    def _stretches_of(self, article_id: str) -> tuple[dict[str, set[Span]], dict[int, set[Span]]]:
        """The passages of an article, by the articles they are paired with, and by the groups they are in."""
        known = self._stretches.get(article_id)
        if known is None:
            paired: dict[str, set[Span]] = defaultdict(set)
            grouped: dict[int, set[Span]] = defaultdict(set)
            for here, there, _ in self._seen_from(article_id):
                paired[there.article].add((here.start, here.end))
                if (group := self._groups.get(here)) is not None:
                    grouped[id(group)].add((here.start, here.end))
            known = self._stretches[article_id] = paired, grouped
        return known

    def _copies(self, paired: Mapping[Passage, Mapping[Passage, SharedPair]]) -> list[Copy]:
        """Each passage with its counterparts, first published first, then the closest."""
        copies = []
        for here, counterparts in paired.items():
            for there, pair in counterparts.items():
                group = self._groups.get(there)
                earliest = group.first_seen if group else ()
                first, tied = there in earliest, len(earliest) > 1
                copies.append(Copy(here, there, pair.kind, pair.score, pair.figures_differ, first, first and tied))
        return sorted(copies, key=lambda copy: (not copy.first_seen, _CLOSENESS[copy.kind], -copy.score, copy.there))

    def passages(self, article_id: str) -> list[SharedPassage]:
        """The passages of an article that others hold too, in the order of its text."""
        known = self._passages.get(article_id)
        if known is None:
            known = self._passages[article_id] = self._find_passages(article_id)
        return known

    def share(self, article: Article) -> float:
        """How much of an article's text stands elsewhere too, 0..1. White space is nobody's, and not counted."""
        return share_of(article.text, {(here.start, here.end) for here, _, _ in self._seen_from(article.id)})

    def partners(self, article_id: str) -> set[str]:
        """The ids of the articles that share text with one."""
        found: set[str] = set()
        for here, there, _ in self._seen_from(article_id):
            found.add(there.article)
            if (group := self._groups.get(here)) is not None:
                found.update(member.article for member in group.members)
        return found - {article_id}

    def overlaps(self) -> Iterator[tuple[str, str, int, int]]:
        """Every two articles of which passages are paired: their ids, and how many code points of each are."""
        for article_id in self._pairs:
            here: dict[str, list[Span]] = defaultdict(list)
            there: dict[str, list[Span]] = defaultdict(list)
            for one, other, _ in self._seen_from(article_id):
                if one.article < other.article:  # each two once
                    here[other.article].append((one.start, one.end))
                    there[other.article].append((other.start, other.end))
            for other_id, spans in here.items():
                yield article_id, other_id, covered(spans), covered(there[other_id])

    def _seen_from(self, article_id: str) -> Iterator[tuple[Passage, Passage, SharedPair]]:
        """The pairs of an article: its own passage, the other's, and the pair."""
        for pair in self._pairs.get(article_id, ()):
            yield (pair.a, pair.b, pair) if pair.a.article == article_id else (pair.b, pair.a, pair)

    def _in_order_of(self, article_id: str) -> tuple[SpanIndex, list[tuple[Passage, Passage, SharedPair]]]:
        """The same in the order of its text, to be found by where they are."""
        known = self._in_order.get(article_id)
        if known is None:
            pairs = sorted(self._seen_from(article_id), key=lambda one: (one[0].start, one[0].end))
            known = self._in_order[article_id] = SpanIndex((here.start, here.end) for here, _, _ in pairs), pairs
        return known

    def _unpaired(self, here: Passage, paired: Container[Passage]) -> Sequence[SharedPair]:
        """A passage and those of its group, in other articles, that it is not paired with."""
        known = self._compared.get(here)
        if known is None:
            group = self._groups.get(here)
            members = group.members if group else ()
            others = [there for there in members if there.article != here.article and there not in paired]
            known = self._compared[here] = self._compare(here, others) if others else ()
        return known

    def _find_passages(self, article_id: str) -> list[SharedPassage]:
        kinds: dict[tuple[int, int], Kind] = {}
        others: dict[tuple[int, int], set[str]] = defaultdict(set)
        for here, there, pair in self._seen_from(article_id):
            span = here.start, here.end
            kinds[span] = min(kinds.get(span, pair.kind), pair.kind, key=_CLOSENESS.__getitem__)
            others[span].add(there.article)
            if (group := self._groups.get(here)) is not None:
                others[span].update(member.article for member in group.members)
        return [
            SharedPassage(*span, kind=kinds[span], articles=len(others[span] - {article_id})) for span in sorted(kinds)
        ]
