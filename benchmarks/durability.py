"""Whether labels that were acknowledged survive: a program that labels as fast as it can, killed at random.

    python -m benchmarks.durability [--kills 1000] [--cuts 1000] [--screen 0] [--seed N] [--no-fsync]

Kills are real: a process opens a notebook, labels, brings the main file up to date in another thread, tells
every label that was saved, and gets `kill -9` after a random time, often while it still recovers from the kill
before. Then every acknowledged label must be there, and the main file must be JSON.

What a killed process has written is safe with the kernel, synced or not, so kills cannot tell whether anything
is synced at all. Power cuts can, and are simulated: the same program runs on a disk in memory that keeps what
was synced, and of the rest, content and names, whatever chance decides. With `--no-fsync` a sync does nothing:
then the cuts must lose labels, or this program could not fail.

With `--screen` the whole program is killed: it runs on the sample articles in a terminal, labels one sentence after
another as fast as it answers, and is killed with all its processes. A label is acknowledged when the terminal was
told "7 of 30 labelled · saved 12:01:07": the first seven sentences then.

Prints acknowledged, lost and unparsable for each. Exit status 1 when anything was lost or unparsable.
"""

import argparse
import json
import os
import random
import re
import signal
import struct
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.terminal import Terminal
from tests.store.disks import PATH, PowerCut, SimulatedDisk
from tui.importers.opening import open_paths
from tui.model.annotation import Scope, target_of
from tui.model.article import Article, new_article
from tui.model.sentences import sentence_spans
from tui.places import SEEDS
from tui.store.database import NotebookFile
from tui.store.disk import Disk
from tui.store.storage import NotebookError

ARTICLE = new_article("A call", "Both sides called it useful. " * 400, source="Sample Wire")
ACKNOWLEDGED = re.compile(r" (\d+) of (\d+) labelled · saved \d\d:\d\d:\d\d".encode())
RUNS_PER_NOTEBOOK = 25
"""How often one notebook is crashed and opened again before a new one is begun."""


class NoFsync(Disk):
    """A disk on which a sync does nothing."""

    def sync(self, fd: int) -> None:
        """Do nothing."""

    def sync_folder(self, folder: Path) -> None:
        """Do nothing."""


@dataclass
class Result:
    """What came of all runs."""

    runs: int = 0
    acknowledged: int = 0
    lost: int = 0
    unparsable: int = 0

    def __str__(self) -> str:
        return (
            f"{self.runs:6,} runs  {self.acknowledged:8,} acknowledged  "
            f"{self.lost:6,} lost  {self.unparsable:4,} unparsable"
        )


def verify(path: Path, acknowledged: Iterable[tuple[str, int]], disk: Disk | None = None) -> tuple[int, bool]:
    """Open a notebook after a crash: how many acknowledged labels are lost, and whether it can be read at all.

    A label is told by its annotator and where it starts. For a check of the whole program: collect those
    that its screen showed as saved, kill it, and call this.
    """
    disk = disk or Disk()
    wanted = set(acknowledged)
    try:
        main = disk.read(path)
        if main is not None:
            json.loads(main)
        file = NotebookFile(path, disk=disk)
    except (NotebookError, ValueError):
        return len(wanted), False
    found = {(one.annotator, one.target.start) for one in file.notebook.annotations}
    file.close()
    return len(wanted - found), True


def put_label(file: NotebookFile, article: Article, annotator: str, start: int) -> None:
    """Label ten characters; raises when that is not on the disk afterwards."""
    label = file.notebook.codebook.labels[start % 5]
    file.notebook.label(article, target_of(article, start, start + 10, Scope.SPAN), label, annotator)
    if file.unsaved:
        raise SystemExit(file.problem)


def label_until_killed(path: Path, annotator: str, tell: int, disk: Disk) -> None:
    """What the process does that is to be killed: label, and tell the number of every label that is saved."""
    file = NotebookFile(path, disk=disk)
    resting = random.uniform(0.001, 0.02)

    def keep_up() -> None:
        while True:
            time.sleep(resting)
            file.checkpoint()

    threading.Thread(target=keep_up, daemon=True).start()
    for start in range(len(ARTICLE.text) - 10):
        put_label(file, ARTICLE, annotator, start)
        os.write(tell, struct.pack("<I", start))


def run_and_kill(path: Path, annotator: str, disk: Disk) -> list[int]:
    """Start that process, kill it after a random time; returns the numbers that it told."""
    listen, tell = os.pipe()
    child = os.fork()
    if not child:
        os.close(listen)
        try:
            label_until_killed(path, annotator, tell, disk)
        finally:
            os._exit(1)
    os.close(tell)
    time.sleep(random.uniform(0.0, 0.06))
    os.kill(child, signal.SIGKILL)
    told = b""
    while more := os.read(listen, 65536):
        told += more
    os.close(listen)
    os.waitpid(child, 0)
    return [number for (number,) in struct.iter_unpack("<I", told)]


