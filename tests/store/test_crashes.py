"""Power cuts and kills at every system call, and every state they can leave the disk in."""

import json
from typing import Any

import pytest

from tests.store.disks import PATH, SimulatedDisk
from tui.store.journal import Patch, Tables, apply
from tui.store.storage import JournaledStorage

Act = tuple[str, Patch]
SCRIPT: list[Act] = [
    ("commit", {"annotations": {"1": {"note": "one"}}, "labels": {"1": {"name": "Claim"}}}),
    ("commit", {"annotations": {"2": {"note": "zwei – two"}}}),
    ("checkpoint", {}),
    ("commit", {"annotations": {"1": {"note": "changed"}, "2": None}}),
    ("start again", {}),
    ("commit", {"annotations": {"3": {"note": "three"}}}),
    ("close", {}),
    ("commit", {"annotations": {"4": {"note": "four"}}}),
    ("commit", {"annotations": {"1": None}}),
    ("kill", {}),
    ("commit", {"annotations": {"5": {"note": "five"}}}),
    ("close", {}),
]


def states() -> list[Tables]:
    """The tables after each number of commits."""
    found: list[Tables] = [{}]
    for kind, patch in SCRIPT:
        if kind == "commit":
            tables = {name: dict(table) for name, table in found[-1].items()}
            apply(tables, patch)
            found.append(tables)
    return found


def play(disk: SimulatedDisk, committed: list[int]) -> None:
    storage = JournaledStorage(PATH, disk=disk)
    for kind, patch in SCRIPT:
        if kind == "commit":
            storage.commit(patch)
            committed[0] += 1
        elif kind == "checkpoint":
            storage.checkpoint()
        elif kind == "start again":
            storage.start_again()
        else:
            if kind == "close":
                storage.close()
            else:
                disk.locked.clear()
            storage = JournaledStorage(PATH, disk=disk)
    storage.close()


def snapshots() -> list[tuple[SimulatedDisk, int]]:
    """The disk before each system call, and how many commits were acknowledged by then."""
    disk, committed = SimulatedDisk(), [0]
    found: list[tuple[SimulatedDisk, int]] = []
    disk.before = lambda call: found.append((disk.copy(), committed[0]))
    play(disk, committed)
    return [*found, (disk.copy(), committed[0])]


def recovered(disk: SimulatedDisk) -> Any:
    main = disk.read(PATH)
    assert main is None or json.loads(main), "any TinyDB opens the main file at any moment"
    storage = JournaledStorage(PATH, disk=disk)
    assert not storage.read_only
    return storage.tables


def test_a_power_cut_at_every_call_loses_nothing_acknowledged() -> None:
    expected, cuts = states(), 0
    for disk, committed in snapshots():
        for after in disk.after_cuts():
            assert recovered(after) in expected[committed : committed + 2]
            cuts += 1
    assert cuts > 300


def test_a_kill_at_every_call_loses_nothing_acknowledged() -> None:
    expected = states()
    for disk, committed in snapshots():
        assert recovered(disk.killed()) in expected[committed : committed + 2]


def test_at_any_moment_journal_and_newest_backup_rebuild_a_ruined_main_file() -> None:
    expected, rebuilt = states(), 0
    for disk, committed in snapshots():
        for after in disk.after_cuts():
            if any(".bak-" in path.name and not path.name.endswith(".tmp") for path in after.names_now):
                after.put(PATH, b"ruined")
                storage = JournaledStorage(PATH, disk=after)
                assert storage.tables in expected[committed : committed + 2]
                rebuilt += 1
    assert rebuilt > 200


def test_a_power_cut_during_the_recovery_from_a_power_cut() -> None:
    expected = states()
    for disk, committed in snapshots()[::5]:
        for after in list(disk.after_cuts())[::3]:
            again: list[SimulatedDisk] = []
            after.before = lambda call, after=after, again=again: again.append(after.copy())  # type: ignore[misc]
            recovered(after)
            for second in again:
                for twice in list(second.after_cuts())[::3]:
                    assert recovered(twice) in expected[committed : committed + 2]


def test_the_disk_may_take_a_few_bytes_at_a_time() -> None:
    disk, committed = SimulatedDisk(most_at_once=7), [0]
    play(disk, committed)
    assert recovered(disk) == states()[-1]


def test_without_syncs_a_power_cut_does_lose_changes() -> None:
    disk, committed = SimulatedDisk(syncs=False), [0]
    play(disk, committed)
    after = disk.after_cut("none", ())
    assert recovered(after) != states()[-1], "the simulated disk can tell a sync from none"


@pytest.mark.parametrize("kind", ["killed", "cut"])
def test_work_goes_on_after_a_crash(kind: str) -> None:
    disk = SimulatedDisk()
    JournaledStorage(PATH, disk=disk).commit({"labels": {"1": {"name": "Claim"}}})
    disk = disk.killed() if kind == "killed" else disk.after_cut("none", ())
    storage = JournaledStorage(PATH, disk=disk)
    storage.commit({"labels": {"2": {"name": "Fact"}}})
    storage.close()
    assert recovered(disk) == {"labels": {"1": {"name": "Claim"}, "2": {"name": "Fact"}}}
