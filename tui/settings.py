"""What the program remembers of a person's taste: `settings.toml` in the user's configuration folder."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

from tui.model.filtering import NAME
from tui.model.harmless import harmless
from tui.model.ordering import Grouping, Order, Ordering
from tui.model.shared import USUAL, Depth

Texts = Mapping[str, str]
"""What a table of settings holds."""


class Spacing(StrEnum):
    """What parts one paragraph from the next, by what a person calls it."""

    AS_WRITTEN = "as in the text"
    SPACED = "a blank row between paragraphs"
    DENSE = "no blank rows"

    @property
    def following(self) -> "Spacing":
        """The next one; after the last, the first."""
        every = list(Spacing)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, slots=True)
class Settings:
    """Each has a default, so that no file is needed. The screen of settings says of each what stands below it."""

    theme: str = ""
    """The colours of the screen."""
    depth: str = ""
    """How much counts as shared, from exact copies alone to similar wording too."""
    advance: bool = True
    """Whether a label takes the cursor on to the next sentence."""
    offer_copies: bool = False
    """Whether a label on a shared sentence is offered to its copies right away."""
    novelty: bool = False
    """Whether going to the next sentence without a label passes over those that are labelled in another article."""
    blind: bool = False
    """Whether what other annotators did is hidden."""
    order: str = ""
    """What the list is ordered by."""
    grouping: str = ""
    """What stands together in the list."""
    measure: int = 80
    """The widest a row of the article may be, in characters."""
    spacing: str = ""
    """How paragraphs are parted."""
    filters: Texts = field(default_factory=dict)
    """Filters by their names: ctrl+s in the filter line names one."""
    keys: Texts = field(default_factory=dict)
    """Keys of your own, by the acts that `newsreader keys` prints; they hold from the next start."""


AS_AT_FIRST = Settings()
AT_FIRST = """\
# The settings of newsreader; in the program, ctrl+o shows and changes them.
# Keys of your own go here, by the acts that `newsreader keys` prints. Without the # it would be:
# [keys]
# "reading.next-article" = "J, ctrl+n"
"""
"""What the file says when it is new."""
MEASURES = range(40, 161)
"""How wide a row of the article can be set: below, it breaks too often to be read at ease; above, the eye gets lost."""
RANGES = {"measure": MEASURES}
"""For each setting that is a number, those it may be."""
CHOICES: Mapping[str, Texts] = {
    "depth": {one.value: one.value for one in (USUAL, *Depth)},
    "order": {one.kept: str(one) for order in Order for one in (Ordering(order), Ordering(order, True))},
    "grouping": {one.value: one.value or "nothing" for one in Grouping},
    "spacing": {one.value: one.value for one in Spacing},
}
"""For each setting that is one of some texts, those it may be, and what a person reads. The first is the usual one,
as is an empty text.
"""
WANTED: Mapping[Any, str] = {bool: "true or false", str: "a text in quotation marks", int: "a whole number"}
"""How a message tells what a setting should be."""


def settings_path() -> Path:
    """Where the settings lie, whether they are there or not."""
    from platformdirs import user_config_path

    return user_config_path("newsreader", appauthor=False) / "settings.toml"


def read_settings(path: Path) -> tuple[Settings, list[str]]:
    """The settings, and a sentence on each that cannot be used: the others hold all the same."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Settings(), []
    except (OSError, ValueError, RecursionError) as error:
        return Settings(), [f"{path} cannot be read, so the settings are as at first: {error}"]
    types: dict[str, Any] = {one.name: one.type for one in fields(Settings)}
    fitting: dict[str, Any] = {}
    wrong: list[str] = []
    for name, value in given.items():
        if name not in types:
            wrong.append(f"there is no setting {name}")
        elif types[name] is Texts and isinstance(value, dict):
            entries = dict(_entries(value))
            fitting[name] = {key: text for key, text in entries.items() if isinstance(text, str)}
            wrong += [f"{name}.{key} is not a text in quotation marks" for key in entries if key not in fitting[name]]
        elif types[name] is Texts:
            wrong.append(f"{name} is no table: write [{name}], and a line for each below it")
        elif type(value) is not types[name]:
            wrong.append(f"{name} is not {WANTED[types[name]]}")
        elif name in RANGES and value not in RANGES[name]:
            wrong.append(f"{name} is {value}: write a number from {RANGES[name][0]} to {RANGES[name][-1]}")
        elif name in CHOICES and value not in ("", *CHOICES[name]):
            wrong.append(f"{name} is {value}: write one of {', '.join(filter(None, CHOICES[name]))}")
        else:
            fitting[name] = value
    for name in [name for name in fitting.get("filters", ()) if not NAME.fullmatch(name)]:
        del fitting["filters"][name]
        wrong.append(f"a filter cannot be called {name}: letters, digits, - and _ will do")
    return Settings(**fitting), [f"{path}: {one}" for one in wrong]


