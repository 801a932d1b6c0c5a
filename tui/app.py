"""The program on the screen: themes, styles and the first screen. Wiring only."""

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.driver import Driver
from textual.filter import ANSIToTruecolor, LineFilter
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES, Theme

from tui.commands import Acts
from tui.importers.opening import Opening, in_short
from tui.model.harmless import harmless_lines, settled
from tui.places import STYLES
from tui.rendition import thrifty_driver
from tui.screens.reading import ReadingScreen
from tui.screens.workspace import Workspace
from tui.settings import AS_AT_FIRST, Settings, begin, settings_path
from tui.store.database import NotebookFile
from tui.themes import DARK, THEMES, legible
from tui.typeahead import TypeAheadApp
from tui.widgets.paging import page_where_there_is_room
from tui.widgets.whole_characters import cut_between_characters

LOOK_FOR_LAST = 0.3
"""Seconds for finding the article that was read last, somewhere in a large folder: it is what the screen opens with."""
LOOK_LONGER = 0.1
"""Seconds between two looks whether there is an article at last."""
HAND_OVER = 0.001
"""Seconds after which work behind the screen lets the screen go on: Python's 5 ms, a dozen times a key, are felt."""
SWEEP_AFTER = 0.02
"""Seconds from a repaint until what it left is swept up: a key may have a second one."""
SWEEP_EVERY = 2.0
"""Seconds between two collections of garbage that was not swept up at once, unless a key came meanwhile."""
SWEPT_AT_ONCE = 50_000
"""Objects made since, that bring one about at once. At Python's 700 nearly every key waits for one."""


class StartError(Exception):
    """Why the program cannot start, in one line that says what to do."""


