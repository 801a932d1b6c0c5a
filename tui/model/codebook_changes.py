"""Every change to the code book; what carries a label follows. Each is one change of the notebook, undone as one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields, replace

from tui.model.annotation import Annotation, Scope
from tui.model.codebook import VALID_COLOR, VALID_KEY, Attribute, Label, check_attributes, one_line
from tui.model.harmless import settled
from tui.model.history import RecordChange
from tui.model.notebook import LabelRefused, Notebook, Unit, unit_of

_DONE = {
    "name": "rename label {}", "key": "give label {} a key", "color": "colour label {}", "parent": "nest label {}",
    "scope": "say what label {} is for", "choice": "give label {} a set", "attributes": "give label {} attributes",
    **dict.fromkeys(("definition", "when", "when_not", "example"), "define label {}"),
}  # fmt: skip
"""By the field of a label that was changed: what was done to it, for undo to say."""


def new_label(notebook: Notebook, name: str) -> Label:
    """A label as `add_label` would add it: last, with a free key and the colour least used."""
    book = notebook.codebook
    return Label(notebook.new_id(), one_line(name), book.free_key(name), book.free_color(), order=_after_all(notebook))


def add_label(notebook: Notebook, name: str, under: Label | None = None) -> Label:
    """Add a label, last at the top or under another; raises LabelRefused when its name is another's."""
    label = replace(new_label(notebook, name), parent=under.id if under else "")
    check_label(notebook, label)
    notebook.do(f"add label {label.name}", [RecordChange(None, label)])
    return label


def change_label(notebook: Notebook, label: Label) -> None:
    """Make the label of that id what this one is, its texts settled; raises LabelRefused as `add_label` does."""
    before, label = notebook.codebook.by_id(label.id), tidy(label)
    check_label(notebook, label)
    if before and label != before:
        notebook.do(_done(before, label), [RecordChange(before, label)])


def tidy(label: Label) -> Label:
    """A label as the code book keeps it: names in one line, longer texts trimmed, nothing in them that acts."""
    return replace(
        label,
        name=one_line(label.name),
        color=label.color.lower(),
        choice=one_line(label.choice),
        definition=settled(label.definition).strip(),
        when=settled(label.when).strip(),
        when_not=settled(label.when_not).strip(),
        example=settled(label.example).strip(),
        attributes=tuple(Attribute(one_line(one.name), tuple(map(one_line, one.values))) for one in label.attributes),
    )


def check_label(notebook: Notebook, label: Label) -> None:
    """Raise LabelRefused, with a message for the person, when the code book cannot hold this label.

    What of it was that way before is let pass: a notebook from elsewhere can be mended one thing at a time.
    """
    book, label = notebook.codebook, tidy(label)
    before = book.by_id(label.id)
    new = {one.name for one in fields(Label) if before is None or getattr(before, one.name) != getattr(label, one.name)}
    if not label.name:
        raise LabelRefused("a label needs a name")
    if "key" in new and not VALID_KEY.fullmatch(label.key):
        raise LabelRefused("a key is a digit, a small letter, or a letter and one more")
    if "color" in new and not VALID_COLOR.fullmatch(label.color):
        raise LabelRefused("a colour is written #rrggbb, as in #6aa8e8")
    if "scope" in new and label.scope not in ("", *Scope):
        raise LabelRefused("a label is for " + ", ".join(Scope) + ", or anything")
    for other in book.labels:
        if "name" in new and other.id != label.id and other.name.casefold() == label.name.casefold():
            raise LabelRefused(f"there is a label {other.name} already")
        if "key" in new and other.id != label.id and label.key and other.key == label.key:
            raise LabelRefused(f"{label.key} is the key of {other.name}")
    if label.id in (label.parent, *(one.id for one in book.above(label))):
        raise LabelRefused(f"{label.name} cannot stand under itself")
    try:
        check_attributes(label.attributes if "attributes" in new else ())
    except ValueError as error:
        raise LabelRefused(str(error)) from None


def move_label(notebook: Notebook, label: Label, by: int) -> None:
    """Move a label up (negative) or down among those it stands with; nothing when there is no further."""
    siblings = _siblings(notebook, label)
    place = _place(label, siblings)
    to = max(0, min(place + by, len(siblings) - 1))
    if to != place:
        siblings.insert(to, siblings.pop(place))
        notebook.do(f"move label {label.name}", _in_order(siblings, _home(notebook, label)))


def nest_label(notebook: Notebook, label: Label, parent: Label | None) -> None:
    """Let a label stand under another, last there, or at the top; raises LabelRefused when that is under itself."""
    if label.parent != (parent.id if parent else ""):
        change_label(notebook, replace(label, parent=parent.id if parent else "", order=_after_all(notebook)))


