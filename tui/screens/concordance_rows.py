"""How the lines of a concordance are told in rows: the article, its labels, the sentence with the hits marked."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.codebook import CodeBook
from tui.model.concordance import Line
from tui.model.harmless import harmless
from tui.screens.copy_rows import article_line, spread
from tui.widgets.ink import ink

GUTTER = 4
"""Cells for the marks of the labels that a sentence carries."""
MARKS = 2
"""Marks that are shown there; of more, the last is an ellipsis."""
ROWS = 2
"""Rows for a sentence that does not fit on one: enough to know what it says about the words."""
NOTE_MARK = "✎"


def header_row(article: Article, hits: int, width: int) -> Content:
    """Source, day and title of an article, and how often it has the words."""
    return spread(
        article_line(article).stylize("bold"),
        Content.styled(f"{hits:,} hit{'' if hits == 1 else 's'} ", "$quiet"),
        width,
    )


def label_marks(widget: Widget, codebook: CodeBook, annotations: Iterable[Annotation]) -> Content:
    """The marks of the labels and notes on a sentence, each once, as drawn on `widget`."""
    marks: dict[str, Content] = {}
    for one in annotations:
        if label := codebook.by_id(one.label):
            marks[one.label] = Content.styled(codebook.mark(label.id), f"bold {ink(widget, label.color).hex}")
        if one.note:
            marks[""] = Content.styled(NOTE_MARK, "$quiet")
    shown = list(marks.values())
    return Content("").join(shown if len(shown) <= MARKS else [*shown[: MARKS - 1], Content.styled("…", "$quiet")])


def rows_of(line: Line, width: int) -> int:
    """How many rows the sentence takes."""
    start, end = line.span
    room = max(1, width - GUTTER)
    fits = end - start <= room and cell_len(harmless(line.article.text[start:end])) <= room
    return 1 if fits else ROWS


def sentence_rows(line: Line, marks: Content, width: int, hit_style: str) -> list[Content]:
    """The sentence behind the marks of its labels; of a long one, what stands around the first hit."""
    start, end = line.span
    room, rows = max(1, width - GUTTER), rows_of(line, width)
    text = line.article.text
    begin = _begin(text, line, room) if rows > 1 else start
    stop = min(end, begin + 2 * ROWS * room)  # more than fits, but where many code points take no cell
    lead = "" if begin == start else "… "
    words = Content(lead + harmless(text[begin:stop]))
    for hit_start, hit_end in line.hits:
        if hit_end > begin and hit_start < stop:
            shift = len(lead) - begin
            words = words.stylize(hit_style, max(hit_start, begin) + shift, min(hit_end, stop) + shift)
    wrapped = words.wrap(room) if rows > 1 else [words]
    if len(wrapped) > rows or stop < end:
        *whole, last = wrapped[:rows]
        wrapped = [*whole, last.truncate(room - 1) + "…"]
    gutter = marks.pad_right(max(0, GUTTER - marks.cell_length))
    return [(gutter if not place else Content(" " * GUTTER)) + row for place, row in enumerate(wrapped)]


def _begin(text: str, line: Line, room: int) -> int:
    """Where to begin, so that the first hit is well in sight: at the start, or at a word some way before the hit."""
    start, end = line.span
    if line.at - start < room:
        return start
    before = max(start, min(line.at - room // 2, end - (ROWS - 1) * room - room // 2))  # the rows are made use of
    blank = text.find(" ", before, line.at)
    return blank + 1 if blank >= 0 else before
