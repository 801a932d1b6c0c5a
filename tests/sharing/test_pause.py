import os
import signal
import sys
import time
from collections.abc import Iterator

import pytest

from tui.sharing import pause as pausing
from tui.sharing.child import end_group, read, start_child
from tui.sharing.pause import Pause

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes cannot be stopped there")

CHILD = "import time; from tui.sharing.child import start_child, write; import sys\n"
CHILD += "child = start_child('import time; time.sleep(60)')\nwrite(sys.stdout.buffer, child.pid)\ntime.sleep(60)"


@pytest.fixture
def group() -> Iterator[tuple[int, int]]:
    """A child with a group of its own, and its own child."""
    child = start_child(CHILD, own_group=True)
    assert child.stdout is not None
    yield child.pid, read(child.stdout)
    end_group(child)


def stopped(pid: int) -> bool:
    """Whether a process is stopped; one that was told to needs a moment."""
    time.sleep(0.05)
    with os.popen(f"ps -o stat= -p {pid}") as told:
        return told.read().strip().startswith("T")


def test_all_stand_still_for_a_moment_and_go_on(group: tuple[int, int]) -> None:
    pause = Pause()
    with pause.of(group[0]):
        pause.begin()
        pause.end_when_due()  # too early
        assert all(map(stopped, group))
        time.sleep(pausing.STANDS_STILL)
        pause.end_when_due()
        assert not any(map(stopped, group))


def test_they_go_on_in_between_however_many_keys_come(group: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pausing, "MOST", 0.3)
    monkeypatch.setattr(pausing, "SHARE", 0.5)
    pause, until = Pause(), time.monotonic() + 0.4
    with pause.of(group[0]):
        while time.monotonic() < until:
            pause.begin()
            time.sleep(0.01)
        pause.end_when_due()
        pause.begin()
        assert not any(map(stopped, group))


def test_those_that_come_while_a_key_is_answered_wait_for_it(group: tuple[int, int]) -> None:
    pause = Pause()
    pause.begin()
    with pause.of(group[0]):
        assert all(map(stopped, group))
        time.sleep(pausing.STANDS_STILL)
        pause.end_when_due()
        assert not any(map(stopped, group))


def test_what_stands_still_can_be_ended() -> None:
    child = start_child(CHILD, own_group=True)
    assert child.stdout is not None
    grandchild = read(child.stdout)
    pause = Pause()
    with pause.of(child.pid):
        pause.begin()
    end_group(child)
    assert child.returncode == -signal.SIGKILL
    assert not stopped(grandchild)


def test_without_a_group_nothing_happens() -> None:
    pause = Pause()
    pause.begin()
    pause.end_when_due()
