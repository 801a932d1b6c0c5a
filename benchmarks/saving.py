"""How long it takes from a change until it is on the disk, beside TinyDB's own storages, in one run.

    python -m benchmarks.saving [--sizes 1000 10000 100000] [--rounds 300]

For every size a notebook with that many annotations is made, and then measured:

- change: from the call of the notebook until it returns, one label a call. It is on the disk then.
- append: a bare append and fsync of as many bytes as that change's journal line has, right after it.
- stock, caching: TinyDB's JSONStorage, and its CachingMiddleware, which puts nothing on the disk for a thousand
  calls, inserting the same document into a file of the same annotations. Far fewer rounds: they take too long.
- open: opening the notebook, every record made, beside `json.load` of the file, each in a new process.
- stall: the longest time in which a loop that wants to run every millisecond did not, during checkpoints in
  another thread, without and with changes of its own. A change waits for the disk, which a checkpoint keeps busy.

The ratio lines at the end name the targets of the project. Exit status 1 when one is missed.
"""

import argparse
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
import tinydb
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage

from tui.model.annotation import Annotation, Scope, target_of
from tui.model.article import Article, new_article
from tui.store.database import NotebookFile
from tui.store.disk import Disk
from tui.store.mainfile import encoded
from tui.store.storage import JournaledStorage

SENTENCE = "The call lasted more than two hours, and both sides called it useful. "
PER_ARTICLE = 40
OPENING = """
import gc, json, sys, time
from pathlib import Path
from tui.store.database import NotebookFile
path = Path(sys.argv[1])
if sys.argv[2] == "json":
    start = time.perf_counter()
    with path.open(encoding="utf-8") as file:
        kept = json.load(file)
else:
    start = time.perf_counter()
    kept = NotebookFile(path)
print(time.perf_counter() - start)
"""


@dataclass
class Measured:
    """Seconds, for one size."""

    size: int
    change: list[float] = field(default_factory=list)
    append: list[float] = field(default_factory=list)
    stock: list[float] = field(default_factory=list)
    caching: list[float] = field(default_factory=list)
    opening: list[float] = field(default_factory=list)
    json_load: list[float] = field(default_factory=list)
    stalls: list[float] = field(default_factory=list)
    stalls_at_work: list[float] = field(default_factory=list)


