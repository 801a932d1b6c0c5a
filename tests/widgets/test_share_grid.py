"""The matrix in an application of its own: what it draws, where its cursor goes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tui.places import STYLES
from tui.widgets.share_grid import Grid, ShareGrid

SHARES = {(0, 1): 0.05, (0, 2): 0.2, (1, 2): 0.5, (3, 4): 0.8}


class Host(App[None]):
    """As little as a matrix needs."""

    CSS_PATH = STYLES / "overview.tcss"
    ENABLE_COMMAND_PALETTE = False

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"quiet": "#808080", "faint": "#404040", "cursor-line": "#303030"}

    def compose(self) -> ComposeResult:
        yield ShareGrid(id="map")


def share(row: int, column: int) -> float:
    return SHARES.get((min(row, column), max(row, column)), 0.0)


def grid(size: int = 5, title: str = "[b]Title {}") -> Grid:
    return Grid(
        size,
        label=lambda row: (title.format(row), f"Source {row}"),
        story=lambda row: "a" if row < 3 else "b" if row < 5 else "",
        share=share,
        partners=lambda row: [column for column in range(size) if share(row, column)],
    )


@asynccontextmanager
async def shown(
    size: tuple[int, int] = (80, 20), of: Grid | None = None, row: int = 4, column: int = 4
) -> AsyncIterator[tuple[ShareGrid, Pilot[None]]]:
    app = Host()
    async with app.run_test(size=size) as pilot:
        found = app.query_one(ShareGrid)
        found.show(of or grid(), row, column)
        found.focus()
        await pilot.pause()
        yield found, pilot


def screen(found: ShareGrid) -> list[str]:
    strips = [found.render_line(y) for y in range(found.size.height)]
    assert {strip.cell_length for strip in strips} == {found.size.width}
    assert all(cell_len(strip.text) == found.size.width for strip in strips)
    return [strip.text for strip in strips]


async def test_the_shade_says_how_much_and_is_the_same_either_way() -> None:
    async with shown() as (found, _):
        rows = screen(found)
        left = rows[0].index("1")
        cells = [[row[left + 6 * at] for at in range(5)] for row in rows if "Title" in row]
        assert cells == [list("╲░▒  "), list("░╲▓  "), list("▒▓╲  "), list("   ╲█"), list("   █╲")]


async def test_the_cell_under_the_cursor_says_it_in_figures() -> None:
    async with shown() as (found, _):
        found.go_to(1, 2)
        assert "50%" in "".join(screen(found))
        assert "▼3" in screen(found)[0]


@pytest.mark.parametrize(("columns", "whole"), [(120, True), (60, False)])
async def test_names_are_whole_where_there_is_room(columns: int, whole: bool) -> None:
    title = "{} talks about a summit that nobody has yet agreed to"
    async with shown(of=grid(title=title), size=(columns, 20)) as (found, _):
        assert (title.format(2) in screen(found)[5]) == whole


async def test_where_not_all_fits_it_scrolls_both_ways() -> None:
    async with shown(of=grid(2000), row=0, column=0) as (found, _):
        assert "Source 0 · [b]T" in screen(found)[1] and "▒▒" in screen(found)[1]
        found.go_to(5000, 1990)
        rows = screen(found)
        assert "2000 " in rows[-1] and "▼1991" in rows[0]
        found.go_to(0, 0)
        assert "1990" not in screen(found)[0]


async def test_the_next_two_that_share_are_sought_row_by_row() -> None:
    async with shown(row=0, column=0) as (found, _):
        seen = []
        while found.seek(1):
            seen.append((found.row, found.column))
        assert seen == [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1), (3, 4), (4, 3)]
        found.go_to(2, 0)
        assert found.seek(-1) and (found.row, found.column) == (1, 2)
        found.go_to(0, 1)
        assert not found.seek(-1)


async def test_the_rows_of_a_story_are_bracketed() -> None:
    async with shown(of=grid(8), size=(60, 12)) as (found, _):
        brackets = "".join(
            row[: row.rindex("Title") + 40].rstrip("╲░▒▓█ 0123456789%").rstrip()[-1] for row in screen(found)[1:9]
        )
        assert brackets.startswith("┌│└┌└")


async def test_a_click_takes_the_cursor_there() -> None:
    async with shown() as (found, pilot):
        await pilot.click(ShareGrid, offset=(screen(found)[0].index("1") + 13, 3))
        assert (found.row, found.column) == (1, 2)
        await pilot.click(ShareGrid, offset=(5, 1))
        assert (found.row, found.column) == (0, 0)


@pytest.mark.parametrize("size", [(20, 5), (4, 2), (1, 1), (200, 50)])
async def test_any_size_can_be_drawn(size: tuple[int, int]) -> None:
    async with shown(size=size, of=grid(30)) as (found, _):
        screen(found)
        found.go_to(29, 0)
        screen(found)
    async with shown(size=size, of=Grid()) as (found, _):
        screen(found)


async def test_at_first_the_cell_has_its_surroundings_also_when_it_is_laid_out_later() -> None:
    async with shown(of=Grid(), row=0, column=0) as (found, pilot):
        found.display = False
        await pilot.pause()
        found.show(grid(300), 150, 160)
        found.display = True
        await pilot.pause()
        rows = [line.split()[0].lstrip("▌") for line in screen(found)[1:]]
        numbers = [int(number) for number in screen(found)[0].split() if number.isdecimal()]
        assert int(rows[0]) < 145 and int(rows[-1]) > 155
        assert numbers[0] < 155 and numbers[-1] > 165


async def test_beside_the_last_cell_no_room_is_left_empty() -> None:
    async with shown(of=grid(300), row=299, column=299) as (found, _):
        assert "299" in screen(found)[-2] and "300" in screen(found)[-1]
