"""What is still to be done, from the keyboard: new sentences first, others' work hidden, notes found."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.program import WIDE, closed, program, reading, screen_text, settled
from tui.settings import read_settings, settings_path

LEAD = "The mayor said on Monday that taxes in the city had fallen by two per cent."
VOTE = "A vote on the new budget is to be held in the town hall on Friday evening."
FILES = {
    "1": f"{LEAD} Critics of the mayor disagree with every word.",
    "2": f"Officials call it a record for the whole region. {LEAD} {VOTE}",
    "3": f"{VOTE} Nobody in the office would say who is going to come.",
}


@pytest.fixture
def library(folder: Path) -> Path:
    """Three articles with two copies among them."""
    for name, text in FILES.items():
        (folder / f"{name}.md").write_text(f"---\ntitle: Report {name}\npublished: 2025-10-1{name}\n---\n{text}")
    return folder


def here(pilot: Pilot[None]) -> tuple[str, int]:
    """The article and the sentence under the cursor."""
    screen = reading(pilot)
    assert screen.article is not None
    return screen.article.title[-1], screen.reader.sentence


async def test_new_sentences_come_first_through_all_articles_and_around(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("1", "J")  # the lead is labelled, and so are its copies
        await pilot.press("right_curly_bracket")
        assert here(pilot) == ("2", 1)  # all that has no label itself
        await pilot.press("W")
        assert "} goes to what nobody labelled in any article" in screen_text(pilot)
        assert "new first" in screen_text(pilot)
        await pilot.press("g", "right_curly_bracket")
        assert here(pilot) == ("2", 2)
        await pilot.press("2")  # goes on; not to the copy in the third, which is now as good as labelled
        assert here(pilot) == ("3", 1)
        await pilot.press("right_curly_bracket")
        assert here(pilot) == ("1", 1)
        assert "new in “Report 1”" in screen_text(pilot)
        await pilot.press("left_curly_bracket")
        assert here(pilot) == ("3", 1)
        await pilot.press("1", "1")
        assert here(pilot) == ("2", 0)
        await pilot.press("1", "right_curly_bracket")
        assert "nothing else is new" in screen_text(pilot)
        assert read_settings(settings_path())[0].novelty
        await pilot.press("W")
        assert "} goes to every sentence without a label" in screen_text(pilot)
        assert not read_settings(settings_path())[0].novelty


async def test_from_the_list_the_next_without_a_label_is_gone_to_as_well(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("h", "right_curly_bracket", "2")
        assert reading(pilot).focused is reading(pilot).reader
        (one,) = reading(pilot).notebook.annotations
        assert one.target.quote.startswith("Critics")


async def test_what_others_did_is_marked_as_theirs_and_can_be_hidden(library: Path) -> None:
    async with program(library / "n.json", [library], annotator="ben").run_test(size=WIDE) as pilot:
        await pilot.press("2", "g", "a", *"sure?", "enter")
        await pilot.pause()
        closed(pilot)
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("g", "3", "g")
        shown = screen_text(pilot)
        assert shown.index("Quote  ana") < shown.index("Of others") < shown.index("Fact  ben")
        await pilot.press("B")
        shown = screen_text(pilot)
        assert not [words for words in ("Fact  ben", "sure?", "Of others") if words in shown]
        assert "blind · 1 of 2 labelled" in screen_text(pilot)
        assert "what others did is hidden" in screen_text(pilot)
        await pilot.press("slash", *"sure", "enter")
        assert "“sure” is not in this article" in screen_text(pilot)
        await pilot.press("g", "x", "right_curly_bracket", "left_curly_bracket")
        assert here(pilot) == ("1", 0)  # ben's label does not count
        assert read_settings(settings_path())[0].blind
        await pilot.press("B")
        assert "Fact  ben" in screen_text(pilot)
        assert "blind" not in screen_text(pilot)


async def test_words_in_notes_are_found_in_the_article_and_in_the_list(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("j", "a", *"mayor or", "ctrl+j", *"aide?", "enter")
        await pilot.pause()
        await pilot.press("h", "j", "a", *"by an aide", "enter")
        await pilot.pause()
        await pilot.press("k", "l", "g", "slash", *"mayor", "enter")
        assert "hit 1 of 3, 1 in notes" in screen_text(pilot)
        await pilot.press("slash", *"aide", "enter")
        assert here(pilot) == ("1", 1)
        assert "hit 1 of 1, in a note" in screen_text(pilot)
        await pilot.press("J", "slash", *"aide", "enter")
        assert "only in a note on the whole article" in screen_text(pilot)
        await pilot.press("h", "G", "slash", *"aide", "enter")
        assert here(pilot)[0] == "1"
        assert "hit 1 of 2, in a note" in screen_text(pilot)
        await pilot.press("n")
        assert here(pilot)[0] == "2"
        await pilot.press("slash", *"nowhere", "enter")
        assert "“nowhere” is in no title, source or note" in screen_text(pilot)


async def test_the_whole_library_is_told_of_where_there_is_room(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=(200, 50)) as pilot:
        await settled(pilot)
        await pilot.press("1")
        assert "1 of 2 labelled · library: 1 of 5 distinct · saved" in screen_text(pilot)
        await pilot.press("h")
        assert "library: 1 of 5 distinct, " in screen_text(pilot)
