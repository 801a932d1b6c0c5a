"""Folding, offsets and quotation marks, in the languages that must work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.sharing.tokens import quoted_spans, tokens


def folded(text: str) -> list[str]:
    return [token for token, _, _ in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. and the US", "the us and the us"),
        ("Ukraine’s leader, Ukraine's leader", "ukraine leader ukraine leader"),
        ("We don’t, WE DON'T", "we dont we dont"),
        ("1,600 km, 1600 km, 2.5 and 10th", "1600 km 1600 km 2.5 and 10th"),
        ("Die Straße der Bürger, STRASSE", "die strasse der burger strasse"),
        ("L’homme d'État", "l homme d etat"),
        ("¿Dónde está el señor Núñez?", "donde esta el senor nunez"),
        ("Орбан ещё ЖДЁТ", "орбан еще ждет"),
        ("مُحَمَّد أحمد ١٢٣", "محمد احمد 123"),
        ("习近平在北京", "习近 近平 平在 在北 北京"),
        ("大統領は東京で", "大統 統領 領は は東 東京 京で"),
        ("2024年", "2024 年"),
        ("ﬁnance ＡＢＣ", "finance abc"),
        ("co\u00adoperation", "cooperation"),
        ("— … “” !?", ""),
    ],
)
def test_folding(text: str, expected: str) -> None:
    assert folded(text) == expected.split()


@given(st.text(max_size=60))
def test_every_token_knows_where_it_stands(text: str) -> None:
    found = tokens(text)
    assert all(token and 0 <= start < end <= len(text) for token, start, end in found)
    assert [start for _, start, _ in found] == sorted(start for _, start, _ in found)
    for token, start, end in found:
        assert folded(text[start:end])[:1] == [token] or len(folded(text[start:end])) != 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said: “We are ready.” They were.", ["We are ready."]),
        ('"Yes," he said, "we are."', ["Yes,", "we are."]),
        ("„So ist es“, »und so« und «ainsi»", ["So ist es", "und so", "ainsi"]),
        ("The ‘single ones’ aren’t the leaders’ words", ["single ones"]),
        ("It's 'all of it' here", ["all of it"]),
        ("他说：「我们准备好了」。", ["我们准备好了"]),
        ("“It goes on\n“and on,” he said", ["It goes on", "and on,"]),
        ("and ends here,” he said", ["and ends here,"]),
        ("no marks at all", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_spans(text)] == expected


@given(st.text(alphabet="ab \n\"'“”‘’«».", max_size=40))
def test_quotations_are_ordered_disjoint_and_within_their_line(text: str) -> None:
    reached = 0
    for start, end in quoted_spans(text):
        assert reached <= start <= end <= len(text)
        assert "\n" not in text[start:end]
        reached = end
