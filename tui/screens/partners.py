"""Pick the article to compare with, of all that share text with this one."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from tui.model.article import Article
from tui.screens.dialogs import Dialog
from tui.screens.wording import long_day, plain, shortened
from tui.widgets.cutting import drawable

MOST_SHOWN = 200
"""Articles that are listed at once; typing finds the others."""


class PickPartner(Dialog["str | None"]):
    """Articles with how much they share, most first; letters of title or source find one. Answers with its id."""

    def __init__(self, title: str, partners: Sequence[tuple[Article, float]]) -> None:
        super().__init__()
        self._title = title
        self._partners = partners
        self._fitting: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog wide"):
            yield Label(plain(f"Shares with “{shortened(self._title, 60)}”"), classes="dialog--title")
            yield Input(placeholder="some letters of its title or source", compact=True)
            yield OptionList(compact=True)
            yield Label("enter compares  ·  esc leaves  ·  ↓ ↑ choose", classes="dialog--hint")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def on_mount(self) -> None:
        self._list("")

    def _list(self, typed: str) -> None:
        words = typed.casefold().split()
        fitting = [
            (article, share)
            for article, share in self._partners
            if all(word in f"{article.title} {article.source}".casefold() for word in words)
        ]
        self._fitting = [article.id for article, _ in fitting[:MOST_SHOWN]]
        options = self.query_one(OptionList)
        options.set_options(Option(_line(article, share)) for article, share in fitting[:MOST_SHOWN])
        if len(fitting) > MOST_SHOWN:
            options.add_option(Option(f"{len(fitting) - MOST_SHOWN:,} more: type to find them", disabled=True))
        if fitting:
            options.highlighted = 0
        else:
            options.add_option(Option("none of them has that in title or source", disabled=True))

    def on_key(self, event: events.Key) -> None:
        if event.key in ("down", "up"):
            options = self.query_one(OptionList)
            options.action_cursor_down() if event.key == "down" else options.action_cursor_up()
            event.stop()

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _take(self) -> None:
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None and highlighted < len(self._fitting):
            self.dismiss(self._fitting[highlighted])


def _line(article: Article, share: float) -> Content:
    """How much is shared, title, source and day."""
    facts = " · ".join(fact for fact in (article.provenance, long_day(article.published)) if fact)
    return Content.assemble(f" {share:4.0%}  ", drawable(article.title), (f"  {drawable(facts)}", "$quiet"))
