"""A search that stands still while a key is answered: it has all processors, and two may be halves of one."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from time import monotonic

STANDS_STILL = 0.1
"""Seconds that it stands still after a key: a repaint takes a fifth of it."""
MOST = 5.0
"""Seconds that it stands still at most, however many keys come."""
SHARE = 5
"""It goes on for at least one part in so many of the time that it stood still."""


class Pause:
    """What makes a group of processes stand still, and go on again. Where they cannot be stopped, they go on."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._group = 0
        """The processes' group, as long as there are any."""
        self._since = 0.0
        """When they were stopped; 0 while they go on."""
        self._until = 0.0
        """Until when they stand still, or would if there were any."""
        self._not_before = 0.0

    @contextmanager
    def of(self, group: int) -> Iterator[None]:
        """Let it be this group, which is there until the end. It may have come while a key is answered."""
        self._group = group
        if monotonic() < self._until:
            self.begin()
        try:
            yield
        finally:
            with self._lock:
                self._group, self._since = 0, 0.0

    def begin(self) -> None:
        """Stop them for a moment, or for longer; it takes some ten microseconds."""
        now = monotonic()
        with self._lock:
            self._until = now + STANDS_STILL
            if self._since:
                self._until = min(self._until, self._since + MOST)
            elif self._group and now >= self._not_before and sys.platform != "win32":
                self._signal(signal.SIGSTOP)
                self._since = now

    def end_when_due(self) -> None:
        """Let them go on, when the moment is over; to be asked now and then."""
        now = monotonic()
        with self._lock:
            if self._since and now >= self._until and sys.platform != "win32":
                self._signal(signal.SIGCONT)
                self._not_before = now + (now - self._since) / SHARE
                self._since = 0.0

    def _signal(self, number: int) -> None:
        with suppress(OSError):  # they have just ended
            os.killpg(self._group, number)
