"""A web page in the person's own browser: the only thing here that goes to the network."""

import subprocess
import sys
import webbrowser
from typing import Any

from textual.app import App, SuspendNotSupported

BESIDE = "import sys, webbrowser; webbrowser.open(sys.argv[1])"


def open_page(app: App[Any], url: str) -> str:
    """Open a page, and return what to say of it.

    A browser of the desktop is started beside the program, and what it has to tell is not written over the screen.
    One that lives in the terminal, as w3m does, gets the terminal until the person leaves it.
    """
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return f"there is no browser here: {url}"
    if not _lives_in_terminal(browser):
        quiet: Any = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        # Isolated: else it would look for modules in the folder one is in, which may be a foreign one.
        subprocess.Popen(  # noqa: S603 - no shell, and an address that begins with http
            [sys.executable, "-I", "-c", BESIDE, url], start_new_session=True, **quiet
        )
        return f"opened {url}"
    try:
        with app.suspend():
            opened = browser.open(url)
    except SuspendNotSupported:
        return f"there is no browser here but in the terminal: {url}"
    return f"opened {url}" if opened else f"the browser of this terminal did not open {url}"


def _lives_in_terminal(browser: webbrowser.BaseBrowser) -> bool:
    waited_for = isinstance(browser, webbrowser.GenericBrowser) and not isinstance(
        browser, webbrowser.BackgroundBrowser
    )
    return waited_for or not getattr(browser, "background", True)
