"""Values as JSON text: the same on every machine, and safe to print in a terminal."""

import json
from typing import Any

from tui.model.harmless import harmless


def json_text(value: Any) -> str:
    """Indented JSON with a final newline, in UTF-8 rather than ASCII.

    Characters that act on a terminal are escaped. That changes how they are written, not what they are: the
    strings that a parser makes of it are exactly these. A lone surrogate is the exception: UTF-8 has none.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    return "\n".join(map(_escaped, text.split("\n"))) + "\n"


def _escaped(line: str) -> str:
    return line if harmless(line) == line else "".join(map(_escaped_character, line))


def _escaped_character(character: str) -> str:
    shown = harmless(character)
    if shown == character or "\ud800" <= character <= "\udfff":
        return shown
    return json.dumps(character)[1:-1]
