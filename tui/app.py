"""The program on the screen: themes, styles and the first screen. Wiring only."""

import gc
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.screen import Screen
from textual.theme import Theme

from tui.commands import Acts
from tui.model.harmless import harmless_lines, settled
from tui.model.library import Library
from tui.places import STYLES
from tui.screens.reading import ReadingScreen
from tui.screens.workspace import Workspace
from tui.settings import AS_AT_FIRST, Settings, begin, remember, settings_path
from tui.store.database import NotebookFile
from tui.themes import DARK, THEMES, variables_for
from tui.typeahead import TypeAheadApp


class StartError(Exception):
    """Why the program cannot start, in one line that says what to do."""


class NewsreaderApp(TypeAheadApp):
    """The three panes over a library and its notebook."""

    TITLE = "newsreader"
    no_color = False  # asked for before Textual sets it
    CSS_PATH: ClassVar = [STYLES / f"{name}.tcss" for name in ("app", "articles", "reader", "side", "dialogs")]
    COMMANDS: ClassVar = App.COMMANDS | {lambda: Acts}

    def __init__(self, workspace: Workspace, theme: str = "", remembered: str = "", *, first: bool = False) -> None:
        super().__init__()
        self.workspace = workspace
        self._first = first
        """Whether nobody here has used the program before: then it says what to press."""
        for one in THEMES:
            self.register_theme(one)
        chosen = theme or (remembered if remembered in self.available_themes else DARK.name)
        if chosen not in self.available_themes:
            raise StartError(f"there is no theme {chosen}; choose one of {', '.join(sorted(self.available_themes))}")
        self.theme = chosen

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours, mixed from those of whatever theme is on."""
        return variables_for(self.current_theme)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The themes on offer.

        Without colour, one of the terminal's own palette would be black on black, unless it was on from
        the start: Textual chooses its filter only then.
        """
        themes, at_start = super().available_themes, os.environ.get("TEXTUAL_THEME")
        if not self.no_color:
            return themes
        return {name: one for name, one in themes.items() if not one.ansi or name == at_start}

    def watch_theme(self, before: str, after: str) -> None:
        """Remember a theme that was chosen on the screen."""
        if self.is_running and before != after:
            remember(settings_path(), "theme", after)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What Textual offers in the palette, but for what we have as acts of our own."""
        ours = {"Keys", "Quit"}
        return (command for command in super().get_system_commands(screen) if command.title not in ours)

    async def on_event(self, event: events.Event) -> None:
        """What is pasted may be anything, and Textual's lines show what they hold as it is: it is washed first."""
        if isinstance(event, events.Paste):
            event.text = harmless_lines(settled(event.text))
        await super().on_event(event)

    def _fatal_error(self) -> None:
        """Leave quietly; `run` raises the error, and the command line tells it in a line."""
        self._close_messages_no_wait()

    def on_mount(self) -> None:
        """Open the first screen."""
        self.push_screen(ReadingScreen(self.workspace))
        if self._first:
            self.call_after_refresh(self._welcome)
        self.call_after_refresh(self._sweep_once)

    def _welcome(self) -> None:
        from tui.screens.welcome import WelcomeScreen

        begin(settings_path())
        if isinstance(self.screen, ReadingScreen):  # else somebody knows already what to press
            self.push_screen(WelcomeScreen(self.workspace.notebook.codebook))

    def _sweep_once(self) -> None:
        """What was loaded so far lives as long as the program: no use to sweep through it again and again."""
        gc.enable()
        gc.collect()
        gc.freeze()


def run(
    library: Library,
    notebook_path: Path,
    *,
    annotator: str,
    theme: str | None = None,
    settings: Settings = AS_AT_FIRST,
    notices: Sequence[str] = (),
    tell: Callable[[str], None] = lambda line: None,
) -> None:
    """Open the notebook, run the program until the person leaves, close the notebook.

    What there is to know about files and notebook is told on the screen and, before it opens, to `tell`.
    Raises StartError, and NotebookError when the notebook cannot be opened.
    """
    file = NotebookFile(notebook_path)
    try:
        workspace = Workspace(library, file, annotator, settings)
        file.notices.extend(notices)
        for notice in file.notices:
            tell(notice)
        first = not settings_path().exists() and not file.read_only
        app = NewsreaderApp(workspace, theme or os.environ.get("TEXTUAL_THEME", ""), settings.theme, first=first)
        app.run()
        if app._exception is not None:
            raise app._exception
    finally:
        file.close()
