"""The foot names the labels that there is room for, each whole, and says when there are more."""

from dataclasses import replace

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input

from tui.keys import acts_of
from tui.model.codebook import COLORS, KEYS, MORE_KEYS, Label
from tui.widgets.quiet_footer import QuietFooter

STATUS = "2 of 30 labelled · saved 12:00:00"


class Host(App[None]):
    CSS = "QuietFooter { height: 2; }"

    def compose(self) -> ComposeResult:
        yield QuietFooter(id="foot")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"quiet": "#888888", "cursor-line": "#303030"}


def labels(count: int) -> list[Label]:
    """So many labels, the keys of the last ten at once first."""
    keys = [*KEYS, *MORE_KEYS][:count]
    return [Label(key, f"Label {key}{'x' * place}", key, COLORS[0]) for place, key in enumerate(keys)][::-1]


@pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
async def test_as_many_labels_as_fit_and_that_there_are_more(width: int) -> None:
    async with Host().run_test(size=(width, 4)) as pilot:
        foot = pilot.app.query_one(QuietFooter)
        foot.show_labels(labels(30))
        foot.show_status(STATUS[: width // 2])
        row = foot.render_line(0).text
        left, more, right = row.partition("t more")
        assert len(row) == width and more and STATUS[: width // 2] in right
        named = [f"{key} Label {key}{'x' * place}" for place, key in enumerate(KEYS)]
        shown = [name for name in named if f" {name} " in left]
        assert left.split() == " ".join(shown).split()  # by their keys, none of them cut
        assert shown == named[: len(shown)]
        if len(shown) < len(named):
            assert len(right) - len(STATUS[: width // 2]) - 3 < 2 + len(named[len(shown)])  # the next has no room


async def test_nothing_more_is_told_when_all_labels_stand_there() -> None:
    async with Host().run_test(size=(120, 4)) as pilot:
        foot = pilot.app.query_one(QuietFooter)
        foot.show_labels(labels(3))
        assert "more" not in foot.render_line(0).text
        foot.show_labels([*labels(3), replace(labels(1)[0], id="none", key="")])
        assert "t more" in foot.render_line(0).text
        foot.show_labels([*labels(3), replace(labels(1)[0], id="old", name="Old", key="9", retired=True)])
        assert "more" not in foot.render_line(0).text and "Old" not in foot.render_line(0).text


async def test_while_a_line_is_typed_only_what_ends_it_is_offered() -> None:
    async with Host().run_test(size=(80, 4)) as pilot:
        foot, line = pilot.app.query_one(QuietFooter), Input()
        foot.show_acts(acts_of("settings")[:2])
        before = foot.render_line(1).text
        await pilot.app.screen.mount(line)
        line.focus()
        await pilot.pause()
        assert foot.render_line(1).text.split() == ["enter", "Keep", "esc", "Drop"]
        pilot.app.screen.set_focus(None)
        assert foot.render_line(1).text == before


async def test_what_is_said_again_stays_as_long_as_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.widgets.quiet_footer.SAID_FOR", 1.0)
    async with Host().run_test(size=(80, 4)) as pilot:
        foot = pilot.app.query_one(QuietFooter)
        for _ in range(3):  # the first would end what is said by the last
            foot.say("Claim")
            await pilot.pause(0.6)
            assert "Claim" in foot.render_line(1).text
        await pilot.pause(1.0)
        assert "Claim" not in foot.render_line(1).text


@pytest.mark.parametrize("width", range(30, 150, 3))
async def test_help_stands_there_once_however_much_has_room(width: int) -> None:
    async with Host().run_test(size=(width, 4)) as pilot:
        foot = pilot.app.query_one(QuietFooter)
        foot.show_acts([act for act in acts_of("reading") if act.shown])
        assert foot.render_line(1).text.count("? Help") == 1
