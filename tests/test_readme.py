"""The README says what the program does, and nothing that it does not."""

import re
from pathlib import Path

import pytest

from tui.keys import keys_markdown

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_readme_has_every_key() -> None:
    assert keys_markdown() in (ROOT / "README.md").read_text(), "put in what `newsreader keys --markdown` prints"


def test_every_make_target_in_the_readme_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"run", "test", "check", "snapshots", "bench", "build", "help", "picture"} <= targets
    assert set(re.findall(r"make ([a-z]+)  ", (ROOT / "README.md").read_text())) <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text()):
        assert (document.parent / link).exists(), link
