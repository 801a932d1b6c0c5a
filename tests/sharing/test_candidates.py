"""The join: the same in Python for small collections and in SQL for large ones."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.sharing import candidates as module
from tui.sharing.candidates import Unit, candidates
from tui.sharing.tokens import hash_of

tokens = st.sampled_from([hash_of(letter) for letter in "abcdefghijklmnop"])
sentences = st.lists(st.lists(tokens, min_size=4, max_size=14), max_size=80)


def proposed(found: Iterator[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    return [pair for part in found for pair in part]


@settings(max_examples=15, deadline=None)
@given(sentences)
def test_the_sql_proposes_what_the_small_join_proposes(texts: list[list[int]]) -> None:
    units = [Unit(number, text) for number, text in enumerate(texts)]
    units += [Unit(unit.sentence, unit.tokens[1:-1], quotation=True) for unit in units[:5]]
    small = proposed(candidates(lambda: iter(units), len(texts)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SMALL", -1)
        assert proposed(candidates(lambda: iter(units), len(texts))) == small
    assert small == sorted(set(small))
    assert all(a < b for a, b in small)


def test_what_went_everywhere_is_chained() -> None:
    units = [Unit(number, [1, 2, 3, 4, 100 + number]) for number in range(300)]
    pairs = proposed(candidates(lambda: iter(units), 300))
    assert pairs == [(number, number + 1) for number in range(299)]
