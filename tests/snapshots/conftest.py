"""A screen that waits: nothing on it changes by itself while it is drawn."""

import pytest


@pytest.fixture(autouse=True)
def _no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.widgets.quiet_footer.SAID_FOR", 3600.0)
    monkeypatch.setattr("tui.screens.reading.LOOK_EVERY", 3600.0)
