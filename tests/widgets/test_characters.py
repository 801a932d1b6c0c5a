import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from tests.widgets.test_text_layout import FAMILY, FLAG, THUMB, texts
from tui.model.harmless import harmless
from tui.model.sentences import Span
from tui.widgets.characters import CLUSTER, bounded, character_after, character_before, characters, shown, snapped


def all_of(text: str) -> list[Span]:
    found: list[Span] = []
    while (character := character_after(text, found[-1][1] if found else 0)) is not None:
        found.append(character)
    return found


@given(texts)
@example("\u200bab")
@example("\u200b\u200daa")
@example(FLAG * 50 + "🇩" + "x")
@example("e" + "\u0301" * 300 + "x" * 100)
def test_characters_are_the_same_from_either_end_and_leave_out_only_line_breaks(text: str) -> None:
    found = all_of(text)
    back: list[Span] = []
    while (character := character_before(text, back[-1][0] if back else len(text))) is not None:
        back.append(character)
    assert found == back[::-1]
    left_out = [*text]
    for start, end in found:
        assert start < end
        left_out[start:end] = [""] * (end - start)
    assert not "".join(left_out).strip("\n")


@given(texts)
def test_characters_are_those_of_rich_but_that_a_flag_is_one(text: str) -> None:
    line = re.sub("[\U0001f1e6-\U0001f1ff]", "", shown("".join(text.split())))
    assert characters(line) == split_graphemes(line)[0]


def test_every_code_point_has_the_cells_that_it_has_in_rich() -> None:
    every = [chr(code) for code in range(0x20, 0x20000) if harmless(chr(code)) == chr(code)]
    assert [characters(one)[0][2] for one in every] == [cell_len(one) for one in every]


@given(texts)
def test_a_line_without_floods_is_drawn_as_it_is(text: str) -> None:
    line = shown(text.replace("\n", " "))
    assert bounded(line) == line or any(end - start > CLUSTER for start, end, _ in characters(line))


@pytest.mark.parametrize("flood", ["\u0301", "\u1161", "\u200d👩", "\ufe0f", "\u200b"])
def test_what_floods_a_character_is_left_out(flood: str) -> None:
    drawn = bounded(f"a👩{flood * 1000}b")
    assert drawn.startswith("a👩") and drawn.endswith("b") and len(drawn) <= 2 + CLUSTER
    assert cell_len(drawn) == 4
    assert len(bounded(flood * 1000)) <= CLUSTER


@given(texts)
def test_nothing_that_is_drawn_as_one_character_is_parted(text: str) -> None:
    drawn, line_start = {0}, 0
    for line in text.split("\n"):
        drawn.update(line_start + edge for start, end, _ in characters(shown(line)) for edge in (start, end))
        drawn.add(line_start + len(line))
        line_start += len(line) + 1
    assert {edge for character in all_of(text) for edge in character} <= drawn


@given(texts, st.integers(0, 80), st.integers(0, 80))
def test_a_snapped_span_has_whole_characters(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    snap = snapped(text, start, end)
    assert snap[0] <= start <= end <= snap[1]
    assert not any(a < edge < b for a, b in all_of(text) for edge in snap)


def test_what_a_character_is() -> None:
    england = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    for one in (FAMILY, FLAG, THUMB, england, "e\u0301", "नि", "ᄒ\u1161\u11ab", "1\ufe0f\u20e3", "\t", "日"):
        text = f"a{one}b"
        assert all_of(text) == [(0, 1), (1, 1 + len(one)), (1 + len(one), len(text))]
    assert all_of("a\n\nb") == [(0, 1), (3, 4)]
    assert snapped(f"a{FAMILY}b", 2, 3) == (1, 1 + len(FAMILY))
