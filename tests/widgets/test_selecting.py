"""Selecting in the reader: by keys, by mouse, by its screen; what is said, what is seen, and what ends it."""

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot

from tests.widgets.reader import RED, TEXT, Host, page, reading, row_with, screen, styled
from tui.keys import acts_of
from tui.widgets.article_reader import ArticleReader
from tui.widgets.page import AnnotationMark, Page

LONG = "\n\n".join(f"Sentence {number} is here. And another stands beside it." for number in range(200))


def selected(reader: ArticleReader) -> str | None:
    """The words selected."""
    if reader.selection is None:
        return None
    start, end = reader.selection
    return reader.page.text[start:end]


def said(app: Host) -> list[tuple[int, int] | None]:
    return [message.span for message in app.heard if isinstance(message, ArticleReader.Selecting)]


async def test_v_starts_with_the_first_word_of_the_sentence_and_ends_with_nothing_done() -> None:
    async with reading(page(), place=TEXT.index("Two")) as (app, reader, pilot):
        for end in ("v", "escape"):
            await pilot.press("v")
            assert selected(reader) == "Two"
            await pilot.press(end)
            assert selected(reader) is None
        assert said(app) == [(13, 16), None, (13, 16), None]
        assert (reader.sentence, app.keys) == (1, [])


KEYS = {
    "select.word-further": "Three is",
    "select.word-back": "here.\n\nThree",
    "select.character-further": "Three ",
    "select.character-back": "Thre",
    "select.sentence-further": "Three is here.",
    "select.sentence-back": "Two is here.\n\nThree",
    "select.next-word": "is",
    "select.previous-word": "here",
    "select.other-edge": "Three",
    "select.keep": "Three",
    "select.stop": None,
}


@pytest.mark.parametrize(("act", "key"), [(act.id, key) for act in acts_of("select") for key in act.keys.split(",")])
async def test_every_key_of_a_selection(act: str, key: str) -> None:
    async with reading(page(), place=TEXT.index("Three")) as (app, reader, pilot):
        await pilot.press("v")
        await pilot.press(key)
        assert selected(reader) == KEYS[act]
        assert app.keys == []
        assert any(isinstance(message, ArticleReader.Kept) for message in app.heard) == (act == "select.keep")


async def test_keys_without_a_selection_are_the_readers_and_the_screens() -> None:
    async with reading(page(), place=TEXT.index("Three")) as (app, reader, pilot):
        await pilot.press("j", "k", "k", "w", "o", "h", "H", "L", "escape", "1")
        assert reader.sentence == 1
        assert app.keys == ["w", "o", "h", "H", "L", "escape", "1"]
        await pilot.press("l")
        assert isinstance(app.heard[-1], ArticleReader.Into)


async def test_other_keys_still_reach_the_screen_while_selecting() -> None:
    async with reading(page()) as (app, reader, pilot):
        await pilot.press("v", "1", "t", "a", "u", "J")
        assert app.keys == ["1", "t", "a", "u", "J"]
        assert selected(reader) == "One"


async def test_overshooting_over_sentences_and_lines_is_undone_by_moving_back() -> None:
    async with reading(page(), size=(20, 20)) as (_, reader, pilot):
        await pilot.press("v", "l")
        for further, back in (("l", "h"), ("right", "left"), ("L", "H"), ("shift+right", "shift+left"), ("j", "k")):
            await pilot.press(*[further] * 9)
            assert len(selected(reader) or "") > len("One is h")
            await pilot.press(*[back] * 9)
            assert selected(reader) == "One is"


async def test_the_cursor_follows_the_start_and_the_view_the_edge_that_moves() -> None:
    async with reading(page(LONG), size=(60, 14), place=LONG.index("Sentence 9 ")) as (app, reader, pilot):
        row = reader.scroll_offset.y
        await pilot.press("v", *["j"] * 20)
        assert reader.sentence == 18
        assert reader.scroll_offset.y > row
        assert LONG[: (reader.selection or (0, 0))[1]].endswith("Sentence 18 is here. And another stands beside it.")
        x, y = app.cursor_position - reader.region.offset
        shown = screen(reader)
        assert shown[y][x] == "." and shown[y][:x].endswith("And another stands beside it")
        await pilot.press("o")
        x, y = app.cursor_position - reader.region.offset
        assert "Sentence 9 " in screen(reader)[y]
        await pilot.press("h")
        assert reader.sentence == 17


async def test_scrolling_keeps_the_selection_and_going_elsewhere_ends_it() -> None:
    async with reading(page(LONG), size=(60, 14)) as (app, reader, pilot):
        await pilot.press("v", "l", "space", "space", "ctrl+d")
        assert (selected(reader), reader.sentence) == ("Sentence 0", 0)
        assert reader.scroll_offset.y > 14
        await pilot.press("l")
        assert selected(reader) == "Sentence 0 is"
        assert "Sentence 0 is" in "".join(screen(reader))
        for leave in ("g", "G"):
            await pilot.press("v", leave)
            assert reader.selection is None
        assert reader.sentence == 399
        await pilot.press("v")
        reader.go_to(0)
        assert reader.selection is None
        await pilot.press("v")
        reader.show(page())
        await pilot.pause()
        assert said(app)[-2:] == [(0, 8), None]
        assert (selected(reader), styled(reader, "reverse")) == (None, "")


