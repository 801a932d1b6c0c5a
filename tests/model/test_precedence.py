"""Who was first, by date: certain, or not said."""

import pytest

from tui.model.article import new_article
from tui.model.precedence import before, published_in


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ("2025-10-16", "2025-10-17", True),
        ("2025-10-16", "2025-10-16T23:00:00Z", False),  # the day may be over before, or not
        ("2025-10-16T08:00:00Z", "2025-10-16T08:09:00Z", False),  # as good as at once
        ("2025-10-16T08:00:00Z", "2025-10-16T08:10:00Z", True),
        ("2025-10-16T23:30:00-04:00", "2025-10-17T03:00:00+00:00", False),
        ("", "2025-10-16", False),
        ("2025-10-16", "last week", False),
        ("2025-10-17", "2025-10-16", False),
        ("9999-12-31", "9999-12-31", False),
    ],
)
def test_one_article_is_before_another_only_when_that_is_certain(one: str, other: str, first: bool) -> None:
    windows = [published_in(new_article("", "Text.", published=when)) for when in (one, other)]
    assert before(*windows) is first
