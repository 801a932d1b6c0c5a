"""Where else a sentence stands, as the screen asks it."""

from collections.abc import Sequence
from dataclasses import replace

from tests.model.examples import article
from tui.model.copies import Copies, SharedPassage
from tui.model.shared import USUAL, Depth, Kind, Passage, SharedGroup, SharedPair, Sharing, narrowed

WIRE, PAPER, SITE = Passage("wire", 10, 50), Passage("paper", 0, 40), Passage("site", 5, 30)
QUOTE = Passage("paper", 20, 38)
SHARING = Sharing(
    pairs=(
        SharedPair(WIRE, PAPER, Kind.VERBATIM, 1.0),
        SharedPair(WIRE, SITE, Kind.EDITED, 0.8, figures_differ=True),
        SharedPair(QUOTE, SITE, Kind.QUOTE, 0.7),
    ),
    groups=(SharedGroup((WIRE, PAPER), first_seen=(WIRE,)),),
)


def test_copies_are_found_from_either_side_first_seen_first() -> None:
    copies = Copies(SHARING)
    assert [copy.there for copy in copies.of("wire", 0, 60)] == [PAPER, SITE]
    from_paper = copies.of("paper", 0, 40)
    assert [copy.there for copy in from_paper] == [WIRE, SITE]
    assert from_paper[0].first_seen and not from_paper[1].first_seen
    assert copies.of("site", 0, 9)[0].figures_differ or copies.of("site", 0, 9)[1].figures_differ


def test_ties_are_said_to_be_ties() -> None:
    tied = Sharing(SHARING.pairs, (SharedGroup((WIRE, PAPER), first_seen=(WIRE, PAPER)),))
    copies = Copies(tied).of("wire", 0, 60)
    assert [(copy.first_seen, copy.tied) for copy in copies] == [(True, True), (False, False)]


def test_a_passage_that_only_touches_is_no_copy() -> None:
    assert Copies(SHARING).of("wire", 50, 60) == []
    assert Copies(SHARING).of("elsewhere", 0, 60) == []


def test_passages_say_the_closest_kind_and_how_many_articles() -> None:
    copies = Copies(SHARING)
    assert copies.passages("wire") == [SharedPassage(10, 50, Kind.VERBATIM, 2)]
    assert copies.passages("paper") == [
        SharedPassage(0, 40, Kind.VERBATIM, 1),
        SharedPassage(20, 38, Kind.QUOTE, 1),
    ]


def test_what_is_shared_of_an_article_counts_its_words_once_and_no_blanks() -> None:
    paper = replace(article("All of these words, stand elsewhere too.\n\nBut not these that come after."), id="paper")
    assert Copies(SHARING).share(paper) == 34 / 59
    assert Copies(SHARING).share(article("Not these.")) == 0


def test_articles_overlap_in_what_is_paired() -> None:
    copies = Copies(SHARING)
    assert copies.partners("site") == {"wire", "paper"} and copies.partners("elsewhere") == set()
    assert sorted(copies.overlaps()) == [("paper", "site", 18, 25), ("paper", "wire", 40, 40), ("site", "wire", 25, 40)]


def test_boilerplate_is_hidden_unless_asked_for() -> None:
    hidden = Sharing(SHARING.pairs, (SharedGroup((WIRE, PAPER), (), boilerplate=True),))
    assert [copy.there for copy in Copies(hidden).of("wire", 0, 60)] == []
    assert [copy.there for copy in Copies(hidden, boilerplate=True).of("wire", 0, 60)] == [PAPER, SITE]


def test_nothing_shared_is_nothing_shown() -> None:
    assert not Copies()
    assert Copies().passages("wire") == []


