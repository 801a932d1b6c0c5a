"""The notebook: all that people said about the articles. The one door for every change to it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from tui.model.annotation import Annotation, Target
from tui.model.article import Article
from tui.model.codebook import KEYS, MORE_KEYS, CodeBook, Label
from tui.model.history import Change, Record, RecordChange
from tui.model.reading import ArticleCard, Place, Reading, card_of

HISTORY_LIMIT = 1_000
"""How many changes can be taken back."""


class How(StrEnum):
    """How a change came to a notebook."""

    DONE = "done"
    UNDONE = "undone"
    REDONE = "redone"
    REMEMBERED = "remembered"
    """Kept, but not something a person would take back: where the cursor was."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change as it happened, told to every listener: `applied` is what the records went through."""

    how: How
    change: Change
    """As it was first done, also when it is now taken back."""

    @property
    def applied(self) -> tuple[RecordChange, ...]:
        """What happened to the records, in order."""
        return self.change.reversed().records if self.how is How.UNDONE else self.change.records


Listener = Callable[[Step], None]


class LabelRefused(Exception):
    """The code book cannot hold such a label; the message says why: whose name or key it is."""


class Notebook:
    """Annotations, code book, reading state, and the changes that led to them.

    Every change goes through `_do`, which tells the listeners in the order in which they came.
    """

    def __init__(
        self,
        records: Iterable[Record] = (),
        done: Sequence[Change] = (),
        undone: Sequence[Change] = (),
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        new_id: Callable[[], str] = lambda: uuid4().hex,
    ) -> None:
        self._clock = clock
        self._new_id = new_id
        self._listeners: list[Listener] = []
        self._annotations: dict[str, Annotation] = {}
        self._by_article: dict[str, dict[str, Annotation]] = defaultdict(dict)
        self._labels: dict[str, Label] = {}
        self._readings: dict[str, Reading] = {}
        self._places: dict[str, Place] = {}
        self._cards: dict[str, ArticleCard] = {}
        self._done = list(done)[-HISTORY_LIMIT:]
        self._undone = list(undone)[-HISTORY_LIMIT:]
        # Straight into place, for opening 100,000 annotations is opening the program.
        held: dict[type, dict[str, Any]] = {
            Annotation: self._annotations,
            Label: self._labels,
            Reading: self._readings,
            Place: self._places,
            ArticleCard: self._cards,
        }
        for record in records:
            held[type(record)][record.id] = record
        for one in self._annotations.values():
            self._by_article[one.target.article][one.id] = one
        self.last_place: Place | None = max(self._places.values(), key=lambda one: one.when, default=None)
        self.codebook = CodeBook(self._labels.values())

    # What it holds

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """All annotations, oldest first."""
        return tuple(sorted(self._annotations.values(), key=lambda one: (one.created, one.id)))

    @property
    def places(self) -> tuple[Place, ...]:
        """Where reading stopped, for every article that was open."""
        return tuple(self._places.values())

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The reading state of every article that has one."""
        return tuple(self._readings.values())

    @property
    def cards(self) -> tuple[ArticleCard, ...]:
        """The articles that something is said about."""
        return tuple(self._cards.values())

    def on_article(self, article_id: str) -> list[Annotation]:
        """The annotations on one article, in the order of the text, those on the whole article first."""
        return sorted(
            self._by_article.get(article_id, {}).values(),
            key=lambda one: (one.target.start, -one.target.end, one.created, one.id),
        )

    def reading(self, article_id: str) -> Reading:
        """How far reading has come with an article."""
        return self._readings.get(article_id) or Reading(id=article_id)

    def place(self, article_id: str) -> Place | None:
        """Where reading of an article stopped, or None when it was never open."""
        return self._places.get(article_id)

    # Changes to annotations

    def label(self, article: Article, target: Target, label: Label, annotator: str) -> Annotation | None:
        """Put a label on a target; None when this annotator has it there already."""
        if any(one.label == label.id for one in self._mine(target, annotator)):
            return None
        now = self._now()
        annotation = Annotation(
            id=self._new_id(),
            target=target,
            label=label.id,
            note="",
            annotator=annotator,
            created=now,
            modified=now,
        )
        self._do(f"label {label.name}", [RecordChange(None, annotation)], article, target.start)
        return annotation

    def note(self, article: Article, target: Target, note: str, annotator: str) -> None:
        """Write this annotator's note on a target; an empty one takes the note away.

        It joins the newest annotation that this annotator has there, or stands alone.
        """
        now = self._now()
        standing = self.note_holder(target, annotator)
        if standing is None:
            if not note:
                return
            annotation = Annotation(
                id=self._new_id(),
                target=target,
                label="",
                note=note,
                annotator=annotator,
                created=now,
                modified=now,
            )
            self._do("note", [RecordChange(None, annotation)], article, target.start)
        elif standing.note != note:
            after = replace(standing, note=note, modified=now) if note or standing.label else None
            self._do("note", [RecordChange(standing, after)], article, target.start)

    def note_holder(self, target: Target, annotator: str) -> Annotation | None:
        """Where this annotator's note on a target belongs: the annotation with a note, else the newest."""
        return max(self._mine(target, annotator), key=lambda one: (bool(one.note), one.created), default=None)

    def remove(self, article: Article, annotations: Sequence[Annotation]) -> None:
        """Remove annotations, as one change."""
        if annotations:
            names = {self.label_name(one) for one in annotations}
            name = f"remove {names.pop()}" if len(names) == 1 else f"remove {len(annotations)} annotations"
            start = annotations[0].target.start
            self._do(name, [RecordChange(one, None) for one in annotations], article, start)

    def label_name(self, annotation: Annotation) -> str:
        """The name of an annotation's label, or `Note` when it has none."""
        label = self.codebook.by_id(annotation.label)
        return label.name if label else "Note"

    # Changes to the reading state

    def toggle_done(self, article: Article) -> bool:
        """Mark an article done, or not done; returns which."""
        before = self.reading(article.id)
        self._do(
            "not done" if before.done else "done",
            [self._reading(replace(before, done=not before.done))],
            article,
        )
        return not before.done

    def toggle_star(self, article: Article) -> bool:
        """Star an article, or not; returns which."""
        before = self.reading(article.id)
        self._do(
            "no star" if before.star else "star",
            [self._reading(replace(before, star=not before.star))],
            article,
        )
        return not before.star

    def remember_place(self, article: Article, place: int) -> None:
        """Remember where the cursor is, in code points. Not a change that undo takes back."""
        before = self.last_place
        if before is None or (before.id, before.start) != (article.id, place):
            after = Place(id=article.id, start=place, when=self._now())
            record = RecordChange(self._places.get(article.id), after)
            self._tell(Step(How.REMEMBERED, self._change("place", [record], article, place)))

    # Changes to the code book

    def new_label(self, name: str) -> Label:
        """A label as `add_label` would add it: last, with a free key and the colour least used."""
        book = self.codebook
        order = max((one.order for one in book.labels), default=-1) + 1
        return Label(self._new_id(), name.strip(), book.free_key(), book.free_color(), order=order)

    def add_label(self, name: str) -> Label:
        """Add a label at the end; raises LabelRefused when its name is another's."""
        label = self.new_label(name)
        self.check_label(label)
        self._do(f"add label {label.name}", [RecordChange(None, label)])
        return label

    def change_label(self, label: Label) -> None:
        """Give a label another name, key, colour or definition; raises LabelRefused as `add_label` does."""
        before = self._labels[label.id]
        self.check_label(label)
        if label != before:
            self._do(f"change label {label.name}", [RecordChange(before, label)])

    def check_label(self, label: Label) -> None:
        """Raise LabelRefused, with a message for the person, when the code book cannot hold this label."""
        if not label.name:
            raise LabelRefused("a label needs a name")
        if label.key and label.key not in [*KEYS, *MORE_KEYS]:
            raise LabelRefused("a key is one digit or one small letter")
        namesake, key_holder = self.codebook.by_name(label.name), self.codebook.by_key(label.key)
        if namesake and namesake.id != label.id:
            raise LabelRefused(f"there is a label {namesake.name} already")
        if label.key and key_holder and key_holder.id != label.id:
            raise LabelRefused(f"{label.key} is the key of {key_holder.name}")

    # Undo

    @property
    def undoable(self) -> Change | None:
        """What `undo` would take back, or None."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> Change | None:
        """What `redo` would do again, or None."""
        return self._undone[-1] if self._undone else None

    def undo(self) -> Change | None:
        """Take back the newest change; returns it, or None when there is none."""
        if not self._done:
            return None
        change = self._done.pop()
        self._undone.append(change)
        self._tell(Step(How.UNDONE, change))
        return change

    def redo(self) -> Change | None:
        """Do the change again that was taken back last; returns it, or None when there is none."""
        if not self._undone:
            return None
        change = self._undone.pop()
        self._done.append(change)
        self._tell(Step(How.REDONE, change))
        return change

    # Listening

    def listen(self, listener: Listener) -> None:
        """Tell `listener` of every step from now on, after the notebook has taken it."""
        self._listeners.append(listener)

    # Within

    def _do(self, name: str, records: list[RecordChange], article: Article | None = None, start: int = 0) -> None:
        change = self._change(name, records, article, start)
        self._done = [*self._done, change][-HISTORY_LIMIT:]
        self._undone.clear()
        self._tell(Step(How.DONE, change))

    def _change(self, name: str, records: list[RecordChange], article: Article | None, start: int) -> Change:
        if article and article.id not in self._cards:
            self._remember_card(article)
        return Change(
            id=self._new_id(),
            name=name,
            when=self._now(),
            records=tuple(records),
            article=article.id if article else "",
            start=start,
        )

    def _remember_card(self, article: Article) -> None:
        card = RecordChange(None, card_of(article))
        self._tell(Step(How.REMEMBERED, Change(self._new_id(), "open", self._now(), (card,), article.id)))

    def _tell(self, step: Step) -> None:
        for record in step.applied:
            self._put(record)
        if any(isinstance(record.record, Label) for record in step.applied):
            self.codebook = CodeBook(self._labels.values())
        for listener in self._listeners:
            listener(step)

    def _put(self, change: RecordChange) -> None:
        match change.record:
            case Annotation(id=record_id, target=target):
                _set(self._annotations, record_id, change.after)
                _set(self._by_article[target.article], record_id, change.after)
            case Label(id=record_id):
                _set(self._labels, record_id, change.after)
            case Reading(id=record_id):
                _set(self._readings, record_id, change.after)
            case Place(id=record_id) as place:
                _set(self._places, record_id, change.after)
                self.last_place = max(place, self.last_place or place, key=lambda one: one.when)
            case ArticleCard(id=record_id):
                _set(self._cards, record_id, change.after)

    def _mine(self, target: Target, annotator: str) -> list[Annotation]:
        return [
            one
            for one in self._by_article.get(target.article, {}).values()
            if one.annotator == annotator
            and (one.target.scope, one.target.start, one.target.end) == (target.scope, target.start, target.end)
        ]

    def _reading(self, after: Reading) -> RecordChange:
        return RecordChange(self._readings.get(after.id), after)

    def _now(self) -> str:
        return self._clock().isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _set(records: dict[str, Any], record_id: str, record: Record | None) -> None:
    if record is None:
        records.pop(record_id, None)
    else:
        records[record_id] = record
