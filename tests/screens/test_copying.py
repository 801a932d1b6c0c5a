"""A sentence's labels on its copies, by keys: offered, looked at, accepted, taken back."""

from itertools import pairwise
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.program import NARROW, WIDE, closed, program, reading, screen_text, settled, typed_ahead
from tui.model.annotation import Scope
from tui.model.shared import Kind, Passage, SharedGroup, SharedPair, Sharing
from tui.screens.sharing import SharingScreen
from tui.settings import read_settings, settings_path

SHARED = "The council of Ostermark voted on Monday to close the Lindqvist harbour bridge for eleven months of repairs."
EDITED = SHARED.replace("Monday", "Tuesday")
TEXTS = {
    "wire": f"{SHARED} Drivers in Ostermark were told to expect delays wherever the harbour traffic goes.",
    "gazette": f"A detour around the Lindqvist bridge leads Ostermark drivers past the old customs house. {SHARED}",
    "post": f"Ferries across the harbour will run more often while the bridge is shut, says Ostermark. {EDITED}",
    "blog": "Nothing here stands anywhere else in this small library.",
}


@pytest.fixture
def library(folder: Path) -> Path:
    """Three articles that hold one sentence, one of them edited, and a fourth that shares nothing."""
    for day, (source, text) in enumerate(TEXTS.items(), 10):
        front = f"---\ntitle: Bridge {source}\nsource: {source}\npublished: 2025-10-{day}\n---\n"
        (folder / f"{source}.md").write_text(front + text)
    return folder


def labels(pilot: Pilot[None]) -> dict[str, list[str]]:
    """By source, the labels that stand in an article."""
    screen = reading(pilot)
    return {
        one.source: sorted(screen.notebook.label_name(standing) for standing in screen.notebook.on_article(one.id))
        for one in screen.workspace.articles
    }


