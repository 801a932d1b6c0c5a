"""The filter language: read, printed, refused with a reason, completed, and what it lists."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.model.examples import notebook, sentence_target
from tui.model.annotation import Scope, target_of
from tui.model.article import Article, new_article
from tui.model.codebook_changes import add_label, nest_label
from tui.model.filtering import CHOICES, FIELDS, Query, Term, Wrong, complete, parse
from tui.model.sifting import Facts, Sieve, narrows

WIRE = new_article(
    "Summit “settled”", "Two presidents meet in\nBudapest. Straße.", source="Sample Wire", author="A. Writer",
    published="2025-10-16T19:05:00Z", language="en",
)  # fmt: skip
PAPER = new_article(
    "What we know", "Putin and Trump talk.", source="Japan Times", published="2025-11-02", language="en-GB"
)
SITE = new_article("Sommet", "Rencontre à Budapest.", published="2024", language="fr", extra={"file": "site.html"})
NAMED = {"summit": 'budapest OR "two presidents"', "mine": "annotator:ana -@summit"}


def facts() -> Facts:
    """A label, a note and a mark on the wire; on the paper another annotator's label, which stands under that one."""
    book = notebook()
    claim = book.codebook.labels[0]
    nest_label(book, add_label(book, "Frame: war"), claim)
    book.label(WIRE, sentence_target(WIRE, 0, 9), claim, "ana")
    book.note(WIRE, sentence_target(WIRE, 0, 9), "Check the\nsource", "ana")
    book.label(PAPER, target_of(PAPER, 0, 0, Scope.ARTICLE), book.codebook.under(claim.id)[0], "Ben")
    return Facts(
        articles=(WIRE, PAPER, SITE),
        annotations=book.annotations,
        codebook=book.codebook,
        done={PAPER.id},
        starred={WIRE.id},
        opened={WIRE.id},
        orphaned=lambda: {PAPER.id},
        share=lambda article: {WIRE.id: 0.196, PAPER.id: 0.5}.get(article.id, 0.0),
        partners=lambda article_id: {WIRE.id: [PAPER.id], PAPER.id: [WIRE.id]}.get(article_id, []),
    )


FACTS = facts()


def understood(text: str) -> Query:
    query = parse(text, NAMED)
    assert isinstance(query, Query), query
    return query


def listed(query: Query, articles: Sequence[Article] = FACTS.articles) -> list[Article]:
    sieve = Sieve(query, articles, FACTS)
    while not sieve.done:
        sieve.advance(0)
    return sieve.found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", (WIRE, PAPER, SITE)),
        ("budapest", (WIRE, SITE)),
        ("Budapest", (WIRE, SITE)),
        ("putin", (PAPER,)),
        ("PUTIN", ()),  # a capital makes case count
        ("settled", (WIRE,)),  # in a title
        ("straße", (WIRE,)),
        ("à", (SITE,)),  # accents count
        ('"meet in budapest"', (WIRE,)),  # across the end of a line
        ("meet in Paris", ()),
        ("trump -putin", ()),
        ("budapest -presidents", (SITE,)),
        ("putin OR presidents", (WIRE, PAPER)),
        ("putin OR budapest -lang:fr", (WIRE, PAPER)),
        ("title:SUMMIT", (WIRE,)),
        ("source:times", (PAPER,)),
        ("source=times", ()),
        ('source="japan times"', (PAPER,)),
        ("source:site.html", (SITE,)),  # as the list shows it
        ("author:writer", (WIRE,)),
        ("lang:en", (WIRE, PAPER)),
        ("lang:EN-gb", (PAPER,)),
        ("date>=2025-10", (WIRE, PAPER)),
        ("date>2025-10", (PAPER,)),
        ("date<2025", (SITE,)),
        ("date<=2025-10-16", (WIRE, SITE)),
        ("date:2025-10", (WIRE,)),
        ("date=2024", (SITE,)),
        ("label:claim", (WIRE, PAPER)),  # the paper's stands under it
        ('label="frame: war"', (PAPER,)),
        ("label=fram", ()),
        ("note:check", (WIRE,)),
        ('note:"the source"', (WIRE,)),
        ("annotator:ben", (PAPER,)),
        ("is:done", (PAPER,)),
        ("is:starred", (WIRE,)),
        ("is:unread", (SITE,)),
        ("has:note", (WIRE,)),
        ("has:label", (WIRE, PAPER)),
        ("has:orphan", (PAPER,)),
        ("-has:label", (SITE,)),
        ("shared>=20%", (WIRE, PAPER)),  # as the list shows it: 19.6 % is 20 %
        ("shared<20", (SITE,)),
        ('shares-with:"what we know"', (WIRE,)),
        ("@summit", (WIRE, SITE)),
        ("-@summit", (PAPER,)),
        ("@mine", ()),
        ("@summit OR is:done -has:note", (PAPER, SITE)),
    ],
)
def test_a_filter_lists(text: str, found: tuple[Article, ...]) -> None:
    assert listed(understood(text)) == list(found)


