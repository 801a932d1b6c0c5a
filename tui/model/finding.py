"""Finding words in a text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tui.model.sentences import Span


def find(text: str, words: str) -> list[Span]:
    """Where `words` stand in `text`: code-point spans, in order.

    A capital letter in the words makes case count; white space in them matches any, line ends too.
    """
    pieces = [re.escape(piece) for piece in words.split()]
    if not pieces:
        return []
    flags = 0 if words != words.lower() else re.IGNORECASE
    return [match.span() for match in re.finditer(r"\s+".join(pieces), text, flags)]


def next_of(places: Sequence[int], here: int, step: int) -> int | None:
    """The first of the ordered places after `here`, or before it when `step` is -1; it goes around."""
    if not places:
        return None
    at = bisect_right(places, here) if step > 0 else bisect_left(places, here) - 1
    return places[at % len(places)]
