"""Where copies of a sentence carry different labels, and what settles it."""

from dataclasses import replace
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from tests.model.examples import notebook
from tui.model.annotation import Annotation, Scope, Target, target_of
from tui.model.article import Article, new_article
from tui.model.codebook import STARTER
from tui.model.codebook_changes import change_label
from tui.model.consistency import Alike, Consistency, consistency
from tui.model.notebook import Notebook
from tui.model.shared import Kind, Passage, SharedGroup, SharedPair, Sharing

ONE, TWO, THREE, FOUR = (Passage(article, 0, 40) for article in ("one", "two", "three", "four"))
QUOTES = tuple(passage._replace(start=10, end=30) for passage in (ONE, TWO))
SHARING = Sharing(
    pairs=(SharedPair(THREE, FOUR, Kind.EDITED, 0.5), SharedPair(ONE, FOUR, Kind.PARAPHRASE, 0.5)),
    groups=(SharedGroup((ONE, TWO, THREE), ()), SharedGroup(QUOTES, ())),
)
ALIKE = Alike(SHARING)
CLAIM, FACT, QUOTE = (label.id for label in STARTER[:3])


def said(at: Passage, label: str, annotator: str = "ana", scope: Scope = Scope.SENTENCE, quote: str = "") -> Annotation:
    target = Target(at.article, scope, at.start, at.end, quote or "a sentence", "", "", "")
    number = f"{at.article} {at.start} {annotator} {label} {scope}"
    return Annotation(number, target, label, "", annotator, created=f"2025 {number}", modified="")


def compared(*annotations: Annotation, **choice_of: str) -> Consistency:
    return consistency(annotations, ALIKE, choice_of)


def who_differs(*annotations: Annotation, **choice_of: str) -> list[tuple[set[str], set[str]]]:
    """For each difference, in which articles it is, and who differs with themselves."""
    found = compared(*annotations, **choice_of).differences
    return [({one.article for one in difference.said}, set(difference.with_themselves)) for difference in found]


def test_a_copy_that_is_labelled_otherwise_is_a_difference() -> None:
    assert who_differs(said(ONE, CLAIM), said(THREE, FACT)) == [({"one", "three"}, {"ana"})]
    assert who_differs(said(ONE, CLAIM), said(THREE, FACT, "ben")) == [({"one", "three"}, set())]
    assert who_differs(said(ONE, CLAIM), said(THREE, CLAIM, "ben")) == []


def test_who_differs_with_themselves_comes_first() -> None:
    two_people = said(THREE, CLAIM, "ben"), said(FOUR, FACT, "ana")
    alone = said(ONE, QUOTE, "ana"), said(TWO, FACT, "ana")
    found = compared(*two_people, *alone).differences
    assert [one.with_themselves for one in found] == [{"ana"}, set()]


def test_what_is_not_labelled_does_not_disagree() -> None:
    assert who_differs(said(ONE, CLAIM), said(TWO, "")) == []
    assert compared(said(ONE, CLAIM), said(TWO, "")).compared == 0
    assert compared(said(ONE, CLAIM), said(TWO, CLAIM)).compared == 2
    assert who_differs(said(ONE, CLAIM), said(ONE, FACT, "ben")) == [], "one copy alone is a matter of agreement"


def test_labels_are_compared_as_sets_and_each_single_choice_set_by_itself() -> None:
    assert who_differs(said(ONE, CLAIM), said(ONE, FACT), said(TWO, CLAIM)) == [({"one", "two"}, {"ana"})]
    assert who_differs(said(ONE, CLAIM), said(ONE, FACT), said(TWO, FACT), said(TWO, CLAIM)) == []
    sets = {CLAIM: "type", FACT: "type", QUOTE: "voice"}
    assert who_differs(said(ONE, CLAIM), said(TWO, QUOTE), **sets) == [], "neither has an answer of the other set"
    (found,) = compared(said(ONE, CLAIM), said(ONE, QUOTE), said(TWO, FACT), said(TWO, QUOTE), **sets).differences
    assert {label for one in found.said for label in one.labels} == {CLAIM, FACT}


def test_a_verbatim_or_edited_pair_outside_of_groups_stands_for_itself() -> None:
    assert who_differs(said(THREE, CLAIM), said(FOUR, FACT)) == [({"three", "four"}, {"ana"})]
    assert who_differs(said(ONE, CLAIM), said(FOUR, FACT)) == [], "a paraphrase, and no chain through the third"


