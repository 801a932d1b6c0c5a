"""The annotations as JSON: complete, exact, in one order, and as promised."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import count

from tests.exporters.schemas import checked
from tui import __version__
from tui.exporters.native import annotations_export
from tui.model.annotation import Annotation, Scope, Target, target_of
from tui.model.article import Article, new_article
from tui.model.codebook import STARTER, Label
from tui.model.notebook import Notebook

NOW = datetime(2025, 10, 17, 12, 0, 0, 123456, timezone(timedelta(hours=2)))
LATER = new_article("Later", "Émigrés 👩‍👩‍👧 left. They said “no”.", source="B", published="2025-10-17")
EARLIER = new_article("Earlier", "One sentence.\nAnother.", source="A", published="2025-10-16", author="Ana")


def annotated() -> Notebook:
    numbers = count(1)
    notebook = Notebook(STARTER, clock=lambda: NOW.astimezone(UTC), new_id=lambda: f"n{next(numbers):02}")
    claim, fact = STARTER[:2]
    start = LATER.text.index("They")
    for article, target, label in [
        (LATER, target_of(LATER, start, len(LATER.text), Scope.SENTENCE), claim),
        (LATER, target_of(LATER, 0, 0, Scope.ARTICLE), fact),
        (EARLIER, target_of(EARLIER, 4, 12, Scope.SPAN), claim),
    ]:
        notebook.label(article, target, label, "ana")
    notebook.note(EARLIER, target_of(EARLIER, 0, 13, Scope.SENTENCE), "check \x1b[31m\nthis", "bo")
    return notebook


def texts(*articles: Article) -> dict[str, str]:
    return {article.id: article.text for article in articles}


def test_everything_is_there_by_article_and_place() -> None:
    export = annotations_export(annotated(), None, NOW)
    value = checked(export.text, "export.schema.json")
    assert (export.annotations, export.left_out) == (4, 0)
    assert value["generator"] == f"newsreader {__version__}"
    assert value["exported"] == "2025-10-17T10:00:00Z"
    assert [article["title"] for article in value["articles"]] == ["Earlier", "Later"]
    assert [label["name"] for label in value["labels"]] == ["Claim", "Fact", "Quote", "Opinion", "Background"]
    assert [(one["scope"], one["start"], one["end"], one["label"], one["note"]) for one in value["annotations"]] == [
        ("sentence", 0, 13, "", "check \x1b[31m\nthis"),
        ("span", 4, 12, "Claim", ""),
        ("article", 0, 0, "Fact", ""),
        ("sentence", 20, 35, "Claim", ""),
    ]


def test_offsets_are_code_points_into_the_text() -> None:
    whole = texts(LATER, EARLIER)
    for one in checked(annotations_export(annotated(), None, NOW).text, "export.schema.json")["annotations"]:
        text = whole[one["article"]]
        assert text[one["start"] : one["end"]] == one["quote"]
        if one["scope"] != "article":
            assert text[: one["start"]].endswith(one["prefix"])
            assert text[one["end"] :].startswith(one["suffix"])


def test_with_articles_only_what_is_on_them() -> None:
    unlabelled = new_article("Unlabelled", "Nothing said of it.")
    export = annotations_export(annotated(), [unlabelled, LATER], NOW)
    value = checked(export.text, "export.schema.json")
    assert (export.annotations, export.left_out) == (2, 2)
    assert [article["id"] for article in value["articles"]] == [unlabelled.id, LATER.id]
    assert {one["article"] for one in value["annotations"]} == {LATER.id}


def test_the_same_notebook_gives_the_same_text() -> None:
    notebook = annotated()
    backwards = Notebook(
        [*reversed(notebook.codebook.labels), *reversed(notebook.annotations), *reversed(notebook.cards)]
    )
    assert annotations_export(notebook, None, NOW) == annotations_export(backwards, None, NOW)


def test_labels_and_parents_go_by_their_names() -> None:
    parent, child = (
        Label("x1", "Frame", "1", "#000000"),
        Label("x2", "Conflict", "", "#ffffff", "Us, them.", "x1", 1),
    )
    target = target_of(EARLIER, 0, 13, Scope.SENTENCE)
    annotation = Annotation("n", target, "x2", "", "ana", "2025-10-17T10:00:00.000Z", "2025-10-17T10:00:00.000Z")
    value = checked(annotations_export(Notebook([parent, child, annotation]), None, NOW).text, "export.schema.json")
    assert [(one["name"], one["parent"]) for one in value["labels"]] == [("Frame", ""), ("Conflict", "Frame")]
    assert value["annotations"][0]["label"] == "Conflict"
    assert value["articles"][0]["id"] == EARLIER.id, "an article without a card is at least named"


def test_an_empty_notebook_is_an_export_too() -> None:
    value = checked(annotations_export(Notebook(), None, NOW).text, "export.schema.json")
    assert (value["articles"], value["labels"], value["annotations"]) == ([], [], [])


def test_a_foreign_target_is_exported_as_it_stands() -> None:
    target = Target("gone", Scope.SPAN, 3, 5, "no", "", "", "0" * 64)
    annotation = Annotation("n", target, "missing", "", "ana", "2025-10-17T10:00:00Z", "2025-10-17T10:00:00Z")
    value = checked(annotations_export(Notebook([annotation]), None, NOW).text, "export.schema.json")
    assert value["annotations"][0]["label"] == "missing"
    assert value["articles"] == [
        {"id": "gone", "title": "", "source": "", "author": "", "published": "", "url": "", "language": ""}
        | {"text_sha256": "0" * 64}
    ]
