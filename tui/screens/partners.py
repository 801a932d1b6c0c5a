"""Pick the article to compare with, of all that share text with this one."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList

from tui.model.article import Article
from tui.screens.dialogs import Choice, Pick
from tui.screens.wording import long_day, shortened
from tui.widgets.cutting import drawable

MOST_SHOWN = 200
"""Articles that are listed at once; typing finds the others."""


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
        listed = [Choice(article.id, _line(article, share)) for article, share in fitting[:MOST_SHOWN]]
        left = len(fitting) - len(listed)
        more = Choice("", Content(f"{left:,} more: type to find them"), refused="listed when it is found")
        return [*listed, more] if left else listed


def _line(article: Article, share: float) -> Content:
    """How much is shared, title, source and day."""
    facts = " · ".join(fact for fact in (article.provenance, long_day(article.published)) if fact)
    return Content.assemble(f" {share:4.0%}  ", drawable(article.title), (f"  {drawable(facts)}", "$quiet"))
