"""Work that is broken off when it takes too long, wherever it is: a pattern can keep a program busy for ever."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class TookTooLong(Exception):
    """The time was up."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Give what is done within it so many seconds of the processor; not of the clock, for the machine may be busy.

    Only on the main thread, and not one within another. The signal is what breaks off `re` (CPython's looks for one
    every 4096 steps; a thread could not be stopped, and would keep the interpreter's lock). Where there is no such
    timer, on Windows, there is no limit.

    Raises TookTooLong.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _give_up(_number: int, _frame: object) -> None:
    raise TookTooLong
