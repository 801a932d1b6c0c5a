"""Searching by its keys: in the article as one types, and in all articles, to read in place and label from there."""

from pathlib import Path
from time import perf_counter

import pytest
from textual.pilot import Pilot

from tests.program import NARROW, WIDE, closed, program, reading, screen_text, settled, typed_ahead
from tests.screens.test_hostile import PAYLOADS
from tui.model.concordance import Concordance
from tui.screens import concordance
from tui.screens.concordance import ConcordanceScreen

TEXTS = {
    "wire": "The mayor spoke. Taxes fell, she said, and Taxes will fall. Nobody\nasked.",
    "post": "A quiet day. The ministers said that taxes fell. Taxes, taxes.",
    "blog": "Nothing of it here at all.",
}


@pytest.fixture
def library(folder: Path) -> Path:
    """Three short articles, the wire's first."""
    for day, (source, text) in enumerate(TEXTS.items(), 10):
        front = f"---\ntitle: From the {source}\nsource: {source}\npublished: 2025-10-{day}\n---\n"
        (folder / f"{source}.md").write_text(f"{front}{text}")
    return folder


def shown_hits(pilot: Pilot[None]) -> list[str]:
    """The words that are marked in the reader."""
    screen = reading(pilot)
    assert screen.article
    return [screen.article.text[start:end] for start, end in screen.reader._shown.hits.spans]


def is_reading(pilot: Pilot[None]) -> bool:
    """Whether the main screen is to be seen."""
    return pilot.app.screen is reading(pilot)


def labels(pilot: Pilot[None]) -> list[tuple[str, str]]:
    """Label and beginning of the text of every annotation, oldest first."""
    notebook = reading(pilot).notebook
    return [(notebook.label_name(one), one.target.quote[:12]) for one in notebook.annotations]


async def in_all(pilot: Pilot[None], *keys: str) -> ConcordanceScreen:
    """Search for something in all articles, to the end."""
    await pilot.press("backslash", *keys)
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ConcordanceScreen)
    return screen


# In the article


async def test_a_capital_makes_case_count_and_a_blank_finds_line_ends(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"taxes")
        assert shown_hits(pilot) == ["Taxes", "Taxes"] and "hit 1 of 2" in screen_text(pilot)
        await pilot.press("escape", "slash", *"nobody asked")
        assert shown_hits(pilot) == ["Nobody\nasked"]
        await pilot.press("escape", "slash", *"mayor")
        assert shown_hits(pilot) == ["mayor"]
        await pilot.press("escape", "slash", *"Mayor")
        assert shown_hits(pilot) == [] and "“Mayor” is not in this article" in screen_text(pilot)


