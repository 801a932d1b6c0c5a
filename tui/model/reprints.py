"""How much of each source's text was seen earlier elsewhere, and how much of it is seen later elsewhere.

By date, and only where the dates leave no doubt: what came first need not be where it was copied from.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tui.model.alignment import partners
from tui.model.article import Article
from tui.model.copies import Copies
from tui.model.precedence import Window, before, published_in
from tui.model.sentences import Span
from tui.model.shared import Passage
from tui.model.spans import ink_of

Spans = defaultdict[str, set[Span]]
"""Of each article, by its id."""


@dataclass(frozen=True, slots=True)
class SourceShare:
    """A source, and what of its text stands elsewhere too. Shares are of all its text but white space, 0..1.

    Case parts no two sources; the name is as its first article has it.
    """

    source: str
    articles: int
    earlier: float
    """Seen earlier in another source."""
    later: float
    """Seen later in another source."""
    undecided: float
    """Seen in another source, but dates tie or are missing: counted as neither."""
    most_earlier: str
    """The id of its article of which most was seen earlier elsewhere; empty when none was."""
    most_later: str
    """The same of what is seen later elsewhere."""
    most_undecided: str
    """The same of what is counted as neither."""


def source_shares(articles: Sequence[Article], copies: Copies) -> list[SourceShare]:
    """Every source whose text stands in another one too, those that hold most of what was seen earlier first."""
    sources = {article.id: article.provenance.casefold() for article in articles}
    windows = {article.id: published_in(article) for article in articles}
    earlier: Spans = defaultdict(set)
    later: Spans = defaultdict(set)
    anywhere: Spans = defaultdict(set)

    def note(one: Passage, others: Iterable[Window | None]) -> None:
        """What stands in other sources, and when it was published there."""
        span, mine = (one.start, one.end), windows[one.article]
        for other in others:
            anywhere[one.article].add(span)
            if before(other, mine):
                earlier[one.article].add(span)
            if before(mine, other):
                later[one.article].add(span)

    for pair in copies.pairs:
        a, b = pair.a.article, pair.b.article
        if a in sources and b in sources and sources[a] != sources[b]:
            note(pair.a, [windows[b]])
            note(pair.b, [windows[a]])
    for group in copies.groups:
        members = [one for one in group.members if one.article in sources]
        for one, others in _elsewhere(members, sources, windows):
            note(one, others)

    of: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        of[sources[article.id]].append(article)
    found = (_share(mine[0].provenance, mine, earlier, later, anywhere) for mine in of.values())
    known = (one for one in found if one.earlier or one.later or one.undecided)
    return sorted(known, key=lambda one: (-one.earlier, -one.later, -one.undecided, one.source))


def evidence(share: SourceShare, articles: Mapping[str, Article], copies: Copies) -> tuple[Article, Article]:
    """Two articles that show what a source's share is made of, the first one the source's.

    It is the one of which most was seen earlier, or else is seen later, or else cannot be told; and of other
    sources' articles the one where most of that stands. Where no single article does, it is the first one again.
    """
    one = articles[share.most_earlier or share.most_later or share.most_undecided]
    mine = published_in(one)
    for partner in partners(copies, one):
        other = articles.get(partner.article)
        if other is not None and other.provenance.casefold() != share.source.casefold():
            theirs = published_in(other)
            fits = before(theirs, mine) if share.most_earlier else before(mine, theirs) or not share.most_later
            if fits:
                return one, other
    return one, one


def _elsewhere(
    members: Sequence[Passage], sources: dict[str, str], windows: dict[str, Window | None]
) -> Iterable[tuple[Passage, list[Window | None]]]:
    """Each member of a group with the windows that tell all: the first and the last of any other source.

    The first and the last of two sources will do, whichever source the member is of: a group can be large.
    """
    dated = [(window, sources[one.article]) for one in members if (window := windows[one.article])]
    first = _of_two_sources(sorted(dated, key=lambda one: one[0][1]))
    last = _of_two_sources(sorted(dated, key=lambda one: one[0][0], reverse=True))
    several = len({sources[one.article] for one in members}) > 1
    for one in members if several else ():
        mine = sources[one.article]
        ends = [next((window for window, source in some if source != mine), None) for some in (first, last)]
        yield one, ends


def _of_two_sources(dated: Sequence[tuple[Window, str]]) -> list[tuple[Window, str]]:
    """The first one, and the first that is of another source."""
    another = [one for one in dated if one[1] != dated[0][1]][:1]
    return [*dated[:1], *another]


def _share(
    source: str,
    articles: Sequence[Article],
    earlier: Spans,
    later: Spans,
    anywhere: Spans,
) -> SourceShare:
    size = sum(ink_of(article.text, [(0, len(article.text))]) for article in articles) or 1
    counts = []
    for one in articles:
        before_it, after_it = earlier.get(one.id, set()), later.get(one.id, set())
        dated, both = (ink_of(one.text, spans) for spans in (before_it | after_it, anywhere.get(one.id, set())))
        counts.append((ink_of(one.text, before_it), ink_of(one.text, after_it), both - dated, one.id))
    most = [max(counts, key=lambda count, which=which: count[which]) for which in range(3)]  # type: ignore[misc]
    most_earlier, most_later, most_undecided = (one[3] if one[which] else "" for which, one in enumerate(most))
    return SourceShare(
        source=source,
        articles=len(articles),
        earlier=sum(count[0] for count in counts) / size,
        later=sum(count[1] for count in counts) / size,
        undecided=sum(count[2] for count in counts) / size,
        most_earlier=most_earlier,
        most_later=most_later,
        most_undecided=most_undecided,
    )
