"""Work behind the screen that makes way for keys: not too often, and not while one is answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

SELDOM = 20
"""How many times as long as something takes is waited until it is done again: of twenty keys one meets it."""
STANDS_STILL = 0.025
"""Seconds that a thread stands still after a key: twice what it takes to answer it."""
MOST = 0.1
"""Seconds that it stands still in a row, however many keys come."""
SHARE = 5
"""It works for at least one part in so many of the time that it stood still."""
LOOK_AGAIN = 0.003


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


class Turns:
    """A thread and the keys, in turns. Python runs one thread at a time: side by side both take twice as long."""

    def __init__(self) -> None:
        self._until = 0.0

    def key(self) -> None:
        """A key came: it is its turn."""
        self._until = monotonic() + STANDS_STILL

    def wait(self) -> float:
        """Stand still, in the thread, while a key is answered: and for how many seconds one may work then."""
        began = monotonic()
        while (now := monotonic()) < min(self._until, began + MOST):
            sleep(LOOK_AGAIN)
        return (now - began) / SHARE