def _entries(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """The entries of a table. A name with a dot and without quotation marks, `pane.act`, is a table to TOML."""
    for key, value in table.items():
        if isinstance(value, dict) and value:
            yield from _entries(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def wording() -> dict[str, str]:
    """What is said of each setting, by its name: the docstrings of `Settings`."""
    import ast
    import inspect

    (settings,) = ast.parse(inspect.getsource(Settings)).body
    assert isinstance(settings, ast.ClassDef)
    return {
        one.target.id: str(said.value.value)
        for one, said in pairwise(settings.body)
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        if isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant)
    }


def begin(path: Path) -> None:
    """Make the file of settings, for the first time: it says what can stand in it."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(AT_FIRST)


def remember(path: Path, name: str, value: str | bool | int | None, table: str = "") -> bool:
    """Keep one setting, or forget it when it is None, and leave every other line of the file as it is.

    Returns whether that was possible. A file that cannot be read is left alone, and so is one that is written in
    such a way that more would change.
    """
    value = harmless(value) if isinstance(value, str) else value
    with suppress(OSError, ValueError, RuntimeError):  # the last: a ring of links, or tables too deep within others
        path = path.resolve()  # a link stays a link
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        expected = tomllib.loads(before)
        within = expected.setdefault(table, {}) if table else expected
        if not isinstance(within, dict):
            return False
        if value is None:
            within.pop(name, None)
        else:
            within[name] = value
        after = _with_line(before.replace("\r\n", "\n"), name, value, table)
        if tomllib.loads(after) == expected:
            beside = path.with_suffix(".new")
            beside.write_text(after, encoding="utf-8", newline="\r\n" if "\r\n" in before else "\n")
            beside.replace(path)
            return True
    return False


def _with_line(text: str, name: str, value: str | bool | int | None, table: str) -> str:
    """The text of a file with another line for a setting, or a new one: at the top, or at the end of its table."""
    own = re.compile(rf"\s*\[\s*{re.escape(table)}\s*\]")
    if table and not any(map(own.match, text.split("\n"))):
        text = f"{text.rstrip()}\n\n[{table}]\n".lstrip()
    lines = text.split("\n")
    heads = [*(place for place, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines)]
    first = 1 + next(head for head in heads if own.match(lines[head])) if table else 0
    last = next(head for head in heads if head >= first)
    key = name if re.fullmatch("[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)
    line = [] if value is None else [f"{key} = {json.dumps(value, ensure_ascii=False)}"]
    known = rf"\s*(?:{re.escape(key)}|\"{re.escape(name)}\"|'{re.escape(name)}')\s*="
    here = next((place for place in range(first, last) if re.match(known, lines[place])), None)
    if here is not None:
        lines[here : here + 1] = line
    else:
        new = max((place + 1 for place in range(first, last) if table and lines[place].strip()), default=first)
        lines[new:new] = line
    return "\n".join(lines)
