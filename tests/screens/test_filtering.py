"""The list by its keys: filter, complete, name, order, group; and how what is not listed is reached all the same."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.program import NARROW, NORMAL, WIDE, closed, program, reading, screen_text, settled
from tests.screens.test_hostile import PAYLOADS
from tui.app import NewsreaderApp
from tui.screens import filtering
from tui.screens.dialogs import Ask
from tui.settings import read_settings, settings_path

TITLES = ("Trump, Putin plan", "A Long Call", "Ukraine’s missile", "Trump and Putin to meet", "What is settled")
"""How the samples' titles begin, by date."""


def listed(pilot: Pilot[None]) -> list[int]:
    """Which of the samples are in the list, by date counted from 0, in the order of the list."""
    articles = reading(pilot).workspace.articles
    return [next(n for n, title in enumerate(TITLES) if one.title.startswith(title)) for one in articles]


def title(pilot: Pilot[None]) -> str:
    article = reading(pilot).article
    assert article is not None
    return article.title


def started_again(notebook: Path) -> NewsreaderApp:
    """The program as a person finds it the next time."""
    app = program(notebook)
    app.workspace.settings, wrong = read_settings(settings_path())
    assert wrong == []
    return app


async def test_the_list_narrows_as_one_types_and_is_as_it_was_when_that_is_dropped(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = reading(pilot)
        await pilot.press("j", "j", "f", *"title:putin")
        assert listed(pilot) == [0, 3]
        assert "2 of 5 · by date" in screen_text(pilot) and title(pilot).startswith(TITLES[0])
        await pilot.press("space", *"meet")
        assert listed(pilot) == [3] and title(pilot).startswith(TITLES[3])
        await pilot.press("escape")
        assert listed(pilot) == [0, 1, 2, 3, 4] and "Articles  5" in screen_text(pilot)
        assert title(pilot).startswith(TITLES[0]) and screen.reader.sentence == 2
        assert screen.focused is screen.reader


async def test_a_filter_that_is_kept_is_what_one_moves_in(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("f", *"-title:Putin", "enter", "J", "J", "J")
        assert listed(pilot) == [1, 2, 4] and title(pilot).startswith(TITLES[4])
        assert "-title:Putin" in screen_text(pilot)  # it is read while it is on
        await pilot.press("K")
        assert title(pilot).startswith(TITLES[2])
        await pilot.press("F")
        assert listed(pilot) == [0, 1, 2, 3, 4] and title(pilot).startswith(TITLES[2])
        assert reading(pilot).articles.cursor == 2 and "-title:Putin" not in screen_text(pilot)
        await pilot.press("F")
        assert "no filter is on" in screen_text(pilot)


async def test_a_wrong_filter_leaves_the_list_and_says_what_is_allowed(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("f", *"title:putin date>=2x is:done")
        line = reading(pilot).filter_line
        assert listed(pilot) == [0, 3] and "date takes 2025" in screen_text(pilot)
        await pilot.press("enter")
        assert line.editing and listed(pilot) == [0, 3]
        assert [str(span.style) for span in line.input._value.spans] == ["bold underline"]
        assert line.input.value[slice(*line.input._value.spans[0][:2])] == "date>=2x"
        await pilot.press("ctrl+u", *"title:zebra", "enter")
        assert line.editing and len(listed(pilot)) == 5 and "no article matches" in screen_text(pilot)
        assert "enter keeps" not in screen_text(pilot)  # for it cannot be


async def test_tab_completes_fields_and_what_they_hold(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("h", "1", "f", *"lab", "tab", "tab")
        line = reading(pilot).filter_line
        assert line.input.value == "label:Claim" and listed(pilot) == [0]
        await pilot.press("tab", "tab", "shift+tab")
        assert line.input.value == "label:Fact" and "no article matches" in screen_text(pilot)
        await pilot.press("ctrl+u", *"source:the", "tab")
        assert line.input.value == 'source:"The Sample Gazette"' and listed(pilot) == [1]
        await pilot.press("ctrl+u", *"annotator:", "tab", "enter")
        assert listed(pilot) == [0] and "annotator:ana" in screen_text(pilot)


async def test_a_filter_is_named_recalled_the_next_time_and_forgotten(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("f", *"-title:putin", "ctrl+s")
        await pilot.pause()
        await pilot.press(*"a b", "enter")
        assert isinstance(pilot.app.screen, Ask)
        pilot.app.screen.query_one(Input).value = "others"
        await pilot.press("enter")
        await pilot.pause()
        assert listed(pilot) == [1, 2, 4] and "@others recalls this filter" in screen_text(pilot)
        assert not reading(pilot).filter_line.editing
        closed(pilot)
    assert read_settings(settings_path())[0].filters == {"others": "-title:putin"}
    async with started_again(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("f", *"@o", "tab", "space", *"long", "enter")
        line = reading(pilot).filter_line
        assert line.input.value == "@others long" and listed(pilot) == [1, 2, 4]
        await pilot.press("f", "ctrl+u", *"@others", "tab")
        assert line.input.value == "-title:putin"
        await pilot.press("ctrl+u", *"@others", "ctrl+s")
        assert line.input.value == "-title:putin" and "@others is forgotten" in screen_text(pilot)
    assert read_settings(settings_path())[0].filters == {}


async def test_a_filter_by_name_is_replaced_only_when_that_is_meant(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        for filter in ("-title:putin", "long"):
            await pilot.press("f", "ctrl+u", *filter, "ctrl+s")
            await pilot.pause()
            await pilot.press(*"mine", "enter")
            await pilot.pause()
        assert "@mine is -title:putin: enter once more replaces it" in screen_text(pilot)
        assert read_settings(settings_path())[0].filters == {"mine": "-title:putin"}
        await pilot.press("enter")
        await pilot.pause()
        assert read_settings(settings_path())[0].filters == {"mine": "long"}


async def test_undo_and_copies_reach_what_is_not_in_the_filter(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(pilot)
        await pilot.press("m", "f", *"-is:done", "enter")
        assert listed(pilot) == [1, 2, 3, 4] and title(pilot).startswith(TITLES[1])
        await pilot.press("m", "u", "u")
        assert title(pilot).startswith(TITLES[0]) and screen.articles.cursor == 0
        assert "undone: done" in screen_text(pilot) and "5 of 5" in screen_text(pilot)  # for now it is in the filter
        await pilot.press("ctrl+r", "f", "enter")  # the same filter, by what is so now
        assert listed(pilot) == [1, 2, 3, 4] and title(pilot).startswith(TITLES[1])
        await pilot.press("f", "ctrl+u", *"title:call", "enter", "u")
        assert title(pilot).startswith(TITLES[0]) and listed(pilot) == [0, 1] and "1 of 5" in screen_text(pilot)
        assert "undone: done" in screen_text(pilot) and screen_text(pilot).count("not in filter") == 2
        await pilot.press("J", "right_square_bracket", "enter", "enter")
        assert title(pilot) != "A Long Call" and "esc comes back · not in filter" in screen_text(pilot)
        await pilot.press("escape")
        assert title(pilot).startswith(TITLES[1])


async def test_the_order_is_picked_by_a_letter_turned_around_and_remembered(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("S", "t")  # from any pane
        await pilot.pause()
        assert listed(pilot) == [1, 3, 0, 2, 4] and "by title" in screen_text(pilot)
        assert reading(pilot).articles.cursor == 2 and title(pilot).startswith(TITLES[0])
        await pilot.press("S", "S")
        await pilot.pause()
        assert listed(pilot) == [4, 2, 0, 3, 1]
        closed(pilot)
    async with started_again(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        assert listed(pilot) == [4, 2, 0, 3, 1] and "by title, Z to A" in screen_text(pilot)
        await pilot.press("h", "S", "k", "k", "enter")  # from title up to date
        await pilot.pause()
        assert listed(pilot) == [0, 1, 2, 3, 4]
        await settled(pilot)
        await pilot.press("S", "m")
        await settled(pilot)
        workspace = reading(pilot).workspace
        shares = [workspace.share(one.id) for one in workspace.articles]
        assert shares == sorted(shares, reverse=True) and len(set(shares)) > 1


async def test_at_20_columns_the_list_and_what_is_wrong_with_a_filter_are_not_cut(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=(20, 6)) as pilot:
        await settled(pilot)
        await pilot.press("h", "S", "a")
        await pilot.pause()
        heading, first, below, *_ = screen_text(pilot).splitlines()
        assert heading.rstrip().endswith("…") and first.rstrip().endswith("…") and "15%" in below
        await pilot.press("f", *"frm:x", "enter")
        await pilot.pause()
        assert " title, source, " in screen_text(pilot)


async def test_articles_are_put_together_by_source_day_and_story(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+g")
        assert listed(pilot) == [3, 2, 0, 4, 1] and "Rewrite Site ─" in screen_text(pilot)
        await pilot.press("ctrl+g")
        assert listed(pilot) == [0, 1, 2, 3, 4] and "16 Oct 2025 ─" in screen_text(pilot)
        await pilot.press("ctrl+g")
        await settled(pilot)
        headings = reading(pilot).workspace.headings
        assert headings[0].articles > 1 and headings[-1].name == "in no story"
        await pilot.press("f", *"title:putin", "enter")
        assert sum(one.articles for one in reading(pilot).workspace.headings) == len(listed(pilot)) == 2
        await pilot.press("F")
        closed(pilot)
    async with started_again(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)  # by what is shared, once that is found
        assert [one.name for one in reading(pilot).workspace.headings] == [one.name for one in headings]
        await pilot.press("h", "ctrl+g")
        assert "no groups" in screen_text(pilot) and not reading(pilot).workspace.headings


async def test_what_is_shared_is_filtered_by_as_soon_as_it_is_known(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("f", *"-shared<30%")
        await settled(pilot)
        found = listed(pilot)
        assert 0 < len(found) < 5
        await pilot.press("enter", "s", "s")  # only exact copies count
        await settled(pilot)
        assert len(listed(pilot)) < len(found) or "as it was" in screen_text(pilot)


async def test_a_filter_that_takes_long_is_worked_out_between_the_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filtering, "AT_ONCE", -1.0)
    monkeypatch.setattr(filtering, "SLICE", -1.0)
    monkeypatch.setattr("tui.model.sifting.BLOCK", 1)
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("f", *"title:putin", "enter", "J")
        await settled(pilot)
        assert listed(pilot) == [0, 3]
        await pilot.press("f", *" zebras")
        await settled(pilot)
        assert "0 of 5" in screen_text(pilot) and "no article matches" in screen_text(pilot)
        await pilot.press("escape", "f", *" meet", "escape", "f", "ctrl+u", "enter")
        await settled(pilot)
        assert listed(pilot) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("size", [NARROW, (20, 6), NORMAL])
async def test_the_filter_can_be_typed_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with program(tmp_path / "n.json").run_test(size=size) as pilot:
        await pilot.press("f", *"title:call")
        assert "title:call" in screen_text(pilot) and "1 of 5" in screen_text(pilot)
        await pilot.press("enter", "1")
        assert len(reading(pilot).notebook.annotations) == 1 and title(pilot).startswith(TITLES[1])


async def test_a_click_opens_the_line_and_one_elsewhere_keeps_it(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = reading(pilot)
        await pilot.press("h", "f", *"title:putin", "enter")
        await pilot.click("#filter")
        assert screen.filter_line.editing
        await pilot.press("end", *"x")
        assert "no article matches" in screen_text(pilot)
        await pilot.press("backspace", "space", *"meet")
        await pilot.click("#reader")
        await pilot.pause()
        assert not screen.filter_line.editing and listed(pilot) == [3] and screen.focused is screen.reader


async def test_foreign_text_is_only_text_in_line_offers_and_headings(folder: Path) -> None:
    for number, payload in enumerate(PAYLOADS):
        front = f"---\ntitle: T{payload}\nsource: {payload}\n---\n".replace("\x00", "")
        (folder / f"{number}.md").write_text(f"{front}Text {number}.", newline="")
    async with program(folder / "n.json", [folder]).run_test(size=(200, 50)) as pilot:
        await settled(pilot)
        await pilot.press("h", "ctrl+g", "f", *"source:")
        for _ in range(len(PAYLOADS)):
            shown = screen_text(pilot)
            assert not set(shown) & set("\x1b\x9b\x9d\x9c\x00\x07\u202e\u2066\u2069\u2028\x0b\x0c")
            await pilot.press("tab")
        await pilot.press("ctrl+u", *"source:click", "enter")
        assert "[@click=app.quit]x[/] ─" in screen_text(pilot) and pilot.app.is_running


async def test_articles_that_lost_words_that_were_annotated_are_found(folder: Path) -> None:
    (folder / "ships.txt").write_text("Ships\n\nA ship came into the harbour. It left in the evening.")
    (folder / "taxes.txt").write_text(
        "Taxes\n\nTaxes fell last year, he said. Critics disagreed at once. A vote is near."
    )
    async with program(folder / "n.json", [folder]).run_test(size=WIDE) as pilot:
        screen = reading(pilot)
        taxes = next(one for one in screen.workspace.library if one.title == "Taxes")
        screen.go_to(taxes.id, taxes.text.index("Critics"))
        await pilot.press("1")
        closed(pilot)
    (folder / "taxes.txt").write_text("Taxes\n\nTaxes fell last year, he said. Nobody was asked. A vote is near.")
    async with program(folder / "n.json", [folder]).run_test(size=WIDE) as pilot:
        await pilot.press("f", *"has:orphan")
        assert title(pilot) == "Taxes" and "1 of 2" in screen_text(pilot)


async def test_another_order_while_one_types_is_what_one_moves_in(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("f", *"t")
        screen = reading(pilot)
        screen.keep("order", "title")
        await pilot.press("h", "e", "backspace", "enter", "h", "g")
        await pilot.pause()
        seen = [title(pilot)]
        for _ in range(len(listed(pilot)) - 1):
            await pilot.press("j")
            await pilot.pause()
            seen.append(title(pilot))
        assert seen == [one.title for one in screen.workspace.articles] == sorted(seen, key=str.casefold)


async def test_what_was_completed_is_forgotten_when_the_line_closes(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("f", *"source:", "tab", "enter", "F", "f")
        assert "title:" in screen_text(pilot)
        await pilot.press("tab")
        assert reading(pilot).filter_line.input.value == "title:"


async def test_nothing_is_taken_back_while_a_line_is_typed(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("1", "f", *"putin", "ctrl+z", "escape", "slash", *"call", "ctrl+z")
        assert len(reading(pilot).notebook.annotations) == 1


async def test_what_a_name_stands_for_is_offered_whole(tmp_path: Path) -> None:
    app = program(tmp_path / "n.json")
    app.workspace.settings = replace(app.workspace.settings, filters={"gz": "source:gazette"})
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("f", *"@gz")
        assert "tab  source:gazette" in screen_text(pilot) and "forgets it" in screen_text(pilot)
        await pilot.press("ctrl+u", *"gz")
        assert "forgets it" not in screen_text(pilot)
