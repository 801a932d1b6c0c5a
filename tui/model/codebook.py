"""The code book: the labels a project uses, in order, and the keys that set them."""

from collections.abc import Iterable
from dataclasses import dataclass

KEYS = "1234567890"
"""The keys that label at once, in the order in which new labels get them."""
MORE_KEYS = "abcdefghijklmnopqrstuvwxyz"
"""The keys of further labels, pressed in the label picker."""
COLORS = (
    "#e5737f", "#6aa8e8", "#d9a441", "#a98be0", "#5fb58c",
    "#e08a5b", "#58b5c4", "#d67fb5", "#9aa84f", "#8c96a8",
)  # fmt: skip
"""Ten hues of like weight, told apart on dark and on light ground; new labels take them in turn."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label. Annotations refer to its id, so that its name can change."""

    id: str
    name: str
    key: str
    """The one character that sets it, or empty; no two labels share one."""
    color: str
    """`#rrggbb`."""
    definition: str = ""
    parent: str = ""
    """The id of the label it stands under, or empty."""
    order: int = 0
    """Its place in the code book."""


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
    """The labels in order, found by id, by key and by name."""

    def __init__(self, labels: Iterable[Label] = ()) -> None:
        self.labels = tuple(sorted(labels, key=lambda label: (label.order, label.name)))
        self._by_id = {label.id: label for label in self.labels}
        self._by_key = {label.key: label for label in self.labels if label.key}
        self._marks = _marks(self.labels)

    def by_id(self, label_id: str) -> Label | None:
        """The label of that id, or None."""
        return self._by_id.get(label_id)

    def by_key(self, key: str) -> Label | None:
        """The label that `key` sets, or None."""
        return self._by_key.get(key)

    def by_name(self, name: str) -> Label | None:
        """The label of that name, whatever its case, or None."""
        wanted = name.strip().casefold()
        return next((label for label in self.labels if label.name.casefold() == wanted), None)

    def mark(self, label_id: str) -> str:
        """The one letter that stands for a label in the gutter: of its own name, and no other label's."""
        return self._marks.get(label_id, "?")

    def matching(self, words: str) -> list[Label]:
        """The labels that what is typed so far can mean, the likeliest first.

        A label's key comes first, then names that start with it, then names that hold its letters in order.
        """
        typed = words.strip().casefold()
        ranked: list[tuple[int, int, Label]] = []
        for place, label in enumerate(self.labels):
            name = label.name.casefold()
            if not typed or label.key == typed:
                rank = 0
            elif name.startswith(typed):
                rank = 1
            elif typed in name:
                rank = 2
            elif _in_order(typed, name):
                rank = 3
            else:
                continue
            ranked.append((rank, place, label))
        return [label for _, _, label in sorted(ranked, key=lambda entry: entry[:2])]

    def free_key(self) -> str:
        """The next key that no label has, or empty when all are taken."""
        return next((key for key in KEYS + MORE_KEYS if key not in self._by_key), "")

    def free_color(self) -> str:
        """The colour that the fewest labels have, the earliest of them."""
        used = [label.color for label in self.labels]
        return min(COLORS, key=lambda color: (used.count(color), COLORS.index(color)))


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
