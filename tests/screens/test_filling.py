"""A library that is too large to be read before the screen opens: it comes in behind it, and nothing is lost."""

from collections.abc import Iterator
from pathlib import Path
from threading import Semaphore

import pytest
from textual.pilot import Pilot

from tests.program import WIDE, closed, program, reading, screen_text, settled
from tui.app import NewsreaderApp
from tui.importers import opening
from tui.importers.opening import Opening, open_paths
from tui.screens import filling, pace

FILES = 24


class Files:
    """A folder of articles, of which as many are read behind the screen as a test lets through."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        for number in range(FILES):
            even = "even" if number % 2 == 0 else "odd"
            front = f"---\ntitle: Report {number}\nsource: Paper {number % 5}\ndate: 2025-10-{28 - number:02}\n---\n"
            (folder / f"{number}.md").write_text(f"{front}Ship number {number} came in. It was {even}. It left again.")
        self._let = Semaphore(0)
        self._advance = advance = Opening.advance

        def wait(self_: Opening, seconds: float) -> None:
            if self._let.acquire(timeout=10):
                advance(self_, 0)

        self._wait = wait
        self._monkeypatch = monkeypatch
        monkeypatch.setattr(filling, "TAKE_IN_EVERY", 0)
        monkeypatch.setattr(pace, "SELDOM", 0)
        monkeypatch.setattr(opening, "_GLIMPSE", 3)

    def program(self) -> NewsreaderApp:
        """The program, as it opens with a few of them."""
        app = program(self.folder / "n.json", [self.folder], read_first=0)
        self._monkeypatch.setattr(Opening, "advance", self._wait)
        return app

    def hold_no_longer(self) -> None:
        """Let whatever opens files from now on read them at once."""
        self._monkeypatch.setattr(Opening, "advance", self._advance)
        self._let.release(10_000)

    async def let(self, pilot: Pilot[None], articles: int) -> None:
        """Let files be read until so many articles are there."""
        while len(reading(pilot).workspace.library) < articles:
            self._let.release()
            await pilot.pause(0.01)
        await pilot.pause()

    async def let_all(self, pilot: Pilot[None]) -> None:
        while reading(pilot).workspace.opening:
            self._let.release(10)
            await pilot.pause(0.01)
        await settled(pilot)


@pytest.fixture
def files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Files]:
    held = Files(folder, monkeypatch)
    yield held
    held.hold_no_longer()


def titles(pilot: Pilot[None]) -> list[str]:
    return [article.title for article in reading(pilot).workspace.articles]


BY_DATE = [f"Report {number}" for number in reversed(range(FILES))]


async def test_it_opens_with_a_few_articles_and_ends_as_if_all_had_been_read_before(files: Files) -> None:
    (files.folder / "bad.txt").write_bytes(b"caf\xe9")
    (files.folder / "00.md").write_text((files.folder / "7.md").read_text())
    (files.folder / "0b.md").symlink_to("7.md")
    async with files.program().run_test(size=WIDE) as pilot:
        workspace = reading(pilot).workspace
        assert 1 <= len(titles(pilot)) <= 3 and " so far" in screen_text(pilot)
        await files.let(pilot, 12)
        assert " so far" in screen_text(pilot) and "reading files " in screen_text(pilot)
        assert set(titles(pilot)) < set(BY_DATE)
        await files.let_all(pilot)
        assert titles(pilot) == BY_DATE
        assert f"Articles  {FILES} " in screen_text(pilot) and "so far" not in screen_text(pilot)
        assert "reading files" not in screen_text(pilot)
        closed(pilot)
        shown, notices = list(workspace.library), workspace.file.notices
    files.hold_no_longer()
    library, told = open_paths([files.folder])
    assert shown == list(library) and [one.extra for one in shown] == [one.extra for one in library]
    assert notices == told and len(told) == 2


async def test_the_cursor_stays_on_its_article_and_in_its_row(files: Files) -> None:
    async with files.program().run_test(size=(100, 12)) as pilot:
        await files.let(pilot, 10)
        await pilot.press("J", "J", "J", "J", "j")
        screen = reading(pilot)
        here, sentence = screen.article, screen.reader.sentence
        for count in range(11, FILES + 1):
            before = screen.articles._top(screen.articles.cursor) - screen.articles.scroll_offset.y
            await files.let(pilot, count)
            assert screen.article is here and screen.reader.sentence == sentence == 1
            assert screen.workspace.articles[screen.articles.cursor] is here
            row = screen.articles._top(screen.articles.cursor) - screen.articles.scroll_offset.y
            assert row == before
        await files.let_all(pilot)


async def test_what_is_labelled_while_it_fills_is_kept_also_behind_a_dialog(files: Files) -> None:
    async with files.program().run_test(size=WIDE) as pilot:
        screen = reading(pilot)
        for count in range(4, FILES, 4):
            await files.let(pilot, count)
            article = screen.article
            await pilot.press("t", *"quot")
            await files.let(pilot, count + 2)
            await pilot.press("enter")
            assert article and [one.target.article for one in screen.notebook.annotations][-1] == article.id
            screen.go_to(next(one.id for one in screen.workspace.articles if not screen.notebook.on_article(one.id)))
        await files.let_all(pilot)
        made = screen.notebook.annotations
        assert len(made) == len({one.target.article for one in made}) == len(range(4, FILES, 4))
        assert titles(pilot) == BY_DATE
        await pilot.press("u")
        closed(pilot)
    files.hold_no_longer()
    async with program(files.folder / "n.json", [files.folder]).run_test(size=WIDE) as pilot:
        assert reading(pilot).notebook.annotations == made[:-1]


async def test_a_filter_takes_in_what_is_read_later_and_loses_nothing(files: Files) -> None:
    even = [title for number, title in zip(reversed(range(FILES)), BY_DATE, strict=True) if number % 2 == 0]
    async with files.program().run_test(size=WIDE) as pilot:
        screen = reading(pilot)
        await files.let(pilot, 6)
        await pilot.press("f", *"even -is:done")
        await files.let(pilot, 10)
        assert titles(pilot) == [title for title in even if title in titles(pilot)] and len(titles(pilot)) >= 3
        await pilot.press("enter", "m")  # it stays in the list until the filter is set anew
        done = screen.article
        assert done
        await files.let(pilot, 16)
        await settled_but_for_reading(pilot)
        assert screen.article is not None and screen.article.id == done.id and done.title in titles(pilot)
        await pilot.press("f", *" 1")
        await files.let(pilot, 20)
        await pilot.press("escape")
        await files.let_all(pilot)
        assert titles(pilot) == even and f"{len(even)} of {FILES}" in screen_text(pilot)
        assert screen.article.id == done.id
        await pilot.press("F")
        assert titles(pilot) == BY_DATE


async def test_a_filter_that_finds_nothing_yet_finds_it_later(files: Files) -> None:
    async with files.program().run_test(size=WIDE) as pilot:
        missing = next(title for title in BY_DATE if title not in titles(pilot))
        await pilot.press("f", *f'title="{missing}"')
        assert "no article matches" in screen_text(pilot) and "0 of 3 so far" in screen_text(pilot)
        await files.let_all(pilot)
        assert titles(pilot) == [missing] and f"1 of {FILES}" in screen_text(pilot)


async def test_other_orders_and_groups_hold_for_what_comes_in(files: Files) -> None:
    async with files.program().run_test(size=WIDE) as pilot:
        await files.let(pilot, 8)
        await pilot.press("h", "S", "t")
        await files.let(pilot, 12)
        assert titles(pilot) == sorted(titles(pilot))
        await pilot.press("ctrl+g")
        await files.let_all(pilot)
        assert sorted(titles(pilot)) == sorted(BY_DATE)
        assert [one.name for one in reading(pilot).workspace.headings] == [f"Paper {number}" for number in range(5)]


async def test_it_opens_where_one_left_and_what_is_not_read_yet_is_not_missed(files: Files) -> None:
    async with program(files.folder / "n.json", [files.folder]).run_test(size=WIDE) as pilot:
        await pilot.press("1", *["J"] * 4, "j", "1")
        here = reading(pilot).article
        reading(pilot).remember_place()
        closed(pilot)
    async with files.program().run_test(size=WIDE) as pilot:
        screen = reading(pilot)
        assert screen.article == here
        await pilot.press("R")
        assert "still reading the articles" in screen_text(pilot)
        await pilot.press("o")
        assert pilot.app.screen is screen
        await files.let_all(pilot)
        assert screen.workspace.file.notices == [] and len(screen.notebook.annotations) == 2
        await pilot.press("R")
        assert "every annotation stands in an article that is open" in screen_text(pilot)


async def test_it_opens_where_one_left_deep_in_a_folder_too(files: Files) -> None:
    deep = files.folder / "z" / "deep"
    deep.mkdir(parents=True)
    (deep / "last.txt").write_text("A report\n\nIt lay deep.")
    async with program(files.folder / "n.json", [files.folder]).run_test(size=WIDE) as pilot:
        reading(pilot).go_to(reading(pilot).workspace.articles[-1].id)
        reading(pilot).remember_place()
        closed(pilot)
    async with files.program().run_test(size=WIDE) as pilot:
        article = reading(pilot).article
        assert article and article.title == "A report"
        await files.let_all(pilot)
        assert titles(pilot) == [*BY_DATE, "A report"] and reading(pilot).article is article


async def test_articles_that_came_back_changed_are_known_again_once_all_are_read(files: Files) -> None:
    async with program(files.folder / "n.json", [files.folder]).run_test(size=WIDE) as pilot:
        await pilot.press("1")
        labelled = reading(pilot).article
        closed(pilot)
    assert labelled
    path = files.folder / labelled.extra["file"]
    path.write_text(f"{path.read_text()} And more was said.")
    async with files.program().run_test(size=WIDE) as pilot:
        workspace = reading(pilot).workspace
        (label,) = workspace.notebook.annotations
        assert label.target.article == labelled.id
        await files.let_all(pilot)
        (label,) = workspace.notebook.annotations
        assert workspace.library.by_id(label.target.article)
        assert "1 article came back changed" in screen_text(pilot)


async def test_leaving_stops_the_reading(files: Files) -> None:
    async with files.program().run_test(size=WIDE) as pilot:
        await files.let(pilot, 6)
        workspace = reading(pilot).workspace
        await pilot.press("h", "q")
        files._let.release()
    assert workspace.opening and not workspace.opening.done


async def settled_but_for_reading(pilot: Pilot[None]) -> None:
    """Wait until nothing goes on behind the screen but reading, which is held up."""
    while not all(one.is_finished for one in pilot.app.workers if one.group != "filling"):
        await pilot.pause(0.01)
