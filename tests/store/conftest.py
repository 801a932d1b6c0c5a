from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.store.disks import SimulatedDisk
from tui.model.annotation import Scope, target_of
from tui.model.article import Article, new_article
from tui.store.database import NotebookFile

TEXT = "The call lasted more than two hours. Both sides called it useful. Nobody gave a date."


@pytest.fixture
def article() -> Article:
    return new_article("A call", TEXT, source="Sample Wire")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "newsreader.json"


@pytest.fixture
def opened() -> Iterator[Callable[..., NotebookFile]]:
    """Opens notebooks, with a clock and ids that are the same in every run, and closes them at the end."""
    files = []
    numbers, seconds = count(1), count()

    def clock() -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=next(seconds))

    def open_file(path: Path, **options: Any) -> NotebookFile:
        file = NotebookFile(path, clock=clock, new_id=lambda: f"{next(numbers):04x}", **options)
        files.append(file)
        return file

    yield open_file
    for file in files:
        file.close()


@pytest.fixture
def disk() -> SimulatedDisk:
    return SimulatedDisk()


def put_label(file: NotebookFile, article: Article, start: int = 0, end: int = 8, key: str = "1") -> None:
    label = file.notebook.codebook.by_key(key)
    assert label
    file.notebook.label(article, target_of(article, start, end, Scope.SPAN), label, "ana")


def labels_in(file: NotebookFile) -> list[tuple[int, int, str]]:
    return [(one.target.start, one.target.end, one.label) for one in file.notebook.annotations]
