"""Searching in a text, for words and for patterns, and stepping through what was found."""

import re
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.model.examples import article, notebook
from tui.model.annotation import Scope, target_of
from tui.model.codebook import STARTER
from tui.model.finding import Hit, WrongPattern, find_hits, next_of, sought
from tui.model.time_limit import TookTooLong, time_limit

TEXTS = st.text(alphabet="aAbBéÉ.\\[ \n\t", max_size=60)
WORDS = st.text(alphabet="aAbBéÉ.\\[ ", max_size=6).filter(lambda words: bool(words.strip()))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("the", ["The", "the"]),
        ("The", ["The"]),
        ("end of", ["end\nof"]),
        ("a.c", []),
        ("", []),
        ("  ", []),
        ("é", ["É", "é"]),
        ("/", []),
        ("/ ", []),
        ("/a.c", ["abc"]),
        ("/(end|the) (of|abc)", ["end\nof", "the abc"]),
        ("/th[e ]", ["The", "the"]),
        (r"/\Wthe", [" the"]),  # the capital after the backslash is no capital
        ("/[A-Z]he", ["The"]),
        ("/the +abc", ["the abc"]),
        (r"/the\ abc", ["the abc"]),
        ("/^of|^The|^end", ["The", "of"]),
        ("/^of|end$", ["end", "of"]),
        ("/z*", []),  # a hit has a length
    ],
)
def test_small_letters_find_any_case_and_space_finds_line_ends(typed: str, found: list[str]) -> None:
    text = "The end\nof the abc. É é"
    assert [text[hit.start : hit.end] for hit in find_hits(text, (), sought(typed))] == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("trump's", ["Trump’s", "Trump's"]),
        ('"we need', ["“We need"]),
        ("cease-fire", ["cease‑fire"]),
        ("trump’s", ["Trump’s"]),  # what no keyboard has is meant as it is typed
        ("/trump's", ["Trump's"]),
    ],
)
def test_quotation_marks_and_hyphens_of_a_keyboard_find_those_of_print(typed: str, found: list[str]) -> None:
    text = "Trump’s aide and Trump's: “We need” a cease‑fire."
    assert [text[hit.start : hit.end] for hit in find_hits(text, (), sought(typed))] == found


@given(TEXTS, WORDS)
@example("a\n a", "a a")
def test_hits_are_the_words_in_order_and_apart(text: str, words: str) -> None:
    hits = find_hits(text, (), sought(words))
    for hit in hits:
        quote = text[hit.start : hit.end]
        assert quote.split() == words.split() or (
            words == words.lower() and quote.lower().split() == words.lower().split()
        )
    assert all(one.end <= other.start for one, other in pairwise(hits))
    searched = text.lower() if words == words.lower() else text
    assert bool(hits) == (" ".join(words.split()) in re.sub(r"\s+", " ", searched))


@given(TEXTS, WORDS)
def test_small_letters_find_all_that_capitals_do(text: str, words: str) -> None:
    exact = {hit.start for hit in find_hits(text, (), sought(words))}
    assert bool(exact) <= bool(find_hits(text, (), sought(words.lower())))


@given(TEXTS, st.text(alphabet="aAb()[]{}|*+?\\.^$ 12,", max_size=8))
@example("aa", "a{99999999999}")
@example("aa", "(((")
def test_a_pattern_finds_stretches_in_order_or_says_what_is_wrong(text: str, pattern: str) -> None:
    try:
        search = sought(f"/{pattern}")
        hits = find_hits(text, (), search)
    except WrongPattern as wrong:
        assert 0 < len(str(wrong)) < 60
    except TookTooLong:
        pass
    else:
        assert all(search.pattern.search(text, hit.start) for hit in hits)
        assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
        assert all(one.end <= other.start for one, other in pairwise(hits))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(a+)+$", "a" * 40 + "b"),
        ("(a|a)*$", "a" * 20_000 + "b"),
        ("(.*) (.*) (.*) (.*) z", "a b " * 5_000),
        ("[^q]*q", "a\n" * 500_000),
    ],
)
def test_a_pattern_that_takes_too_long_is_given_up(pattern: str, text: str) -> None:
    start = perf_counter()
    with pytest.raises(TookTooLong):
        find_hits(text, (), sought(f"/{pattern}"))
    assert perf_counter() - start < 5, "a tenth of a second of the processor, which others may use as well"


def test_a_time_limit_is_over_when_its_work_is_done() -> None:
    with time_limit(0.01):
        pass
    start = perf_counter()
    while perf_counter() - start < 0.1:
        re.search("a", "b")


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
    assert find_hits(one.text, annotations, sought("taxes")) == [Hit(0, 5, False), Hit(12, 29, True)]
    assert find_hits(one.text, annotations, sought("says that")) == [Hit(12, 29, True)]
    assert find_hits(one.text, annotations, sought("/s.ys that")) == [Hit(12, 29, True)]
    assert find_hits(one.text, annotations, sought("nobody")) == [Hit(30, 36, False)]
    assert find_hits(one.text, annotations, sought("")) == []
