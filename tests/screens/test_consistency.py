"""Copies that carry different labels, by keys: gone through, changed, marked as meant, taken back."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.program import NARROW, WIDE, closed, program, reading, screen_text, settled
from tests.screens.test_copying import SHARED, labels
from tests.screens.test_copying import library as library
from tui.screens.consistency import ConsistencyScreen

BEN = ["J", "j", "3", "J", "j", "5"]
"""Another annotator's labels: Quote in the gazette, Background in the post."""
ANA = ["1", "J", "j", "2", "J", "j", "2"]
"""One's own: Claim in the wire, Fact in the others."""


async def labelled(pilot: Pilot[None], *keys: str) -> None:
    """Press these from the first sentence of the first article on, and open the list of differences."""
    await settled(pilot)
    await pilot.press("K", "K", "K", "g", *keys, "C")
    await pilot.pause()
    assert isinstance(pilot.app.screen, ConsistencyScreen)


async def bens(library: Path) -> None:
    """Let ben put his labels."""
    async with program(library / "n.json", [library], annotator="ben").run_test(size=WIDE) as pilot:
        await pilot.press(*BEN)
        closed(pilot)


async def test_one_key_settles_a_difference_and_one_takes_it_back(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await labelled(pilot, *ANA)
        shown = screen_text(pilot)
        assert "1 of 1" in shown and "3 labelled copies compared" in shown and SHARED[:60] in shown
        rows = [row for row in shown.splitlines() if "Bridge" in row]
        assert [[word in row for word in ("you", "Claim", "Fact", "wire", "post")] for row in rows] == [
            [True, True, False, True, False],
            [True, False, True, False, False],
            [True, False, True, False, True],
        ]
        assert "Tuesday" in shown and "only here: Monday" in shown
        await pilot.press("1")
        assert labels(pilot) == {"wire": ["Claim"], "gazette": ["Claim"], "post": ["Claim"], "blog": []}
        assert "No differences: 3 copies were compared" in screen_text(pilot)
        assert "Claim on 3 · u takes it back" in screen_text(pilot)
        await pilot.press("u")
        assert labels(pilot)["post"] == ["Fact"] and "1 of 1" in screen_text(pilot)
        await pilot.press("u")
        assert "nothing was changed here" in screen_text(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is reading(pilot)


async def test_one_copy_alone_can_be_changed(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await labelled(pilot, *ANA)
        await pilot.press("tab", "l", "h", "right", "right", "4")  # the third
        assert labels(pilot) == {"wire": ["Claim"], "gazette": ["Fact"], "post": ["Opinion"], "blog": []}
        await pilot.press("tab", "tab", "t", *"fact", "enter")  # all, then the first
        await pilot.pause()
        assert labels(pilot)["wire"] == ["Fact"]
        await pilot.press("shift+tab", "left", "left", "t", *"claim", "enter")  # back over the last to the one before
        await pilot.pause()
        assert labels(pilot) == {"wire": ["Fact"], "gazette": ["Claim"], "post": ["Opinion"], "blog": []}


async def test_only_ones_own_labels_are_changed(library: Path) -> None:
    await bens(library)
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await labelled(pilot, "1", "J", "j", "2")
        shown = screen_text(pilot)
        assert "you" in shown and "ben" in shown
        await pilot.press("1")
        assert labels(pilot) == {"wire": ["Claim"], "gazette": ["Claim", "Quote"], "post": ["Background"], "blog": []}
        assert "1 of 1" in screen_text(pilot), "ben still differs"
        await pilot.press("shift+tab", "4")
        assert "only your own labels are changed" in screen_text(pilot)
        assert labels(pilot)["post"] == ["Background"]


async def test_what_is_meant_is_not_asked_about_again_until_it_changes(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await labelled(pilot, *ANA)
        await pilot.press("m")
        assert "1 meant" in screen_text(pilot) and "1 of 1" not in screen_text(pilot)
        await pilot.press("u")
        assert "1 meant" not in screen_text(pilot) and "1 of 1" in screen_text(pilot)
        await pilot.press("m", "q")
        await pilot.pause()
        await pilot.press("K", "K", "J", "G", "3", "C")
        await pilot.pause()
        assert "1 of 1" in screen_text(pilot)


async def test_enter_goes_to_the_copy_and_escape_comes_back(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await labelled(pilot, *ANA)
        before = reading(pilot).article
        await pilot.press("l", "l", "enter")
        await pilot.pause()
        screen = reading(pilot)
        assert screen.article and screen.article.source == "gazette" and screen.reader.sentence == 1
        await pilot.press("escape")
        await pilot.pause()
        assert screen.article is before
        assert isinstance(pilot.app.screen, ConsistencyScreen) and "1 of 1" in screen_text(pilot)


async def test_a_notebook_in_use_is_only_looked_at(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as first:
        await first.press(*ANA)
        async with program(library / "n.json", [library]).run_test(size=WIDE) as second:
            await labelled(second)
            await second.press("1", "m", "t")
            await second.pause()
            assert "read-only" in screen_text(second) and "1 of 1" in screen_text(second)
        closed(first)


async def test_blind_only_ones_own_are_compared(library: Path) -> None:
    await bens(library)
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await labelled(pilot, "B", "1")
        assert "blind: only your own" in screen_text(pilot)
        assert "no sentence yet that carries labels in more than one" in screen_text(pilot)
        await pilot.press("1", "m", "l", "h", "j", "t", "enter", "u")  # with nothing to act on nothing happens
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConsistencyScreen)
        assert labels(pilot)["wire"] == ["Claim"]


async def test_differences_are_gone_through_those_with_oneself_first_and_those_that_are_meant_last(
    folder: Path,
) -> None:
    second = (
        "The mayor of Ostermark praised the Lindqvist engineers for their patience with the corroded harbour girders."
    )
    for day, source in enumerate(("wire", "gazette"), 10):
        front = f"---\ntitle: Bridge {source}\nsource: {source}\npublished: 2025-10-{day}\n---\n"
        (folder / f"{source}.md").write_text(f"{front}{SHARED} {second}")
    async with program(folder / "n.json", [folder], annotator="ben").run_test(size=WIDE) as pilot:
        await pilot.press("J", "1")
        closed(pilot)
    async with program(folder / "n.json", [folder]).run_test(size=(40, 14)) as pilot:
        await labelled(pilot, "2", "3", "J", "j", "4")
        first = pilot.app.screen
        assert isinstance(first, ConsistencyScreen)
        assert "1 of 2" in screen_text(pilot) and "The mayor of" in str(
            first.query_one("#consistency-sentence").render()
        )
        for key, place in (("j", 2), ("k", 1), ("G", 2), ("g", 1), ("pagedown", 2), ("pageup", 1), ("down", 2)):
            await pilot.press(key)
            await pilot.pause()
            assert f"{place} of 2" in screen_text(pilot)
        await pilot.press("g", "m")
        assert "1 of 1" in screen_text(pilot), "it went to the end"
        await pilot.press("j", "m")
        assert "1 of 2" in screen_text(pilot), "and back, with the cursor"
        assert "no longer meant · u takes it back" in screen_text(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Keys" in screen_text(pilot)


async def test_the_palette_offers_what_can_be_done_here(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await labelled(pilot, *ANA)
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        await pilot.press(*"meant")
        await pilot.pause(0.5)
        assert "Mark the difference as meant" in screen_text(pilot)


@pytest.mark.parametrize("size", [NARROW, (20, 6), (80, 24), (200, 50)])
async def test_every_size_can_be_worked_with(library: Path, size: tuple[int, int]) -> None:
    async with program(library / "n.json", [library]).run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("K", "K", "g", *ANA)
        await pilot.press("k", "p", "escape", "C")
        await pilot.pause()
        await pilot.press("l", "j", "1", "h", "2")
        await pilot.pause()
        assert labels(pilot) == {"wire": ["Fact"], "gazette": ["Fact"], "post": ["Fact"], "blog": []}


async def test_the_first_published_stands_first_whatever_the_list_is_ordered_by(library: Path) -> None:
    async with program(library / "n.json", [library]).run_test(size=WIDE) as pilot:
        await labelled(pilot, *ANA)
        copies = [row for row in screen_text(pilot).splitlines() if "Bridge" in row]
        await pilot.press("escape")
        reading(pilot).keep("order", "date backwards")
        await pilot.press("C")
        await pilot.pause()
        assert [row for row in screen_text(pilot).splitlines() if "Bridge" in row] == copies
