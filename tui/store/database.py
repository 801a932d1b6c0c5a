"""A notebook on disk: its records are documents in tables, and every step of it a line in the journal."""

import gc
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from typing import Any
from uuid import uuid4

import tinydb

from tui.model.ledger import HISTORY_LIMIT, How, Step
from tui.model.notebook import Notebook
from tui.store.disk import Disk, reason
from tui.store.journal import Patch
from tui.store.records import FORMAT, HISTORY, KINDS, TABLES, history_document, read
from tui.store.storage import JournaledStorage, NotebookError


class NotebookFile:
    """A notebook on disk: opened, kept up to date with every step of its Notebook, closed.

    Nothing is written for a new notebook before its first change. A step is on the disk when the listeners
    that were added later, the screen among them, hear of it; when it cannot be written it waits in memory,
    `problem` says why, and it is tried again at the next step and by `retry`. Raises NotebookError when the
    file cannot be opened, before anything is touched.
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        new_id: Callable[[], str] = lambda: uuid4().hex,
        disk: Disk | None = None,
    ) -> None:
        self._clock = clock
        self._disk = disk or Disk()
        self._waiting: deque[Patch] = deque()
        gc.disable()  # 100,000 new objects start it over and over, and none is garbage
        try:
            self._storage = JournaledStorage(path, FORMAT, read_only=read_only, disk=self._disk)
            self.path = self._storage.path
            self.notices = self._storage.notices
            """Plain sentences for the person: what was restored, who holds the lock."""
            self.notebook = self._read(clock, new_id)
            gc.freeze()  # nor are they looked at later, which would hold up the screen for a tenth of a second
        finally:
            gc.enable()
        self.database = tinydb.TinyDB(storage=lambda: self._storage)
        """The same tables through TinyDB, for reading: of what is written here the notebook does not hear."""
        self.saved: datetime | None = None
        """When the last change came to be on the disk, UTC; None before the first."""
        self.problem = ""
        """Why changes are not saved, in one plain line, or empty."""
        self.notebook.listen(self._on_step)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved here: asked for, held by another program, or write-protected."""
        return self._storage.read_only

    @property
    def unsaved(self) -> int:
        """How many steps are in memory only."""
        return len(self._waiting)

    def retry(self) -> bool:
        """Try again to save what is not saved; True when nothing is left."""
        while self._waiting:
            try:
                self._storage.commit(self._waiting[0])
            except OSError as error:
                why = "it is open read-only" if self.read_only else reason(error)
                self.problem = f"Not saved in {self.path.name}: {why}."
                return False
            self._waiting.popleft()
            self.saved = self._clock()
        self.problem = ""
        return True

    def checkpoint(self) -> None:
        """Bring the main file up to date; may run in another thread. A failure is told in `notices`, once."""
        try:
            self._storage.checkpoint()
        except OSError as error:
            notice = f"{self.path.name} is behind its journal: {reason(error)}. Nothing is lost."
            if notice not in self.notices:
                self.notices.append(notice)

    def save_copy(self, path: Path) -> None:
        """Write all there is, saved or not, to a new file; raises NotebookError when it cannot be written."""
        path = path.resolve()
        try:
            if self._disk.stat(path):
                raise NotebookError(f"{path} is there already: name another file.")
            self._storage.copy_to(path, self._waiting)
        except OSError as error:
            raise NotebookError(f"{path} cannot be written: {reason(error)}.") from error

    def close(self) -> None:
        """Save what can be saved, bring the main file up to date, and let others have the notebook."""
        self.retry()
        self._storage.close()

    # Between the notebook's records and the tables' documents

    def _read(self, clock: Callable[[], datetime], new_id: Callable[[], str]) -> Notebook:
        self._numbers: dict[str, dict[str, str]] = {}  # per table: a record's id -> its document's number
        self._next: dict[str, int] = {}
        records = chain.from_iterable([self._records(name) for name in KINDS])
        changes, history = self._records(HISTORY), self._storage.tables.get(HISTORY, {})
        undone = {one.id: one for one in changes if history[self._numbers[HISTORY][one.id]].get("undone")}
        self._undone = [*reversed(undone)]  # ids, the one to be done again first is the last
        done = [one for one in changes if one.id not in undone]
        return Notebook(records, done, [undone[one] for one in self._undone], clock=clock, new_id=new_id)

    def _records(self, name: str) -> list[Any]:
        """What a table holds, and under which numbers. A document that cannot be read is left alone."""
        table = self._storage.tables.get(name, {})
        documents = [number for number, one in table.items() if type(one) is dict]
        found = dict(table) if documents else table
        for number in documents:
            found[number] = read(name, table[number])
            if isinstance(found[number], Exception):
                del found[number]
        if unread := len(table) - len(found):
            self.notices.append(f"{unread} of {name} cannot be read, and are left alone: try `newsreader check`.")
        self._numbers[name] = dict(zip(map(attrgetter("id"), found.values()), found, strict=True))
        self._next[name] = max(map(int, table), default=0) + 1
        return list(found.values())

    def _on_step(self, step: Step) -> None:
        self._waiting.append(self._patch(step))
        self.retry()

    def _patch(self, step: Step) -> Patch:
        """What a step changes in the tables, the history among them: one line, all of it or nothing."""
        patch: dict[str, dict[str, Any]] = {}
        for change in step.applied:
            name = TABLES[type(change.record)]
            patch.setdefault(name, {})[self._number(name, change.record.id)] = change.after
        if step.how is not How.REMEMBERED:
            patch[HISTORY] = self._history(step)
        return patch

    def _history(self, step: Step) -> dict[str, Any]:
        change, numbers = step.change, self._numbers[HISTORY]
        documents: dict[str, Any] = {}
        if step.how is How.UNDONE:
            self._undone.append(change.id)
        elif step.how is How.REDONE:
            self._undone.remove(change.id)
        else:  # something new: what was undone cannot be redone, and the oldest cannot be undone any more
            oldest = list(islice(numbers, max(0, len(numbers) - len(self._undone) + 1 - HISTORY_LIMIT)))
            documents = {numbers.pop(gone): None for gone in [*self._undone, *oldest]}
            self._undone.clear()
        documents[self._number(HISTORY, change.id)] = history_document(change, step.how is How.UNDONE)
        return documents

    def _number(self, table: str, record_id: str) -> str:
        numbers = self._numbers[table]
        if record_id not in numbers:
            numbers[record_id] = str(self._next[table])
            self._next[table] += 1
        return numbers[record_id]
