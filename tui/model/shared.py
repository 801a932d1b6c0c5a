"""What sharing found, as values: which passages stand in which articles, and how alike they are."""

from dataclasses import dataclass
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

    def seen_from(self, passage: Passage) -> Passage:
        """The other side."""
        return self.b if passage == self.a else self.a


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
