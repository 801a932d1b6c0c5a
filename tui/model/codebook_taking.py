"""Taking labels from elsewhere, such as a file: each finds its place among those that the code book has."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from tui.model.codebook import STARTER, CodeBook, Label
from tui.model.codebook_changes import tidy
from tui.model.history import RecordChange
from tui.model.notebook import Notebook


@dataclass(frozen=True, slots=True)
class LabelGiven:
    """What is said of a label elsewhere: its name, and those of its other fields that are said."""

    name: str
    fields: dict[str, Any]
    """By the names and with the types of Label's own; but `parent` is a name, not an id."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking labels did."""

    added: int
    changed: int
    removed: int
    """How many labels of a new notebook made way."""
    problems: tuple[str, ...]
    """What could not be taken as it was given, a line each."""


def take_labels(notebook: Notebook, given: Sequence[LabelGiven]) -> Taken:
    """Take labels from elsewhere, no two of one name, as one change.

    A label whose name the code book has is changed in what is said of it; others are added. They follow each other
    as they are given. A key that another label has gives way to a free one, a parent that there is not, or that
    stands under the label itself, to none. Where the code book is still the one of a new notebook, and nothing
    carries its labels, all of it makes way.
    """
    book = notebook.codebook
    untouched = {*book.labels} == {*STARTER} and not any(one.label for one in notebook.annotations)
    before = () if untouched or not given else book.labels
    known = {one.name.casefold(): one for one in before}
    labels = [
        tidy(replace(known.get(one.name.casefold()) or Label(notebook.new_id(), "", "", ""), **_own(one)))
        for one in given
    ]  # fmt: skip
    coming = {one.id for one in labels}
    others = [one for one in before if one.id not in coming]
    labels, clashes = _with_keys(labels, given, others)
    labels, lost = _with_parents(_with_colors(labels, others), given, others)
    after = {one.id: one for one in _in_order(labels, before)}
    was = {one.id: one for one in before}
    gone = [RecordChange(one, None) for one in book.labels] if untouched and given else []
    records = [RecordChange(was.get(one.id), one) for one in after.values() if was.get(one.id) != one]
    if records:
        notebook.do(f"read {len(given)} labels", [*gone, *records])
    changed = [one for one in labels if one.id in was and replace(one, order=was[one.id].order) != was[one.id]]
    return Taken(len(coming - was.keys()), len(changed), len(gone), (*clashes, *lost))


def _own(given: LabelGiven) -> dict[str, Any]:
    """What is said of a label that does not depend on the others."""
    return {"name": given.name, **{name: said for name, said in given.fields.items() if name not in ("key", "parent")}}


def _with_keys(
    labels: Sequence[Label], given: Sequence[LabelGiven], others: Sequence[Label]
) -> tuple[list[Label], list[str]]:
    """The labels with the keys that they are given, as far as nobody else has them; else with free ones."""
    holders = {one.key: one.name for one in others}
    holders |= {one.key: one.name for one, said in zip(labels, given, strict=True) if "key" not in said.fields}
    keys: list[str | None] = []
    clashes: dict[int, str] = {}
    for place, (one, said) in enumerate(zip(labels, given, strict=True)):
        key = said.fields.get("key", one.key or None)
        if key and "key" in said.fields:
            if key in holders:
                clashes[place] = f"{one.name}: {key} is the key of {holders[key]}"
                key = None
            else:
                holders[key] = one.name
        keys.append(key)
    finished: list[Label] = []
    for one, key in zip(labels, keys, strict=True):
        free = CodeBook().free_key(one.name, holders) if key is None else key
        holders.setdefault(free, one.name)
        finished.append(replace(one, key=free))
    return finished, [f"{told}; it gets {finished[place].key or 'none'}" for place, told in clashes.items()]


def _with_colors(labels: Sequence[Label], others: Sequence[Label]) -> list[Label]:
    """The labels, those without a colour with the one least used."""
    finished: list[Label] = []
    for one in labels:
        finished.append(one if one.color else replace(one, color=CodeBook([*others, *labels, *finished]).free_color()))
    return finished


def _with_parents(
    labels: Sequence[Label], given: Sequence[LabelGiven], others: Sequence[Label]
) -> tuple[list[Label], list[str]]:
    """The labels under the parents that they are given, as far as these exist, and none stands under itself."""
    ids = {one.name.casefold(): one.id for one in (*others, *labels)}
    parents = {one.id: one.parent for one in (*others, *labels)}
    problems: list[str] = []
    for one, said in zip(labels, given, strict=True):
        if "parent" in said.fields:
            name = said.fields["parent"]
            parents[one.id] = ids.get(name.casefold(), "")
            if name and not parents[one.id]:
                problems.append(f"{one.name}: there is no label {name} to stand under; it stands at the top")
    for one, said in zip(labels, given, strict=True):
        above, seen = parents[one.id], set[str]()
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above, "")
        if one.id in seen and "parent" in said.fields:
            parents[one.id] = ""
            problems.append(f"{one.name} would stand under itself; it stands at the top")
    return [replace(one, parent=parents[one.id]) for one in labels], problems


def _in_order(labels: Sequence[Label], before: Sequence[Label]) -> list[Label]:
    """All labels, those that stand under the same one numbered where need be: what comes follows as it is given."""
    after = {one.id: one for one in (*before, *labels)}
    finished: list[Label] = []
    for parent in dict.fromkeys(one.parent for one in after.values()):
        standing = [after[one.id] for one in before if one.parent == parent == after[one.id].parent]
        sequence = _merged(standing, [one for one in labels if one.parent == parent])
        if sequence != sorted(sequence, key=lambda one: (one.order, one.name)):
            sequence = [replace(one, order=order) for order, one in enumerate(sequence)]
        finished += sequence
    return finished


def _merged(standing: Sequence[Label], coming: Sequence[Label]) -> list[Label]:
    """Both in one sequence: those that come, as they come, and each new one behind the one that comes before it."""
    known, ids = {one.id for one in standing}, {one.id for one in coming}
    follow = iter([one for one in coming if one.id in known])
    sequence = [next(follow) if one.id in ids else one for one in standing]
    place = next((place for place, one in enumerate(sequence) if one.id in ids), len(sequence))
    for one in coming:
        if one.id in known:
            place = sequence.index(one)
        else:
            sequence.insert(place, one)
        place += 1
    return sequence
