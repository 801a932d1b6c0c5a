"""The first start says what to press, once; whatever is pressed then does what it does."""

from math import inf
from pathlib import Path

import pytest

from tests.program import WIDE, closed, program, reading, screen_text, settled
from tui.app import NewsreaderApp, run
from tui.importers.opening import Opening
from tui.places import SEEDS
from tui.screens.welcome import FIRST, WelcomeScreen
from tui.settings import settings_path


async def test_any_key_closes_it_and_does_what_it_does(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json", first=True).run_test(size=WIDE) as pilot:
        await settled(pilot)
        text = screen_text(pilot)
        assert "What to press first" in text and "1 … 5" in text and all(told in text for _, told in FIRST)
        assert "A Long Call" in text.splitlines()[4]  # the list is still to be seen
        await pilot.press("j")
        await settled(pilot)
        assert "What to press first" not in screen_text(pilot) and reading(pilot).reader.sentence == 1
        await pilot.press("1")
        assert len(reading(pilot).notebook.annotations) == 1


@pytest.mark.parametrize("size", [(20, 6), (80, 24), (200, 50)])
async def test_it_leaves_the_text_to_be_read_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with program(tmp_path / "n.json", first=True).run_test(size=size) as pilot:
        await settled(pilot)
        box = pilot.app.screen.query_one(".welcome").region
        assert isinstance(pilot.app.screen, WelcomeScreen)
        assert "j k" in screen_text(pilot) and box.y >= size[1] // 3 and box.bottom < size[1]
        await pilot.click(offset=(1, 1))
        await pilot.pause()
        assert pilot.app.screen_stack == [reading(pilot)]


def test_it_is_shown_at_the_first_start_alone_and_not_where_nothing_can_be_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bool] = []

    def opened(app: NewsreaderApp) -> None:
        async def look() -> None:
            async with app.run_test(size=WIDE) as pilot:
                await settled(pilot)
                shown.append(isinstance(app.screen, WelcomeScreen))
                closed(pilot)

        import asyncio

        asyncio.run(look())

    monkeypatch.setattr(NewsreaderApp, "run", opened)
    opening = Opening([SEEDS])
    opening.advance(inf)
    busy = program(tmp_path / "busy.json").workspace.file
    run(opening, tmp_path / "busy.json", annotator="ana")
    busy.close()
    assert not settings_path().exists()
    for _ in range(2):
        run(opening, tmp_path / "n.json", annotator="ana")
    assert shown == [False, True, False]
    assert settings_path().exists()
