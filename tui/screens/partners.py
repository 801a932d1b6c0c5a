"""Pick the article to compare with, of all that share text with this one."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import OptionList

from tui.model.article import Article
from tui.screens.dialogs import Choice, Pick
from tui.screens.wording import short_day, shortened
from tui.widgets.cutting import cut, drawable

MOST_SHOWN = 200
"""Articles that are listed at once; typing finds the others."""
SOURCE = 20
"""Columns for the source: it stands before the title, for copies are told apart by source and day, not by title."""


class PickPartner(Pick[str]):
    """Articles with how much they share, most first; letters of title or source find one. Answers with its id."""

    NOTHING = "none of them has that in title or source"
    HINT = "enter compares  ·  esc leaves  ·  ↓ ↑ choose"
    BOX = "dialog wide"

    def __init__(self, title: str, partners: Sequence[tuple[Article, float]]) -> None:
        super().__init__(f"Shares with “{shortened(title, 60)}”", "some letters of its title or source")
        self._partners = partners

    def choices(self, typed: str, options: OptionList) -> Sequence[Choice[str] | None]:
        words = typed.casefold().split()
        fitting = [
            (article, share)
            for article, share in self._partners
            if all(word in f"{article.title} {article.source}".casefold() for word in words)
        ]
        shown = fitting[:MOST_SHOWN]
        width = max((cell_len(_facts(article)) for article, _ in shown), default=0)
        listed = [Choice(article.id, _line(article, share, width)) for article, share in shown]
        left = len(fitting) - len(listed)
        more = Choice("", Content(f"{left:,} more: type to find them"), refused="listed when it is found")
        return [*listed, more] if left else listed


def _facts(article: Article) -> str:
    source = cut(article.provenance, SOURCE)
    return " · ".join(fact for fact in (source, short_day(article.published)) if fact)


def _line(article: Article, share: float, width: int) -> Content:
    """How much is shared; source and day, in so many columns; the title."""
    facts = set_cell_size(_facts(article), width)
    return Content.assemble(f" {share:4.0%}  ", (f"{facts}  " if facts else "", "$quiet"), drawable(article.title))