def split_label(notebook: Notebook, label: Label, name: str) -> Label:
    """Add a label that is like another but for its name, key and colour, right after it; no annotation moves yet.

    Raises LabelRefused as `add_label` does.
    """
    fresh = new_label(notebook, name)
    fresh = replace(label, id=fresh.id, name=fresh.name, key=fresh.key, color=fresh.color, retired=False)
    check_label(notebook, fresh)
    siblings = _siblings(notebook, label)
    siblings.insert(1 + _place(label, siblings), fresh)
    notebook.do(f"split label {label.name}: {fresh.name}", _in_order(siblings, _home(notebook, label), fresh))
    return replace(fresh, order=_place(fresh, siblings))


def merge_labels(notebook: Notebook, label: Label, into: Label) -> int:
    """Make all that carries `label` carry `into`, and remove `label`; returns how many annotations followed.

    Where the same annotator has both on the same unit one is left, with the notes of both.
    """
    if label.id == into.id:
        raise LabelRefused(f"{label.name} cannot be merged into itself")
    standing = {(unit_of(one.target), one.annotator): one for one in notebook.carrying(into)}
    records: list[RecordChange] = []
    followed = notebook.carrying(label)
    for one in followed:
        place = unit_of(one.target), one.annotator
        twin = standing.get(place)
        if twin is None:
            after = notebook.with_label(one, into)
            records.append(RecordChange(one, after))
            standing[place] = after
        else:
            records.append(RecordChange(one, None))
            if one.note and one.note not in twin.note:
                joined = replace(twin, note=f"{twin.note}\n{one.note}".strip(), modified=notebook.now())
                records.append(RecordChange(twin, joined))
                standing[place] = joined
    book = notebook.codebook
    if label.parent == into.id or label.id in [one.id for one in book.above(into)]:
        records += _raised(notebook, label)
    elif children := book.under(label.id):
        records += _in_order([*book.under(into.id), *children], into.id)
    notebook.do(f"merge label {label.name} into {into.name}", [*records, RecordChange(label, None)])
    return len(followed)


def remove_label(notebook: Notebook, label: Label) -> int:
    """Remove a label with all annotations that carry it; returns how many. Notes that stand on them stay."""
    carrying = notebook.carrying(label)
    now = notebook.now()
    records = [
        RecordChange(one, replace(one, label="", attributes={}, modified=now) if one.note else None) for one in carrying
    ]
    notebook.do(f"remove label {label.name}", [*records, *_raised(notebook, label), RecordChange(label, None)])
    return len(carrying)


def standing_together(notebook: Notebook, choice: str) -> list[list[Annotation]]:
    """The annotations that share a unit and an annotator though their labels are of one single-choice set.

    They stood there before the labels came into the set, and are left; each list is one unit's, the oldest first.
    """
    carried = {label.id for label in notebook.codebook.labels if choice and label.choice == choice}
    units: dict[tuple[Unit, str], list[Annotation]] = defaultdict(list)
    for one in notebook.annotations if carried else ():
        if one.label in carried:
            units[unit_of(one.target), one.annotator].append(one)
    return [together for together in units.values() if len(together) > 1]


# Within


def _done(before: Label, after: Label) -> str:
    changed = [one.name for one in fields(Label) if getattr(before, one.name) != getattr(after, one.name)]
    if "retired" in changed:
        words = {"retire label {}" if after.retired else "use label {} again"}
    else:
        words = {_DONE[name] for name in changed if name in _DONE}
    return (words.pop() if len(words) == 1 else "change label {}").format(before.name)


def _home(notebook: Notebook, label: Label) -> str:
    """The id of the label that a label stands under, empty when there is none, whatever a file says."""
    return label.parent if notebook.codebook.by_id(label.parent) else ""


def _siblings(notebook: Notebook, label: Label) -> list[Label]:
    """The labels that a label stands with, itself among them, in order."""
    return [*notebook.codebook.under(_home(notebook, label))]


def _place(label: Label, among: Sequence[Label]) -> int:
    return next(place for place, one in enumerate(among) if one.id == label.id)


def _in_order(labels: Sequence[Label], parent: str, new: Label | None = None) -> list[RecordChange]:
    """What makes these labels stand under that one, in this order; one of them may be new."""
    placed = [(one, replace(one, parent=parent, order=order)) for order, one in enumerate(labels)]
    return [RecordChange(None if one is new else one, after) for one, after in placed if one is new or one != after]


def _raised(notebook: Notebook, label: Label) -> list[RecordChange]:
    """What puts the labels under one that goes into its place."""
    siblings, children = _siblings(notebook, label), notebook.codebook.under(label.id)
    place, home = _place(label, siblings), _home(notebook, label)
    return _in_order([*siblings[:place], *children, *siblings[place + 1 :]], home) if children else []


def _after_all(notebook: Notebook) -> int:
    return max((one.order for one in notebook.codebook.labels), default=-1) + 1
