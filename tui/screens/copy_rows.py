"""How copies are told in rows: the article, the labels it carries, and the words that differ."""

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widget import Widget

from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.codebook import CodeBook
from tui.model.shared import Passage
from tui.screens.wording import differing_words, off_utc, short_day
from tui.widgets.cutting import drawable
from tui.widgets.ink import ink
from tui.widgets.side_panel import Part

BESIDE = 24
"""Code points of kept words that are shown on either side of a change: enough to see where it is."""

SEPARATOR = Content.styled(" · ", "$quiet")


def article_line(article: Article) -> Content:
    """Source, day and title; the source alone is strong."""
    when = short_day(article.published) + off_utc(article.published)
    source = [Content(drawable(article.provenance))] if article.provenance else []
    quiet = [Content.styled(drawable(fact), "$quiet") for fact in (when, article.title) if fact]
    return SEPARATOR.join([*source, *quiet])


def label_names(widget: Widget, codebook: CodeBook, annotations: Iterable[Annotation]) -> Content:
    """The marks and names of the labels that annotations carry, each once, as drawn on `widget`."""
    labels = filter(None, (codebook.by_id(label_id) for label_id in dict.fromkeys(one.label for one in annotations)))
    marks = ((codebook.mark(label.id), f"bold {ink(widget, label.color).hex}", label.name) for label in labels)
    return Content("  ").join(Content.assemble((mark, style), f" {drawable(name)}") for mark, style, name in marks)


def spread(left: Content, right: Content, width: int) -> Content:
    """Two things on one row, one at either edge; the left one is cut when there is no room for both."""
    room = max(0, width - right.cell_length - 1)
    return left.truncate(room, ellipsis=True).pad_right(max(0, room - left.cell_length) + 1) + right


def changed_rows(
    here: Article, one: Passage, there: Article, other: Passage, rows: int, width: int
) -> Sequence[Content]:
    """What differs in another article's passage, on at most so many rows.

    New words are plain to see, kept ones quiet, and left out where nothing changes; below them what is only here.
    """
    parts, gone = differing_words(here, one, there, other)
    if not parts and not gone:
        return [Content.styled("the same words", "$quiet")]
    words = Content.assemble(*((drawable(text), _LOOKS[part]) for part, text in _around_changes(parts)))
    only_here = Content.assemble(("only here: ", "$quiet"), (drawable(" … ".join(gone)), "$quiet strike"))
    room = max(1, rows - bool(gone))
    wrapped = words.wrap(width)
    if len(wrapped) > room:
        wrapped = [*wrapped[: room - 1], wrapped[room - 1].truncate(width - 1) + "…"]
    return [*wrapped, *([only_here] if gone else [])]


_LOOKS = {Part.KEPT: "$quiet", Part.NEW: "underline"}


def _around_changes(parts: Sequence[tuple[Part, str]]) -> Iterable[tuple[Part, str]]:
    """The parts, kept words only where something changes beside them; all of them when nothing is new."""
    if all(part is Part.KEPT for part, _ in parts):
        yield from ((part, " ".join(words.split())) for part, words in parts)
        return
    for place, (part, words) in enumerate(parts):
        text = " ".join(words.split())
        if part is Part.KEPT and len(text) > 2 * BESIDE:
            before, after = text[:BESIDE].rpartition(" ")[0], text[-BESIDE:].partition(" ")[2]
            text = f"{before if place else ''} … {after if place < len(parts) - 1 else ''}".strip()
        lead, trail = words[:1].isspace() or text[:1] == "…", words[-1:].isspace() or text[-1:] == "…"
        yield part, f"{' ' * (lead and place > 0)}{text}{' ' * trail}"
