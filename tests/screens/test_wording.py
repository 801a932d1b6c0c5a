"""Dates as they are told beside each other: never so that they contradict what is said about who was first."""

import pytest

from tui.screens.wording import off_utc, told_apart


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("2025-10-16", "2025-10-16T08:00Z", ("16 Oct 2025", "16 Oct 2025")),
        ("2025-10-16T19:05:00Z", "2025-10-16T08:00Z", ("16 Oct 2025 19:05", "16 Oct 2025 08:00")),
        ("2025-10-17T08:00-04:00", "2025-10-17T11:00Z", ("17 Oct 2025 08:00 -04:00", "17 Oct 2025 11:00 UTC")),
        ("2025-10-17T01:30+09:00", "2025-10-16T23:00", ("17 Oct 2025 01:30 +09:00", "16 Oct 2025 23:00 UTC")),
        ("2025-10-17T12:30+09:00", "2025-10-16T23:00", ("17 Oct 2025", "16 Oct 2025")),
        ("soon", "2025-10-16T23:00", ("", "16 Oct 2025")),
    ],
)
def test_times_and_zones_are_told_where_days_alone_do_not_tell_who_was_first(
    one: str, other: str, told: tuple[str, str]
) -> None:
    assert told_apart(one, other) == told
    assert told_apart(other, one) == told[::-1]


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2025-10-17T01:30+09:00", " 01:30 +09:00"),
        ("2025-10-16T20:30:15-04:00", " 20:30 -04:00"),
        ("2025-10-17T12:30+09:00", ""),
        ("2025-10-17", ""),
        ("0001-01-01T00:30+09:00", ""),
        ("soon", ""),
    ],
)
def test_a_day_that_is_another_in_utc_is_told_with_its_time(published: str, told: str) -> None:
    assert off_utc(published) == told
