"""Records as documents and back: what is in a notebook's tables, and how older tables become these.

A document has the fields of its record, under their names; orjson writes a record as just that. So the tables
in memory hold the records themselves, and documents only where one is not quite a record: it is then left
as it is, whoever put it there.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields
from itertools import repeat
from operator import itemgetter
from typing import Any

from tui.model.annotation import Annotation, Scope, Target
from tui.model.codebook import STARTER, Attribute, Label
from tui.model.history import Change, Record, RecordChange
from tui.model.reading import ArticleCard, Meant, Place, Reading
from tui.store.journal import Document, Tables
from tui.store.mainfile import Format

HISTORY = "history"
"""The table of changes, for undo; the others hold one kind of record each."""
KINDS: Mapping[str, type[Record]] = {
    "annotations": Annotation,
    "labels": Label,
    "reading": Reading,
    "places": Place,
    "articles": ArticleCard,
    "meant": Meant,
}
TABLES = {kind: name for name, kind in KINDS.items()}
_FIELDS: Mapping[Any, Any] = {
    kind: [(one.name, one.type, itemgetter(one.name), getattr(kind, one.name).__set__) for one in fields(kind)]
    for kind in (*KINDS.values(), Target, Attribute)
}
_SCOPES = {scope.value: scope for scope in Scope}
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


def read(table: str, found: Any) -> Record | Change | Exception:
    """What a table holds, record or document, as the record or change that it is; or why it is none."""
    if type(found) in TABLES:
        return found  # type: ignore[no-any-return]
    try:
        return _change(found) if table == HISTORY else _record(table, found)
    except _UNREADABLE as error:
        return error


def records_of(table: str, documents: list[Document]) -> list[Any]:
    """Documents as records, where all of them are just that; else the documents as they are."""
    try:
        return _all(KINDS[table], documents)
    except _UNREADABLE:
        return documents


def history_document(change: Change, undone: bool) -> Document:
    """A change as a document of the history: its records with the names of their tables."""
    records = [{"table": TABLES[type(one.record)], "before": one.before, "after": one.after} for one in change.records]
    return {**{one.name: getattr(change, one.name) for one in fields(change)}, "undone": undone, "records": records}


def _change(document: Document) -> Change:
    def side(one: Any, name: str) -> Record | None:
        return None if one[name] is None else _record(one["table"], one[name])

    records = tuple(RecordChange(side(one, "before"), side(one, "after")) for one in document["records"])
    return Change(**{**{one.name: document[one.name] for one in fields(Change)}, "records": records})


def _record(table: str, found: Any) -> Record:
    record: Record = found if type(found) in TABLES else _one(KINDS[table], found)
    return record


def _one(kind: Any, document: Document) -> Any:
    """The record that a document is; fields beyond its own are passed over."""
    values = {name: document[name] for name, _, _, _ in _FIELDS[kind]}
    for name, wanted, _, _ in _FIELDS[kind]:
        if wanted in _NESTED:
            values[name] = _NESTED[wanted](values[name])
        elif type(values[name]) is not wanted:
            raise TypeError(f"{name} is not {wanted.__name__}")
    return kind(**values)


def _all(kind: type, documents: list[Document]) -> list[Any]:
    """The records that documents are which have their fields and no others.

    Filled column by column, all within C: a notebook of 100,000 annotations opens in half the time
    that as many calls of `Annotation(...)` and `Target(...)` take.
    """
    if set(map(len, documents)) != {len(_FIELDS[kind])}:
        raise ValueError("other fields")
    records: list[Any] = list(map(object.__new__, repeat(kind, len(documents))))
    for name, wanted, get, put in _FIELDS[kind]:
        column = list(map(get, documents))
        if wanted is Target:
            column = _all(Target, column)
        elif wanted in _NESTED:
            column = list(map(_NESTED[wanted], column))
        elif wanted is str:
            "".join(column)  # raises TypeError when one is not, sooner than asking each
        elif set(map(type, column)) != {wanted}:
            raise TypeError(name)
        deque(map(put, records, column), maxlen=0)
    return records


def _texts(found: Any) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(type(one) is str for one in found):
        raise TypeError("not a list of texts")
    return tuple(found)


def _named_texts(found: Any) -> Mapping[str, str]:
    if found:
        "".join((*found.keys(), *found.values()))
    elif type(found) is not dict:
        raise TypeError("not texts by name")
    return found  # type: ignore[no-any-return]


_NESTED: Mapping[Any, Callable[[Any], Any]] = {
    Target: lambda found: _one(Target, found),
    Scope: _SCOPES.__getitem__,
    Mapping[str, str]: _named_texts,
    tuple[str, ...]: _texts,
    tuple[Attribute, ...]: lambda found: tuple(_one(Attribute, one) for one in found),
}
"""How a value is read that is not a text, a number or a yes or no."""


# What is in the tables


def _numbered(documents: Iterable[Any]) -> dict[str, Any]:
    return {str(number): document for number, document in enumerate(documents, 1)}


def _new_tables() -> Tables:
    return {**{name: {} for name in [*KINDS, HISTORY]}, "labels": _numbered(STARTER)}


def _from_schema_1(tables: Tables) -> None:
    """Schema 1 had no ids of labels (annotations held their names), no table of places, and no history."""
    ids = {label["name"]: label["name"].casefold() for label in tables["labels"].values()}
    for label in tables["labels"].values():
        label["id"] = ids[label["name"]]
    for annotation in tables["annotations"].values():
        annotation["label"] = ids.get(annotation["label"], "")
    stopped = {one["id"]: one.pop("start") for one in tables["reading"].values() if "start" in one}
    tables["places"] = _numbered({"id": article, "start": start, "when": ""} for article, start in stopped.items())
    tables[HISTORY] = {}


_NO_DEFAULT = (MISSING, MISSING)


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _from_schema_2(tables: Tables) -> None:
    """Schema 2 had no attributes, origins, single-choice sets and what else has a default."""
    defaults = {
        name: {one.name: _default(one) for one in fields(kind) if (one.default, one.default_factory) != _NO_DEFAULT}
        for name, kind in KINDS.items()
    }
    for name in KINDS:
        for number, document in tables.setdefault(name, {}).items():
            tables[name][number] = {**defaults[name], **document}
    for change in tables[HISTORY].values():
        for record in change["records"]:
            for side in ("before", "after"):
                if record[side] is not None:
                    record[side] = {**defaults[record["table"]], **record[side]}


FORMAT = Format(schema=3, migrations={1: _from_schema_1, 2: _from_schema_2}, new=_new_tables, shape=records_of)
