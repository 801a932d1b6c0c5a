"""Two texts in an application of their own: what stands beside what, and how it is told without colour."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tui.model.alignment import Alignment, Side
from tui.model.copies import Copy
from tui.model.sentences import Span, sentence_spans
from tui.model.shared import Kind, Passage
from tui.places import STYLES
from tui.widgets.page import AnnotationMark
from tui.widgets.sentence_rows import SentenceRows
from tui.widgets.two_texts import ONLY, TextShown, TwoTexts

LEFT, RIGHT = Side
ONE = "Only left. " * 30 + "The harbour was closed on Monday.\n\nIt will open soon."
TWO = "It opens soon. The old harbour was closed on Monday. " + "Only right. " * 30


class Host(App[None]):
    """As little as two texts need."""

    CSS_PATH = STYLES / "comparing.tcss"
    ENABLE_COMMAND_PALETTE = False

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"quiet": "#808080", "faint": "#404040", "cursor-line": "#303030"}

    def compose(self) -> ComposeResult:
        yield TwoTexts(id="texts")


def shown(text: str, annotations: Sequence[AnnotationMark] = ()) -> TextShown:
    return TextShown("[b]A title", ("a fact", "another"), text, sentence_spans(text), annotations)


def aligned() -> Alignment:
    left, right = sentence_spans(ONE), sentence_spans(TWO)
    pairs = [(left[30], right[1], Kind.EDITED), (left[31], right[0], Kind.PARAPHRASE)]
    copies = [
        Copy(Passage("a", *here), Passage("b", *there), kind, 0.8, figures_differ=False, first_seen=False)
        for here, there, kind in pairs
    ]
    return Alignment(left, right, copies)


def changed(side: Side, sentence: int) -> Sequence[Span]:
    at = TWO.index("old")
    return [(at, at + 3)] if (side, sentence) == (RIGHT, 1) else []


@asynccontextmanager
async def comparing(
    size: tuple[int, int] = (100, 20), sentence: int = 30, annotations: Sequence[AnnotationMark] = ()
) -> AsyncIterator[tuple[TwoTexts, Pilot[None]]]:
    app = Host()
    async with app.run_test(size=size) as pilot:
        texts = app.query_one(TwoTexts)
        texts.show(shown(ONE, annotations), shown(TWO), aligned(), changed, LEFT, sentence)
        texts.focus()
        await pilot.pause()
        yield texts, pilot


def screen(texts: TwoTexts) -> list[str]:
    strips = [texts.render_line(y) for y in range(texts.size.height)]
    assert {strip.cell_length for strip in strips} == {texts.size.width}
    assert all(cell_len(strip.text) == texts.size.width for strip in strips)
    return [strip.text for strip in strips]


async def test_the_sentence_at_the_cursor_stands_beside_its_partner() -> None:
    async with comparing() as (texts, _):
        (row,) = [row for row in screen(texts) if "The harbour was" in row]
        left, right = row.split("│")
        assert "▌" in left and "▏" in right and "The old harbour was" in right
        assert "1┇" in left and "1┇" in right
        texts.go_to(LEFT, 31)  # its partner stands further up in the other article
        (row,) = [row for row in screen(texts) if "It will open" in row]
        assert "It opens soon" in row and row.count("2┊") == 2


async def test_what_stands_on_one_side_only_is_marked_there() -> None:
    async with comparing() as (texts, _):
        row = next(row for row in screen(texts) if "Only left" in row)
        assert f"{ONLY} Only left." in row
        assert f"{ONLY} The" not in "".join(screen(texts))


async def test_changed_words_are_underlined_and_no_others() -> None:
    async with comparing() as (texts, _):
        underlined = {
            segment.text
            for y in range(20)
            for segment in texts.render_line(y)
            if segment.style and segment.style.underline
        }
        assert underlined == {"old"}


async def test_the_cursor_goes_to_the_partner_and_back() -> None:
    async with comparing() as (texts, _):
        before = screen(texts)
        texts.switch(RIGHT)
        assert (texts.side, texts.sentence) == (RIGHT, 1)
        texts.switch(LEFT)
        assert (texts.side, texts.sentence) == (LEFT, 30)
        assert screen(texts) == before


async def test_scrolling_takes_both_along_and_comes_to_either_end() -> None:
    async with comparing(sentence=0) as (texts, _):
        seen = [screen(texts)]
        for _ in range(12):
            texts.scroll_rows(texts.text_height)
            seen.append(screen(texts))
        assert (texts.side, texts.sentence) == (LEFT, 31)
        assert "It will open soon." in "".join(seen[-1]) and "It opens soon." in "".join(seen[-1])
        for _ in range(12):
            texts.scroll_rows(-texts.text_height)
        assert texts.sentence == 0


async def test_letters_stand_in_the_gutter_and_what_has_no_room_is_a_plus() -> None:
    start, end = sentence_spans(ONE)[30]
    marks = [AnnotationMark(start, end, letter, "#ff0000", sentence=True) for letter in "CFQ"]
    async with comparing(annotations=marks) as (texts, _):
        row = next(row for row in screen(texts) if "The harbour" in row)
        assert row.startswith("▌C+1┇ The harbour")
        texts.show_annotations(LEFT, marks[:1])
        assert next(row for row in screen(texts) if "The harbour" in row).startswith("▌C 1┇")


async def test_where_there_is_little_room_one_stands_above_the_other() -> None:
    async with comparing(size=(40, 17)) as (texts, _):
        rows = screen(texts)
        assert "─" * 40 in rows[8]
        left, right = [place for place, row in enumerate(rows) if "harbour was" in row]
        assert right - left == 9  # at the same height of its half


@pytest.mark.parametrize("size", [(20, 4), (8, 3), (1, 1), (60, 5), (200, 50)])
async def test_any_size_can_be_drawn(size: tuple[int, int]) -> None:
    async with comparing(size=size) as (texts, _):
        screen(texts)
        texts.switch(RIGHT)
        texts.scroll_rows(5)
        screen(texts)


async def test_a_click_takes_the_cursor_there() -> None:
    async with comparing() as (texts, pilot):
        y = next(y for y, row in enumerate(screen(texts)) if "The old harbour" in row)
        await pilot.click(TwoTexts, offset=(60, y - 1))
        assert (texts.side, texts.sentence) == (RIGHT, 0)


@given(st.text(alphabet="ab .!\n日本e\u0301👨\u200d👩\u200d👧", max_size=80), st.integers(1, 12))
def test_every_sentence_has_rows_of_its_own_and_all_of_it_is_on_them(text: str, width: int) -> None:
    sentences = sentence_spans(text)
    rows = SentenceRows(text, sentences, width)
    reached = 0
    for place, (start, end) in enumerate(sentences):
        mine = rows.rows_of(place)
        assert mine.start >= reached
        reached = mine.stop
        spans = [rows.span_of(row) for row in mine]
        assert all(rows.sentence_at(row) == place for row in mine)
        letters = {at for span in spans if span for at in range(*span)}
        assert letters <= set(range(start, end))
        assert all(text[at].isspace() for at in set(range(start, end)) - letters)
    assert len(rows) == reached