def kills(count: int, disk: Disk) -> Result:
    """Kill that many processes."""
    result = Result()
    while result.runs < count:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "newsreader.json"
            acknowledged: set[tuple[str, int]] = set()
            for _ in range(min(RUNS_PER_NOTEBOOK, count - result.runs)):
                annotator = f"run {result.runs}"
                told = {(annotator, start) for start in run_and_kill(path, annotator, disk)}
                acknowledged |= told
                # Every other time the next process is the first to open what the killed one left.
                if result.runs % 2 or result.runs == count - 1:
                    lost, readable = verify(path, acknowledged)
                    result.lost += lost
                    result.unparsable += not readable
                result.runs += 1
                result.acknowledged += len(told)
    return result


def cuts(count: int, syncs: bool) -> Result:
    """Cut the simulated power that many times."""
    result = Result()
    while result.runs < count:
        disk = SimulatedDisk(syncs=syncs)
        acknowledged: list[tuple[str, int]] = []
        for run in range(min(RUNS_PER_NOTEBOOK, count - result.runs)):
            left = random.randrange(1, 120)

            def count_down(call: str) -> None:
                nonlocal left
                left -= 1
                if left < 0:
                    raise PowerCut

            disk.before = count_down
            try:
                file = NotebookFile(PATH, disk=disk)
                for start in range(1000):
                    put_label(file, ARTICLE, f"run {run}", start)
                    acknowledged.append((f"run {run}", start))
                    result.acknowledged += 1
                    if random.random() < 0.1:
                        file.checkpoint()
                    if random.random() < 0.05:
                        file.close()
                        file = NotebookFile(PATH, disk=disk)
            except PowerCut:
                pass
            except NotebookError:
                result.unparsable += 1
            operations = tuple(one for one in disk.unsynced if random.random() < 0.5)
            disk = disk.after_cut(random.choice(["none", "half", "all", "zeros"]), operations)
            result.runs += 1
            lost, readable = verify(PATH, acknowledged, disk.killed())
            result.lost += lost
            result.unparsable += not readable
            if lost or not readable:
                break  # count it once, and begin anew
    return result


def label_on_screen_and_kill(path: Path) -> list[int]:
    """Run the whole program, kill it after a random time; returns where the labels start that it showed as saved."""
    command = [sys.executable, "-m", "tui", str(SEEDS), "--notebook", str(path), "--annotator", "screen"]
    with Terminal(command, columns=200) as terminal:
        terminal.until("labelled")
        killer = threading.Timer(random.uniform(0.0, 1.5), os.killpg, (terminal.pid, signal.SIGKILL))
        killer.start()
        with suppress(OSError):  # nobody reads what is typed any more
            while killer.is_alive():
                terminal.press("1", 0.1)
        killer.join()
        terminal.drain()  # what was on its way to the screen when it was killed counts as shown
        shown = [(int(labelled), int(of)) for labelled, of in ACKNOWLEDGED.findall(terminal.output)]
    if not shown:
        return []
    labelled, of = max(shown)
    spans = [sentence_spans(article.text, article.language) for article in open_paths([SEEDS])[0]]
    return [start for start, _ in next(one for one in spans if len(one) == of)[:labelled]]


def screens(count: int) -> Result:
    """Kill the whole program that many times."""
    result = Result()
    for _ in range(count):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "newsreader.json"
            told = label_on_screen_and_kill(path)
            lost, readable = verify(path, [("screen", start) for start in told])
        result.runs += 1
        result.acknowledged += len(told)
        result.lost += lost
        result.unparsable += not readable
    return result


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Crash a program that labels, and count what is lost.")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--cuts", type=int, default=1000)
    parser.add_argument("--screen", type=int, default=0, help="how often to kill the whole program")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--no-fsync", action="store_true", help="let every sync do nothing")
    options = parser.parse_args()
    random.seed(options.seed)
    results = []
    if options.kills:
        results.append(kills(options.kills, NoFsync() if options.no_fsync else Disk()))
        print("kill -9   ", results[-1], flush=True)
    if options.cuts:
        results.append(cuts(options.cuts, syncs=not options.no_fsync))
        print("power cut ", results[-1], flush=True)
    if options.screen:
        results.append(screens(options.screen))
        print("on screen ", results[-1], flush=True)
    return int(any(result.lost or result.unparsable for result in results))


if __name__ == "__main__":
    sys.exit(main())
