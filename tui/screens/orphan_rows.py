"""How an annotation that stands in no open article, and the places for it, are told in rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from textual.content import Content
from textual.widget import Widget

from tui.model.annotation import CONTEXT, Annotation, Scope, Target
from tui.model.article import Article, new_article
from tui.model.codebook import CodeBook
from tui.model.returning import Stray
from tui.model.shared import Passage
from tui.screens.copy_rows import SEPARATOR, spread
from tui.screens.wording import differing_words, local_time, long_day, short_day, shortened
from tui.widgets.cutting import drawable
from tui.widgets.ink import ink
from tui.widgets.side_panel import Part

LONGEST = 600
"""Code points of a quote, a note or a place that are shown."""
ROWS = 3
"""Rows that a place takes at most."""
LABEL, MARK = 18, 7
"""Cells for a label's name, and for what is before a place."""
HERE = "p"
"""The mark of the place where the person is: the key that puts it there."""
_LOOKS = {Part.KEPT: "", Part.NEW: "underline"}
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Choice:
    """A place where an annotation can be put."""

    article: Article
    target: Target
    mark: str
    """How alike the words are, or `HERE`."""


def label_mark(widget: Widget, codebook: CodeBook, annotation: Annotation) -> Content:
    """The mark and name of an annotation's label, as drawn on `widget`; of a note alone its sign."""
    label = codebook.by_id(annotation.label)
    if label is None:
        return Content.assemble(("✎", "bold $quiet"), " Note")
    color = ink(widget, label.color).hex
    return Content.assemble((codebook.mark(label.id), f"bold {color}"), f" {drawable(label.name)}")


def stray_row(stray: Stray, above: Stray | None, label: Content, width: int) -> Content:
    """The label, the words, and, where it is another than above, the article; quiet when that is not open."""
    target = stray.annotation.target
    words = _flat(target.quote) or "the whole article"
    name = label.truncate(LABEL, ellipsis=True)
    left = Content.assemble(
        name, " " * (LABEL + 1 - name.cell_length), (drawable(words), "" if stray.is_orphan else "$quiet")
    )
    return spread(left, Content.styled(_group(stray, above, width), "$quiet"), width - 1)


def _group(stray: Stray, above: Stray | None, width: int) -> str:
    if above and above.annotation.target.article == stray.annotation.target.article:
        return ""
    title = stray.card.title if stray.card else ""
    return drawable(shortened(title, max(8, width // 3)) + ("" if stray.is_orphan else " (not open)"))


def known_of(stray: Stray, label: Content) -> Content:
    """What was said about which words, by whom, and in which article."""
    one, card = stray.annotation, stray.card
    lines = [
        SEPARATOR.join([label, Content.styled(f"{drawable(one.annotator)} · {local_time(one.modified)}", "$quiet")])
    ]
    if one.note:
        lines.append(Content(drawable(shortened(_flat(one.note), LONGEST))))
    if one.target.scope is not Scope.ARTICLE:
        words = (drawable(shortened(_flat(one.target.quote), LONGEST)), "bold")
        lines.append(_within(one.target.prefix, [words], one.target.suffix))
    facts = [card.title, card.source, long_day(card.published), card.file] if card else ["an article that is not known"]
    became = "came back changed" if stray.is_orphan else "not open"
    lines.append(Content.styled(" · ".join(drawable(fact) for fact in (*facts, became) if fact), "$quiet"))
    return Content("\n").join(lines)


def where_of(stray: Stray, choices: Sequence[Choice]) -> Content:
    """Which article the places are in."""
    if not stray.successor:
        return Content.styled("Its article is not open, nor what it may have become", "bold")
    article = stray.successor.article
    told = "Where it may belong in " if stray.is_orphan else "Perhaps it is from "
    if all(one.mark == HERE for one in choices):
        told = "Nothing is like it in "
    facts = [f" · {fact}" for fact in (article.source, short_day(article.published)) if fact]
    return Content.assemble((told, "bold"), f"“{drawable(article.title)}”", (drawable("".join(facts)), "$quiet"))


def choice_rows(choice: Choice, was: Target, width: int) -> list[Content]:
    """How alike; the words, those that are new underlined, and what is around them."""
    mark = Content.styled(f" {choice.mark:<{MARK - 2}} ", "bold $accent" if choice.mark == HERE else "$quiet")
    room = max(1, width - MARK)
    rows = _words(choice, was.quote).wrap(room)
    if len(rows) > ROWS:
        rows = [*rows[: ROWS - 1], rows[ROWS - 1].truncate(max(1, room - 1)) + "…"]
    return [(Content(" " * MARK) if number else mark) + row for number, row in enumerate(rows)]


def _words(choice: Choice, was: str) -> Content:
    target, text = choice.target, choice.article.text
    if target.scope is Scope.ARTICLE:
        return Content(f"the whole of “{drawable(choice.article.title)}”")
    before, behind = text[max(0, target.start - CONTEXT) : target.start], text[target.end : target.end + CONTEXT]
    pieces = [(drawable(shortened(piece, LONGEST)), _LOOKS[part]) for part, piece in _differing(was, choice)]
    return _within(before, pieces, behind)


def _within(before: str, pieces: Sequence[tuple[str, str]], behind: str) -> Content:
    """Words and, quietly, what is around them, so that two places with the same ones can be told apart."""
    if len(before) == CONTEXT:
        before = f"…{before.partition(' ')[2] or before}"
    if len(behind) == CONTEXT:
        behind = f"{behind.rpartition(' ')[0] or behind}…"
    before, behind = (drawable(_BLANKS.sub(" ", one)) for one in (before, behind))
    return Content.assemble((before, "$quiet"), *pieces, (behind, "$quiet"))


@lru_cache(maxsize=64)
def _differing(was: str, choice: Choice) -> tuple[tuple[Part, str], ...]:
    """The words of a place, in pieces that stood in the quote and pieces that are new."""
    old, target = new_article("", was), choice.target
    there = Passage(target.article, target.start, target.end)
    parts: tuple[tuple[Part, str], ...] = ()
    if was and choice.mark != HERE:
        parts, _ = differing_words(old, Passage(old.id, 0, len(old.text)), choice.article, there)
    return parts or ((Part.KEPT, target.quote),)


def _flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
