"""Orders and groups of the list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.examples import notebook, sentence_target
from tui.model.article import Article, new_article
from tui.model.ordering import STORY, Grouping, Order, Ordering, grouped, ordered, ordering_of, stories
from tui.model.sifting import Facts


def article(title: str, source: str = "", published: str = "", size: int = 10) -> Article:
    return new_article(title, (title or "x")[:1] * size, source=source, published=published)


FIRST = article("“Zebras”", "wire", "2025-10-16", 30)
SECOND = article("apples", "Paper", "2025-10-16T12:00:00Z", 20)
THIRD = article("Bees", "", "2025-10-18", 40)
LAST = article("", "Wire", "no date")
ALL = (FIRST, SECOND, THIRD, LAST)
BY_DATE = Ordering()


def facts() -> Facts:
    book = notebook()
    for start in (0, 4):
        book.label(THIRD, sentence_target(THIRD, start, start + 4), book.codebook.labels[0], "ana")
    book.note(FIRST, sentence_target(FIRST, 0, 4), "a note", "ana")
    return Facts(
        ALL, book.annotations, done={FIRST.id}, share=lambda one: {SECOND.id: 0.5, LAST.id: 0.9}.get(one.id, 0.0)
    )


@pytest.mark.parametrize(
    ("kept", "told", "order"),
    [
        ("", "by date", ALL),
        ("date backwards", "newest first", (THIRD, SECOND, FIRST, LAST)),
        ("source", "by source", (SECOND, FIRST, LAST, THIRD)),  # case does not count; equal ones stay by date
        ("source backwards", "by source, Z to A", (FIRST, LAST, SECOND, THIRD)),
        ("title", "by title", (SECOND, THIRD, FIRST, LAST)),  # quotation marks do not count
        ("length", "longest first", (THIRD, FIRST, SECOND, LAST)),
        ("length backwards", "shortest first", (LAST, SECOND, FIRST, THIRD)),
        ("share", "most shared first", (LAST, SECOND, FIRST, THIRD)),
        ("annotations", "most annotated first", (THIRD, FIRST, SECOND, LAST)),
        ("done", "undone first", (SECOND, THIRD, LAST, FIRST)),
        ("done backwards", "done first", ALL),
        ("colour", "by date", ALL),
    ],
)
def test_articles_come_in_an_order(kept: str, told: str, order: tuple[Article, ...]) -> None:
    ordering = ordering_of(kept)
    assert (str(ordering), ordered(ALL, ordering, facts())) == (told, list(order))


@given(st.sampled_from(Order), st.booleans())
def test_every_order_is_kept_and_loses_nothing(order: Order, backwards: bool) -> None:
    ordering = Ordering(order, backwards)
    assert ordering_of(ordering.kept) == ordering and ordering.other_way.other_way == ordering
    assert {one.id for one in ordered(ALL, ordering, facts())} == {one.id for one in ALL}


def test_groups_are_sources_days_or_stories_and_the_rest_comes_last() -> None:
    def groups(grouping: Grouping, ordering: Ordering = BY_DATE) -> list[tuple[str, list[Article]]]:
        return grouped(ALL, grouping, ordering, {THIRD.id: FIRST.id, FIRST.id: FIRST.id})

    assert groups(Grouping.NONE) == [("", list(ALL))]
    assert groups(Grouping.SOURCE) == [("paper", [SECOND]), ("wire", [FIRST, LAST]), ("", [THIRD])]
    days = [("2025-10-16", [FIRST, SECOND]), ("2025-10-18", [THIRD]), ("", [LAST])]
    assert groups(Grouping.DAY) == days
    assert groups(Grouping.DAY, Ordering(backwards=True)) == [days[1], days[0], days[2]]
    assert groups(Grouping.STORY) == [(FIRST.id, [FIRST, THIRD]), ("", [SECOND, LAST])]
    assert [one.following for one in Grouping] == [*list(Grouping)[1:], Grouping.NONE]


def test_a_story_is_what_shares_enough_of_the_shorter_text_however_far_it_goes() -> None:
    enough = int(STORY * 20)
    overlaps = [(SECOND.id, FIRST.id, enough, 1), (THIRD.id, SECOND.id, 1, enough), (LAST.id, THIRD.id, 1, 40)]
    assert stories(ALL, overlaps) == {FIRST.id: FIRST.id, SECOND.id: FIRST.id, THIRD.id: FIRST.id}
    assert stories(ALL, [("elsewhere", FIRST.id, 10, 10)]) == {}
