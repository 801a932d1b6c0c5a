"""What sharing found, as values: which passages stand in which articles, and how alike they are."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum


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


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A piece of an article: a sentence, or the quoted words in one. Offsets are code points."""

    article: str
    """The article's id."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SharedPair:
    """Two passages of different articles that share text."""

    a: Passage
    b: Passage
    kind: Kind
    score: float
    """How alike, 0..1: the mean of both idf-weighted coverages, see docs/sharing.md."""
    figures_differ: bool = False
    """Both sides hold a number that the other lacks."""


@dataclass(frozen=True, slots=True)
class SharedGroup:
    """Copies of one passage, in any number of articles, first published first."""

    members: tuple[Passage, ...]
    first_seen: tuple[Passage, ...]
    """The members published first: several when they tie, none when no date is known."""
    boilerplate: bool = False
    """Repeated across unrelated articles (a credit line, an agency tail): kept, but not highlighted."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """All that the articles of a library share."""

    pairs: tuple[SharedPair, ...] = ()
    groups: tuple[SharedGroup, ...] = ()


class Depth(StrEnum):
    """How much counts as shared, by what a person calls it; each takes in what the one before does."""

    EXACT = "exact copies"
    EDITED = "edited too"
    QUOTED = "quotations too"
    RETOLD = "retold too"

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds that count."""
        added = [{Kind.VERBATIM}, {Kind.EDITED, Kind.PARTIAL}, {Kind.QUOTE}, {Kind.PARAPHRASE}]
        return frozenset[Kind]().union(*added[: list(Depth).index(self) + 1])

    @property
    def following(self) -> "Depth":
        """The next one; after the last, the first."""
        depths = list(Depth)
        return depths[(depths.index(self) + 1) % len(depths)]


def narrowed(sharing: Sharing, kinds: Collection[Kind], least: float = 0.0) -> Sharing:
    """Of what was found, the pairs of these kinds and at least this score, and what is left of the groups."""
    pairs = tuple(pair for pair in sharing.pairs if pair.kind in kinds and pair.score >= least)
    if len(pairs) == len(sharing.pairs):
        return sharing
    kept = {passage for pair in pairs for passage in (pair.a, pair.b)}
    groups = (
        replace(
            group,
            members=tuple(member for member in group.members if member in kept),
            first_seen=tuple(member for member in group.first_seen if member in kept),
        )
        for group in sharing.groups
    )
    return Sharing(pairs, tuple(group for group in groups if len(group.members) > 1))
