"""An article: one report, as it was published, and what is known about it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256

from tui.model.harmless import settled

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction: Brysbaert 2019, a meta-analysis of 190 studies."""
CHARACTERS_A_MINUTE = 500
"""The same of Chinese and Japanese, which have no blanks between words: what Medium and Miniflux count with."""
LOOKED_AT = 1000
"""Code points that tell whether a text is in one of these."""
_WEB = re.compile(r"https?://[\w\[]\S*", re.IGNORECASE)
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Article:
    """One article. Its text is settled (see `harmless.settled`) and never changes.

    Make one with `new_article`, which settles the fields and gives the id.
    """

    id: str
    title: str
    text: str
    source: str = ""
    author: str = ""
    published: str = ""
    """ISO 8601, a date or a date and time; empty when unknown, never a guess."""
    url: str = ""
    language: str = ""
    """ISO 639-1, empty when unknown."""
    extra: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Whatever else the file said about the article, as it was said."""

    @property
    def provenance(self) -> str:
        """Where it is from, as the screen says it: its source, or the file it came in."""
        return self.source or self.extra.get("file", "")

    @property
    def page(self) -> str:
        """Its address, where that is one of the web that has a host; else empty."""
        return self.url if _WEB.fullmatch(self.url) else ""

    @property
    def day(self) -> str:
        """The day of publication, `YYYY-MM-DD`, or empty."""
        return self.published[:10]

    @property
    def moment(self) -> datetime | None:
        """When it was published; see `moment_of`."""
        return moment_of(self.published)

    @property
    def minutes(self) -> float:
        """How long it takes to read the text in silence."""
        return _minutes(self.text)


def moment_of(published: str) -> datetime | None:
    """The moment of a date: a time without a zone counts as UTC, a day alone as its beginning. None for no date."""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@lru_cache(maxsize=16)
def _minutes(text: str) -> float:
    spaced, unspaced = text, 0
    if _UNSPACED.search(text, 0, LOOKED_AT):
        spaced, unspaced = _UNSPACED.subn("", text)
    return len(spaced.split()) / WORDS_A_MINUTE + unspaced / CHARACTERS_A_MINUTE


def new_article(
    title: str,
    text: str,
    *,
    source: str = "",
    author: str = "",
    published: str = "",
    url: str = "",
    language: str = "",
    extra: Mapping[str, str] | None = None,
) -> Article:
    """An article with its fields settled, and an id that follows from its text and source.

    The same text from the same source has the same id on every machine: importing twice changes nothing.
    Where no source is known the name of the file (`file` in `extra`) stands in for it: two files with the
    same words are two reprints, not one article.
    """
    text, source, extra = settled(text), settled(source), extra or {}
    origin = source or settled(extra.get("file", ""))
    return Article(
        id=sha256(f"{origin}\0{text}".encode()).hexdigest()[:16],
        title=settled(title),
        text=text,
        source=source,
        author=settled(author),
        published=settled(published),
        url=settled(url),
        language=settled(language),
        extra={settled(name): settled(value) for name, value in extra.items()},
    )
