"""The child process: the same result, gone when stopped, quiet, and no strain on the caller."""

import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from tests.sharing.library import HARBOUR, SUMMIT, article
from tui.model.article import Article
from tui.sharing import aside
from tui.sharing.aside import find_shared_aside
from tui.sharing.child import ChildFailed
from tui.sharing.index import Progress, find_shared


@pytest.fixture
def always_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "FOUND_HERE", 0)


def library(number: int) -> list[Article]:
    return [article(f"{SUMMIT}\nEdition {n} is out.\n{HARBOUR}", f"s{n % 9}") for n in range(number)]


@pytest.mark.usefixtures("always_a_child")
def test_a_child_finds_the_same() -> None:
    told: list[Progress] = []
    articles = library(12)
    assert find_shared_aside(articles, told.append, lambda: False) == find_shared(articles)
    assert told


@pytest.mark.usefixtures("always_a_child")
def test_stopping_ends_the_child_at_once(tmp_path: Path) -> None:
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    children: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def noted(*args: object, **options: object) -> subprocess.Popen[bytes]:
        children.append(real(*args, **options))  # type: ignore[call-overload]
        return children[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "Popen", noted)
        patch.setattr(tempfile, "tempdir", str(tmp_path))
        began = time.monotonic()
        assert find_shared_aside(library(3000), lambda progress: None, stop.is_set) is None
    assert time.monotonic() - began < 1.5
    assert [child.poll() is not None for child in children] == [True]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("always_a_child")
def test_a_child_that_dies_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "_CHILD", "raise SystemExit(3)")
    with pytest.raises(ChildFailed):
        find_shared_aside(library(2), lambda progress: None, lambda: False)


@pytest.mark.parametrize("paused", [False, True])
def test_a_child_ends_with_its_parent(paused: bool) -> None:
    """Also when it stands still just then."""
    parent = """
import subprocess, sys, threading, time
from tui.sharing import aside
from tui.sharing.child import ChildFailed
from tests.sharing.test_aside import library
real = subprocess.Popen
def noted(*args, **options):
    child = real(*args, **options)
    print(child.pid, flush=True)
    return child
subprocess.Popen = noted
aside.FOUND_HERE = 0
pause = aside.Pause()
def keys_come():
    while True:
        pause.begin()
        time.sleep(0.01)
if sys.argv[1] == "True":
    threading.Thread(target=keys_come, daemon=True).start()
aside.find_shared_aside(library(20_000), lambda progress: None, lambda: False, pause=pause)
"""
    with subprocess.Popen([sys.executable, "-c", parent, str(paused)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        time.sleep(0.5)
        process.kill()
    until = time.monotonic() + 5
    while _lives(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _lives(child)


def _lives(pid: int) -> bool:
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return listed.stdout.strip()[:1] not in ("", "Z")


@pytest.mark.usefixtures("always_a_child")
def test_the_caller_goes_on_answering() -> None:
    """Another thread, like that of the screen, is hardly kept waiting while a large result comes in."""
    waits: list[float] = []
    done = threading.Event()

    def beat() -> None:
        while not done.is_set():
            began = time.perf_counter()
            time.sleep(0.001)
            waits.append(time.perf_counter() - began)

    screen = threading.Thread(target=beat)
    screen.start()
    sharing = find_shared_aside(library(200), lambda progress: None, lambda: False)
    done.set()
    screen.join()
    assert sharing is not None
    assert len(sharing.pairs) > 1000
    assert sorted(waits)[int(len(waits) * 0.99)] < 0.03
