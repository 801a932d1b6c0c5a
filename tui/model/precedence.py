"""Which article was published first, as far as the dates tell. Never who copied whom."""

from datetime import UTC, date, datetime, time, timedelta

from tui.model.article import Article

AT_ONCE = timedelta(minutes=10)
"""What was published within this time of another is a tie."""

Window = tuple[datetime, datetime]
"""The moments between which something happened: the first it can have been, and the first it cannot."""


def published_in(article: Article) -> Window | None:
    """When an article can have been published: a day without a time is all of that day, in UTC."""
    try:
        if len(article.published) <= len("2025-10-16"):
            start = datetime.combine(date.fromisoformat(article.published), time.min, UTC)
            return start, start + timedelta(days=1)
        moment = datetime.fromisoformat(article.published)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        return moment, moment + AT_ONCE
    except (ValueError, OverflowError):
        return None


def before(one: Window | None, other: Window | None) -> bool:
    """Whether the one was certainly over when the other began; False when a date is missing."""
    return one is not None and other is not None and one[1] <= other[0]
