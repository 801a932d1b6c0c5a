"""Searching in a text, and stepping through what was found."""

import pytest

from tui.model.finding import find, next_of


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
    assert [text[start:end] for start, end in find(text, words)] == found


def test_stepping_goes_around_at_both_ends() -> None:
    places = [3, 7, 11]
    assert [next_of(places, here, 1) for here in (0, 3, 8, 11, 20)] == [3, 7, 11, 3, 3]
    assert [next_of(places, here, -1) for here in (0, 3, 8, 11, 20)] == [11, 11, 7, 7, 11]
    assert next_of([], 0, 1) is None
