"""The reader in an application of its own: what it draws, where its cursor goes, what it says."""

import pytest
from rich.cells import cell_len

from tests.widgets.reader import RED, TEXT, page, reading, row_with, screen, styled
from tui.keys import acts_of
from tui.model.copies import SharedPassage
from tui.model.sentences import Span, sentence_spans
from tui.model.shared import Kind
from tui.widgets.article_reader import ArticleReader
from tui.widgets.article_rows import BARS
from tui.widgets.page import AnnotationMark, Page


def test_every_act_of_the_reader_has_its_method() -> None:
    actions = [act.action for pane in ("reader", "select") for act in acts_of(pane)]
    assert all(callable(getattr(ArticleReader, f"action_{action}")) for action in actions)
    assert len(actions) == len({*actions})


async def test_title_byline_and_one_blank_row_between_paragraphs() -> None:
    async with reading(page()) as (_, reader, _):
        rows = [row[:-1].strip(" ▌") for row in screen(reader)]
        assert rows[1:10] == ["A title", "A source", "", "One is here. Two is here.", "",
                              "Three is here. Four is here.", "", "Five is here.", ""]  # fmt: skip
        assert styled(reader, "bold") == "A title"


async def test_the_address_has_one_quiet_row_where_there_is_room() -> None:
    shown = page()._replace(url="example.org/" + "long/" * 40)
    async with reading(shown) as (_, reader, pilot):
        rows = [row[:-1].strip(" ▌") for row in screen(reader)]
        assert rows[1:3] == ["A title", "A source"] and rows[3].startswith("example.org/long/")
        assert rows[3].endswith("…") and rows[4:6] == ["", "One is here. Two is here."]
        await pilot.resize_terminal(60, 8)
        assert not any("example.org" in row for row in screen(reader))


async def test_a_title_in_the_text_is_not_shown_twice() -> None:
    async with reading(page("A title\nThe text.\n## Subheading", heading_in_text=True)) as (_, reader, _):
        assert sum("A title" in row for row in screen(reader)) == 1
        assert styled(reader, "bold") == "A title## Subheading"


async def test_the_cursor_goes_by_sentences_and_says_so() -> None:
    async with reading(page(), place=TEXT.index("Three")) as (app, reader, pilot):
        assert (reader.sentence, app.heard) == (2, [])
        await pilot.press("j", "k", "k")
        assert [message.sentence for message in app.heard if isinstance(message, reader.Moved)] == [3, 2, 1]
        assert reader.here == (13, 25)
        await pilot.press("G", "j")
        last = app.heard[-1]
        assert reader.sentence == 4
        assert isinstance(last, reader.NoMore)
        assert (last.what, last.forward) == ("sentence", True)
        await pilot.press("g", "enter")
        assert reader.sentence == 0
        assert isinstance(app.heard[-1], reader.Into)


async def test_moves_in_one_tick_are_one_message() -> None:
    assert ArticleReader.Moved(2).can_replace(ArticleReader.Moved(1))
    assert not ArticleReader.Moved(2).can_replace(ArticleReader.Into())


async def test_shared_and_unlabelled_sentences_are_sought_without_wrapping() -> None:
    spans = sentence_spans(TEXT)
    shared = [SharedPassage(*spans[2], Kind.EDITED, 1), SharedPassage(spans[4][0] + 2, spans[4][1], Kind.QUOTE, 1)]
    labelled = [AnnotationMark(*spans[index], "C", RED, True) for index in (1, 2, 4)]
    async with reading(page(shared=shared, annotations=labelled)) as (app, reader, pilot):
        visited = []
        for key in ("]", "]", "]", "[", "["):
            await pilot.press(key)
            visited.append(reader.sentence)
        for unlabelled in (
            reader.action_next_unlabelled,
            reader.action_next_unlabelled,
            reader.action_previous_unlabelled,
        ):
            unlabelled()
            await pilot.pause()
            visited.append(reader.sentence)
        assert visited == [2, 4, 4, 2, 2, 3, 3, 0]
        stops = [(message.what, message.forward) for message in app.heard if isinstance(message, reader.NoMore)]
        assert stops == [("shared", True), ("shared", False), ("unlabelled", True)]


async def test_what_is_sought_is_what_is_shown_now() -> None:
    spans = sentence_spans(TEXT)
    async with reading(page()) as (_, reader, _):
        for marked in ([1, 2, 4], [2, 4], [0, 1, 2, 3, 4], [1, 1], []):
            reader.show_shared([SharedPassage(*spans[at], Kind.EDITED, 1) for at in marked])
            reader.show_annotations([AnnotationMark(*spans[at], "C", RED, True) for at in marked])
            for seek, wanted in (
                (reader.action_next_shared, [at for at in range(1, 5) if at in marked]),
                (reader.action_next_unlabelled, [at for at in range(1, 5) if at not in marked]),
            ):
                reader.go_to_sentence(0)
                seek()
                assert reader.sentence == next(iter(wanted), 0)
        reader.show_annotations([AnnotationMark(*spans[1], "✎", RED, True, labelled=False)])
        reader.go_to_sentence(0)
        reader.action_next_unlabelled()
        assert reader.sentence == 1