PRINTED = new_article("Ukraine’s “no”", "The president’s reply: “we need\nmore”, after a cease‑fire.", source="L’Écho")


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("ukraine's", True),
        ("president's", True),
        ("PRESIDENT'S", False),
        (r'"\"we need more\""', True),
        ("cease-fire", True),
        ("ukraine‘s", False),  # what no keyboard has is meant as it is typed
        ("source:l'é", True),
        ('title="ukraine\'s \\"no\\""', True),
        ("-ukraine's", False),
    ],
)
def test_quotation_marks_and_hyphens_of_a_keyboard_match_those_of_print(text: str, lists: bool) -> None:
    assert listed(understood(text), [PRINTED]) == [PRINTED] * lists


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("putin foo:bar", "foo:bar", "foo is no field"),
        ("date>=2025-13 x", "date>=2025-13", "2025-10-01"),
        ("date>=yesterday", "date>=yesterday", "2025-10-01"),
        ("shared>=120%", "shared>=120%", "percentage"),
        ("is:new", "is:new", "done, starred or unread"),
        ("title>=x", "title>=x", "not >="),
        ("a title:", "title:", "words of a title"),
        ("OR a", "OR", "between two terms"),
        ("a OR OR b", "OR", "between two terms"),
        ("a OR", "OR", "between two terms"),
        ("a - b", "-", "belongs here"),
        ("@nobody", "@nobody", "no filter is called nobody: @summit, @mine"),
    ],
)
def test_what_is_wrong_is_pointed_at(text: str, word: str, reason: str) -> None:
    wrong = parse(text, NAMED)
    assert isinstance(wrong, Wrong)
    assert text[wrong.start : wrong.end] == word and reason in wrong.message


def test_filters_that_recall_each_other_are_refused() -> None:
    wrong = parse("@a", {"a": "x @b", "b": "@a"})
    assert isinstance(wrong, Wrong) and wrong.message == "in @a, in @b, @a leads back to itself"
    deep = parse("@a0", {f"a{number}": f"@a{number + 1}" for number in range(9)})
    assert isinstance(deep, Wrong) and "is within too many others" in deep.message
    within = parse("@a", {"a": "foo:bar"})
    assert isinstance(within, Wrong) and "in @a, foo is no field" in within.message


VOCABULARY = {"label": ["Claim", "Fact", 'A "odd" one'], "source": ["Sample Wire", "Japan Times"]}


def known(field: str) -> list[str]:
    return VOCABULARY.get(field, [])


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("la", ["lang:", "label:"]),
        ("x -sh", ["x -shared>=", "x -shares-with:"]),
        ("is:", ["is:done", "is:starred", "is:unread"]),
        ("LABEL:c", ["label:Claim", "label:Fact"]),
        ("label:odd", ['label:"A \\"odd\\" one"']),
        ('source:"sample w', ['source:"Sample Wire"']),
        ("source=t", ['source="Japan Times"']),
        ("@m", ["@mine", "@summit"]),
        ("@mine", ["annotator:ana -@summit"]),
        ("putin", []),
        ("source>=s", []),  # what is wrong is told, not completed
    ],
)
def test_tab_completes(text: str, becomes: list[str]) -> None:
    found = complete(text, len(text), known, NAMED)
    assert [text[: found.start] + offer + text[found.end :] for offer in found.offers] == becomes


