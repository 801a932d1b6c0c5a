"""A person's own keys are checked when they are read: what cannot be is said, and no key does two things."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.cli import main
from tui.keys import ACTS, PANES, Act, shown_key, use_keys
from tui.own_keys import resolved
from tui.settings import read_settings, settings_path

ROOT = Path(__file__).parent.parent
BUILT_IN = {act.id: act.keys for act in ACTS}


def keys_with(own: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """The keys of each act that has other ones, and what is said."""
    acts, wrong = resolved(own)
    return {act.id: act.keys for act in acts if act.keys != BUILT_IN[act.id]}, wrong


def clashes(acts: tuple[Act, ...]) -> list[tuple[str, str]]:
    """Each key that does two things where one is."""
    found = []
    for pane in PANES:
        here = [
            act for act in acts if act.pane == pane or (act.pane == "reading" and pane in ("list", "reader", "side"))
        ]
        keys = [key for act in here for key in act.keys.split(",") if key]
        found += [(pane, key) for key in set(keys) if keys.count(key) > 1]
    return found


def test_the_built_in_keys_do_not_clash() -> None:
    assert resolved({}) == (ACTS, []) and clashes(ACTS) == []


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("ctrl+n, J", "ctrl+n,J"),
        ("?", "question_mark"),
        ("question_mark", "question_mark"),
        ("~ , ,", "tilde,comma"),
        ("page down, F1", "pagedown,f1"),
        ("Shift+x, Ctrl+N, F5, ctrl+shift+left", "X,ctrl+n,f5,ctrl+shift+left"),
        ("é, x, x", "é,x"),
        ("+, -, _", "plus,minus,underscore"),
    ],
)
def test_keys_are_read_as_they_are_printed_and_in_textuals_names(written: str, keys: str) -> None:
    assert keys_with({"select.previous-word": written}) == ({"select.previous-word": keys}, [])


def test_every_key_that_is_printed_can_be_written_so() -> None:
    from tui.keys import shown_keys

    own = {act.id: ", ".join(shown_keys(Act("", key, "", "")) for key in act.keys.split(",")) for act in ACTS}
    assert keys_with(own) == ({}, [])


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"reading.nxt-article": "d"}, ["there is no act reading.nxt-article; the nearest is reading.next-article"]),
        ({"reading.next-article": "n"}, ["reading.next-article: n is reading.next-hit's; it keeps J"]),
        ({"reading.sort": "c"}, ["reading.sort: c is reading.compare's; it keeps S"]),
        ({"reading.sort": "3"}, ["reading.sort: 3 is a label's key, from the code book; it keeps S"]),
        ({"reading.sort": "ctrl+q"}, ["reading.sort: ctrl+q leaves the program at once; it keeps S"]),
        ({"reading.quit": ""}, ["reading.quit: it cannot be without a key; it keeps q"]),
        ({"compare.help": " "}, ["compare.help: it cannot be without a key; it keeps ? f1"]),
        ({"reading.palette": ""}, ["reading.palette: it cannot be without a key; it keeps ctrl+p"]),
    ],
)
def test_what_cannot_be_is_said_and_the_rest_holds(own: dict[str, str], said: list[str]) -> None:
    assert keys_with({**own, "reading.toggle-star": "ctrl+t"}) == ({"reading.toggle-star": "ctrl+t"}, said)


def test_an_unknown_key_is_said() -> None:
    (said,) = keys_with({"reading.sort": "crtl+n"})[1]
    assert said.startswith("reading.sort: there is no key crtl+n: ") and said.endswith("it keeps S")


def test_two_acts_can_change_places_and_a_key_can_go() -> None:
    own = {"reading.next-article": "n", "reading.next-hit": "J", "reading.toggle-star": ""}
    assert keys_with(own) == (own, [])


def test_what_gave_a_key_away_and_then_cannot_change_gets_it_back() -> None:
    changed, wrong = keys_with({"reading.next-article": "n", "reading.next-hit": "q"})
    assert changed == {} and len(wrong) == 2


NAMES = st.sampled_from([act.id for act in ACTS]) | st.text()
KEYS = st.sampled_from(sorted({key for act in ACTS for key in act.keys.split(",")})) | st.text(max_size=3)


@given(st.dictionaries(NAMES, st.lists(KEYS, max_size=3).map(", ".join), max_size=12))
@example({"reading.next-article": "+", "reader.next": "ctrl++", "list.into": "shift+", "x": "\ud800"})
def test_whatever_is_asked_for_no_key_does_two_things(own: dict[str, str]) -> None:
    acts, _ = resolved(own)
    assert [act.id for act in acts] == [act.id for act in ACTS] and clashes(acts) == []
    must = [act for act in acts if act.action in ("out", "quit", "help", "palette")]
    assert must and all(act.keys for act in must)


VALUES = st.recursive(
    st.text(max_size=5) | st.booleans() | st.integers() | st.lists(st.text(max_size=2), max_size=2),
    lambda inner: st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(NAMES, VALUES, max_size=4) | st.text())
def test_whatever_the_file_says_it_is_read(tmp_path_factory: pytest.TempPathFactory, table: object) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    text = table if isinstance(table, str) else f"keys = {_toml(table)}\n"
    path.write_text(text, encoding="utf-8", errors="replace")
    settings, _ = read_settings(path)
    assert clashes(resolved(settings.keys)[0]) == []


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(one)}" for key, one in value.items()) + "}"
    return json.dumps(value)


# On the command line and on the screen


@pytest.fixture
def written() -> Iterator[Path]:
    """Settings with keys; after the test all keys are the built-in ones again."""
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_text(
        '[keys]\n"reading.next-article" = "n"\n"reading.next-hit" = "ctrl+n"\nreader.into = "L"\n'
        'select.word-further = "enter"\n"reading.undo" = "U"\n"reading.toggle-star" = ""\n"reading.sort" = "n"\n'
        '"reading.propagate" = "Q"\n"copies.tick" = "y"\n'
    )
    yield path
    use_keys(ACTS)


def test_the_command_prints_the_keys_as_they_are_now(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys"]) == 0
    output, said = capsys.readouterr()
    rows = {words[1]: words[0] for words in (line.split()[:2] for line in output.splitlines()) if len(words) == 2}
    assert (rows["reading.next-article"], rows["reading.next-hit"]) == ("n", "ctrl+n")
    assert "no key" in output and "reading.sort: n is reading.next-article's" in said
    assert main(["keys", "--markdown"]) == 0
    assert "| `J` | Go to the next article" in capsys.readouterr().out


ON_THE_SCREEN = """
import asyncio, json, sys
from pathlib import Path
from tui.cli import _settings
_settings()
from tests.program import WIDE, closed, program, reading, screen_text, settled

