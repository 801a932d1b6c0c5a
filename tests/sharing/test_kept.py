"""What is kept of a library: the same again, new articles joined as if they had always been there, bad files borne."""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sharing.library import HARBOUR, SUMMIT, WEATHER, article
from tui.model.article import Article
from tui.model.shared import Kind, SharedPair
from tui.sharing import aside, index, kept
from tui.sharing.aside import find_shared_aside
from tui.sharing.candidates import join, rarity_of
from tui.sharing.collection import Collection
from tui.sharing.decision import Decision
from tui.sharing.index import find_shared
from tui.sharing.pairing import sentence_pairs
from tui.sharing.state import State

SENTENCES = [line for text in (SUMMIT, HARBOUR, WEATHER) for line in text.splitlines()]


def library(number: int) -> list[Article]:
    """Articles of a few sentences, in which those of three stories come again and again, some of them edited."""
    texts = []
    for n in range(number):
        lines = [SENTENCES[(n * 5 + at * at) % len(SENTENCES)] for at in range(4)]
        lines[n % 4] = lines[n % 4].replace("the", f"th{n}").replace("and", "or")
        texts.append("\n".join([*lines, f"Edition {n} of the Paper{n % 3} ends here and now."]))
    return [article(text, f"s{n}", f"2025-10-{n % 28 + 1:02}") for n, text in enumerate(texts)]


LIBRARY = library(24)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """What was kept of all but two articles of the library."""
    find_shared(LIBRARY[:-2], cache=tmp_path / "kept")
    return tmp_path / "kept"


