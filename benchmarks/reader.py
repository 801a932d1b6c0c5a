"""What a step of the reader's cursor costs, beside a `Static` with the same text and the same highlights.

    python -m benchmarks.reader [--words 5000 50000 200000] [--steps 20] [--without-static]

CPU milliseconds, in one run without a terminal: from the key press until the screen is drawn again.
"""

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Callable, Coroutine
from functools import partial

from rich.console import Console
from rich.table import Table
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.content import Span as StyledSpan
from textual.pilot import Pilot
from textual.widgets import Static

from tui.model.copies import SharedPassage
from tui.model.sentences import Span
from tui.model.shared import Kind
from tui.widgets.article_reader import ArticleReader
from tui.widgets.page import Page

WORDS = (
    "the",
    "of",
    "summit",
    "president",
    "agreed",
    "missiles",
    "on",
    "Thursday",
    "said",
    "“we”",
    "are",
    "war",
)


def article(words: int) -> Page:
    """An article of that many words in sentences of 20, every third of them shared."""
    chance = random.Random(1)
    text, sentences = "", list[Span]()
    parts: list[str] = []
    length = 0
    for number in range(words // 20):
        sentence = " ".join(chance.choices(WORDS, k=20)).capitalize() + "."
        sentences.append((length, length + len(sentence)))
        parts += [sentence, "\n\n" if number % 4 == 3 else " "]
        length += len(sentence) + len(parts[-1])
    text = "".join(parts)
    shared = [SharedPassage(*span, Kind.VERBATIM, 2) for span in sentences[::3]]
    return Page("1", "A title", "A source", text, sentences, shared=shared)


class OursApp(App[None]):
    """The reader alone."""

    CSS = "ArticleReader > .reader--verbatim { background: blue 30%; } ArticleReader { scrollbar-size: 0 0; }"

    def compose(self) -> ComposeResult:
        """One widget."""
        yield ArticleReader()


class StaticApp(App[None]):
    """What one would write first."""

    def compose(self) -> ComposeResult:
        """One widget."""
        with VerticalScroll():
            yield Static(markup=False)


def content(page: Page, cursor: int) -> Content:
    """The article with its highlights, as Textual's own styled text."""
    spans = [StyledSpan(mark.start, mark.end, "on blue 30%") for mark in page.shared]
    return Content(page.text, spans=[*spans, StyledSpan(*page.sentences[cursor], "reverse")])


Way = Callable[[Page, int], Coroutine[None, None, tuple[float, list[float]]]]


async def measured(act: Callable[[], object], pilot: Pilot[None]) -> float:
    began = time.process_time()
    act()
    await pilot.pause()
    await pilot.pause()
    return 1000 * (time.process_time() - began)


async def ours(page: Page, steps: int) -> tuple[float, list[float]]:
    app = OursApp()
    async with app.run_test(size=(100, 40)) as pilot:
        reader = app.query_one(ArticleReader)
        load = await measured(lambda: reader.show(page), pilot)
        return load, [await measured(reader.action_next, pilot) for _ in range(steps)]


async def static(page: Page, steps: int) -> tuple[float, list[float]]:
    app = StaticApp()
    async with app.run_test(size=(100, 40)) as pilot:
        widget = app.query_one(Static)
        load = await measured(lambda: widget.update(content(page, 0)), pilot)
        taken = [
            await measured(partial(lambda at: widget.update(content(page, at), layout=False), step), pilot)
            for step in range(1, steps + 1)
        ]
        return load, taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, nargs="+", default=[5_000, 50_000, 200_000])
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--without-static", action="store_true")
    options = parser.parse_args()
    table = Table("words", "widget", "show", "step, median", "step, worst", title="CPU ms")
    ways: list[tuple[str, Way, int]] = [("ArticleReader", ours, options.steps)]
    if not options.without_static:
        ways.append(("Static", static, 3))  # three steps tell enough, at seconds each
    for words in options.words:
        page = article(words)
        for name, way, steps in ways:
            load, taken = asyncio.run(way(page, steps))
            shown = [load, statistics.median(taken), max(taken)]
            table.add_row(f"{words:,}", name, *(f"{value:.1f}" for value in shown))
    Console().print(table)


if __name__ == "__main__":
    main()
