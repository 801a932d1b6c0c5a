"""How soon the program answers when much is annotated already, beside a bare Textual app in the same run.

    python -m benchmarks.annotating [--annotations 10000] [--here 2000]

The open article carries 2,000 annotations, sentences and spans that nest in them; 8,000 more lie on other articles.
Milliseconds from pressing a key to the last byte of the repaint, in a pseudo-terminal; a label is on the disk by then.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.startup import BARE, answers, many_articles
from benchmarks.terminal import Terminal
from tui.importers.opening import open_paths
from tui.model.annotation import Annotation, Scope, target_of
from tui.model.article import Article
from tui.model.history import RecordChange
from tui.model.reading import card_of
from tui.model.sentences import sentence_spans
from tui.store.database import NotebookFile

OTHERS = 80
"""Further articles, among which the rest of the annotations lie."""
WHEN = "2025-10-16T12:00:00.000Z"
KEYS = {
    "moving": "jjjjjjjjjj" * 4,
    "labelling": "1234512345" * 4,
    "selecting words": "vllwwlhhov" * 4,
    "words by letters, labelled": "Vac1" * 10,
    "choosing what overlaps": "iiijiiijiiij" * 3,
    "next without a label": "}" * 40,
    "undo": "u" * 40,
}


def annotations(article: Article, count: int) -> Iterator[Annotation]:
    """So many annotations on an article: every other one on a sentence, the rest on words in it."""
    spans = sentence_spans(article.text, article.language)
    for number in range(count):
        start, end = spans[(number // 2) % (len(spans) - 1) + 1]
        inner = number % 2 and end - start > 20
        target = target_of(article, start, start + 12 if inner else end, Scope.SPAN if inner else Scope.SENTENCE)
        label = ("claim", "fact", "quote", "opinion", "background")[number % 5]
        yield Annotation(f"{article.id}-{number}", target, label, "", f"coder {number % 2}", WHEN, WHEN)


def prepared(folder: Path, count: int, here: int) -> Path:
    """Articles in a folder, and a notebook that says so much about them; returns the notebook's path."""
    many_articles(folder, OTHERS + 40)
    long = [folder / f"{number:05}.md" for number in range(OTHERS, OTHERS + 40)]
    bodies = [path.read_text().partition("---\n\n")[2] for path in long]
    for path in long:
        path.unlink()
    front = "---\ntitle: Long\nsource: A\npublished: 2000-01-01\n---\n\n"
    (folder / "long.md").write_text(front + "\n\n".join(bodies * 2))
    library, _ = open_paths([folder])
    path = folder / "newsreader.json"
    file = NotebookFile(path)
    records: list[RecordChange] = []
    for article in library:
        many = here if article.title == "Long" else (count - here) // OTHERS
        records += [RecordChange(None, one) for one in annotations(article, many)]
        records.append(RecordChange(None, card_of(article)))
    file.notebook.do("prepare", records)
    file.close()
    return path


def main() -> None:
    """Measure, and print a line for each kind of key."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=int, default=10_000)
    parser.add_argument("--here", type=int, default=2_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, Terminal([sys.executable, "-c", BARE]) as terminal:
        terminal.until("Articles")
        results = {"bare app": answers(terminal, "j" * 60)}
        folder = Path(place)
        notebook = prepared(folder, asked.annotations, asked.here)
        command = [sys.executable, "-m", "tui", str(folder), "--notebook", str(notebook), "--annotator", "coder 0"]
        with Terminal(command) as ours:
            ours.until("Articles")
            ours.drain(5.0)  # what is shared is found by then
            for name, keys in KEYS.items():
                results[name] = answers(ours, keys)
    for name, one in results.items():
        print(f"{name:30} p50 {one['p50']:6.1f} ms   p95 {one['p95']:6.1f} ms   {one['bytes']:6.0f} bytes")


if __name__ == "__main__":
    main()
