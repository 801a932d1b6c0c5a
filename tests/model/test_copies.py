"""Where else a sentence stands, as the screen asks it."""

from tui.model.copies import Copies, SharedPassage
from tui.model.shared import Depth, Kind, Passage, SharedGroup, SharedPair, Sharing, narrowed

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
    assert copies.covered("paper") == 40


def test_boilerplate_is_hidden_unless_asked_for() -> None:
    hidden = Sharing(SHARING.pairs, (SharedGroup((WIRE, PAPER), (), boilerplate=True),))
    assert [copy.there for copy in Copies(hidden).of("wire", 0, 60)] == []
    assert [copy.there for copy in Copies(hidden, boilerplate=True).of("wire", 0, 60)] == [PAPER, SITE]


def test_nothing_shared_is_nothing_shown() -> None:
    assert not Copies()
    assert Copies().passages("wire") == []


def test_how_much_counts_as_shared_goes_from_exact_copies_to_all() -> None:
    assert [len(depth.kinds) for depth in Depth] == [1, 3, 4, 5]
    assert Depth.RETOLD.kinds == set(Kind) and Depth.RETOLD.following is Depth.EXACT
    exact = narrowed(SHARING, Depth.EXACT.kinds)
    assert [pair.kind for pair in exact.pairs] == [Kind.VERBATIM]
    assert exact.groups == SHARING.groups
    assert narrowed(SHARING, {Kind.EDITED}).groups == ()
    assert narrowed(SHARING, set(Kind), 0.75).pairs == SHARING.pairs[:2]
    assert narrowed(SHARING, set(Kind)) is SHARING
