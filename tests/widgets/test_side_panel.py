"""The side panel in an application of its own: notes are there whole, and it is plain whose they are."""

from textual.app import App, ComposeResult

from tui.model.shared import Kind
from tui.places import STYLES
from tui.themes import DARK, legible
from tui.widgets.side_panel import AnnotationShown, Aside, CopyShown, SidePanel


class Host(App[None]):
    """As little as a side panel needs."""

    CSS_PATH = STYLES / "side.tcss"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return legible(DARK).variables

    def compose(self) -> ComposeResult:
        yield SidePanel()


def annotation(label: str, annotator: str, note: str = "", *, mine: bool = True) -> AnnotationShown:
    return AnnotationShown(label[0], "#ff0000", label, annotator, "today 12:01", note, "", mine)


async def rows(*annotations: AnnotationShown, width: int = 30) -> list[str]:
    """What is drawn, row by row, down to the last that is not blank."""
    async with Host().run_test(size=(width, 24)) as pilot:
        panel = pilot.app.query_one(SidePanel)
        panel.show(Aside("This sentence", annotations))
        await pilot.pause()
        drawn = [strip.text.strip("\n").rstrip() for strip in pilot.app.screen._compositor.render_strips()]
        return "\n".join(drawn).rstrip().split("\n")


async def test_a_note_of_several_lines_is_shown_whole_and_wrapped() -> None:
    note = "Who says so? The read-out of the other side has it differently.\n\nAsk the desk."
    shown = await rows(annotation("Claim", "ana", note), width=28)
    assert shown[1] == "  C Claim  ana · today"
    assert shown[2] == "    12:01"
    words = [row.strip() for row in shown[3:]]
    assert " ".join(words[: words.index("")]) == note.split("\n")[0]
    assert words[words.index("") + 1 :] == ["Ask the desk."]
    assert all(row.startswith("    ") or not row for row in shown[2:])


async def test_a_tie_for_the_first_is_told_as_one() -> None:
    async with Host().run_test(size=(40, 24)) as pilot:
        copy = CopyShown("Wire", "Title", "16 Oct", Kind.VERBATIM, 1.0, "first seen, tied", False, (), ())
        pilot.app.query_one(SidePanel).show(Aside("This sentence", copies=(copy,), articles=1, library=2))
        await pilot.pause()
        drawn = " ".join("".join(strip.text for strip in pilot.app.screen._compositor.render_strips()).split())
        assert "16 Oct · verbatim · first seen, tied" in drawn


async def test_what_others_said_stands_apart_below_ones_own() -> None:
    ben, ana = annotation("Fact", "ben", mine=False), annotation("Claim", "ana")
    assert await rows(ben, ana, width=40) == [
        " This sentence",
        "  C Claim  ana · today 12:01",
        "",
        " Of others",
        "  F Fact  ben · today 12:01",
    ]
    assert await rows(ben, width=40) == [" This sentence", " Of others", "  F Fact  ben · today 12:01"]