@pytest.mark.parametrize("kind", Kind)
async def test_a_shared_passage_has_a_bar_and_a_number(kind: Kind) -> None:
    async with reading(page()) as (_, reader, _):
        reader.show_shared([SharedPassage(27, 41, kind, 3)])
        assert row_with(reader, "Three").split()[:2] == [f"3{BARS[kind]}", "Three"]
        assert "3" not in row_with(reader, "One")
        reader.show_shared([SharedPassage(27, 41, kind, 10)])
        assert f"+{BARS[kind]} Three" in row_with(reader, "Three")
    assert len(set(BARS.values())) == len(Kind)


async def test_annotations_have_letters_and_spans_are_underlined() -> None:
    async with reading(page()) as (_, reader, _):
        reader.show_annotations([AnnotationMark(27, 41, "C", RED, True)])
        assert styled(reader, "underline") == ""  # the letter tells a whole sentence; a line under each is noise
        assert row_with(reader, "Three").strip().startswith("C ")
        reader.show_annotations([AnnotationMark(27, 41, "C", RED, False)])
        assert styled(reader, "underline") == TEXT[27:41]
        assert row_with(reader, "Three").strip().startswith("C ")
        marks = [AnnotationMark(27, 32, letter, RED, False) for letter in "COQ"]
        reader.show_annotations(marks[:2])
        assert row_with(reader, "Three").strip().startswith("CO")
        reader.show_annotations(marks)
        assert row_with(reader, "Three").strip().startswith("C+")
        reader.show_annotations([])
        assert styled(reader, "underline") == ""


async def test_an_annotation_in_colours_nobody_knows_is_shown_all_the_same() -> None:
    mark = AnnotationMark(0, 3, "\x1b声", "no such colour", False)
    async with reading(page(annotations=[mark])) as (_, reader, _):
        assert "␛" in row_with(reader, "One")


async def test_hits_are_bold() -> None:
    async with reading(page()) as (_, reader, _):
        reader.show_hits([(27, 32), (0, 3)])
        assert styled(reader, "bold") == "A titleOneThree"


async def test_the_cursor_is_seen_without_colour_with_the_focus_and_without_it() -> None:
    async with reading(page(), place=TEXT.index("Three")) as (app, reader, pilot):
        assert row_with(reader, "Three").strip().startswith("▌")
        app.set_focus(None)
        await pilot.pause()
        assert row_with(reader, "Three").strip().startswith("▏")
        assert "▌" not in "".join(row[:-1] for row in screen(reader))


LONG = "\n\n".join(f"Sentence {number} is here. And another stands beside it." for number in range(200))


async def test_the_whole_sentence_under_the_cursor_is_always_visible() -> None:
    async with reading(page(LONG), size=(60, 14)) as (_, reader, pilot):
        for sentence in (5, 6, 7, 100, 90, 399, 0):
            reader.go_to_sentence(sentence)
            await pilot.pause()
            assert any(row.lstrip().startswith("▌") for row in screen(reader))
        assert reader.scroll_offset.y == 0


async def test_pages_take_the_cursor_along() -> None:
    async with reading(page(LONG), size=(60, 14)) as (_, reader, pilot):
        await pilot.press("space")
        assert reader.scroll_offset.y == 12
        below = reader.sentence
        await pilot.press("ctrl+d")
        assert reader.sentence > below > 0
        await pilot.press("ctrl+u", "b")
        assert (reader.scroll_offset.y, reader.sentence) == (0, 0)
        await pilot.press("G", "space")
        assert reader.sentence == 399


async def test_a_sentence_longer_than_the_screen_is_read_by_pages() -> None:
    text = "Short. " + "word " * 500 + "end. Short."
    spans: list[Span] = [(0, 6), (7, len(text) - 7), (len(text) - 6, len(text))]
    async with reading(Page("id", "A title", "", text, spans), size=(40, 10)) as (_, reader, pilot):
        seen = []
        for _ in range(5):
            await pilot.press("space")
            seen.append(reader.scroll_offset.y)
        assert seen == sorted(set(seen))
        await pilot.press("j")
        assert reader.sentence == 2
        reader.go_to(1500)
        assert "word" in screen(reader)[0] and reader.sentence == 1


