"""Citing a sentence: its words, and what is known of where they are from."""

from tui.model.article import new_article
from tui.model.citation import citation

WHOLE = new_article(
    "Two leaders to meet", "Both agreed.", source="Sample Wire", author="A. Writer",
    published="2025-10-16T19:05:00+00:00", url="https://example.org/a",
)  # fmt: skip


def test_everything_that_is_known_is_cited_in_order() -> None:
    expected = "“Both agreed.” — A. Writer, “Two leaders to meet”, Sample Wire, 16 October 2025, https://example.org/a"
    assert citation(WHOLE, "Both\n agreed.") == expected


def test_what_is_not_known_leaves_no_trace() -> None:
    assert citation(new_article("A call", "It rang.", published="soon"), "It rang.") == "“It rang.” — “A call”"
    assert citation(WHOLE, "").startswith("A. Writer, ")
