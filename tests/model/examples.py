"""Articles and notebooks that tests start from."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

from tui.model.annotation import Scope, Target, target_of
from tui.model.article import Article, new_article
from tui.model.codebook import STARTER
from tui.model.notebook import Notebook

TEXT = "📰 Mayor says taxes fell. Critics disagree.\n\nThe vote is on Friday."


def article(text: str = TEXT, source: str = "Sample Wire", *, title: str = "Taxes", url: str = "") -> Article:
    """An article with little in it."""
    return new_article(title, text, source=source, url=url)


def ticking() -> Iterator[datetime]:
    """Moments a millisecond apart."""
    start = datetime(2025, 10, 16, 12, 0, tzinfo=UTC)
    return (start + timedelta(milliseconds=number) for number in count())


def notebook() -> Notebook:
    """A new notebook whose times and ids are the same at every run."""
    moments, ids = ticking(), count(1)
    return Notebook(STARTER, clock=lambda: next(moments), new_id=lambda: f"id-{next(ids):04}")


def sentence_target(of: Article, start: int = 0, end: int = 24) -> Target:
    """The target for a stretch of an article."""
    return target_of(of, start, end, Scope.SENTENCE)
