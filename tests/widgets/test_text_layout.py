import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.model.harmless import harmless
from tui.settings import Spacing
from tui.widgets.characters import CLUSTER
from tui.widgets.text_layout import TextLayout

FAMILY, FLAG, THUMB = "👨‍👩‍👧", "🇩🇪", "👍🏽"
AWKWARD = [
    "a", "word", " ", "\u00a0", "\n", "\n\n", "\t", "é", "e\u0301", " \u0308", "日本", "。", "「",
    "か\u3099", "한국", "ᄒ\u1161", FAMILY, FLAG, "🇩", THUMB, "☎\ufe0f", "\u200b", "\u200d", "नि",
    "العربية", "\u202e", "\u2028", "\x1b", "\x9b", "\u3000", "—", "“",
]  # fmt: skip
CELLS = {"a": 1, "e\u0301": 1, "नि": 1, FAMILY: 2, FLAG: 2, THUMB: 2, "☎\ufe0f": 2}
texts = st.lists(st.one_of(st.sampled_from(AWKWARD), st.text(max_size=3)), max_size=60).map("".join)
widths = st.integers(4, 40)
spacings = st.sampled_from(Spacing)


def rows(text: str, width: int, spacing: Spacing = Spacing.AS_WRITTEN) -> list[str]:
    layout = TextLayout(text, width, spacing)
    return [text[start:end] for start, end in zip(layout.starts, layout.ends, strict=True)]


@given(texts, widths, spacings)
def test_rows_are_ordered_disjoint_and_cover_all_but_white_space(text: str, width: int, spacing: Spacing) -> None:
    layout = TextLayout(text, width, spacing)
    spans = list(zip(layout.starts, layout.ends, strict=True))
    assert all(start <= end for start, end in spans)
    assert all(before[1] <= after[0] and before[0] < after[0] for before, after in pairwise(spans))
    left_out = [*text]
    for start, end in spans:
        left_out[start:end] = [""] * (end - start)
    assert not "".join(left_out).strip()
    assert all("\n" not in text[start:end] for start, end in spans)


@given(texts, widths)
@example("\t" * 30 + "x", 4)
@example("\u3000x\t\t日本", 12)
def test_no_row_is_wider_than_the_width(text: str, width: int) -> None:
    layout = TextLayout(text, width)
    assert all(cell_len("".join(layout.drawn(row))) <= width for row in range(len(layout)))


@given(texts, widths)
def test_no_row_starts_within_a_character(text: str, width: int) -> None:
    for start in TextLayout(text, width).starts:
        if start and text[start - 1] != "\n" and start < len(text):
            assert unicodedata.combining(text[start]) == 0 or text[start - 1].isspace()
            assert text[start - 1] != "\u200d" or text[start - 2 : start - 1] == "\u200d"
            assert text[start] not in "\u200d\ufe0f🏽"


@given(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=60), widths)
def test_what_has_no_place_to_break_fills_its_rows(pieces: list[str], width: int) -> None:
    expected, room = [""], width
    for piece in pieces:
        if CELLS[piece] > room:
            expected, room = [*expected, ""], width
        expected[-1] += piece
        room -= CELLS[piece]
    assert rows("".join(pieces), width) == expected


@given(texts, widths, spacings)
def test_at_most_one_blank_row_and_none_at_the_ends(text: str, width: int, spacing: Spacing) -> None:
    blank = [not row for row in rows(text, width, spacing)]
    assert not (blank and (blank[0] or blank[-1]))
    assert not any(before and after for before, after in pairwise(blank))


@given(texts, widths)
@example("x\u200d\tx", 20)
def test_what_is_drawn_is_harmless(text: str, width: int) -> None:
    layout = TextLayout(text, width)
    drawn = ["".join(layout.drawn(row)) for row in range(len(layout))]
    assert [harmless(row) for row in drawn] == drawn


