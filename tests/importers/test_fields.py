"""The names and the forms in which files say what is known about an article."""

import pytest

from tui.importers.fields import fields_from, published_from


@pytest.mark.parametrize(
    ("raw", "published"),
    [
        ("2025-10-16", "2025-10-16"),
        ("20251016", "2025-10-16"),
        ("2025-10-16T19:05:00Z", "2025-10-16T19:05:00+00:00"),
        ("2025-10-16 19:05:00 -0400", "2025-10-16T19:05:00-04:00"),
        ("20251016T190500Z", "2025-10-16T19:05:00+00:00"),
        ("20251016190500", "2025-10-16T19:05:00"),
        ("Thu, 16 Oct 2025 19:05:00 GMT", "2025-10-16T19:05:00+00:00"),
        ("16 Oct 2025 19:05", "2025-10-16T19:05:00"),
        ("99 Oct 2025 19:05", ""),
        ("2025", ""),
        ("last Thursday", ""),
        ("", ""),
    ],
)
def test_a_date_is_iso_8601_or_unknown(raw: str, published: str) -> None:
    assert published_from(raw) == published


def test_a_date_that_cannot_be_read_is_kept_as_it_was_said() -> None:
    fields = fields_from({"Date": "last Thursday"})
    assert (fields.published, fields.extra) == ("", {"Date": "last Thursday"})


def test_the_day_of_download_is_no_day_of_publication() -> None:
    assert fields_from({"date_download": "2025-10-16"}).published == ""


def test_a_source_that_is_an_address_is_the_address() -> None:
    fields = fields_from({"source": "https://www.example.org/a", "hostname": "example.org"})
    assert (fields.url, fields.source) == ("https://www.example.org/a", "example.org")


def test_without_a_source_the_host_of_the_address_is_the_source() -> None:
    assert fields_from({"url": "https://www.example.org/a"}).source == "example.org"
    assert fields_from({"url": "http://[broken"}).source == ""


def test_the_first_name_with_a_value_wins_and_the_others_are_kept() -> None:
    fields = fields_from({"Headline": "Second", "title": "", "subject": "Third"})
    assert fields.title == "Second"
    assert fields.extra == {"title": "", "subject": "Third"}
