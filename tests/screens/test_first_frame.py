"""The first picture is the whole one: nothing on it moves or changes its shape a moment later."""

from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from tests.program import closed, program, reading, screen_text
from tui.app import NewsreaderApp
from tui.screens.sharing import SharingScreen


def pictures(app: NewsreaderApp, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that the program will draw, picture by picture. What is shared stays unknown: it changes the picture."""
    drawn: list[str] = []
    display = app._display

    def kept(screen: Screen[Any], update: Any) -> None:
        if update is not None and app._running and not app._batch_count:
            drawn.append("\n".join(strip.text for strip in screen._compositor.render_strips()))
        display(screen, update)

    monkeypatch.setattr(app, "_display", kept)
    monkeypatch.setattr(SharingScreen, "_find_sharing", lambda *_: None)
    return drawn


@pytest.mark.parametrize("size", [(140, 40), (100, 30), (60, 20), (20, 6)])
async def test_the_first_picture_is_the_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    for _ in ("at the top", "far down, where it was left"):
        app = program(tmp_path / "n.json")
        drawn = pictures(app, monkeypatch)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert set(drawn) == {screen_text(pilot)}
            await pilot.press("J", *"j" * 25)
            reading(pilot).remember_place()
            closed(pilot)
