"""What a notebook remembers beside annotations: how far reading has come, what an article was, what is meant."""

from dataclasses import dataclass

from tui.model.annotation import text_sha256
from tui.model.article import Article


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading state of one article."""

    id: str
    """The article's id."""
    done: bool = False
    star: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where reading stopped in one article."""

    id: str
    """The article's id."""
    start: int
    """Where the cursor was, in code points."""
    when: str
    """When it was last open, UTC, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Copies of a sentence that carry different labels, and are meant to: not to be asked about again."""

    id: str
    """Follows from which annotations they are and what they say: see `consistency`."""
    annotator: str
    when: str
    """UTC, ISO 8601."""


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """What a notebook keeps of an article that it says something about: all but the text.

    With it a notebook can be exported, and its annotations found again, when the articles are elsewhere.
    """

    id: str
    title: str
    source: str
    author: str
    published: str
    url: str
    language: str
    text_sha256: str
    file: str = ""
    """The name of the file it came from, or empty."""
    successor: str = ""
    """The id of the article as which it came back changed, or empty."""


def card_of(article: Article) -> ArticleCard:
    """The card of an article."""
    return ArticleCard(
        id=article.id,
        title=article.title,
        source=article.source,
        author=article.author,
        published=article.published,
        url=article.url,
        language=article.language,
        text_sha256=text_sha256(article.text),
        file=article.extra.get("file", ""),
    )


def says_all(card: ArticleCard, article: Article) -> bool:
    """Whether an article's card says what is known of it now. Not of the text: the id follows from that."""
    known = (article.title, article.source, article.author, article.published, article.url, article.language)
    said = (card.title, card.source, card.author, card.published, card.url, card.language)
    return known == said and article.extra.get("file", "") == card.file
