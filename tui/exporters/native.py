"""The program's own format: every annotation with its text and its surroundings, as JSON.

The shape is promised by `docs/export.schema.json`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tui import __version__
from tui.exporters.json_text import json_text
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.codebook import CodeBook, Label
from tui.model.notebook import Notebook
from tui.model.reading import ArticleCard, card_of

VERSION = 1


@dataclass(frozen=True, slots=True)
class Export:
    """A finished export."""

    text: str
    annotations: int
    """How many it holds."""
    left_out: int = 0
    """How many the notebook has on other articles than the export was asked for."""


def annotations_export(notebook: Notebook, articles: Iterable[Article] | None, exported: datetime) -> Export:
    """The annotations on these articles, in the order of the articles and their texts.

    Without articles: all that the notebook holds, on the articles that it remembers, the earliest first.
    """
    cards = _remembered(notebook) if articles is None else {article.id: card_of(article) for article in articles}
    order = {article_id: place for place, article_id in enumerate(cards)}
    annotations = sorted(
        (one for one in notebook.annotations if one.target.article in order),
        key=lambda one: (
            order[one.target.article], one.target.start, -one.target.end, one.created, one.id
        ),
    )  # fmt: skip
    book = notebook.codebook
    value = {
        "format": "newsreader-annotations",
        "version": VERSION,
        "generator": f"newsreader {__version__}",
        "exported": exported.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "articles": [_article(card) for card in cards.values()],
        "labels": [_label(label, book) for label in book.labels],
        "annotations": [_annotation(one, book) for one in annotations],
    }
    return Export(json_text(value), len(annotations), len(notebook.annotations) - len(annotations))


def _remembered(notebook: Notebook) -> dict[str, ArticleCard]:
    # An annotation without a card stands on an article of which no more is known than it says itself.
    cards = {
        one.target.article: ArticleCard(one.target.article, "", "", "", "", "", "", one.target.text_sha256)
        for one in notebook.annotations
    }
    cards |= {card.id: card for card in notebook.cards}
    return dict(sorted(cards.items(), key=lambda entry: (entry[1].published, entry[1].title, entry[0])))


def _article(card: ArticleCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "title": card.title,
        "source": card.source,
        "author": card.author,
        "published": card.published,
        "url": card.url,
        "language": card.language,
        "text_sha256": card.text_sha256,
    }


def _label(label: Label, book: CodeBook) -> dict[str, Any]:
    return {
        "name": label.name,
        "key": label.key,
        "color": label.color,
        "definition": label.definition,
        "when": label.when,
        "when_not": label.when_not,
        "example": label.example,
        "parent": _label_name(label.parent, book),
        "scope": label.scope,
        "choice": label.choice,
        "retired": label.retired,
        "attributes": [{"name": one.name, "values": list(one.values)} for one in label.attributes],
    }


def _annotation(annotation: Annotation, book: CodeBook) -> dict[str, Any]:
    target = annotation.target
    return {
        "id": annotation.id,
        "article": target.article,
        "scope": target.scope.value,
        "start": target.start,
        "end": target.end,
        "quote": target.quote,
        "prefix": target.prefix,
        "suffix": target.suffix,
        "label": _label_name(annotation.label, book),
        "attributes": dict(annotation.attributes),
        "note": annotation.note,
        "annotator": annotation.annotator,
        "created": annotation.created,
        "modified": annotation.modified,
        "origin": annotation.origin,
    }


def _label_name(label_id: str, book: CodeBook) -> str:
    label = book.by_id(label_id)
    return label.name if label else label_id
