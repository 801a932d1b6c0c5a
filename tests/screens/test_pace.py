"""Work behind the screen and keys take turns, by a clock that only the test moves."""

import pytest

from tui.screens import pace
from tui.screens.pace import MOST, SHARE, STANDS_STILL, Turns


class Clock:
    """Seconds, and a key that comes every so many of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        self.turns = Turns()
        self.keys_every = 0.0
        monkeypatch.setattr(pace, "monotonic", lambda: self.now)
        monkeypatch.setattr(pace, "sleep", self.pass_by)

    def pass_by(self, seconds: float) -> None:
        self.now += seconds
        if self.keys_every and self.now % self.keys_every < seconds:
            self.turns.key()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_a_thread_waits_while_a_key_is_answered_and_not_otherwise(clock: Clock) -> None:
    assert clock.turns.wait() == 0.0 and clock.now == 100.0
    clock.turns.key()
    clock.turns.wait()
    assert STANDS_STILL <= clock.now - 100.0 < 2 * STANDS_STILL
    since = clock.now
    clock.turns.wait()
    assert clock.now == since


def test_however_many_keys_come_the_thread_goes_on(clock: Clock) -> None:
    clock.keys_every = STANDS_STILL / 2
    clock.turns.key()
    may_work = clock.turns.wait()
    assert MOST <= clock.now - 100.0 < 2 * MOST
    assert may_work >= MOST / SHARE
