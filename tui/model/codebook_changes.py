"""Every change to the code book; what carries a label follows. Each is one change of the notebook, undone as one."""

from collections.abc import Sequence
from dataclasses import replace

from tui.model.annotation import Annotation
from tui.model.codebook import VALID_KEY, Label
from tui.model.history import RecordChange
from tui.model.notebook import LabelRefused, Notebook


def new_label(notebook: Notebook, name: str) -> Label:
    """A label as `add_label` would add it: last, with a free key and the colour least used."""
    book = notebook.codebook
    return Label(notebook.new_id(), name.strip(), book.free_key(name), book.free_color(), order=_after_all(notebook))


def add_label(notebook: Notebook, name: str) -> Label:
    """Add a label at the end; raises LabelRefused when its name is another's."""
    label = new_label(notebook, name)
    check_label(notebook, label)
    notebook.do(f"add label {label.name}", [RecordChange(None, label)])
    return label


def change_label(notebook: Notebook, label: Label) -> None:
    """Make the label of that id what this one is; raises LabelRefused as `add_label` does."""
    before = notebook.codebook.by_id(label.id)
    check_label(notebook, label)
    if before and label != before:
        notebook.do(f"change label {label.name}", [RecordChange(before, label)])


def check_label(notebook: Notebook, label: Label) -> None:
    """Raise LabelRefused, with a message for the person, when the code book cannot hold this label."""
    book = notebook.codebook
    if not label.name:
        raise LabelRefused("a label needs a name")
    if not VALID_KEY.fullmatch(label.key):
        raise LabelRefused("a key is a digit, a small letter, or a letter and one more")
    for other in book.labels:
        if other.id != label.id and other.name.casefold() == label.name.casefold():
            raise LabelRefused(f"there is a label {other.name} already")
        if other.id != label.id and label.key and other.key == label.key:
            raise LabelRefused(f"{label.key} is the key of {other.name}")
    if label.id in (label.parent, *(one.id for one in book.above(label))):
        raise LabelRefused(f"{label.name} cannot stand under itself")


def move_label(notebook: Notebook, label: Label, by: int) -> None:
    """Move a label up (negative) or down among those it stands with; nothing when there is no further."""
    siblings = [*notebook.codebook.under(label.parent)]
    place = siblings.index(label)
    to = max(0, min(place + by, len(siblings) - 1))
    if to != place:
        siblings.insert(to, siblings.pop(place))
        numbered = [(one, replace(one, order=order)) for order, one in enumerate(siblings)]
        records = [RecordChange(one, after) for one, after in numbered if one != after]
        notebook.do(f"move label {label.name}", records)


def nest_label(notebook: Notebook, label: Label, parent: Label | None) -> None:
    """Let a label stand under another, last there, or at the top; raises LabelRefused when that is under itself."""
    change_label(notebook, replace(label, parent=parent.id if parent else "", order=_after_all(notebook)))


def merge_labels(notebook: Notebook, label: Label, into: Label) -> int:
    """Make all that carries `label` carry `into`, and remove `label`; returns how many annotations followed.

    Where the same annotator has both on the same unit one is left, with the notes of both.
    """
    standing = {_place(one): one for one in notebook.carrying(into)}
    records: list[RecordChange] = []
    followed = notebook.carrying(label)
    for one in followed:
        twin = standing.get(_place(one))
        if twin is None:
            after = notebook.with_label(one, into)
            records.append(RecordChange(one, after))
            standing[_place(one)] = after
        else:
            records.append(RecordChange(one, None))
            if one.note and one.note not in twin.note:
                joined = replace(twin, note=f"{twin.note}\n{one.note}".strip(), modified=notebook.now())
                records.append(RecordChange(twin, joined))
                standing[_place(one)] = joined
    book = notebook.codebook
    home = label.parent if label in book.above(into) else into.id
    records += [RecordChange(child, replace(child, parent=home)) for child in book.under(label.id)]
    notebook.do(f"merge {label.name} into {into.name}", [*records, RecordChange(label, None)])
    return len(followed)


def remove_label(notebook: Notebook, label: Label) -> int:
    """Remove a label with all annotations that carry it; returns how many. Notes that stand on them stay."""
    carrying = notebook.carrying(label)
    now = notebook.now()
    records = [
        RecordChange(one, replace(one, label="", attributes={}, modified=now) if one.note else None) for one in carrying
    ]
    records += [RecordChange(child, replace(child, parent=label.parent)) for child in notebook.codebook.under(label.id)]
    notebook.do(f"remove label {label.name}", [*records, RecordChange(label, None)])
    return len(carrying)


def take_labels(notebook: Notebook, labels: Sequence[Label]) -> tuple[int, int]:
    """Take labels from elsewhere, as one change: those whose names the code book has change, others are added.

    Their ids and parents refer to each other; here a label keeps the id it has. A key that another label has
    gives way to a free one. Returns how many were added and how many changed.
    """
    book = notebook.codebook
    ids = {one.id: known.id if (known := book.by_name(one.name)) else notebook.new_id() for one in labels}
    coming = set(ids.values())
    taken = {one.key for one in book.labels if one.id not in coming}
    order = _after_all(notebook)
    records: list[RecordChange] = []
    for place, one in enumerate(labels):
        known = book.by_id(ids[one.id])
        key = one.key if one.key not in ("", *taken) else book.free_key(one.name, taken)
        taken.add(key)
        parent, at = ids.get(one.parent, ""), known.order if known else order + place
        after = replace(one, id=ids[one.id], key=key, parent=parent, order=at)
        if after != known:
            records.append(RecordChange(known, after))
    if records:
        notebook.do(f"take {len(labels)} labels", records)
    added = sum(record.before is None for record in records)
    return added, len(records) - added


# Within


def _place(annotation: Annotation) -> tuple[object, ...]:
    target = annotation.target
    return target.article, target.scope, target.start, target.end, annotation.annotator


def _after_all(notebook: Notebook) -> int:
    return max((one.order for one in notebook.codebook.labels), default=-1) + 1
