"""Finding words in a text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.model.annotation import Annotation, Scope


def sought(words: str) -> re.Pattern[str]:
    """What finds `words` in any text: nothing when there are none.

    A capital letter in the words makes case count; white space in them matches any, line ends too.
    """
    pieces = [re.escape(piece) for piece in words.split()]
    return re.compile(r"\s+".join(pieces) or r"(?!)", 0 if words != words.lower() else re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words searched for stand: in the text, or in a note on it."""

    start: int
    end: int
    in_note: bool


def find_hits(text: str, annotations: Iterable[Annotation], words: str) -> list[Hit]:
    """Where `words` stand in a text, and what of it is annotated with a note that has them: in order, each place once.

    A note on the whole article is about no place in it.
    """
    pattern = sought(words)
    noted = (
        Hit(one.target.start, one.target.end, in_note=True)
        for one in annotations
        if one.note and one.target.scope is not Scope.ARTICLE and pattern.search(one.note)
    )
    in_text = (Hit(*match.span(), in_note=False) for match in pattern.finditer(text))
    by_start = {hit.start: hit for hit in (*noted, *in_text)}  # words that stand at the place itself are enough
    return [by_start[start] for start in sorted(by_start)]


def next_of(places: Sequence[int], here: int, step: int) -> int | None:
    """The first of the ordered places after `here`, or before it when `step` is -1; it goes around."""
    if not places:
        return None
    at = bisect_right(places, here) if step > 0 else bisect_left(places, here) - 1
    return places[at % len(places)]