def test_with_nothing_typed_every_field_is_offered() -> None:
    assert [offer.rstrip(":>=") for offer in complete("x ", 2, known).offers] == list(FIELDS)


# Laws


def conditions(
    field: st.SearchStrategy[str],
    operator: st.SearchStrategy[str],
    value: st.SearchStrategy[str],
    recalled: Query | None = None,
) -> st.SearchStrategy[Term]:
    return st.builds(Term, field, operator, value, negated=st.booleans(), recalled=st.just(recalled))


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: bool(text.split()))
values = st.one_of(
    words, st.sampled_from(["OR", "-a", "@x", "a:b", 'say "so"', "\\", '"', "back\\slash\\", "Budapest"])
)
days = st.dates().map(lambda day: day.isoformat()).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))
comparisons = st.sampled_from(["=", "<", "<=", ">", ">="])
TEXTUAL = [field for field in FIELDS if field not in {*CHOICES, "date", "shared"}]
terms = st.one_of(
    conditions(st.just(""), st.just(""), values.map(lambda text: " ".join(text.split()))),
    conditions(st.sampled_from(TEXTUAL), st.sampled_from([":", "="]), values.map(lambda text: " ".join(text.split()))),
    conditions(st.just("date"), comparisons, days),
    conditions(st.just("shared"), comparisons, st.integers(0, 100).map("{}%".format)),
    *(conditions(st.just(field), st.just(":"), st.sampled_from(choices)) for field, choices in CHOICES.items()),
    conditions(st.just("@"), st.just(""), st.just("summit"), understood(NAMED["summit"])),
)
queries = st.lists(st.lists(terms, min_size=1, max_size=3).map(tuple), max_size=4).map(lambda some: Query(tuple(some)))


def opposite(term: Term) -> Term:
    return Term(term.field, term.operator, term.value, not term.negated, term.recalled)


@given(queries)
def test_what_is_printed_is_read_as_the_same(query: Query) -> None:
    assert parse(str(query), NAMED) == query


@given(queries)
def test_a_filter_and_its_negation_part_the_articles(query: Query) -> None:
    """Not (a and b) is not-a or not-b, in the language itself: every way of breaking one clause, all of them OR-ed."""
    negated = Query(tuple(tuple(map(opposite, ways)) for ways in product(*query.clauses))) if query else None
    one, other = listed(query), listed(negated) if negated else []
    assert len(one) + len(other) == len(FACTS.articles) and not {a.id for a in one} & {a.id for a in other}


@given(st.text())
@example('title:"')
@example("-")
@example("date:٢٠٢٥")
@example("shared:\u00b2%")
def test_any_text_is_a_filter_or_is_told_why_not(text: str) -> None:
    found = parse(text, NAMED)
    if isinstance(found, Wrong):
        assert found.message and 0 <= found.start < found.end <= len(text)
    else:
        assert parse(str(found), NAMED) == found
        listed(found)
    for cursor in {0, len(text) // 2, len(text)}:
        offered = complete(text, cursor, known, NAMED)
        assert 0 <= offered.start <= offered.end <= len(text)


@given(queries, queries, st.integers(0, 3))
def test_what_narrows_a_filter_lists_nothing_else(query: Query, more: Query, kept: int) -> None:
    longer = Query((*query.clauses[: kept + 1], *more.clauses))
    assert narrows(Query((*query.clauses, *more.clauses)), query)
    if narrows(longer, query):
        ids = {article.id for article in listed(query)}
        assert {article.id for article in listed(longer)} <= ids


@given(st.lists(st.sampled_from(["budapest", "Budapest", "two pres", "title:sum", "-putin", "source:times"])))
def test_typing_on_narrows_what_was_found_so_far(parts: list[str]) -> None:
    text = " ".join(parts)
    sieve = Sieve(Query(), FACTS.articles, FACTS)
    for length in range(len(text) + 1):
        query = parse(text[:length])
        if isinstance(query, Query):
            sieve = sieve.narrower(query) or Sieve(query, FACTS.articles, FACTS)
            if length % 2:
                sieve.advance(0)
    while not sieve.done:
        sieve.advance(0)
    assert sieve.found == listed(sieve.query)
