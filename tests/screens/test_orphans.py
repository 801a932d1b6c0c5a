"""Articles that come back changed: what was said goes along, and what does not is placed by hand."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.program import WIDE, closed, program, reading, screen_text
from tests.screens.test_hostile import PAYLOADS
from tui.model.annotation import Scope, target_of
from tui.model.codebook_changes import add_label
from tui.screens.orphans import OrphansScreen

FIRST = "The mayor told the council that taxes fell last year."
SECOND = "Critics of the budget disagreed, and asked for the figures."
THIRD = "The vote on next year's budget is on Friday afternoon."
EDITED = "Critics of this budget disagreed and asked for figures."
ADDED = "This is an update of what was told before."


@pytest.fixture
def taxes(tmp_path: Path) -> Path:
    """A file without a source, so that its name is part of what it is known by; and one that stays as it is."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ships.txt").write_text("Ships\n\nA ship came into the harbour. It left in the evening.")
    file = folder / "taxes.txt"
    write(file, FIRST, SECOND, THIRD)
    return file


def write(file: Path, *sentences: str) -> None:
    file.write_text("Taxes and schools\n\n" + " ".join(sentences))


def opened(file: Path, annotator: str = "ana") -> AbstractAsyncContextManager[Pilot[None]]:
    notebook = file.parent.parent / "n.json"
    return program(notebook, [file.parent], annotator=annotator).run_test(size=WIDE)


def told(pilot: Pilot[None]) -> str:
    """What is on the screen, with its lines joined."""
    return " ".join(screen_text(pilot).split())


async def coded(file: Path) -> None:
    """Three sentences with a label, the second with a note, one with a label on two of its words, and a star."""
    async with opened(file) as pilot:
        screen = reading(pilot)
        article = next(one for one in screen.workspace.library if one.title == "Taxes and schools")
        labels = screen.notebook.codebook.labels
        for quote, label, scope in [
            (FIRST, 0, Scope.SENTENCE),
            (SECOND, 1, Scope.SENTENCE),
            (THIRD, 2, Scope.SENTENCE),
            ("taxes fell", 3, Scope.SPAN),
        ]:
            start = article.text.index(quote)
            screen.notebook.label(article, target_of(article, start, start + len(quote), scope), labels[label], "ana")
        start = article.text.index(SECOND)
        target = target_of(article, start, start + len(SECOND), Scope.SENTENCE)
        screen.notebook.note(article, target, "which [/] figures?", "ana")
        screen.notebook.toggle_star(article)
        screen.notebook.remember_place(article, article.text.index(THIRD))
        closed(pilot)


def standing(pilot: Pilot[None]) -> dict[str, str]:
    """The annotations in articles that are open: their words and labels."""
    screen = reading(pilot)
    return {
        one.target.quote: screen.notebook.label_name(one)
        for article in screen.workspace.library
        for one in screen.notebook.on_article(article.id)
        if article.text[one.target.start : one.target.end] == one.target.quote
    }


async def test_a_changed_article_keeps_what_is_found_again_and_says_so(taxes: Path) -> None:
    await coded(taxes)
    write(taxes, ADDED, FIRST, EDITED, THIRD)
    async with opened(taxes) as pilot:
        screen = reading(pilot)
        assert standing(pilot) == {FIRST: "Claim", "taxes fell": "Opinion", THIRD: "Quote"}
        assert "1 article came back changed: 3 annotations were found again, 1 was not. R shows it." in told(pilot)
        assert screen.article and screen.article.title == "Taxes and schools" and "★" in screen_text(pilot)
        assert screen.reader.here and screen.article.text[slice(*screen.reader.here)] == THIRD
        await pilot.press("u")
        assert standing(pilot) == {} and "undone: find 3 annotations again" in screen_text(pilot)
        await pilot.press("ctrl+r")
        assert len(standing(pilot)) == 3
        closed(pilot)
    async with opened(taxes) as pilot:
        await pilot.pause()
        assert "1 annotation not found again in articles that changed. R shows it." in told(pilot)
        assert "came back" not in screen_text(pilot)


async def test_a_renamed_file_keeps_everything(taxes: Path) -> None:
    await coded(taxes)
    taxes.rename(taxes.with_name("budget.txt"))
    async with opened(taxes) as pilot:
        assert len(standing(pilot)) == 4
        assert "1 article came back under another name: 4 annotations were found again." in told(pilot)
        await pilot.press("R")
        assert reading(pilot) is pilot.app.screen
        assert "every annotation stands in an article that is open" in screen_text(pilot)


async def test_an_article_is_known_again_by_what_was_added_to_its_file(taxes: Path) -> None:
    front = "---\ntitle: {}\nsource: Wire\nurl: https://example.org/taxes\n---\n"
    file = taxes.with_name("taxes.md")
    taxes.unlink()
    file.write_text(f"---\ntitle: Taxes and schools\nsource: Wire\n---\n{FIRST} {SECOND} {THIRD}")
    await coded(file)
    file.write_text(front.format("Taxes and schools") + f"{FIRST} {SECOND} {THIRD}")
    async with opened(file) as pilot:
        assert len(standing(pilot)) == 4
        await pilot.pause()  # what is known of an article is kept when it was shown
        closed(pilot)
    file.unlink()
    file.with_name("new.md").write_text(front.format("Another headline") + f"{ADDED} {FIRST} {EDITED} {THIRD}")
    async with opened(file) as pilot:
        assert len(standing(pilot)) == 3


