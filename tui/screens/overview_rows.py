"""What the overview says in rows: of two articles, of a group of copies, of a source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from tui.keys import key_of
from tui.model.alignment import Side
from tui.model.article import Article
from tui.model.ordering import by_date
from tui.model.reprints import SourceShare
from tui.model.spreading import Spread, sparkline
from tui.screens.two_articles import TwoArticles
from tui.screens.wording import long_day, off_utc, shortened
from tui.widgets.cutting import cut, drawable
from tui.widgets.share_grid import shade

ROOMY = 70
"""Columns from which on there is room for long bars."""
SHORTEST_NAMES = 12
"""Code points of those who were first that are told, whatever else there is to tell."""
QUOTED = 400
"""Code points of a sentence that are looked at: no row holds more."""


def pair_rows(pair: TwoArticles, share: float) -> list[Content]:
    """How much two articles share, and which they are."""
    alignment = pair.alignment
    lengths = [len(article.text) for article in pair.articles]
    shorter = Side.LEFT if lengths[Side.LEFT] <= lengths[Side.RIGHT] else Side.RIGHT
    here, there = (len(alignment.sentences[side]) - alignment.only(side) for side in (shorter, shorter.other))
    told = f"{shade(share)} {share:.0%} of the shorter one: {here} of its sentences, {there} of the longer one’s"
    if not share:
        alone = pair.articles[0] is pair.articles[1]
        told = f"one article: {key_of('overview.into')} reads it" if alone else "these two share nothing"
    rows = [Content.styled(f" {told}", "$accent")]
    for side, article, when in zip(Side, dict.fromkeys(pair.articles), pair.published, strict=False):
        first = pair.earlier(side) if article is not pair.articles[side.other] else ""
        facts = [article.provenance, when, first]
        known = " · ".join(drawable(fact) for fact in facts if fact)
        rows.append(Content.assemble(f" {known} · " if known else " ", (drawable(article.title), "$quiet")))
    return rows


def spread_rows(spread: Spread, articles: Mapping[str, Article], cells: int, width: int) -> Sequence[Content]:
    """How many copies, over which days, of which words; and who was first. The days have so many cells."""
    cells = min(cells, width // 10)
    bars, step = sparkline(spread.by_day, cells)
    member = spread.group.members[0]
    words = " ".join(articles[member.article].text[member.start : min(member.end, member.start + QUOTED)].split())
    firsts = by_date(articles[one.article] for one in spread.group.first_seen if one.article in articles)
    sources = ", ".join(dict.fromkeys(article.provenance for article in firsts))
    tied = "first seen, tied" if len(firsts) > 1 else "first seen"
    when = long_day(firsts[0].published) + off_utc(firsts[0].published) if firsts else ""
    days = len(spread.by_day)
    seen = f"{tied} {when}".rstrip() if firsts else "no date is known"
    facts = [
        f"over {days} days{f', a bar is {step}' if step > 1 else ''}" if days > 1 else "",
        f"{spread.sources} source{'s' * (spread.sources > 1)}",
        f"{spread.undated} without a date" if spread.undated and firsts else "",
    ]
    told = " · ".join(fact for fact in facts if fact)
    names = shortened(drawable(sources), max(SHORTEST_NAMES, width - cells - 7 - len(f"{seen} ·  · {told}")))
    return [
        Content.assemble(
            (f"{spread.articles:>5} ", "bold"),
            (bars, "$accent"),
            " " * (cells - len(bars) + 1),
            cut(words, width - cells - 7),
        ),
        Content.styled(" " * (cells + 7) + " · ".join(fact for fact in (seen, names, told) if fact), "$quiet"),
    ]


def source_heading(width: int) -> Content:
    """What stands above the rows of sources."""
    cells = _source_cells(width)
    earlier, later = ("earlier elsewhere", "later elsewhere") if width >= ROOMY else ("earlier", "later")
    told = f" {'Source':{cells.name}}{'articles':>{cells.articles}}"[: cells.name + cells.articles + 1]
    told += f"  {earlier:<{cells.bar + 6}} {later:<{cells.bar + 6}} "
    return Content.styled(told + ("neither" if cells.neither else ""), "$quiet")


def source_row(share: SourceShare, width: int) -> Content:
    """One source: how much of its text was seen earlier elsewhere, and how much is seen there later."""
    cells = _source_cells(width)
    source = cut(share.source or "no source", cells.name - 1)
    return Content.assemble(
        source + " " * (cells.name - cell_len(source)),
        (f"{share.articles:>{cells.articles},}" if cells.articles else "", "$quiet"),
        "  ",
        *_bar(share.earlier, cells.bar),
        " ",
        *_bar(share.later, cells.bar),
        (f" {share.undecided:>7.0%}" if share.undecided and cells.neither else "", "$quiet"),
    )


@dataclass(frozen=True, slots=True)
class _SourceCells:
    """How the columns of the sources share a row; a percentage takes six cells beside its bar."""

    name: int
    articles: int
    bar: int
    neither: bool


def _source_cells(width: int) -> _SourceCells:
    articles, bar, neither = (9, 12, True) if width >= ROOMY else (9, 2, True) if width >= 44 else (0, 0, False)
    taken = articles + 2 + 2 * (bar + 6) + 1 + 8 * neither
    return _SourceCells(max(3, min(40, width - taken)), articles, bar, neither)


def _bar(share: float, cells: int) -> list[tuple[str, str]]:
    full = max(1, round(share * cells)) if share and cells else 0
    percent = f"{share:5.0%} " if share else " " * 6
    return [("▇" * full, "$accent"), ("▁" * (cells - full), "$faint"), (percent, "")]
