"""Whether a notebook is whole: its files, its documents, and each quote against the text it came from."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from tui.model.annotation import Annotation, text_sha256
from tui.model.article import Article
from tui.store.disk import Disk, reason
from tui.store.journal import Document, Tables
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
    annotations = storage.tables.get("annotations", {})
    return CheckReport(
        path=storage.path,
        counts={name: len(table) for name, table in storage.tables.items()},
        wrong=(
            *storage.notices,
            *_wrong_files(storage, disk),
            *(f"{table} {number}: {what}." for table, number, what in _wrong_documents(storage.tables)),
            *(f"annotations {number}: {what}." for number, what in _wrong_quotes(annotations, texts)),
        ),
        repaired=repaired,
        unchecked=sum(one.get("article") not in texts for one in annotations.values()),
    )


def _open(path: Path, disk: Disk, read_only: bool) -> JournaledStorage:
    return JournaledStorage(
        path, read_only=read_only, schema=SCHEMA, migrations=MIGRATIONS, new=new_tables, disk=disk
    )


def _wrong_files(storage: JournaledStorage, disk: Disk) -> Iterator[str]:
    before, _, meta = (disk.read(storage.path) or b"").rpartition(b',"_meta":')
    if before and f'"crc32":"{crc32(before):08x}"'.encode() not in meta:
        yield f"{storage.path.name}: the checksum is wrong, another program or the disk changed the file."
    yield from (f"{backup.name}: the backup is damaged." for backup in _damaged_backups(storage, disk))


def _damaged_backups(storage: JournaledStorage, disk: Disk) -> Iterator[Path]:
    for backup in storage.numbered("bak"):
        try:
            decoded(disk.read(backup) or b"", SCHEMA)
        except ValueError:
            yield backup


def _wrong_documents(tables: Tables) -> Iterator[tuple[str, str, str]]:
    """Table, number and what is wrong, for every document that is not the record it should be."""
    labels = {"", *(label.get("id") for label in tables.get("labels", {}).values())}
    for table in [*KINDS, HISTORY]:
        seen = set()
        for number, document in tables.get(table, {}).items():
            try:
                record = change_of(document) if table == HISTORY else record_of(table, document)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                yield table, number, f"not a record, {type(error).__name__} {error}"
                continue
            if record.id in seen:
                yield table, number, f"a second document with the id {record.id}"
            if isinstance(record, Annotation) and record.label not in labels:
                yield table, number, f"the code book has no label {record.label}"
            seen.add(record.id)


def _wrong_quotes(annotations: Mapping[str, Document], texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    checksums = {article: text_sha256(text) for article, text in texts.items()}
    for number, one in annotations.items():
        article = one.get("article", "")
        if article in texts:
            if one.get("text_sha256") != checksums[article]:
                yield number, "the article's text is not the one that was annotated"
            elif texts[article][one.get("start") : one.get("end")] != one.get("quote"):
                yield number, "the quote does not stand there in the article"


def _repair(path: Path, disk: Disk) -> Iterator[str]:
    """Mend what can be mended, from journal and backups; tells what was done."""
    storage = _open(path, disk, read_only=False)
    try:
        if storage.read_only:
            raise InUse(f"{storage.notices[-1]} It must be closed there before it can be repaired.")
        patch: dict[str, dict[str, Document]] = {}
        for table, number, _ in _wrong_documents(storage.tables):
            if good := _from_backup(storage, disk, table, number):
                patch.setdefault(table, {})[number] = good
        if patch:
            storage.commit(patch)
            yield from (
                f"{table} {number} was restored from a backup." for table in patch for number in patch[table]
            )
        if patch or any(_wrong_files(storage, disk)):
            storage.start_again()
            yield f"{storage.path.name} was written again, with a new backup."
        for backup in list(_damaged_backups(storage, disk)):
            disk.remove(backup)
            yield f"The damaged backup {backup.name} was removed."
    except OSError as error:
        raise NotebookError(f"{storage.path} cannot be repaired: {reason(error)}.") from error
    finally:
        storage.close()
        yield from storage.notices


def _from_backup(storage: JournaledStorage, disk: Disk, table: str, number: str) -> Document | None:
    for backup in reversed(storage.numbered("bak")):
        with suppress(ValueError):
            tables, _, _ = decoded(disk.read(backup) or b"", SCHEMA)
            document = tables.get(table, {}).get(number)
            if document and not any(one[:2] == (table, number) for one in _wrong_documents(tables)):
                return document
    return None
