"""What articles share, as JSON. The shape is promised by `docs/shared.schema.json`."""

from typing import Any

from tui.exporters.json_text import json_text
from tui.model.library import Library
from tui.model.shared import Passage, SharedGroup, SharedPair, Sharing

VERSION = 1


def shared_json(library: Library, sharing: Sharing) -> str:
    """The articles, the pairs of passages, and the groups they make up, in the order of the articles."""

    def place(passage: Passage) -> tuple[int, int, int]:
        position = library.position(passage.article)
        return -1 if position is None else position, passage.start, passage.end

    pairs = sorted(sharing.pairs, key=lambda pair: (place(pair.a), place(pair.b)))
    groups = sorted(sharing.groups, key=lambda group: [place(member) for member in group.members])
    return json_text(
        {
            "format": "newsreader-shared",
            "version": VERSION,
            "articles": [
                {"id": one.id, "title": one.title, "source": one.source, "published": one.published} for one in library
            ],
            "pairs": [_pair(library, pair) for pair in pairs],
            "groups": [_group(library, group) for group in groups],
        }
    )


def passage_text(library: Library, passage: Passage) -> str:
    """The exact words of a passage; empty when its article is not in the library."""
    article = library.by_id(passage.article)
    return article.text[passage.start : passage.end] if article else ""


def _passage(library: Library, passage: Passage) -> dict[str, Any]:
    return {
        "article": passage.article,
        "start": passage.start,
        "end": passage.end,
        "text": passage_text(library, passage),
    }


def _pair(library: Library, pair: SharedPair) -> dict[str, Any]:
    return {
        "a": _passage(library, pair.a),
        "b": _passage(library, pair.b),
        "kind": pair.kind.value,
        "score": round(pair.score, 4),
        "figures_differ": pair.figures_differ,
    }


def _group(library: Library, group: SharedGroup) -> dict[str, Any]:
    first = sorted({passage.article for passage in group.first_seen}, key=lambda one: library.position(one) or 0)
    return {
        "members": [_passage(library, member) for member in group.members],
        "first_seen": first[0] if len(first) == 1 else None,
        "first_seen_tied": first if len(first) > 1 else [],
        "boilerplate": group.boilerplate,
    }
