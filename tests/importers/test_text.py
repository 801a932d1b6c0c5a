"""Plain text: what becomes its title, and that nothing happens to its text."""

import pytest

from tui.importers.text import article_from, title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Two leaders to meet\n\nThey said so.", "Two leaders to meet"),
        ("\n\n  Two leaders to meet  \nThey said so.", "Two leaders to meet"),
        ("Will they meet?\nThey may.", "Will they meet?"),
        ("Marchers fill the streets of the U.S.\nThey came.", "Marchers fill the streets of the U.S."),
        ("二つの国の首脳が会談へ\n\n本文。", "二つの国の首脳が会談へ"),
        # Sentences, whole or broken at the end of a line, are no headlines
        ("They will meet.\n\nSoon.", "They will meet. Soon."),
        ("“They will meet.”\n\nSoon.", "“They will meet.” Soon."),
        (
            "The two leaders said on Thursday that\nthey would meet.",
            "The two leaders said on Thursday that they would…",
        ),
        ("Only one line, and nothing under it", "Only one line, and nothing under it"),
        (
            "One two three four five six seven eight nine, ten.",
            "One two three four five six seven eight nine…",
        ),
        ("字" * 500, "字" * 80 + "…"),
    ],
)
def test_the_title_is_a_headline_or_the_first_words(text: str, title: str) -> None:
    assert title_of(text) == title


def test_nothing_is_cut_from_the_text() -> None:
    text = "\n\nHeadline\n\n  Indented, with a tab\there.\n\n\n"
    article = article_from(text, "a.txt")
    assert article.text == text
    assert article.extra == {"file": "a.txt"}
    assert (article.source, article.author, article.published, article.url, article.language) == ("",) * 5
