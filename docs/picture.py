"""Draws the picture in the README from the running program: `make picture`."""

import asyncio
import sys
import tempfile
from pathlib import Path

from tui.app import NewsreaderApp
from tui.importers.opening import open_paths
from tui.places import SEEDS
from tui.screens.workspace import Workspace
from tui.store.database import NotebookFile
from tui.themes import DARK

KEYS = [*"J12j5jj1h4Klg", "right_square_bracket", "a", *"two hours, or two and a half?", "enter"]
"""A few labels, an article labelled as a whole, and a note on a sentence that another site has edited."""


async def draw(path: Path) -> None:
    """Open the samples, press the keys, and save what is on the screen."""
    with tempfile.TemporaryDirectory() as folder:
        library, _ = open_paths([SEEDS])
        file = NotebookFile(Path(folder) / "notebook.json")
        app = NewsreaderApp(Workspace(library, file, "ana"), DARK.name)
        async with app.run_test(size=(132, 36)) as pilot:
            await app.workers.wait_for_complete()
            for key in KEYS:
                await pilot.press(key)
            await pilot.pause(5)  # until the foot has no more to say
            path.write_text(app.export_screenshot(title="newsreader"))
        file.close()


if __name__ == "__main__":
    asyncio.run(draw(Path(sys.argv[1])))