async def test_a_click_goes_to_the_sentence_under_it() -> None:
    text = "日本\tOne. 👨‍👩‍👧 Two. Three."
    spans = [(0, 7), (8, text.index("Three") - 1), (text.index("Three"), len(text))]
    async with reading(Page("id", "", "", text, spans)) as (_, reader, pilot):
        row = next(y for y, shown in enumerate(screen(reader)) if "One" in shown)
        for words, sentence in (("Three", 2), ("Two", 1), ("One", 0)):
            shown = screen(reader)[row]
            await pilot.click(reader, offset=(cell_len(shown[: shown.index(words)]), row))
            assert reader.sentence == sentence


HOSTILE = [
    "\x1b]0;PWNED\x07 \x1b[2J \x9b2J \x00",
    "[bold]x[/] [/] [sic] [@click=app.quit]x[/]",
    "\u202eevil\u202c \u2028 \u2066",
    "e" + "\u0301" * 5000, "\u200b" * 300, "a\u200d\u200d", "𝕏" * 200, "👨‍👩‍👧" * 60, "\t\t" * 50 + "x",
]  # fmt: skip


@pytest.mark.parametrize("foreign", HOSTILE)
async def test_foreign_text_is_shown_harmlessly(foreign: str) -> None:
    text = f"Before {foreign} after."
    shown = Page(
        "id",
        foreign,
        foreign,
        text,
        [(0, len(text))],
        annotations=[AnnotationMark(0, 9, foreign, foreign, True)],
    )
    async with reading(shown, size=(50, 60)) as (app, reader, _):
        drawn = "".join(screen(reader))
        assert not any(character < " " or "\x7f" <= character < "\xa0" for character in drawn)
        assert not {*"\u202e\u2028\u2066"} & {*drawn}
        assert ("[@click=app.quit]x[/]" in drawn) == ("@click" in foreign)
        assert app.is_running


async def test_marks_stand_where_their_offsets_say() -> None:
    text = "日本\t👨‍👩‍👧 e\u0301 \x1b \u202e one two"
    start = text.index("one")
    async with reading(Page("id", "", "", text, [(0, len(text))])) as (_, reader, _):
        reader.show_annotations([AnnotationMark(start, start + 3, "C", RED, False)])
        assert styled(reader, "underline") == "one"
        reader.show_annotations([AnnotationMark(3, 8, "C", RED, False)])
        assert styled(reader, "underline") == "👨‍👩‍👧"


@pytest.mark.parametrize("size", [(20, 6), (8, 3), (3, 1), (40, 12), (200, 60)])
async def test_it_lives_at_any_size(size: tuple[int, int]) -> None:
    marks = [AnnotationMark(0, 12, letter, RED, True) for letter in "声CO"]
    async with reading(page(annotations=marks, shared=[SharedPassage(0, 12, Kind.EDITED, 99)]), size) as (
        _,
        reader,
        pilot,
    ):
        await pilot.press("j", "space", "G", "k", "g", "v", "l", "j", "space", "o", "h")
        if size[0] >= 8:
            screen(reader)
        await pilot.resize_terminal(30, 8)
        assert len(screen(reader)) == 8


async def test_without_article_without_text_without_sentences() -> None:
    async with reading() as (app, reader, pilot):
        assert any("No article" in row for row in screen(reader))
        await pilot.press("j", "k", "space", "b", "G", "g", "]", "}", "ctrl+d")
        assert (reader.sentence, reader.here) == (0, None)
        reader.show(Page("id", "Only a title", "", "", ()))
        assert any("Only a title" in row for row in screen(reader))
        assert any("No text" in row for row in screen(reader))
        reader.show(Page("id", "", "", "Text. More.", ()))
        assert any("Text. More." in row for row in screen(reader))
        assert not [message for message in app.heard if isinstance(message, reader.Moved)]


async def test_the_margin_shows_the_whole_article() -> None:
    half = len(LONG) // 2
    async with reading(page(LONG), size=(60, 10)) as (_, reader, _):
        assert {row[-1] for row in screen(reader)} == {" "}
        reader.show_shared([SharedPassage(0, half, Kind.VERBATIM, 1)])
        assert "".join(row[-1] for row in screen(reader)).rstrip() == "▌" * 5 + "▘"  # the title takes its place
        reader.show_annotations([AnnotationMark(0, len(LONG), "C", RED, False)])
        assert "".join(row[-1] for row in screen(reader)) == "█" * 5 + "▜" + "▐" * 4


async def test_a_narrower_measure_wraps_anew_and_keeps_the_place() -> None:
    async with reading(page(LONG), size=(100, 14)) as (_, reader, pilot):
        reader.go_to_sentence(200)
        reader.measure = 20
        await pilot.pause()
        assert any(row.lstrip().startswith("▌") for row in screen(reader))
        assert max(len(row[:-1].rstrip()) - len(row[:-1]) + len(row[:-1].strip()) for row in screen(reader)) <= 27
