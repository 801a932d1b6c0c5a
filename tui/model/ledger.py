"""The records of a notebook, the changes that led to them, and everyone who wants to hear of a change."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import uuid4

from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.codebook import CodeBook, Label
from tui.model.history import Change, Record, RecordChange
from tui.model.reading import ArticleCard, Meant, Place, Reading, card_of

HISTORY_LIMIT = 1_000
"""How many changes can be taken back."""

FEW = 10
"""Annotations up to which those of an article are put in their places one by one; for more, all are ordered anew."""


def in_text(annotation: Annotation) -> tuple[int, int, str, str]:
    """What orders annotations as they stand in a text, the outer before the inner; no two have the same."""
    return annotation.target.start, -annotation.target.end, annotation.created, annotation.id


class How(StrEnum):
    """How a change came to a notebook."""

    DONE = "done"
    UNDONE = "undone"
    REDONE = "redone"
    REMEMBERED = "remembered"
    """Kept, but not something a person would take back: where the cursor was."""


class Step(NamedTuple):
    """One change as it happened, told to every listener: `applied` is what the records went through."""

    how: How
    change: Change
    """As it was first done, also when it is now taken back."""

    @property
    def applied(self) -> tuple[RecordChange, ...]:
        """What happened to the records, in order."""
        return self.change.reversed().records if self.how is How.UNDONE else self.change.records


Listener = Callable[[Step], None]


class Ledger:
    """Holds records, applies changes to them, takes them back and does them again.

    Every change goes through `do` or `remember`, which tell the listeners in the order in which they came.
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
        self.new_id = new_id
        """Makes an id that no record has."""
        self._listeners: list[Listener] = []
        self._annotations: dict[str, Annotation] = {}
        self._by_article: dict[str, dict[str, Annotation]] = defaultdict(dict)
        self._in_order: dict[str, tuple[Annotation, ...]] = {}
        """Per article, in the order of the text; made when first asked for."""
        self._labels: dict[str, Label] = {}
        self._readings: dict[str, Reading] = {}
        self._places: dict[str, Place] = {}
        self._cards: dict[str, ArticleCard] = {}
        self._meant: dict[str, Meant] = {}
        self._done = list(done)[-HISTORY_LIMIT:]
        self._undone = list(undone)[-HISTORY_LIMIT:]
        # Straight into place, for opening 100,000 annotations is opening the program.
        self._held: dict[type, dict[str, Any]] = {
            Annotation: self._annotations,
            Label: self._labels,
            Reading: self._readings,
            Place: self._places,
            ArticleCard: self._cards,
            Meant: self._meant,
        }
        for record in records:
            self._held[type(record)][record.id] = record
        for one in self._annotations.values():
            self._by_article[one.target.article][one.id] = one
        self.last_place: Place | None = max(self._places.values(), key=lambda one: one.when, default=None)
        self.codebook = CodeBook(self._labels.values())

    def do(
        self,
        name: str,
        records: Sequence[RecordChange],
        article: Article | None = None,
        start: int = 0,
        others: Iterable[Article] = (),
    ) -> None:
        """Make a change that a person can take back: all of it in one step.

        `name` is what was done, as a person would say it; `article` and `start` are where to go back to;
        `others` are the further articles that something is said about.
        """
        self._remember_cards(others)
        change = self._change(name, records, article, start)
        self._done = [*self._done, change][-HISTORY_LIMIT:]
        self._undone.clear()
        self._tell(Step(How.DONE, change))

    def remember(
        self, name: str, records: Sequence[RecordChange], article: Article | None = None, start: int = 0
    ) -> None:
        """Make a change that is nothing to take back."""
        self._tell(Step(How.REMEMBERED, self._change(name, records, article, start)))

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

    def listen(self, listener: Listener) -> None:
        """Tell `listener` of every step from now on, after the records have taken it."""
        self._listeners.append(listener)

    def now(self) -> str:
        """The time as records keep it: UTC, ISO 8601, to the millisecond."""
        return self._clock().isoformat(timespec="milliseconds").replace("+00:00", "Z")

    # Within

    def _change(self, name: str, records: Sequence[RecordChange], article: Article | None, start: int) -> Change:
        self._remember_cards([article] if article else ())
        return Change(
            id=self.new_id(),
            name=name,
            when=self.now(),
            records=tuple(records),
            article=article.id if article else "",
            start=start,
        )

    def _remember_cards(self, articles: Iterable[Article]) -> None:
        """Keep what these articles are. In one step, for each step is a write to the disk."""
        cards = {one.id: card_of(one) for one in articles if one.id not in self._cards}
        if cards:
            records = tuple(RecordChange(None, card) for card in cards.values())
            self._tell(Step(How.REMEMBERED, Change(self.new_id(), "open", self.now(), records, next(iter(cards)))))

    def _tell(self, step: Step) -> None:
        if len(step.applied) > FEW:
            self._in_order.clear()
        for record in step.applied:
            self._put(record)
        if any(isinstance(record.record, Label) for record in step.applied):
            self.codebook = CodeBook(self._labels.values())
        for listener in self._listeners:
            listener(step)

    def _put(self, change: RecordChange) -> None:
        record, before, after = change.record, change.before, change.after
        _set(self._held[type(record)], record.id, after)
        if isinstance(before, Annotation):
            self._by_article[before.target.article].pop(before.id, None)
            if (known := self._in_order.get(before.target.article)) is not None:
                at = bisect_left(known, in_text(before), key=in_text)
                self._in_order[before.target.article] = known[:at] + known[at + 1 :]
        if isinstance(after, Annotation):
            self._by_article[after.target.article][after.id] = after
            if (known := self._in_order.get(after.target.article)) is not None:
                at = bisect_left(known, in_text(after), key=in_text)
                self._in_order[after.target.article] = (*known[:at], after, *known[at:])
        if isinstance(after, Place):
            self.last_place = max(after, self.last_place or after, key=lambda one: one.when)


def _set(records: dict[str, Any], record_id: str, record: Record | None) -> None:
    if record is None:
        records.pop(record_id, None)
    else:
        records[record_id] = record
