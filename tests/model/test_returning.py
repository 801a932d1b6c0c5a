"""What was said goes along to an article that came back changed: all that is beyond doubt, as one change."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.examples import notebook
from tui.model.annotation import Annotation, Scope, Target, target_of
from tui.model.article import Article, new_article
from tui.model.codebook import STARTER
from tui.model.codebook_changes import change_label
from tui.model.history import RecordChange
from tui.model.library import Library
from tui.model.notebook import LabelRefused, Notebook
from tui.model.reading import Place, Reading
from tui.model.returning import ONE_BY_ONE, Return, bring_back, keep_up, put_at, returns
from tui.model.succession import successors

CLAIM, FACT = STARTER[:2]
FIRST = "The mayor told the council that taxes fell last year. "
SECOND = "Critics of the budget disagreed, and asked for the figures. "
THIRD = "The vote on next year's budget is on Friday afternoon."
TEXT = FIRST + SECOND + THIRD


def version(text: str, title: str = "Taxes", file: str = "taxes.md") -> Article:
    return new_article(title, text, source="Wire", extra={"file": file})


OLD, NEW = version(TEXT), version(f"It rained.\n\n{FIRST}{SECOND.replace('the figures', 'numbers')}{THIRD}")


def part(of: Article, quote: str, scope: Scope = Scope.SENTENCE) -> Target:
    start = of.text.index(quote.strip())
    return target_of(of, start, start + len(quote.strip()), scope)


def coded() -> Notebook:
    """The old article with two labels on the first sentence, a note on the second, a span, and one on the whole."""
    book = notebook()
    book.label(OLD, part(OLD, FIRST), CLAIM, "ana")
    book.label(OLD, part(OLD, FIRST), CLAIM, "ben")
    book.note(OLD, part(OLD, SECOND), "who?", "ana")
    book.label(OLD, part(OLD, "vote on next year's budget", Scope.SPAN), FACT, "ana")
    book.label(OLD, target_of(OLD, 0, 0, Scope.ARTICLE), FACT, "ana")
    book.toggle_done(OLD)
    book.remember_place(OLD, len(FIRST + SECOND))
    return book


def come_back(book: Notebook, *opened: Article) -> list[Return]:
    """What the program does at its start."""
    returned = returns(book, successors(book, Library(opened)))
    bring_back(book, returned)
    return returned


def words(annotations: tuple[Annotation, ...]) -> set[tuple[str, str, str]]:
    return {(one.annotator, one.label, one.target.quote) for one in annotations}


def test_all_that_is_found_goes_along_as_one_change() -> None:
    book = coded()
    before = {one.id: one for one in book.annotations}
    (returned,) = come_back(book, NEW)
    assert words(book.on_article(NEW.id)) == {
        ("ana", "fact", ""),
        ("ana", "claim", FIRST.strip()),
        ("ben", "claim", FIRST.strip()),
        ("ana", "fact", "vote on next year's budget"),
    }
    for one in book.on_article(NEW.id):
        assert replace(one, target=before[one.id].target) == before[one.id], "nothing but the target is another"
        assert NEW.text[one.target.start : one.target.end] == one.target.quote
    assert [one.note for one in book.on_article(OLD.id)] == ["who?"], "what is not found stays"
    assert returned.orphans == book.on_article(OLD.id) and returned.changed
    undone = book.undo()
    assert undone and undone.name == "find 4 annotations again in “Taxes”" and undone.article == NEW.id
    assert {one.id: one for one in book.annotations} == before
    assert book.reading(OLD.id).done and not book.reading(NEW.id).done
    book.redo()
    assert len(book.on_article(NEW.id)) == 4


def test_done_star_and_place_go_along() -> None:
    book = coded()
    book.toggle_star(NEW)
    come_back(book, NEW)
    assert (book.reading(NEW.id), book.reading(OLD.id)) == (Reading(NEW.id, done=True, star=True), Reading(OLD.id))
    place = book.place(NEW.id)
    assert place and place.start == NEW.text.index(THIRD) and book.last_place == place


def test_the_second_time_nothing_is_left_to_do() -> None:
    book = coded()
    come_back(book, NEW)
    done = book.undoable
    (again,) = come_back(book, NEW)
    assert book.undoable is done and not again.is_new and len(again.orphans) == 1


def test_an_orphan_is_found_when_its_words_come_back() -> None:
    book = coded()
    come_back(book, NEW)
    newer = version(f"Again:\n\n{TEXT}")
    (returned,) = come_back(book, newer)
    assert {card.id for card in returned.states} == {OLD.id, NEW.id}
    assert len(book.on_article(newer.id)) == 5 and returned.orphans == ()


def test_a_text_that_is_as_it_was_again_has_everything_again() -> None:
    book = coded()
    before = {replace(one, target=replace(one.target, text_sha256="")) for one in book.annotations}
    come_back(book, NEW)
    come_back(book, OLD)
    assert {replace(one, target=replace(one.target, text_sha256="")) for one in book.annotations} == before
    newer = version(f"Again:\n\n{TEXT}")
    come_back(book, newer)
    assert len(book.on_article(newer.id)) == 5


def test_what_an_article_is_known_by_is_kept_up_to_date() -> None:
    book = coded()
    undoable = book.undoable
    url = "https://example.org/taxes"
    named = new_article("Taxes fell", TEXT, source="Wire", url=url, extra={"file": "renamed.md"})
    assert named.id == OLD.id
    keep_up(book, Library([named]))
    assert [(one.title, one.url, one.file) for one in book.cards] == [("Taxes fell", url, "renamed.md")]
    assert book.undoable is undoable
    book.listen(lambda step: pytest.fail("nothing is new"))
    keep_up(book, Library([named]))


def test_where_reading_stopped_alone_is_nothing_to_take_back() -> None:
    book = notebook()
    book.remember_place(OLD, 10)
    (returned,) = come_back(book, NEW)
    assert not returned.is_told and book.undoable is None
    assert book.place(NEW.id) == Place(NEW.id, 10, book.last_place.when if book.last_place else "")
    assert come_back(book, NEW) == []


def test_an_article_with_another_name_keeps_everything() -> None:
    book = coded()
    renamed = new_article("Taxes", TEXT, source="The Wire", extra={"file": "taxes.md"})
    (returned,) = come_back(book, renamed)
    assert not returned.changed and returned.orphans == () and len(book.on_article(renamed.id)) == 5


def test_one_label_once_and_one_of_a_set_holds_for_what_comes_back_too() -> None:
    book = coded()
    for label in (CLAIM, FACT):
        change_label(book, replace(label, choice="status"))
    book.label(NEW, part(NEW, FIRST), CLAIM, "ana")
    book.label(NEW, part(NEW, FIRST), FACT, "ben")
    (returned,) = come_back(book, NEW)
    assert words(returned.orphans) >= {("ana", "claim", FIRST.strip()), ("ben", "claim", FIRST.strip())}
    assert [one.label for one in book.on_article(NEW.id) if one.target.quote == FIRST.strip()] == ["claim", "fact"]


def test_two_states_do_not_put_the_same_label_twice() -> None:
    book = coded()
    book.label(NEW, part(NEW, FIRST), CLAIM, "ana")
    newest = version(f"{NEW.text} More.")
    (returned,) = come_back(book, newest)
    assert words(book.on_article(newest.id)) >= {("ana", "claim", FIRST.strip()), ("ben", "claim", FIRST.strip())}
    assert ("ana", "claim", FIRST.strip()) in words(returned.orphans)


def test_very_many_articles_are_one_change() -> None:
    book = notebook()
    texts = [f"{FIRST}{SECOND}This is number {number}." for number in range(ONE_BY_ONE + 1)]
    for number, text in enumerate(texts):
        old = version(text, f"T{number}", f"{number}.md")
        book.label(old, part(old, FIRST), CLAIM, "ana")
    undoable = book.undoable
    come_back(book, *(version(f"New. {text}", f"T{number}", f"{number}.md") for number, text in enumerate(texts)))
    undone = book.undo()
    assert undone and undone.name == f"find {len(texts)} annotations again in {len(texts)} articles"
    assert book.undoable is undoable


def test_an_orphan_is_placed_by_hand() -> None:
    book = coded()
    come_back(book, NEW)
    (orphan,) = book.on_article(OLD.id)
    put_at(book, NEW, orphan, part(NEW, "and asked for numbers", Scope.SPAN))
    placed = book.by_id(orphan.id)
    assert placed and replace(placed, target=orphan.target) == orphan
    assert (placed.target.article, placed.target.quote) == (NEW.id, "and asked for numbers")
    undone = book.undo()
    assert undone and undone.name == "place Note in “Taxes”" and book.by_id(orphan.id) == orphan


def test_it_is_not_placed_where_its_label_cannot_stand() -> None:
    book = coded()
    book.label(NEW, part(NEW, FIRST), CLAIM, "ana")
    orphan = next(one for one in book.on_article(OLD.id) if one.label == "claim" and one.annotator == "ana")
    with pytest.raises(LabelRefused, match="Claim stands there already"):
        put_at(book, NEW, orphan, part(NEW, FIRST))
    change_label(book, replace(CLAIM, scope="sentence"))
    with pytest.raises(LabelRefused, match="Claim is for sentences"):
        put_at(book, NEW, orphan, part(NEW, "taxes fell", Scope.SPAN))
    assert book.by_id(orphan.id) == orphan


def test_a_place_that_was_known_is_not_overwritten() -> None:
    book = coded()
    book.remember("place", [RecordChange(None, Place(NEW.id, 3, ""))], NEW)
    come_back(book, NEW)
    assert book.place(NEW.id) == Place(NEW.id, 3, "")


SENTENCES = st.lists(st.sampled_from(["No. ", "Yes, he said. ", FIRST, SECOND, THIRD + " "]), min_size=1, max_size=7)


@given(SENTENCES, SENTENCES, st.data())
def test_nothing_is_lost_whatever_a_text_becomes(before: list[str], after: list[str], data: st.DataObject) -> None:
    old, new = version("".join(before)), version("".join(after))
    book = notebook()
    for number in data.draw(st.sets(st.integers(0, len(before) - 1), min_size=1)):
        start = len("".join(before[:number]))
        target = target_of(old, start, start + len(before[number].strip()), Scope.SENTENCE)
        book.label(old, target, data.draw(st.sampled_from([CLAIM, FACT])), "ana")
    was = {one.id: replace(one, target=None) for one in book.annotations}  # type: ignore[arg-type]
    all_of_it = book.annotations
    come_back(book, new)
    assert {one.id: replace(one, target=None) for one in book.annotations} == was  # type: ignore[arg-type]
    for one in book.annotations:
        text = new.text if one.target.article == new.id else old.text
        assert text[one.target.start : one.target.end] == one.target.quote
    places = [(one.target, one.label) for one in book.on_article(new.id)]
    assert len(places) == len(set(places)), "no two of one label in one place"
    if old.id != new.id:
        book.undo()
    assert book.annotations == all_of_it