async def test_it_starts_where_a_search_or_a_click_went_to() -> None:
    async with reading(page()) as (_, reader, pilot):
        reader.show_hits([(22, 24)])
        reader.go_to(22)
        await pilot.press("v")
        assert selected(reader) == "here"
        await pilot.press("v", "k", "j", "v")
        assert selected(reader) == "Two"  # the cursor was elsewhere meanwhile
        y = next(y for y, shown in enumerate(screen(reader)) if "Four" in shown)
        x = screen(reader)[y].index("Four is") + 6
        await pilot.click(reader, offset=(x, y))
        assert selected(reader) is None
        await pilot.press("v")
        assert (selected(reader), reader.sentence) == ("is", 3)


async def test_a_whole_hit_is_taken_with_the_words_it_is_in() -> None:
    async with reading(page()) as (_, reader, pilot):
        at = TEXT.index("hree is he")
        reader.show_hits([(at, at + 10)])
        reader.go_to(at)
        await pilot.press("v")
        assert selected(reader) == "Three is here"


async def test_the_screen_can_select_and_end_it() -> None:
    text = "One 👨‍👩‍👧 two."
    async with reading(Page("id", "", "", text, [(0, len(text))])) as (app, reader, pilot):
        reader.select((6, 7))
        assert selected(reader) == "👨‍👩‍👧"
        await pilot.press("l", "o", "H")
        assert selected(reader) == " 👨‍👩‍👧 two"
        reader.select(reader.selection)
        reader.select(None)
        await pilot.pause()
        assert said(app)[-1] is None
        reader.select((10, 99))
        assert selected(reader) == "two."


async def test_selections_in_one_tick_are_one_message() -> None:
    assert ArticleReader.Selecting(None).can_replace(ArticleReader.Selecting((0, 1)))
    assert not ArticleReader.Selecting(None).can_replace(ArticleReader.Kept())


async def test_it_is_seen_whatever_lies_below_it() -> None:
    async with reading(page()) as (_, reader, pilot):
        reader.show_annotations([AnnotationMark(0, 12, "C", RED, False)])
        reader.show_hits([(4, 6)])
        await pilot.press("v", "l")
        assert styled(reader, "reverse") == "One is"
        reader.show_chosen((4, 12))
        assert styled(reader, "reverse") == "One is"
        await pilot.press("escape")
        assert styled(reader, "reverse") == ""
        assert "One is here." in row_with(reader, "One")


async def test_without_text_there_is_nothing_to_select() -> None:
    async with reading() as (app, reader, pilot):
        await pilot.press("v", "l")
        reader.select((0, 5))
        assert reader.selection is None
        reader.show(Page("id", "Only a title", "", "", ()))
        await pilot.press("v")
        await pilot.click(reader, offset=(10, 1))
        assert said(app) == []


# By mouse -------------------------------------------------------------------------------------------------


def place_of(reader: ArticleReader, words: str) -> Offset:
    y = next(y for y, row in enumerate(screen(reader)) if words in row)
    return Offset(screen(reader)[y].index(words), y)


async def drag(pilot: Pilot[None], reader: ArticleReader, start: Offset, *path: Offset) -> None:
    await pilot.mouse_down(reader, offset=start)
    for place in path:
        await pilot.hover(reader, offset=place)
    await pilot.mouse_up(reader, offset=path[-1])


async def test_dragging_selects_characters_either_way_and_keys_go_on() -> None:
    text = "One two 👨‍👩‍👧 three.\n\nFour five."
    async with reading(Page("id", "", "", text, [(0, 16), (18, 28)])) as (app, reader, pilot):
        first = place_of(reader, "two")
        await drag(pilot, reader, first + Offset(1, 0), first + Offset(5, 0))
        assert selected(reader) == "wo 👨‍👩‍👧"
        await pilot.press("L", "H", "l")
        assert selected(reader) == "wo 👨‍👩‍👧 three"
        await drag(pilot, reader, place_of(reader, "five"), first)
        assert selected(reader) == "two 👨‍👩‍👧 three.\n\nFour f"
        await pilot.press("H")
        assert selected(reader) == " two 👨‍👩‍👧 three.\n\nFour f"
        assert said(app)[-1] == reader.selection


async def test_a_click_goes_to_the_sentence_and_ends_the_selection_a_double_click_selects_it() -> None:
    async with reading(page()) as (_, reader, pilot):
        for times, then in ((1, None), (2, "Four is here."), (3, "Four is here.")):
            await drag(pilot, reader, place_of(reader, "One"), place_of(reader, "Two"))
            assert selected(reader) == "One is here. T"
            await pilot.click(reader, offset=place_of(reader, "Four"), times=times)
            assert (selected(reader), reader.here) == (then, (42, 55))


async def test_dragging_at_the_edge_scrolls_until_the_button_is_let_go() -> None:
    async with reading(page(LONG), size=(60, 14)) as (_, reader, pilot):
        await pilot.mouse_down(reader, offset=place_of(reader, "Sentence 1"))
        for y in (5, 13):
            await pilot.hover(reader, offset=(20, y))
        for _ in range(60):
            await pilot.pause(0.05)
            if reader.scroll_offset.y >= 9:
                break
        rows = reader.scroll_offset.y
        assert rows >= 9
        assert "Sentence 8 is here." in (selected(reader) or "")
        await pilot.hover(reader, offset=(20, 0))
        for _ in range(60):
            await pilot.pause(0.05)
            if reader.scroll_offset.y < rows:
                break
        assert reader.scroll_offset.y < rows
        await pilot.mouse_up(reader, offset=(20, 5))
        rows = reader.scroll_offset.y
        await pilot.pause(0.2)
        assert reader.scroll_offset.y == rows
        assert reader.app.mouse_captured is None
