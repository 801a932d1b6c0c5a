"""The code book: the labels a project uses, in order, and the keys that set them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from tui.model.harmless import settled

KEYS = "1234567890"
"""The keys that label at once, in the order in which new labels get them."""
MORE_KEYS = "abcdefghijklmnopqrstuvwxyz"
"""The keys of further labels, pressed in the label picker; when all are taken, pairs that start with one."""
VALID_KEY = re.compile("[0-9a-z]?|[a-z][0-9a-z]")
HUES = {
    "red": "#e5737f", "blue": "#6aa8e8", "amber": "#d9a441", "violet": "#a98be0", "green": "#5fb58c",
    "orange": "#e08a5b", "cyan": "#58b5c4", "pink": "#d67fb5", "olive": "#9aa84f", "slate": "#8c96a8",
}  # fmt: skip
"""Ten hues of like weight, told apart on dark and on light ground, by their names."""
COLORS = tuple(HUES.values())
"""The same without names; new labels take them in turn."""
VALID_COLOR = re.compile("#[0-9a-fA-F]{6}")


FOR = {"": "anything", "sentence": "sentences", "span": "spans of words", "article": "whole articles"}
"""What a label can be for, by its scope."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """What else can be said of an annotation with a certain label: one of a list of values."""

    name: str
    values: tuple[str, ...]
    """At least one, in the order in which they are offered: `1 2 3`, `yes no`."""

    def __str__(self) -> str:
        """The attribute as a person writes it: `certainty: 1 2 3`, or `stance: for, not sure`."""
        spaced = any(" " in value for value in self.values)
        listed = (", " if spaced else " ").join(self.values)
        return f"{self.name}: {listed}{',' if spaced and len(self.values) == 1 else ''}"


@dataclass(frozen=True, slots=True)
class Label:
    """One label. Annotations refer to its id, so that its name can change."""

    id: str
    name: str
    key: str
    """What sets it, by one key or, in the label picker, two; or empty. No two labels share one."""
    color: str
    """`#rrggbb`."""
    definition: str = ""
    parent: str = ""
    """The id of the label it stands under, or empty."""
    order: int = 0
    """Its place in the code book."""
    when: str = ""
    """When to use it."""
    when_not: str = ""
    """When not to, though it looks like it."""
    example: str = ""
    scope: str = ""
    """What it is for: the value of a `Scope`, or empty for anything."""
    choice: str = ""
    """The single-choice set that it belongs to, or empty: a unit carries at most one label of a set."""
    retired: bool = False
    """Whether it is no longer put, and stands only where it was."""
    attributes: tuple[Attribute, ...] = ()
    """What else is asked about an annotation that carries it."""


STARTER = tuple(
    Label(id=name.lower(), name=name, key=KEYS[place], color=COLORS[place], definition=definition, order=place)
    for place, (name, definition) in enumerate(
        [
            ("Claim", "Says that something is so, and could be checked."),
            ("Fact", "Established, or given as established, without dispute in the text."),
            ("Quote", "Somebody's words, given as theirs."),
            ("Opinion", "A judgement, a hope or a fear, the writer's or a source's."),
            ("Background", "What a reader needs to know from before this story."),
        ]
    )
)
"""The code book that a new notebook starts with."""


class CodeBook:
    """The labels in order, found by id, by key and by name. A retired one keeps its key, but is not found by it."""

    def __init__(self, labels: Iterable[Label] = ()) -> None:
        given = sorted(labels, key=lambda label: (label.order, label.name))
        self._by_id = {label.id: label for label in given}
        self._under: dict[str, list[Label]] = defaultdict(list)
        for label in given:
            self._under[label.parent if label.parent in self._by_id else ""].append(label)
        nested = dict.fromkeys(self._nested(""))
        self.labels = (*nested, *(label for label in given if label not in nested))
        """All of them, each before those that stand under it."""
        self.active = tuple(label for label in self.labels if not label.retired)
        """Those that can be put."""
        self._by_key = {label.key: label for label in self.active if label.key}
        self._marks = _marks(self.labels)

    def by_id(self, label_id: str) -> Label | None:
        """The label of that id, or None."""
        return self._by_id.get(label_id)

    def by_key(self, key: str) -> Label | None:
        """The label that `key` sets, or None."""
        return self._by_key.get(key)

    def under(self, label_id: str) -> tuple[Label, ...]:
        """The labels that stand right under one, in order; those at the top for the empty id."""
        return tuple(self._under.get(label_id, ()))

    def above(self, label: Label) -> tuple[Label, ...]:
        """The labels that this one stands under, the nearest first."""
        found: dict[str, Label] = {}
        parent = self._by_id.get(label.parent)
        while parent and parent.id not in found:
            found[parent.id] = parent
            parent = self._by_id.get(parent.parent)
        return tuple(found.values())

    @property
    def choices(self) -> tuple[str, ...]:
        """The names of the single-choice sets, in the order of their labels."""
        return tuple(dict.fromkeys(label.choice for label in self.labels if label.choice))

    def by_whole_key(self, typed: str) -> Label | None:
        """The label that `typed` sets, or None; also None as long as it could become the key of another."""
        longer = any(key.startswith(typed) for key in self._by_key if key != typed)
        return None if longer else self._by_key.get(typed)

    def by_name(self, name: str) -> Label | None:
        """The label of that name, whatever its case, or None."""
        wanted = name.strip().casefold()
        return next((label for label in self.labels if label.name.casefold() == wanted), None)

    def mark(self, label_id: str) -> str:
        """The one letter that stands for a label in the gutter: of its own name, and no other label's."""
        return self._marks.get(label_id, "?")

    def matching(self, words: str) -> list[Label]:
        """The labels that what is typed so far can mean, the likeliest first.

        A label's key comes first, then names that start with it, keys that do, and names that hold it or at least
        its letters in order.
        """
        typed = words.strip().casefold()
        ranked: list[tuple[int, int, Label]] = []
        for place, label in enumerate(self.active):
            name = label.name.casefold()
            if not typed or label.key == typed:
                rank = 0
            elif name.startswith(typed):
                rank = 1
            elif label.key.startswith(typed):
                rank = 2
            elif typed in name:
                rank = 3
            elif _in_order(typed, name):
                rank = 4
            else:
                continue
            ranked.append((rank, place, label))
        return [label for _, _, label in sorted(ranked, key=lambda entry: entry[:2])]

    def free_key(self, name: str, taken: Iterable[str] = ()) -> str:
        """A key that no label has and that is not `taken`.

        The next digit, else a letter of the name, else any letter, else a pair that starts with one.
        """
        letters = [letter for letter in name.casefold() if letter in MORE_KEYS]
        pairs = map("".join, product([*letters, *MORE_KEYS], [*MORE_KEYS, *KEYS]))
        unfree = {*taken, *(label.key for label in self.labels)}
        return next((key for key in (*KEYS, *letters, *MORE_KEYS, *pairs) if key not in unfree), "")

    def free_color(self) -> str:
        """The colour that the fewest labels have, the earliest of them."""
        used = [label.color for label in self.labels]
        return min(COLORS, key=lambda color: (used.count(color), COLORS.index(color)))

    def _nested(self, parent: str) -> Iterator[Label]:
        for label in self._under.get(parent, ()):
            yield label
            yield from self._nested(label.id)


