"""How the screen answers on one long article and over many, beside Textual's own widgets in the same run.

    python -m benchmarks.screen [--words 200000] [--articles 10000] [--rounds 3]

Everything runs in a pseudo-terminal of 120 columns and 36 rows. Milliseconds of a key are from pressing it to the last
byte of the repaint, those of a first frame from the start of the process. Peers are a bare program, a `Static` with the
same text and as many highlights, an `OptionList` and a `DataTable` with as many rows; what they show is made up while
they start, where ours reads files. Memory is what the process holds, without the texts and without the child that
looks for what is shared.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.startup import BARE, WORDS, answers, first_frames, many_articles, newsreader, usable_after
from benchmarks.terminal import Terminal

STATIC = """
import re, sys
from textual.app import App
from textual.containers import VerticalScroll
from textual.content import Content, Span
from textual.widgets import Static
text = open(sys.argv[1]).read()
spans = [match.span() for match in re.finditer(r"[^.]+\\.", text)]
shared = [Span(*span, "on blue 30%") for span in spans[::3]]
class Peer(App):
    BINDINGS = [("j", "move")]
    at = 0
    def compose(self):
        with VerticalScroll(can_focus=False):
            yield Static(self.words(), markup=False)
    def words(self):
        return Content(text, spans=[*shared, Span(*spans[self.at], "reverse")])
    def action_move(self):
        self.at += 1
        self.query_one(Static).update(self.words(), layout=False)
Peer().run()
"""
ROWS = """
import sys
from textual.app import App
from textual.content import Content
from textual.widgets import DataTable, OptionList
kind, count = sys.argv[1], int(sys.argv[2])
class Peer(App):
    BINDINGS = [("j", "move")]
    def compose(self):
        if kind == "OptionList":
            yield OptionList(*(Content(f"Articles {row} on the summit\\nSource {row % 40}") for row in range(count)))
        else:
            yield DataTable(cursor_type="row")
    def on_mount(self):
        if kind == "DataTable":
            table = self.query_one(DataTable)
            table.add_columns("Articles", "Source", "Day")
            table.add_rows((f"Article {row} on the summit", f"Source {row % 40}", "16 Oct") for row in range(count))
    def action_move(self):
        self.focused.action_cursor_down()
Peer().run()
"""
MOST_OF_A_PEER = 60.0
"""Seconds that a peer has for one repaint."""


def told(name: str, value: float, unit: str = "ms", asked: str = "") -> None:
    """Print one line of the table."""
    print(f"{name:58}{value:10,.1f} {unit:6}{asked}", flush=True)


def long_article(path: Path, words: int) -> None:
    """An article of so many words, in sentences of 20; every third stands in another file, too."""
    chance = random.Random(1)
    sentences = [" ".join(chance.choices(WORDS, k=20)).capitalize() + f" {number}." for number in range(words // 21)]
    paragraphs = [" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4)]
    path.write_text("\n\n".join(paragraphs))
    path.with_name("other.txt").write_text("\n\n".join(sentences[::3]))


def one_article(folder: Path, words: int) -> None:
    """Moving and labelling in one long article, and moving in a `Static` with the same text."""
    folder.mkdir()
    long_article(folder / "long.txt", words)
    with Terminal(newsreader([folder / "long.txt", folder / "other.txt"], folder)) as terminal:
        told(f"{words:,} words: first frame", terminal.until("Articles") * 1000)
        terminal.until("Also", 120.0)
        moving = answers(terminal, "j" * 60, 1.0)
        labelling = answers(terminal, "1234512345" * 4, 1.0)
    with Terminal([sys.executable, "-c", STATIC, str(folder / "long.txt")]) as terminal:
        terminal.until("\x1b[?1049h")
        terminal.drain(2.0)
        static = median(terminal.press("j", MOST_OF_A_PEER)[1] for _ in range(3))
    told(f"{words:,} words: cursor move, p50", moving["p50"])
    told(f"{words:,} words: cursor move, p95", moving["p95"], asked="at most 15")
    told(f"{words:,} words: label, p95", labelling["p95"], asked="at most 15")
    told(f"{words:,} words: the same move in Static, p50", static)
    told("as many times faster than Static", static / moving["p50"], "x", "at least 20")
    told("bytes a cursor move", moving["bytes"], "bytes", "at most 2,000")


def many(folder: Path, count: int, bare: float) -> None:
    """Opening many articles, moving through them, and filtering them."""
    folder.mkdir()
    many_articles(folder, count)
    texts = sum(path.stat().st_size for path in folder.glob("*.md"))
    began = time.perf_counter()
    from tui.importers.opening import open_paths

    open_paths([folder])
    reading = time.perf_counter() - began
    for name in ("OptionList", "DataTable"):
        with Terminal([sys.executable, "-c", ROWS, name, str(count)]) as terminal:
            frame = terminal.until("Article", 300.0) * 1000
            terminal.press("j", MOST_OF_A_PEER)  # it answers once it is done with filling itself
            move = answers(terminal, "j" * 20, 2.0)
        told(f"{count:,} rows in {name}: first frame", frame)
        told(f"{count:,} rows in {name}: move, p95", move["p95"])
    with Terminal(newsreader([folder], folder)) as terminal:
        frame = terminal.until("Articles", 300.0) * 1000
        usable = frame + usable_after(terminal)
        terminal.write("\x1b[27u" * 2)
        switching = answers(terminal, "J" * 60, 1.0)
        filtering = [terminal.press(key, 2.0)[1] for key in "summit"] if opened_filter(terminal) else []
        memory = resident(terminal.pid)
    told(f"{count:,} articles: reading the files, alone", reading * 1000)
    told(f"{count:,} articles: first frame", frame)
    told("as many times the bare program's", frame / bare, "x", "at most 1.8")
    told(f"{count:,} articles: usable list", usable, asked="at most 2,000")
    told(f"{count:,} articles: next article, list and reader, p95", switching["p95"], asked="at most 25")
    told(f"{count:,} articles: filter, slowest of its keys", max(filtering, default=0.0), asked="at most 100")
    told(f"{count:,} articles: memory beyond the texts", (memory - texts) / 1e6, "MB", "at most 400")


def opened_filter(terminal: Terminal) -> bool:
    """Open the line in which a filter is typed."""
    return terminal.press("f", 2.0)[2] > 0


def resident(pid: int) -> int:
    """Bytes of memory that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4096


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a line for each figure with what is asked of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=200_000)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        bare = first_frames({"bare": [sys.executable, "-c", BARE]}, asked.rounds)["bare"]
        told("bare program: first frame", bare)
        one_article(Path(place) / "one", asked.words)
        many(Path(place) / "many", asked.articles, bare)


if __name__ == "__main__":
    main()
