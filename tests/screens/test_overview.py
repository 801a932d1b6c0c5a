"""The overview by its keys: three views, and from each to the articles."""

from pathlib import Path

from textual.pilot import Pilot

from tests.program import NARROW, WIDE, program, reading, screen_text, settled
from tui.model.alignment import Side
from tui.screens.comparing import ComparingScreen
from tui.screens.overview import OverviewScreen


async def opened(pilot: Pilot[None], *keys: str) -> OverviewScreen:
    await settled(pilot)
    await pilot.press("o")
    await settled(pilot)
    await pilot.press(*keys)
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, OverviewScreen)
    return screen


async def test_the_map_says_who_shares_with_whom_and_leads_to_both(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await opened(pilot, "g", *"hhhh", "right_square_bracket")
        shown = screen_text(pilot)
        assert "5 of 5 articles share text" in shown
        assert "█ 78% of the shorter one: 27 of its sentences, 26 of the longer one’s" in shown
        assert "The Sample Gazette · 16 Oct 2025 · the earlier" in shown
        await pilot.press("enter")
        await pilot.pause()
        compared = pilot.app.screen
        assert isinstance(compared, ComparingScreen)
        assert {one.source for one in compared.pair.articles} == {"Rewrite Site", "The Sample Gazette"}
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert pilot.app.screen is reading(pilot)
        assert reading(pilot).article is compared.pair.articles[Side.RIGHT]


async def test_the_cursor_starts_at_what_was_read_and_goes_everywhere(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        article = reading(pilot).article
        assert article and screen.grid.row == [one.id for one in screen._built.map.articles].index(article.id)  # type: ignore[union-attr]
        await pilot.press("G", "k", "j", "l", "l", "l", "l", "h", "b", "space", "left_square_bracket")
        assert (screen.grid.row, screen.grid.column) == (4, 2)
        await pilot.press("l", "l", "enter")  # where it meets itself
        await pilot.pause()
        assert pilot.app.screen is reading(pilot)
        assert reading(pilot).article is screen._by_id[screen._built.map.articles[4].id]  # type: ignore[union-attr]


async def test_two_that_share_nothing_are_not_compared(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        found = screen._built.map  # type: ignore[union-attr]
        row, column = next((a, b) for a in range(5) for b in range(5) if a != b and not found.share(a, b))
        screen.grid.go_to(row, column)
        await pilot.pause()
        assert "these two share nothing" in screen_text(pilot)
        await pilot.press("enter")
        assert pilot.app.screen is screen and "] goes to the next that do" in screen_text(pilot)


async def test_the_largest_groups_of_copies_lead_to_where_they_were_first_seen(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("J")
        await opened(pilot, "tab")
        shown = screen_text(pilot)
        assert "4 █▃ We need Tomahawks for the United States of America, too" in shown
        assert "first seen 16 Oct 2025 · Sample Wire · over 2 days · 4 sources" in shown
        await pilot.press("enter")
        await pilot.pause()
        main = reading(pilot)
        assert pilot.app.screen is main and main.article and main.article.source == "Sample Wire"
        assert main.reader.here and "Tomahawks" in main.article.text[slice(*main.reader.here)]
        assert "esc comes back to the overview" in screen_text(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert main.article.source == "The Sample Gazette"  # where it was opened
        assert isinstance(pilot.app.screen, OverviewScreen)


async def test_it_opens_again_where_it_was_left(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await opened(pilot, "tab", "j", "j")
        await pilot.press("enter", "j", "escape")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, OverviewScreen)
        assert screen.groups_list.display and screen.groups_list.cursor == 2
        await pilot.press("shift+tab", "g", *"hhhh", "right_square_bracket", "right_square_bracket")
        cell = screen.grid.row, screen.grid.column
        await pilot.press("enter", "enter")  # compared, then read
        await pilot.press("escape")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, OverviewScreen) and (screen.grid.row, screen.grid.column) == cell
        await pilot.press("tab", "escape")
        again = await opened(pilot)
        assert again.groups_list.display and again.groups_list.cursor == 2


async def test_each_source_says_what_it_reprints_and_shows_where(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await opened(pilot, "shift+tab")
        rows = screen_text(pilot).splitlines()
        (rewrite,) = [row for row in rows if "Rewrite Site" in row]
        assert "78%" in rewrite and rewrite.startswith("▌")
        (wire,) = [row for row in rows if "Sample Wire" in row]
        assert wire.count("%") == 1  # nothing stood elsewhere earlier
        assert "ties and no dates are neither" in rows[0]
        await pilot.press("enter")
        await pilot.pause()
        compared = pilot.app.screen
        assert isinstance(compared, ComparingScreen)
        assert [one.source for one in compared.pair.articles] == ["Rewrite Site", "The Sample Gazette"]
        await pilot.press("escape", "G", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ComparingScreen)
        assert pilot.app.screen.pair.articles[Side.LEFT].source == "Sample Wire"


async def test_what_is_shared_by_nobody_is_said_kindly(folder: Path) -> None:
    (folder / "one.txt").write_text("Nobody else says this.")
    async with program(folder / "n.json", [folder]).run_test(size=WIDE) as pilot:
        await opened(pilot, "j", "enter", "tab", "right_square_bracket", "enter", "tab", "k", "enter")
        assert "No two of these articles share a sentence." in screen_text(pilot)
        await pilot.press("question_mark", "escape", "escape")
        assert pilot.app.screen is reading(pilot)


async def test_as_long_as_it_is_looked_for_what_there_is_is_shown(tmp_path: Path) -> None:
    from tui.model.shared import Sharing

    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        main = reading(pilot)
        found = main.workspace.copies.sharing
        main.workspace.take(Sharing(found.pairs[:3]))
        main._looking = True
        await pilot.press("o")
        await settled(pilot)
        await pilot.pause()
        assert "still looking" in screen_text(pilot) and "of 5 articles share text" in screen_text(pilot)
        main.workspace.take(found)
        main._looking = False
        await pilot.pause(1.2)
        await settled(pilot)
        assert "5 of 5 articles share text" in screen_text(pilot) and "still looking" not in screen_text(pilot)


async def test_it_is_alive_where_there_is_little_room(tmp_path: Path) -> None:
    for size in ((20, 6), NARROW):
        async with program(tmp_path / "n.json").run_test(size=size) as pilot:
            await opened(pilot, "j", "l", "right_square_bracket", "tab", "j", "tab", "j")
            await pilot.press("escape")
            assert pilot.app.screen is reading(pilot)


async def test_columns_stand_under_their_heading_in_any_size(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await opened(pilot, "tab", "tab")
        assert "earlier elsewhere" in screen_text(pilot)
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert "earlier elsewhere" not in screen_text(pilot) and "earlier" in screen_text(pilot)
