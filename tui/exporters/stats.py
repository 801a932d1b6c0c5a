"""How far a notebook has come, as JSON. The shape is promised by `docs/stats.schema.json`."""

from typing import Any

from tui.exporters.json_text import json_text
from tui.model.progress import Progress, Tally

VERSION = 1


def stats_json(progress: Progress) -> str:
    """Articles, sentences, distinct sentences and text, each with how much of it is done; then who did what."""
    return json_text(
        {
            "format": "newsreader-stats",
            "version": VERSION,
            "articles": {
                "open": progress.articles,
                "annotated": progress.annotated,
                "done": progress.done,
                "starred": progress.starred,
            },
            "sentences": {"all": progress.sentences, "labelled": progress.labelled},
            "distinct_sentences": {"all": progress.distinct, "labelled": progress.distinct_labelled},
            "characters": {"all": progress.characters, "covered": progress.covered},
            "coverage": round(progress.coverage, 4),
            "annotations": {"here": progress.annotations, "elsewhere": progress.elsewhere, "notes": progress.notes},
            "labels": [_tally(one) for one in progress.labels],
            "annotators": [_tally(one) for one in progress.annotators],
        }
    )


def _tally(tally: Tally) -> dict[str, Any]:
    return {"name": tally.name, "annotations": tally.annotations, "distinct_sentences": tally.distinct}
