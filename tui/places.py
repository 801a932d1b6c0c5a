"""Where things lie: the files shipped beside the code, and a library's notebook."""

import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

NOTEBOOK = "newsreader.json"
"""The name of a notebook that lies beside its articles."""

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    """A wheel carries the folder inside the package; a checkout keeps it beside the package."""
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


STYLES = _folder("styles")
SEEDS = _folder("seeds")


def notebook_path(opened: Sequence[Path]) -> Path:
    """Where the notebook of what was opened lies, unless the person says otherwise. Creates nothing.

    - The sample articles: `samples.json` in the user's data folder.
    - One folder that can be written: `newsreader.json` in it.
    - Files that all lie in one folder, and that folder has a `newsreader.json`: that one, so that one article
      opened alone shows what was said about it when its folder was open.
    - Anything else: a file in the user's data folder, named after the paths, whatever their order.
    """
    resolved = sorted({path.resolve() for path in opened})
    if not resolved or resolved == [SEEDS]:
        return _data_folder() / "samples.json"
    if len(resolved) == 1 and resolved[0].is_dir():
        beside = resolved[0] / NOTEBOOK
        if beside.exists() or os.access(resolved[0], os.W_OK | os.X_OK):
            return beside
    folders = {path.parent for path in resolved}
    if len(folders) == 1 and not any(path.is_dir() for path in resolved):
        beside = folders.pop() / NOTEBOOK
        if beside.exists():
            return beside
    name = sha256("\0".join(map(str, resolved)).encode(errors="surrogateescape")).hexdigest()[:16]
    return _data_folder() / f"{name}.json"


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("newsreader", appauthor=False)


def offered_path(notebook: Path, name: str) -> str:
    """Where a file is offered to be: beside the notebook when that lies with the articles, else where one is."""
    if notebook.name == NOTEBOOK:
        return str(notebook.with_name(name))
    with suppress(OSError):
        return str(Path.cwd() / name)
    return name  # the folder one is in is gone


def typed_path(typed: str) -> Path:
    """The path that a person means. `~` is their own folder; a name that is nobody's stays as it is typed."""
    path = Path(typed)
    with suppress(RuntimeError):
        path = path.expanduser()
    return path


def sharing_cache(notebook: Path) -> Path:
    """Where the sharing of a notebook's library is kept: losing it loses nothing but time. Creates nothing."""
    from platformdirs import user_cache_path

    name = sha256(str(notebook.resolve()).encode(errors="surrogateescape")).hexdigest()[:16]
    return user_cache_path("newsreader", appauthor=False) / f"{name}.sharing"
