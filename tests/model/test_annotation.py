"""Targets know their offsets in code points, and enough of the text to be found again."""

import pytest

from tests.model.examples import TEXT, article
from tui.model.annotation import CONTEXT, Scope, target_of


def test_offsets_are_code_points_also_after_an_emoji() -> None:
    target = target_of(article(), 13, 23, Scope.SPAN)
    assert (target.quote, target.prefix, target.suffix) == ("taxes fell", TEXT[:13], TEXT[23 : 23 + CONTEXT])
    assert TEXT[target.start : target.end] == target.quote


def test_a_whole_article_is_no_part_of_its_text() -> None:
    target = target_of(article(), 3, 9, Scope.ARTICLE)
    assert (target.start, target.end, target.quote) == (0, 0, "")
    assert not target.overlaps(0, len(TEXT))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, len(TEXT) + 1)])
def test_what_is_outside_of_the_text_is_no_target(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no text at"):
        target_of(article(), start, end, Scope.SPAN)
