from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.marks import Marks
from tui.widgets.page import AnnotationMark

marks = st.lists(
    st.builds(
        AnnotationMark, st.integers(0, 5), st.integers(6, 9), st.sampled_from("CO"), st.just("#ff0000"), st.booleans()
    ),
    max_size=12,
)


@given(marks, marks)
def test_what_went_and_what_came_make_the_one_into_the_other(
    before: list[AnnotationMark], after: list[AnnotationMark]
) -> None:
    gone, came = Marks(before).changed_to(Marks(after))
    assert Counter(before) - Counter(gone) + Counter(came) == Counter(after)
    assert not {*gone} & {*came}


@given(marks, marks, marks)
def test_a_change_is_the_same_as_ordering_all_anew(
    stay: list[AnnotationMark], gone: list[AnnotationMark], came: list[AnnotationMark]
) -> None:
    changed = Marks([*stay, *gone])
    changed.change(gone, came)
    anew = Marks([*stay, *came])
    assert Counter(changed.marks) == Counter(anew.marks)
    assert [changed.touching(place, place + 1) for place in range(10)] == [
        [mark for mark in changed.marks if mark.start <= place < mark.end] for place in range(10)
    ]


@given(marks)
def test_the_outer_stands_before_the_inner(shown: list[AnnotationMark]) -> None:
    spans = [(mark.start, -mark.end) for mark in Marks(shown).marks]
    assert spans == sorted(spans)
