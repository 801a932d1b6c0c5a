"""Groups of copies, the largest first, and how each spread over the days."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tui.model.article import Article
from tui.model.shared import SharedGroup

BARS = "▁▂▃▄▅▆▇█"
"""From one copy to as many as on the fullest day."""
NONE = "·"
"""A day without a copy."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A group of copies and the days on which they were published."""

    group: SharedGroup
    articles: int
    """How many articles hold it."""
    sources: int
    first_day: date | None
    """None when no date is known."""
    by_day: tuple[int, ...]
    """How many articles held it first on the first day, and on each day after it up to the last."""
    undated: int


def spreads(groups: Iterable[SharedGroup], articles: Mapping[str, Article]) -> list[Spread]:
    """Each group of articles that are open; those in most articles first, then as they are given."""
    found = (_spread(group, articles) for group in groups)
    return sorted((spread for spread in found if spread.articles > 1), key=lambda spread: -spread.articles)


def sparkline(by_day: Sequence[int], cells: int) -> tuple[str, int]:
    """The days as bars in at most so many cells, and how many days one bar stands for."""
    step = max(1, -(-len(by_day) // max(1, cells)))
    counts = [sum(by_day[at : at + step]) for at in range(0, len(by_day), step)]
    most = max(counts, default=0)
    return "".join(BARS[(count * len(BARS) - 1) // most] if count else NONE for count in counts), step


def _spread(group: SharedGroup, articles: Mapping[str, Article]) -> Spread:
    ids = dict.fromkeys(one.article for one in group.members)
    holding = [articles[one] for one in ids if one in articles]
    days = Counter(day for one in holding if (day := _day(one)))
    first = min(days, default=None)
    by_day = [0] * ((max(days) - first).days + 1 if first else 0)
    for day, count in days.items():
        if first:
            by_day[(day - first).days] = count
    return Spread(
        group=group,
        articles=len(holding),
        sources=len({one.source or one.id for one in holding}),
        first_day=first,
        by_day=tuple(by_day),
        undated=len(holding) - sum(days.values()),
    )


def _day(article: Article) -> date | None:
    try:
        return date.fromisoformat(article.day)
    except ValueError:
        return None
