"""The main job by its keys: read, see what is shared, label, take back, find, export."""

import json
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Label

from tests.program import NARROW, WIDE, closed, program, reading, screen_text, settled, typed_ahead
from tui.keys import ACTS
from tui.model.annotation import Scope
from tui.screens.codebook import CodeBookScreen
from tui.screens.dialogs import Ask


def labels(pilot: Pilot[None]) -> list[tuple[str, Scope, str]]:
    """Label, scope and beginning of the text of every annotation, oldest first."""
    notebook = reading(pilot).notebook
    return [(notebook.label_name(one), one.target.scope, one.target.quote[:12]) for one in notebook.annotations]


async def test_one_key_labels_a_sentence_and_goes_on(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("1", "2", "2")
        assert [name for name, _, _ in labels(pilot)] == ["Claim", "Fact", "Fact"]
        assert reading(pilot).reader.sentence == 3
        assert "3 of 30 labelled" in screen_text(pilot)
        await pilot.press("k", "2")  # it stands there already: nothing is put twice, the cursor goes on
        assert len(labels(pilot)) == 3
        assert reading(pilot).reader.sentence == 3


async def test_with_the_list_focused_a_label_is_the_articles(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("h", "4")
        assert labels(pilot) == [("Opinion", Scope.ARTICLE, "")]
        assert reading(pilot).articles.cursor == 1


async def test_any_label_is_found_by_a_few_letters(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("t", *"back", "enter")
        await pilot.pause()
        await pilot.press("full_stop")
        assert [name for name, _, _ in labels(pilot)] == ["Background", "Background"]


async def test_a_note_is_written_and_shown_beside_the_text(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("1", "k", "a", *"see [1]", "ctrl+j", *"twice", "enter")
        await pilot.pause()
        (one,) = reading(pilot).notebook.annotations
        assert (one.note, one.annotator) == ("see [1]\ntwice", "ana")
        assert "see [1]" in screen_text(pilot)


async def test_only_ones_own_annotations_are_removed(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json", annotator="ben").run_test(size=WIDE) as pilot:
        await pilot.press("1")
        closed(pilot)
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("g", "2", "k", "x")
        assert [name for name, _, _ in labels(pilot)] == ["Claim"]
        assert "1 of others left" in screen_text(pilot)


async def test_undo_goes_back_to_where_the_change_was(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("j", "1", "J", "J", "u")
        screen = reading(pilot)
        assert labels(pilot) == []
        assert (screen.articles.cursor, screen.reader.sentence) == (0, 1)
        assert "undone: label Claim · ctrl+r does it again" in screen_text(pilot)
        await pilot.press("ctrl+r")
        assert [name for name, _, _ in labels(pilot)] == ["Claim"]
        await pilot.press("2", "u", "u", "ctrl+r")
        assert "redone: label Claim · ctrl+r goes on: label Fact" in screen_text(pilot)


async def test_reopening_shows_everything_where_it_was_left(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("J", "j", "j", "1", "m", "asterisk")
        reading(pilot).remember_place()
        closed(pilot)
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = reading(pilot)
        assert (screen.articles.cursor, screen.reader.sentence) == (1, 3)
        assert len(labels(pilot)) == 1
        assert "★✓" in screen_text(pilot)
        await pilot.press("u", "u", "u")  # undo reaches back before the restart
        assert labels(pilot) == []


async def test_a_copy_is_followed_and_escape_comes_back(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(pilot)
        await pilot.press("J", "right_square_bracket", "enter")
        before = (screen.articles.cursor, screen.reader.sentence)
        assert "Also in" in screen_text(pilot)
        await pilot.press("enter")
        assert screen.articles.cursor != before[0]
        assert screen.workspace.copies_of(screen.article, screen.reader.sentence)  # type: ignore[arg-type]
        await pilot.press("escape")
        assert (screen.articles.cursor, screen.reader.sentence) == before


async def test_search_goes_through_hits_and_around(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = reading(pilot)
        await pilot.press("slash", *"tomahawk", "enter")
        first = screen.reader.sentence
        assert "hit 1 of" in screen_text(pilot)
        await pilot.press("n")
        assert screen.reader.sentence > first
        await pilot.press("N", "N")
        assert screen.reader.sentence > first  # around, to the last
        await pilot.press("slash", *"zebra")
        assert "“zebra” is not in this article" in screen_text(pilot)
        await pilot.press("escape", "h", "slash", *"explainer", "enter")
        await pilot.pause()
        await pilot.press("slash", *"settled", "enter")
        assert screen.article and "settled" in screen.article.title


async def test_a_path_that_nobody_has_is_refused_in_a_line(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("1", "e", *["backspace"] * 40, *"~nobody/labels.json", "enter")
        await pilot.pause()
        assert "~nobody" in screen_text(pilot) and pilot.app.is_running
        assert pilot.app.screen is not reading(pilot)


async def test_export_writes_what_the_screen_says(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("1", "2", "e")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = str(tmp_path / "nowhere" / "labels.json")
        await pilot.press("enter")
        assert "there is no folder" in str(pilot.app.screen.query_one("#hint", Label).content)
        assert isinstance(pilot.app.screen, Ask)
        pilot.app.screen.query_one(Input).value = str(tmp_path / "labels.json")
        await pilot.press("enter")
        await pilot.pause()
        assert "wrote 2 annotations" in screen_text(pilot)
    exported = json.loads((tmp_path / "labels.json").read_text())
    assert [one["label"] for one in exported["annotations"]] == ["Claim", "Fact"]


async def test_a_notebook_in_use_is_read_only_and_says_so(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as first:
        await first.press("1")
        async with program(tmp_path / "n.json").run_test(size=WIDE) as second:
            await second.press("2", "m")
            assert len(labels(second)) == 1
            assert "read-only" in screen_text(second)
        closed(first)


async def test_quitting_steps_out_first_and_never_asks(tmp_path: Path) -> None:
    app = program(tmp_path / "n.json")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("1", "tab", "q")
        assert app.is_running and reading(pilot).focused is reading(pilot).reader
        await pilot.press("q")
    assert not app.is_running


@pytest.mark.parametrize("size", [NARROW, (20, 6), (80, 24), (200, 50)])
async def test_every_size_can_be_worked_with(tmp_path: Path, size: tuple[int, int]) -> None:
    async with program(tmp_path / "n.json").run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("j", "1", "h", "j", "l", "tab", "tab", "question_mark", "escape")
        assert len(labels(pilot)) == 1


def test_every_act_is_done_by_somebody() -> None:
    from tui.screens.comparing import ComparingScreen
    from tui.screens.concordance import ConcordanceScreen
    from tui.screens.consistency import ConsistencyScreen
    from tui.screens.copying import CopyLabels
    from tui.screens.orphans import OrphansScreen
    from tui.screens.overview import OverviewScreen
    from tui.screens.reading import ReadingScreen
    from tui.screens.settings import SettingsScreen
    from tui.screens.splitting import SplittingScreen
    from tui.widgets.article_list import ArticleList
    from tui.widgets.article_reader import ArticleReader
    from tui.widgets.side_panel import SidePanel

    doers = {
        "reading": ReadingScreen, "list": ArticleList, "reader": ArticleReader, "select": ArticleReader,
        "side": SidePanel, "settings": SettingsScreen, "orphans": OrphansScreen,
        "codebook": CodeBookScreen, "splitting": SplittingScreen,
        "compare": ComparingScreen, "overview": OverviewScreen,
        "copies": CopyLabels, "consistency": ConsistencyScreen, "concordance": ConcordanceScreen,
    }  # fmt: skip
    missing = [act.id for act in ACTS if not hasattr(doers[act.pane], f"action_{act.action}")]
    assert missing == []
    for pane in doers:
        keys = [key for act in ACTS if act.pane == pane for key in act.keys.split(",")]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("typed", "found"), [("next shared", "Next shared"), ("theme", "Theme"), ("maximize", "No matches found")]
)
async def test_the_palette_offers_the_acts_of_the_pane_and_the_themes(tmp_path: Path, typed: str, found: str) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        await pilot.press(*typed)
        await pilot.pause(1.5)  # it waits a moment before it says that there is nothing
        assert found in screen_text(pilot)


async def test_the_palette_does_what_another_pane_does_there(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("J", "h", "ctrl+p", *"next shared")
        await pilot.pause(0.5)
        await pilot.press("down", "enter")
        await pilot.pause()
        screen = reading(pilot)
        assert pilot.app.screen is screen and screen.focused is screen.reader and screen.reader.sentence == 1


async def test_the_palette_has_room_for_what_it_finds(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=(20, 6)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        await pilot.press(*"export")
        await pilot.pause(0.5)
        assert "Export" in screen_text(pilot)


async def test_the_palette_pages_where_it_has_no_row_to_go_to(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=(20, 3)) as pilot:
        await pilot.press("ctrl+p", "pagedown", "pageup", *"export", "pagedown")
        assert pilot.app.is_running


async def test_help_finds_an_act(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("question_mark", *"take back")
        await pilot.pause()
        assert "ctrl+z" in screen_text(pilot) and "Star the article" not in screen_text(pilot)


async def test_keys_typed_in_one_go_reach_what_they_were_typed_for(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = reading(pilot)
        await pilot.press("1")
        for keys in (["slash", *"use1u", "escape"], ["t", *"fact", "enter"], ["a", *"ux1", "enter"]):
            typed_ahead(pilot, keys)
            await pilot.pause(1.5)
            assert pilot.app.screen is screen
        assert [name for name, _, _ in labels(pilot)] == ["Claim", "Fact", "Note"]
        assert [one.note for one in screen.notebook.annotations] == ["", "", "ux1"]
        assert screen.reader.sentence == 2


async def test_there_and_back_in_one_go_keeps_the_focus_where_panes_stand_alone(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=NARROW) as pilot:
        for keys in [["tab", "shift+tab"], ["shift+tab", "tab"], ["escape", "l"], ["escape", "tab"]] * 3:
            typed_ahead(pilot, keys)
            await settled(pilot)
            assert reading(pilot).focused is reading(pilot).reader, keys
        await pilot.press("1")
        assert [name for name, _, _ in labels(pilot)] == ["Claim"]


async def test_a_key_typed_behind_a_search_labels_what_was_found(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        typed_ahead(pilot, ["slash", *"tomahawk", "enter", "1", "2"])
        await pilot.pause(1.5)
        assert [name for name, _, _ in labels(pilot)] == ["Claim", "Fact"]
        assert "omahawk" in reading(pilot).notebook.annotations[0].target.quote


async def test_an_abandoned_search_comes_back_to_where_it_began(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("j", "slash", *"tomahawk")
        assert reading(pilot).reader.sentence > 1
        await pilot.press("escape")
        assert reading(pilot).reader.sentence == 1


async def test_a_sentence_with_a_note_alone_is_still_without_a_label(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("j", "a", *"why", "enter")
        await pilot.press("g", "1", "g", "right_curly_bracket")
        assert reading(pilot).reader.sentence == 1


async def test_how_much_counts_as_shared_is_stepped_through_and_remembered(tmp_path: Path) -> None:
    from tui.settings import read_settings, settings_path

    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        workspace = reading(pilot).workspace
        all_of_it = sum(len(workspace.copies.passages(article.id)) for article in workspace.articles)
        await pilot.press("s", "s")
        assert "shared: exact copies" in screen_text(pilot)
        assert 0 < sum(len(workspace.copies.passages(one.id)) for one in workspace.articles) < all_of_it
        assert read_settings(settings_path())[0].depth == "exact copies"
        await pilot.press("s", "s", "s")
        assert sum(len(workspace.copies.passages(one.id)) for one in workspace.articles) == all_of_it


async def test_what_goes_on_behind_the_screen_makes_way_for_keys_and_clicks(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        made_way: list[int] = []
        reading(pilot).workspace.make_way = lambda: made_way.append(reading(pilot).reader.sentence)
        await pilot.press("j")
        assert made_way[0] == 0  # before the key is answered
        made_way.clear()
        await pilot.hover("#reader")
        assert not made_way
        await pilot.click("#list")
        assert made_way


async def test_the_foot_tells_what_there_is_room_for_when_the_terminal_changes(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("1")
        assert "1 of 30 labelled · saved" in screen_text(pilot) and "3 min left" in screen_text(pilot)
        await pilot.resize_terminal(20, 6)
        await pilot.press("y")
        await pilot.pause()
        assert "copied" in screen_text(pilot).splitlines()[-1]
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert "1 of 30 labelled · saved" in screen_text(pilot) and "3 min left" in screen_text(pilot)


async def test_an_article_opens_where_it_was_left_a_moment_ago(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("j", "j", "J", "K")
        assert reading(pilot).reader.sentence == 2


async def test_at_its_ends_an_article_says_so(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("g", "k")
        await pilot.pause()
        assert "the first sentence · K previous article" in screen_text(pilot)
        await pilot.press("G", "j")
        await pilot.pause()
        assert "the last sentence · J next article" in screen_text(pilot)


@pytest.mark.parametrize(("typed", "found"), [("undo", "Take back the last change"), ("palette", "Find any act")])
async def test_help_finds_acts_by_what_they_are_called(tmp_path: Path, typed: str, found: str) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("question_mark", *typed)
        await pilot.pause()
        assert found in screen_text(pilot)


async def test_a_sentence_that_is_selected_as_a_whole_is_labelled_as_one(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = reading(pilot)
        assert screen.reader.here
        screen.reader.select(screen.reader.here)
        await pilot.press("1", "k", "1")
        assert [one.target.scope for one in screen.notebook.annotations] == [Scope.SENTENCE]
        assert screen.reader.selection is None and screen.reader.sentence == 1


async def test_at_the_ends_of_the_list_that_is_said(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await pilot.press("K")
        assert "the first article of the list" in screen_text(pilot)
        await pilot.press("J", "J", "J", "J", "J")
        assert "the last article of the list" in screen_text(pilot)
