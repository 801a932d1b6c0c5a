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
    """How much counts as shared, one of `shared.Depth`; empty for the usual."""
    advance: bool = True
    """Whether a label takes the cursor on to the next sentence."""
    offer_copies: bool = False
    """Whether a label on a shared sentence is offered to its copies right away."""
    novelty: bool = False
    """Whether going to the next sentence without a label passes over those that are labelled in another article."""
    blind: bool = False
    """Whether what other annotators did is hidden."""


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
    types = {field.name: field.type for field in fields(Settings)}
    wrong = [f"{path}: there is no setting {name}" for name in given if name not in types]
    fitting = {name: value for name, value in given.items() if type(value) is types.get(name)}
    wrong += [
        f"{path}: {name} is not {'true or false' if types[name] is bool else 'a text in quotation marks'}"
        for name in sorted({*types} & {*given} - {*fitting})
    ]
    return Settings(**fitting), wrong


def remember(path: Path, name: str, value: str | bool) -> None:
    """Keep one setting, and leave every other line of the file as it is.

    What cannot be written is not worth a word; a file that cannot be read is left alone.
    """
    value = harmless(value) if isinstance(value, str) else value
    line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
    with suppress(OSError, ValueError):
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        tomllib.loads(before)
        after, found = re.subn(rf"^{name}\s*=.*$", lambda _: line, before, flags=re.MULTILINE)
        beside = path.with_suffix(".new")
        beside.write_text(after if found else f"{line}\n{before}", encoding="utf-8")
        beside.replace(path)
