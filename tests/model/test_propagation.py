"""Which copies a label is offered to, where it goes there, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.model.examples import notebook
from tui.model.annotation import Annotation, Scope, Target, target_of
from tui.model.article import Article, new_article
from tui.model.codebook import STARTER, Label
from tui.model.codebook_changes import change_label
from tui.model.copies import Copy
from tui.model.notebook import LabelRefused, Notebook
from tui.model.propagation import Offer, givable, offers
from tui.model.sentences import sentence_spans
from tui.model.shared import Kind, Passage

HERE = new_article("Here", "The tax fell by two points, taxpayers say. All else stayed.", source="A")
SAME = new_article("Same", "It began early. The tax fell by two points, taxpayers say.", source="B")
TWICE = new_article("Twice", "The tax fell by two points, by two points, taxpayers say.", source="C")
EDITED = new_article("Edited", "The tax fell by 2 points, taxpayers say.", source="D")
QUOTED = new_article("Quoted", "“The tax fell by two points,” he said on Friday.", source="E")
LIBRARY = {one.id: one for one in (HERE, SAME, TWICE, EDITED, QUOTED)}
SENTENCE = 0, 42
CLAIM, FACT = STARTER[:2]


def copy_in(
    article: Article, start: int, end: int, kind: Kind = Kind.VERBATIM, *, figures_differ: bool = False
) -> Copy:
    return Copy(Passage(HERE.id, *SENTENCE), Passage(article.id, start, end), kind, 0.9, figures_differ, False)


COPIES = [
    copy_in(SAME, 16, 58),
    copy_in(TWICE, 0, 57, Kind.EDITED),
    copy_in(EDITED, 0, 40, Kind.EDITED, figures_differ=True),
    copy_in(QUOTED, 1, 27, Kind.QUOTE),
]


def put(book: Notebook, article: Article, start: int, end: int, label: Label = CLAIM, who: str = "ana") -> Annotation:
    """A label on some words, or on a sentence when they are one."""
    scope = Scope.SENTENCE if (start, end) in sentence_spans(article.text) else Scope.SPAN
    annotation = book.label(article, target_of(article, start, end, scope), book_label(book, label), who)
    assert annotation
    return annotation


def book_label(book: Notebook, label: Label) -> Label:
    return next(one for one in book.codebook.labels if one.id == label.id)


def offered(book: Notebook, copies: Sequence[Copy] = COPIES) -> list[Offer]:
    return offers(
        HERE,
        SENTENCE,
        copies,
        givable(book.on_article(HERE.id), book.codebook, SENTENCE, "ana"),
        codebook=book.codebook,
        article_of=LIBRARY.get,
        sentences_of=lambda article: sentence_spans(article.text),
        standing_on=lambda article: book.on_article(article.id),
    )


def goes_to(book: Notebook) -> dict[str, list[tuple[Scope, str]]]:
    """By the titles of the copies, what would be labelled."""
    return {one.article.title: [(to.scope, to.quote) for _, to in one.puts] for one in offered(book)}


def test_a_sentences_label_goes_to_the_whole_sentence_of_each_copy() -> None:
    book = notebook()
    put(book, HERE, *SENTENCE)
    assert goes_to(book) == {
        "Same": [(Scope.SENTENCE, SAME.text[16:])],
        "Twice": [(Scope.SENTENCE, TWICE.text)],
        "Edited": [(Scope.SENTENCE, EDITED.text)],
        "Quoted": [(Scope.SENTENCE, QUOTED.text)],
    }
    whole = offered(book)[3].copy
    assert (whole.there.start, whole.there.end) == (0, len(QUOTED.text)), "shown whole, too"


def test_a_spans_label_goes_to_the_same_words_where_they_stand_once() -> None:
    book = notebook()
    put(book, HERE, 13, 26)  # "by two points"
    assert goes_to(book) == {
        "Same": [(Scope.SPAN, "by two points")],
        "Twice": [],
        "Edited": [],
        "Quoted": [(Scope.SPAN, "by two points")],
    }
    assert [one.doubt for one in offered(book)][1:3] == ["its words do not stand there, or twice"] * 2


def test_words_are_never_found_inside_of_longer_ones() -> None:
    book = notebook()
    put(book, HERE, 4, 7)  # "tax", also in "taxpayers"
    assert goes_to(book)["Same"] == [(Scope.SPAN, "tax")]
    assert offered(book)[0].puts[0][1].start == 20


def test_all_labels_of_the_sentence_are_offered_at_once_but_no_others() -> None:
    book = notebook()
    put(book, HERE, *SENTENCE)
    put(book, HERE, *SENTENCE, FACT)
    put(book, HERE, *SENTENCE, who="ben")
    put(book, HERE, 27, 50)  # beyond the sentence
    book.note(HERE, target_of(HERE, 4, 7, Scope.SPAN), "a note is no label", "ana")
    assert [one.label for one, _ in offered(book)[0].puts] == ["claim", "fact"]
    change_label(book, replace(CLAIM, retired=True))
    change_label(book, replace(FACT, scope="span"))
    assert offered(book) == []


@pytest.mark.parametrize(
    ("copy", "doubt"),
    [
        (COPIES[0], ""),
        (COPIES[2], "figures differ"),
        (COPIES[3], ""),
        (copy_in(SAME, 16, 58, Kind.PARTIAL), "only part of it stands there"),
        (copy_in(SAME, 16, 58, Kind.PARAPHRASE), "said in other words"),
        (copy_in(SAME, 16, 58, Kind.SIMILAR, figures_differ=True), "only worded alike"),
    ],
)
def test_what_speaks_against_a_copy_is_said(copy: Copy, doubt: str) -> None:
    book = notebook()
    put(book, HERE, *SENTENCE)
    (one,) = offered(book, [copy])
    assert one.doubt == doubt and len(one.puts) == 1


def test_what_a_copy_carries_is_neither_given_twice_nor_replaced_unasked() -> None:
    book = notebook()
    for label in (CLAIM, FACT):
        change_label(book, replace(label, choice="type"))
    put(book, HERE, *SENTENCE)
    put(book, SAME, 16, 58)
    put(book, TWICE, 0, 57, FACT)
    put(book, EDITED, 0, 40, FACT, "ben")
    same, twice, edited, _ = offered(book)
    assert (same.puts, same.doubt) == ((), "has it already")
    assert twice.puts and twice.doubt == "would replace your Fact"
    assert [one.annotator for one in edited.standing] == ["ben"] and edited.doubt == "figures differ"


def test_two_shared_quotations_in_one_sentence_are_one_copy() -> None:
    book = notebook()
    put(book, HERE, *SENTENCE)
    (one,) = offered(book, [copy_in(QUOTED, 1, 12, Kind.QUOTE), copy_in(QUOTED, 13, 27, Kind.QUOTE)])
    assert len(one.puts) == 1


# What the notebook makes of it


def accepted(book: Notebook) -> list[Annotation]:
    return book.label_copies(HERE, [(one.article, one.puts) for one in offered(book)], "ana")


def test_copies_are_labelled_in_one_step_and_know_where_from() -> None:
    book = notebook()
    origin = put(book, HERE, *SENTENCE)
    before = book.annotations
    made = accepted(book)
    assert len(made) == 4 and {one.origin for one in made} == {origin.id}
    assert book.undoable and book.undoable.name == "label Claim on 4 copies"
    assert (book.undoable.article, book.undoable.start) == (HERE.id, 0), "undo stays with the sentence"
    assert {card.title for card in book.cards} == {"Here", "Same", "Twice", "Edited", "Quoted"}
    assert accepted(book) == [], "they have it"
    book.undo()
    assert book.annotations == before


def test_a_copied_label_takes_the_place_of_another_of_its_set() -> None:
    book = notebook()
    for label in (CLAIM, FACT):
        change_label(book, replace(label, choice="type"))
    origin = put(book, HERE, *SENTENCE)
    other = put(book, TWICE, 0, 57, FACT)
    accepted(book)
    assert [(one.id, one.label, one.origin) for one in book.on_article(TWICE.id)] == [(other.id, "claim", origin.id)]


def test_two_sentences_with_one_copy_give_it_each_label_once() -> None:
    book = notebook()
    for label in STARTER[1:3]:
        change_label(book, replace(label, choice="type"))
    origins = [put(book, HERE, *SENTENCE), put(book, HERE, 43, 59), put(book, HERE, *SENTENCE, FACT)]
    origins.append(put(book, HERE, 43, 59, STARTER[2]))
    to = target_of(SAME, 16, 58, Scope.SENTENCE)
    made = book.label_copies(HERE, [(SAME, [(one, to)]) for one in origins], "ana")
    assert [one.label for one in made] == ["claim", "fact"], "Quote would exclude Fact"
    assert book.undoable and book.undoable.name == "label Claim, Fact on 2 copies"


def test_a_label_that_cannot_be_put_is_refused_also_on_copies() -> None:
    book = notebook()
    put(book, HERE, *SENTENCE)
    copies = [(one.article, one.puts) for one in offered(book)]
    change_label(book, replace(CLAIM, retired=True))
    with pytest.raises(LabelRefused, match="Claim is retired"):
        book.label_copies(HERE, copies, "ana")
    assert len(book.annotations) == 1


def sentence() -> Target:
    return target_of(HERE, *SENTENCE, Scope.SENTENCE)


def test_relabelling_leaves_no_double_and_no_note_behind() -> None:
    book = notebook()
    claim, fact = put(book, HERE, *SENTENCE), put(book, HERE, *SENTENCE, FACT)
    book.note(HERE, sentence(), "see the report", "ana")
    there = put(book, SAME, 16, 58, FACT)
    book.relabel([fact, there], CLAIM, HERE)
    assert [(one.id, one.label, one.note) for one in book.annotations] == [
        (claim.id, "claim", "see the report"),
        (there.id, "claim", ""),
    ]
    book.undo()
    assert {one.label for one in book.annotations} == {"claim", "fact"} and len(book.annotations) == 3


def test_relabelling_keeps_to_single_choice_sets_and_to_what_can_be_put() -> None:
    book = notebook()
    for label in STARTER[1:3]:
        change_label(book, replace(label, choice="type"))
    claim, _fact = put(book, HERE, *SENTENCE), put(book, HERE, *SENTENCE, FACT)
    book.relabel([claim], book_label(book, STARTER[2]), HERE)
    assert [one.label for one in book.annotations] == ["quote"]
    change_label(book, replace(CLAIM, scope="article"))
    with pytest.raises(LabelRefused, match="Claim is for whole articles"):
        book.relabel(book.annotations, book_label(book, CLAIM), HERE)


def test_a_label_that_was_changed_by_hand_came_from_nowhere() -> None:
    book = notebook()
    put(book, HERE, *SENTENCE)
    copied = accepted(book)[0]
    book.relabel([copied], FACT)
    again = book.by_id(copied.id)
    assert again and (again.label, again.origin) == ("fact", "")
