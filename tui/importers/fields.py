"""What files call the things that are known about an article, and what we make of the values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlsplit

ALIASES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "hd", "hed", "title_page", "title_rss", "subject", "name"),
    "source": (
        "source", "source_name", "sourcecommonname", "publisher", "publication", "outlet", "newspaper",
        "media_name", "sitename", "site", "sn", "source_domain", "domain", "hostname",
    ),
    "author": ("author", "authors", "byline", "by", "creator", "dc_creator", "writer"),
    "published": (
        "published", "date_published", "date_publish", "publish_date", "publishing_date", "published_at",
        "pubdate", "datepublished", "date", "datetime", "timestamp", "pd", "seendate",
    ),
    "url": (
        "url", "link", "permalink", "canonical_url", "source_url", "uri", "webpage", "documentidentifier",
        "warc_target_uri", "source", "guid", "id",
    ),
    "language": ("language", "lang", "la", "baselanguage", "inlanguage"),
}  # fmt: skip
"""What each field may be called, the best name first. Dates of download are no dates of publication."""

_WEB = re.compile(r"https?://\S+$", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][\w-]*)?$", re.ASCII)
_EMAIL_DATE = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4} \d{1,2}:\d\d", re.ASCII)
_LONGEST_DATE = 60
_SPACE_BEFORE_ZONE = re.compile(r"\s+(?=(?:[+-]\d\d:?\d\d|Z)$)")


@dataclass(slots=True)
class Fields:
    """What a file says about its article, each value in our form, or empty."""

    title: str = ""
    source: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    """All else, under the names and in the form in which the file has it."""


def fields_from(values: Mapping[str, str]) -> Fields:
    """The fields among named values; a value that cannot be what its name says stays in `extra`."""
    names = {_folded(name): name for name in values}
    used: set[str] = set()

    def first(wanted: str) -> str:
        for alias in ALIASES[wanted]:
            name = names.get(alias)
            value = _FORMS[wanted](values[name].strip()) if name and name not in used else ""
            if name and value:
                used.add(name)
                return value
        return ""

    fields = Fields(
        title=first("title"),
        source=first("source"),
        author=first("author"),
        published=first("published"),
        url=first("url"),
        language=first("language"),
    )
    fields.source = fields.source or _host(fields.url)
    fields.extra = {name: value for name, value in values.items() if name not in used}
    return fields


def published_from(raw: str) -> str:
    """A date, or a date and time, as ISO 8601, with the zone it was given in; empty when it is neither."""
    if len(raw) > _LONGEST_DATE:
        return ""
    if raw.isdecimal() and len(raw) == 14:
        raw = f"{raw[:8]}T{raw[8:]}"
    try:
        return date.fromisoformat(raw).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(_SPACE_BEFORE_ZONE.sub("", raw)).isoformat()
    except ValueError:
        pass
    if not _EMAIL_DATE.match(raw):
        return ""
    from email.utils import parsedate_to_datetime  # seldom needed, and not soon loaded

    try:
        return parsedate_to_datetime(raw).isoformat()
    except ValueError:
        return ""


def _folded(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip()).lower()


def _as_it_is(value: str) -> str:
    return value


def _source(value: str) -> str:
    return "" if _WEB.match(value) else value


def _url(value: str) -> str:
    return value if _WEB.match(value) else ""


def _language(value: str) -> str:
    match = _LANGUAGE.match(value)
    return match[1].lower() if match else ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


_FORMS = {
    "title": _as_it_is,
    "source": _source,
    "author": _as_it_is,
    "published": published_from,
    "url": _url,
    "language": _language,
}
