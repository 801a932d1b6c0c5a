"""Keys are handed out one by one, whatever the one before them does."""

import asyncio

import pytest
from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from tui.typeahead import TypeAheadApp


class Slow(Widget, can_focus=True):
    """Takes its time over a key, and gives the focus to the next one."""

    def __init__(self, *, leaves: bool) -> None:
        super().__init__()
        self.leaves = leaves
        self.got = ""

    async def on_key(self, event: events.Key) -> None:
        self.got += event.key
        await asyncio.sleep(0.6)
        self.screen.focus_next()
        if self.leaves:
            await self.remove()


class Two(TypeAheadApp):
    def __init__(self, *, leaves: bool) -> None:
        super().__init__()
        self.first, self.second = Slow(leaves=leaves), Slow(leaves=False)

    def compose(self) -> ComposeResult:
        yield self.first
        yield self.second


@pytest.mark.parametrize("leaves", [False, True])
async def test_a_key_waits_for_a_slow_one_before_it_and_for_nobody_who_has_left(leaves: bool) -> None:
    app = Two(leaves=leaves)
    async with app.run_test() as pilot:
        await pilot.pause()
        for key in "ab":
            app.post_message(events.Key(key, key))
        for _ in range(100):
            await asyncio.sleep(0.02)
            if app.second.got:
                break
        assert (app.first.got, app.second.got) == ("a", "b")