def test_how_much_counts_as_shared_goes_from_exact_copies_to_all() -> None:
    assert [len(depth.kinds) for depth in Depth] == [1, 3, 4, 5, 6]
    assert Depth.SIMILAR.kinds == set(Kind) and Depth.SIMILAR.following is Depth.EXACT
    exact = narrowed(SHARING, Depth.EXACT.kinds)
    assert [pair.kind for pair in exact.pairs] == [Kind.VERBATIM]
    assert exact.groups == SHARING.groups
    assert narrowed(SHARING, {Kind.EDITED}).groups == ()
    assert narrowed(SHARING, set(Kind), 0.75).pairs == SHARING.pairs[:2]
    assert narrowed(SHARING, set(Kind)) is SHARING


def test_what_is_left_of_a_group_hangs_together() -> None:
    four = [Passage(article, 0, 40) for article in "abcd"]
    kinds = zip((Kind.VERBATIM, Kind.EDITED, Kind.VERBATIM), (0, 1, 2), (1, 2, 3), strict=True)
    pairs = tuple(SharedPair(four[a], four[b], kind, 0.9) for kind, a, b in kinds)
    sharing = Sharing(pairs, (SharedGroup(tuple(four), (four[2],)),))
    assert narrowed(sharing, Depth.EDITED.kinds) is sharing
    assert narrowed(sharing, Depth.EXACT.kinds).groups == (
        SharedGroup((four[0], four[1]), ()),
        SharedGroup((four[2], four[3]), (four[2],)),
    )


def test_a_group_is_listed_whole_compared_when_asked() -> None:
    far = Passage("far", 3, 43)
    group = SharedGroup((WIRE, PAPER, far), first_seen=(WIRE,))
    asked = []

    def compare(here: Passage, others: Sequence[Passage]) -> list[SharedPair]:
        asked.append((here, others))
        return [SharedPair(here, there, Kind.EDITED, 0.9) for there in others]

    copies = Copies(Sharing((*SHARING.pairs, SharedPair(PAPER, far, Kind.EDITED, 0.9)), (group,)), compare)
    for _ in range(2):
        assert [copy.there for copy in copies.of("wire", 0, 60)] == [PAPER, far, SITE]
    assert asked == [(WIRE, [far])]
    assert copies.of("wire", 0, 60)[1].kind is Kind.EDITED


def test_similar_wording_counts_only_when_asked_for_and_never_in_groups() -> None:
    similar = SharedPair(PAPER, SITE, Kind.SIMILAR, 0.4)
    sharing = Sharing((*SHARING.pairs, similar), (SharedGroup((WIRE, PAPER, SITE), (WIRE,)),))
    assert narrowed(sharing, USUAL.kinds) == Sharing(SHARING.pairs, sharing.groups)
    assert narrowed(sharing, {Kind.VERBATIM, Kind.SIMILAR}).groups == (SharedGroup((WIRE, PAPER), (WIRE,)),)
    assert narrowed(sharing, {Kind.SIMILAR}) == Sharing((similar,))


def test_two_articles_of_a_large_group_share_it_though_they_were_never_paired() -> None:
    pairs = (SharedPair(WIRE, PAPER, Kind.VERBATIM, 1.0), SharedPair(PAPER, SITE, Kind.VERBATIM, 1.0))
    group = SharedGroup((WIRE, PAPER, SITE), first_seen=(WIRE,))

    def compare(here: Passage, others: Sequence[Passage]) -> list[SharedPair]:
        return [SharedPair(here, there, Kind.EDITED, 0.9) for there in others]

    copies = Copies(Sharing(pairs, (group,)), compare)
    assert [(copy.there, copy.kind) for copy in copies.between("wire", "paper")] == [(PAPER, Kind.VERBATIM)]
    assert [(copy.there, copy.kind) for copy in copies.between("site", "wire")] == [(WIRE, Kind.EDITED)]
    assert copies.between("site", "wire")[0].first_seen
    assert copies.spans_with("wire", "site") == {(10, 50)}
    assert copies.spans_by_partner("wire") == {"paper": {(10, 50)}, "site": {(10, 50)}}
    assert copies.between("wire", "elsewhere") == [] and copies.spans_with("elsewhere", "wire") == set()
