"""Every pair that was planted in the sample articles is found, as the kind that it is."""

import json
from functools import cache
from itertools import combinations

import pytest

from tests.sharing.library import ROOT, pair_of, seed
from tui.model.shared import Sharing
from tui.sharing.index import find_shared

PLANTED = json.loads((ROOT / "tests" / "seed_relations.json").read_text(encoding="utf-8"))
FILES = sorted(path.name for path in (ROOT / "seeds").glob("[0-9]*.md"))


@cache
def sharing_of(*files: str) -> Sharing:
    return find_shared([seed(name) for name in files])


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: f"{planted['kind']}-{planted['a_text'][:30]}")
def test_planted_pair(planted: dict[str, str]) -> None:
    a, b = seed(planted["a"]), seed(planted["b"])
    pair = pair_of(sharing_of(*FILES), a, planted["a_text"], b, planted["b_text"])
    assert pair is not None
    assert pair.kind == planted["kind"]


@pytest.mark.parametrize("files", combinations(FILES, 2), ids="+".join)
def test_two_articles_alone_share_what_they_share_among_five(files: tuple[str, str]) -> None:
    ids = {seed(name).id for name in files}
    among_five = {(pair.a, pair.b) for pair in sharing_of(*FILES).pairs if {pair.a.article, pair.b.article} == ids}
    alone = {(pair.a, pair.b) for pair in sharing_of(*files).pairs}
    assert len(alone ^ among_five) <= 0.1 * len(among_five)
