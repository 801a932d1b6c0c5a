"""Rows that are cut anywhere, as a dialog cuts what it lies over."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from tui.widgets.whole_characters import cut_between_characters

TEXTS = st.text(st.sampled_from("a ☀❤👩🏽🚀日é\ufe0f\u200d\u0301\u200b"), min_size=1).filter(
    lambda text: cell_len(text) > 0
)


@given(TEXTS, st.data())
def test_a_row_is_cut_into_as_many_pieces_as_asked_for_none_of_it_lost(text: str, data: st.DataObject) -> None:
    cut_between_characters()
    strip = Strip([Segment(text)])
    cuts = sorted(data.draw(st.sets(st.integers(1, strip.cell_length)))) or [strip.cell_length]
    if cuts[-1] != strip.cell_length:
        cuts.append(strip.cell_length)
    pieces = Strip(strip).divide(cuts)
    assert all(
        cell_len(piece.text) >= end - start for piece, (start, end) in zip(pieces, pairwise([0, *cuts]), strict=True)
    )
    if not text.startswith("\u200d"):  # what such a joiner swallows is another thing to rich than behind a cut
        assert sum(cell_len(piece.text) for piece in pieces) == strip.cell_length


@given(st.just("☀️☀️☀️☀️"))
@example("❤️ love ❤️")
@example("👩🏽‍🚀👩🏽‍🚀 and 👩‍🚀")
def test_no_character_is_parted_from_what_makes_it_one(text: str) -> None:
    cut_between_characters()
    strip = Strip([Segment(text)])
    for cut in range(1, strip.cell_length):
        before, after = (piece.text for piece in strip.divide([cut, strip.cell_length]))
        assert not after.startswith(("\ufe0f", "\u200d"))
        assert cell_len(before) == cut and cell_len(after) == strip.cell_length - cut
