from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.margin import Margin, Side


def drawn(margin: Margin, cells: int) -> str:
    return "".join(map(margin.cell, range(cells)))


@given(
    st.integers(1, 60), st.integers(1, 500), st.lists(st.tuples(st.sampled_from(Side), st.integers(0, 499))), st.data()
)
def test_what_is_taken_away_was_never_there(
    cells: int, rows: int, marked: list[tuple[Side, int]], data: st.DataObject
) -> None:
    def put(side: Side, span: range, times: int = 1) -> None:
        before = drawn(margin, cells)
        changed = margin.put(side, span, times)
        assert changed == {y for y, cell in enumerate(drawn(margin, cells)) if cell != before[y]}

    margin, expected = Margin(cells, rows), Margin(cells, rows)
    spans = [(side, range(row % rows, row % rows + 1)) for side, row in marked]
    kept = data.draw(st.lists(st.booleans(), min_size=len(spans), max_size=len(spans)))
    for side, span in spans:
        put(side, span)
    for (side, span), keep in zip(spans, kept, strict=True):
        if keep:
            expected.put(side, span)
        else:
            put(side, span, -1)
    assert drawn(margin, cells) == drawn(expected, cells)


def test_left_is_shared_and_right_is_annotated() -> None:
    margin = Margin(2, 4)
    margin.put(Side.SHARED, range(2))
    margin.put(Side.ANNOTATED, range(1, 4))
    assert drawn(margin, 2) == "▙▐"
    assert [margin.lit(cell, range(2)) for cell in (0, 1)] == [True, False]
    assert not margin.lit(0, range(4))  # all of it is in view
