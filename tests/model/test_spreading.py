"""Groups of copies, by size, and the days over which they spread."""

from hypothesis import given
from hypothesis import strategies as st

from tui.model.article import Article, new_article
from tui.model.shared import Passage, SharedGroup
from tui.model.spreading import BARS, NONE, sparkline, spreads

DAYS = ["2025-10-16", "2025-10-16T09:00:00Z", "2025-10-19", "", "no date"]


def group(articles: list[Article]) -> SharedGroup:
    members = tuple(Passage(article.id, 0, 10) for article in articles)
    return SharedGroup(members, members[:1])


def test_a_group_is_told_by_its_articles_sources_and_days() -> None:
    some = [new_article("", f"Text {day}", source=f"S{place % 2}", published=day) for place, day in enumerate(DAYS)]
    by_id = {article.id: article for article in some}
    larger, smaller = spreads([group(some[:2]), group(some), group(some[:1])], by_id)[:2]
    assert (larger.articles, larger.sources, larger.undated) == (5, 2, 2)
    assert larger.by_day == (2, 0, 0, 1)
    assert larger.first_day and larger.first_day.isoformat() == "2025-10-16"
    assert (smaller.articles, smaller.by_day) == (2, (2,))
    undated = spreads([group(some[3:])], by_id)[0]
    assert (undated.by_day, undated.first_day, undated.undated) == ((), None, 2)


def test_bars_rise_with_the_copies_and_a_day_without_is_a_dot() -> None:
    assert sparkline([8, 0, 1, 4], 14) == ("█·▁▄", 1)
    assert sparkline([3, 1, 0, 0, 2], 3) == ("█·▄", 2)
    assert sparkline([], 5) == ("", 1)


@given(st.lists(st.integers(0, 50), max_size=400), st.integers(1, 20))
def test_bars_never_take_more_cells_than_there_are(by_day: list[int], cells: int) -> None:
    drawn, step = sparkline(by_day, cells)
    assert len(drawn) <= cells
    assert len(drawn) == -(-len(by_day) // step)
    assert set(drawn) <= {*BARS, NONE}
    assert (drawn.count(NONE) == len(drawn)) == (not any(by_day))
