"""How days, times and differences are put into words on the screen."""

from datetime import UTC, date, datetime

from textual.content import Content

from tui.model.article import Article, moment_of
from tui.model.shared import Passage
from tui.widgets.cutting import drawable
from tui.widgets.side_panel import Part

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def plain(text: str) -> Content:
    """Foreign text for a widget: washed, and never read as markup."""
    return Content(drawable(text))


def shortened(text: str, most: int) -> str:
    """A text in at most so many code points, an ellipsis for what is left out."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def short_day(published: str) -> str:
    """`2025-10-16T19:05:00Z` as `16 Oct`; empty when there is no date in it."""
    day = _day(published)
    return f"{day.day} {_MONTHS[day.month - 1]}" if day else ""


def long_day(published: str) -> str:
    """`2025-10-16T19:05:00Z` as `16 Oct 2025`; empty when there is no date in it."""
    day = _day(published)
    return f"{short_day(published)} {day.year}" if day else ""


def off_utc(published: str) -> str:
    """The time and its zone, behind a blank, where a date is another day in UTC, by which it is said who was first."""
    moment = _moment(published)
    try:
        return f" {_clock(moment)}" if moment and moment.astimezone(UTC).date() != moment.date() else ""
    except OverflowError:
        return ""  # at the end of time


def told_apart(one: str, other: str) -> tuple[str, str]:
    """Two dates beside each other: with the time where the days alone do not tell which was first.

    And with the zones where these differ: 08:00 in Boston is later than 11:00 in London.
    """
    days, here, there = (long_day(one), long_day(other)), _moment(one), _moment(other)
    if not here or not there or (here.date() != there.date() and (here.date() < there.date()) == (here < there)):
        return days
    clock = _clock if here.utcoffset() != there.utcoffset() else "{:%H:%M}".format
    return f"{days[0]} {clock(here)}", f"{days[1]} {clock(there)}"


def local_time(moment: str) -> str:
    """A moment in UTC as a person here tells it: `today 12:01`, else `16 Oct 12:01`; empty when it is none."""
    try:
        here = datetime.fromisoformat(moment).astimezone()
    except (ValueError, OverflowError):
        return ""  # a notebook that others wrote
    day = "today" if here.date() == datetime.now().astimezone().date() else short_day(here.isoformat())
    return f"{day} {here:%H:%M}"


def differing_words(
    here: Article, one: Passage, there: Article, other: Passage
) -> tuple[tuple[tuple[Part, str], ...], tuple[str, ...]]:
    """A copy's text in parts, kept and new; and the words that stand only here.

    The first is empty when every word is kept, the second also when the sentence is told anew: then it is read
    better as a whole.
    """
    from tui.sharing.comparison import compare_passages

    found = compare_passages(here, one, there, other)
    gone = tuple(here.text[start:end] for start, end in found.changed_a)
    if 2 * sum(map(len, gone)) > one.end - one.start:
        gone = ()
    if not found.changed_a and not found.changed_b:
        return (), ()
    parts: list[tuple[Part, str]] = []
    reached = other.start
    for start, end in found.changed_b:
        parts += [(Part.KEPT, there.text[reached:start]), (Part.NEW, there.text[start:end])]
        reached = end
    parts.append((Part.KEPT, there.text[reached : other.end]))
    return tuple((part, words) for part, words in parts if words), gone


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def _moment(published: str) -> datetime | None:
    """When it was, as far as the time of day is known."""
    return moment_of(published) if len(published) > len("2025-10-16") else None


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M} " + (moment.isoformat()[-len("+09:00") :] if moment.utcoffset() else "UTC")
