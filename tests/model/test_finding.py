"""Searching in a text, and stepping through what was found."""

import pytest

from tests.model.examples import article, notebook
from tui.model.annotation import Scope, target_of
from tui.model.codebook import STARTER
from tui.model.finding import Hit, find_hits, next_of, sought


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the", ["The", "the"]),
        ("The", ["The"]),
        ("end of", ["end\nof"]),
        ("a.c", []),
        ("", []),
        ("  ", []),
        ("é", ["É", "é"]),
    ],
)
def test_small_letters_find_any_case_and_space_finds_line_ends(words: str, found: list[str]) -> None:
    text = "The end\nof the abc. É é"
    assert sought(words).findall(text) == found


def test_stepping_goes_around_at_both_ends() -> None:
    places = [3, 7, 11]
    assert [next_of(places, here, 1) for here in (0, 3, 8, 11, 20)] == [3, 7, 11, 3, 3]
    assert [next_of(places, here, -1) for here in (0, 3, 8, 11, 20)] == [11, 11, 7, 7, 11]
    assert next_of([], 0, 1) is None


def test_words_in_a_note_are_found_where_the_note_is() -> None:
    one, book = article("Taxes fell. Critics disagree. Nobody knows."), notebook()
    book.note(one, target_of(one, 12, 29, Scope.SENTENCE), "who says\nthat taxes fell?", "ana")
    book.note(one, target_of(one, 0, 11, Scope.SENTENCE), "taxes again", "ana")
    book.note(one, target_of(one, 0, 0, Scope.ARTICLE), "all about taxes", "ana")
    book.label(one, target_of(one, 30, 43, Scope.SENTENCE), STARTER[0], "ana")
    annotations = book.on_article(one.id)
    assert find_hits(one.text, annotations, "taxes") == [Hit(0, 5, False), Hit(12, 29, True)]
    assert find_hits(one.text, annotations, "says that") == [Hit(12, 29, True)]
    assert find_hits(one.text, annotations, "nobody") == [Hit(30, 36, False)]
    assert find_hits(one.text, annotations, "") == []
