"""Any order of changes, checkpoints, failures, kills, power cuts and damage, against a plain dict.

A short run by default; `NEWSREADER_TORTURE=1000` sets the number of examples.
"""

import errno
import os
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.store.disks import PATH, Failing, SimulatedDisk
from tui.store.journal import apply
from tui.store.storage import JournaledStorage

EXAMPLES = int(os.environ.get("NEWSREADER_TORTURE", "100"))
NUMBERS = st.integers(1, 6).map(str)
TABLES = st.sampled_from(["annotations", "labels"])
Model = dict[str, dict[str, Any]]


class StorageMachine(RuleBasedStateMachine):
    documents = Bundle("documents")

    @initialize()
    def start(self) -> None:
        self.disk = SimulatedDisk()
        self.model: Model = {}
        self.maybe: list[Model] = []  # what a crash may reveal: with one of the changes that were not acknowledged
        self.storage = JournaledStorage(PATH, disk=self.disk)

    @rule(table=TABLES, number=NUMBERS, text=st.text(max_size=20))
    def put(self, table: str, number: str, text: str) -> None:
        self._commit({table: {number: {"text": text.encode(errors="replace").decode()}}})

    @rule(table=TABLES, number=NUMBERS)
    def remove(self, table: str, number: str) -> None:
        self._commit({table: {number: None}})

    @rule(text=st.text(max_size=5), numbers=st.lists(NUMBERS, min_size=1))
    def put_in_two_tables(self, text: str, numbers: list[str]) -> None:
        document = {"text": text.encode(errors="replace").decode()}
        self._commit({"labels": {"1": document}, "annotations": dict.fromkeys(numbers, document)})

    @rule()
    def checkpoint(self) -> None:
        try:
            self.storage.checkpoint()
        except OSError:
            self._repair_disk()

    @rule()
    def start_again(self) -> None:
        try:
            self.storage.start_again()
        except OSError:
            self._repair_disk()

    @rule(nth=st.integers(1, 12), code=st.sampled_from([errno.ENOSPC, errno.EIO]), ever_after=st.booleans())
    def fail_soon(self, nth: int, code: int, ever_after: bool) -> None:
        self.disk.before = Failing(nth, code, ever_after=ever_after)

    @rule()
    def reopen(self) -> None:
        self.storage.close()
        self._open(self.disk.killed())

    @rule()
    def kill(self) -> None:
        self._open(self.disk.killed())

    @rule(content=st.sampled_from(["none", "half", "all", "zeros"]), data=st.data())
    def cut_the_power(self, content: str, data: st.DataObject) -> None:
        kept = [data.draw(st.booleans()) for _ in self.disk.unsynced]
        operations = tuple(one for one, keep in zip(self.disk.unsynced, kept, strict=True) if keep)
        self._open(self.disk.after_cut(content, operations))

    @precondition(lambda self: self.disk.read(PATH) and any(self.storage.kept("bak")))
    @rule(content=st.sampled_from([None, b"", b"junk", b"[]"]))
    def damage_the_main_file(self, content: bytes | None) -> None:
        self.disk.put(PATH, content)
        self._open(self.disk.killed())
        assert self.storage.notices

    @precondition(lambda self: self.disk.read(PATH) and any(self.storage.kept("bak")))
    @rule(data=st.data())
    def cut_the_main_file(self, data: st.DataObject) -> None:
        whole = self.disk.read(PATH) or b""
        self.disk.put(PATH, whole[: data.draw(st.integers(0, len(whole) - 2))])
        self._open(self.disk.killed())

    @invariant()
    def tables_are_as_the_model_says(self) -> None:
        assert _full(self.storage.tables) == _full(self.model)

    def _commit(self, patch: Any) -> None:
        after = {name: dict(table) for name, table in self.model.items()}
        apply(after, patch)
        try:
            self.storage.commit(patch)
        except OSError:
            self.maybe.append(after)
            self._repair_disk()
        else:
            self.model, self.maybe = after, []

    def _repair_disk(self) -> None:
        self.disk.before = lambda call: None

    def _open(self, disk: SimulatedDisk) -> None:
        self.disk = disk
        self.storage = JournaledStorage(PATH, disk=disk)
        assert not self.storage.read_only
        self.model = next((one for one in self.maybe if _full(one) == _full(self.storage.tables)), self.model)
        self.maybe = []


def _full(tables: Model) -> Model:
    return {name: table for name, table in tables.items() if table}


TestStorage = StorageMachine.TestCase
TestStorage.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=40,
    derandomize="NEWSREADER_TORTURE" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)
