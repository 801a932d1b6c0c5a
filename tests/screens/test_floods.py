"""What has another width than it seems to have fills rows and screens, at sizes where it does: the program lives."""

from pathlib import Path

import pytest

from tests.payloads import FLOODS
from tests.program import program, reading, screen_text, settled
from tui.model.codebook_changes import add_label

ON_EACH = "h a", "escape escape l t", "escape V", "escape c", "escape"
ON_ALL = (
    "backslash s a i d enter", "j j j j enter escape", "escape o", "tab j", "tab", "escape L", "escape C tab t",
    "escape escape S",
    "escape ctrl+p", "escape p", "escape f t i t l e : tab", "escape z j", "escape",
)  # fmt: skip


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (80, 24)], ids="{0[0]}x{0[1]}".format)
async def test_floods_of_characters_without_a_width_of_their_own(folder: Path, size: tuple[int, int]) -> None:
    for number, flood in enumerate(FLOODS):
        front = f"---\ntitle: {flood} T {flood}\nsource: {flood} S\nurl: https://example.org/{flood}\n---\n"
        text = f"The minister of that office said that {flood} is too much. {flood}\n\nA second sentence said {number}."
        (folder / f"{number}.md").write_text(front + text)
    async with program(folder / "n.json", [folder]).run_test(size=size) as pilot:
        await settled(pilot)
        main = reading(pilot)
        label = add_label(main.notebook, FLOODS[6])
        other = add_label(main.notebook, FLOODS[0])
        for number, article in enumerate(main.workspace.articles):
            target = main.workspace.target(article, 0)
            main.notebook.label(article, target, label if number % 2 else other, "ana")
        for keys in ON_ALL:
            await pilot.press(*keys.split())
            await pilot.pause()
            assert screen_text(pilot).strip(), keys
        for _ in main.workspace.articles:
            for keys in ON_EACH:
                await pilot.press(*keys.split())
                await pilot.pause()
            await pilot.press("escape", "J")
        await pilot.pause()
        assert pilot.app.screen is main


async def test_a_title_without_end_leaves_room_for_what_is_asked_and_is_not_sent_to_the_clipboard(folder: Path) -> None:
    (folder / "long.md").write_text(f"---\ntitle: {'never ending ' * 5000}\n---\nA sentence.")
    async with program(folder / "n.json", [folder]).run_test(size=(80, 24)) as pilot:
        await pilot.press("h", "a")
        await pilot.pause()
        assert "enter saves  ·  esc leaves" in screen_text(pilot)
        await pilot.press("escape", "t")
        await pilot.pause()
        assert "enter takes it  ·  esc leaves" in screen_text(pilot) and "Claim" in screen_text(pilot)
        await pilot.press("escape", "y")
        assert "too long for a terminal's clipboard" in screen_text(pilot) and not pilot.app.clipboard