async def test_one_key_offers_a_label_and_one_gives_it(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("1", "k", "p")
        await pilot.pause()
        shown = screen_text(pilot)
        assert "Claim  to 2 of 2 copies" in shown
        assert "gazette · 11 Oct · Bridge gazette" in shown and "verbatim" in shown
        assert "Tuesday" in shown and "only here: Monday" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert "Claim on 2 copies · u takes it back" in screen_text(pilot)
        assert labels(pilot) == {"wire": ["Claim"], "gazette": ["Claim"], "post": ["Claim"], "blog": []}
        origin, *copies = reading(pilot).notebook.annotations
        assert {one.origin for one in copies} == {origin.id}
        assert {one.target.scope for one in copies} == {Scope.SENTENCE}
        await pilot.press("J", "j")
        assert "from wire" in screen_text(pilot)
        await pilot.press("u")
        assert labels(pilot) == {"wire": ["Claim"], "gazette": [], "post": [], "blog": []}


@pytest.mark.parametrize("size", [(20, 6), NARROW, (60, 16), (80, 24)])
async def test_the_copies_are_seen_at_every_size(library: Path, size: tuple[int, int]) -> None:
    async with program(library / "n.json", [library]).run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("1", "k", "p")
        await pilot.pause()
        assert "Claim  to" in screen_text(pilot) and "[✓] gaz" in screen_text(pilot)
        await pilot.press("j")
        await pilot.pause()
        assert "[✓] po" in screen_text(pilot)
        await pilot.press("g", "space", "enter")
        await pilot.pause()
        assert labels(pilot) == {"wire": ["Claim"], "gazette": [], "post": ["Claim"], "blog": []}


async def test_copies_are_ticked_one_by_one_or_all_at_once(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("1", "k", "p", "space")
        assert "to 1 of 2 copies" in screen_text(pilot)
        await pilot.press("a")
        assert "to 2 of 2 copies" in screen_text(pilot)
        await pilot.press("a", "enter")
        await pilot.pause()
        assert "no copy was ticked" in screen_text(pilot)
        await pilot.press("p", "G", "space", "g", "k", "down", "up", "enter")  # all but the last
        await pilot.pause()
        assert labels(pilot)["gazette"] == ["Claim"] and labels(pilot)["post"] == []
        await pilot.press("p", "escape")
        await pilot.pause()
        assert labels(pilot)["post"] == []
        await pilot.press("p", "pagedown", "pageup", "q")
        await pilot.pause()
        assert pilot.app.screen is reading(pilot)


async def test_what_a_copy_carries_is_shown_and_left(library: Path) -> None:
    async with program(library / "n.json", [library], annotator="ben").run_test(size=WIDE) as pilot:
        await pilot.press("J", "j", "2")
        closed(pilot)
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("K", "g", "1", "J", "j", "1", "K", "g", "p")
        await pilot.pause()
        shown = screen_text(pilot)
        assert "has it already · yours: C Claim · ben: F Fact" in shown
        assert "to 1 of 2 copies" in shown
        await pilot.press("g", "space", "enter")  # what has it cannot be ticked
        await pilot.pause()
        assert labels(pilot) == {"wire": ["Claim"], "gazette": ["Claim", "Fact"], "post": ["Claim"], "blog": []}


async def test_with_the_list_focused_all_labels_of_an_article_go_to_their_copies_at_once(library: Path) -> None:
    for source in ("gazette", "post"):
        path = library / f"{source}.md"
        path.write_text(f"{path.read_text()} {TEXTS['wire'].removeprefix(SHARED).strip()}")
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("1", "2", "h", "p")
        await pilot.pause()
        shown = screen_text(pilot)
        assert "to 4 of 4 copies" in shown and "the sentences labelled in “Bridge wire”" in shown
        assert "F Fact  Drivers in Ostermark were told" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert labels(pilot) == {source: ["Claim", "Fact"] for source in ("wire", "gazette", "post")} | {"blog": []}
        await pilot.press("u")
        assert labels(pilot)["post"] == []


async def test_where_there_is_nothing_to_offer_it_says_why(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("p")
        assert "label it first" in screen_text(pilot)
        await pilot.press("j", "p")
        assert "stands nowhere else" in screen_text(pilot)
        await pilot.press("h", "p")
        assert "label it first" in screen_text(pilot)
        await pilot.press("l", "g", "1", "k", "p", "enter", "p")
        await pilot.pause()
        assert "nothing to give: has it already" in screen_text(pilot)
        assert pilot.app.screen is reading(pilot)


async def test_help_and_palette_are_at_hand_in_the_offer(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("1", "k", "p", "question_mark", *"tick all")
        await pilot.pause()
        assert "Tick all copies" in screen_text(pilot)
        await pilot.press("escape", "ctrl+p")
        await pilot.pause(0.3)
        await pilot.press(*"only here")
        await pilot.pause(0.5)
        assert "Leave the copies as they are" in screen_text(pilot)


async def test_a_setting_offers_each_label_to_the_copies(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("P")
        assert "each label is offered" in screen_text(pilot)
        assert read_settings(settings_path())[0].offer_copies is True
        await pilot.press("1")
        await pilot.pause()
        assert "Claim  to 2 of 2 copies" in screen_text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert reading(pilot).reader.sentence == 1, "and goes on as usual"
        assert labels(pilot) == {"wire": ["Claim"], "gazette": ["Claim"], "post": ["Claim"], "blog": []}
        await pilot.press("2", "P", "k", "k", "2")  # a sentence that stands nowhere else, then the setting is off
        await pilot.pause()
        assert pilot.app.screen is reading(pilot)
        assert labels(pilot)["wire"] == ["Claim", "Fact", "Fact"] and labels(pilot)["post"] == ["Claim"]


@pytest.mark.parametrize("keys", [["c"], ["backslash", *"ostermark voted", "enter"]])
async def test_the_setting_offers_labels_put_in_comparison_and_search_too(library: Path, keys: list[str]) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("P", *keys)
        await settled(pilot)
        screen = pilot.app.screen
        await pilot.press("1")
        await pilot.pause()
        assert "Claim  to 2 of 2 copies" in screen_text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen is screen and "Claim on 2 copies · u takes it back" in screen_text(pilot)
        assert labels(pilot) == {"wire": ["Claim"], "gazette": ["Claim"], "post": ["Claim"], "blog": []}
        await pilot.press("u")
        assert labels(pilot) == {"wire": ["Claim"], "gazette": [], "post": [], "blog": []}


@pytest.mark.parametrize(
    ("keys", "then"), [(["1", "2"], "Fact"), (["1", "t", *"fact", "enter"], "Fact"), (["1", "full_stop"], "Claim")]
)
async def test_a_label_typed_ahead_of_the_offer_is_put_where_it_was_meant(
    library: Path, keys: list[str], then: str
) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("P")
        typed_ahead(pilot, keys)
        for _ in range(100):
            await pilot.pause(0.05)
            if len(labels(pilot)["wire"]) == 2 and pilot.app.screen is reading(pilot):
                break
        assert pilot.app.screen is reading(pilot)
        assert labels(pilot) == {"wire": ["Claim", then], "gazette": [], "post": [], "blog": []}


async def test_three_hundred_copies_are_offered_at_once_on_a_small_screen(folder: Path) -> None:
    for number in range(300):
        front = f"---\ntitle: Bridge {number}\nsource: paper {number}\n---\n"
        (folder / f"{number:03}.md").write_text(f"{front}{EDITED if number % 2 else SHARED} Paper {number}.")
    async with program(folder / "n.json", [folder]).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = reading(pilot)
        held = [Passage(one.id, 0, one.text.index(".") + 1) for one in screen.workspace.articles]
        chain = tuple(SharedPair(one, other, Kind.EDITED, 0.9) for one, other in pairwise(held))
        screen.post_message(SharingScreen.Found(Sharing(chain, (SharedGroup(tuple(held), ()),))))
        await settled(pilot)
        await pilot.press("1", "k", "p")
        await pilot.pause()
        shown = screen_text(pilot)
        assert "to 299 of 299 copies" in shown and "enter gives them" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert len(screen.notebook.annotations) == 300
        await pilot.press("u")
        assert len(screen.notebook.annotations) == 1
