"""Which articles a filter lists: worked out in small steps, so that a hundred thousand keep nobody waiting."""

import operator
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from time import perf_counter
from typing import NamedTuple

from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.codebook import CodeBook
from tui.model.filtering import Query, Term
from tui.model.finding import ALIKE

Test = Callable[[Article], bool]

BLOCK = 32
"""Articles between two looks at the clock: a millisecond, when all of them are read to the end."""
_SIGNS = re.compile(f"[{re.escape(''.join(ALIKE))}]")
_COMPARE = {"=": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


class Facts(NamedTuple):
    """What filters and orders ask about articles beyond what these say themselves, as it is at one moment."""

    articles: Sequence[Article] = ()
    """All that are open."""
    annotations: Sequence[Annotation] = ()
    """All that the person is shown."""
    codebook: CodeBook = CodeBook()
    done: Collection[str] = frozenset()
    """Ids of articles, as in the next two."""
    starred: Collection[str] = frozenset()
    opened: Collection[str] = frozenset()
    orphaned: Callable[[], Collection[str]] = frozenset
    """The ids of those that came back changed, with annotations whose words are not found again."""
    share: Callable[[Article], float] = lambda _article: 0.0
    """How much of an article stands elsewhere too, 0..1."""
    partners: Callable[[str], Iterable[str]] = lambda _article: ()
    """The ids of the articles that one shares text with."""


class Sieve:
    """One run of a filter over articles. It keeps their order, and stops whenever it is told to."""

    def __init__(self, query: Query, articles: Sequence[Article], facts: Facts) -> None:
        self.query = query
        self.facts = facts
        self.found: list[Article] = []
        """Those listed so far."""
        self._articles = articles
        self._at = 0
        clauses = sorted(query.clauses, key=lambda clause: max(map(_cost, clause)))
        self._tests = [_any_of([_test(term, facts) for term in clause]) for clause in clauses]

    @property
    def done(self) -> bool:
        """Whether every article was looked at."""
        return self._at >= len(self._articles)

    def advance(self, seconds: float) -> None:
        """Go on for about so long."""
        end = perf_counter() + seconds
        while not self.done:
            block = self._articles[self._at : self._at + BLOCK]
            self._at += BLOCK
            for test in self._tests:
                block = [article for article in block if test(article)]
            self.found += block
            if perf_counter() >= end:
                return

    def narrower(self, query: Query) -> "Sieve | None":
        """A run that need not look at what this one has left out; None when the filter does not narrow this one."""
        if not narrows(query, self.query):
            return None
        return Sieve(query, [*self.found, *self._articles[self._at :]], self.facts)


def narrows(query: Query, before: Query) -> bool:
    """Whether what `query` lists is surely among what `before` lists; as typing on does."""
    return all(
        any(all(any(_implies(term, old) for old in older) for term in clause) for clause in query.clauses)
        for older in before.clauses
    )


def _implies(term: Term, old: Term) -> bool:
    if term == old:
        return True
    alike = (term.field, term.operator, term.negated) == (old.field, old.operator, old.negated)
    if not alike or term.field not in _TEXTUAL or term.operator == "=":
        return False
    held, holder = (term.value, old.value) if term.negated else (old.value, term.value)
    if term.field:
        return held.casefold() in holder.casefold()
    alike = _any_case(held) == _any_case(holder) and held.isascii() == holder.isascii()
    return alike and held in holder


_TEXTUAL = frozenset({"", "title", "source", "author", "label", "note", "annotator", "shares-with"})


# Terms as tests


def _cost(term: Term) -> int:
    """What takes longer comes last, for then there is less to look at: above all, reading whole texts."""
    if term.recalled:
        return max(map(_cost, term.recalled.terms()), default=0)
    return {"": 2, "shared": 1}.get(term.field, 0)


def _any_of(tests: Sequence[Test]) -> Test:
    return tests[0] if len(tests) == 1 else lambda article: any(test(article) for test in tests)


def _test(term: Term, facts: Facts) -> Test:
    test = _positive(term, facts)
    return (lambda article: not test(article)) if term.negated else test


def _positive(term: Term, facts: Facts) -> Test:
    match term.field:
        case "":
            return _has_words(term.value)
        case "@":
            clauses = term.recalled.clauses if term.recalled else ()
            tests = [_any_of([_test(one, facts) for one in clause]) for clause in clauses]
            return lambda article: all(test(article) for test in tests)
        case "title":
            fits = _fits(term)
            return lambda article: fits(article.title)
        case "source":
            return _has_value(lambda article: article.provenance, _fits(term))
        case "author":
            return _has_value(lambda article: article.author, _fits(term))
        case "lang":
            language = term.value.casefold()
            return _has_value(
                lambda article: article.language, lambda value: f"{value.casefold()}-".startswith(f"{language}-")
            )
        case "date":
            return _has_date(term)
        case "is" if term.value == "unread":
            known = {*facts.opened, *facts.done, *facts.starred, *(one.target.article for one in facts.annotations)}
            return lambda article: article.id not in known
        case "shared":
            compare, wanted = _COMPARE[term.operator], int(term.value.removesuffix("%"))
            return lambda article: compare(round(100 * facts.share(article)), wanted)  # as the list shows it
    ids = _ids(term, facts)
    return lambda article: article.id in ids


def _ids(term: Term, facts: Facts) -> Collection[str]:
    """The articles that a notebook's records, or what is shared, speak of."""
    match term.field, term.value:
        case "is", "done":
            return facts.done
        case "is", "starred":
            return facts.starred
        case "has", "label":
            return {one.target.article for one in facts.annotations if one.label}
        case "has", "note":
            return {one.target.article for one in facts.annotations if one.note}
        case "has", "orphan":
            return facts.orphaned()
    fits = _fits(term)
    match term.field:
        case "label":
            book = facts.codebook
            labels = {one.id for one in book.labels if any(fits(label.name) for label in (one, *book.above(one)))}
            return {one.target.article for one in facts.annotations if one.label in labels}
        case "note":
            return {one.target.article for one in facts.annotations if one.note and fits(one.note)}
        case "annotator":
            return {one.target.article for one in facts.annotations if fits(one.annotator)}
        case _:  # shares-with
            titled = (article.id for article in facts.articles if fits(article.title))
            return {other for article_id in titled for other in facts.partners(article_id)}


def _fits(term: Term) -> Callable[[str], bool]:
    """Whether a value is what the term says, or holds it: case and the width of blanks do not count."""
    wanted, typed = term.value.casefold(), _as_typed(term.value)
    if term.operator == "=":
        return lambda value: " ".join(typed(value).casefold().split()) == wanted
    if " " in wanted:
        return lambda value: wanted in " ".join(typed(value).casefold().split())
    return lambda value: wanted in typed(value).casefold()


def _as_typed(words: str) -> Callable[[str], str]:
    """What turns a text's quotation marks and hyphens into those of the keyboard, as far as these are in the words."""
    signs = [(printed, sign) for sign in ALIKE if sign in words for printed in ALIKE[sign]]

    def typed(text: str) -> str:
        for printed, sign in signs:
            text = text.replace(printed, sign)
        return text

    return typed if signs else lambda text: text


def _has_value(value_of: Callable[[Article], str], fits: Callable[[str], bool]) -> Test:
    """A test of one field; many articles have the same value there."""
    known: dict[str, bool] = {}

    def test(article: Article) -> bool:
        value = value_of(article)
        found = known.get(value)
        if found is None:
            found = known[value] = fits(value)
        return found

    return test


def _has_date(term: Term) -> Test:
    """By the day as the article gives it; the value may be a month or a year, which is then all that counts."""
    compare, wanted, size = _COMPARE[term.operator], term.value, len(term.value)

    def test(article: Article) -> bool:
        day = article.published[:size]
        return day[:4].isdecimal() and compare(day, wanted)

    return test


def _any_case(words: str) -> bool:
    """Whether case does not count: it does as soon as there is a capital."""
    return words == words.lower()


def _has_words(words: str) -> Test:
    """Whether the words stand in title or text, as they stand here: blanks match line ends too, accents count.

    Straight quotation marks and hyphens match those of print.
    """
    if " " in words or any(sign in words for sign in ALIKE):
        pieces = [_has_word(piece, _any_case(words)) for piece in _SIGNS.sub(" ", words).split()]
        whole, typed = _has_word(words, _any_case(words)), _as_typed(words)

        def test(article: Article) -> bool:
            # Where one of the words is missing the text need not be taken apart.
            if not all(piece(article.text) for piece in pieces):
                return whole(" ".join(typed(article.title).split()))
            return whole(" ".join(typed(article.text).split())) or whole(" ".join(typed(article.title).split()))

        return test
    word = _has_word(words, _any_case(words))
    # As it is typed it is found soonest, and most of what is typed first stands in most texts.
    return lambda article: words in article.text or word(article.title) or word(article.text)


def _has_word(word: str, any_case: bool) -> Callable[[str], bool]:
    if not any_case:
        return lambda text: word in text
    if word.isascii() and "?" not in word:  # three times as fast for a text with a curly quote or an accent in it
        octets = word.encode()
        return lambda text: word in text or octets in text.encode("ascii", "replace").lower()
    return lambda text: word in text or word in text.lower()
