"""What docs/file-format.md says of the notebook holds: its ten lines are run, its tables are compared."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any
from zlib import crc32

import orjson
import pytest

from tests.store.conftest import put_label
from tui.model.annotation import Scope, Target, target_of
from tui.model.article import Article
from tui.model.history import Change
from tui.store.database import NotebookFile
from tui.store.records import KINDS

Opened = Callable[..., NotebookFile]
PAGE = (Path(__file__).parents[2] / "docs" / "file-format.md").read_text("utf-8")
TEN_LINES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0]


@pytest.mark.parametrize("moment", ["open", "after a checkpoint", "closed"])
def test_the_ten_lines_read_a_notebook(moment: str, path: Path, article: Article, opened: Opened) -> None:
    assert len(TEN_LINES.splitlines()) == 10
    file = opened(path)
    put_label(file, article, 0, 8)
    put_label(file, article, 9, 15, "2")
    file.checkpoint()
    file.notebook.note(article, target_of(article, 0, 8, Scope.SPAN), "sûr?", "ana")
    file.notebook.note(article, target_of(article, 0, 0, Scope.ARTICLE), "a note", "ana")
    file.notebook.remove(article, [one for one in file.notebook.annotations if one.label == "fact"])
    if moment == "closed":
        file.close()
    elif moment != "open":
        file.checkpoint()
    said = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", TEN_LINES], cwd=path.parent, capture_output=True, text=True,
        encoding="utf-8", check=True,
    )  # fmt: skip
    assert sorted(said.stdout.splitlines()) == ["Claim\tThe call\tsûr?", "note\t\ta note"]


def test_every_field_is_described(path: Path) -> None:
    rows = {row.split("`")[1]: row for row in reversed(PAGE.splitlines()) if row.startswith("| `")}
    for table, kind in KINDS.items():
        for field in fields(kind):
            assert f"`{field.name}`" in rows[table], f"{table}.{field.name}"
    assert all(f"`{field.name}`" in rows["history"] for field in fields(Change))
    assert all(f"`{field.name}`" in PAGE for field in fields(Target))


def test_the_checksums_are_as_described(path: Path, article: Article, opened: Opened) -> None:
    file = opened(path)
    put_label(file, article)
    file.checkpoint()
    data = path.read_bytes()
    before, meta, _ = data.partition(b'"_meta":')
    assert meta and orjson.loads(data)["_meta"]["1"]["crc32"] == f"{crc32(before):08x}"
    for number, line in enumerate(path.with_name("newsreader.json.journal").read_bytes().splitlines(), 1):
        checksum, _, body = line.partition(b" ")
        found: Any = orjson.loads(body)
        assert checksum == b"%08x" % crc32(body) and found[0] == number
