"""Articles: settled once, known by their content, found in the library."""

import pytest

from tests.model.examples import article
from tui.model.library import Library


def test_the_same_text_from_the_same_source_is_the_same_article() -> None:
    assert article("One.\r\nTwo.").id == article("One.\nTwo.", title="Another headline").id
    assert article("One.").id != article("One.", source="Daily Example").id
    assert article("One.").id != article("One!").id


def test_every_field_is_settled() -> None:
    one = article("Text\x1b[2J", title="A\x1b]2;title\x07", url="https://example.org/\x9b")
    assert not {"\x1b", "\x9b", "\x07"} & set(one.text + one.title + one.url)


def test_what_has_no_blanks_between_words_takes_its_time_too() -> None:
    assert article("one two " * 119).minutes == 1
    assert article("记者，" * 250).minutes == pytest.approx(1, abs=0.01)
    assert article("Reuters 记者. " * 100).minutes == pytest.approx(200 / 238 + 0.4, abs=0.01)


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://example.org/a", True),
        ("HTTP://OK.example/", True),
        ("http://[::1]/x", True),
        ("https://été.example", True),
        ("http:///", False),
        ("http://-x/", False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://example.org/ -x", False),
        ("", False),
    ],
)
def test_only_an_address_of_the_web_with_a_host_has_a_page(url: str, opened: bool) -> None:
    assert article("One.", url=url).page == url * opened


def test_a_library_holds_an_article_once_and_finds_it() -> None:
    first, second = article("One."), article("Two.")
    library = Library([first, second, article("One.")])
    assert list(library) == [first, second]
    assert library.by_id(second.id) is second
    assert library.position(second.id) == 1
    assert library.by_id("nowhere") is None
    assert library.position("nowhere") is None