@given(texts, widths, st.data())
def test_pieces_join_to_the_row_wherever_it_is_cut(text: str, width: int, data: st.DataObject) -> None:
    layout = TextLayout(text, width)
    for row in range(len(layout)):
        start, end = layout.starts[row], layout.ends[row]
        cuts = sorted(data.draw(st.sets(st.integers(start + 1, end - 1), max_size=3))) if end - start > 1 else []
        pieces = layout.drawn(row, cuts)
        assert len(pieces) == len(cuts) + 1
        assert "".join(pieces) == "".join(layout.drawn(row))
        assert sum(map(cell_len, pieces)) == cell_len("".join(pieces))


@given(texts, widths, spacings)
def test_rows_and_offsets_agree(text: str, width: int, spacing: Spacing) -> None:
    layout = TextLayout(text, width, spacing)
    for row in range(len(layout)):
        start, end = layout.starts[row], layout.ends[row]
        if start < end:
            assert {layout.row_at(offset) for offset in range(start, end)} == {row}
            assert layout.rows_of(start, end) == range(row, row + 1)
            assert start <= layout.offset_at(row, 0) <= end
    if len(layout):
        assert layout.rows_of(layout.starts[0], layout.ends[-1]) == range(len(layout))


def test_wrapping() -> None:
    assert rows("The quick brown fox", 9) == ["The quick", "brown fox"]
    assert rows("The quick  brown", 9) == ["The quick", "brown"]
    assert rows("unspeakable", 4) == ["unsp", "eaka", "ble"]
    assert rows("one\ntwo\n\n \n\nthree\n", 20) == ["one", "two", "", "three"]
    assert rows("one\ntwo\n\nthree\n", 20, Spacing.SPACED) == ["one", "", "two", "", "three"]
    assert rows("one\ntwo\n\n \n\nthree\n", 20, Spacing.DENSE) == ["one", "two", "three"]
    assert rows("", 20) == rows(" \n\n ", 20) == []


def test_wide_and_joined_characters() -> None:
    assert rows("日本語の文章", 5) == ["日本", "語の", "文章"]
    assert rows("彼は言った。そう", 10) == ["彼は言っ", "た。そう"]  # no row starts with a full stop
    assert rows(FAMILY * 3, 5) == [FAMILY * 2, FAMILY]
    assert rows(FLAG * 3, 5) == [FLAG * 2, FLAG]
    assert rows("e\u0301" * 5, 4) == ["e\u0301" * 4, "e\u0301"]


def test_a_cut_within_a_character_counts_as_before_it() -> None:
    layout = TextLayout(f"a{FAMILY}b", 20)
    assert layout.drawn(0, [3]) == ["a", f"{FAMILY}b"]
    assert layout.drawn(0, [1, 6]) == ["a", FAMILY, "b"]


def test_tabs_reach_to_the_next_stop() -> None:
    layout = TextLayout("ab\tc\td", 20)
    assert layout.drawn(0, [3]) == ["ab  ", "c   d"]
    assert [layout.offset_at(0, cell) for cell in (0, 2, 3, 4, 8, 99)] == [0, 2, 2, 3, 5, 6]


def test_a_flood_of_accents_is_kept_but_not_drawn() -> None:
    layout = TextLayout("e" + "\u0301" * 10_000 + "x", 10)
    assert rows(layout.text, 10) == [layout.text]
    assert len(layout.drawn(0)[0]) <= 2 * CLUSTER


@pytest.mark.parametrize("piece", [*CELLS, "汉"])
def test_a_line_of_five_million_code_points_fills_its_rows(piece: str) -> None:
    row = len(piece) * 80 // CELLS.get(piece, 2)
    text = piece * (5_000_000 // len(piece))
    layout = TextLayout(text, 80)
    assert layout.starts == list(range(0, len(text), row))
    assert layout.ends == [*layout.starts[1:], len(text)]


def test_a_row_may_hold_a_flood_of_any_length() -> None:
    flood = "e" + "\u0301" * 5_000_000
    assert TextLayout("a" * 79 + flood + "b", 80).starts == [0, 80 + 5_000_000]