class NewsreaderApp(TypeAheadApp):
    """The three panes over a library and its notebook."""

    TITLE = "newsreader"
    no_color = False  # asked for before Textual sets it
    CSS_PATH: ClassVar = [STYLES / f"{name}.tcss" for name in ("app", "articles", "reader", "side")]
    COMMANDS: ClassVar = App.COMMANDS | {lambda: Acts}
    VERTICAL_BREAKPOINTS = [(0, "-short"), (14, "-tall")]  # noqa: RUF012

    def __init__(self, workspace: Workspace, theme: str = "", remembered: str = "", *, first: bool = False) -> None:
        self._legible: dict[str, Theme] = {}
        cut_between_characters()
        page_where_there_is_room()
        super().__init__()
        self.workspace = workspace
        self._sweeping: asyncio.TimerHandle | None = None
        self._at_rest = True
        """Whether no key came since garbage was last thought of."""
        self._first = first
        """Whether nobody here has used the program before: then it says what to press."""
        for one in THEMES:
            self.register_theme(one)
        usual = remembered if remembered in self.available_themes else DARK.name
        if remembered and remembered not in BUILTIN_THEMES and remembered not in self.available_themes:
            workspace.file.notices.append(f"{settings_path()}: there is no theme {remembered}; {usual} is on.")
        chosen = theme or (self._in_sixteen(usual) if self.console.color_system == "standard" else usual)
        if chosen not in self.available_themes:
            known = chosen in BUILTIN_THEMES
            why = f"NO_COLOR leaves nothing of {chosen}" if known else f"there is no theme {chosen}"
            raise StartError(f"{why}; choose one of {', '.join(sorted(self.available_themes))}")
        self.theme = chosen
        self._few_colors: list[LineFilter] = []
        if self.console.color_system == "256":
            from tui.palette import Palette256

            self._few_colors.append(Palette256())

    def _in_sixteen(self, name: str) -> str:
        """The theme for a terminal of sixteen colours: these are what its owner can read, and nothing can be mixed."""
        theme = self.available_themes[name]
        return name if theme.ansi or self.no_color else "ansi-dark" if theme.dark else "ansi-light"

    def get_driver_class(self) -> type[Driver]:
        """The one for this terminal, in as few bytes as it can do with."""
        return thrifty_driver(super().get_driver_class())

    def get_theme(self, theme_name: str) -> Theme | None:
        """A theme of that name, with our own colours, and such that it can be read."""
        if theme_name not in self._legible and (theme := super().get_theme(theme_name)):
            self._legible[theme_name] = legible(theme)
        return self._legible.get(theme_name)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is drawn goes through these, but not through the one that mixes the terminal's own colours.

        Textual has it for what brings such colours along. Here nothing does: a theme has none, or no others.
        Where there are but 256 colours each is drawn as the nearest of them.
        """
        usual = [one for one in super().get_line_filters() if not isinstance(one, ANSIToTruecolor)]
        return usual + self._few_colors

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
        reading = self.screen_stack[0] if self.is_running and before != after else None
        if isinstance(reading, ReadingScreen):
            reading.remember("theme", after)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Of what Textual offers in the palette the themes alone; the rest we have as acts, or it suits no pane."""
        return (command for command in super().get_system_commands(screen) if command.title == "Theme")

    async def on_event(self, event: events.Event) -> None:
        """What is pasted may be anything, and Textual's lines show what they hold as it is: it is washed first.

        What goes on behind the screen stands still while what is typed or clicked is answered.
        """
        if isinstance(event, events.InputEvent) and not isinstance(event, events.MouseMove):
            self.workspace.make_way()
            self._at_rest = False
        if isinstance(event, events.Paste):
            event.text = harmless_lines(settled(event.text))
        await super().on_event(event)

    def _fatal_error(self) -> None:
        """Leave quietly; `run` raises the error, and the command line tells it in a line."""
        self._close_messages_no_wait()

    def get_default_screen(self) -> ReadingScreen:
        """The first screen."""
        return ReadingScreen(self.workspace)

    def refresh_css(self, animate: bool = True) -> None:
        """Read the styles anew. As long as there is no screen the colours will do: they are read for it anyway."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        """Do what can wait until the first screen is seen."""
        if self._first:
            self.call_after_refresh(self._welcome)
        self.call_after_refresh(self._read_dialogs)
        self.call_after_refresh(self._sweep)

    def _welcome(self) -> None:
        from tui.screens.welcome import WelcomeScreen

        begin(settings_path())
        if isinstance(self.screen, ReadingScreen):  # else somebody knows already what to press
            self.push_screen(WelcomeScreen(self.workspace.notebook.codebook))

    def _read_dialogs(self) -> None:
        """Read the styles of the dialogs before the first opens: it would read all styles, and dress all panes anew."""
        self.stylesheet.read(STYLES / "dialogs.tcss")
        self.stylesheet.parse()

    def _sweep(self) -> None:
        """What was loaded so far lives as long as the program; what comes is swept through while no key waits."""
        gc.enable()
        gc.collect()
        gc.freeze()
        gc.set_threshold(SWEPT_AT_ONCE)
        self.set_interval(SWEEP_EVERY, self._sweep_thoroughly)

    def post_display_hook(self) -> None:
        """Have swept up what a repaint left, a little each time, once nobody waits for the next."""
        if not self._sweeping:
            self._sweeping = asyncio.get_running_loop().call_later(SWEEP_AFTER, self._sweep_up)

    def _sweep_up(self) -> None:
        self._sweeping = None
        if gc.isenabled():  # off while much comes in that stays
            gc.collect(0)

    def _sweep_thoroughly(self) -> None:
        if self._at_rest and gc.isenabled():
            gc.collect(1)
        self._at_rest = True


def workspace_of(opening: Opening, file: NotebookFile, annotator: str, settings: Settings = AS_AT_FIRST) -> Workspace:
    """What is open: all articles, or for now a few, with the one that was read last among them if it can be found.

    Raises OpeningError when there is none.
    """
    if not opening.done:
        last, cards = file.notebook.last_place, file.notebook.cards
        opening.glimpse(next((card.file for card in cards if last and card.id == last.id), ""), LOOK_FOR_LAST)
        while not opening.done and not opening.library():
            opening.advance(LOOK_LONGER)
        opening.strict = False  # from now on nobody can be told otherwise
    return Workspace(opening.library(), file, annotator, settings, None if opening.done else opening)


def run(
    opening: Opening,
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
    What `opening` has not read yet is read behind the screen. Raises OpeningError when there is no article,
    StartError, and NotebookError when the notebook cannot be opened.
    """
    file = NotebookFile(notebook_path)
    try:
        workspace = workspace_of(opening, file, annotator, settings)
        file.notices.extend([*(in_short(opening.notices) if opening.done else ()), *notices])
        for notice in file.notices:
            tell(notice)
        known = os.path.exists(settings_path())  # noqa: PTH110 - Path's raises where the folder cannot be read
        first = not known and not file.read_only
        app = NewsreaderApp(workspace, theme or os.environ.get("TEXTUAL_THEME", ""), settings.theme, first=first)
        sys.setswitchinterval(HAND_OVER)
        app.run()
        if app._exception is not None:
            raise app._exception
    finally:
        told = len(file.notices)
        file.close()
        for notice in file.notices[told:]:  # no screen was there any more to tell it
            tell(notice)
