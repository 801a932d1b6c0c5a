"""A code book as TOML: what a file says of each label, and what in it could not be understood."""

import tomllib
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from tui.importers.opening import OpeningError
from tui.model.annotation import Scope
from tui.model.codebook import HUES, VALID_COLOR, VALID_KEY, Attribute, check_attributes, one_line
from tui.model.codebook_taking import LabelGiven
from tui.model.harmless import harmless

LARGEST = 5_000_000
"""In bytes; a file that is larger is no code book."""
_TEXTS = ("definition", "when", "when_not", "example", "parent", "choice")
_ALIASES = {"colour": "color", "whennot": "when_not", "set": "choice", "shortcut": "key"}
_SCOPES = {"": "", "any": "", "anything": "", **{f"{one}{end}": one.value for one in Scope for end in ("", "s")}}


def read_codebook(path: Path) -> tuple[list[LabelGiven], list[str]]:
    """The labels in a file, and a line on each thing in it that is passed over; raises OpeningError."""
    shown = harmless(str(path))
    try:
        if path.stat().st_size > LARGEST:
            raise OpeningError(f"{shown} is larger than {LARGEST // 1_000_000} MB: that is no code book")
        text = path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        raise OpeningError(f"there is no file {shown}") from None
    except IsADirectoryError:
        raise OpeningError(f"{shown} is a folder; name a .toml file") from None
    except UnicodeDecodeError:
        raise OpeningError(f"{shown} is not UTF-8; save it as UTF-8 first") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise OpeningError(f"{shown} cannot be read: {reason.lower()}") from None
    try:
        return labels_from(text)
    except ValueError as error:
        raise OpeningError(f"{shown}: {error}") from None


def labels_from(text: str) -> tuple[list[LabelGiven], list[str]]:
    """The labels that a text in TOML holds, and a line on each thing in it that is passed over.

    Raises ValueError, with a message for the person, when it is no TOML or holds no label.
    """
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not TOML: {harmless(str(error))}") from None
    problems = [f"{one} is passed over: only [[label]] tables are read" for one in tables if one != "label"]
    found = tables.get("label")
    if not isinstance(found, list) or not found:
        raise ValueError('holds no labels; each is a table [[label]] with a name = "…"')
    labels: dict[str, LabelGiven] = {}
    for number, table in enumerate(found, 1):
        named = table.get("name") if isinstance(table, dict) else None
        name = one_line(_text(named) or "")
        if not name:
            problems.append(f'label {number} is passed over: it needs a name = "…"')
        elif name.casefold() in labels:
            problems.append(f"{name} stands there twice: the second is passed over")
        else:
            fields, wrong = _fields(table)
            problems += [f"{name}: {one}" for one in wrong]
            labels[name.casefold()] = LabelGiven(name, fields)
    return [*labels.values()], problems


def _fields(table: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What is said of a label but its name, and a line on each field that is passed over."""
    fields: dict[str, Any] = {}
    problems: list[str] = []
    for given, value in table.items():
        name = _ALIASES.get(given, given)
        if name == "name":
            continue
        if name not in _READ:
            close = get_close_matches(name, _READ, 1)
            hint = f"did you mean {close[0]}?" if close else f"there are name, {', '.join(_READ)}"
            problems.append(f"{given} is passed over: there is no such field; {hint}")
            continue
        try:
            fields[name] = _READ[name](value)
        except ValueError as error:
            problems.append(f"{given} {error}; it is passed over")
    return fields, problems


def _text(value: Any) -> str | None:
    """A text, or a number that can only have been meant as one; None for anything else."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _words(value: Any) -> str:
    if (text := _text(value)) is None:
        raise ValueError("must be text in quotes")
    return text


def _name(value: Any) -> str:
    return one_line(_words(value))


def _key(value: Any) -> str:
    key = _words(value)
    if not VALID_KEY.fullmatch(key):
        raise ValueError(f"{key} is none: a key is a digit, a small letter, or a letter and one more")
    return key


def _color(value: Any) -> str:
    color = _words(value)
    if color.casefold() not in HUES and not VALID_COLOR.fullmatch(color):
        raise ValueError(f"{color} is none: write #rrggbb, or {', '.join(HUES)}")
    return HUES.get(color.casefold(), color)


def _scope(value: Any) -> str:
    scope = _words(value).casefold()
    if scope not in _SCOPES:
        raise ValueError(f"{scope} is none: write {', '.join(Scope)}, or nothing for any")
    return _SCOPES[scope]


def _retired(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _attributes(value: Any) -> tuple[Attribute, ...]:
    example = 'are written { certainty = ["1", "2"] }'
    if not isinstance(value, dict):
        raise ValueError(example)
    found: list[Attribute] = []
    for name, values in value.items():
        texts = [_text(one) for one in values] if isinstance(values, list) else [None]
        if None in texts:
            raise ValueError(example)
        found.append(Attribute(one_line(name), tuple(one_line(one or "") for one in texts)))
    check_attributes(found)
    return tuple(found)


_READ: dict[str, Callable[[Any], Any]] = {
    "key": _key,
    "color": _color,
    **dict.fromkeys(_TEXTS, _words),
    "parent": _name,
    "choice": _name,
    "scope": _scope,
    "retired": _retired,
    "attributes": _attributes,
}
"""By the field: what makes its value of what stands in the file. Raises ValueError with the reason why not."""
