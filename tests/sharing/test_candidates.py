"""The join: the same in Python for small collections and in SQL for large ones."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.sharing import candidates as module
from tui.sharing.candidates import candidates
from tui.sharing.tokens import hash_of

LETTERS = "āăąćĉċčďđēĕėęěĝğ"
HASHES = {letter: hash_of(letter) for letter in LETTERS}
texts = st.lists(st.text(st.sampled_from(LETTERS), min_size=4, max_size=14), max_size=80)


def proposed(found: Iterator[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    return [pair for part in found for pair in part]


@settings(max_examples=15, deadline=None)
@given(texts)
def test_the_sql_proposes_what_the_small_join_proposes(texts: list[str]) -> None:
    quotations = [((1, len(text) - 1),) if number % 3 else () for number, text in enumerate(texts)]
    small = proposed(candidates(texts, quotations, HASHES))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SMALL", -1)
        assert proposed(candidates(texts, quotations, HASHES)) == small
    assert small == sorted(set(small))
    assert all(a < b for a, b in small)


def test_what_went_everywhere_is_chained() -> None:
    texts = ["abcd" + chr(0x100 + number) for number in range(300)]
    hashes = {token: hash_of(token) for text in texts for token in text}
    assert proposed(candidates(texts, [()] * 300, hashes)) == [(number, number + 1) for number in range(299)]
