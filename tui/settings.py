"""What the program remembers of a person's taste: `settings.toml` in the user's configuration folder."""

import json
import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path

from tui.model.harmless import harmless


@dataclass(frozen=True, slots=True)
class Settings:
    """Each has a default, so that no file is needed."""

    theme: str = ""
    """The name of a theme; empty for ours."""
    depth: str = ""
    """How much counts as shared, one of `shared.Depth`; empty for all of it."""


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
    names = {field.name for field in fields(Settings)}
    wrong = [f"{path}: there is no setting {name}" for name in given if name not in names]
    wrong += [
        f"{path}: {name} is not a text in quotation marks"
        for name in sorted(names & set(given))
        if not isinstance(given[name], str)
    ]
    return Settings(**{name: value for name, value in given.items() if name in names and isinstance(value, str)}), wrong


def remember(path: Path, name: str, value: str) -> None:
    """Keep one setting, and leave every other line of the file as it is.

    What cannot be written is not worth a word; a file that cannot be read is left alone.
    """
    line = f"{name} = {json.dumps(harmless(value), ensure_ascii=False)}"
    with suppress(OSError, ValueError):
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        tomllib.loads(before)
        after, found = re.subn(rf"^{name}\s*=.*$", lambda _: line, before, flags=re.MULTILINE)
        beside = path.with_suffix(".new")
        beside.write_text(after if found else f"{line}\n{before}", encoding="utf-8")
        beside.replace(path)
