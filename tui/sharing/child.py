"""Children of ours: plain subprocesses that speak pickles over their pipes.

No semaphores, no second `__main__`, nothing left behind. A child ends when it is killed, and by itself when its input
closes, which is what happens when its parent dies.
"""

import os
import pickle
import signal
import struct
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any


class ChildFailed(RuntimeError):
    """A child ended too early."""


_DEAF = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); "
"""Ctrl+c in the terminal is for the program to understand."""


def start_child(
    code: str, environment: Mapping[str, str] = {}, *, own_group: bool = False
) -> "subprocess.Popen[bytes]":
    """A Python that runs this code, and finds what we find; OSError when none can be started.

    With a group of its own, it and its own children can be stopped and ended together. They are never left behind
    stopped: they stay in the session, and a system ends a stopped group there whose last parent has died (POSIX).
    """
    paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
    return subprocess.Popen(  # noqa: S603 - ourselves; with -P, so that no file in the current folder is taken for ours
        [sys.executable, "-P", "-c", _DEAF + code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths, **environment},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        process_group=0 if own_group else None,
    )


def end_group(child: "subprocess.Popen[bytes]") -> None:
    """End a child with a group of its own, and all of the group: also while it is stopped."""
    if sys.platform == "win32":
        child.kill()
    else:
        with suppress(ProcessLookupError):  # it has ended by itself
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def write(pipe: IO[bytes], message: object) -> None:
    """Say something to the other side."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(struct.pack(">Q", len(data)))
    pipe.write(data)
    pipe.flush()


def read(pipe: IO[bytes]) -> Any:
    """What the other side says next, or None at the end. The pipe joins us to our own, so its pickles are ours."""
    head = pipe.read(8)
    return pickle.loads(pipe.read(*struct.unpack(">Q", head))) if len(head) == 8 else None  # noqa: S301
