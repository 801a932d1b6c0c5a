"""Records as documents and back: what is in a notebook's tables, and how older tables become these.

A document has the fields of its record, under their names; orjson writes a record as just that. So the tables
in memory hold the records themselves, and documents only where one is not quite a record: it is then left
as it is, whoever put it there.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import fields
from itertools import repeat
from operator import itemgetter
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
_TYPES: Mapping[Any, Mapping[str, Any]] = {
    kind: {one.name: one.type for one in fields(kind)} for kind in (*KINDS.values(), Target)
}
_SCOPES = {scope.value: scope for scope in Scope}


def table_of(record: Record) -> str:
    """The name of the table that holds such a record."""
    return _TABLES[type(record)]


def record_of(table: str, document: Document) -> Record:
    """The record that a document is; fields it has beyond that are passed over.

    Raises KeyError, TypeError or ValueError when it is none.
    """
    kind = KINDS[table]
    if kind is Annotation:
        target = document["target"]
        document = {**document, "target": _made(Target, {**target, "scope": Scope(target["scope"])})}
    record: Record = _made(kind, document)
    return record


def records_of(table: str, documents: list[Document]) -> list[Any]:
    """Documents as records, where all of them are; else the documents as they are.

    Filled column by column, all within C: a notebook of 100,000 annotations opens in half the time
    that as many calls of `Annotation(...)` and `Target(...)` take.
    """
    kind = KINDS.get(table)
    if kind is None or set(map(len, documents)) != {len(_TYPES[kind])}:
        return documents
    try:
        columns: dict[str, Iterable[Any]] = {}
        if kind is Annotation:
            targets = list(map(itemgetter("target"), documents))
            scopes = map(_SCOPES.__getitem__, map(itemgetter("scope"), targets))
            columns["target"] = _filled(Target, targets, {"scope": scopes})
        return _filled(kind, documents, columns)
    except (KeyError, TypeError):
        return documents


def change_document(change: Change, undone: bool) -> Document:
    """A change as a document of the history: its records with the names of their tables."""
    records = [{"table": table_of(one.record), "before": one.before, "after": one.after} for one in change.records]
    names = (one.name for one in fields(change) if one.name != "records")
    return {**{name: getattr(change, name) for name in names}, "undone": undone, "records": records}


def change_of(document: Document) -> Change:
    """The change that a document of the history is.

    Raises KeyError, TypeError or ValueError when it is none.
    """

    def record(table: str, one: Any) -> Record | None:
        return record_of(table, one) if isinstance(one, dict) else one

    records = tuple(
        RecordChange(record(one["table"], one["before"]), record(one["table"], one["after"]))
        for one in document["records"]
    )
    names = (one.name for one in fields(Change) if one.name != "records")
    return Change(**{name: document[name] for name in names}, records=records)


def numbered(documents: Iterable[Any]) -> dict[str, Any]:
    """A table of these documents, numbered from 1 as TinyDB does it."""
    return {str(number): document for number, document in enumerate(documents, 1)}


def new_tables() -> Tables:
    """The tables of a new notebook: the starter code book, and nothing else."""
    return {**{name: {} for name in [*KINDS, HISTORY]}, "labels": numbered(STARTER)}


def from_schema_1(tables: Tables) -> None:
    """Bring tables from schema 1 to 2.

    Schema 1 had no ids of labels (annotations held their names), no places (where reading stopped was in
    `reading`, without a time), and no history.
    """
    ids = {label["name"]: label["name"].casefold() for label in tables["labels"].values()}
    for label in tables["labels"].values():
        label["id"] = ids[label["name"]]
    for annotation in tables["annotations"].values():
        annotation["label"] = ids.get(annotation["label"], "")
    stopped = {one["id"]: one.pop("start") for one in tables["reading"].values() if "start" in one}
    tables["places"] = numbered(Place(article, start, when="") for article, start in stopped.items())
    tables[HISTORY] = {}


MIGRATIONS = {1: from_schema_1}
"""From which schema to the next."""


def _made(kind: Any, document: Document) -> Any:
    values = {name: document[name] for name in _TYPES[kind]}
    for name, wanted in _TYPES[kind].items():
        if type(values[name]) is not wanted:
            raise TypeError(f"{name} is not {wanted.__name__}")
    return kind(**values)


def _filled(kind: Any, rows: list[Any], columns: Mapping[str, Iterable[Any]]) -> list[Any]:
    records = list(map(object.__new__, repeat(kind, len(rows))))
    for name, wanted in _TYPES[kind].items():
        column = columns.get(name) or list(map(itemgetter(name), rows))
        if wanted is str:
            "".join(column)  # raises TypeError when one is not, sooner than asking each
        elif name not in columns and set(map(type, column)) != {wanted}:
            raise TypeError(name)
        deque(map(getattr(kind, name).__set__, records, column), maxlen=0)
    return records
