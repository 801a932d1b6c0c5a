"""How two articles stand to each other: numbers, partners, and what stands only in one."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tui.model.alignment import Alignment, Side, partners
from tui.model.article import new_article
from tui.model.copies import Copies, Copy
from tui.model.shared import Kind, Passage, SharedPair, Sharing

LEFT, RIGHT = Side


def copy(here: tuple[int, int], there: tuple[int, int], kind: Kind = Kind.EDITED, score: float = 0.8) -> Copy:
    return Copy(Passage("a", *here), Passage("b", *there), kind, score, figures_differ=False, first_seen=False)


FIVE = [(0, 10), (11, 20), (21, 30), (31, 40), (41, 50)]


def test_a_split_sentence_and_its_halves_have_one_number() -> None:
    found = Alignment(FIVE, FIVE, [copy((0, 10), (21, 30)), copy((11, 20), (0, 10)), copy((11, 20), (11, 20))])
    assert [match.sentences for match in found.matches] == [((0,), (2,)), ((1,), (0, 1))]
    assert [match.number for match in found.matches] == [1, 2]
    assert found.match(RIGHT, 1) is found.match(LEFT, 1)
    assert found.partner(LEFT, 1) == 0  # where its halves begin
    assert (found.only(LEFT), found.only(RIGHT)) == (3, 2)
    assert found.match(LEFT, 4) is None and found.kind(LEFT, 4) is None


def test_the_closest_partner_is_the_one_beside() -> None:
    found = Alignment(FIVE, FIVE, [copy((0, 10), (0, 10), Kind.PARAPHRASE, 0.9), copy((0, 10), (31, 40), score=0.7)])
    assert found.partner(LEFT, 0) == 3
    assert found.kind(LEFT, 0) is Kind.EDITED
    assert found.kind(RIGHT, 0) is Kind.PARAPHRASE


def test_a_quotation_joins_the_sentences_that_it_stands_in() -> None:
    found = Alignment(FIVE, FIVE, [copy((23, 28), (44, 48), Kind.QUOTE)])
    assert found.matches[0].sentences == ((2,), (4,))


def test_what_has_no_partner_is_laid_beside_the_last_that_has() -> None:
    found = Alignment(FIVE, FIVE, [copy((11, 20), (0, 10)), copy((31, 40), (41, 50))])
    assert [found.anchor(LEFT, place) for place in range(5)] == [1, 1, 1, 3, 3]
    assert Alignment(FIVE, FIVE, []).anchor(LEFT, 2) is None


def test_going_from_pair_to_pair_passes_over_the_rest_of_a_pair() -> None:
    found = Alignment(FIVE, FIVE, [copy((0, 10), (0, 10)), copy((11, 20), (0, 10)), copy((31, 40), (11, 20))])
    assert found.next_shared(LEFT, 0, 1) == 3
    assert found.next_shared(LEFT, 3, 1) is None
    assert found.next_shared(LEFT, 4, -1) == 3
    assert found.next_shared(LEFT, 3, -1) == 1


def test_partners_come_by_how_much_they_share() -> None:
    pairs = (
        SharedPair(Passage("a", 0, 10), Passage("b", 0, 9), Kind.EDITED, 0.8),
        SharedPair(Passage("c", 0, 30), Passage("a", 20, 50), Kind.VERBATIM, 1.0),
        SharedPair(Passage("a", 0, 10), Passage("d", 0, 30), Kind.PARTIAL, 0.5),
        SharedPair(Passage("a", 2, 8), Passage("d", 3, 9), Kind.QUOTE, 0.5),
    )
    article = replace(new_article("", "x" * 50), id="a")
    found = partners(Copies(Sharing(pairs)), article)
    assert [(partner.article, partner.share) for partner in found] == [("c", 0.6), ("b", 0.2), ("d", 0.2)]


@st.composite
def spans(draw: st.DrawFn) -> list[tuple[int, int]]:
    edges = sorted(draw(st.sets(st.integers(0, 60), max_size=16)))
    return [(start, end) for start, end in pairwise(edges)][::2]


some_copies = st.lists(
    st.builds(
        copy,
        *[st.tuples(st.integers(0, 55), st.integers(1, 12)).map(lambda one: (one[0], one[0] + one[1]))] * 2,
        st.sampled_from(list(Kind)),
        st.floats(0.1, 1.0),
    ),
    max_size=12,
)


@given(spans(), spans(), some_copies)
def test_each_sentence_is_numbered_once_and_alike_on_both_sides(
    left: list[tuple[int, int]], right: list[tuple[int, int]], copies: list[Copy]
) -> None:
    found = Alignment(left, right, copies)
    assert [match.number for match in found.matches] == list(range(1, len(found.matches) + 1))
    firsts = [match.sentences[LEFT][0] for match in found.matches]
    assert firsts == sorted(firsts)
    for side in Side:
        matched = [place for match in found.matches for place in match.sentences[side]]
        alone = [place for place in range(len(found.sentences[side])) if not found.match(side, place)]
        assert sorted(matched + alone) == list(range(len(found.sentences[side])))
        assert len(alone) == found.only(side)
        for place in matched:
            partner = found.partner(side, place)
            assert partner is not None
            assert found.match(side.other, partner) is found.match(side, place)
    assert all(all(match.sentences) for match in found.matches)


@given(spans(), spans(), some_copies)
def test_the_order_in_which_copies_are_given_changes_nothing(
    left: list[tuple[int, int]], right: list[tuple[int, int]], copies: list[Copy]
) -> None:
    assert Alignment(left, right, copies).matches == Alignment(left, right, copies[::-1]).matches
