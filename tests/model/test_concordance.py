"""Every sentence of many articles that has the words, found in steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.examples import article, notebook
from tui.model import concordance
from tui.model.annotation import Scope, target_of
from tui.model.article import Article
from tui.model.concordance import Concordance
from tui.model.finding import find_hits, sought
from tui.model.sentences import sentence_spans

SENTENCES = st.lists(st.sampled_from(["Taxes fell.", "Taxes, taxes!", "Nobody\nknows.", "The end of taxes", "\n\n"]))


def run(typed: str, articles: list[Article], seconds: float = 0) -> Concordance:
    found = Concordance(sought(typed), articles, lambda one: sentence_spans(one.text), lambda _article: ())
    while not found.done:
        found.advance(seconds)
    return found


@given(st.lists(SENTENCES, max_size=5), st.sampled_from(["taxes", "Taxes", "fell. nobody", "/t.x", "e", "zebra"]))
def test_every_hit_stands_in_one_line_that_has_it(texts: list[list[str]], typed: str) -> None:
    articles = [
        article(" ".join(text), source=f"{number}") for number, text in enumerate(texts) if "".join(text).strip()
    ]
    found = run(typed, articles)
    assert found.looked == len(articles)
    for one in articles:
        hits = [(hit.start, hit.end) for hit in find_hits(one.text, (), sought(typed))]
        lines = [line for line in found.lines if line.article is one]
        assert [hit for line in lines for hit in line.hits] == hits
        assert found.counts.get(one.id, 0) == len(hits)
        assert [line.opens for line in lines] == [True, *[False] * len(lines)][: len(lines)]
        assert all(line.span[0] <= line.at < line.span[1] for line in lines)
    assert found.hits == sum(len(line.hits) for line in found.lines)


def test_a_sentence_with_the_words_in_its_note_is_a_line() -> None:
    one, book = article("Taxes fell. Critics disagree."), notebook()
    book.note(one, target_of(one, 12, 29, Scope.SENTENCE), "on taxes", "ana")
    found = Concordance(sought("taxes"), [one], lambda each: sentence_spans(each.text), book.on_article)
    found.advance(1)
    assert [(line.sentence, line.hits, line.at) for line in found.lines] == [(0, ((0, 5),), 0), (1, (), 12)]


def test_it_stops_where_it_is_told_to_and_goes_on_there() -> None:
    articles = [article(f"Taxes fell by {number}.", title=f"{number}") for number in range(50)]
    found = Concordance(sought("taxes"), articles, lambda one: sentence_spans(one.text), lambda _article: ())
    found.advance(0)
    assert (found.looked, len(found.lines), found.done) == (1, 1, False)
    found.advance(60)
    assert (found.looked, len(found.lines), found.done) == (50, 50, True)


def test_what_is_too_much_or_takes_too_long_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concordance, "MOST", 3)
    articles = [article(f"Taxes fell by {number}.", title=f"{number}") for number in range(9)]
    found = run("taxes", articles)
    assert (len(found.lines), found.full, found.too_slow) == (3, True, False)
    slow = run("/(a+)+$", [*articles, article("a" * 60 + "b")], 60)
    assert (slow.lines, slow.full, slow.too_slow) == ([], False, True)
    assert run("", articles).looked == 0
