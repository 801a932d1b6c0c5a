"""The notebook: all that people said about the articles. The one door for every change to it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from tui.model.annotation import Annotation, Scope, Target, target_of
from tui.model.article import Article
from tui.model.codebook import Label
from tui.model.counting import counted
from tui.model.history import RecordChange
from tui.model.ledger import Ledger, in_text
from tui.model.reading import ArticleCard, Meant, Place, Reading


class LabelRefused(Exception):
    """The code book does not allow it; the message, for the person, says why."""


class Unit(NamedTuple):
    """A part of an article, as labels are counted: of one scope, from `start` to `end`, in code points."""

    article: str
    scope: Scope
    start: int
    end: int


def unit_of(target: Target) -> Unit:
    """The unit that a target is."""
    return Unit(target.article, target.scope, target.start, target.end)


def check_use(label: Label, scope: Scope) -> None:
    """Raise LabelRefused when a label is retired, or is not for targets of this scope."""
    if label.retired:
        raise LabelRefused(f"{label.name} is retired")
    if label.scope and label.scope != scope:
        raise LabelRefused(f"{label.name} is for {_PLURAL.get(label.scope, label.scope)}")


class Notebook(Ledger):
    """Annotations, reading state, and the changes to them. The code book's are in `codebook_changes`."""

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

    @property
    def noted(self) -> list[Annotation]:
        """The annotations that have a note, in no order."""
        return [one for one in self._annotations.values() if one.note]

    @property
    def annotated(self) -> list[str]:
        """The ids of the articles that annotations are on, in no order."""
        return [article_id for article_id, standing in self._by_article.items() if standing]

    def by_id(self, annotation_id: str) -> Annotation | None:
        """The annotation of that id, or None."""
        return self._annotations.get(annotation_id)

    def on_article(self, article_id: str) -> tuple[Annotation, ...]:
        """The annotations on one article, in the order of the text; those on the whole article are among the first."""
        if (found := self._in_order.get(article_id)) is None:
            standing = self._by_article.get(article_id, {}).values()
            found = tuple(sorted(standing, key=in_text))
            self._in_order[article_id] = found
        return found

    def carrying(self, label: Label) -> list[Annotation]:
        """The annotations that carry a label, oldest first."""
        return sorted(
            (one for one in self._annotations.values() if one.label == label.id),
            key=lambda one: (one.created, one.id),
        )

    def carried(self) -> Counter[str]:
        """How many annotations carry each label, by its id; notes alone count under the empty one."""
        return Counter(one.label for one in self._annotations.values())

    def reading(self, article_id: str) -> Reading:
        """How far reading has come with an article."""
        return self._readings.get(article_id) or Reading(id=article_id)

    def place(self, article_id: str) -> Place | None:
        """Where reading of an article stopped, or None when it was never open."""
        return self._places.get(article_id)

    def is_meant(self, difference: str) -> bool:
        """Whether a difference between copies, by its id, was marked as meant."""
        return difference in self._meant

    # Changes to annotations

    def label(self, article: Article, target: Target, label: Label, annotator: str) -> Annotation | None:
        """Put a label on a target; None when this annotator has it there already.

        Where the label is one of a single-choice set it takes the place of the one that stood there. Raises
        LabelRefused when the label cannot be put there.
        """
        check_use(label, target.scope)
        records, annotation = self._labelled(target, label, annotator)
        if records:
            self.do(f"label {label.name}", records, article, target.start)
        return annotation

    def label_copies(
        self, article: Article, copies: Sequence[tuple[Article, Sequence[tuple[Annotation, Target]]]], annotator: str
    ) -> list[Annotation]:
        """Put labels of sentences of this article on copies of them, as one change.

        Of each copy its article is given, and which annotation's label goes where. Each annotation that is put
        remembers from which one its label came, and has the same attributes. Where this annotator has the label
        already, or one of the same single-choice set was put just before, nothing is done. Returns what was put;
        raises LabelRefused when a label cannot be put there.
        """
        put: list[Annotation] = []
        records: list[RecordChange] = []
        names: dict[str, None] = {}
        labelled: list[Article] = []
        taken: set[tuple[Unit, str]] = set()
        for other, goes_to in copies:
            before = len(put)
            for origin, target in goes_to:
                label = self.codebook.by_id(origin.label)
                if label is None or (place := (unit_of(target), label.choice or label.id)) in taken:
                    continue
                check_use(label, target.scope)
                changed, annotation = self._labelled(target, label, annotator, origin)
                if annotation:
                    taken.add(place)
                    records += changed
                    put.append(annotation)
                    names[label.name] = None
            labelled += [other] if len(put) > before else []
        if put:
            start = copies[0][1][0][0].target.start
            name = f"label {', '.join(names)} on {counted(len(labelled), 'copy', 'copies')}"
            self.do(name, records, article, start, others=labelled)
        return put

    def relabel(self, annotations: Iterable[Annotation], label: Label, article: Article | None = None) -> None:
        """Give annotations another label, as one change; `article` is where the first of them stands.

        In one place an annotator carries the label once, and no other of its single-choice set: of several that
        would, one is left, with the notes of all. Raises LabelRefused when the label cannot be put there.
        """
        places: dict[tuple[Unit, str], dict[str, Annotation]] = {}
        for one in (self._annotations[one.id] for one in annotations if one.id in self._annotations):
            check_use(label, one.target.scope)
            places.setdefault((unit_of(one.target), one.annotator), {})[one.id] = one
        records: list[RecordChange] = []
        for place, chosen in places.items():
            for one in self._mine(*place):
                if one.label == label.id or self._excludes(label, one):
                    chosen.setdefault(one.id, one)
            stays = next((one for one in chosen.values() if one.label == label.id), next(iter(chosen.values())))
            after = stays if stays.label == label.id else replace(self.with_label(stays, label), origin="")
            notes = "\n".join(dict.fromkeys(one.note for one in chosen.values() if one.note))
            if notes != after.note:
                after = replace(after, note=notes, modified=self.now())
            records += [RecordChange(one, None) for one in chosen.values() if one is not stays]
            records += [RecordChange(stays, after)] if after != stays else []
        if records:
            start = next(unit.start for unit, _ in places)
            self.do(f"change {counted(len(records), 'annotation')} to {label.name}", records, article, start)

    def note(self, article: Article, target: Target, note: str, annotator: str) -> None:
        """Write this annotator's note on a target; an empty one takes the note away.

        It joins the newest annotation that this annotator has there, or stands alone.
        """
        standing = self.note_holder(target, annotator)
        if standing is not None:
            self.note_on(article, standing, note)
        elif note:
            annotation = self._new(target, "", annotator, note)
            self.do("note", [RecordChange(None, annotation)], article, target.start)

    def note_on(self, article: Article, annotation: Annotation, note: str) -> None:
        """Write the note of one annotation; without note and label it is gone."""
        if annotation.note != note:
            after = replace(annotation, note=note, modified=self.now()) if note or annotation.label else None
            self.do("note", [RecordChange(annotation, after)], article, annotation.target.start)

    def note_holder(self, target: Target, annotator: str) -> Annotation | None:
        """Where this annotator's note on a target belongs: the annotation with a note, else the newest."""
        mine = self._mine(unit_of(target), annotator)
        return max(mine, key=lambda one: (bool(one.note), one.created), default=None)

    def set_attribute(self, article: Article, annotation: Annotation, name: str, value: str) -> Annotation:
        """Say one more thing of an annotation, by an attribute of its label; an empty value takes it back.

        Returns the annotation as it is now. Raises LabelRefused when its label has no such attribute or value.
        """
        label = self.codebook.by_id(annotation.label)
        attribute = next((one for one in label.attributes if one.name == name), None) if label else None
        if attribute is None or value not in ("", *attribute.values):
            raise LabelRefused(f"{self.label_name(annotation)} has no {name} {value}".rstrip())
        if annotation.attributes.get(name, "") == value:
            return annotation
        attributes = {key: kept for key, kept in {**annotation.attributes, name: value}.items() if kept}
        after = replace(annotation, attributes=attributes, modified=self.now())
        self.do(f"{name} {value or 'none'}", [RecordChange(annotation, after)], article, annotation.target.start)
        return after

    def reshape(self, article: Article, annotation: Annotation, start: int, end: int) -> Annotation:
        """Move the edges of an annotation; from then on it is one of a span. Returns it as it is now."""
        target = target_of(article, start, end, Scope.SPAN)
        after = replace(annotation, target=target, modified=self.now())
        if (start, end) != (annotation.target.start, annotation.target.end):
            self.do("move an edge", [RecordChange(annotation, after)], article, start)
        return after

    def in_the_way(self, annotation: Annotation, target: Target) -> Annotation | None:
        """What keeps an annotation from standing on a target, or None.

        Its annotator has the same label there, or another of its single-choice set.
        """
        label = self.codebook.by_id(annotation.label)
        standing = self._mine(unit_of(target), annotation.annotator) if label else ()
        others = (one for one in standing if one.id != annotation.id)
        return next((one for one in others if label and (one.label == label.id or self._excludes(label, one))), None)

    def remove(self, article: Article | None, annotations: Sequence[Annotation]) -> None:
        """Remove annotations, as one change; the article is where they are, None when it is not open."""
        if annotations:
            names = {self.label_name(one) for one in annotations}
            name = f"remove {names.pop()}" if len(names) == 1 else f"remove {len(annotations)} annotations"
            start = annotations[0].target.start
            self.do(name, [RecordChange(one, None) for one in annotations], article, start)

    def label_name(self, annotation: Annotation) -> str:
        """The name of an annotation's label, or `Note` when it has none."""
        label = self.codebook.by_id(annotation.label)
        return label.name if label else "Note"

    def with_label(self, annotation: Annotation, label: Label) -> Annotation:
        """The annotation with another label, and those of its attributes that the label knows."""
        known = {one.name: one.values for one in label.attributes}
        attributes = {name: value for name, value in annotation.attributes.items() if value in known.get(name, ())}
        return replace(annotation, label=label.id, attributes=attributes, modified=self.now())

    def toggle_meant(self, difference: str, annotator: str) -> bool:
        """Mark a difference between copies, by its id, as meant, or as no longer meant; returns which."""
        before = self._meant.get(difference)
        after = None if before else Meant(difference, annotator, self.now())
        self.do("not meant" if before else "mark as meant", [RecordChange(before, after)])
        return after is not None

    # Changes to the reading state

    def toggle_done(self, article: Article) -> bool:
        """Mark an article done, or not done; returns which."""
        before = self.reading(article.id)
        self.do("not done" if before.done else "done", [self._reading(replace(before, done=not before.done))], article)
        return not before.done

    def toggle_star(self, article: Article) -> bool:
        """Star an article, or not; returns which."""
        before = self.reading(article.id)
        self.do("no star" if before.star else "star", [self._reading(replace(before, star=not before.star))], article)
        return not before.star

    def remember_place(self, article: Article, place: int) -> None:
        """Remember where the cursor is, in code points. Not a change that undo takes back."""
        before = self.last_place
        if before is None or (before.id, before.start) != (article.id, place):
            after = Place(id=article.id, start=place, when=self.now())
            self.remember("place", [RecordChange(self._places.get(article.id), after)], article, place)

    # Within

    def _labelled(
        self, target: Target, label: Label | None, annotator: str, origin: Annotation | None = None
    ) -> tuple[list[RecordChange], Annotation | None]:
        """What putting a label on a target changes, and the annotation that then carries it."""
        mine = self._mine(unit_of(target), annotator)
        if label is None or any(one.label == label.id for one in mine):
            return [], None
        rivals = [one for one in mine if self._excludes(label, one)]
        came_from = origin.id if origin else ""
        if rivals:
            put = replace(self.with_label(rivals[0], label), origin=came_from)
        else:
            put = replace(self._new(target, label.id, annotator), origin=came_from)
        if origin:
            put = replace(put, attributes=dict(origin.attributes))
        gone = [RecordChange(one, None) for one in rivals[1:]]
        return [RecordChange(rivals[0] if rivals else None, put), *gone], put

    def _excludes(self, label: Label, annotation: Annotation) -> bool:
        """Whether the annotation's label is another of the label's single-choice set."""
        other = self.codebook.by_id(annotation.label)
        return bool(other and label.choice and other.choice == label.choice)

    def _new(self, target: Target, label: str, annotator: str, note: str = "") -> Annotation:
        now = self.now()
        return Annotation(self.new_id(), target, label, note, annotator, created=now, modified=now)

    def _mine(self, unit: Unit, annotator: str) -> list[Annotation]:
        standing = self._by_article.get(unit.article, {}).values()
        near = (one for one in standing if one.target.start == unit.start and one.annotator == annotator)
        return [one for one in near if unit_of(one.target) == unit]

    def _reading(self, after: Reading) -> RecordChange:
        return RecordChange(self._readings.get(after.id), after)


_PLURAL = {"span": "words: select them", "sentence": "sentences", "article": "whole articles"}
