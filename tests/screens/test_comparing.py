"""Two articles side by side, by their keys: from the reader, through the partners, labels, and back."""

from pathlib import Path

from textual.pilot import Pilot

from tests.program import NARROW, WIDE, closed, program, reading, screen_text, settled
from tui.model.alignment import Side
from tui.screens.comparing import ComparingScreen


def comparing(pilot: Pilot[None]) -> ComparingScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ComparingScreen)
    return screen


def sources(screen: ComparingScreen) -> tuple[str, str]:
    left, right = screen.pair.articles
    return left.source, right.source


async def opened(pilot: Pilot[None], *keys: str) -> ComparingScreen:
    """The comparison, from the second shared sentence of the Gazette."""
    await settled(pilot)
    await pilot.press("J", "right_square_bracket", "c", *keys)
    await pilot.pause()
    return comparing(pilot)


async def test_it_opens_with_the_article_that_shares_the_sentence(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        assert sources(screen) == ("The Sample Gazette", "Rewrite Site")
        assert (screen.texts.side, screen.texts.sentence) == (Side.LEFT, reading(pilot).reader.sentence)
        shown = screen_text(pilot)
        assert "16 Oct 2025 · the earlier · The Sample Gazette" in shown and "17 Oct 2025 · Rewrite Site" in shown
        assert "14 of 40 only here" in shown and "2 edited" in shown
        (row,) = [row for row in shown.splitlines() if "The decision followed a telephone" in row]
        assert "The decision followed a phone" in row


async def test_moving_in_one_moves_the_other(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot, "right_square_bracket", "right_square_bracket", "right_square_bracket")
        number = screen.pair.alignment.match(Side.LEFT, screen.texts.sentence)
        assert number and number.number == 5
        await pilot.press("tab", "j")
        assert screen.texts.side is Side.RIGHT
        assert "░ only here" in screen_text(pilot)  # “Anything faster …” stands in the rewrite alone
        await pilot.press("k", "h")
        assert screen.pair.alignment.match(Side.LEFT, screen.texts.sentence) is number
        await pilot.press("l", "left_square_bracket", "G", "right_square_bracket")
        assert "nothing more is shared" in screen_text(pilot)


async def test_pages_and_ends(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=(100, 24)) as pilot:
        screen = await opened(pilot, "g", "space", "ctrl+d")
        there = screen.texts.sentence
        assert there > 2
        await pilot.press("b", "ctrl+u")
        assert screen.texts.sentence < there
        await pilot.press("G")
        assert screen.texts.sentence == 39


async def test_every_partner_is_a_key_away(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        assert "partner 1 of 3" in screen_text(pilot)
        await pilot.press("n")
        second = sources(screen)
        assert second[0] == "The Sample Gazette" and second[1] != "Rewrite Site"
        assert "partner 2 of 3" in screen_text(pilot)
        await pilot.press("N", "N")
        assert "partner 3 of 3" in screen_text(pilot)  # around
        await pilot.press("p", *"rewrite")
        await pilot.pause()
        assert "76%  Rewrite Site · 17 Oct  Trump and Putin to meet" in screen_text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert sources(screen) == ("The Sample Gazette", "Rewrite Site")


async def test_labels_are_put_from_here(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot, "1", "full_stop", "tab", "t", *"fact", "enter")
        await pilot.pause()
        named = [(screen.notebook.label_name(one), one.target.article) for one in screen.notebook.annotations]
        left, right = (article.id for article in screen.pair.articles)
        assert named == [("Claim", left), ("Claim", left), ("Fact", right)]
        assert "C  2┇" in screen_text(pilot)
        await pilot.press("u")
        assert "undone: label Fact" in screen_text(pilot)
        assert screen.texts.side is Side.RIGHT  # where it was
        await pilot.press("ctrl+r", "x")
        assert "removed 1" in screen_text(pilot)
        await pilot.press("x")
        assert "nothing of yours here" in screen_text(pilot)
        assert len(screen.notebook.annotations) == 2


async def test_enter_reads_on_and_escape_goes_back(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await opened(pilot)
        main = reading(pilot)
        before = (main.articles.cursor, main.reader.sentence)
        await pilot.press("n", "question_mark", "escape", "escape")
        assert (main.articles.cursor, main.reader.sentence) == before
        await pilot.press("c", "tab", "enter")
        await pilot.pause()
        assert main.article and main.article.source == "Rewrite Site"
        assert main.reader.sentence == 1
        await pilot.press("escape")
        assert (main.articles.cursor, main.reader.sentence) == before


async def test_from_the_side_panel_it_opens_with_the_copy_there(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        main = reading(pilot)
        quoted = next(
            (article, place)
            for article in main.workspace.articles
            for place in range(len(main.workspace.sentences(article)))
            if len({copy.there.article for copy in main.workspace.copies_of(article, place)}) > 1
        )
        article, place = quoted
        main.go_to(article.id, main.workspace.sentences(article)[place][0])
        await pilot.press("enter", "j")
        wanted = main.workspace.copies_of(article, place)[main.side.cursor].there.article
        await pilot.press("c")
        await pilot.pause()
        assert comparing(pilot).pair.articles[Side.RIGHT].id == wanted


async def test_an_article_that_shares_nothing_has_nothing_beside_it(folder: Path) -> None:
    (folder / "one.txt").write_text("Nobody else says this.")
    async with program(folder / "n.json", [folder]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("c")
        assert "it shares nothing with another article" in screen_text(pilot)


async def test_what_is_found_meanwhile_is_shown(tmp_path: Path) -> None:
    from tui.model.shared import Sharing

    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        screen.workspace.take(Sharing())
        await pilot.pause(1.2)
        assert "40 of 40 only here" in screen_text(pilot)
        assert "no partners" in screen_text(pilot)


async def test_it_is_alive_where_there_is_little_room(tmp_path: Path) -> None:
    for size in ((20, 6), NARROW):
        async with program(tmp_path / "n.json").run_test(size=size) as pilot:
            screen = await opened(pilot)
            await pilot.press("j", "tab", "1", "n", "space", "escape")
            assert len(screen.notebook.annotations) == 1
            assert pilot.app.screen is reading(pilot)


async def test_the_label_that_is_put_again_is_the_last_one_wherever_it_was_put(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(pilot)
        await pilot.press("1")
        await opened(pilot, "2")
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("j", "full_stop")
        assert [screen.notebook.label_name(one) for one in screen.notebook.annotations] == ["Claim", "Fact", "Fact"]
        closed(pilot)
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = reading(pilot)
        await pilot.press("j", "j", "j", "full_stop")
        assert screen.notebook.label_name(screen.notebook.annotations[-1]) == "Fact"
