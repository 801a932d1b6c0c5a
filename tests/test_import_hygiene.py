"""The command line answers in the time that Python needs: nothing heavy is loaded before it is used."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"textual", "rich", "tinydb", "duckdb", "rapidfuzz", "orjson"}
CODE = """
import json, sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from tui.cli import main
with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
    main(sys.argv[1:])
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (["--help"], set()),
        (["--version"], set()),
        (["keys"], set()),
        (["nowhere"], set()),
        (["shared", "nowhere"], set()),
        (["stats", "nowhere"], set()),
        (["seeds", "--notebook", "."], set()),
        (["export", "--notebook", "NOTEBOOK"], {"tinydb", "orjson"}),
        (["labels", "--export", "-", "--notebook", "NOTEBOOK"], {"tinydb", "orjson"}),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_only_what_a_command_needs_is_loaded(arguments: list[str], needed: set[str], tmp_path: Path) -> None:
    if "NOTEBOOK" in arguments:
        from tui.model.codebook import STARTER
        from tui.model.codebook_changes import add_label, change_label
        from tui.store.database import NotebookFile

        file = NotebookFile(tmp_path / "newsreader.json")
        change_label(file.notebook, STARTER[0])
        add_label(file.notebook, "Another")
        file.close()
        arguments = [*arguments[:-1], str(tmp_path / "newsreader.json")]
    ended = subprocess.run(
        [sys.executable, "-c", CODE, *arguments], capture_output=True, text=True, timeout=60, check=True
    )
    assert set(json.loads(ended.stdout)) & HEAVY == needed


AFTER_THE_FIRST_FRAME = {
    "exporters", "own_keys", "sharing", "tables",
    "model.alignment", "model.codebook_changes", "model.concordance", "model.consistency", "model.likeness",
    "model.propagation", "model.returning", "model.splitting", "model.words",
    "screens.codebook", "screens.comparing", "screens.concordance", "screens.consistency", "screens.copying",
    "screens.dialogs", "screens.help", "screens.orphans", "screens.overview", "screens.settings", "screens.welcome",
    "store.checking",
    "widgets.row_list", "widgets.share_grid", "widgets.two_texts",
}  # fmt: skip


def test_the_first_frame_waits_for_no_dialog_and_nothing_else_that_is_opened_later() -> None:
    code = "import json, sys, tui.app; print(json.dumps(list(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    loaded = {name.removeprefix("tui.") for name in json.loads(ended.stdout) if name.startswith("tui.")}
    assert not loaded & AFTER_THE_FIRST_FRAME
