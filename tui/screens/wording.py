"""How days, times and differences are put into words on the screen."""

from datetime import date, datetime

from tui.model.article import Article
from tui.model.copies import Copy
from tui.sharing.comparison import compare_passages
from tui.widgets.side_panel import Part

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_day(published: str) -> str:
    """`2025-10-16T19:05:00Z` as `16 Oct`; empty when there is no date in it."""
    day = _day(published)
    return f"{day.day} {_MONTHS[day.month - 1]}" if day else ""


def long_day(published: str) -> str:
    """`2025-10-16T19:05:00Z` as `16 Oct 2025`; empty when there is no date in it."""
    day = _day(published)
    return f"{short_day(published)} {day.year}" if day else ""


def local_time(moment: str) -> str:
    """A moment in UTC as a person here tells it: `today 12:01`, else `16 Oct 12:01`."""
    here = datetime.fromisoformat(moment).astimezone()
    day = "today" if here.date() == datetime.now().astimezone().date() else short_day(here.isoformat())
    return f"{day} {here:%H:%M}"


def differing_words(here: Article, there: Article, copy: Copy) -> tuple[tuple[Part, str], ...]:
    """A copy's text, with the words that stand only there marked; then those that stand only here.

    Empty when every word is kept. The words of here are left out when they are most of them: a sentence told
    anew is read better as a whole.
    """
    found = compare_passages(here, copy.here, there, copy.there)
    if not found.changed_a and not found.changed_b:
        return ()
    parts: list[tuple[Part, str]] = []
    reached = copy.there.start
    for start, end in found.changed_b:
        parts += [(Part.KEPT, there.text[reached:start]), (Part.NEW, there.text[start:end])]
        reached = end
    parts.append((Part.KEPT, there.text[reached : copy.there.end]))
    gone = [here.text[start:end] for start, end in found.changed_a]
    if 2 * sum(map(len, gone)) <= copy.here.end - copy.here.start:
        for words in gone:
            parts += [(Part.KEPT, "  "), (Part.GONE, words)]
    return tuple((part, words) for part, words in parts if words)


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None
