"""The whole program, as tests open it: over real files and a real notebook, at a fixed time."""

from collections.abc import Iterable, Sequence
from itertools import count
from math import inf
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from tests.model.examples import ticking
from tui.app import NewsreaderApp, workspace_of
from tui.importers.opening import Opening
from tui.places import SEEDS
from tui.screens.reading import ReadingScreen
from tui.store.database import NotebookFile
from tui.store.disk import Disk
from tui.typeahead import TypeAheadApp

_ids = count(1)  # one for all programs of a test, for no two records may share an id
WIDE, NORMAL, NARROW = (140, 40), (100, 30), (40, 12)


def program(
    notebook: Path,
    paths: Sequence[Path] = (SEEDS,),
    *,
    annotator: str = "ana",
    theme: str = "",
    remembered: str = "",
    disk: Disk | None = None,
    first: bool = False,
    read_first: float = inf,
) -> NewsreaderApp:
    """The program on these articles; the samples unless others are given. `read_first` is for how many seconds
    it reads before it opens.
    """
    moments = ticking()
    opening = Opening(list(paths))
    opening.advance(read_first)
    file = NotebookFile(notebook, clock=lambda: next(moments), new_id=lambda: f"id-{next(_ids):06}", disk=disk)
    return NewsreaderApp(workspace_of(opening, file, annotator), theme, remembered, first=first)


def reading(pilot: Pilot[None]) -> ReadingScreen:
    """The main screen."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, ReadingScreen)
    return screen


async def settled(pilot: Pilot[None]) -> None:
    """Wait until every key was dealt with, and all that goes on behind the screen is done and drawn."""
    await pilot.pause()
    while isinstance(pilot.app, TypeAheadApp) and pilot.app._key_target is not None:
        await pilot.pause()
    while not all(worker.is_finished for worker in pilot.app.workers):  # when one is done another may begin
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def screen_text(pilot: Pilot[None]) -> str:
    """What is on the screen, row by row."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


def typed_ahead(pilot: Pilot[None], keys: Iterable[str]) -> None:
    """Type keys in one go, as they come when they are typed faster than the screen is drawn."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))


def closed(pilot: Pilot[None]) -> None:
    """Close the notebook, as leaving the program does."""
    reading(pilot).workspace.file.close()
