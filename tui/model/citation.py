"""A sentence with where it is from, as one writes it into a text of one's own."""

from datetime import date

from tui.model.article import Article

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def citation(article: Article, quote: str) -> str:
    """`“quote” — author, “title”, source, 16 October 2025, url`, without what is not known.

    The quote's words are as they stand; white space between them, line ends too, becomes single blanks.
    """
    words = " ".join(quote.split())
    title = f"“{article.title}”" if article.title else ""
    facts = [article.author, title, article.provenance, _day(article), article.url]
    return " — ".join(part for part in (words and f"“{words}”", ", ".join(filter(None, facts))) if part)


def _day(article: Article) -> str:
    try:
        day = date.fromisoformat(article.day)
    except ValueError:
        return ""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