@pytest.fixture
def no_reading(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be read anew."""
    monkeypatch.setattr(index, "Collection", None)


@pytest.mark.usefixtures("no_reading")
def test_the_same_library_is_not_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = find_shared(LIBRARY[:-2], cache=file)
    assert find_shared_aside(LIBRARY[:-2], lambda progress: None, lambda: False, file) == again
    monkeypatch.undo()
    assert again == find_shared(LIBRARY[:-2])
    assert again.pairs


def test_nobody_else_can_read_it(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600 or sys.platform == "win32"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.usefixtures("no_reading")
def test_new_articles_join_what_is_kept(file: Path) -> None:
    told: list[SharedPair] = []
    more = find_shared(LIBRARY, cache=file, found=told.extend)
    assert sorted((pair.a, pair.b) for pair in told) != []
    assert len(told) == len(more.pairs)
    assert {pair.b.article for pair in more.pairs} >= {one.id for one in LIBRARY[-2:]}
    assert find_shared(LIBRARY, cache=file) == more


def rebuilt(articles: list[Article], counted: int) -> set[SharedPair]:
    """What all of them share by the frequencies of the first, worked out at once."""
    fresh = State(Collection(articles[:counted]))
    fresh.collection.add(articles[counted:])
    collection = fresh.collection
    rarity = rarity_of(collection.frequency, collection.vocabulary.hashes)
    fresh.alike.take_repeated(collection, range(len(collection.texts)))
    fresh.alike.take_worthy(fresh.comparer, join(collection.texts, collection.quotations, rarity))
    decision = Decision(collection, fresh.comparer, fresh.alike, partial(sentence_pairs, collection))
    return set(map(either_way, decision.shared()))


def either_way(pair: SharedPair) -> SharedPair:
    a, b = sorted((pair.a, pair.b))
    return SharedPair(a, b, pair.kind, pair.score, pair.figures_differ)


WORDS = "the of stone river 12 said Kyiv Kiev élan harbour crane “night shift” 北京市 rain mill"
words = st.sampled_from(WORDS.split())
lines = st.lists(words, min_size=3, max_size=14).map(" ".join)
texts = st.lists(st.lists(lines | st.sampled_from(SENTENCES), min_size=1, max_size=6).map("\n".join), max_size=6)


@settings(max_examples=40)
@given(texts, texts)
def test_the_same_as_a_rebuild_under_the_same_frequencies(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], after: list[str]
) -> None:
    """Whether the articles come one by one, with what is kept written and read between them, or all at once."""
    articles = [article(text, f"s{n}") for n, text in enumerate(before + after)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "GROWTH", 1000)
        path = tmp_path_factory.mktemp("kept") / "kept"
        found = find_shared(articles[: len(before)], cache=path, kinds=set(Kind))
        if before:
            for number in range(len(before) + 1, len(articles) + 1):
                found = find_shared(articles[:number], cache=path, kinds=set(Kind))
            at_once = path.with_name("at once")
            find_shared(articles[: len(before)], cache=at_once)
            assert find_shared(articles, cache=at_once, kinds=set(Kind)) == found
            assert set(map(either_way, found.pairs)) == rebuilt(articles, len(before))


def test_more_than_a_tenth_of_new_articles_are_weighed_anew(file: Path) -> None:
    grown = LIBRARY + library(30)[24:]
    assert find_shared(grown, cache=file) == find_shared(grown)


def test_an_article_that_is_gone_or_changed_is_not_found(file: Path) -> None:
    changed = [article(HARBOUR, "s0"), *LIBRARY[1:-2]]
    assert find_shared(changed, cache=file) == find_shared(changed)


def test_the_order_may_change(file: Path) -> None:
    turned = LIBRARY[-3::-1]
    expected = {frozenset((pair.a, pair.b)) for pair in find_shared(turned).pairs}
    assert {frozenset((pair.a, pair.b)) for pair in find_shared(turned, cache=file).pairs} == expected


def flipped(at: float, path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[int(at * (len(data) - 1))] ^= 0x55
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def a_folder(path: Path) -> None:
    if path.is_file():
        path.unlink()
    path.mkdir(exist_ok=True)


def nothing_in_it(path: Path) -> None:
    path.write_bytes(b"")


def something_else(path: Path) -> None:
    path.write_bytes(kept._MAGIC + b"\xff" * 5000)


def half_written_beside(path: Path) -> None:
    path.with_name("kept.new").write_bytes(b"half")


BAD: list[Callable[[Path], None]] = [cut, a_folder, nothing_in_it, something_else, half_written_beside]
BAD += [partial(flipped, tenth / 10) for tenth in range(11)]


@pytest.mark.parametrize("spoil", BAD, ids=lambda spoil: getattr(spoil, "__name__", "flipped"))
def test_a_bad_file_is_done_without(file: Path, spoil: Callable[[Path], None]) -> None:
    spoil(file)
    assert find_shared(LIBRARY[:-2], cache=file) == find_shared(LIBRARY[:-2])
    spoil(file)
    assert find_shared(LIBRARY, cache=file).pairs
    assert not file.with_name("kept.new").exists()


def test_a_file_of_other_rules_is_done_without(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = find_shared(LIBRARY)
    monkeypatch.setattr(kept, "_rules", lambda: "those of an older version")
    assert find_shared(LIBRARY, cache=file) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="locks of another kind")
def test_a_file_locked_by_another_program_is_no_error(file: Path) -> None:
    import fcntl

    with file.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert find_shared(LIBRARY, cache=file).pairs


@pytest.mark.parametrize("failing", ["open", "replace", "mkdir"])
def test_a_file_that_cannot_be_written_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(os if failing == "open" else Path, failing, refuse)
    assert find_shared(LIBRARY[:3], cache=tmp_path / "new" / "kept") == find_shared(LIBRARY[:3])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_that_cannot_be_read_is_no_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "in use")

    expected = find_shared(LIBRARY)
    monkeypatch.setattr(Path, "open", refuse)
    assert find_shared(LIBRARY, cache=file) == expected


def test_a_child_keeps_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "FOUND_HERE", 0)
    told: list[SharedPair] = []
    first = LIBRARY[9]
    found = find_shared_aside(
        LIBRARY, lambda progress: None, lambda: False, tmp_path / "kept", found=told.extend, first=first.id
    )
    assert found == find_shared(LIBRARY, kinds=set(Kind))
    assert {frozenset((p.a, p.b)) for p in told} == {frozenset((p.a, p.b)) for p in found.pairs}
    of_first = [first.id in (pair.a.article, pair.b.article) for pair in told]
    assert 0 < sum(of_first) < len(told)
    assert all(of_first[: sum(of_first)])
    monkeypatch.setattr(aside, "_find_in_child", None)
    assert find_shared_aside(LIBRARY, lambda progress: None, lambda: False, tmp_path / "kept") == found
