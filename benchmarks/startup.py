"""How soon the program is there and how soon it answers, beside a bare Textual app in the same run.

First frame: from the start of the process until the first screen is written to the terminal; the programs take
turns. Keys: from pressing to the last byte of the repaint. Run: `python -m benchmarks.startup`.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

from benchmarks.terminal import Terminal

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    BINDINGS = [("j", "move")]
    def compose(self):
        yield Static("Articles")
    def action_move(self):
        self.query_one(Static).update(f"Articles {id(object())}")
Bare().run()
"""
WORDS = (
    "the", "of", "to", "and", "said", "president", "minister", "talks", "summit", "vote", "party", "leaders", "country",
    "report", "government", "week",
)  # fmt: skip


def newsreader(paths: Sequence[Path], folder: Path) -> list[str]:
    """The command that opens these paths with a fresh notebook."""
    notebook = folder / f"{random.randrange(10**9)}.json"
    return [sys.executable, "-m", "tui", *map(str, paths), "--notebook", str(notebook)]


def first_frames(commands: dict[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """Milliseconds until each command's first screen, the median of so many rounds."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            with Terminal(command) as terminal:
                seconds = terminal.until("Articles")
            if turn:  # the first round warms the file cache
                times[name].append(seconds * 1000)
    return {name: median(values) for name, values in times.items()}


def answers(terminal: Terminal, keys: str, most: float = 0.25) -> dict[str, float]:
    """Press the keys one after the other: p50 and p95 of the milliseconds to the end of the repaint, and bytes."""
    terminal.drain()
    presses = [terminal.press(key, most) for key in keys]
    ends = sorted(last for _, last, size in presses if size)
    return {"p50": median(ends), "p95": quantiles(ends, n=20)[-1], "bytes": median(size for _, _, size in presses)}


def many_articles(folder: Path, count: int) -> None:
    """So many articles of about 25 sentences, the same at every run; one sentence in five is another's, too."""
    chance = random.Random(7)
    names = [f"{a}{b}{c}" for a in "BKLMNPRST" for b in "aeiou" for c in ("den", "lin", "ras", "tov", "vik")]
    common: list[str] = []
    for number in range(count):
        sentences = []
        for _ in range(25):
            if common and chance.random() < 0.2:
                sentences.append(chance.choice(common[-2000:]))
                continue
            words = [chance.choice(names if chance.random() < 0.3 else WORDS) for _ in range(chance.randint(8, 26))]
            sentences.append(" ".join(words).capitalize() + f" {chance.randrange(10**5)}.")
            if chance.random() < 0.1:
                common.append(sentences[-1])
        day = f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        front = f"---\ntitle: {sentences[0][:60]}\nsource: Source {number % 40}\npublished: {day}\n---\n\n"
        (folder / f"{number:05}.md").write_text(front + " ".join(sentences))


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        bare = [sys.executable, "-c", BARE]
        frames = first_frames({"bare": bare, "newsreader": newsreader([], folder)}, asked.rounds)
        with Terminal(bare) as terminal:
            terminal.until("Articles")
            bare_keys = answers(terminal, "j" * 60)
        with Terminal(newsreader([], folder)) as terminal:
            terminal.until("Articles")
            moving = answers(terminal, "jjjjjjjjJ" * 4 + "kkkK" * 4)
            labelling = answers(terminal, "12345123451234512345")
        many = folder / "many"
        many.mkdir()
        many_articles(many, asked.articles)
        with Terminal(newsreader([many], folder)) as terminal:
            frame = terminal.until("Articles")
            usable = usable_after(terminal)
            busy = answers_while_busy(terminal)
            shared = terminal.until("%", 600.0)
    result = {
        "first frame, bare app (ms)": frames["bare"],
        "first frame, newsreader on the samples (ms)": frames["newsreader"],
        "ratio": frames["newsreader"] / frames["bare"],
        "key to repaint, bare app p95 (ms)": bare_keys["p95"],
        "key to repaint, moving p50 (ms)": moving["p50"],
        "key to repaint, moving p95 (ms)": moving["p95"],
        "bytes a move": moving["bytes"],
        "key to repaint, labelling p95 (ms)": labelling["p95"],
        f"first frame with {asked.articles:,} articles (ms)": frame * 1000,
        "list answers after the first frame (ms)": usable,
        "key to repaint while sharing is found p95 (ms)": busy["p95"],
        "progress was on the screen by (ms)": shared * 1000,
    }
    if asked.json:
        print(json.dumps(result, indent=2))
    else:
        for name, value in result.items():
            print(f"{name:52}{value:10.1f}")


def usable_after(terminal: Terminal) -> float:
    """Milliseconds from now until the list has answered a key: until the second article is on the screen."""
    before = time.perf_counter()
    for _ in range(100):
        _, _, size = terminal.press("J", most=0.1)
        if size > 200:  # more than a cursor that blinks
            break
    return (time.perf_counter() - before) * 1000


def answers_while_busy(terminal: Terminal) -> dict[str, float]:
    """The same while what is shared is being found behind the screen. Progress is drawn too: not every byte is ours."""
    ends = sorted(terminal.press("J" if turn % 2 else "j", most=1.0)[0] for turn in range(60))
    return {"p50": median(ends), "p95": quantiles(ends, n=20)[-1]}


if __name__ == "__main__":
    main()
