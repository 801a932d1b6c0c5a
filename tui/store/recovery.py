"""What is found on opening: the main file or else a backup, what the journal has beyond it, what is to be told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from tui.store.disk import Disk
from tui.store.journal import Journal, Tables, apply
from tui.store.mainfile import Format, decoded


class NotebookError(Exception):
    """A notebook that cannot be opened or written; the message is one plain line that says what to do."""


class NewerSchema(NotebookError):
    """The file was written by a newer newsreader."""


class NotANotebook(NotebookError):
    """The file is of another kind, or damaged with no backup beside it."""


@dataclass
class Found:
    """The tables of a notebook as they were last saved, and what was amiss with its files."""

    tables: Tables
    seq: int
    is_new: bool = True
    notices: list[str] = field(default_factory=list)
    aside: list[tuple[str, bytes]] = field(default_factory=list)
    """Kinds and contents of files that are to be kept before they are replaced."""

    def tell(self, notice: str, kind: str = "", content: bytes | None = None) -> None:
        """Note what was amiss, and the file that is to be kept for it, unless it is empty."""
        self.notices.append(notice)
        if content:
            self.aside.append((kind, content))


def recover(disk: Disk, path: Path, backups: Iterable[Path], journal: Journal, form: Format, how: str) -> Found:
    """All that can be read of a notebook; writes nothing. `how` says what becomes of it: read, or restored.

    `backups` are the newest first; they are asked for only when the main file cannot be read. Raises NotebookError
    when it is not ours to open, and OSError.
    """
    found = Found(form.new(), seq=0)
    main, schema = disk.read(path), form.schema
    for source in chain([path], backups):
        try:
            read = decoded((main if source == path else disk.read(source)) or b"", form)
        except ValueError:
            continue
        if read.schema > form.schema:
            schemas = f"schema {read.schema}, not {form.schema}"
            raise NewerSchema(f"{source} was written by a newer newsreader ({schemas}): update this one.")
        found.tables, schema, found.seq, found.is_new = read.tables, read.schema, read.seq, False
        if source != path:
            state = "damaged" if main else "empty" if main is not None else "missing"
            found.tell(f"{path.name} was {state}: {how} from {source.name} and the journal.", "corrupt", main)
        elif schema < form.schema:
            found.aside.append((f"schema-{schema}", main or b""))
        elif read.altered:
            found.tell(f"{path.name} was changed by another program: its changes are kept.")
        break
    if found.is_new and main:
        raise NotANotebook(f"{path} is not a notebook, or is damaged: name another file, or move it.")
    if found.is_new and journal.lines:
        found.tell(f"{path.name} was missing: restored from the journal.")
    _replay(found, journal, path.name)
    try:
        for older in range(schema, form.schema):
            form.migrations[older](found.tables)
            found.tell(f"{path.name} was brought from schema {older} to {older + 1}.")
    except (KeyError, TypeError, AttributeError) as error:
        raise NotANotebook(f"{path} is not a notebook of schema {schema}: name another file.") from error
    return found


def _replay(found: Found, journal: Journal, name: str) -> None:
    """Apply what the journal has and the tables have not."""
    known = {one.number for one in journal.lines}
    damaged_at_end = next((number for number, one in enumerate(reversed(journal.read)) if one), len(journal.read))
    last = max(known, default=found.seq) + damaged_at_end
    missing = len(set(range(found.seq + 1, last + 1)) - known)
    for one in journal.lines:
        if one.number > found.seq:
            apply(found.tables, one.patch)
            found.seq = one.number
    if missing or None in journal.read:
        about = "at least " if damaged_at_end else ""  # two lines may have become one
        lost = f"{about}{missing} change{'s' * (missing > 1)} could not be read." if missing else "nothing is lost."
        found.tell(f"The journal of {name} was damaged: {lost}", "journal-bad", journal.found)
