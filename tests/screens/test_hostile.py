"""Foreign text is shown harmlessly in every pane and dialog, and nothing in it acts."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests.program import WIDE, program, reading, screen_text, settled
from tui.model.annotation import Annotation
from tui.model.codebook import STARTER, Attribute, Label
from tui.model.codebook_changes import add_label
from tui.model.history import RecordChange
from tui.screens.dialogs import PickLabel
from tui.widgets.characters import CLUSTER

WHEN = "2025-10-16T12:00:00.000Z"
PAYLOADS = [
    "\x1b]52;c;UFdORUQ=\x07", "\x1b]2;PWNED\x1b\\", "\x1b[2J\x1b[H", "\x9b2J", "\x9d0;title\x9c", "\x00nul",
    "[bold]not bold[/]", "closing [/b] tag", "[@click=app.quit]x[/]", "[sic] he said", "[$primary]x", "[/",
    "\u202egnp.exe", "\u2066isolated\u2069", "a\u2028b", "e" + "\u0301" * 200, "👨‍👩‍👧 日本語 שלום", "\tTab\x0c\x0b",
]  # fmt: skip


def harmless_text(pilot: Pilot[None]) -> str:
    """What is on the screen; nothing in it acts, reorders or breaks a line, and accents flood only what is edited."""
    shown = screen_text(pilot)
    assert not set(shown) & set("\x1b\x9b\x9d\x9c\x00\x07\u202e\u2066\u2069\u2028\x0b\x0c")
    field, flood = pilot.app.screen.focused, "\u0301" * CLUSTER
    edited = field.value if isinstance(field, Input) else field.text if isinstance(field, TextArea) else ""
    assert flood not in shown or flood in edited
    return shown


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_a_payload_in_every_field_is_only_text(folder: Path, payload: str) -> None:
    shared = f"The minister said on Monday that {payload} would never be accepted by parliament."
    for name, author in (("one", "A. Writer"), ("two", payload)):
        front = f"---\ntitle: T{payload}\nsource: {name} {payload}\nauthor: {author}\n---\n".replace("\x00", "")
        (folder / f"{name}.md").write_text(f"{front}{shared} {payload} ends the text of {name}.", newline="")
    async with program(folder / "n.json", [folder]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(pilot)
        await pilot.press("1", "k", "l", "h", "a")
        add_label(screen.notebook, f"L{payload}")
        await pilot.press("escape", "t")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickLabel)
        harmless_text(pilot)
        await pilot.press("escape")
        shown = harmless_text(pilot)
        assert len(screen.notebook.annotations) == 1
        for article in screen.workspace.articles:
            for one in screen.notebook.on_article(article.id):
                assert article.text[one.target.start : one.target.end] == one.target.quote
        if payload.startswith("["):
            assert payload in shown


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_a_payload_is_only_text_in_comparison_and_overview(folder: Path, payload: str) -> None:
    shared = f"The minister said on Monday that {payload} would never be accepted by parliament."
    for name in ("one", "two"):
        front = f"---\ntitle: {payload} T\nsource: {payload} {name}\ndate: 2025-10-16\n---\n".replace("\x00", "")
        (folder / f"{name}.md").write_text(f"{front}{shared} Only {payload} ends the text of {name}.", newline="")
    async with program(folder / "n.json", [folder]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        main = reading(pilot)
        main.notebook.note(
            main.workspace.articles[0], main.workspace.target(main.workspace.articles[0], 0), payload, "b"
        )
        for keys in (["c"], ["p"], ["escape", "escape", "o"], ["tab"], ["tab"]):
            await pilot.press(*keys)
            await settled(pilot)
            shown = harmless_text(pilot)
            if payload.startswith("["):
                assert payload in shown, keys


@pytest.mark.parametrize("payload", PAYLOADS[::4])
async def test_a_payload_is_only_text_among_copies(folder: Path, payload: str) -> None:
    shared = f"The minister of Ostermark said that {payload} would never be accepted by the Lindqvist parliament there."
    for name in ("one", "two"):
        front = f"---\ntitle: {payload} T\nsource: {payload} {name}\n---\n".replace("\x00", "")
        (folder / f"{name}.md").write_text(f"{front}{shared} Only {name} {payload} ends the text here.", newline="")
    async with program(folder / "n.json", [folder], annotator=f"a{payload}").run_test(size=WIDE) as pilot:
        await settled(pilot)
        main = reading(pilot)
        label = add_label(main.notebook, f"L{payload}")
        there = main.workspace.articles[1]
        main.notebook.label(there, main.workspace.target(there, 0), label, f"b{payload}")
        for keys in (["K", "g", "1", "K", "g", "p"], ["escape", "C"]):
            await pilot.press(*keys)
            await pilot.pause()
            shown = harmless_text(pilot)
            assert pilot.app.screen is not main, "there is something to show"
            if payload.startswith("["):
                assert payload in shown, keys


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_a_payload_is_only_text_in_the_code_book(folder: Path, payload: str) -> None:
    """As another program may have left it in the notebook, so not by way of what settles texts."""
    async with program(folder / "n.json").run_test(size=WIDE) as pilot:
        main = reading(pilot)
        hostile = Label(
            "hostile", f"A{payload}", payload, payload, payload, order=9, when=payload, when_not=payload,
            example=payload, scope=payload, choice=payload, attributes=(Attribute(payload, (payload,)),),
        )  # fmt: skip
        under = replace(STARTER[0], id="under", name="Under", key="z", parent="hostile", order=0)
        main.notebook.do("add", [RecordChange(None, hostile), RecordChange(None, under)])
        target = main.workspace.target(main.workspace.articles[0], 0)
        main.notebook.do("put", [RecordChange(None, Annotation("a", target, "hostile", payload, payload, WHEN, WHEN))])
        await pilot.press("L", "G", "k")
        for keys in (act.split() for act in ("", *"rsdvcofnx", "m enter", "S Z enter")):
            await pilot.press(*keys)
            await pilot.pause()
            shown = harmless_text(pilot)
            if payload.startswith("[") and keys != ["f"]:
                assert payload in shown, keys
            if keys and keys[0] != "S":
                await pilot.press("escape")
