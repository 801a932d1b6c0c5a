"""An article as the reader shows it, and the marks that lie on its text."""

from collections.abc import Sequence
from typing import NamedTuple

from tui.model.copies import SharedPassage
from tui.model.sentences import Span


class AnnotationMark(NamedTuple):
    """An annotated piece of the text."""

    start: int
    end: int
    letter: str
    """What stands for its label in the gutter."""
    color: str
    """`#rrggbb`."""
    sentence: bool
    """Whether it is about a whole sentence, rather than a span of words."""
    labelled: bool = True
    """Whether it carries a label, rather than a note alone."""
    mine: bool = True
    """Whether it is the person's own, rather than another annotator's."""


class Page(NamedTuple):
    """An article as the reader shows it."""

    article_id: str
    title: str
    byline: str
    text: str
    sentences: Sequence[Span]
    heading_in_text: bool = False
    """Whether the text's first line is its title, so that the title is not shown twice."""
    shared: Sequence[SharedPassage] = ()
    annotations: Sequence[AnnotationMark] = ()
    hits: Sequence[Span] = ()
    url: str = ""
    """Told in one row, without what every address begins with."""


NO_PAGE = Page("", "", "", "", ())
"""What is shown while there is no article."""


def headings(page: Page) -> list[Span]:
    """The lines drawn bold: the title, where the text starts with it, and Markdown's headings."""
    spans: list[Span] = []
    text, start = page.text, 0
    while start >= 0:
        marks = text[start : start + 7]
        level = len(marks) - len(marks.lstrip("#"))
        title = page.heading_in_text and not start
        if title or (1 <= level <= 6 and marks[level : level + 1] in (" ", "\t")):
            end = text.find("\n", start)
            spans.append((start, len(text) if end < 0 else end))
        start = text.find("\n#", start) + 1 or -1
    return spans


LONG_LINE = 100
"""Characters; a text whose lines are longer on average has a paragraph on each."""


def runs_on(text: str) -> bool:
    """Whether paragraphs follow each other without a blank line, so that the reader must put the air between them."""
    return "\n\n" not in text and len(text) > LONG_LINE * (text.count("\n") + 1)
