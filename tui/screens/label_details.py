"""A label as the code book shows it: in a row of the tree, and with all that is known of it."""

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from tui.keys import key_of
from tui.model.annotation import Annotation
from tui.model.codebook import FOR, HUES, CodeBook, Label
from tui.model.counting import counted
from tui.screens.wording import plain, shortened
from tui.widgets.cutting import cut, drawable
from tui.widgets.ink import ink

SWATCH = "███"
LISTED = 5
"""Units of which it is told that they carry more than one label of a set; of the rest, how many there are."""
QUOTE = 60
"""Code points of a unit that say which one it is."""
_HUES = {color: name for name, color in HUES.items()}
_TEXTS = (("definition", ""), ("when", "When to use it"), ("when_not", "When not to"), ("example", "Example"))


def label_row(widget: Widget, book: CodeBook, label: Label, carried: int, width: int) -> Content:
    """A label in the tree, on one row: key, mark and name; its set; how many annotations carry it, at the right."""
    depth = len(book.above(label))
    count = f" {carried:,} " if carried else " "
    told = "retired" if label.retired else f"○ {drawable(label.choice)}" if label.choice else ""
    style = "$quiet" if label.retired else f"bold {ink(widget, label.color).hex}"
    room = width - len(count) - 6 - 2 * depth
    name = cut(label.name, max(4, room))
    told = cut(told, max(0, room - cell_len(name) - 2)) if room - cell_len(name) > 6 else ""
    left = Content.assemble(
        (f"{drawable(label.key):>2} ", "$quiet" if label.retired else "bold"),
        "  " * depth,
        (f"{book.mark(label.id)} ", style),
        (name, "$quiet" if label.retired else ""),
        (f"  {told}" if told else "", "$quiet"),
    )
    return left.pad_right(max(0, width - len(count) - left.cell_length)) + Content.styled(count, "$quiet")


def label_details(
    widget: Widget, book: CodeBook, label: Label, carried: Mapping[str, int], together: Sequence[Sequence[Annotation]]
) -> Content:
    """All that is known of a label; `together` are the annotations that share a unit though their set forbids it."""
    style = f"bold {ink(widget, label.color).hex}"
    title = Content.assemble((f"{book.mark(label.id)}  ", style), (drawable(label.name), "bold"))
    facts = Content.assemble(
        (f"{SWATCH} ", ink(widget, label.color).hex),
        (" · ".join(_facts(book, label, carried)), "$quiet"),
    )
    return Content("\n").join([title, facts, *_paragraphs(book, label, together)])


def _facts(book: CodeBook, label: Label, carried: Mapping[str, int]) -> Iterator[str]:
    yield _HUES.get(label.color, drawable(label.color))
    yield f"key {drawable(label.key)}" if label.key else "no key"
    yield f"for {FOR.get(label.scope, drawable(label.scope))}"
    yield counted(carried.get(label.id, 0), "annotation")
    below = sum(carried.get(one.id, 0) for one in book.labels if label in book.above(one))
    if below:
        yield f"{below:,} more under it"
    if label.retired:
        yield "retired: it is put no more"


def _paragraphs(book: CodeBook, label: Label, together: Sequence[Sequence[Annotation]]) -> Iterator[Content]:
    for field, heading in _TEXTS:
        if text := getattr(label, field):
            yield from _paragraph(heading, text)
    if label.attributes:
        yield from _paragraph("Asked about what carries it", "\n".join(map(str, label.attributes)))
    if above := book.above(label):
        yield from _paragraph("Stands under", " › ".join(one.name for one in reversed(above)))
    if under := book.under(label.id):
        yield from _paragraph("Under it stand", ", ".join(one.name for one in under))
    if label.choice:
        others = [one.name for one in book.labels if one.choice == label.choice and one.id != label.id]
        yield from _paragraph(
            f"One of “{label.choice}”", f"instead of {', '.join(others)}" if others else "alone so far"
        )
        if together:
            count = "1 unit carries" if len(together) == 1 else f"{len(together):,} units carry"
            yield Content.styled(f"{count} more than one of them, from before:", "$warning")
            for annotations in together[:LISTED]:
                yield Content.styled(f"· {drawable(_unit(book, annotations))}", "$quiet")
            if len(together) > LISTED:
                yield Content.styled(f"· and {len(together) - LISTED:,} more", "$quiet")
    if not (label.definition and label.when and label.when_not and label.example):
        missing = [word for word, text in _missing(label) if not text]
        yield Content()
        yield Content.styled(f"{key_of('codebook.define')} adds {_listed(missing)}", "$quiet")


def _paragraph(heading: str, text: str) -> Iterator[Content]:
    yield Content()
    if heading:
        yield Content.styled(drawable(heading), "$accent")
    yield from map(plain, text.split("\n"))


def _missing(label: Label) -> Iterator[tuple[str, str]]:
    yield "what it means", label.definition
    yield "when to use it", label.when
    yield "when not to", label.when_not
    yield "an example", label.example


def _unit(book: CodeBook, annotations: Sequence[Annotation]) -> str:
    target = annotations[0].target
    about = f"“{shortened(' '.join(target.quote.split()), QUOTE)}”" if target.quote else "an article"
    labels = [label.name for one in annotations if (label := book.by_id(one.label))]
    return f"{', '.join(labels)} on {about} by {annotations[0].annotator}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