async def seen(keys):
    async with program(Path(sys.argv[1])).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press(*keys)
        await pilot.pause()
        screen = reading(pilot)
        closed(pilot)
        return [screen.articles.cursor, screen.reader.selection, screen_text(pilot)]

print(json.dumps([asyncio.run(seen(keys.split())) for keys in sys.argv[2:]]))
"""


def test_the_screen_does_and_shows_the_keys_as_they_are_now(written: Path, tmp_path: Path) -> None:
    typed = ["n J", "v enter", "1 U", "question_mark s t a r", "ctrl+p S t a r", "slash a enter ctrl+n"]
    typed += ["right_square_bracket Q", "n right_square_bracket 2 k Q"]
    ended = subprocess.run(  # in a program of its own: the screen takes its keys when it is imported
        [sys.executable, "-c", ON_THE_SCREEN, str(tmp_path / "n.json"), *typed],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    moved, selected, undone, helped, offered, found, unlabelled, copies = json.loads(ended.stdout)
    assert moved[0] == 1 and "U Undo" in moved[2]
    start, end = selected[1]
    assert end - start > len("word")
    assert "undone: label Claim" in undone[2]
    assert "no key" in helped[2] and "Star the article" in helped[2]
    assert "Star  (no key)" in offered[2]
    assert "hit 2 of" in found[2]
    assert "label it first: Q gives its labels" in unlabelled[2]
    assert "y ticks" in copies[2]


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("exclamation_mark", "!"), ("left_parenthesis", "("), ("quotation_mark", '"'), ("less_than_sign", "<"),
        ("at", "@"), ("snowman", "☃"), ("é", "é"), ("f5", "f5"), ("space", "space"), ("tab", "tab"), ("minus", "-"),
        ("ctrl+n", "ctrl+n"), ("home", "home"), ("delete", "delete"),
    ],
)  # fmt: skip
def test_a_key_is_shown_as_it_is_typed(key: str, shown: str) -> None:
    assert shown_key(key) == shown
