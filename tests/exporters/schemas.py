"""What was promised of an export's shape, to hold exports to."""

import json
from pathlib import Path
from typing import Any

import jsonschema

DOCS = Path(__file__).parents[2] / "docs"


def checked(text: str, schema: str) -> dict[str, Any]:
    """The export, parsed, once it is known to follow its schema in `docs/`."""
    value: dict[str, Any] = json.loads(text)
    promise = json.loads((DOCS / schema).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(promise)
    jsonschema.validate(value, promise, cls=jsonschema.Draft202012Validator)
    return value