def attributes_from(text: str) -> tuple[Attribute, ...]:
    """The attributes that a person wrote, one a line: `certainty: 1 2 3`, or `stance: for, not sure`.

    Values are parted by commas where there is one, else by blanks. Raises ValueError, with a message for the
    person, at the first line that is none.
    """
    found: list[Attribute] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        name, colon, listed = line.partition(":")
        if not colon:
            raise ValueError(f"“{line}” needs a colon between the name and its values, as in certainty: 1 2 3")
        values = listed.split(",") if "," in listed else listed.split()
        found.append(Attribute(one_line(name), tuple(filter(None, map(one_line, values)))))
        check_attributes(found)
    return tuple(found)


def check_attributes(attributes: Iterable[Attribute]) -> None:
    """Raise ValueError, with a message for the person, unless these can be a label's attributes."""
    names: set[str] = set()
    for one in attributes:
        if not one.name or ":" in one.name:
            raise ValueError("an attribute needs a name, without a colon, as in certainty: 1 2 3")
        if one.name in names:
            raise ValueError(f"{one.name} stands there twice: write all its values in one line")
        if not one.values or "" in one.values:
            raise ValueError(f"{one.name} needs values to choose from, as in {one.name}: yes no")
        if len({*one.values}) < len(one.values) or any("," in value for value in one.values):
            raise ValueError(f"{one.name} needs values that differ, without commas in them")
        names.add(one.name)


def one_line(text: str) -> str:
    """A name as it is kept: in one line, with single blanks, nothing in it that acts on a screen."""
    return " ".join(settled(text).split())


def _marks(labels: Iterable[Label]) -> dict[str, str]:
    marks: dict[str, str] = {}
    for label in labels:
        letters = [letter for letter in label.name if letter.isalnum()]
        capital = letters[0].upper() if letters else ""
        # A few letters become two as capitals: ß, ŉ.
        candidates = [*([capital] if len(capital) == 1 else []), *letters, *KEYS, *MORE_KEYS]
        marks[label.id] = next((mark for mark in candidates if mark not in marks.values()), "*")
    return marks


def _in_order(letters: str, name: str) -> bool:
    remaining = iter(name)
    return all(letter in remaining for letter in letters)
