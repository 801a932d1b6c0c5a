"""Puts a finished text on disk: wholly or not at all, and never over a file of another kind."""

import os
from pathlib import Path
from uuid import uuid4

from tui.model.harmless import harmless

_TELLING = 40
"""So many bytes at the start of a file tell its kind."""


class ExportError(Exception):
    """Why nothing was written, in one line."""


def write_export(path: Path, text: str) -> None:
    """Write `text` to `path`; raises ExportError, and then nothing has changed on disk.

    A file that is there already is replaced only when it is an earlier export: when it is empty, or begins as
    `text` does. So a slip of the hand never costs an article or a notebook.
    """
    data = text.encode()
    shown = harmless(str(path))
    try:
        if path.is_dir():
            raise ExportError(f"{shown} is a folder; name a file in it")
        if not path.parent.is_dir():
            raise ExportError(f"{shown} cannot be written: there is no folder {harmless(str(path.parent))}")
        if path.exists() and not path.is_file():
            raise ExportError(f"{shown} is not a plain file; name another")
        if path.exists() and not data.startswith(_beginning(path)):
            raise ExportError(f"{shown} is there already and is not such an export; name another file")
        _replace(path, data)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ExportError(f"{shown} cannot be written: {reason.lower()}") from error


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_TELLING)


def _replace(path: Path, data: bytes) -> None:
    """Write a new file beside the old one, and put it in its place once it is safe on disk."""
    path = path.resolve()  # a link stays a link
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(13, "permission denied")
    beside = path.with_name(f".newsreader-{uuid4().hex}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
