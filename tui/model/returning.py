"""What was said about an article goes along when it comes back changed: by itself, or placed by hand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tui.model.anchoring import found_again
from tui.model.annotation import Annotation, Scope, Target, text_sha256
from tui.model.article import Article
from tui.model.history import RecordChange
from tui.model.library import Library
from tui.model.notebook import LabelRefused, Notebook, Unit, check_use, unit_of
from tui.model.reading import ArticleCard, Place, Reading, card_of, says_all
from tui.model.succession import Successor, successors

ONE_BY_ONE = 20
"""Up to so many articles each is a change of its own; a library that was made anew must not fill the history."""


@dataclass(frozen=True, slots=True)
class Return:
    """An article that came back, and what of its annotations is found again in it."""

    article: Article
    states: tuple[ArticleCard, ...]
    """What it was known as, one or more."""
    moves: tuple[tuple[Annotation, Target], ...]
    orphans: tuple[Annotation, ...]
    """Those whose words are not found again, or that cannot stand there: they stay where they are."""
    reading: Reading | None
    """What it is from now on, done and starred if it was before; None when that is so already."""
    changed: bool
    """Whether the text is another, and not the name or source alone."""

    @property
    def is_new(self) -> bool:
        """Whether this was not so the last time."""
        return bool(self.moves) or any(card.successor != self.article.id for card in self.states)

    @property
    def is_told(self) -> bool:
        """Whether there is more to it than where reading stopped."""
        return bool(self.moves or self.orphans or self.reading)


def keep_up(notebook: Notebook, library: Library) -> None:
    """Let the cards of open articles say what is known of them now: by that they are known again one day."""
    records: list[RecordChange] = []
    for card in notebook.cards:
        article = library.by_id(card.id)
        if article and not says_all(card, article):
            records.append(RecordChange(card, replace(card_of(article), successor=card.successor)))
    if records:
        notebook.remember("open", records)


def returns(notebook: Notebook, found: Mapping[str, Successor]) -> list[Return]:
    """What goes along to the articles that beyond doubt succeed others. Changes nothing."""
    cards = {card.id: card for card in notebook.cards}
    states: dict[str, list[ArticleCard]] = defaultdict(list)
    articles: dict[str, Article] = {}
    for card_id, one in found.items():
        if one.sure:
            states[one.article.id].append(cards[card_id])
            articles[one.article.id] = one.article
    return [_return(notebook, articles[article_id], known) for article_id, known in states.items()]


def _return(notebook: Notebook, article: Article, states: Sequence[ArticleCard]) -> Return:
    moves: list[tuple[Annotation, Target]] = []
    orphans: list[Annotation] = []
    taken: dict[tuple[Unit, str], str] = {}
    """By unit and annotator, from which state what is to stand there comes."""
    for card in states:
        said = notebook.on_article(card.id)
        for one, target in zip(said, found_again([one.target for one in said], article), strict=True):
            free = target is not None and notebook.in_the_way(one, target) is None
            if free and target and taken.setdefault((unit_of(target), one.annotator), card.id) == card.id:
                moves.append((one, target))
            else:
                orphans.append(one)
    marks = [notebook.reading(one) for one in (article.id, *(card.id for card in states))]
    reading = Reading(article.id, any(one.done for one in marks), any(one.star for one in marks))
    return Return(
        article=article,
        states=tuple(states),
        moves=tuple(moves),
        orphans=tuple(orphans),
        reading=reading if reading != marks[0] else None,
        changed=any(card.text_sha256 != text_sha256(article.text) for card in states),
    )


def bring_back(notebook: Notebook, returned: Sequence[Return]) -> None:
    """Take what is found again to where it stands now; of each article it is one change, of very many one of all.

    When, by whom and with which label something was said stays as it was. So do done and star. Where reading stopped
    goes along, too, but is nothing to take back.
    """
    new = [one for one in returned if one.is_new]
    silent = [record for one in new if not one.is_told for record in _records(notebook, one)]
    if silent := [*silent, *_places(notebook, new)]:
        notebook.remember("place", silent, new[0].article)
    told = [one for one in new if one.is_told]
    for some in [[one] for one in told] if len(told) <= ONE_BY_ONE else [told]:
        records = [record for one in some for record in _records(notebook, one)]
        count = sum(len(one.moves) for one in some)
        article = some[0].article
        where = f"“{article.title}”" if len(some) == 1 else f"{len(some)} articles"
        annotations = "1 annotation" if count == 1 else f"{count} annotations"
        name = f"find {annotations} again in {where}" if count else f"find {where} again"
        start = some[0].moves[0][1].start if some[0].moves else 0
        notebook.do(name, records, article, start, others=[one.article for one in some])


def put_at(notebook: Notebook, article: Article, annotation: Annotation, target: Target) -> None:
    """Place an annotation where a person says that it belongs; who made it and when stays as it was.

    Raises LabelRefused when its label cannot stand there.
    """
    label = notebook.codebook.by_id(annotation.label)
    name = notebook.label_name(annotation)
    if label and target.scope != annotation.target.scope:
        check_use(label, target.scope)
    if rival := notebook.in_the_way(annotation, target):
        standing = notebook.label_name(rival)
        raise LabelRefused(f"{standing} stands there already" + (f", instead of {name}" if standing != name else ""))
    moved = RecordChange(annotation, replace(annotation, target=target))
    notebook.do(f"place {name} in “{article.title}”", [moved], article, target.start)


@dataclass(frozen=True, slots=True)
class Stray:
    """An annotation whose article is not open, as it was known."""

    annotation: Annotation
    card: ArticleCard | None
    """What its article was; None where another program wrote the notebook."""
    successor: Successor | None
    """What its article may have become."""

    @property
    def is_orphan(self) -> bool:
        """Whether its article is open, but changed so that its words are not found again."""
        return bool(self.successor and self.successor.sure)


def strays(notebook: Notebook, library: Library) -> list[Stray]:
    """The annotations that stand in no open article: orphans first, in the order of library and text."""
    found, cards = successors(notebook, library), {card.id: card for card in notebook.cards}
    gone = [article_id for article_id in notebook.annotated if library.by_id(article_id) is None]
    all_of_them = [
        Stray(one, cards.get(article_id), found.get(article_id))
        for article_id in gone
        for one in notebook.on_article(article_id)
    ]

    def order(stray: Stray) -> tuple[bool, int, str, str]:
        place = library.position(stray.successor.article.id) if stray.successor else None
        title = stray.card.title if stray.card else ""
        return not stray.is_orphan, len(library) if place is None else place, title, stray.annotation.target.article

    return sorted(all_of_them, key=order)


# Within


def _records(notebook: Notebook, one: Return) -> list[RecordChange]:
    records = [RecordChange(said, replace(said, target=target)) for said, target in one.moves]
    for card in one.states:
        if card.successor != one.article.id:
            records.append(RecordChange(card, replace(card, successor=one.article.id)))
        if notebook.reading(card.id) != Reading(card.id):
            records.append(RecordChange(notebook.reading(card.id), None))
    if one.reading:
        before = notebook.reading(one.article.id)
        records.append(RecordChange(None if before == Reading(before.id) else before, one.reading))
    return records


def _places(notebook: Notebook, returned: Sequence[Return]) -> Iterator[RecordChange]:
    """Where reading stopped, moved as far as the nearest annotation was."""
    for one in returned:
        before = [place for card in one.states if (place := notebook.place(card.id))]
        if before and notebook.place(one.article.id) is None:
            last = max(before, key=lambda place: place.when)
            targets = ((said.target, target) for said, target in one.moves if target.scope is not Scope.ARTICLE)
            shifts = [(was.start, now.start - was.start) for was, now in targets if was.article == last.id]
            _, shift = min(shifts, key=lambda at: abs(at[0] - last.start), default=(0, 0))
            start = max(0, min(last.start + shift, len(one.article.text)))
            yield RecordChange(None, Place(one.article.id, start, last.when))
