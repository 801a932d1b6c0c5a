"""The rows of an article as they are drawn: gutter and text, each piece with the look of all that lies on it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tui.model.copies import SharedPassage
from tui.model.harmless import harmless
from tui.model.sentences import Span
from tui.model.shared import Kind
from tui.model.spans import SpanIndex
from tui.widgets.marks import Marks
from tui.widgets.page import AnnotationMark
from tui.widgets.text_layout import TextLayout

BARS = {
    Kind.VERBATIM: "┃",
    Kind.EDITED: "┇",
    Kind.QUOTE: "║",
    Kind.PARTIAL: "│",
    Kind.PARAPHRASE: "┊",
    Kind.SIMILAR: "·",
}
"""The gutter's bar for each kind: the closer, the heavier; broken where words changed; double for a quote."""
CURSOR, CURSOR_AWAY = "▌", "▏"
"""The mark on the cursor's rows, while the reader has the focus and while not."""
DEPTHS = ("reader--annotated", "reader--annotated-twice", "reader--annotated-more")
"""The looks of text that one annotation covers, or two, or more."""

Look = Callable[..., Style]
"""From the names of component classes, and colours of labels, to the style of them all."""
Layer = tuple[int, int, str]
"""From where, to where, and the component class."""


@dataclass(slots=True)
class Shown:
    """All that the rows are drawn from. What changes it says which rows are to be drawn anew."""

    layout: TextLayout = field(default_factory=lambda: TextLayout("", 1))
    headings: SpanIndex = field(default_factory=SpanIndex)
    shared: Marks[SharedPassage] = field(default_factory=lambda: Marks[SharedPassage](()))
    annotations: Marks[AnnotationMark] = field(default_factory=lambda: Marks[AnnotationMark](()))
    hits: SpanIndex = field(default_factory=SpanIndex)
    here: Span | None = None
    """The sentence under the cursor."""
    chosen: Span | None = None
    """The annotation chosen among those that overlap."""
    selection: Span | None = None
    edge: Span | None = None
    """The character at the edge of the selection that moves."""
    letters: Mapping[int, str] = field(default_factory=dict)
    """Letters to be drawn in place of the characters at these offsets."""
    indent: int = 0
    """Cells before the gutter."""
    roomy: bool = False
    """Whether the gutter has room for two letters and a number."""
    focused: bool = False
    plain: bool = False
    """Whether there are no colours that can be relied on."""


def row_segments(shown: Shown, row: int, look: Look) -> list[Segment]:
    """A row of the text, with its gutter."""
    start, end = shown.layout.starts[row], shown.layout.ends[row]
    annotations = shown.annotations.touching(start, end)
    below = [(*shown.headings.spans[at], "reader--heading") for at in shown.headings.touching(start, end)]
    below += [(mark.start, mark.end, f"reader--{mark.kind}") for mark in shown.shared.touching(start, end)]
    above = [*_above(shown, start, end)]
    edges = {edge for layer in (*below, *above) for edge in layer[:2]}
    edges.update(edge for mark in annotations for edge in (mark.start, mark.end))
    for place in shown.letters:
        if start <= place < end:
            edges.update((place, place + 1))
    cuts = sorted(edge for edge in edges if start < edge < end)
    segments = _gutter(shown, row, annotations, look)
    for place, piece in zip([start, *cuts], shown.layout.drawn(row, cuts), strict=True):
        covering = [mark for mark in annotations if mark.start <= place < mark.end]
        names = (*_at(place, below), *_annotated(covering, shown.plain), *_at(place, above))
        if letter := shown.letters.get(place):
            piece, names = letter + " " * (cell_len(piece) - 1), (*names, "reader--word-letter")
        segments.append(Segment(piece, look(*names)))
    if _goes_on(shown, row):
        segments.append(Segment(" ", look("reader--selection")))
    return segments


def _at(place: int, layers: Iterable[Layer]) -> list[str]:
    return [name for start, end, name in layers if start <= place < end]


