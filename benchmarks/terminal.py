"""A program in a pseudo-terminal: what it writes, and when."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

ESCAPE = "\x1b[27u"
"""The key as newer terminals send it: an ESC alone has to be waited for, it might begin another key."""
QUIET = 0.02
"""Seconds without output after which a repaint counts as finished."""


class Terminal:
    """A process on a pseudo-terminal of its own, that knows no settings and keeps nothing of what it found.

    Times are seconds since it was started.
    """

    def __init__(self, command: Sequence[str], *, columns: int = 120, rows: int = 36, **more: str) -> None:
        self._place = TemporaryDirectory(ignore_cleanup_errors=True)  # a child of it may be ended a moment later
        settings, cache = Path(self._place.name, "settings"), Path(self._place.name, "cache")
        (settings / "newsreader").mkdir(parents=True)
        (settings / "newsreader" / "settings.toml").touch()  # else it says first what to press
        places = {"XDG_CONFIG_HOME": str(settings), "XDG_CACHE_HOME": str(cache)}
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **places, **more}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once, not at each start
        self.started = time.perf_counter()
        self.pid, self._descriptor = pty.fork()
        if self.pid == 0:  # pragma: no cover
            os.execvpe(command[0], list(command), dict(environment))
        fcntl.ioctl(self._descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.output = b""
        self.ended = False

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(ProcessLookupError, ChildProcessError):  # it has left by itself
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._descriptor)
        self._place.cleanup()

    def read(self, seconds: float) -> bytes:
        """What is written within so many seconds, as soon as anything is; nothing when nothing was."""
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self._descriptor, 1 << 16)
        except OSError:  # the process has ended
            self.ended = True
            return b""
        self.output += data
        return data

    def until(self, text: str, seconds: float = 60.0, since: int | None = None) -> float:
        """When `text` has been written, lately or after so many bytes; raises TimeoutError."""
        end = time.perf_counter() + seconds
        seen = len(self.output)
        while time.perf_counter() < end and not self.ended:
            if text.encode() in self.output[max(0, seen - 200) if since is None else since :]:
                return time.perf_counter() - self.started
            seen = len(self.output)
            self.read(0.5)
        raise TimeoutError(f"{text!r} was never written")

    def write(self, keys: str) -> None:
        """Type keys, or paste what stands between the marks of a paste."""
        data = keys.encode(errors="surrogateescape")
        while data:
            data = data[os.write(self._descriptor, data) :]

    def left(self, seconds: float = 10.0) -> int:
        """The exit status of the process, once it has ended; raises TimeoutError."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.read(0.01)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self.read(0.0):
                    pass
                return os.waitstatus_to_exitcode(status)
        raise TimeoutError("it never ended")

    def drain(self, quiet: float = 0.3) -> None:
        """Read until nothing is written for so many seconds."""
        while self.read(quiet):
            pass

    def press(self, keys: str, most: float = 0.25) -> tuple[float, float, int]:
        """Press keys: milliseconds to the first byte and to the last of the repaint, and how many bytes it had.

        A key that changes nothing has no repaint: all are 0 then.
        """
        pressed = time.perf_counter()
        self.write(keys)
        first = last = 0.0
        size = 0
        while time.perf_counter() - pressed < most:
            data = self.read(QUIET if first else most)
            if not data:
                break
            last = time.perf_counter()
            first = first or last
            size += len(data)
        if not size:
            return 0.0, 0.0, 0
        return (first - pressed) * 1000, (last - pressed) * 1000, size
