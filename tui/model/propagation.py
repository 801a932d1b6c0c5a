"""Which copies of a sentence its labels can go to, where each would stand there, and what speaks against it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from unicodedata import combining

from tui.model.annotation import Annotation, Scope, Target, target_of
from tui.model.article import Article
from tui.model.codebook import CodeBook, Label
from tui.model.copies import Copy
from tui.model.notebook import unit_of
from tui.model.sentences import Span
from tui.model.shared import Kind, Passage
from tui.model.spans import touched

TOO_FAR = {
    Kind.PARTIAL: "only part of it stands there",
    Kind.PARAPHRASE: "said in other words",
    Kind.SIMILAR: "only worded alike",
}
"""Kinds whose copies are given a label only by one who has looked, and why: what it rests on may not stand there."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One copy, and what it can be given."""

    copy: Copy
    """From the whole sentence here to the whole sentence there."""
    article: Article
    """That of the copy."""
    puts: tuple[tuple[Annotation, Target], ...]
    """Which annotation's label would go where; empty when there is nothing to give."""
    standing: tuple[Annotation, ...]
    """What carries a label there already, of all annotators."""
    doubt: str
    """What speaks against it, for the person; empty when nothing does."""


def givable(annotations: Iterable[Annotation], codebook: CodeBook, sentence: Span, annotator: str) -> list[Annotation]:
    """Of what touches a sentence, this annotator's that copies of it can be given.

    Those that lie in the sentence, for what goes beyond it is not about it alone, and whose labels can still be put.
    """
    start, end = sentence
    return [
        one
        for one in annotations
        if one.annotator == annotator
        and one.target.scope is not Scope.ARTICLE
        and start <= one.target.start
        and one.target.end <= end
        and (label := codebook.by_id(one.label)) is not None
        and not label.retired
        and label.scope in ("", one.target.scope)
    ]


def offers(
    here: Article,
    sentence: Span,
    copies: Sequence[Copy],
    origins: Sequence[Annotation],
    *,
    codebook: CodeBook,
    article_of: Callable[[str], Article | None],
    sentences_of: Callable[[Article], Sequence[Span]],
    standing_on: Callable[[Article], Iterable[Annotation]],
) -> list[Offer]:
    """What the annotations of a sentence would give to each sentence that holds a copy of it, in the copies' order.

    A label goes to what it is about here. That of a sentence goes to the whole sentence there, also when a quotation
    in it or a part of it is all that both have: sentences are what labels are counted in, and what differs is shown
    beside it. That of a span goes to the very same words, when they stand once in the passage here and once in that
    there; else it does not go there, rather than to the wrong words.
    """
    found: dict[tuple[str, Span], Offer] = {}
    for copy in copies if origins else ():
        there = article_of(copy.there.article)
        if there is None:
            continue
        holding = _holding(copy.there, sentences_of(there))
        goes_to = {one.id: (one, target) for one in origins if (target := _target(here, one, there, copy, holding))}
        if known := found.get((there.id, holding)):
            goes_to = {one.id: (one, target) for one, target in known.puts} | goes_to
            copy = known.copy
        whole = copy._replace(here=Passage(here.id, *sentence), there=Passage(there.id, *holding))
        standing = [one for one in standing_on(there) if one.label and one.target.overlaps(*holding)]
        found[there.id, holding] = Offer(whole, there, tuple(goes_to.values()), tuple(standing), "")
    return [_weighed(offer, origins[0].annotator, codebook) for offer in found.values()]


# Within


def _weighed(offer: Offer, annotator: str, codebook: CodeBook) -> Offer:
    """The offer without what stands there already, and with what speaks against it."""
    if not offer.puts:
        return replace(offer, doubt="its words do not stand there, or twice")
    mine = {(unit_of(one.target), one.label) for one in offer.standing if one.annotator == annotator}
    left = tuple((one, to) for one, to in offer.puts if (unit_of(to), one.label) not in mine)
    replaced = {
        rival
        for one, to in left
        for unit, standing in mine
        if unit == unit_of(to) and (rival := _rival(codebook.by_id(one.label), codebook.by_id(standing)))
    }
    doubts = [
        "has it already" if not left else "",
        f"would replace your {', '.join(sorted(replaced))}" if replaced else "",
        TOO_FAR.get(offer.copy.kind, ""),
        "figures differ" if offer.copy.figures_differ else "",
    ]
    return replace(offer, puts=left, doubt=next((doubt for doubt in doubts if doubt), ""))


def _rival(label: Label | None, standing: Label | None) -> str:
    """The name of a label that stands there, when it is of the same single-choice set."""
    return standing.name if label and standing and label.choice and label.choice == standing.choice else ""


def _holding(passage: Passage, sentences: Sequence[Span]) -> Span:
    """From the start of the first to the end of the last sentence that a passage stands in."""
    places = touched(sentences, passage.start, passage.end)
    return (sentences[places[0]][0], sentences[places[-1]][1]) if places else (passage.start, passage.end)


def _target(here: Article, origin: Annotation, there: Article, copy: Copy, holding: Span) -> Target | None:
    """Where an annotation's label goes in a copy; None when that is not plain."""
    target = origin.target
    if target.scope is Scope.SENTENCE:
        return target_of(there, *holding, Scope.SENTENCE)
    if not (copy.here.start <= target.start and target.end <= copy.here.end):
        return None
    if len(_places(here.text, copy.here, target.quote)) != 1:
        return None
    places = _places(there.text, copy.there, target.quote)
    return target_of(there, *places[0], Scope.SPAN) if len(places) == 1 else None


def _places(text: str, passage: Passage, words: str) -> list[Span]:
    """Where words stand in a passage, as words: not as part of a longer one, nor without a letter's accent."""
    places = []
    start = text.find(words, passage.start, passage.end)
    while start >= 0:
        end = start + len(words)
        inside_left = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        inside_right = end < len(text) and ((text[end - 1].isalnum() and text[end].isalnum()) or combining(text[end]))
        if not inside_left and not inside_right:
            places.append((start, end))
        start = text.find(words, start + 1, passage.end)
    return places
