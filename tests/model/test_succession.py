"""Which open article a known one came back as: beyond doubt, or for a person to say."""

from dataclasses import replace
from typing import Any

import pytest

from tests.model.examples import notebook
from tui.model.annotation import Scope, target_of
from tui.model.article import Article, new_article
from tui.model.codebook import STARTER
from tui.model.library import Library
from tui.model.notebook import Notebook
from tui.model.succession import MOST_NAMESAKES, Successor, successors

TEXT = "The mayor told the council that taxes fell last year. Critics of the budget disagreed on Tuesday night."
CHANGED = "It rained.\n\n" + TEXT.replace("Critics", "Some critics")
REWRITTEN = "Nothing of what was here before is here any more, but for the name that it has."


def one(text: str = TEXT, **fields: str) -> Article:
    """An article with a title of its own, a file, and what else is given."""
    known = {"title": "Taxes", "file": "taxes.md", **fields}
    file, title = known.pop("file"), known.pop("title")
    return new_article(title, text, extra={"file": file}, **known)


def said_about(*articles: Article) -> Notebook:
    """A notebook with a label on the first sentence of each."""
    book = notebook()
    for article in articles:
        book.label(article, target_of(article, 0, article.text.index(".") + 1, Scope.SENTENCE), STARTER[0], "ana")
    return book


def found(known: Article, *opened: Article) -> tuple[Article, bool] | None:
    """What a known article has become among those that are open, and whether that is sure."""
    successor = successors(said_about(known), Library(opened)).get(known.id)
    return (successor.article, successor.sure) if successor else None


URL = {"url": "https://example.org/taxes"}
DAY = {"source": "Wire", "published": "2025-10-16T10:00:00Z"}


@pytest.mark.parametrize(
    ("known", "now"),
    [
        (one(), one(file="renamed.md")),
        (one(source="Wire"), one(source="The Wire")),
        (one(), one(source="Wire")),
        (one(**URL), one(CHANGED, **URL)),
        (one(**URL), one(REWRITTEN, title="Other", **URL)),
        (one(**URL), one(CHANGED, title="Other", source="New", file="new.md", **URL)),
        (one(source="Wire"), one(CHANGED, source="Wire")),
        (one(source="Wire"), one(CHANGED, source="Wire", title="Other")),
        (one(), one(CHANGED)),
        (one(**DAY), one(CHANGED, file="new.md", **DAY)),
    ],
)
def test_it_is_known_again_by(known: Article, now: Article) -> None:
    assert found(known, now) == (now, True)
    bystanders = [one(ELSEWHERE, title=f"T{number}", file=f"{number}.md") for number in range(3)]
    assert found(known, *bystanders, now) == (now, True)


ELSEWHERE = "A ship came into the harbour in the morning."


@pytest.mark.parametrize(
    ("known", "now"),
    [
        # a reprint: the same words, told by another source in another file
        (one(source="Wire"), one(source="Paper", file="paper.md")),
        (one(source="Wire", **URL), one(source="Wire 2", file="2.md", url="https://example.com/2")),
        # the same name in another folder
        (one(), one(ELSEWHERE, title="Ships")),
        (one(source="Wire", published="2025-10-16"), one(ELSEWHERE, source="Wire", published="2025-10-17")),
        # one url for many articles
        (one(**URL), one(ELSEWHERE, title="Ships", file="ships.md", **URL)),
        # the evening's edition
        (one(**DAY), one(ELSEWHERE, file="evening.md", **DAY)),
    ],
)
def test_what_only_looks_like_it_is_left_to_the_person(known: Article, now: Article) -> None:
    assert found(known, now) == (now, False)


def test_what_has_nothing_in_common_is_not_offered() -> None:
    assert found(one(), one(ELSEWHERE, title="Ships", file="ships.md")) is None
    assert found(one(source="Wire"), one(ELSEWHERE, source="Paper")) is None


def test_two_that_are_equally_likely_are_none() -> None:
    known = one(**URL)
    assert found(known, one(CHANGED, file="a.md", **URL), one(CHANGED + " More.", file="b.md", **URL)) is None
    assert found(one(), one(file="a.md"), one(file="b.md")) is None


def test_a_name_that_very_many_have_says_nothing() -> None:
    namesakes = [one(f"{number}. {ELSEWHERE}", file=f"{number}.md") for number in range(MOST_NAMESAKES)]
    assert found(one(), *namesakes[1:], one(file="renamed.md")) is not None
    assert found(one(), *namesakes, one(file="renamed.md")) is None


def test_of_two_states_that_are_kept_side_by_side_the_file_tells_which_was_changed() -> None:
    first, second = one(file="v1.md", **URL), one(CHANGED, file="v2.md", **URL)
    now = one(CHANGED + " More.", file="v2.md", **URL)
    book = said_about(first, second)
    assert {key: value.article for key, value in successors(book, Library([first, now])).items()} == {second.id: now}
    # and when the second is not open the first is not its successor
    assert not successors(book, Library([first]))[second.id].sure


def test_two_articles_do_not_become_one() -> None:
    book = said_about(one(file="a.txt"), one(file="b.txt"))
    assert [successor.sure for successor in successors(book, Library([one(file="c.txt")])).values()] == [False, False]


def test_two_states_of_one_article_do() -> None:
    first, second, now = one(), one(CHANGED), one(CHANGED + " More.")
    found = successors(said_about(first, second), Library([now]))
    assert {card: (s.article, s.sure) for card, s in found.items()} == {first.id: (now, True), second.id: (now, True)}


def test_what_was_found_out_before_holds_also_through_states_in_between() -> None:
    first, second, third = one(), one(REWRITTEN, title="New"), one(REWRITTEN + " More.", title="New")
    book = said_about(first, second)
    known = {card.id: card for card in book.cards}

    def with_successors(**after: str) -> Notebook:
        cards = [replace(known[card], successor=after.get(f"_{card}", "")) for card in known]
        return Notebook([*book.annotations, *cards])

    assert not successors(with_successors(), Library([second]))[first.id].sure
    recorded = with_successors(**{f"_{first.id}": second.id})
    assert successors(recorded, Library([second]))[first.id].sure
    assert not successors(with_successors(), Library([third]))[first.id].sure
    assert successors(recorded, Library([third]))[first.id] == Successor(third, sure=True)
    around = with_successors(**{f"_{first.id}": second.id, f"_{second.id}": first.id})
    assert first.id in successors(around, Library([third]))


def test_an_open_article_has_no_successor_nor_one_that_nothing_is_said_about() -> None:
    known = one(**URL)
    assert successors(said_about(known), Library([known, one(CHANGED, **URL)])) == {}
    book = said_about(known)
    book.undo()
    assert successors(book, Library([one(CHANGED, **URL)])) == {}
    book.toggle_star(known)
    assert known.id in successors(book, Library([one(CHANGED, **URL)]))


def test_no_text_is_hashed_that_cannot_be_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_text: str) -> Any:
        raise AssertionError("a text was hashed")

    library = Library([one(f"Text {n}.", title=f"T{n}", file=f"{n}.md") for n in range(5_000)])
    book = said_about(*library[:500], one("Gone. And more.", title="T7", file="gone.md"))
    monkeypatch.setattr("tui.model.succession.text_sha256", never)
    assert successors(book, library) == {}
