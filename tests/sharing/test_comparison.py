"""What was kept and what was changed, to the character."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.article import Article, new_article
from tui.model.shared import Passage
from tui.sharing.comparison import Comparison, compare_passages
from tui.sharing.tokens import tokens


def whole(article: Article) -> Passage:
    return Passage(article.id, 0, len(article.text))


def compared(a: str, b: str) -> tuple[Article, Article, Comparison]:
    one, other = new_article("", a, source="one"), new_article("", b, source="other")
    return one, other, compare_passages(one, whole(one), other, whole(other))


@pytest.mark.parametrize(
    ("a", "b", "kept_a", "changed_a", "changed_b"),
    [
        (
            "The call lasted more than two hours.",
            "The call lasted more than 2 hours.",
            ["The call lasted more than", "hours"],
            ["two"],
            ["2"],
        ),
        (
            "President Zelenskyy “arrives” on Friday, he said",
            "He said President Zelensky arrives on Friday",
            ["President", "arrives” on Friday, he said"],
            ["Zelenskyy"],
            ["Zelensky"],
        ),
        ("Wholly different words", "Nothing of it remains", [], ["Wholly different words"], ["Nothing of it remains"]),
        ("习近平在北京会见", "习近平在上海会见", ["习近平在", "会见"], ["北京"], ["上海"]),
    ],
)
def test_kept_and_changed(a: str, b: str, kept_a: list[str], changed_a: list[str], changed_b: list[str]) -> None:
    one, other, found = compared(a, b)
    assert [one.text[slice(*span)] for span in found.changed_a] == changed_a
    assert [other.text[slice(*span)] for span in found.changed_b] == changed_b
    if a.isascii():
        assert [one.text[slice(*span)] for span in found.kept_a] == kept_a


def test_only_the_passage_is_compared() -> None:
    one = new_article("", "Before. The very words. After.")
    other = new_article("", "Then the very words!")
    found = compare_passages(one, Passage(one.id, 8, 23), other, whole(other))
    assert found.kept_a == ((8, 22),)
    assert found.changed_a == ()
    assert found.changed_b == ((0, 4),)


def test_a_possessive_belongs_to_its_word() -> None:
    one, other, found = compared("by the Kremlin’s clock it ran long", "by the Kremlin count it ran long")
    assert [one.text[start:end] for start, end in found.kept_a] == ["by the Kremlin’s", "it ran long"]
    assert [one.text[start:end] for start, end in found.changed_a] == ["clock"]
    assert [other.text[start:end] for start, end in found.changed_b] == ["count"]


words = st.lists(
    st.sampled_from(
        ["the", "of", "tree’s", "house", "River", "1,600", "Обь", "élan", "don't", "said", "—", "“now”", "U.S."]
    ),
    max_size=25,
)


@given(words.map(" ".join), words.map(" ".join))
def test_laws(a: str, b: str) -> None:
    one, other, found = compared(a, b)
    for article, kept, changed in (one, found.kept_a, found.changed_a), (other, found.kept_b, found.changed_b):
        spans = sorted(kept + changed)
        assert all(0 <= start < end <= len(article.text) for start, end in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        for _, start, end in tokens(article.text):
            assert any(first <= start and end <= last for first, last in spans)
    assert _said(one, found.kept_a) == _said(other, found.kept_b)


def _said(article: Article, spans: tuple[tuple[int, int], ...]) -> Counter[str]:
    return Counter(token for start, end in spans for token, _, _ in tokens(article.text, start, end))
