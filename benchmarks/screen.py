"""How the screen answers on one long article and over many, beside Textual's own widgets in the same run.

    python -m benchmarks.screen [--words 200000] [--articles 10000] [--line 5000000] [--rounds 3]

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
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles

from benchmarks.startup import BARE, WORDS, answers, first_frames, many_articles, newsreader, usable_after
from benchmarks.terminal import ESCAPE, Terminal

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
LINES = {
    "plain text": "word ",
    "Chinese": "汉字",
    "Hindi": "नमस्ते दुनिया ",
    "letters with accents": "nai\u0308ve re\u0301sume\u0301 ",
    "emoji": "👨‍👩‍👧",
    "flags": "🇩🇪",
    "one flood of accents": "\u0301",
}
"""What a line nobody wrote by hand may be made of."""
REPAINT = 600
"""Bytes that another article takes on the screen at least; a line that tells how far something is takes fewer."""
KEYS = 200
"""Of 40 the 95th percentile is the second slowest: whatever else the machine did in one moment."""
MOST_KEYS = 2_000
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
        moving = answers(terminal, "j" * KEYS, 1.0)
        labelling = answers(terminal, "12345" * (KEYS // 5), 1.0)
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


def one_line(length: int) -> None:
    """Laying out one line of so many code points, of one script after the other."""
    from tui.widgets.text_layout import TextLayout

    TextLayout("é" + LINES["emoji"], 80)  # the table of widths is made once
    for name, piece in LINES.items():
        line = "e" + piece * (length // len(piece))
        began = time.process_time()
        TextLayout(line, 80)
        told(f"a line of {length:,} code points laid out: {name}", (time.process_time() - began) * 1000)


def many(folder: Path, count: int, rounds: int) -> None:
    """Opening many articles, moving through them, and filtering them."""
    folder.mkdir()
    many_articles(folder, count)
    texts = sum(path.stat().st_size for path in folder.glob("*.md"))
    frames = first_frames({"bare": [sys.executable, "-c", BARE], "ours": newsreader([folder], folder)}, rounds)
    for name in ("OptionList", "DataTable"):
        with Terminal([sys.executable, "-c", ROWS, name, str(count)]) as terminal:
            frame = terminal.until("Article", 300.0) * 1000
            for _ in range(6):  # it fills itself, and makes up for it at the first keys
                terminal.press("j", MOST_OF_A_PEER)
            move = answers(terminal, "j" * 20, 2.0)
        told(f"{count:,} rows in {name}: first frame", frame)
        told(f"{count:,} rows in {name}: move, p95", move["p95"])
    with Terminal(newsreader([folder], folder)) as terminal:
        usable = terminal.until("Articles", 300.0) * 1000 + usable_after(terminal)
        terminal.write(ESCAPE * 2)
        meanwhile = answers_until(terminal, f"Articles  {count:,} ")
        filled = (time.perf_counter() - terminal.started) * 1000
        switching = answers(terminal, "J" * 60, 1.0)
        terminal.press("h")
        moving = answers(terminal, "j" * 60, 1.0)
        terminal.press("l")
        filtering = [terminal.press("f", 2.0)[1]]
        listing = [list_after(terminal, key, filtering) for key in "summit z"]
        memory = resident(terminal.pid)
    told("bare program: first frame", frames["bare"])
    told(f"{count:,} articles: first frame", frames["ours"])
    told("as many times the bare program's in the same rounds", frames["ours"] / frames["bare"], "x", "at most 1.8")
    told(f"{count:,} articles: usable list", usable, asked="at most 2,000")
    told(f"{count:,} articles: all of them in the list", filled)
    told(f"{count:,} articles: next article meanwhile, p95", meanwhile, asked="at most 30")
    told(f"{count:,} articles: next article, list and reader, p95", switching["p95"], asked="at most 25")
    told(f"{count:,} articles: next in the list, p95", moving["p95"], asked="at most 25")
    told(f"{count:,} articles: filter, slowest of its keys", max(filtering), asked="at most 100")
    told(f"{count:,} articles: filter, all that it finds, slowest", max(listing))
    told(f"{count:,} articles: memory beyond the texts", (memory - texts) / 1e6, "MB", "at most 400")


def answers_until(terminal: Terminal, text: str) -> float:
    """Go from article to article until `text` was written: p95 of the milliseconds to the repaint, not to its end,
    for what goes on meanwhile is told, too.
    """
    taken: list[float] = []
    while text.encode() not in terminal.output and len(taken) < MOST_KEYS:
        terminal.drain(0.05)
        written, pressed = len(terminal.output), time.perf_counter()
        terminal.write("JK"[len(taken) // 20 % 2])
        while len(terminal.output) < written + REPAINT and time.perf_counter() < pressed + 2.0:
            terminal.read(0.1)
        taken.append((time.perf_counter() - pressed) * 1000)
    return quantiles(taken, n=20)[-1] if len(taken) > 1 else 0.0


def list_after(terminal: Terminal, key: str, answered: list[float]) -> float:
    """Milliseconds from a key of a filter until its list is there; `answered` gets those until it is answered."""
    written, pressed = len(terminal.output), time.perf_counter()
    answered.append(terminal.press(key, 2.0)[1])
    with suppress(TimeoutError):  # nothing is written when as many are found as before, at once
        terminal.until("by date", 3.0, since=written)
        return (time.perf_counter() - pressed) * 1000
    return answered[-1]


def resident(pid: int) -> int:
    """Bytes of memory that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4096


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a line for each figure with what is asked of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=200_000)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--line", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        one_article(Path(place) / "one", asked.words)
        one_line(asked.line)
        many(Path(place) / "many", asked.articles, asked.rounds)


if __name__ == "__main__":
    main()
