"""The filter language of the list: what is typed, what it means or what is wrong with it, what can be typed next.

Terms are words, `"phrases"`, `field:value`, `field=value`, `date>=2025-10` and `@name` for a filter that was named
before. All must hold; of terms with `OR` between them one; `-` before a term turns it around.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

FIELDS = {
    "title": "words of a title",
    "source": "a source",
    "author": "an author",
    "date": "2025, 2025-10 or 2025-10-01",
    "lang": "a language, as in lang:en",
    "label": "a label",
    "note": "words of a note",
    "annotator": "an annotator",
    "is": "done, starred or unread",
    "has": "label, note or orphan",
    "shared": "a percentage of the text, as in shared>=20%",
    "shares-with": "words of a title",
}
"""Every field, and what it takes."""
CHOICES = {"is": ("done", "starred", "unread"), "has": ("label", "note", "orphan")}
"""The values of the fields that take nothing else."""
COMPARED = frozenset({"date", "shared"})
"""The fields that know what is more and what is less."""
NAME = re.compile(r"[\w-]+")
"""What a filter can be called."""
DEEPEST = 5
"""How many filters may recall each other in a row: more are a circle."""

_TERM = re.compile(
    r"""(?=\S) (?P<minus>-?)
        (?: (?P<field>[A-Za-z][A-Za-z-]*) (?P<operator>[<>]=?|[:=]) )?
        (?: "(?P<quoted>(?:[^"\\]|\\.)*) "? | (?P<bare>\S*) )""",
    re.VERBOSE | re.DOTALL,
)
_NEEDS_QUOTES = re.compile(r'\s|^["@-]|^OR$|^$|^[A-Za-z][A-Za-z-]*[:=<>]')
_DAY = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_PERCENTAGE = re.compile("(100|[0-9]{1,2})%?")


class Term(NamedTuple):
    """One condition on an article."""

    field: str
    """One of FIELDS; `@` for a filter recalled by name; empty for words in title or text."""
    operator: str
    """How field and value are compared; empty where there is no field."""
    value: str
    negated: bool = False
    recalled: "Query | None" = None
    """What a name stands for."""

    def __str__(self) -> str:
        """The term as it is typed."""
        value = self.value if self.field == "@" else quoted(self.value)
        return f"{'-' if self.negated else ''}{self.field}{self.operator}{value}"


