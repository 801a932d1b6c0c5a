"""Comparing by children: the same result, also when they cannot be started or end too early."""

import pytest

from tests.sharing.library import HARBOUR, SUMMIT, WEATHER, article
from tui.model.shared import Kind
from tui.sharing import candidates, comparing
from tui.sharing.index import find_shared

STORIES = (SUMMIT, HARBOUR, WEATHER)
ARTICLES = [article(f"{STORIES[n % 3]}\n{SUMMIT.replace('two', str(n))}", f"s{n}") for n in range(12)]


@pytest.mark.parametrize("child", [comparing._CHILD, "raise SystemExit(3)", ""], ids=["works", "ends", "none"])
def test_children_find_the_same(monkeypatch: pytest.MonkeyPatch, child: str) -> None:
    expected = find_shared(ARTICLES, kinds=set(Kind))
    monkeypatch.setattr(comparing, "LARGE", 0)
    monkeypatch.setattr(candidates, "SMALL", 0)  # the join in slices
    monkeypatch.setattr(candidates, "_SLICE", 10)
    if child:
        monkeypatch.setattr(comparing, "_CHILD", child)
    else:
        monkeypatch.setattr(comparing, "start_child", refuse)
    assert find_shared(ARTICLES, kinds=set(Kind)) == expected


def refuse(code: str) -> None:
    raise OSError("no more processes")
