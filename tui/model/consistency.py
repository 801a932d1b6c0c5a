"""Where copies of a sentence carry different labels: by the same annotator, or by several."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from operator import attrgetter

from tui.model.annotation import Annotation, Scope
from tui.model.shared import Kind, Passage, Sharing

ALIKE = frozenset({Kind.VERBATIM, Kind.EDITED})
"""By these kinds two passages are compared also when no group unites them."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one annotator says of one copy. Offsets are code points."""

    article: str
    """The article's id."""
    start: int
    end: int
    annotator: str
    annotations: tuple[Annotation, ...]
    """Those that carry the labels in question, at least one, by their ids."""

    @property
    def labels(self) -> frozenset[str]:
        """The ids of the labels."""
        return frozenset(one.label for one in self.annotations)


@dataclass(frozen=True, slots=True)
class Difference:
    """Copies that carry different labels."""

    id: str
    """Follows from the annotations' ids and labels alone: it is another as soon as any of them is another."""
    said: tuple[Said, ...]
    """In the order of article, place and annotator."""
    with_themselves: frozenset[str]
    """The annotators who label one copy so and another otherwise."""

    @property
    def ids(self) -> set[str]:
        """Its own, and those of its annotations."""
        return {self.id, *(annotation.id for said in self.said for annotation in said.annotations)}


@dataclass(frozen=True, slots=True)
class Consistency:
    """What came of comparing copies."""

    compared: int = 0
    """How many copies carry labels, and have another copy that does."""
    differences: tuple[Difference, ...] = ()
    """First those of annotators with themselves, then those between annotators; each the oldest first."""


class Alike:
    """Which passages are held to the same labels.

    Those are the copies that a group unites: sharing puts together only what is alike enough to be one sentence.
    Beyond that, any two that are verbatim or edited copies of each other: a short sentence that stands word for word
    in a longer one is in no group. Such a pair stands for itself, and makes no chain: two sentences that hold the
    same short one need not be about the same. Paraphrases, parts and boilerplate are not compared.
    """

    def __init__(self, sharing: Sharing | None = None) -> None:
        sharing = sharing or Sharing()
        group_of = {member: number for number, group in enumerate(sharing.groups) for member in group.members}
        hidden = {number for number, group in enumerate(sharing.groups) if group.boilerplate}
        together: list[Iterable[Passage]] = [
            group.members for number, group in enumerate(sharing.groups) if number not in hidden
        ]
        for pair in sharing.pairs:
            if pair.kind in ALIKE:
                one, other = group_of.get(pair.a, -1), group_of.get(pair.b, -1)
                if (one != other or one == -1) and one not in hidden and other not in hidden:
                    together.append((pair.a, pair.b))
        passages: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for number, members in enumerate(together):
            for passage in members:
                passages[passage.article].append((passage.start, passage.end, number))
        self._passages = {article: sorted(held) for article, held in passages.items()}
        self._longest = {article: max(end - start for start, end, _ in held) for article, held in passages.items()}

    def around(self, article: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The passages that touch what stands at `start`..`end`: their start, end, and the number of their copies."""
        passages = self._passages.get(article, [])
        first = bisect_left(passages, (start - self._longest.get(article, 0),))
        for passage in passages[first : bisect_left(passages, (end,))]:
            if start < passage[1]:
                yield passage


def consistency(annotations: Iterable[Annotation], alike: Alike, choice_of: Mapping[str, str]) -> Consistency:
    """Compare the labels of all copies.

    Labels of sentences are compared with those of sentences, labels of spans with those of spans with the same words.
    Each single-choice set is compared by itself, and the labels of no set together (`choice_of` gives a label's set
    by its id): who has not yet said anything by a set of a copy does not disagree. Of each annotator and copy the
    labels are compared as a set.
    """
    heard: dict[tuple[int, str, str], dict[tuple[str, int, int, str], list[Annotation]]] = defaultdict(dict)
    for one in annotations:
        target = one.target
        if not one.label or target.scope is Scope.ARTICLE:
            continue
        choice, article, start, end = choice_of.get(one.label, ""), target.article, target.start, target.end
        words = target.quote if target.scope is Scope.SPAN else ""
        for first, last, number in alike.around(article, start, end):
            if not words or (first <= start and end <= last):
                heard[number, words, choice].setdefault((article, start, end, one.annotator), []).append(one)
    compared: set[tuple[str, int, int]] = set()
    differences: list[Difference] = []
    for by_place in heard.values():
        copies = {place[:3] for place in by_place}
        if len(copies) > 1:
            compared |= copies
            if len({frozenset(one.label for one in ones) for ones in by_place.values()}) > 1:
                differences.append(_difference(by_place))
    differences.sort(key=lambda one: (not one.with_themselves, _oldest(one), one.id))
    return Consistency(len(compared), tuple(_each_once(differences)))


# Within

_id = attrgetter("id")


def _difference(by_place: Mapping[tuple[str, int, int, str], list[Annotation]]) -> Difference:
    said = tuple(Said(*place, tuple(sorted(by_place[place], key=_id))) for place in sorted(by_place))
    sets: dict[str, set[frozenset[str]]] = defaultdict(set)
    for one in said:
        sets[one.annotator].add(one.labels)
    with_themselves = frozenset(annotator for annotator, labels in sets.items() if len(labels) > 1)
    facts = sorted(f"{one.id} {one.label}" for ones in by_place.values() for one in ones)
    return Difference(sha256("\n".join(facts).encode()).hexdigest(), said, with_themselves)


def _oldest(difference: Difference) -> tuple[str, str]:
    return min((one.created, one.id) for said in difference.said for one in said.annotations)


def _each_once(differences: Iterable[Difference]) -> Iterator[Difference]:
    """Without those that another one holds: a sentence and a quotation in it can be shared by the same articles."""
    by_id = {one.id: one for one in differences}
    held = {key: one.ids - {key} for key, one in by_id.items()}
    holding: dict[str, list[set[str]]] = defaultdict(list)
    for ids in held.values():
        for annotation in ids:
            holding[annotation].append(ids)
    return (by_id[key] for key, ids in held.items() if not any(ids < other for other in holding[next(iter(ids))]))
