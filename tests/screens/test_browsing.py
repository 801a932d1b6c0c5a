"""A web page in the person's own browser: one of the desktop beside the program, one of the terminal in its place."""

import sys
import webbrowser
from pathlib import Path

import pytest

from benchmarks.terminal import Terminal
from tests.program import WIDE, program, reading, screen_text, settled

PAGE = "https://example.org/a"
ARTICLE = f"---\ntitle: A call\nsource: Wire\nurl: {PAGE}\n---\nIt rang twice.\n"


def browser(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)
    return path


async def test_a_browser_of_the_desktop_is_started_beside_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text(ARTICLE)
    (tmp_path / "b.md").write_text(ARTICLE.replace(PAGE, "file:///etc/passwd").replace("It rang", "It did not ring"))
    visited = tmp_path / "visited"
    script = browser(tmp_path / "browser", "echo noise >&2", f'echo "$1" >> "{visited}"')
    monkeypatch.setenv("BROWSER", f"{script} %s &")
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.BackgroundBrowser(str(script)))
    async with program(tmp_path / "n.json", [tmp_path]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(pilot)
        await pilot.press("O")
        await pilot.pause()
        assert f"opened {PAGE}" in screen_text(pilot)
        await pilot.press("J", "O", "K", "h")
        await pilot.pause()
        shown = [screen.side.render_line(y).text for y in range(screen.side.size.height)]
        link = next(y for y, row in enumerate(shown) if "example.org/a" in row)
        await pilot.click(screen.side, offset=(5, link))
        assert screen.focused is screen.articles
        while not visited.exists() or len(visited.read_text().splitlines()) < 2:
            await pilot.pause(0.05)
        assert visited.read_text().splitlines() == [PAGE] * 2


def test_a_browser_of_the_terminal_has_it_until_the_person_leaves(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ARTICLE)
    typed = tmp_path / "typed"
    script = browser(tmp_path / "w3m", 'echo "PAGE $1"', "read keys", f'echo "$keys" > "{typed}"')
    command = [sys.executable, "-m", "tui", str(tmp_path), "--notebook", str(tmp_path / "n.json")]
    with Terminal(command, BROWSER=str(script), DISPLAY="", WAYLAND_DISPLAY="") as terminal:
        terminal.until("Claim")
        terminal.drain(0.5)
        terminal.write("O")
        terminal.until(f"PAGE {PAGE}")
        before = len(terminal.output)
        terminal.write("1q\n")
        terminal.until(f"opened {PAGE}", since=before)
        terminal.until("It rang twice", since=before)
        terminal.write("yq")
        terminal.drain(1.0)
    assert typed.read_text() == "1q\n"
