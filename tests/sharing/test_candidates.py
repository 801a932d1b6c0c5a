"""The join: the same in Python for small collections and in SQL for large ones."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.sharing import candidates as module
from tui.sharing.candidates import candidates, rarity_of
from tui.sharing.lookup import candidates_of
from tui.sharing.tokens import hash_of

LETTERS = "āăąćĉċčďđēĕėęěĝğ"
HASHES = {letter: hash_of(letter) for letter in LETTERS}
texts = st.lists(st.text(st.sampled_from(LETTERS), min_size=4, max_size=14), max_size=80)


def proposed(found: Iterator[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    return [pair for part in found for pair in part]


@settings(max_examples=15)
@given(texts)
def test_the_sql_proposes_what_the_small_join_proposes(texts: list[str]) -> None:
    quotations = [((1, len(text) - 1),) if number % 3 else () for number, text in enumerate(texts)]
    rarity = rarity_of(Counter(token for text in texts for token in set(text)), HASHES)
    small = proposed(candidates(texts, quotations, rarity))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SMALL", -1)
        assert proposed(candidates(texts, quotations, rarity)) == small
    assert small == sorted(set(small))
    assert all(a < b for a, b in small)
    for wanted in range(0, len(texts), 7):
        touching = [pair for pair in small if wanted in pair]
        assert candidates_of({wanted}, texts, quotations, rarity) == touching


def test_what_went_everywhere_is_chained() -> None:
    texts = ["abcd" + chr(0x100 + number) for number in range(300)]
    hashes = {token: hash_of(token) for text in texts for token in text}
    rarity = rarity_of(Counter("".join(texts)), hashes)
    assert candidates_of({200}, texts, [()] * 300, rarity) == [(199, 200), (200, 201)]
    assert proposed(candidates(texts, [()] * 300, rarity)) == [(number, number + 1) for number in range(299)]
