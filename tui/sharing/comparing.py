"""Comparing on all processors: children are told the texts once, and then candidates, some at a time."""

import gc
import os
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import cycle
from queue import SimpleQueue
from typing import TypeAlias

from tui.sharing.candidates import Pairs
from tui.sharing.child import read, start_child, write
from tui.sharing.comparison import Comparer, Likeness
from tui.sharing.decision import Alike
from tui.sharing.reading import MOST_CHILDREN
from tui.sharing.weighed import Weighed

LARGE = 100_000
"""From so many texts on children compare; fewer are compared before they have started. Measured."""
_WAITING = 4
"""So many slices of candidates are with each child: enough for it never to wait for the next."""
_CHILD = "from tui.sharing.comparing import _serve; _serve()"

Compared: TypeAlias = list[tuple[int, int, float, Likeness]]
"""Two texts that may share something, how alike they look, and how alike they are."""


def compared_by_children(texts: Weighed, candidates: Iterable[Pairs]) -> Iterator[tuple[Pairs, Compared | None]]:
    """Every slice of candidates, in order, with those of it that are worth a look; None where that is not known.

    Of a small collection, and where no processes can be started, nothing is.
    """
    children: list[_Child] = []
    try:
        if len(texts.texts) >= LARGE:
            with suppress(OSError):
                children += (_Child(texts) for _ in range(min(os.cpu_count() or 1, MOST_CHILDREN)))
        if not children:
            yield from ((some, None) for some in candidates)
            return
        waiting: deque[tuple[Pairs, _Child]] = deque()
        for some, child in zip(candidates, cycle(children), strict=False):
            child.tell(some)
            waiting.append((some, child))
            if len(waiting) > _WAITING * len(children):
                asked, child = waiting.popleft()
                yield asked, child.hear()
        for asked, child in waiting:
            yield asked, child.hear()
    finally:
        for child in children:
            child.end()


class _Child:
    """A process that compares."""

    def __init__(self, texts: Weighed) -> None:
        self._process = start_child(_CHILD)
        self._told: SimpleQueue[object] = SimpleQueue()
        self._told.put(texts.to_compare())
        threading.Thread(target=self._send, daemon=True).start()

    def tell(self, candidates: Pairs) -> None:
        self._told.put(candidates)

    def hear(self) -> Compared | None:
        """What it says of the candidates it was told first, or None when it has ended."""
        assert self._process.stdout is not None
        said: Compared | None = read(self._process.stdout)
        return said

    def end(self) -> None:
        self._told.put(None)
        self._process.kill()
        self._process.wait()

    def _send(self) -> None:
        """In a thread, because a child does not listen while it waits to be heard."""
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):  # the child has ended
            while (message := self._told.get()) is not None:
                write(self._process.stdin, message)


def _serve() -> None:
    """What a child does: take the texts, and compare as long as it is told candidates."""
    gc.disable()
    comparer = Comparer(read(sys.stdin.buffer))
    while (candidates := read(sys.stdin.buffer)) is not None:
        alike = Alike()
        alike.take_worthy(comparer, candidates)
        write(sys.stdout.buffer, [(a, b, score, comparer.compare(a, b)) for a, b, score in alike])
