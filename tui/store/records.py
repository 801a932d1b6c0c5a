"""Records as documents and back: what is in a notebook's tables, and how older tables become these."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from tui.model.annotation import Annotation, Scope, Target
from tui.model.codebook import STARTER, Label
from tui.model.history import Change, Record, RecordChange
from tui.model.reading import ArticleCard, Place, Reading
from tui.store.journal import Document, Tables

SCHEMA = 2
HISTORY = "history"
"""The table of changes, for undo; the others hold one kind of record each."""
KINDS: Mapping[str, type[Record]] = {
    "annotations": Annotation,
    "labels": Label,
    "reading": Reading,
    "places": Place,
    "articles": ArticleCard,
}
_TABLES = {kind: name for name, kind in KINDS.items()}
_SCOPES = {scope.value: scope for scope in Scope}


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.name not in ("target", "records"))


_TARGET, _CHANGE = _names(Target), _names(Change)
_FIELDS = {kind: _names(kind) for kind in KINDS.values()}


def table_of(record: Record) -> str:
    """The name of the table that holds such a record."""
    return _TABLES[type(record)]


def document_of(record: Record) -> Document:
    """A record as a document: its fields, those of an annotation's target among them."""
    document = {name: getattr(record, name) for name in _FIELDS[type(record)]}
    if isinstance(record, Annotation):
        document.update((name, getattr(record.target, name)) for name in _TARGET)
    return document


def record_of(table: str, document: Document) -> Record:
    """The record that a document is; raises KeyError or TypeError when it is none."""
    kind = KINDS[table]
    if kind is not Annotation:
        return kind(*[document[name] for name in _FIELDS[kind]])
    return Annotation(  # spelled out: a notebook of 100,000 annotations opens in half the time
        document["id"],
        Target(
            document["article"],
            _SCOPES[document["scope"]],
            document["start"],
            document["end"],
            document["quote"],
            document["prefix"],
            document["suffix"],
            document["text_sha256"],
        ),
        document["label"],
        document["note"],
        document["annotator"],
        document["created"],
        document["modified"],
    )


def change_document(change: Change, undone: bool) -> Document:
    """A change as a document of the history."""
    records = [
        {
            "table": table_of(one.record),
            "before": one.before and document_of(one.before),
            "after": one.after and document_of(one.after),
        }
        for one in change.records
    ]
    return {**{name: getattr(change, name) for name in _CHANGE}, "undone": undone, "records": records}


def change_of(document: Document) -> Change:
    """The change that a document of the history is; raises KeyError or TypeError when it is none."""

    def record(table: str, one: Document | None) -> Record | None:
        return None if one is None else record_of(table, one)

    records = tuple(
        RecordChange(record(one["table"], one["before"]), record(one["table"], one["after"]))
        for one in document["records"]
    )
    return Change(**{name: document[name] for name in _CHANGE}, records=records)


def table_with(documents: Iterable[Document]) -> dict[str, Document]:
    """A table of these documents, numbered from 1 as TinyDB does it."""
    return {str(number): document for number, document in enumerate(documents, 1)}


def new_tables() -> Tables:
    """The tables of a new notebook: the starter code book, and nothing else."""
    tables: Tables = {name: {} for name in [*KINDS, HISTORY]}
    tables["labels"] = table_with(document_of(label) for label in STARTER)
    return tables


def from_schema_1(tables: Tables) -> None:
    """Bring tables from schema 1 to 2.

    Schema 1 had neither ids of labels (annotations held their names) nor places and history; where reading
    stopped was in `reading`, without a time.
    """
    labels = tables.setdefault("labels", {})
    for label in labels.values():
        label["id"] = label["name"].casefold()
    ids = {label["name"]: label["id"] for label in labels.values()}
    for annotation in tables.setdefault("annotations", {}).values():
        annotation["label"] = ids.get(annotation["label"], annotation["label"])
    reading = tables.setdefault("reading", {})
    stopped = [(one["id"], one.pop("start")) for one in reading.values() if "start" in one]
    tables["places"] = table_with({"id": article, "start": start, "when": ""} for article, start in stopped)
    for name in ("articles", HISTORY):
        tables.setdefault(name, {})


MIGRATIONS = {1: from_schema_1}
"""From which schema to the next."""
