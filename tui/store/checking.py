"""Whether a notebook is whole: its files, its documents, and each quote against the text it came from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tui.model.annotation import Annotation, text_sha256
from tui.model.article import Article
from tui.model.codebook import Label
from tui.model.library import Library
from tui.model.notebook import Notebook
from tui.model.returning import Return, returns
from tui.model.succession import successors
from tui.store.disk import Disk, reason
from tui.store.journal import Tables
from tui.store.mainfile import decoded
from tui.store.records import FORMAT, HISTORY, KINDS, read
from tui.store.storage import InUse, JournaledStorage, NotebookError


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
    returning: int = 0
    """Annotations whose articles came back changed: they are found again when the notebook is next opened."""
    orphans: int = 0
    """Annotations whose articles came back changed, and whose words are not found again."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong


def check(path: Path, articles: Iterable[Article] = (), repair: bool = False) -> CheckReport:
    """Check a notebook, and mend it first when `repair` is set.

    Checks that main file, journal and backups are as they were written, that every document is a record, and
    that every annotation's quote stands where it says in its article. Where an article came back changed that is
    nothing wrong: it is counted what is found again, and what is not. Without `repair` nothing is written and
    no lock is needed. Raises NotebookError when there is no notebook or it cannot be written, InUse when it
    is to be repaired and another program holds it.
    """
    repaired = tuple(_repair(path)) if repair else ()
    storage = JournaledStorage(path, FORMAT, read_only=True)
    backups = {backup.name: tables is None for backup, tables in _backups(storage)}
    if not storage.path.exists() and not backups:
        raise NotebookError(f"There is no notebook {path}: name another file.")
    found = _found(storage.tables)
    annotations = [(number, one) for number, one in found["annotations"].items() if isinstance(one, Annotation)]
    library = Library(articles)
    returned = _returned(found, library) if library else []
    returning, orphans = sum(len(one.moves) for one in returned), sum(len(one.orphans) for one in returned)
    elsewhere = sum(library.by_id(one.target.article) is None for _, one in annotations)
    return CheckReport(
        path=storage.path,
        counts={name: len(table) for name, table in storage.tables.items()},
        wrong=(
            *storage.notices,
            *(f"{name}: the backup is damaged." for name, damaged in backups.items() if damaged),
            *_wrong_documents(found),
            *_wrong_quotes(annotations, {article.id: article.text for article in library}),
        ),
        repaired=repaired,
        unchecked=elsewhere - returning - orphans,
        returning=returning,
        orphans=orphans,
    )


def _returned(found: Mapping[str, Mapping[str, Any]], library: Library) -> list[Return]:
    """The articles that came back changed since they were annotated."""
    records = [one for name in KINDS for one in found[name].values() if not isinstance(one, Exception)]
    notebook = Notebook(records)
    return returns(notebook, successors(notebook, library))


def _backups(storage: JournaledStorage) -> Iterator[tuple[Path, Tables | None]]:
    """The backups, the newest first, and what they hold; None when that is damaged."""
    for path in storage.kept("bak"):
        try:
            yield path, decoded(path.read_bytes(), FORMAT).tables
        except ValueError:
            yield path, None


def _found(tables: Tables) -> dict[str, dict[str, Any]]:
    """What is in our tables: records and changes, and for what cannot be read an exception."""
    return {
        name: {number: read(name, one) for number, one in tables.get(name, {}).items()} for name in [*KINDS, HISTORY]
    }


def _wrong_documents(found: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    labels = {"", *(one.id for one in found["labels"].values() if isinstance(one, Label))}
    for table, documents in found.items():
        seen: set[str] = set()
        for number, one in documents.items():
            if isinstance(one, Exception):
                yield f"{table} {number}: the document cannot be read, {type(one).__name__}: {one}."
                continue
            if one.id in seen:
                yield f"{table} {number}: a second document has the id {one.id}."
            if isinstance(one, Annotation) and one.label not in labels:
                yield f"{table} {number}: the code book has no label {one.label}."
            seen.add(one.id)


def _wrong_quotes(annotations: Iterable[tuple[str, Annotation]], texts: Mapping[str, str]) -> Iterator[str]:
    checksums = {article: text_sha256(text) for article, text in texts.items()}
    for number, one in annotations:
        target, text = one.target, texts.get(one.target.article)
        if text is not None and target.text_sha256 != checksums[target.article]:
            yield f"annotations {number}: the article's text is not the one that was annotated."
        elif text is not None and text[target.start : target.end] != target.quote:
            yield f"annotations {number}: the quote does not stand there in the article."


def _repair(path: Path) -> Iterator[str]:
    """Mend what can be mended, from journal and backups; tells what was done."""
    storage = JournaledStorage(path, FORMAT)
    try:
        if storage.read_only:
            raise InUse(f"{storage.notices[-1]} It must be closed there before it can be repaired.")
        patch: dict[str, dict[str, Any]] = {}
        for table, documents in _found(storage.tables).items():
            for number in [number for number, one in documents.items() if isinstance(one, Exception)]:
                earlier = (tables.get(table, {}).get(number) for _, tables in _backups(storage) if tables)
                good = next((one for one in earlier if not isinstance(read(table, one), Exception)), None)
                if good is not None:
                    patch.setdefault(table, {})[number] = good
                    yield f"{table} {number} was restored from a backup."
        if patch:
            storage.commit(patch)
        for backup in [backup for backup, tables in _backups(storage) if tables is None]:
            Disk().remove(backup)
            yield f"The damaged backup {backup.name} was removed."
    except OSError as error:
        raise NotebookError(f"{storage.path} cannot be repaired: {reason(error)}.") from error
    finally:
        storage.close()
        yield from storage.notices
