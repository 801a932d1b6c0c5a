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


@given(marks)
def test_the_outer_stands_before_the_inner(shown: list[AnnotationMark]) -> None:
    spans = [(mark.start, -mark.end) for mark in Marks(shown).marks]
    assert spans == sorted(spans)
