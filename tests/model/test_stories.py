"""Who shares with whom, and the order in which stories stand together."""

from hypothesis import given
from hypothesis import strategies as st

from tui.model.article import Article, new_article
from tui.model.copies import Copies
from tui.model.shared import Kind, Passage, SharedPair, Sharing
from tui.model.stories import ShareMap, seriated


def articles(number: int, length: int = 100) -> list[Article]:
    return [new_article(f"{place}", f"{place:03} ".ljust(length, "x"), source=f"S{place}") for place in range(number)]


def pair(one: Article, other: Article, length: int, start: int = 0) -> SharedPair:
    here, there = Passage(one.id, start, start + length), Passage(other.id, start, start + length)
    return SharedPair(here, there, Kind.EDITED, 0.8)


def test_stories_stand_together_and_the_closest_beside_each_other() -> None:
    shares = {(0, 3): 0.9, (3, 5): 0.5, (0, 5): 0.4, (1, 4): 0.7, (4, 5): 0.05}
    assert seriated(shares) == [0, 3, 5, 4, 1]
    assert seriated({(2, 6): 0.5, (1, 7): 0.3, (1, 8): 0.2}) == [7, 1, 8, 2, 6]  # the largest comes first
    assert seriated({}) == []


def test_a_chain_is_laid_out_as_a_chain() -> None:
    shares = {(0, 4): 0.5, (2, 4): 0.6, (1, 2): 0.55, (1, 3): 0.4}
    assert seriated(shares) == [0, 4, 2, 1, 3]


links = st.dictionaries(
    st.tuples(st.integers(0, 25), st.integers(0, 25)).filter(lambda link: link[0] < link[1]),
    st.sampled_from([0.01, 0.1, 0.2, 0.5, 1.0]),
    max_size=40,
)


@given(links)
def test_the_order_holds_each_once_and_is_always_the_same(shares: dict[tuple[int, int], float]) -> None:
    order = seriated(shares)
    assert sorted(order) == sorted({place for link in shares for place in link})
    assert seriated(dict(reversed(shares.items()))) == order


@given(links)
def test_what_hangs_together_stands_together(shares: dict[tuple[int, int], float]) -> None:
    reached = {place: {place} for link in shares for place in link}
    for one, other in shares:
        together = reached[one] | reached[other]
        for place in together:
            reached[place] = together
    order = seriated(shares)
    for place, cluster in reached.items():
        rows = sorted(order.index(one) for one in cluster)
        assert rows == list(range(rows[0], rows[0] + len(rows))), place


def test_the_map_holds_only_articles_that_share() -> None:
    four = articles(4)
    found = ShareMap(four, Copies(Sharing((pair(four[1], four[3], 20), pair(four[1], four[3], 20, start=10)))))
    assert [article.title for article in found.articles] == ["1", "3"]
    assert found.share(0, 1) == found.share(1, 0) == 29 / 99  # what is shared twice counts once
    assert found.partners(0) == [1]
    assert found.story(0) == found.story(1) != ""
    assert len(ShareMap(four, Copies())) == 0


def test_the_share_is_of_the_shorter_article() -> None:
    long, short = articles(1, 1000)[0], articles(2, 100)[1]
    found = ShareMap([long, short], Copies(Sharing((pair(long, short, 10),))))
    assert found.share(0, 1) == 9 / 99
    assert found.story(0) == ""  # too little for one story
