"""The list in an application of its own: what it draws, where its cursor goes, how it groups."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from tui.places import STYLES
from tui.widgets.article_list import ArticleList, Heading, Row

ROW = Row("A title", "Sample Wire", "16 Oct", 0.42)
GROUPS = (Heading(0, "One", 2), Heading(2, "Two [b]\x1b[2J", 1), Heading(3, "Three", 3))


class Host(App[None]):
    """As little as a list needs."""

    CSS_PATH = STYLES / "articles.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"quiet": "#808080", "faint": "#404040", "cursor-line": "#303030"}

    def compose(self) -> ComposeResult:
        yield ArticleList(id="list")

    def on_mount(self) -> None:
        self.query_one(ArticleList).focus()

    def on_article_list_moved(self, message: ArticleList.Moved) -> None:
        self.heard.append(message)


@asynccontextmanager
async def listing(
    count: int = 6, headings: tuple[Heading, ...] = (), row: Row = ROW, size: tuple[int, int] = (40, 12)
) -> AsyncIterator[tuple[Host, ArticleList, Pilot[None]]]:
    app = Host()
    async with app.run_test(size=size) as pilot:
        articles = app.query_one(ArticleList)
        articles.show(count, lambda index: row._replace(title=f"{row.title} {index}"), headings)
        await pilot.pause()
        yield app, articles, pilot


def screen(articles: ArticleList) -> list[str]:
    strips = [articles.render_line(y) for y in range(articles.size.height)]
    assert {cell_len(strip.text) for strip in strips} <= {articles.size.width}
    return [strip.text.rstrip() for strip in strips]


async def test_a_row_says_title_source_day_and_how_much_is_shared() -> None:
    async with listing(2) as (_, articles, _):
        shown = screen(articles)
        assert shown[0] == "▌A title 0" and shown[1].split() == ["▌Sample", "Wire", "·", "16", "Oct", "▇▇▇▁▁▁▁", "42%"]
        assert shown[2] == "" and shown[3] == " A title 1"  # as long as all of them fit, with air between


async def test_one_that_is_not_in_the_filter_says_so() -> None:
    async with listing(2, row=ROW._replace(outside=True), size=(60, 12)) as (_, articles, _):
        assert "not in filter · Sample" in screen(articles)[1]


async def test_headings_stand_above_their_groups_and_are_passed_over() -> None:
    async with listing(6, GROUPS) as (_, articles, pilot):
        assert screen(articles)[0].startswith(" One ──") and screen(articles)[0].endswith(" 2")
        assert screen(articles)[5].startswith(" Two [b]␛[2J ──")
        await pilot.press("j", "j")
        assert articles.cursor == 2
        assert [row[:10] for row in screen(articles) if row.startswith("▌")] == ["▌A title 2", "▌Sample Wi"]
        await pilot.press("G")
        assert screen(articles)[-1].startswith("▌Sample")
        articles.show(6, lambda index: ROW, tuple(Heading(first, "Each", 1) for first in range(6)))
        assert screen(articles)[-1].startswith("▌Sample"), "more headings do not push the cursor out of sight"
        articles.show(6, lambda index: ROW, GROUPS)
        await pilot.press("g")
        assert screen(articles)[0].startswith(" One"), "the first article shows its heading, too"


@pytest.mark.parametrize(("y", "index"), [(0, 0), (1, 0), (3, 1), (5, 2), (6, 2), (8, 3), (9, 3), (11, 4)])
async def test_a_click_finds_the_article_and_on_a_heading_the_first_of_its_group(y: int, index: int) -> None:
    async with listing(6, GROUPS) as (_, articles, pilot):
        articles.cursor = 5
        articles.scroll_to(y=0, animate=False, force=True)
        await pilot.pause()
        await pilot.click(ArticleList, offset=(3, y))
        assert articles.cursor == index


async def test_a_hundred_thousand_articles_take_no_longer() -> None:
    headings = tuple(Heading(first, f"Group {first}", 100) for first in range(0, 100_000, 100))
    async with listing(100_000, headings) as (_, articles, pilot):
        start = perf_counter()
        await pilot.press("G")
        assert articles.cursor == 99_999 and "A title 99999" in screen(articles)[-2]
        articles.show(50_000, lambda index: ROW, headings[:500])
        assert articles.cursor == 49_999
        assert perf_counter() - start < 1


@pytest.mark.parametrize("size", [(20, 6), (1, 1), (200, 50)])
async def test_any_size_will_do(size: tuple[int, int]) -> None:
    async with listing(6, GROUPS, ROW._replace(title="日本語" * 30, labels=(("C", "#ff0000"),), star=True), size) as (
        _, articles, pilot,
    ):  # fmt: skip
        await pilot.press("j", "pagedown")
        assert len(screen(articles)) == size[1]
