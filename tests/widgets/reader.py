"""The reader in an application of its own, as tests open it: shown values, keys pressed, rows looked at."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import ClassVar

from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.pilot import Pilot

from tui.model.sentences import sentence_spans
from tui.model.shared import Kind
from tui.places import STYLES
from tui.widgets.article_reader import ArticleReader
from tui.widgets.page import Page

TEXT = "One is here. Two is here.\n\nThree is here. Four is here.\n\n\n\nFive is here."
RED = "#ff0000"


class Host(App[None]):
    """As little as a reader needs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"leave('{key}')") for key in ("h", "w", "o", "H", "L", "escape", "1", "t", "a", "u", "J")
    ]
    CSS_PATH = STYLES / "reader.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Message] = []
        self.keys: list[str] = []
        """The keys that the reader left to others."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        kinds = {f"shared-{kind}": "#000080 50%" for kind in Kind}
        return {**kinds, "hit": "#808000", "cursor-line": "#404040"}

    def compose(self) -> ComposeResult:
        yield ArticleReader()

    def on_mount(self) -> None:
        self.query_one(ArticleReader).focus()

    def on_article_reader_moved(self, message: ArticleReader.Moved) -> None:
        self.heard.append(message)

    def on_article_reader_no_more(self, message: ArticleReader.NoMore) -> None:
        self.heard.append(message)

    def on_article_reader_selecting(self, message: ArticleReader.Selecting) -> None:
        self.heard.append(message)

    def on_article_reader_kept(self, message: ArticleReader.Kept) -> None:
        self.heard.append(message)

    def action_leave(self, key: str) -> None:
        self.keys.append(key)

    def on_article_reader_into(self, message: ArticleReader.Into) -> None:
        self.heard.append(message)


def page(text: str = TEXT, **more: object) -> Page:
    return Page("id", "A title", "A source", text, sentence_spans(text), **more)  # type: ignore[arg-type]


@asynccontextmanager
async def reading(
    shown: Page | None = None, size: tuple[int, int] = (100, 30), place: int = 0
) -> AsyncIterator[tuple[Host, ArticleReader, Pilot[None]]]:
    app = Host()
    async with app.run_test(size=size) as pilot:
        reader = app.query_one(ArticleReader)
        if shown is not None:
            reader.show(shown, place)
        await pilot.pause()
        yield app, reader, pilot


def screen(reader: ArticleReader) -> list[str]:
    strips = [reader.render_line(y) for y in range(reader.size.height)]
    assert {strip.cell_length for strip in strips} == {reader.size.width}
    assert all(cell_len(strip.text) == reader.size.width for strip in strips)
    return [strip.text for strip in strips]


def row_with(reader: ArticleReader, words: str) -> str:
    return next(row for row in screen(reader) if words in row)


def styled(reader: ArticleReader, attribute: str) -> str:
    """All the text on the screen that is drawn with a text style."""
    segments = [segment for y in range(reader.size.height) for segment in reader.render_line(y)]
    return "".join(part.text for part in segments if part.style and getattr(part.style, attribute))
