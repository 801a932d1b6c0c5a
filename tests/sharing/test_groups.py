"""Copies in groups: who was first, what is boilerplate, and that stories stay apart."""

from functools import partial

import pytest

from tests.sharing.library import HARBOUR, ROOT, SUMMIT, WEATHER, article, seed, text_of
from tui.model.article import Article
from tui.model.copies import Copies
from tui.model.library import Library
from tui.model.shared import Kind
from tui.sharing.index import find_shared
from tui.sharing.unpaired import pairs_with

SENTENCE = "The committee released seventeen pages of testimony about the missing harbour funds late on Friday evening."


def near_copies() -> Library:
    """300 articles with a sentence of their own and one that is nearly the same in all."""
    words = SENTENCE.split()
    articles = []
    for number in range(300):
        changed = list(words)
        for edit in range(number % 4):
            changed[(number + 5 * edit) % len(words)] = f"w{number}x{edit}"
        text = f"{HARBOUR.splitlines()[number % 4]}\n{' '.join(changed)}"
        articles.append(article(text, f"source {number}"))
    return Library(articles)


def test_hundreds_of_near_copies_are_one_group() -> None:
    sharing = find_shared(near_copies())
    largest = max(sharing.groups, key=lambda group: len(group.members))
    assert len({member.article for member in largest.members}) == 300


def test_every_one_of_hundreds_of_near_copies_is_listed() -> None:
    library = near_copies()
    copies = Copies(find_shared(library), partial(pairs_with, library))
    for one in list(library)[::60]:
        passage = copies.passages(one.id)[-1]
        listed = copies.of(one.id, passage.start, passage.end)
        assert len({copy.there.article for copy in listed}) == len(listed) == passage.articles == 299
        assert {copy.kind for copy in listed} <= {Kind.VERBATIM, Kind.EDITED}
        assert min(copy.score for copy in listed) > 0.3


def test_a_late_comparison_says_what_an_early_one_does() -> None:
    """Kinds to the letter, scores to a tenth: words have other weights."""
    library = Library([seed(path.name) for path in (ROOT / "seeds").glob("[0-9]*.md")])
    for pair in find_shared(library).pairs:
        (late,) = pairs_with(library, pair.a, [pair.b])
        assert (late.a, late.b, late.kind, late.figures_differ) == (pair.a, pair.b, pair.kind, pair.figures_differ)
        assert abs(late.score - pair.score) < 0.1


def test_thousands_of_reprints_stay_linear() -> None:
    articles = [article(f"{SUMMIT}\nEdition {number} of the day ends here.", f"s{number}") for number in range(400)]
    sharing = find_shared(articles)
    assert len(sharing.pairs) < 30 * 400 * len(SUMMIT.splitlines())
    assert sum(len(group.members) == 400 for group in sharing.groups) >= len(SUMMIT.splitlines())


def test_two_stories_never_chain() -> None:
    articles = [article(text, source) for text in (SUMMIT, HARBOUR, WEATHER) for source in "abc"]
    groups = find_shared(articles).groups
    assert len(groups) == sum(len(text.splitlines()) for text in (SUMMIT, HARBOUR, WEATHER))
    for group in groups:
        assert len({text_of(member, articles) for member in group.members}) == 1


DATES = [
    (["2025-10-17", "2025-10-16T19:05:00+00:00", "2025-10-16T17:40:00Z"], [2]),
    (["2025-10-16T19:05:00+02:00", "2025-10-16T17:10:00Z"], [0, 1]),
    (["2025-10-16", "2025-10-16T08:00:00Z", "2025-10-17"], [0, 1]),
    (["2025-10-17", "2025-10-16"], [1]),
    (["", "2025-10-16", "soon"], [1]),
    (["", ""], []),
]


@pytest.mark.parametrize(("dates", "first"), DATES)
def test_first_seen(dates: list[str], first: list[int]) -> None:
    articles = [article(SENTENCE, f"s{n}", published=date) for n, date in enumerate(dates)]
    (group,) = find_shared(articles).groups
    assert [member.article for member in group.first_seen] == [articles[place].id for place in first]
    assert len(group.members) == len(dates)
    if first:
        assert group.members[0] in group.first_seen


def test_members_are_in_the_order_of_their_dates() -> None:
    articles = [article(SENTENCE, f"s{n}", published=f"2025-10-{day}") for n, day in enumerate((20, 18, 19))]
    (group,) = find_shared(articles).groups
    assert [member.article for member in group.members] == [articles[n].id for n in (1, 2, 0)]


STORIES = (SUMMIT, HARBOUR, WEATHER)


@pytest.mark.parametrize(
    ("line", "boilerplate"),
    [
        ("The post Morning briefing appeared first on The Sample Gazette.", True),
        ("Terms of the transaction were not disclosed by either of the companies involved.", True),
        ("(Reporting by A. Writer in Budapest; editing by B. Editor)", True),
    ],
)
def test_boilerplate_is_marked(line: str, boilerplate: bool) -> None:
    articles = [article(f"{story}\n{line}", f"source {n}") for n, story in enumerate(STORIES)]
    groups = find_shared(articles).groups
    assert [group.boilerplate for group in groups] == [boilerplate]


def test_what_a_story_repeats_is_no_boilerplate() -> None:
    articles: list[Article] = [article(SUMMIT, f"source {n}") for n in range(4)]
    assert not any(group.boilerplate for group in find_shared(articles).groups)