def _above(shown: Shown, start: int, end: int) -> Iterable[Layer]:
    """Cursor, hits, what is chosen, what is selected. Without colours all but hits are reversed: the topmost alone."""
    if shown.here and not (shown.plain and (shown.chosen or shown.selection)):
        yield *shown.here, "reader--cursor"
    for at in shown.hits.touching(start, end):
        yield *shown.hits.spans[at], "reader--hit"
    if shown.chosen and not (shown.plain and shown.selection):
        yield *shown.chosen, "reader--chosen"
    if shown.selection:
        yield *shown.selection, "reader--selection"
    if shown.edge:
        yield *shown.edge, "reader--edge"


def _annotated(covering: list[AnnotationMark], plain: bool) -> Iterable[str]:
    """How text looks under these annotations, the outer first; those of whole sentences do not add up."""
    sentence = any(mark.sentence for mark in covering)
    depth = sum(not mark.sentence for mark in covering)
    if sentence:
        yield "reader--annotated-sentence"
    if depth:
        depth += sentence and plain  # there a sentence is underlined, too
        yield DEPTHS[min(depth, len(DEPTHS)) - 1]
    if covering:
        yield covering[-1].color


def _goes_on(shown: Shown, row: int) -> bool:
    """Whether what is selected goes on over the row's end: over a blank or a newline, which have no cell."""
    layout, selection = shown.layout, shown.selection
    following = layout.starts[row + 1] if row + 1 < len(layout) else len(layout.text)
    return bool(selection and selection[0] < following and layout.ends[row] < min(following, selection[1]))


# The gutter -----------------------------------------------------------------------------------------------


def _gutter(shown: Shown, row: int, annotations: list[AnnotationMark], look: Look) -> list[Segment]:
    """The cursor's mark, letters, a number and a bar, and a space to rest the eye."""
    start, end = shown.layout.starts[row], shown.layout.ends[row]
    on_cursor = shown.here and shown.here[0] < end and start < shown.here[1]
    mark = (CURSOR if shown.focused else CURSOR_AWAY) if on_cursor else " "
    segments = [Segment(" " * shown.indent, look()), Segment(mark, look("reader--cursor-mark"))]
    segments += _letters(shown, row, annotations, look)
    shared = shown.shared.touching(start, end)
    if shown.roomy:
        begun = [mark.articles for mark in shared if _begins(shown, mark, row)]
        number = str(max(begun)) if begun else " "
        segments.append(Segment(f" {number if len(number) == 1 else '+'}", look("reader--number")))
    # Of several passages on one row, the bar is of the one that has most of it.
    widest = max(shared, key=lambda mark: min(end, mark.end) - max(start, mark.start), default=None)
    bar = BARS[widest.kind] if widest else " "
    return [*segments, Segment(bar, look("reader--bar")), Segment(" ", look())]


def _letters(shown: Shown, row: int, annotations: list[AnnotationMark], look: Look) -> list[Segment]:
    """The letters of the annotations that begin on a row, as far as there is room; `+` for the rest."""
    room = 2 if shown.roomy else 1
    letters: list[tuple[str, tuple[str, ...]]] = []
    for mark in annotations:
        if _begins(shown, mark, row):
            letter = harmless(mark.letter)[:1]
            name = "reader--letter" if mark.mine else "reader--letter-of-others"
            letters.append((letter if cell_len(letter) else "?", (name, mark.color)))
    while sum(cell_len(letter) for letter, _ in letters) > room:
        letters = [*letters[:-2], ("+", ("reader--letter",))]
    used = sum(cell_len(letter) for letter, _ in letters)
    segments = [Segment(letter, look(*names)) for letter, names in letters]
    return [*segments, Segment(" " * (room - used), look())]


def _begins(shown: Shown, mark: SharedPassage | AnnotationMark, row: int) -> bool:
    return shown.layout.rows_of(mark.start, mark.end).start == row
