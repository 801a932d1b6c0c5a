"""What articles share, and how far their annotation has come, as tables to read in a terminal."""

import sys

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from tui.exporters.shared import passage_text
from tui.model.harmless import harmless
from tui.model.library import Library
from tui.model.progress import Progress
from tui.model.shared import Kind, SharedPair, Sharing

_WIDTH_OF_A_PIPE = 120
_WIDEST_NAME = 40
_COUNTED = ("annotations", "distinct sentences")


def _console() -> Console:
    width = None if sys.stdout.isatty() else _WIDTH_OF_A_PIPE
    return Console(file=sys.stdout, width=width, highlight=False, markup=False)


def print_stats(progress: Progress) -> None:
    """How much there is and how much of it is done; then the same by label and by annotator."""
    read = f"{progress.annotated:,} annotated, {progress.done:,} done, {progress.starred:,} starred"
    covered = f"{progress.distinct_labelled:,} labelled; with their copies {progress.coverage:.1%} of the text"
    facts = (
        ("articles", progress.articles, read),
        ("sentences", progress.sentences, f"{progress.labelled:,} labelled"),
        ("distinct sentences", progress.distinct, covered),
        ("annotations", progress.annotations, f"{progress.notes:,} with a note"),
        ("annotations elsewhere", progress.elsewhere, "on articles that are not open"),
    )
    names = [one.name for one in (*progress.labels, *progress.annotators)]
    widest = max(cell_len(harmless(name)) for name in (*names, *(name for name, _, _ in facts)))
    width = min(widest, _WIDEST_NAME)
    console = _console()
    for name, count, told in facts:
        console.print(f"  {name:{width}} {count:12,}   {told}")
    for heading, tallies in (("label", progress.labels), ("annotator", progress.annotators)):
        columns = (Column(heading, min_width=width), *(Column(one, justify="right") for one in _COUNTED))
        table = Table(*columns, box=SIMPLE_HEAD, header_style="dim")
        for one in tallies:
            table.add_row(Text(harmless(one.name)), f"{one.annotations:,}", f"{one.distinct:,}")
        if tallies:
            console.print(table)


def print_tables(library: Library, sharing: Sharing) -> None:
    """Two articles at a time, what they share: the closest first."""
    console = _console()
    kinds = list(Kind)
    by_articles: dict[tuple[str, str], list[SharedPair]] = {}
    for pair in sorted(sharing.pairs, key=lambda pair: (kinds.index(pair.kind), -pair.score)):
        by_articles.setdefault((pair.a.article, pair.b.article), []).append(pair)
    for ids in sorted(by_articles, key=lambda ids: [library.position(one) or 0 for one in ids]):
        for letter, article in zip("ab", map(library.by_id, ids), strict=True):
            if article:
                known = [article.title, article.source, article.day]
                console.print(Text(f"{letter}  {harmless(' · '.join(filter(None, known)))}", style="bold"))
        table = Table("kind", "score", "sentence", box=SIMPLE_HEAD, header_style="dim")
        for pair in by_articles[ids]:
            texts = [harmless(passage_text(library, one)) for one in (pair.a, pair.b)]
            differ = texts[0] != texts[1]
            shown = f"a  {texts[0]}\nb  {texts[1]}" if differ else texts[0]
            table.add_row(pair.kind.value, f"{pair.score:.2f}", Text(shown, overflow="fold"))
        console.print(table)
    console.print(f"articles: {len(library):,}, pairs of passages: {len(sharing.pairs):,}")
    for kind in kinds:
        if count := sum(pair.kind is kind for pair in sharing.pairs):
            console.print(f"{count:6,} {kind.value}")
