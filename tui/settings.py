"""What the program remembers of a person's taste: `settings.toml` in the user's configuration folder."""

import json
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from tui.model.filtering import NAME
from tui.model.harmless import harmless

Texts = Mapping[str, str]
"""What a table of settings holds."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Each has a default, so that no file is needed."""

    theme: str = ""
    """The name of a theme; empty for ours."""
    depth: str = ""
    """How much counts as shared, one of `shared.Depth`; empty for the usual."""
    advance: bool = True
    """Whether a label takes the cursor on to the next sentence."""
    offer_copies: bool = False
    """Whether a label on a shared sentence is offered to its copies right away."""
    novelty: bool = False
    """Whether going to the next sentence without a label passes over those that are labelled in another article."""
    blind: bool = False
    """Whether what other annotators did is hidden."""
    order: str = ""
    """What the list is ordered by, as `ordering.Ordering` keeps it; empty for the usual."""
    grouping: str = ""
    """What stands together in the list, one of `ordering.Grouping`."""
    filters: Texts = field(default_factory=dict)
    """Filters by their names."""


AS_AT_FIRST = Settings()


def settings_path() -> Path:
    """Where the settings lie, whether they are there or not."""
    from platformdirs import user_config_path

    return user_config_path("newsreader", appauthor=False) / "settings.toml"


def read_settings(path: Path) -> tuple[Settings, list[str]]:
    """The settings, and a sentence on each that cannot be used: the others hold all the same."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), []
    except (OSError, ValueError) as error:
        return Settings(), [f"{path} cannot be read, so the settings are as at first: {error}"]
    types = {one.name: one.type for one in fields(Settings)}
    fitting: dict[str, Any] = {}
    wrong: list[str] = []
    for name, value in given.items():
        if name not in types:
            wrong.append(f"there is no setting {name}")
        elif types[name] is Texts and isinstance(value, dict):
            fitting[name] = {key: text for key, text in value.items() if isinstance(text, str)}
            wrong += [f"{name}.{key} is not a text in quotation marks" for key in value if key not in fitting[name]]
        elif types[name] is Texts:
            wrong.append(f"{name} is no table: write [{name}], and a line for each below it")
        elif type(value) is types[name]:
            fitting[name] = value
        else:
            wrong.append(f"{name} is not {'true or false' if types[name] is bool else 'a text in quotation marks'}")
    for name in [name for name in fitting.get("filters", ()) if not NAME.fullmatch(name)]:
        del fitting["filters"][name]
        wrong.append(f"a filter cannot be called {name}: letters, digits, - and _ will do")
    return Settings(**fitting), [f"{path}: {one}" for one in wrong]


def remember(path: Path, name: str, value: str | bool | None, table: str = "") -> None:
    """Keep one setting, or forget it when it is None, and leave every other line of the file as it is.

    What cannot be written is not worth a word; a file that cannot be read is left alone, and so is one that is
    written in such a way that more would change.
    """
    value = harmless(value) if isinstance(value, str) else value
    with suppress(OSError, ValueError):
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        expected = tomllib.loads(before)
        within = expected.setdefault(table, {}) if table else expected
        if value is None:
            within.pop(name, None)
        else:
            within[name] = value
        after = _with_line(before, name, value, table)
        if tomllib.loads(after) == expected:
            beside = path.with_suffix(".new")
            beside.write_text(after, encoding="utf-8")
            beside.replace(path)


def _with_line(text: str, name: str, value: str | bool | None, table: str) -> str:
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
