"""Whether a notebook is whole: its files, its documents, and each quote against the text it came from."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tui.model.annotation import Annotation, text_sha256
from tui.model.article import Article
from tui.model.codebook import Label
from tui.model.history import Change, Record
from tui.store.disk import Disk, reason
from tui.store.journal import Tables
from tui.store.records import HISTORY, KINDS, MIGRATIONS, SCHEMA, change_of, new_tables, record_of
from tui.store.storage import InUse, JournaledStorage, NotebookError, decoded


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found. Every string is one plain line; names and ids in them are foreign text."""

    path: Path
    counts: Mapping[str, int]
    """How many documents each table has."""
    wrong: tuple[str, ...]
    """What is wrong, as it is now: after the repair, when one was asked for."""
    repaired: tuple[str, ...] = ()
    """What the repair did."""
    unchecked: int = 0
    """Annotations whose articles were not given, so that their quotes could not be compared."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong


def check(path: Path, articles: Iterable[Article] = (), repair: bool = False) -> CheckReport:
    """Check a notebook, and mend it first when `repair` is set.

    Checks that main file, journal and backups are as they were written, that every document is a record, and
    that every annotation's quote stands where it says in its article. Without `repair` nothing is written and
    no lock is needed. Raises NotebookError when there is no notebook or it cannot be written, InUse when it
    is to be repaired and another program holds it.
    """
    disk = Disk()
    repaired = tuple(_repair(path, disk)) if repair else ()
    storage = _open(path, disk, read_only=True)
    if not any(map(disk.stat, [storage.path, *storage.numbered("bak")])):
        raise NotebookError(f"There is no notebook {path}: name another file.")
    texts = {article.id: article.text for article in articles}
    read = _records(storage.tables, "annotations")
    annotations = [(number, one) for number, one in read if isinstance(one, Annotation)]
    return CheckReport(
        path=storage.path,
        counts={name: len(table) for name, table in storage.tables.items()},
        wrong=(
            *storage.notices,
            *(f"{backup.name}: the backup is damaged." for backup in _damaged_backups(storage, disk)),
            *(f"{table} {number}: {what}." for table, number, what in _wrong_documents(storage.tables)),
            *_wrong_quotes(annotations, texts),
        ),
        repaired=repaired,
        unchecked=sum(one.target.article not in texts for _, one in annotations),
    )


def _open(path: Path, disk: Disk, read_only: bool) -> JournaledStorage:
    return JournaledStorage(path, read_only=read_only, schema=SCHEMA, migrations=MIGRATIONS, new=new_tables, disk=disk)


def _damaged_backups(storage: JournaledStorage, disk: Disk) -> Iterator[Path]:
    for backup in storage.numbered("bak"):
        try:
            decoded(disk.read(backup) or b"", SCHEMA)
        except ValueError:
            yield backup


def _records(tables: Tables, table: str) -> Iterator[tuple[str, Record | Change | Exception]]:
    """Every document of a table, by its number, as what it is, or why it is not that."""
    for number, document in tables.get(table, {}).items():
        try:
            yield number, change_of(document) if table == HISTORY else record_of(table, document)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield number, error


def _wrong_documents(tables: Tables) -> Iterator[tuple[str, str, str]]:
    """Table, number and what is wrong, for every document that is not what it should be."""
    labels = {""} | {one.id for _, one in _records(tables, "labels") if isinstance(one, Label)}
    for table in [*KINDS, HISTORY]:
        seen: set[str] = set()
        for number, one in _records(tables, table):
            if isinstance(one, Exception):
                yield table, number, f"the document cannot be read, {type(one).__name__}: {one}"
                continue
            if one.id in seen:
                yield table, number, f"a second document has the id {one.id}"
            if isinstance(one, Annotation) and one.label not in labels:
                yield table, number, f"the code book has no label {one.label}"
            seen.add(one.id)


def _wrong_quotes(annotations: Iterable[tuple[str, Annotation]], texts: Mapping[str, str]) -> Iterator[str]:
    checksums = {article: text_sha256(text) for article, text in texts.items()}
    for number, one in annotations:
        target, text = one.target, texts.get(one.target.article)
        if text is not None and target.text_sha256 != checksums[target.article]:
            yield f"annotations {number}: the article's text is not the one that was annotated."
        elif text is not None and text[target.start : target.end] != target.quote:
            yield f"annotations {number}: the quote does not stand there in the article."


def _repair(path: Path, disk: Disk) -> Iterator[str]:
    """Mend what can be mended, from journal and backups; tells what was done."""
    storage = _open(path, disk, read_only=False)
    try:
        if storage.read_only:
            raise InUse(f"{storage.notices[-1]} It must be closed there before it can be repaired.")
        patch: dict[str, dict[str, Any]] = {}
        for table in [*KINDS, HISTORY]:
            for number, one in _records(storage.tables, table):
                if isinstance(one, Exception) and (good := _from_backup(storage, disk, table, number)):
                    patch.setdefault(table, {})[number] = good
                    yield f"{table} {number} was restored from a backup."
        if patch:
            storage.commit(patch)
        for backup in list(_damaged_backups(storage, disk)):
            disk.remove(backup)
            yield f"The damaged backup {backup.name} was removed."
    except OSError as error:
        raise NotebookError(f"{storage.path} cannot be repaired: {reason(error)}.") from error
    finally:
        storage.close()
        yield from storage.notices


def _from_backup(storage: JournaledStorage, disk: Disk, table: str, number: str) -> Any:
    for backup in reversed(storage.numbered("bak")):
        with suppress(ValueError):
            found = decoded(disk.read(backup) or b"", SCHEMA)
            good = dict(_records(found.tables, table)).get(number)
            if found.schema == SCHEMA and isinstance(good, Record | Change):
                return found.tables[table][number]
    return None
