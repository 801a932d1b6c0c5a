"""What sharing found, as values: which passages stand in which articles, and how alike they are."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from typing import NamedTuple


class Kind(StrEnum):
    """How one passage relates to its counterpart, from the closest to the loosest."""

    VERBATIM = "verbatim"
    """The same words; or one of the two wholly contained in the other."""
    EDITED = "edited"
    """The same words in the same order, some of them changed."""
    QUOTE = "quote"
    """What both have stands in quotation marks."""
    PARTIAL = "partial"
    """One of the two holds most of the other: split, merged or truncated."""
    PARAPHRASE = "paraphrase"
    """Told again with much of the same vocabulary, in another order or frame."""
    SIMILAR = "similar"
    """Worded alike, and often by chance: it counts only when asked for, and is in no group."""


class Passage(NamedTuple):
    """A piece of an article: a sentence, or the quoted words in one. Offsets are code points."""

    article: str
    """The article's id."""
    start: int
    end: int


class SharedPair(NamedTuple):
    """Two passages of different articles that share text."""

    a: Passage
    b: Passage
    kind: Kind
    score: float
    """How alike, 0..1: the mean of both idf-weighted coverages, see docs/sharing.md."""
    figures_differ: bool = False
    """Both sides hold a number that the other lacks."""


class SharedGroup(NamedTuple):
    """Copies of one passage, in any number of articles, first published first."""

    members: tuple[Passage, ...]
    first_seen: tuple[Passage, ...]
    """The members published first: several when they tie, none when no date is known."""
    boilerplate: bool = False
    """Repeated across unrelated articles (a credit line, an agency tail): kept, but not highlighted."""


class Sharing(NamedTuple):
    """All that the articles of a library share."""

    pairs: tuple[SharedPair, ...] = ()
    groups: tuple[SharedGroup, ...] = ()


class Depth(StrEnum):
    """How much counts as shared, by what a person calls it; each takes in what the one before does."""

    EXACT = "exact copies"
    EDITED = "edited too"
    QUOTED = "quotations too"
    RETOLD = "retold too"
    SIMILAR = "similar wording too"

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds that count."""
        added = [{Kind.VERBATIM}, {Kind.EDITED, Kind.PARTIAL}, {Kind.QUOTE}, {Kind.PARAPHRASE}, {Kind.SIMILAR}]
        return frozenset[Kind]().union(*added[: list(Depth).index(self) + 1])

    @property
    def following(self) -> "Depth":
        """The next one; after the last, the first."""
        depths = list(Depth)
        return depths[(depths.index(self) + 1) % len(depths)]


USUAL = Depth.RETOLD
"""How much counts as shared unless a person says otherwise."""


def narrowed(sharing: Sharing, kinds: Collection[Kind], least: float = 0.0) -> Sharing:
    """Of what was found, the pairs of these kinds and at least this score, and what is left of the groups."""
    pairs = tuple(pair for pair in sharing.pairs if pair.kind in kinds and pair.score >= least)
    if len(pairs) == len(sharing.pairs):
        return sharing
    if least == 0.0 and USUAL.kinds <= set(kinds):
        return Sharing(pairs, sharing.groups)  # what is left out is in no group
    joined: dict[Passage, list[Passage]] = {}
    for pair in pairs:
        if pair.kind not in (Kind.PARTIAL, Kind.SIMILAR):
            joined.setdefault(pair.a, []).append(pair.b)
            joined.setdefault(pair.b, []).append(pair.a)
    return Sharing(pairs, tuple(part for group in sharing.groups for part in _parts(group, joined)))


def _parts(group: SharedGroup, joined: Mapping[Passage, Sequence[Passage]]) -> Iterator[SharedGroup]:
    """What is left of a group when only these passages are still joined: one group, several or none."""
    left = set(group.members)
    for first in group.members:
        part, reached = set[Passage](), {first} & left
        while reached:
            part |= reached
            left -= reached
            reached = left.intersection(chain.from_iterable(joined.get(one, ()) for one in reached))
        if len(part) > 1:
            members = tuple(member for member in group.members if member in part)
            yield group._replace(members=members, first_seen=tuple(one for one in group.first_seen if one in part))