def test_boilerplate_is_not_compared() -> None:
    hidden = Sharing((SharedPair(ONE, TWO, Kind.VERBATIM, 1.0),), (SharedGroup((ONE, TWO), (), boilerplate=True),))
    assert consistency([said(ONE, CLAIM), said(TWO, FACT)], Alike(hidden), {}) == Consistency()


def test_spans_are_compared_by_their_words() -> None:
    within = [QUOTES[place]._replace(start=12, end=20) for place in (0, 1)]
    first, other = (
        said(at, label, scope=Scope.SPAN, quote="two hours") for at, label in zip(within, (CLAIM, FACT), strict=True)
    )
    assert len(compared(first, other).differences) == 1, "told once, though both the sentence and the quotation hold it"
    elsewhere = said(within[1], FACT, scope=Scope.SPAN, quote="2 hours")
    assert who_differs(first, elsewhere) == []
    assert who_differs(first, said(TWO, FACT)) == [], "a sentence is not a span"


def test_a_difference_is_the_same_until_something_in_it_changes() -> None:
    def name(*annotations: Annotation) -> str:
        (found,) = compared(*annotations).differences
        return found.id

    first, other = said(ONE, CLAIM), said(TWO, FACT)
    assert name(first, other) == name(other, first) == name(replace(first, note="why", modified="later"), other)
    assert name(first, other) != name(first, replace(other, label=QUOTE))
    assert name(first, other) != name(first, other, said(THREE, FACT))


ANYBODY = st.builds(
    said,
    st.sampled_from([ONE, TWO, THREE, FOUR, QUOTES[0]]),
    st.sampled_from(["", CLAIM, FACT, QUOTE]),
    st.sampled_from(["ana", "ben"]),
)


@given(st.data())
def test_the_order_in_which_annotations_come_does_not_matter(data: st.DataObject) -> None:
    annotations = data.draw(st.lists(ANYBODY, max_size=12, unique_by=lambda one: one.id))
    again = data.draw(st.permutations(annotations))
    assert compared(*annotations, quote="voice") == compared(*again, quote="voice")


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.sampled_from(["ana", "ben"])), max_size=12))
def test_one_label_for_all_of_a_difference_ends_it(put: list[tuple[int, int, str]]) -> None:
    book, articles, alike = library()
    for place, number, annotator in put:
        book.label(articles[place], sentence(articles[place]), book.codebook.labels[number], annotator)
    choice_of = {label.id: label.choice for label in book.codebook.labels}
    for difference in consistency(book.annotations, alike, choice_of).differences:
        annotations = [one for each in difference.said for one in each.annotations]
        (label, *_) = (one for one in book.codebook.labels if one.id == annotations[0].label)
        book.relabel(annotations, label)
    assert consistency(book.annotations, alike, choice_of).differences == ()


def library() -> tuple[Notebook, list[Article], Alike]:
    """Four articles that hold one sentence, and a code book where two labels exclude each other."""
    book = notebook()
    for label in STARTER[:2]:
        change_label(book, replace(label, choice="type"))
    articles = [new_article(f"Title {number}", "Taxes fell. He said so.", source=f"{number}") for number in range(4)]
    return book, articles, Alike(Sharing((), (SharedGroup(tuple(Passage(one.id, 0, 11) for one in articles), ()),)))


def sentence(article: Article) -> Target:
    return target_of(article, 0, 11, Scope.SENTENCE)


def test_ten_thousand_annotations_are_compared_in_no_time() -> None:
    passages = [[Passage(f"{article}", 100 * place, 100 * place + 90) for place in range(50)] for article in range(200)]
    groups = tuple(SharedGroup(members, ()) for members in zip(*passages, strict=True))
    alike = Alike(Sharing((), groups))
    annotations = [said(at, FACT if at.article == "7" else CLAIM) for row in passages for at in row]
    best = min(_seconds(annotations, alike) for _ in range(3))
    assert len(consistency(annotations, alike, {}).differences) == 50
    assert best < 0.25, "0.05 s on a machine that is not shared"


def _seconds(annotations: list[Annotation], alike: Alike) -> float:
    start = process_time()
    consistency(annotations, alike, {})
    return process_time() - start
