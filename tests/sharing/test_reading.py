"""Many articles are read by children as they would be here, and nothing of them stays."""

import subprocess

import pytest

from tests.sharing.library import HARBOUR, SUMMIT, WEATHER, article
from tui.model.article import Article
from tui.sharing import collection as module
from tui.sharing import reading
from tui.sharing.collection import Collection

TEXTS = (SUMMIT, HARBOUR, WEATHER, "习近平在北京会见了总统。\n", "Kyiv, KYIV or kyiv: “the same words of one city”.")


def library(number: int) -> list[Article]:
    return [
        article(f"{TEXTS[n % 5]}\nEdition {n} of Word{n} and word{n // 2} is out now.\nAnd so.") for n in range(number)
    ]


def all_of(collection: Collection) -> object:
    return collection.kept(), collection.weight, collection.holders


@pytest.mark.parametrize("number", [1, 60, 333])
def test_children_read_the_same(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = library(number)
    here = all_of(Collection(articles))
    monkeypatch.setattr(module, "LARGE", 0)
    children: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def noted(*args: object, **options: object) -> subprocess.Popen[bytes]:
        children.append(real(*args, **options))  # type: ignore[call-overload]
        return children[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    assert all_of(Collection(articles)) == here
    assert children
    assert all(child.returncode is not None for child in children)


@pytest.mark.parametrize("code", ["raise SystemExit(1)", "import sys; sys.stdin.buffer.read(100)"])
def test_a_child_that_fails_is_done_without(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = library(120)
    here = all_of(Collection(articles))
    monkeypatch.setattr(module, "LARGE", 0)
    monkeypatch.setattr(reading, "_CHILD", code)
    assert all_of(Collection(articles)) == here


def test_where_no_child_can_be_started_all_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(code: str) -> None:
        raise PermissionError(13, "no")

    articles = library(60)
    here = all_of(Collection(articles))
    monkeypatch.setattr(module, "LARGE", 0)
    monkeypatch.setattr(reading, "start_child", refuse)
    assert all_of(Collection(articles)) == here
