"""Foreign text is washed one character for one, so that what was found in it stays where it was."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.harmless import harmless, settled

ANY_TEXT = st.text(st.characters())


@given(ANY_TEXT)
def test_washing_keeps_every_offset_and_leaves_nothing_that_acts(text: str) -> None:
    washed = harmless(text)
    assert len(washed) == len(text)
    assert not [letter for letter in washed if unicodedata.category(letter) in {"Cc", "Cs"}]
    assert harmless(washed) == washed


@given(ANY_TEXT)
def test_settled_text_keeps_line_ends_and_can_be_written(text: str) -> None:
    kept = settled(text)
    assert {letter for letter in kept if unicodedata.category(letter) in {"Cc", "Cs"}} <= {"\n", "\t"}
    assert settled(kept) == kept
    assert kept.encode().decode() == kept


def test_every_kind_of_line_end_becomes_one_newline() -> None:
    assert settled("a\r\nb\rc\nd") == "a\nb\nc\nd"


@pytest.mark.parametrize(
    "hostile",
    [
        "\x1b]52;c;UFdORUQ=\x07",
        "\x1b[2J",
        "\x9b2J",
        "\x9d0;title\x9c",
        "\x00",
        "\u202egnp.exe",
        "\u2066x\u2069",
        "\U000e0041",
    ],
)
def test_what_acts_on_a_terminal_is_replaced(hostile: str) -> None:
    assert not set(hostile) & set("\x1b\x9b\x9d\x9c\x07\x00\u202e\u2066\u2069\U000e0041") & set(harmless(hostile))


def test_letters_of_every_script_are_left_alone() -> None:
    for text in ["Orbán’s “ready” — said", "صباح الخير", "שלום", "日本語", "👨‍👩‍👧 e\u0301"]:
        assert harmless(text) == settled(text) == text