def timed(act: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def percentile(values: list[float], percent: float) -> float:
    """The value that so many percent are not above."""
    return sorted(values)[min(len(values) - 1, int(len(values) * percent / 100))]


def some_articles(size: int) -> list[Article]:
    """As many articles as so many annotations need."""
    text = SENTENCE * (PER_ARTICLE + 10)
    return [new_article(f"Report {n}", text, source=f"Source {n}") for n in range(max(1, size // PER_ARTICLE))]


def annotations(articles: list[Article], size: int) -> list[Annotation]:
    """That many annotations, one a sentence."""
    length = len(SENTENCE)
    found = []
    for number in range(size):
        place, article = divmod(number, len(articles))
        target = target_of(articles[article], place * length, (place + 1) * length - 1, Scope.SENTENCE)
        when = f"2026-01-01T00:{number // 60_000:02}:{number // 1000 % 60:02}.{number % 1000:03}Z"
        found.append(Annotation(uuid4().hex, target, "claim", "", "ana", when, when))
    return found


def make_notebook(path: Path, articles: list[Article], size: int) -> None:
    """Make a notebook with so many annotations."""
    file = NotebookFile(path)
    for article in articles[:500]:
        file.notebook.remember_place(article, 0)
    storage = file.database.storage
    assert isinstance(storage, JournaledStorage)
    storage.commit({"annotations": {str(n): one for n, one in enumerate(annotations(articles, size), 1)}})
    file.close()


def measure_changes(path: Path, articles: list[Article], rounds: int, measured: Measured) -> None:
    """Label so many times, each followed by a bare append of as many bytes."""
    file = NotebookFile(path)
    gc.freeze()
    bare = os.open(path.with_name("bare"), os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    journal = path.with_name(path.name + ".journal")
    label, before = file.notebook.codebook.labels[1], 0
    for number in range(rounds + 20):
        article = articles[number % min(len(articles), 20)]
        target = target_of(article, number, number + len(SENTENCE), Scope.SPAN)
        change = timed(lambda: file.notebook.label(article, target, label, "ben"))  # noqa: B023
        assert not file.unsaved
        size = journal.stat().st_size
        line = os.urandom(size - before) if before else b""
        append = timed(lambda: Disk().append(bare, line))  # noqa: B023
        before = size
        if number >= 20:  # the first label on an article writes its card as well
            measured.change.append(change)
            measured.append.append(append)
    os.close(bare)
    measured.stalls = [longest_stall(file, articles, works=False) for _ in range(5)]
    measured.stalls_at_work = [longest_stall(file, articles, works=True) for _ in range(5)]
    file.close()
    gc.unfreeze()


def longest_stall(file: NotebookFile, articles: list[Article], works: bool) -> float:
    """The longest time that this thread was kept waiting while another makes a checkpoint."""
    file.notebook.toggle_star(articles[0])
    ended, longest = threading.Event(), 0.0

    def checkpoint() -> None:
        file.checkpoint()
        ended.set()

    worker = threading.Thread(target=checkpoint)
    last = time.perf_counter()
    worker.start()
    while not ended.is_set():
        time.sleep(0.001)
        if works:
            file.notebook.toggle_done(articles[0])
        now = time.perf_counter()
        longest, last = max(longest, now - last - 0.001), now
    worker.join()
    return longest


def _caching(*arguments: Any, **options: Any) -> Any:
    middleware: Any = CachingMiddleware
    return middleware(JSONStorage)(*arguments, **options)


def measure_stock(path: Path, articles: list[Article], measured: Measured) -> None:
    """Insert into TinyDB's own storages, with a file of the same annotations."""
    records = annotations(articles, measured.size)
    tables = {"annotations": {str(number): one for number, one in enumerate(records, 1)}}
    rounds = max(3, min(30, 100_000 // measured.size))
    for name, storage in (("stock", JSONStorage), ("caching", _caching)):
        Disk().replace(path.with_name(name), encoded(tables, 2, 0))
        database = tinydb.TinyDB(path.with_name(name), storage=storage)
        table = database.table("annotations")
        for number in range(rounds + 1):
            document = orjson.loads(orjson.dumps(replace(records[0], id=str(number))))
            seconds = timed(lambda: table.insert(document))  # noqa: B023
            if number:  # the first finds out the last number
                getattr(measured, name).append(seconds)


def measure_opening(path: Path, measured: Measured) -> None:
    """Open the notebook, and load its JSON, in turns."""
    for _ in range(7):
        for kind, found in (("json", measured.json_load), ("notebook", measured.opening)):
            command = [sys.executable, "-c", OPENING, str(path), kind]
            found.append(float(subprocess.run(command, capture_output=True, check=True).stdout))


def measure(size: int, rounds: int) -> Measured:
    """All the measurements for one size."""
    measured = Measured(size)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "newsreader.json"
        articles = some_articles(size)
        make_notebook(path, articles, size)
        measure_opening(path, measured)
        measure_changes(path, articles, rounds, measured)
        measure_stock(path, articles, measured)
    return measured


def print_table(all_measured: list[Measured]) -> None:
    """The measurements, in milliseconds: median, and 95th percentile."""
    print(f"{'ms, p50 (p95)':14}" + "".join(f"{one.size:>22,}" for one in all_measured))
    for name in ("change", "append", "stock", "caching", "opening", "json_load", "stalls", "stalls_at_work"):
        cells = []
        for one in all_measured:
            values = getattr(one, name)
            cells.append(f"{statistics.median(values) * 1e3:.2f} ({percentile(values, 95) * 1e3:.2f})")
        print(f"{name.replace('_', ' '):14}" + "".join(f"{cell:>22}" for cell in cells))


def print_ratios(all_measured: list[Measured]) -> bool:
    """How the largest size stands to the targets; whether all are met."""
    small, large = all_measured[0], all_measured[-1]
    p50 = statistics.median
    lines = [
        ("change at the largest / at the smallest size", p50(large.change) / p50(small.change), "at most", 1.5),
        ("change / bare append and fsync", p50(large.change) / p50(large.append), "at most", 3),
        ("stock / change", p50(large.stock) / p50(large.change), "at least", 500),
        ("opening / json.load", p50(large.opening) / p50(large.json_load), "at most", 1.2),
        ("longest stall in a checkpoint, ms", max(large.stalls) * 1e3, "at most", 20),
        ("the same while changing, ms", max(large.stalls_at_work) * 1e3, "at most", 20),
    ]
    met = True
    print(f"at {large.size:,}:")
    for name, value, word, target in lines:
        good = value >= target if word == "at least" else value <= target
        met = met and good
        print(f"  {name:46} {value:10,.2f}   {word} {target:<6} {'' if good else 'MISSED'}")
    return met


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Time saving and opening, beside TinyDB's own storages.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=300)
    options = parser.parse_args()
    all_measured = [measure(size, options.rounds) for size in options.sizes]
    print_table(all_measured)
    return int(not print_ratios(all_measured))


if __name__ == "__main__":
    sys.exit(main())