async def test_an_orphan_is_placed_where_it_is_likely_to_belong(taxes: Path) -> None:
    await coded(taxes)
    write(taxes, ADDED, FIRST, EDITED, THIRD)
    async with opened(taxes) as pilot:
        before = {
            one.id: (one.annotator, one.created, one.modified, one.note) for one in reading(pilot).notebook.annotations
        }
        await pilot.press("R")
        shown = screen_text(pilot)
        assert "1 in changed articles" in shown and "which [/] figures?" in shown and EDITED in shown
        await pilot.press("enter", "enter")
        assert standing(pilot)[EDITED] == "Fact"
        assert "Fact placed · u takes it back" in screen_text(pilot)
        assert before == {
            one.id: (one.annotator, one.created, one.modified, one.note) for one in reading(pilot).notebook.annotations
        }
        await pilot.press("u")
        assert EDITED not in standing(pilot) and "undone: place Fact" in screen_text(pilot)
        await pilot.press("u")
        assert len(standing(pilot)) == 3 and "nothing was changed here" in screen_text(pilot)
        await pilot.press("l", "j", "k", "down", "up", "enter", "escape")
        assert standing(pilot)[EDITED] == "Fact" and pilot.app.screen is reading(pilot)


async def test_an_orphan_is_placed_where_the_person_is(taxes: Path) -> None:
    await coded(taxes)
    write(taxes, ADDED, FIRST, THIRD)
    async with opened(taxes) as pilot:
        screen = reading(pilot)
        await pilot.press("J" if screen.articles.cursor == 0 else "K")
        await pilot.press("R", "p")
        assert "another article is open" in screen_text(pilot)
        await pilot.press("o")
        assert screen.article and screen.article.title == "Taxes and schools"
        assert "R, p puts it there" in screen_text(pilot)
        screen.reader.go_to(screen.article.text.index(ADDED))
        await pilot.press("R", "p", "escape")
        assert standing(pilot)[ADDED] == "Fact"
        await pilot.press("u")
        start = screen.article.text.index("an update")
        screen.reader.select((start, start + 9))
        await pilot.press("R", "p", "escape")
        assert standing(pilot)["an update"] == "Fact" and screen.reader.selection is None


async def test_an_orphan_is_removed_only_by_who_made_it(taxes: Path) -> None:
    await coded(taxes)
    write(taxes, ADDED, FIRST, EDITED, THIRD)
    async with opened(taxes, annotator="ben") as pilot:
        await pilot.press("R", "x")
        assert "only ana removes it" in screen_text(pilot) and len(reading(pilot).notebook.annotations) == 4
        closed(pilot)
    async with opened(taxes) as pilot:
        await pilot.press("R", "x")
        assert len(reading(pilot).notebook.annotations) == 3 and "removed · u takes it back" in screen_text(pilot)
        await pilot.press("u", "escape")
        assert len(reading(pilot).notebook.annotations) == 4


async def test_what_is_on_articles_that_are_not_open_is_listed_too(taxes: Path) -> None:
    await coded(taxes)
    taxes.unlink()
    async with opened(taxes) as pilot:
        assert "4 annotations on articles that are not open. R shows them." in told(pilot)
        await pilot.press("R", "G", "question_mark", "escape", "enter", "o")
        shown = screen_text(pilot)
        assert "4 in articles not open" in shown and "Taxes and schools (not open)" in shown
        assert "nor what it has become" in shown
        # Whoever knows where it belongs can put it there all the same.
        await pilot.press("p", "escape")
        assert len(standing(pilot)) == 1


async def test_of_a_notebook_that_cannot_be_written_nothing_moves(taxes: Path) -> None:
    await coded(taxes)
    write(taxes, ADDED, FIRST, EDITED, THIRD)
    async with opened(taxes) as first:
        await first.press("u")  # back to as it was, and in use
        async with opened(taxes, annotator="ben") as second:
            assert "what was said about it is not shown, for the notebook is read-only" in told(second)
            assert standing(second) == {}
            await second.press("R", "enter", "enter", "p", "x")
            assert "read-only: nothing can be changed" in screen_text(second) and standing(second) == {}
        closed(first)


async def test_foreign_text_is_only_text(taxes: Path) -> None:
    payload = " ".join(PAYLOADS).replace("\x00", "")
    taxes.write_text(f"T{payload}\n\n{payload} {SECOND}", newline="")
    async with opened(taxes, annotator=f"a{payload}") as pilot:
        screen = reading(pilot)
        article = next(one for one in screen.workspace.library if SECOND in one.text)
        label = add_label(screen.notebook, f"L{payload}")
        screen.notebook.label(article, target_of(article, 0, len(article.text), Scope.SENTENCE), label, f"a{payload}")
        screen.notebook.label(article, target_of(article, 0, 0, Scope.ARTICLE), label, f"a{payload}")
        closed(pilot)
    taxes.write_text(f"T{payload}\n\n{payload} {EDITED}", newline="")
    async with opened(taxes) as pilot:
        await pilot.press("R", "x", "enter", "enter")
        shown = screen_text(pilot)
        assert "[bold]not bold[/]" in shown and isinstance(pilot.app.screen, OrphansScreen)
        assert not set(shown) & set("\x1b\x9b\x9d\x9c\x00\x07\u202e\u2066\u2069\u2028\x0b\x0c")


@pytest.mark.parametrize("size", [(20, 6), (80, 24), (200, 50)])
async def test_every_size_can_be_worked_with(taxes: Path, size: tuple[int, int]) -> None:
    await coded(taxes)
    write(taxes, ADDED, FIRST, EDITED, THIRD)
    notebook = taxes.parent.parent / "n.json"
    async with program(notebook, [taxes.parent]).run_test(size=size) as pilot:
        await pilot.press("R")
        await pilot.pause()
        assert "% " in screen_text(pilot) and "enter Place" in screen_text(pilot)
        await pilot.press("G", "g", "pagedown", "pageup", "enter", "enter")
        assert isinstance(pilot.app.screen, OrphansScreen) and EDITED in standing(pilot)
