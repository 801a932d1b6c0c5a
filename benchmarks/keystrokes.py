"""How many key presses one labelling job takes here, beside what other tools need for the same.

    python -m benchmarks.keystrokes

The job is 40 decisions on the sample articles: labels of sentences, of words and of whole articles, notes, a
correction, and the copies of what was labelled. Ours is driven through the real program, and the notebook is
compared with what was asked for. The others' keys and clicks are counted from their documentation, always with the
shortest way it tells; scrolling, finding the place, and the text of the notes are not counted for anybody.
"""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tui.app import NewsreaderApp
from tui.importers.opening import open_paths
from tui.model.annotation import Scope
from tui.places import SEEDS
from tui.screens.workspace import Workspace
from tui.store.database import NotebookFile

SENTENCE, COPY, WORDS, ARTICLE, NOTE, CORRECTION = "sentence", "copy", "words", "article", "note", "correction"


@dataclass(frozen=True, slots=True)
class Act:
    """Some keys, and the decisions they make."""

    keys: tuple[str, ...]
    decides: tuple[str, ...] = ()
    text: str = ""
    """What is typed in between, before the last key; not counted."""


def _labels(digits: str) -> list[Act]:
    return [Act((digit,), (SENTENCE,)) for digit in digits]


OURS = (
    Act(("J",)),  # to the Gazette's article
    *_labels("22"),
    Act(("a", "enter"), (NOTE,), "where is the Kremlin's own account?"),
    *_labels("3"),
    Act(("V", "a", "d", "1"), (WORDS,)),
    *_labels("23554"),
    Act(("u", "1"), (CORRECTION,)),
    *_labels("3"),
    Act(("V", "b", "f", "2"), (WORDS,)),
    *_labels("422514"),
    Act(("h",)),
    Act(("p", "a", "enter"), (COPY,) * 19),
    Act(("1",), (ARTICLE,)),
    Act(("5",), (ARTICLE,)),
)
"""What a coder presses."""

STEPS = {
    # label a sentence, a copy of it, words, an article; write a note; correct a label; go on to the next article
    "doccano": (2, 2, 2, 1, 3, 2, 1),
    "Label Studio": (2, 2, 2, 1, 3, 2, 1),
    "SLATE": (3, 3, 8, 2, 4, 5, 1),
}
"""For each tool, the keys and clicks of each kind of decision, and those from one article to the next."""
HOW = {
    "doccano": (
        "select with the mouse, counted as one; the label's key. A note is a comment on the article: open, click into "
        "it, add. To correct: click the label, choose another."
    ),
    "Label Studio": (
        "the label's key; select with the mouse, counted as one. A note: click the region, alt+m, save. To correct: "
        "click the region, the other label's key. Submit goes on to the next."
    ),
    "SLATE": (
        "move on, space, the label's key. Words: a count and a key to the first, a count and a key to the last, space, "
        "key, and back by two; in runs of its own, for a run labels lines, words or documents. To correct: back, "
        "space and key twice."
    ),
}
ARTICLES = 4
"""Articles that are touched: the Gazette's, and those that hold copies of its sentences."""


def counted(act: Act) -> int:
    """How many keys an act takes; what is typed as a note is not counted."""
    return len(act.keys)


async def played(acts: Sequence[Act]) -> Counter[str]:
    """Press the keys in the real program; returns how many annotations of each kind the notebook then has."""
    with tempfile.TemporaryDirectory() as folder:
        library, _ = open_paths([SEEDS])
        file = NotebookFile(Path(folder) / "newsreader.json")
        app = NewsreaderApp(Workspace(library, file, "coder"))
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.app.workers.wait_for_complete()
            for act in acts:
                *first, last = act.keys
                await pilot.press(*first)
                await pilot.pause()
                await pilot.press(*act.text, last)
                await pilot.pause()
        made = Counter(
            kind
            for one in file.notebook.annotations
            for kind, holds in (
                (NOTE, bool(one.note)),
                (COPY, bool(one.origin)),
                (SENTENCE, one.target.scope is Scope.SENTENCE and bool(one.label) and not one.origin),
                (WORDS, one.target.scope is Scope.SPAN and not one.origin),
                (ARTICLE, one.target.scope is Scope.ARTICLE),
            )
            if holds
        )
        file.close()
    return made


def main() -> None:
    """Play the job, check what came of it, and print the table."""
    decisions = Counter(kind for act in OURS for kind in act.decides)
    made = asyncio.run(played(OURS))
    corrected = made | Counter({CORRECTION: decisions[CORRECTION]})  # it changes a label that is counted already
    if corrected != decisions:
        raise SystemExit(f"the keys did not do the job: {dict(corrected)} came of {dict(decisions)}")
    table = Table(title=f"Keys and clicks for {decisions.total()} decisions")
    for heading in ("", *decisions, "next article", "all"):
        table.add_column(heading, justify="right" if heading else "left")
    ours = {kind: sum(counted(act) for act in OURS if kind in act.decides) for kind in decisions}
    moving = sum(counted(act) for act in OURS if not act.decides)
    rows = {"newsreader": [*ours.values(), moving]}
    for name, steps in STEPS.items():
        each = dict(zip((SENTENCE, COPY, WORDS, ARTICLE, NOTE, CORRECTION), steps, strict=False))
        rows[name] = [*(decisions[kind] * each[kind] for kind in decisions), steps[-1] * ARTICLES]
    table.add_row("decisions", *map(str, decisions.values()), "", str(decisions.total()), end_section=True)
    for name, counts in rows.items():
        table.add_row(name, *map(str, counts), str(sum(counts)))
    best = min(sum(counts) for name, counts in rows.items() if name != "newsreader")
    console = Console()
    console.print(table)
    console.print(f"newsreader needs {sum(rows['newsreader']) / best:.2f} of the best of the others")
    for name, how in HOW.items():
        console.print(f"{name}: {how}")


if __name__ == "__main__":
    main()
