import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.model.sentences import Span
from tui.model.words import word_after, word_before

PIECES = [
    "a", "word", " ", "\n", "'", "’", "-", ".", ",", "7", "é", "e\u0301", "日本", "々", "。", "かな", "カナ", "ー",
    "한국", "नि", "\u200d", "\u200c", "👍🏽", "العربية", "\u064e", "\t", "_", "—",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=80).map("".join)


def forwards(text: str) -> list[Span]:
    found: list[Span] = []
    while (word := word_after(text, found[-1][1] if found else 0)) is not None:
        found.append(word)
    return found


def backwards(text: str) -> list[Span]:
    found: list[Span] = []
    while (word := word_before(text, found[-1][0] if found else len(text))) is not None:
        found.append(word)
    return found[::-1]


@given(texts)
@example("long" * 40 + " b")
@example("a" * 63 + "-b c" + " " * 70 + "d")
def test_words_are_the_same_from_either_end_and_hold_every_letter_and_digit(text: str) -> None:
    words = forwards(text)
    assert words == backwards(text)
    assert all(start < end for start, end in words)
    assert all(before[1] <= after[0] for before, after in pairwise(words))
    outside = [*text]
    for start, end in words:
        outside[start:end] = [""] * (end - start)
    assert not [left for left in "".join(outside) if left.isalnum() and left not in "々ーｰ"]


@given(texts, st.integers(0, 300))
def test_the_word_at_an_offset(text: str, offset: int) -> None:
    words = forwards(text)
    assert word_after(text, offset) == next((word for word in words if word[1] > offset), None)
    assert word_before(text, offset) == next((word for word in reversed(words) if word[0] < offset), None)


@pytest.mark.parametrize(
    "text",
    [
        "don’t | Jean-Pierre's | well",
        "1,600 | 2.5 | 10th | 3",
        "ended | in | 2025",
        "the | U.S. | at | 9 | a.m. | on | example.org | or | 3.5",
        "e\u0301te\u0301 | naïve",
        "नमस्ते | दुनिया",
        "می\u200cخواهم | كِتَاب",
        "한국어 | 단어",
        "人々|は|東|京|で|ラーメン|を|食|べた",
        "snake |_| case",
    ],
)
def test_what_a_word_is(text: str) -> None:
    words = [part.strip() for part in text.split("|")]
    whole = text.replace(" | ", " ").replace(" |_| ", "_").replace("|", "")
    assert [whole[start:end] for start, end in forwards(whole)] == [word for word in words if word != "_"]


def test_a_word_of_two_million_letters_is_found_soon() -> None:
    text = "a" * 2_000_000
    began = time.process_time()
    assert word_after(text, 1_000_000) == word_before(text, 1_000_000) == (0, 2_000_000)
    assert time.process_time() - began < 5  # 0.3 s where this was written
