"""How the article is set, by its keys: wider and narrower, denser, alone; and how much of it is read."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.program import NARROW, NORMAL, WIDE, program, reading, screen_text, settled
from tests.screens.test_filtering import started_again
from tui.settings import read_settings, settings_path


def widest(pilot: Pilot[None]) -> int:
    """How many cells the longest row of the article takes."""
    reader = reading(pilot).reader
    rows = [reader.render_line(y).text[:-1] for y in range(reader.size.height)]
    left = min(len(row) - len(row.lstrip(" ▌▏")) for row in rows if row.strip())
    return max(len(row.rstrip()) for row in rows) - left


def row_of_cursor(pilot: Pilot[None]) -> int:
    """The first row of the reader that the cursor's mark is on."""
    reader = reading(pilot).reader
    return next(y for y in range(reader.size.height) if reader.render_line(y).text.lstrip().startswith("▌"))


async def test_lines_get_narrower_and_wider_and_the_sentence_stays_where_it_is(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=(200, 50)) as pilot:
        reader = reading(pilot).reader
        await pilot.press("space")  # past the heading, which takes as many rows as it must
        place, sentence = row_of_cursor(pilot), reader.sentence
        await pilot.press(*["minus"] * 3)
        assert "68 columns" in screen_text(pilot) and widest(pilot) <= 75
        assert (row_of_cursor(pilot), reader.sentence) == (place, sentence)
        await pilot.press(*["minus"] * 9)
        assert "no narrower than 40 columns" in screen_text(pilot) and reader.measure == 40
        assert row_of_cursor(pilot) == place
        await pilot.press("equals_sign")
        assert "80 columns" in screen_text(pilot) and reader.measure == 80


async def test_lines_are_never_wider_than_the_pane(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=(120, 36)) as pilot:
        reader = reading(pilot).reader
        await pilot.press("plus")
        assert f"as wide as the pane: {reader.room} columns" in screen_text(pilot) and reader.measure == 80
        await pilot.press("minus")  # from what is seen, not from what would be
        assert reader.measure == (reader.room - 1) // 4 * 4
        await pilot.press("z", *["plus"] * 30)
        assert reader.measure > 80 and f"as wide as the pane: {reader.room} columns" in screen_text(pilot)


async def test_width_and_spacing_are_remembered(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        rows = reading(pilot).reader.virtual_size.height
        await pilot.press("underscore", "underscore")
        assert "paragraphs: no blank rows" in screen_text(pilot)
        assert reading(pilot).reader.virtual_size.height < rows
        await pilot.press("minus")
        narrower = reading(pilot).reader.measure
    async with started_again(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        assert reading(pilot).reader.measure == narrower
        await pilot.press("underscore")
        assert "paragraphs: as in the text" in screen_text(pilot)
    settings_path().write_text("measure = 500\n")
    assert read_settings(settings_path())[1] == [f"{settings_path()}: measure is 500: write a number from 40 to 160"]


@pytest.mark.parametrize("size", [WIDE, NORMAL, NARROW])
async def test_the_article_alone_and_back(tmp_path: Path, size: tuple[int, int]) -> None:
    async with program(tmp_path / "n.json").run_test(size=size) as pilot:
        screen = reading(pilot)
        for back in ("z", "escape", "h"):
            await pilot.press("z")
            assert screen.zen and screen.focused is screen.reader
            assert screen.reader.size.width == size[0] and screen.foot.size.height == 1
            assert "Articles" not in screen_text(pilot) and "z all panes" in screen_text(pilot)
            await pilot.press(back)
            assert not screen.zen and screen.focused is screen.reader
            assert screen.reader.size.width < size[0] or size is NARROW


@pytest.mark.parametrize(
    ("size", "hidden", "seen"),
    [
        (NARROW, ["h", "j", "enter"], ["J"]),
        (NARROW, ["right_square_bracket", "tab", "tab", "J", "h", "l"], ["J"]),
        (NARROW, ["j", "h", "l", "l"], ["j", "l"]),
        (WIDE, ["z", "j", "z"], ["j"]),
        (WIDE, ["z", "z"], []),
    ],
)
async def test_what_changed_while_it_was_hidden_is_shown_as_if_it_had_not_been(
    tmp_path: Path, size: tuple[int, int], hidden: list[str], seen: list[str]
) -> None:
    screens = []
    for number, keys in enumerate((hidden, seen)):
        async with program(tmp_path / f"{number}.json").run_test(size=size) as pilot:
            await settled(pilot)
            for key in keys:
                await pilot.press(key)
                await settled(pilot)
            screens.append([row.rstrip() for row in screen_text(pilot).splitlines()[: -2 if size[1] > 12 else -1]])
    assert screens[0] == screens[1]


async def test_every_act_works_while_the_article_is_alone(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = reading(pilot)
        await settled(pilot)
        await pilot.press("z", "1", "j", "v", "l", "2", "J", "slash", *"the", "enter")
        assert screen.zen and len(screen.notebook.annotations) == 2 and screen.articles.cursor == 1
        assert "hit 1 of" in screen_text(pilot)
        await pilot.press("g", "right_square_bracket", "enter")  # its copies are in the side panel
        assert not screen.zen and screen.focused is screen.side
        await pilot.press("z", "tab")
        assert not screen.zen and screen.focused is screen.side
        await pilot.press("z", "f")
        assert not screen.zen and "Articles" in screen_text(pilot)
        await pilot.press("escape", "h", "z")
        assert screen.zen and screen.focused is screen.reader


async def test_it_is_told_how_much_is_read_and_what_is_left(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = reading(pilot)
        sentences = len(screen.workspace.sentences(screen.article))
        assert f"labelled ·   {100 // sentences} % · 3 min left " in screen_text(pilot)
        await pilot.press(*"jjjj")
        assert f"·  {500 // sentences} % · 3 min left " in screen_text(pilot)
        await pilot.press("G")
        assert "· 100 % · 0 min left " in screen_text(pilot)
        await pilot.press("h")
        assert " % · " not in screen_text(pilot).splitlines()[-2]  # the list is not an article
