"""Finding what is shared in a process of its own, so that the screen goes on answering.

The child ends when it is killed, and by itself when its input closes, which is what happens when the parent dies.
"""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import sys
import threading
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from typing import IO, Any

from tui.model.article import Article
from tui.model.library import Library
from tui.model.shared import Kind, SharedPair, Sharing
from tui.sharing.child import ChildFailed, end_group, read, start_child, write
from tui.sharing.index import Found, Progress, Report, each_once, find_shared
from tui.sharing.kept import Kept
from tui.sharing.packing import packed, places_of, unpacked
from tui.sharing.pause import Pause

_SLICE = 200
"""So many articles go through the pipe at once: a millisecond or two of the interpreter's lock."""
_LOOK_UP = 0.05
"""Every so many seconds the caller is asked whether to stop."""
_CHILD = "from tui.sharing.aside import _serve; _serve()"

_PREFIX = "newsreader-"
_SCRATCH = ("TMPDIR", "TEMP", "TMP")
"""Where the child keeps its temporary files: in a folder of ours, so that nothing is left of it when it is killed."""

_Message = tuple[str, Any]
EVERY_KIND = frozenset(Kind)
"""A program shows as many of them as a person wants to see, now more and now fewer."""
NICE = 10
"""How far the child, and its own children, stand back where keys are pressed meanwhile: halfway, of 19."""
FOUND_HERE = 400_000
"""Libraries of fewer characters (a hundred articles) are done in the calling thread: in a second at most, measured."""


def find_shared_aside(
    articles: Sequence[Article],
    report: Report,
    stopped: Callable[[], bool],
    cache: Path | None = None,
    *,
    found: Found = lambda pairs: None,
    first: str = "",
    pause: Pause | None = None,
) -> Sharing | None:
    """What `find_shared` finds, of every kind, for a thread of a program that must go on answering; None when stopped.

    A small library is done in this thread, a larger one in a child process that is gone as soon as `stopped()`, and
    that `pause` can have stand still.
    """
    if stopped():
        return None
    articles = articles if isinstance(articles, Library) else each_once(articles)
    if cache is not None and (columns := Kept(cache, articles).found()) is not None:
        return unpacked(columns, articles)
    if any(so_far >= FOUND_HERE for so_far in accumulate(len(article.text) for article in articles)):
        try:
            return _find_in_child(articles, report, stopped, cache, found, first, pause or Pause())
        except OSError:  # no process can be started here
            pass
    return None if stopped() else find_shared(articles, report, cache, found=found, first=first, kinds=EVERY_KIND)


def _find_in_child(
    articles: Sequence[Article],
    report: Report,
    stopped: Callable[[], bool],
    cache: Path | None,
    found: Callable[[Sequence[SharedPair]], None],
    first: str,
    pause: Pause,
) -> Sharing | None:
    """What `find_shared` finds, found in a child; None when `stopped()` turned true meanwhile."""
    with TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as scratch:
        child = start_child(_CHILD, dict.fromkeys(_SCRATCH, scratch), own_group=True)
        assert child.stdin is not None
        assert child.stdout is not None
        messages: SimpleQueue[_Message] = SimpleQueue()
        threading.Thread(target=_send, args=(child.stdin, (cache, first), articles), daemon=True).start()
        threading.Thread(target=_receive, args=(child.stdout, messages), daemon=True).start()
        collecting = gc.isenabled()
        gc.disable()  # hundreds of thousands of values come in at once; a full collection would hold the screen up
        try:
            with pause.of(child.pid):
                return _take_over(messages, articles, report, stopped, found, pause)
        finally:
            if collecting:
                gc.freeze()  # or the first collection goes through all that came in, with the lock held
                atexit.register(gc.unfreeze)
                gc.enable()
            end_group(child)


def _take_over(
    messages: SimpleQueue[_Message],
    articles: Sequence[Article],
    report: Report,
    stopped: Callable[[], bool],
    found: Callable[[Sequence[SharedPair]], None],
    pause: Pause,
) -> Sharing | None:
    while not stopped():
        pause.end_when_due()
        try:
            subject, content = messages.get(timeout=_LOOK_UP)
        except Empty:
            continue
        if subject == "progress":
            report(Progress(*content))
        elif subject == "found":
            found(unpacked(content, articles).pairs)
        elif subject == "sharing":
            return unpacked(content, articles)
        else:
            raise ChildFailed(content)
    return None


def _send(pipe: IO[bytes], wishes: tuple[Path | None, str], articles: Sequence[Article]) -> None:
    """In a thread of the parent: hands the articles over, and keeps the pipe open as a sign of life."""
    try:
        write(pipe, wishes)
        for first in range(0, len(articles), _SLICE):
            write(
                pipe,
                [
                    (article.id, article.text, article.source, article.published, article.language)
                    for article in articles[first : first + _SLICE]
                ],
            )
        write(pipe, [])
    except OSError:
        pass  # the child was killed


def _receive(pipe: IO[bytes], messages: SimpleQueue[_Message]) -> None:
    """In a thread of the parent: passes on what the child says."""
    try:
        while (message := read(pipe)) is not None:
            messages.put(message)
    finally:
        messages.put(("failed", "the process that looks for shared sentences has ended"))


# In the child -------------------------------------------------------------------------------------------


def _serve() -> None:
    """What the child does: read articles, find what they share, write it, wait to be ended."""
    gc.disable()  # nothing here makes cycles, and the process is short-lived
    if sys.platform != "win32":
        os.nice(NICE)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    wishes = read(source)
    articles: list[Article] = []
    while received := read(source):
        articles += [
            Article(id_, "", text, origin, published=published, language=language)
            for id_, text, origin, published, language in received
        ]
    if received is None:
        return
    parent = threading.Thread(target=_end_with_parent, args=(source,), daemon=True)
    parent.start()
    last = -1

    def report(progress: Progress) -> None:
        nonlocal last
        if int(progress.fraction * 200) != last:
            last = int(progress.fraction * 200)
            write(sink, ("progress", (progress.doing, progress.fraction)))

    def tell(pairs: Sequence[SharedPair]) -> None:
        write(sink, ("found", packed(Sharing(tuple(pairs)), places)))

    cache, first = wishes
    places = places_of(articles)
    sharing = find_shared(articles, report, cache, found=tell, first=first, kinds=EVERY_KIND)
    write(sink, ("sharing", packed(sharing, places)))
    parent.join()


def _end_with_parent(source: IO[bytes]) -> None:
    source.read()
    scratch = Path(os.environ.get(_SCRATCH[0], ""))
    if scratch.name.startswith(_PREFIX):
        shutil.rmtree(scratch, ignore_errors=True)
    os._exit(1)
