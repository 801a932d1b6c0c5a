"""Pieces of a row are joined to fewer ones, and nobody sees it."""

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style

from tui.widgets.looks import joined

styles = st.builds(
    Style,
    color=st.sampled_from(["#ff0000", "#00ff00"]),
    bgcolor=st.sampled_from(["#000000", "#ffffff"]),
    bold=st.booleans(),
    underline=st.booleans(),
    reverse=st.booleans(),
)
pieces = st.lists(st.builds(Segment, st.text("a 日", max_size=3), styles))


def seen(segments: list[Segment]) -> list[tuple[str, Style | None]]:
    """Each character with what is seen of its look: of a blank without line or reversal, the ground alone."""
    return [
        (one, Style(bgcolor=style.bgcolor) if one == " " and not (style.underline or style.reverse) else style)
        for text, style, _ in segments
        for one in text
        if style is not None
    ]


@given(pieces)
def test_every_cell_looks_as_before_in_no_more_pieces(segments: list[Segment]) -> None:
    fewer = joined(segments)
    assert seen(fewer) == seen(segments)
    assert len(fewer) <= len(segments)


def test_a_gutter_without_marks_is_one_piece_with_the_text() -> None:
    ink, quiet = Style(color="#ffffff", bgcolor="#000000"), Style(color="#888888", bgcolor="#000000")
    row = [Segment("", ink), Segment("   ", quiet), Segment("  ", ink), Segment("Text.", ink), Segment("  ", quiet)]
    assert joined(row) == [Segment("     Text.  ", ink)]