async def test_going_around_is_said(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await pilot.press("G", "slash", *"taxes", "enter")
        assert "hit 1 of 2, around from the top" in screen_text(pilot)
        await pilot.press("n")
        assert "hit 2 of 2 " in screen_text(pilot)
        await pilot.press("n")
        assert "hit 1 of 2, around from the top" in screen_text(pilot)
        await pilot.press("N")
        assert "hit 2 of 2, around from the end" in screen_text(pilot)


async def test_behind_a_slash_is_a_pattern_and_a_wrong_one_keeps_the_hits(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await pilot.press("slash")
        assert "/ first: a pattern" in screen_text(pilot)
        await pilot.press("slash", *"f[ae]ll")
        assert shown_hits(pilot) == ["fell", "fall"] and "hit 1 of 2" in screen_text(pilot)
        await pilot.press("left_parenthesis")
        assert shown_hits(pilot) == ["fell", "fall"]
        assert "not a pattern: missing ), unterminated subpattern" in screen_text(pilot)
        await pilot.press("enter")
        assert reading(pilot).search_line.display, "it is to be mended first"
        await pilot.press("backspace", "enter", "n")
        assert "hit 2 of 2" in screen_text(pilot)
        await pilot.press("h", "slash", "slash", *"^from the [bp]", "enter")
        assert "hit 1 of 2" in screen_text(pilot)


async def test_a_pattern_that_takes_for_ever_leaves_the_keys_alive(folder: Path) -> None:
    (folder / "a.md").write_text(f"---\ntitle: A\n---\nFirst one.\n\n{'a' * 5_000}b\n\nLast one.")
    async with program(folder / "n.json", [folder]).run_test(size=WIDE) as pilot:
        screen = reading(pilot)
        start = perf_counter()
        await pilot.press("slash", "slash", *"(a+)+")
        assert shown_hits(pilot)
        before = shown_hits(pilot)
        await pilot.press("dollar_sign")
        assert "this pattern takes too long" in screen_text(pilot) and shown_hits(pilot) == before
        await pilot.press("enter", "G")
        assert screen.reader.sentence == 2
        await pilot.press("backslash", "slash", *"(a+)+$")
        await settled(pilot)
        assert "this pattern takes too long" in screen_text(pilot)
        await pilot.press("escape", "g")
        assert screen.reader.sentence == 0
        assert perf_counter() - start < 30


# In all articles


async def test_all_articles_are_searched_and_what_is_found_is_read_and_come_back_to(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("J", "J")
        await in_all(pilot, *"taxes")
        shown = screen_text(pilot)
        assert "“taxes”  5 in 3 sentences, 2 articles · all searched" in shown and "1 of 3" in shown
        assert [row.split()[:3] for row in shown.splitlines() if " hits" in row] == [
            ["▌wire", "·", "10"], ["post", "·", "11"]
        ]  # fmt: skip
        assert "2 hits" in shown and "3 hits" in shown and "Nothing of it" not in shown
        await pilot.press("enter", "j", "enter")
        screen = reading(pilot)
        await pilot.pause()
        assert screen.article and screen.article.source == "post" and screen.reader.sentence == 1
        assert shown_hits(pilot) == ["taxes", "Taxes", "taxes"]
        await pilot.press("n")
        assert "hit 2 of 3" in screen_text(pilot) and screen.reader.sentence == 2
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ConcordanceScreen) and "2 of 3" in screen_text(pilot)
        await pilot.press("j", "l")
        await pilot.pause()
        assert screen.reader.sentence == 2
        await pilot.press("escape")
        await settled(pilot)
        assert "3 of 3" in screen_text(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert is_reading(pilot) and screen.article.source == "blog", "where one was"
        await pilot.press("escape", "backslash", "enter")  # it is all still there
        await settled(pilot)
        assert "3 of 3" in screen_text(pilot)


async def test_a_sentence_is_labelled_where_it_is_found_and_that_is_taken_back(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await in_all(pilot, *"taxes", "enter")
        await pilot.press("1", "2")
        assert labels(pilot) == [("Claim", "Taxes fell, "), ("Fact", "The minister")]
        assert "3 of 3" in screen_text(pilot) and "C   Taxes fell" in screen_text(pilot)
        await pilot.press("t", *"opin", "enter")
        await pilot.pause()
        assert labels(pilot)[2] == ("Opinion", "Taxes, taxes")
        await pilot.press("u", "u")
        assert len(labels(pilot)) == 1 and "2 of 3" in screen_text(pilot)
        await pilot.press("ctrl+r", "g", "x")
        assert labels(pilot) == [("Fact", "The minister")]
        await pilot.press("x", "u", "u", "u", "u")
        assert "nothing to take back" in screen_text(pilot) and labels(pilot) == []


async def test_only_what_the_list_shows_is_searched(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await pilot.press("f", *"source:post", "enter")
        await in_all(pilot, *"taxes")
        assert "3 in 2 sentences, 1 article · the 1 in the list searched" in screen_text(pilot)
        await pilot.press("escape", "F", "backslash", *"taxes", "enter")
        await settled(pilot)
        assert "2 articles · all searched" in screen_text(pilot)


async def test_other_words_and_patterns_and_nothing(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"fell", "enter")
        screen = await in_all(pilot, "enter")  # what was searched for in the article, unless something is typed
        assert "“fell”  2 in 2 sentences" in screen_text(pilot)
        await pilot.press("j", "slash", "slash", *"taxes (fell|will)")
        await settled(pilot)
        assert "/taxes (fell|will)  3 in 2 sentences" in screen_text(pilot)
        await pilot.press("left_square_bracket", "enter")
        assert "not a pattern: unterminated character set" in screen_text(pilot) and screen.lines.count == 2
        await pilot.press("escape")  # as it was
        await settled(pilot)
        assert "“fell”  2 in 2 sentences" in screen_text(pilot) and "2 of 2" in screen_text(pilot)
        await pilot.press("backslash", *"zebra", "enter")
        await settled(pilot)
        assert "“zebra” is in none of 3 articles, nor in notes on them" in screen_text(pilot)
        await pilot.press("1", "x", "enter", "j", "J", "K", "pagedown", "pageup", "t")  # with nothing there
        await pilot.pause()
        assert pilot.app.screen is screen and labels(pilot) == []
        await pilot.press("escape")
        await pilot.pause()
        assert is_reading(pilot)
        await pilot.press("backslash", *"mayor", "escape")
        await pilot.pause()
        assert is_reading(pilot), "dropped before anything was looked at"


async def test_the_lines_are_gone_through(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await in_all(pilot, *"a", "enter")
        await settled(pilot)
        assert "1 of 7" in screen_text(pilot)
        for key, place in (("J", 4), ("J", 7), ("J", 7), ("K", 4), ("k", 3), ("K", 1), ("G", 7), ("g", 1), ("j", 2)):
            await pilot.press(key)
            assert f"{place} of 7" in screen_text(pilot), key
        await pilot.press("question_mark")
        await pilot.pause()
        assert "In what is found in all articles" in screen_text(pilot) or "Keys" in screen_text(pilot)


async def test_what_a_note_says_is_found_too_and_blind_only_ones_own(library: Path) -> None:
    async with program(library / "n.json", [library], annotator="ben").run_test(size=WIDE) as pilot:
        await pilot.press("a", *"dubious", "enter")
        closed(pilot)
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await in_all(pilot, *"dubious", "enter")
        assert "1 in 1 sentence, 1 article" in screen_text(pilot) and "✎   The mayor spoke." in screen_text(pilot)
        await pilot.press("escape", "B", "backslash", *"dubious.", "backspace", "enter")
        await settled(pilot)
        assert "is in none of 3 articles" in screen_text(pilot)


async def test_a_notebook_in_use_is_only_looked_at(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as first:
        await first.press("1")
        async with program(library / "n.json", [library]).run_test(size=WIDE) as second:
            await in_all(second, *"taxes", "enter")
            for key in ("1", "x", "t", "u", "ctrl+r"):
                await second.press(key)
                assert "read-only" in screen_text(second), key
            assert len(labels(second)) == 1
        closed(first)


async def test_keys_are_answered_while_it_is_searched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(50):
        (folder / f"{number:03}.md").write_text(f"---\ntitle: T{number}\n---\nTaxes fell by {number}.")
    as_far_as, advance = [20], Concordance.advance

    def slowly(found: Concordance, _seconds: float) -> None:
        if found.looked < as_far_as[0]:
            advance(found, 0)

    monkeypatch.setattr(Concordance, "advance", slowly)
    async with program(folder / "n.json", [folder]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("backslash", *"taxes", "enter")
        await pilot.pause(concordance.SHOW_EVERY)
        await pilot.press("j", "1")
        assert "20 in 20 sentences, 20 articles · 20 of 50 searched" in screen_text(pilot)
        assert len(labels(pilot)) == 1 and "3 of 20" in screen_text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert is_reading(pilot)
        as_far_as[0] = 50
        await pilot.press("escape")  # and it goes on from where it was
        await settled(pilot)
        assert "50 in 50 sentences" in screen_text(pilot) and "3 of 50" in screen_text(pilot)


async def test_keys_typed_in_one_go_are_the_words(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        typed_ahead(pilot, ("backslash", *"1taxes", "home", "delete", "enter", "1"))
        await pilot.pause(0.5)
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ConcordanceScreen) and screen.concordance.search.typed == "taxes"
        assert labels(pilot) == [("Claim", "Taxes fell, ")]


async def test_the_mouse_chooses_a_line_and_opens_it(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await in_all(pilot, *"taxes", "enter")
        await pilot.click("#lines", offset=(20, 3))
        assert "2 of 3" in screen_text(pilot)
        await pilot.click("#lines", offset=(20, 4), times=2)
        await pilot.pause()
        assert is_reading(pilot) and reading(pilot).reader.sentence == 2


@pytest.mark.parametrize("size", [(20, 6), NARROW, (80, 24), (200, 50)])
async def test_every_size_can_be_worked_with(library: Path, size: tuple[int, int]) -> None:
    async with program(library / "n.json", [library]).run_test(size=size) as pilot:
        await in_all(pilot, *"taxes", "enter")
        assert "axes" in screen_text(pilot)
        await pilot.press("1", "j", "3")
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert "3 of 3" in screen_text(pilot) and "Q   Taxes, taxes." in screen_text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert labels(pilot) == [("Claim", "Taxes fell, "), ("Quote", "Taxes, taxes")]
        assert reading(pilot).reader.sentence == 2


async def test_without_colour_hits_are_reversed(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await in_all(pilot, *"mayor", "enter")
        hits = [
            part.style
            for strip in pilot.app.screen._compositor.render_strips()
            for part in strip
            if part.text == "mayor"
        ]
        assert hits and all(style and style.reverse and style.bold for style in hits)


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_a_payload_is_only_text_among_what_is_found(folder: Path, payload: str) -> None:
    front = f"---\ntitle: {payload} T\nsource: {payload} S\n---\n".replace("\x00", "")
    (folder / "a.md").write_text(f"{front}The minister of {payload} spoke of {payload} again.", newline="")
    async with program(folder / "n.json", [folder]).run_test(size=WIDE) as pilot:
        await in_all(pilot, *"minister", "enter")
        shown = screen_text(pilot)
        assert "minister" in shown
        assert not set(shown) & set("\x1b\x9b\x9d\x9c\x00\x07\u202e\u2066\u2069\u2028\x0b\x0c")
        if payload.startswith("["):
            assert payload in shown


async def test_the_line_closes_when_somebody_goes_elsewhere_and_what_it_found_stays(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        screen = reading(pilot)
        await pilot.press("slash", *"taxes")
        await pilot.click("#list", offset=(5, 1))
        await pilot.pause()
        assert not screen.search_line.display and screen.focused is screen.articles and screen.searched


async def test_hits_go_with_the_note_they_are_in(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await pilot.press("a", *"zebra", "enter", "slash", *"zebra", "enter")
        assert shown_hits(pilot) == ["The mayor spoke."]
        await pilot.press("x")
        assert shown_hits(pilot) == []
        await pilot.press("u")
        assert shown_hits(pilot) == ["The mayor spoke."]


async def test_what_was_found_in_others_notes_is_not_found_blind(library: Path) -> None:
    async with program(library / "n.json", [library], annotator="ben").run_test(size=WIDE) as pilot:
        await pilot.press("a", *"zebra", "enter")
        closed(pilot)
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await in_all(pilot, *"zebra", "enter")
        assert "1 in 1 sentence" in screen_text(pilot)
        await pilot.press("enter", "B", "escape")
        await settled(pilot)
        assert "is in none of 3 articles" in screen_text(pilot)


async def test_what_was_said_of_a_search_goes_with_it(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"taxes")
        assert "hit 1 of 2" in screen_text(pilot) and reading(pilot).reader.sentence == 1
        await pilot.press(*["backspace"] * 5)
        assert "hit 1" not in screen_text(pilot) and reading(pilot).reader.sentence == 0
        await pilot.press("slash", "left_parenthesis", "escape")
        assert "not a pattern" not in screen_text(pilot)
        await pilot.press("slash", *"taxes", "enter", "J")
        assert "hit 1" not in screen_text(pilot)
