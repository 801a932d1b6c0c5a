"""Progress in distinct sentences: copies count once, and cover each other."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.examples import article, notebook
from tui.model.annotation import Annotation, Scope, Target, target_of
from tui.model.article import Article
from tui.model.codebook import STARTER
from tui.model.codebook_changes import change_label
from tui.model.coverage import COPIES, Coverage, DistinctSentences
from tui.model.library import Library
from tui.model.progress import Tally, progress_of
from tui.model.sentences import Span, sentence_spans
from tui.model.shared import Kind, Passage, SharedGroup, SharedPair, Sharing, narrowed

WIRE = article("Taxes fell. Critics disagree.\n\nThe vote is on Friday.", "Wire")
REPRINT = article("Nobody knows. The vote is on Friday. Critics, though, disagree. Taxes fell.", "Reprint")
LIBRARY = Library([WIRE, REPRINT])
CLAIM, FACT, QUOTE, *_ = STARTER


def sentences(of: Article) -> Sequence[Span]:
    return sentence_spans(of.text)


def passage(of: Article, words: str) -> Passage:
    start = of.text.index(words)
    return Passage(of.id, start, start + len(words))


def shared(*pairs: tuple[str, str, Kind]) -> Sharing:
    """Words of the wire and of the reprint, each pair a group."""
    found = [SharedPair(passage(WIRE, a), passage(REPRINT, b), kind, 1.0) for a, b, kind in pairs]
    return Sharing(tuple(found), tuple(SharedGroup((pair.a, pair.b), ()) for pair in found))


SHARING = shared(
    ("The vote is on Friday.", "The vote is on Friday.", Kind.VERBATIM),
    ("Critics disagree.", "Critics, though, disagree.", Kind.EDITED),
    ("Taxes fell", "Taxes fell", Kind.VERBATIM),  # words in a sentence, not the whole of it
)


def on(of: Article, words: str, scope: Scope = Scope.SENTENCE) -> Target:
    place = passage(of, words)
    return target_of(of, place.start, place.end, scope)


def test_copies_count_once_and_a_label_on_one_covers_all() -> None:
    book = notebook()
    book.label(WIRE, on(WIRE, "The vote is on Friday."), CLAIM, "ana")
    book.label(REPRINT, on(REPRINT, "The vote is on Friday."), FACT, "ben")
    book.label(REPRINT, on(REPRINT, "disagree. Taxes", Scope.SPAN), FACT, "ana")
    book.label(REPRINT, on(REPRINT, "", Scope.ARTICLE), FACT, "ana")
    book.note(WIRE, on(WIRE, "Taxes fell."), "which?", "ben")
    book.toggle_done(REPRINT)
    book.toggle_star(REPRINT)
    book.toggle_star(WIRE)
    told = progress_of(LIBRARY, sentences, SHARING, book)
    assert (told.articles, told.annotated, told.done, told.starred) == (2, 2, 1, 2)
    assert (told.sentences, told.distinct) == (7, 5)
    assert (told.labelled, told.distinct_labelled) == (4, 3)
    covered = ["The vote is on Friday."] * 2 + ["Critics disagree.", "Critics, though, disagree.", "Taxes fell."]
    assert told.covered == sum(map(len, covered))
    assert told.characters == told.covered + len("Taxes fell." + "Nobody knows.")
    assert told.coverage == told.covered / told.characters
    assert (told.annotations, told.notes, told.elsewhere) == (5, 1, 0)
    assert told.labels[:3] == (Tally("Claim", 1, 1), Tally("Fact", 3, 3), Tally("Quote", 0, 0))
    assert told.annotators == (Tally("ana", 3, 3), Tally("ben", 2, 1))


def test_what_is_on_other_articles_counts_only_as_such() -> None:
    book = notebook()
    book.label(WIRE, on(WIRE, "Taxes fell."), QUOTE, "ana")
    book.toggle_done(WIRE)
    told = progress_of(Library([REPRINT]), sentences, Sharing(), book)
    assert (told.annotations, told.annotated, told.done, told.labelled, told.elsewhere) == (0, 0, 0, 0, 1)
    assert told.annotators == ()
    nothing = progress_of(Library(), sentences, Sharing(), book)
    assert (nothing.coverage, nothing.elsewhere) == (0.0, 1)


def test_a_retired_label_is_told_of_while_it_stands_anywhere() -> None:
    book = notebook()
    book.label(WIRE, on(WIRE, "Taxes fell."), CLAIM, "ana")
    for label in (CLAIM, FACT):
        change_label(book, replace(label, retired=True))
    told = progress_of(LIBRARY, sentences, SHARING, book)
    assert [one.name for one in told.labels] == ["Claim", "Quote", "Opinion", "Background"]


# Laws

ARTICLES = [Article(f"a{number}", "", "x" * 12) for number in range(4)]
PLACES = [Passage(one.id, start, start + 3) for one in ARTICLES for start in range(0, 12, 4)]


def thirds(of: Article) -> Sequence[Span]:
    """Three sentences, each of three characters."""
    return [(start, start + 3) for start in range(0, len(of.text), 4)]


@st.composite
def sharings(draw: st.DrawFn) -> Sharing:
    """Pairs of sentences, some of them strong enough to make groups."""
    two = st.lists(st.sampled_from(PLACES), min_size=2, max_size=2, unique=True)
    kinds = st.sampled_from([Kind.VERBATIM, Kind.EDITED, Kind.QUOTE, Kind.PARAPHRASE])
    group = {place: {place} for place in PLACES}
    pairs = []
    for (a, b), kind, strong in draw(st.lists(st.tuples(two, kinds, st.booleans()), max_size=12)):
        pairs.append(SharedPair(a, b, kind, 1.0))
        if strong:
            both = group[a] | group[b]
            group.update(dict.fromkeys(both, both))
    groups = {tuple(sorted(members)) for members in group.values() if len(members) > 1}
    return Sharing(tuple(pairs), tuple(SharedGroup(members, ()) for members in sorted(groups)))


@st.composite
def annotations(draw: st.DrawFn) -> list[Annotation]:
    found = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, 10))
        target = target_of(draw(st.sampled_from(ARTICLES)), start, draw(st.integers(start + 1, 11)), Scope.SPAN)
        found.append(Annotation(str(number), target, draw(st.sampled_from(["", "claim"])), "", "ana", "", ""))
    return found


def copies_of(sharing: Sharing, place: Passage) -> frozenset[Passage]:
    """A sentence and all its copies, by the definition."""
    groups = (group.members for group in narrowed(sharing, COPIES).groups if place in group.members)
    return frozenset(next(groups, (place,)))


def labelled_by(annotations: Sequence[Annotation]) -> set[Passage]:
    """The sentences that carry a label."""
    targets = [one.target for one in annotations if one.label]
    return {
        one for one in PLACES if any(at.article == one.article and at.overlaps(one.start, one.end) for at in targets)
    }


@given(sharings(), annotations(), annotations())
def test_what_is_kept_up_to_date_is_what_the_definition_says(
    sharing: Sharing, going: list[Annotation], staying: list[Annotation]
) -> None:
    known = DistinctSentences(ARTICLES, thirds, sharing)
    coverage = Coverage(known, going)
    for one in staying:
        coverage.add(one)
    for one in going:
        coverage.remove(one)
    labelled = labelled_by(staying)
    covered = {copies_of(sharing, one) for one in labelled}
    assert (coverage.labelled, coverage.distinct) == (len(labelled), len(covered))
    assert coverage.covered == 3 * sum(map(len, covered))
    for each in ARTICLES:
        assert coverage.labelled_on(each.id) == sum(one.article == each.id for one in labelled)
    assert known.distinct == len({copies_of(sharing, one) for one in PLACES})


@given(sharings(), annotations(), st.sampled_from(PLACES), st.sampled_from([1, -1]))
def test_going_on_leads_to_the_next_sentence_of_which_no_copy_is_labelled(
    sharing: Sharing, annotations: list[Annotation], here: Passage, step: int
) -> None:
    coverage = Coverage(DistinctSentences(ARTICLES, thirds, sharing), annotations)
    known = labelled_by(annotations) | copies_of(sharing, here)
    around = [*PLACES, *PLACES][::step]
    after = around[around.index(here) + 1 :][: len(PLACES)]
    order = [one.id for one in ARTICLES]
    assert coverage.next_new(order, order.index(here.article), here.start // 4, step) == next(
        ((order.index(one.article), one.start // 4) for one in after if not copies_of(sharing, one) & known), None
    )


@pytest.mark.parametrize("step", [1, -1])
def test_the_one_new_sentence_is_come_to_from_everywhere_but_itself(step: int) -> None:
    targets = [target_of(one, start, start + 3, Scope.SENTENCE) for one in ARTICLES for start in range(0, 12, 4)]
    done = [Annotation("", one, "claim", "", "ana", "", "") for one in targets if (one.article, one.start) != ("a1", 4)]
    coverage = Coverage(DistinctSentences(ARTICLES, thirds, Sharing()), done)
    order = [one.id for one in ARTICLES]
    found = [coverage.next_new(order, place, sentence, step) for place in range(4) for sentence in range(3)]
    assert found == [None if at == 4 else (1, 1) for at in range(12)]
