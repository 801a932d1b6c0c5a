"""The same screen on every machine: no colour settings, no user's own files, one time zone, a still cursor."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says something about the machine, nothing about the program.
settings.register_profile("newsreader", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newsreader")

BASELINE = (3, 11)
"""The Python that snapshots are drawn with."""

# Before Textual is imported anywhere: it reads some of these only then.
for name in ("NO_COLOR", "FORCE_COLOR", "TEXTUAL_THEME", "TEXTUAL_DRIVER", "COLUMNS", "LINES"):
    os.environ.pop(name, None)
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TZ"] = "UTC"
time.tzset()


def pytest_configure(config: pytest.Config) -> None:
    import sys

    if config.getoption("--snapshot-update", default=False) and sys.version_info[:2] != BASELINE:
        raise pytest.UsageError(f"snapshots are drawn with Python {BASELINE[0]}.{BASELINE[1]} only")


@pytest.fixture(autouse=True)
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes what belongs to the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture(autouse=True)
def _all_colors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever terminal the tests are run in."""
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "truecolor")


@pytest.fixture(autouse=True)
def _still_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    from textual.widgets import Input, TextArea

    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda self: None)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty folder for articles and a notebook."""
    place = tmp_path / "library"
    place.mkdir()
    yield place
