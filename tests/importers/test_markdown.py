"""Markdown: front matter becomes metadata, and the rest is the text as written."""

import pytest

from tui.importers.markdown import article_from

TEXT = "First paragraph.\n\n> *Second*, as written.\n"


def test_front_matter_is_metadata_and_the_rest_is_the_text() -> None:
    article = article_from(
        "---\n"
        'title: "A \\"great\\" day: it\'s here"\n'
        "# a comment\n"
        "Publisher: 'The Editor''s Gazette'\n"
        "byline: A. Writer\n"
        "date: Thu, 16 Oct 2025 19:05:00 +0200\n"
        "link: https://example.org/a?b=c#d\n"
        "lang: en-GB\n"
        "tags: [war, peace]\n"
        "people:\n"
        "  - Ana\n"
        "  - 'Bo'\n"
        "note: null\n"
        "---\n\n\n" + TEXT,
        "a.md",
    )
    assert article.text == TEXT
    assert article.title == 'A "great" day: it\'s here'
    assert article.source == "The Editor's Gazette"
    assert article.author == "A. Writer"
    assert article.published == "2025-10-16T19:05:00+02:00"
    assert article.url == "https://example.org/a?b=c#d"
    assert article.language == "en"
    assert article.extra == {"tags": "[war, peace]", "people": "Ana, Bo", "note": "", "file": "a.md"}


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: never closed\n\nText.",
        "---\n\nA rule, and under it a sentence.\n\n---\n\nText.",
        "---\n---\nText.",
        "Text first.\n---\ntitle: too late\n---\n",
    ],
)
def test_what_only_resembles_front_matter_is_text(text: str) -> None:
    assert article_from(text, "a.md").text == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: From the front\n---\n# From the heading\n\nText.", "From the front"),
        ("Lead.\n\n# From the heading #\n\nText.", "From the heading"),
        ("# Why C#\n\nText.", "Why C#"),
        ("A headline without a mark\n\nText.", "A headline without a mark"),
        ("## A lesser heading\n\nText.", "A lesser heading"),
    ],
)
def test_the_title_comes_from_the_front_the_heading_or_the_first_line(text: str, title: str) -> None:
    assert article_from(text, "a.md").title == title


@pytest.mark.parametrize(
    "text",
    [
        "# " + " " * 300_000 + "x",
        "---\ntitle: a" + "\n  b" * 300_000 + "\n---\nText.",
        "---\ndate: 2025" + " " * 300_000 + "x\n---\nText.",
        "---\na" + " " * 300_000 + "b\n---\nText.",
        "---\n" * 300_000,
    ],
    ids=["heading", "continued", "date", "name", "fences"],
)
@pytest.mark.timeout(5)
def test_no_file_takes_long(text: str) -> None:
    article_from(text, "a.md")