class Query(NamedTuple):
    """What a filter means: every clause must hold, and of a clause one term. Without clauses it lists everything."""

    clauses: tuple[tuple[Term, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.clauses)

    def __str__(self) -> str:
        """The filter as it is typed: parsed, it is this query again."""
        return " ".join(" OR ".join(map(str, clause)) for clause in self.clauses)

    def terms(self) -> Iterator[Term]:
        """Every term, those of recalled filters too."""
        for clause in self.clauses:
            for term in clause:
                yield term
                yield from term.recalled.terms() if term.recalled else ()


class Wrong(NamedTuple):
    """Why a text is no filter."""

    start: int
    end: int
    """Which part of it is wrong, in code points."""
    message: str
    """What is allowed there, in a line for the person."""


NOTHING_NAMED: Mapping[str, str] = {}


def parse(text: str, named: Mapping[str, str] = NOTHING_NAMED, *, within: tuple[str, ...] = ()) -> Query | Wrong:
    """What a filter means, or what is wrong with it.

    `named` are the texts of filters by name; `within` the names of those that it is part of, the outermost first.
    """
    clauses: list[tuple[Term, ...]] = []
    dangling: re.Match[str] | None = None
    for token in _TERM.finditer(text):
        if token[0] == "OR":
            if dangling or not clauses:
                return Wrong(*token.span(), "OR stands between two terms")
            dangling = token
            continue
        term = _term(token, named, within)
        if isinstance(term, str):
            return Wrong(*token.span(), term)
        if dangling:
            clauses[-1] += (term,)
        else:
            clauses.append((term,))
        dangling = None
    return Wrong(*dangling.span(), "OR stands between two terms") if dangling else Query(tuple(clauses))


def quoted(value: str) -> str:
    """A value as it is typed: in quotation marks where it would be read as something else without."""
    if not _NEEDS_QUOTES.search(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _term(token: re.Match[str], named: Mapping[str, str], within: tuple[str, ...]) -> Term | str:
    """What one term means, or what is wrong with it."""
    negated = bool(token["minus"])
    field, operator = (token["field"] or "").lower(), token["operator"] or ""
    value = token["bare"] if token["quoted"] is None else re.sub(r"(?s)\\(.)", r"\1", token["quoted"])
    if not field and token["quoted"] is None and value.startswith("@"):
        return _recalled(value[1:], negated, named, within)
    value = " ".join(value.split())
    if not field:
        return Term("", "", value, negated) if value else "a word or “phrase” belongs here"
    if field not in FIELDS:
        return f"{field} is no field: {', '.join(FIELDS)}. In quotation marks it is a phrase"
    if field in COMPARED:
        operator = "=" if operator == ":" else operator
    elif operator not in (":", "="):
        return f"{field} takes : or = for the whole of it, not {operator}"
    elif field in CHOICES:
        value, operator = value.lower(), ":"
    return Term(field, operator, _settled(field, value), negated) if _fits(field, value) else _takes(field)


def _recalled(name: str, negated: bool, named: Mapping[str, str], within: tuple[str, ...]) -> Term | str:
    if name not in named:
        known = ", ".join(f"@{one}" for one in named)
        return f"no filter is called {name}: {known}" if known else "no filter has a name yet"
    if name in within:
        return f"@{name} leads back to itself"
    if len(within) == DEEPEST:
        return f"@{name} is within too many others"
    query = parse(named[name], named, within=(*within, name))
    return f"in @{name}, {query.message}" if isinstance(query, Wrong) else Term("@", "", name, negated, query)


def _takes(field: str) -> str:
    return f"{field} takes {FIELDS[field]}"


def _fits(field: str, value: str) -> bool:
    if field == "date":
        return _is_day(value)
    if field == "shared":
        return bool(_PERCENTAGE.fullmatch(value))
    return value in CHOICES[field] if field in CHOICES else bool(value)


def _settled(field: str, value: str) -> str:
    return f"{int(value.removesuffix('%'))}%" if field == "shared" else value


def _is_day(value: str) -> bool:
    if not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


# What can be typed next


class Completion(NamedTuple):
    """What the term at the cursor can become."""

    start: int
    end: int
    """Where that term stands, in code points."""
    offers: tuple[str, ...] = ()
    """What can stand there instead, the likeliest first."""


MOST_OFFERS = 50
"""More nobody steps through; a letter more narrows them."""


def complete(
    text: str, cursor: int, vocabulary: Callable[[str], Sequence[str]], named: Mapping[str, str] = NOTHING_NAMED
) -> Completion:
    """What the term at the cursor can become: the name of a field, what `vocabulary` has for a field, a filter by name.

    A name that is wholly there can become what it stands for.
    """
    token = next((one for one in _TERM.finditer(text) if one.start() < cursor <= one.end()), None)
    if token is None:
        return Completion(cursor, cursor, _offers("", [f"{field}{_usual(field)}" for field in FIELDS]))
    minus, field, operator = token["minus"], (token["field"] or "").lower(), token["operator"] or ""
    typed = token["bare"] if token["quoted"] is None else token["quoted"]
    if field:
        suits = field in COMPARED or operator in (":", "=")
        known = (CHOICES.get(field) or vocabulary(field)) if suits else ()
        offers = [f"{minus}{field}{operator}{quoted(value)}" for value in _offers(typed, known)]
    elif token["quoted"] is not None:
        offers = []
    elif typed.startswith("@"):
        offers = [named[typed[1:]]] if typed[1:] in named and not minus else []
        offers += [f"{minus}@{name}" for name in _offers(typed[1:], named)]
    else:
        begun = [one for one in FIELDS if typed and one.startswith(typed.lower())]
        offers = [f"{minus}{one}{_usual(one)}" for one in begun]
    return Completion(*token.span(), tuple(offer for offer in offers if offer != token[0]))


def _usual(field: str) -> str:
    return ">=" if field in COMPARED else ":"


def _offers(typed: str, known: Iterable[str]) -> tuple[str, ...]:
    """Of the known values those that start with what is typed, then those that hold it."""
    wanted = " ".join(typed.split()).casefold()
    starting: list[str] = []
    holding: list[str] = []
    for value in known:
        folded = value.casefold()
        if folded.startswith(wanted):
            starting.append(value)
            if len(starting) == MOST_OFFERS:
                break
        elif len(holding) < MOST_OFFERS and wanted in folded:
            holding.append(value)
    return tuple([*starting, *holding][:MOST_OFFERS])
