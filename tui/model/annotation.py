"""An annotation: what a person said about a span, a sentence, or a whole article."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256

from tui.model.article import Article

CONTEXT = 32
"""Code points kept on each side of a quote, as much as finding it again needs."""


class Scope(StrEnum):
    """How much of an article an annotation is about."""

    SPAN = "span"
    SENTENCE = "sentence"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Target:
    """What an annotation is about, with enough of the text to find it again.

    Offsets are code points. For a whole article they are 0 and 0, and the quote is empty:
    `text[start:end] == quote` holds for every scope.
    """

    article: str
    """The article's id."""
    scope: Scope
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    text_sha256: str
    """Of the article's text, as UTF-8."""

    def overlaps(self, start: int, end: int) -> bool:
        """Whether this target covers any of `start`..`end`; a whole article covers no part of it."""
        return self.scope is not Scope.ARTICLE and self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Annotation:
    """A label, a note, or both, on a target."""

    id: str
    target: Target
    label: str
    """The label's id, or empty for a note alone."""
    note: str
    annotator: str
    created: str
    """UTC, ISO 8601."""
    modified: str
    """UTC, ISO 8601."""
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What else is said of it, by the names of its label's attributes: `{"certainty": "2"}`."""
    origin: str = ""
    """The id of the annotation from which its label came to this copy of the sentence, or empty."""


@lru_cache(maxsize=16)
def text_sha256(text: str) -> str:
    """The SHA-256 of a text as UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def target_of(article: Article, start: int, end: int, scope: Scope) -> Target:
    """The target for that part of an article; raises ValueError when it is outside of the text."""
    text = article.text
    if scope is Scope.ARTICLE:
        start = end = 0
    elif not 0 <= start < end <= len(text):
        raise ValueError(f"no text at {start}..{end}: the article has {len(text)} characters")
    return Target(
        article=article.id,
        scope=scope,
        start=start,
        end=end,
        quote=text[start:end],
        prefix="" if scope is Scope.ARTICLE else text[max(0, start - CONTEXT) : start],
        suffix="" if scope is Scope.ARTICLE else text[end : end + CONTEXT],
        text_sha256=text_sha256(text),
    )
