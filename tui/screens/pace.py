"""Work behind the screen that is not to be done too often: keys are slower meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

SELDOM = 10
"""How many times as long as something takes is waited until it is done again."""


class Pace:
    """When something is due: so many seconds at least after the last time, and ever more seldom as it takes longer."""

    def __init__(self, every: float) -> None:
        self._every = every
        self._next = monotonic() + every

    @property
    def is_due(self) -> bool:
        """Whether it is time for it."""
        return monotonic() >= self._next

    @contextmanager
    def doing(self) -> Iterator[None]:
        """While it is done."""
        began = monotonic()
        yield
        ended = monotonic()
        self._next = ended + max(self._every, SELDOM * (ended - began))
