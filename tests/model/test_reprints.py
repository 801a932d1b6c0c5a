"""What each source holds that stood elsewhere earlier, or stands there later."""

from itertools import pairwise

from tui.model.article import Article, new_article
from tui.model.copies import Copies
from tui.model.reprints import SourceShare, evidence, source_shares
from tui.model.shared import Kind, Passage, SharedGroup, SharedPair, Sharing


def report(source: str, published: str, number: int = 0) -> Article:
    return new_article("", f"{source}-{number}-".ljust(100, "x"), source=source, published=published)


def passage(article: Article, start: int = 0, end: int = 50) -> Passage:
    return Passage(article.id, start, end)


def shares(articles: list[Article], *pairs: SharedPair, groups: tuple[SharedGroup, ...] = ()) -> dict[str, SourceShare]:
    found = source_shares(articles, Copies(Sharing(pairs, groups)))
    return {one.source: one for one in found}


def pair(one: Passage, other: Passage) -> SharedPair:
    return SharedPair(one, other, Kind.EDITED, 0.9)


def test_what_stood_elsewhere_earlier_is_counted_where_it_stands_later() -> None:
    wire, paper, other = report("Wire", "2025-10-16"), report("Paper", "2025-10-17"), report("Paper", "2025-10-18", 2)
    found = shares(
        [wire, paper, other], pair(passage(wire), passage(paper)), pair(passage(paper, 40), passage(wire, 40))
    )
    assert (found["Wire"].earlier, found["Wire"].later) == (0.0, 0.5)
    assert (found["Paper"].earlier, found["Paper"].later) == (0.25, 0.0)  # of both its articles
    assert (found["Paper"].articles, found["Paper"].most_earlier, found["Wire"].most_later) == (2, paper.id, wire.id)
    assert list(found) == ["Paper", "Wire"]


def test_the_evidence_is_where_most_of_it_stood_earlier() -> None:
    wire, site, paper = report("Wire", "2025-10-15"), report("Site", "2025-10-16"), report("Paper", "2025-10-17")
    late = report("Late", "2025-10-18")
    pairs = [pair(passage(one, end=end), passage(paper, end=end)) for one, end in ((wire, 20), (site, 60), (late, 90))]
    articles = [wire, site, paper, late]
    copies, by_id = Copies(Sharing(tuple(pairs))), {article.id: article for article in articles}
    found = source_shares(articles, copies)
    shown = {one.source: evidence(one, by_id, copies) for one in found}
    assert shown == {"Paper": (paper, site), "Late": (late, paper), "Wire": (wire, paper), "Site": (site, paper)}


def test_ties_and_missing_dates_count_as_neither() -> None:
    wire, paper, site = report("Wire", "2025-10-16"), report("Paper", "2025-10-16"), report("Site", "")
    found = shares([wire, paper, site], pair(passage(wire), passage(paper)), pair(passage(wire), passage(site)))
    assert all((one.earlier, one.later, one.undecided) == (0.0, 0.0, 0.5) for one in found.values())
    assert found["Site"].most_undecided == site.id and found["Site"].most_earlier == ""


def test_what_a_source_repeats_of_its_own_is_no_reprint() -> None:
    first, again = report("Wire", "2025-10-16"), report("Wire", "2025-10-17", 2)
    assert shares([first, again], pair(passage(first), passage(again))) == {}


def test_in_a_large_group_all_are_counted_though_few_are_paired() -> None:
    reports = [report(f"S{place % 7}", f"2025-10-{10 + place // 2}", place) for place in range(14)]
    members = tuple(map(passage, reports))
    chain = [pair(one, other) for one, other in pairwise(members)]
    found = shares(reports, *chain, groups=(SharedGroup(members, members[:2]),))
    for one in found.values():
        mine = [at for at in range(14) if f"S{at % 7}" == one.source]
        for_sure = [any(f"S{at % 7}" != one.source and at // 2 < my // 2 for at in range(14)) for my in mine]
        assert one.earlier == 0.5 * sum(for_sure) / 2
        later = [any(f"S{at % 7}" != one.source and at // 2 > my // 2 for at in range(14)) for my in mine]
        assert one.later == 0.5 * sum(later) / 2


def test_case_parts_no_two_sources_and_white_space_is_not_counted() -> None:
    wire, again, paper = report("Wire", "2025-10-16"), report("WIRE", "2025-10-17"), report("Paper", "2025-10-18")
    spaced = new_article("", "x" * 50 + " " * 40 + "y" * 50, source="Site", published="2025-10-19")
    found = shares(
        [wire, again, paper, spaced],
        pair(passage(wire), passage(again)),
        pair(passage(wire), passage(paper)),
        pair(passage(paper), passage(spaced)),
    )
    assert found.keys() == {"Wire", "Paper", "Site"}
    assert (found["Wire"].articles, found["Wire"].earlier, found["Wire"].later) == (2, 0.0, 0.25)
    assert found["Site"].earlier == 0.5
