"""A row of the reader as it is drawn, without a screen: which cells have which look."""

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tests.widgets.test_text_layout import FAMILY, FLAG, THUMB, texts
from tui.model.sentences import Span
from tui.widgets.article_rows import Look, Shown, row_segments
from tui.widgets.marks import Marks
from tui.widgets.page import AnnotationMark
from tui.widgets.selection import Selectable
from tui.widgets.text_layout import TextLayout

RED = "#ff0000"
ROWS = f"日本\tone {FAMILY} e\u0301{THUMB}{FLAG} \u200b\u202e العربية two\n\n\n  three four  \n"


def named(*names: str) -> Style:
    return Style.from_meta({"names": names})


def looks(shown: Shown, row: int) -> list[tuple[str, tuple[str, ...]]]:
    """The pieces of a row, gutter left out, each with the names of its look."""
    look: Look = named
    pieces = [
        (segment.text, segment.style.meta["names"]) for segment in row_segments(shown, row, look) if segment.style
    ]
    bar = next(place for place, (_, names) in enumerate(pieces) if names == ("reader--bar",))
    return pieces[bar + 2 :]


def cells(shown: Shown, row: int, name: str) -> set[int]:
    """The cells of a row that have a look."""
    found: set[int] = set()
    reached = 0
    for text, names in looks(shown, row):
        if name in names:
            found.update(range(reached, reached + cell_len(text)))
        reached += cell_len(text)
    return found


@given(st.one_of(texts, st.just(ROWS)), st.integers(4, 30), st.integers(0, 60), st.integers(0, 60))
@example(ROWS, 12, 0, len(ROWS))
def test_what_is_selected_is_drawn_so_to_the_cell(text: str, width: int, one: int, other: int) -> None:
    selection = Selectable(text, ()).selection(one, other)
    layout = TextLayout(text, width)
    if selection is None or not len(layout):
        return
    start, end = selection.start, selection.end
    shown = Shown(layout, selection=(start, end))
    for row in range(len(layout)):
        last = layout.ends[row]
        following = layout.starts[row + 1] if row + 1 < len(layout) else len(text)
        whole = cell_len("".join(layout.drawn(row)))
        expected = {cell for cell in range(whole) if start <= layout.offset_at(row, cell) < end}
        if start < following and last < min(end, following):
            expected.add(whole)  # a blank or a newline behind the row has a cell while it is selected
        assert cells(shown, row, "reader--selection") == expected


def test_a_selection_over_lines_shows_at_their_ends() -> None:
    text = "One two\n\nthree"
    layout = TextLayout(text, 5)

    def drawn(selection: Span) -> list[list[int]]:
        shown = Shown(layout, selection=selection)
        return [sorted(cells(shown, row, "reader--selection")) for row in range(len(layout))]

    assert drawn((0, 3)) == [[0, 1, 2], [], [], []]
    assert drawn((0, 4)) == [[0, 1, 2, 3], [], [], []]
    assert drawn((4, 9)) == [[], [0, 1, 2, 3], [0], []]
    assert drawn((4, 10)) == [[], [0, 1, 2, 3], [0], [0]]


def annotated(*marks: tuple[int, int, bool], plain: bool = False) -> list[tuple[str, tuple[str, ...]]]:
    """Words and the names of their looks, colours left out, under annotations of spans or (True) sentences."""
    placed = Marks([AnnotationMark(start, end, "C", RED, sentence) for start, end, sentence in marks])
    pieces = looks(Shown(TextLayout("one two three four", 80), annotations=placed, plain=plain), 0)
    return [(text, tuple(name for name in names if name != RED)) for text, names in pieces]


ONCE, TWICE, MORE = "reader--annotated", "reader--annotated-twice", "reader--annotated-more"
WHOLE = "reader--annotated-sentence"


def test_each_depth_of_overlap_has_a_look_of_its_own() -> None:
    assert annotated((0, 18, False), (4, 13, False), (8, 13, False), (8, 18, False)) == [
        ("one ", (ONCE,)), ("two ", (TWICE,)), ("three", (MORE,)), (" four", (TWICE,)),
    ]  # fmt: skip
    assert annotated((0, 3, False), (0, 3, False)) == [("one", (TWICE,)), (" two three four", ())]


def test_sentences_do_not_add_up_but_a_span_within_one_shows_without_colour() -> None:
    both = (0, 18, True), (0, 18, True)
    assert annotated(*both) == annotated(*both, plain=True) == [("one two three four", (WHOLE,))]
    assert annotated(*both, (4, 7, False))[1] == ("two", (WHOLE, ONCE))
    assert annotated(*both, (4, 7, False), plain=True)[1] == ("two", (WHOLE, TWICE))


def gutter(*marks: AnnotationMark, roomy: bool = True) -> list[tuple[str, str]]:
    shown = Shown(TextLayout("one two three four", 80), annotations=Marks(marks), roomy=roomy)
    pieces = [(segment.text, segment.style.meta["names"]) for segment in row_segments(shown, 0, named) if segment.style]
    return [(text, names[0].removeprefix("reader--")) for text, names in pieces if names and "letter" in names[0]]


def test_letters_of_others_look_different_and_a_plus_stands_for_those_without_room() -> None:
    marks = [AnnotationMark(0, 18, "C", RED, True), AnnotationMark(0, 3, "O", RED, False, mine=False)]
    assert gutter(*marks) == [("C", "letter"), ("O", "letter-of-others")]
    assert gutter(*marks, AnnotationMark(4, 7, "Q", RED, False)) == [("C", "letter"), ("+", "letter")]
    assert gutter(*marks, roomy=False) == [("+", "letter")]
    assert gutter(marks[1], roomy=False) == [("O", "letter-of-others")]


def test_the_chosen_one_and_the_selection_stand_out() -> None:
    here: Span = (0, 18)
    shown = Shown(TextLayout("one two three four", 80), here=here, chosen=(4, 13))
    assert cells(shown, 0, "reader--chosen") == {*range(4, 13)}
    assert cells(shown, 0, "reader--cursor") == {*range(18)}
    shown.plain = True  # there the cursor's sentence is reversed, and what is chosen in it would not be seen
    assert not cells(shown, 0, "reader--cursor")
    shown.selection = (0, 7)
    assert cells(shown, 0, "reader--selection") == {*range(7)}
    assert not cells(shown, 0, "reader--chosen")
