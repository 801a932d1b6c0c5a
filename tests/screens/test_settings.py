"""Settings on the screen: each is there with its value, a key changes it at once, and it is remembered."""

from dataclasses import fields
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Label

from tests.program import WIDE, program, reading, screen_text, settled
from tui.settings import RANGES, Settings, begin, read_settings, settings_path, wording


def to(name: str) -> list[str]:
    """The keys that open the settings and go to one."""
    return ["ctrl+o", *["j"] * [one.name for one in fields(Settings)].index(name)]


async def shown(pilot: Pilot[None], *keys: str) -> str:
    await pilot.press(*keys)
    await pilot.pause()
    return screen_text(pilot)


async def test_every_setting_is_shown_with_its_value_and_what_it_is(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        text = await shown(pilot, "ctrl+o")
        for one in fields(Settings):
            assert one.name.replace("_", " ").capitalize() in text
        assert "retold too" in text and "by date" in text
        assert str(settings_path()) in str(pilot.app.screen.query_one(".dialog--hint", Label).content)
        assert wording()["theme"] in text
        assert wording()["advance"] in await shown(pilot, "j", "j")


async def test_a_change_holds_at_once_and_is_remembered(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(pilot)
        await pilot.press(*to("advance"), "enter", "escape", "1")
        assert screen.reader.sentence == 0
        exact = len(screen.workspace.copies.passages(screen.workspace.articles[1].id))
        await pilot.press(*to("depth"), "l", "q")
        assert len(screen.workspace.copies.passages(screen.workspace.articles[1].id)) < exact
        assert "newest first" in await shown(pilot, *to("order"), "l", "escape")
        assert screen.workspace.articles[0].published > screen.workspace.articles[-1].published
        await pilot.press(*to("measure"), "h", "h", "escape")
        assert screen.reader.measure == 72
        await pilot.press(*to("blind"), "l", "escape")
        assert "blind" in screen_text(pilot)
    kept, wrong = read_settings(settings_path())
    assert (kept.advance, kept.depth, kept.order, kept.measure, kept.blind, wrong) == (
        False, "exact copies", "date backwards", 72, True, [],
    )  # fmt: skip


async def test_a_theme_is_tried_by_stepping_through_them(tmp_path: Path) -> None:
    app = program(tmp_path / "n.json")
    async with app.run_test(size=WIDE) as pilot:
        before = app.theme
        text = await shown(pilot, "ctrl+o", "l")
        assert app.theme != before and app.theme in text
        assert read_settings(settings_path())[0].theme == app.theme
        await pilot.press("h")
        assert app.theme == before


async def test_a_number_goes_around_at_its_ends(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press(*to("measure"), *["l"] * 21)
        assert reading(pilot).reader.measure == RANGES["measure"][0]


@pytest.mark.parametrize("size", [(20, 6), (80, 24), (200, 50)])
async def test_settings_and_help_are_there_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with program(tmp_path / "n.json").run_test(size=size) as pilot:
        assert "Advance on" in " ".join((await shown(pilot, "ctrl+o")).split())
        assert "Go to the next" in await shown(pilot, "question_mark")


async def test_help_has_the_present_pane_first_and_the_labels_keys(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=(100, 60)) as pilot:
        headings = ("In the article", "While selecting words", "Everywhere", "In the list of articles")
        article = await shown(pilot, "question_mark")
        assert headings[0] in article and headings[1] not in article
        assert "In the list of articles" in await shown(pilot, "escape", "h", "question_mark")
        assert "While selecting words" in await shown(pilot, "escape", "l", "v", "question_mark")
        await pilot.press("escape", "escape")
        labels = await shown(pilot, "question_mark", *"claim")
        assert "1 " in labels and "Claim" in labels


def test_a_new_file_of_settings_says_what_can_stand_in_it_and_never_replaces_one(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    begin(path)
    assert read_settings(path) == (Settings(), []) and "[keys]" in path.read_text()
    path.write_text(path.read_text().replace("# [keys]", "[keys]").replace('# "reading', '"reading'))
    begin(path)
    assert read_settings(path)[0].keys == {"reading.next-article": "J, ctrl+n"}


async def test_a_theme_of_the_palette_that_cannot_be_kept_is_said_too(tmp_path: Path) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text('theme = "no end')
    app = program(tmp_path / "n.json")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("escape")
        app.theme = "dracula"
        await pilot.pause()
        assert "settings.toml cannot be changed" in screen_text(pilot)


async def test_what_cannot_be_kept_is_said_once(tmp_path: Path) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text('theme = "no end')
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("W")
        assert "settings.toml cannot be changed: settings hold until you leave. (esc hides this)" in screen_text(pilot)
        await pilot.press("escape", "W")
        assert "cannot be changed" not in screen_text(pilot)


async def test_of_many_notices_as_many_as_there_is_room_for_and_how_they_go(tmp_path: Path) -> None:
    app = program(tmp_path / "n.json", remembered="no-such-theme")
    assert app.workspace.file.notices[0].endswith("there is no theme no-such-theme; newsreader-dark is on.")
    app.workspace.file.notices.extend(f"{settings_path()}: number {number} is not true or false" for number in range(9))
    async with app.run_test(size=(60, 20)) as pilot:
        shown = " ".join(screen_text(pilot).split())
        assert "settings.toml: there is no theme no-such-theme; newsreader-dark is on." in shown
        assert "… (10 in all, told in the terminal, too; esc hides this)" in shown
        await pilot.press("escape")
        assert "hides this" not in screen_text(pilot)
