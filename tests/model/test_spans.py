"""Stretches of a text: covered, touched, left over."""

from hypothesis import given
from hypothesis import strategies as st

from tui.model.spans import SpanIndex, covered, share_of, touched, words_outside

spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda one: (one[0], one[0] + one[1])))


@given(spans)
def test_what_is_covered_is_counted_once(some: list[tuple[int, int]]) -> None:
    assert covered(some) == len({place for start, end in some for place in range(start, end)})


@given(st.text(alphabet="ab \n", max_size=60), spans)
def test_a_share_counts_letters_once_and_no_blanks(text: str, some: list[tuple[int, int]]) -> None:
    inside = {at for start, end in some for at in range(start, min(end, len(text))) if not text[at].isspace()}
    letters = sum(not character.isspace() for character in text)
    within = [(start, min(end, len(text))) for start, end in some if start < len(text)]
    assert share_of(text, within) == (len(inside) / letters if inside else 0.0)


def test_touched_are_those_with_a_code_point_in_common() -> None:
    three = [(0, 5), (6, 10), (12, 15)]
    assert [*touched(three, 4, 7)] == [0, 1]
    assert [*touched(three, 5, 6)] == [*touched(three, 20, 30)] == []
    assert touched(three, 11, 12).start == 2


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20))), st.integers(0, 60), st.integers(1, 20))
def test_spans_are_found_by_where_they_are(pairs: list[tuple[int, int]], start: int, length: int) -> None:
    spans = sorted((begin, begin + size) for begin, size in pairs)
    expected = [index for index, (a, b) in enumerate(spans) if a < start + length and start < b]
    assert SpanIndex(spans).touching(start, start + length) == expected


def test_words_outside_begin_and_end_with_a_letter_or_digit() -> None:
    text = "“We are ready,” the prime minister said on Monday."
    assert [text[a:b] for a, b in words_outside(text, (0, len(text)), [(1, 13), (20, 34)])] == ["the", "said on Monday"]
    assert words_outside(text, (0, len(text)), [(1, len(text) - 1)]) == ()
    assert words_outside(text, (14, 19), [(0, 5)]) == ((16, 19),)


@given(st.text(alphabet="ab .,é日\n", max_size=40), spans)
def test_every_letter_is_kept_or_outside(text: str, kept: list[tuple[int, int]]) -> None:
    outside = words_outside(text, (0, len(text)), kept)
    for place, character in enumerate(text):
        is_kept = any(start <= place < end for start, end in kept)
        is_outside = any(start <= place < end for start, end in outside)
        assert not (is_kept and is_outside)
        assert is_kept or is_outside or not character.isalnum()
