"""What articles share, as tables to read in a terminal."""

import sys

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tui.exporters.shared import passage_text
from tui.model.harmless import harmless
from tui.model.library import Library
from tui.model.shared import Kind, SharedPair, Sharing

_WIDTH_OF_A_PIPE = 120


def print_tables(library: Library, sharing: Sharing) -> None:
    """Two articles at a time, what they share: the closest first."""
    console = Console(
        file=sys.stdout,
        width=None if sys.stdout.isatty() else _WIDTH_OF_A_PIPE,
        highlight=False,
        markup=False,
    )
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
