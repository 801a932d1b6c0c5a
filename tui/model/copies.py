"""Where else a sentence stands: what a reader asks of all that was found to be shared."""

from collections import defaultdict
from dataclasses import dataclass

from tui.model.shared import Kind, Passage, SharedGroup, SharedPair, Sharing

_CLOSENESS = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Copy:
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


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage of one article that others hold too."""

    start: int
    end: int
    kind: Kind
    """The closest relation that it has to any of them."""
    articles: int
    """How many other articles hold it."""


class Copies:
    """All sharing of a library, found by article. Boilerplate is left out unless asked for."""

    def __init__(self, sharing: Sharing | None = None, *, boilerplate: bool = False) -> None:
        sharing = sharing or Sharing()
        self._pairs: dict[str, list[SharedPair]] = defaultdict(list)
        self._groups: dict[Passage, SharedGroup] = {}
        hidden: set[Passage] = set()
        for group in sharing.groups:
            for member in group.members:
                self._groups[member] = group
                if group.boilerplate and not boilerplate:
                    hidden.add(member)
        for pair in sharing.pairs:
            if pair.a not in hidden and pair.b not in hidden:
                self._pairs[pair.a.article].append(pair)
                self._pairs[pair.b.article].append(pair)
        self._passages: dict[str, list[SharedPassage]] = {}

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def of(self, article_id: str, start: int, end: int) -> list[Copy]:
        """The counterparts of what stands at `start`..`end`, first published first, then the closest."""
        copies = []
        for pair in self._pairs.get(article_id, ()):
            here, there = (pair.a, pair.b) if pair.a.article == article_id else (pair.b, pair.a)
            if here.start < end and start < here.end:
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

    def covered(self, article_id: str) -> int:
        """How many code points of an article stand elsewhere too."""
        covered = reached = 0
        for passage in self.passages(article_id):
            covered += max(0, passage.end - max(passage.start, reached))
            reached = max(reached, passage.end)
        return covered

    def _find_passages(self, article_id: str) -> list[SharedPassage]:
        kinds: dict[tuple[int, int], Kind] = {}
        others: dict[tuple[int, int], set[str]] = defaultdict(set)
        for pair in self._pairs.get(article_id, ()):
            here, there = (pair.a, pair.b) if pair.a.article == article_id else (pair.b, pair.a)
            span = here.start, here.end
            kinds[span] = min(kinds.get(span, pair.kind), pair.kind, key=_CLOSENESS.__getitem__)
            others[span].add(there.article)
            if (group := self._groups.get(here)) is not None:
                others[span].update(member.article for member in group.members)
        return [
            SharedPassage(*span, kind=kinds[span], articles=len(others[span] - {article_id})) for span in sorted(kinds)
        ]
