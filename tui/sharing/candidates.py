"""Which texts are worth comparing: one equi-join over pairs of rare tokens and runs of four tokens.

A text is a sentence written as a string, a character for each token, see `tokens.Vocabulary`.
"""

import os
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import combinations, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from tui.model.sentences import Span
from tui.sharing.columns import ColumnFile

# All from docs/sharing.md, where other values were measured: 99.9 % of planted pairs are proposed.
RAREST = 8
"""Every two of a unit's rarest tokens are a key. Units are texts, and the quotations inside them."""
RUN = 4
"""Every run of so many tokens is a key."""
PAIRED = 30
"""A key that stands in up to so many places proposes all their pairs."""
CHAINED = 5000
"""A key in up to so many places proposes each with the next: a text that went everywhere is not lost. A token in more
of them is never one of the rarest."""
SMALL = 10_000
"""Up to so many texts the join is done here: importing DuckDB takes 0.3 s, longer than such a join. Measured."""

Pairs = list[tuple[int, int]]
"""Numbers of texts, the lower first."""
Quotations = Sequence[Sequence[Span]]
"""Of each text, the stretches of its tokens that stand in quotation marks."""


def candidates(
    texts: Sequence[str],
    quotations: Quotations,
    hashes: Mapping[str, int],
    report: Callable[[float], None] = lambda fraction: None,
) -> Iterator[Pairs]:
    """Pairs of texts worth comparing, sorted, each once, in slices."""
    if len(texts) <= SMALL:
        yield join(texts, quotations, rarity_of(Counter("".join(texts)), hashes))
    else:
        yield from _join_in_duckdb(texts, quotations, hashes, report)


def inner(text: str, quotations: Sequence[Span]) -> Iterator[str]:
    """The quotations in a text that take part beside it: those that are not all of it."""
    return (text[first:last] for first, last in quotations if last - first < len(text))


def rare_pairs(text: str, quoted: Iterable[str], rarity: "Rarity") -> set[str]:
    """Every two of the rarest tokens of a text, and of each quotation in it; rarest are the lowest in `rarity`."""
    pairs: set[str] = set()
    for unit in (text, *quoted):
        rarest = sorted((rarity[token], token) for token in set(unit) if token in rarity)[:RAREST]
        pairs.update(map("".join, combinations(sorted(token for _, token in rarest), 2)))
    return pairs


def runs(text: str) -> Iterator[str]:
    """Every four tokens in a row."""
    return (text[at : at + RUN] for at in range(len(text) - RUN + 1))


Rarity = Mapping[str, tuple[int, int]]
"""Of each token that can be a rarest one, how often it stands in all texts, and its hash for ties."""


def rarity_of(counts: Mapping[str, int], hashes: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """The rarity of those tokens that are neither alone nor too common to be one of the rarest."""
    return {token: (count, hashes[token]) for token, count in counts.items() if 1 < count <= CHAINED}


def join(texts: Sequence[str], quotations: Quotations, rarity: Rarity) -> Pairs:
    """What `SQL` does, for a small collection."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for pair in rare_pairs(text, inner(text, quotations[number]), rarity):
            holders[pair].append(number)
        for run in runs(text):
            holders[run].append(number)
    pairs: set[tuple[int, int]] = set()
    for held in holders.values():
        if 1 < len(held) <= PAIRED:
            pairs.update(combinations(held, 2))
        elif PAIRED < len(held) <= CHAINED:
            pairs.update(pairwise(held))
    return sorted((a, b) for a, b in pairs if a < b)


# Tokens are below 2^21, so that no sum reaches 2^63. Two runs have one key by a chance of 2^-38, and are told apart
# when they are compared.
SQL = f"""
WITH d AS (SELECT tok.a AS t, COUNT(*) AS n FROM tok WHERE unit = sid AND a > 0 GROUP BY tok.a
      HAVING COUNT(*) BETWEEN 2 AND {CHAINED}),
o AS (SELECT d.t AS t, ROW_NUMBER() OVER (ORDER BY d.n, token.h) AS place FROM d JOIN token ON d.t = token.t),
q AS (SELECT tok.unit AS unit, tok.sid AS sid, o.place AS p,
      DENSE_RANK() OVER (PARTITION BY tok.unit ORDER BY o.place) AS rk FROM tok JOIN o ON tok.a = o.t),
r AS (SELECT DISTINCT unit, sid, p FROM q WHERE rk <= {RAREST}),
u AS (SELECT unit, sid, p, 0 AS known FROM r WHERE unit = sid
      UNION ALL SELECT z.unit AS unit, z.sid AS sid, z.p AS p, CASE WHEN s.p IS NULL THEN 0 ELSE 1 END AS known
      FROM (SELECT unit, sid, p FROM r WHERE unit <> sid) z LEFT JOIN r s ON z.sid = s.unit AND z.p = s.p),
pair AS (SELECT x.sid AS sid, x.p * 2097152 + y.p AS k FROM u x JOIN u y ON x.unit = y.unit
         WHERE x.p < y.p AND x.known + y.known < 2),
run AS (SELECT sid, -(CAST(a AS BIGINT) * 1099511627791 + CAST(b AS BIGINT) * 941083987691
                      + CAST(c AS BIGINT) * 700000000009 + d) AS k
        FROM tok WHERE unit = sid AND a > 0 AND b > 0 AND c > 0 AND d > 0),
e AS (SELECT k, COUNT(*) AS n FROM pair GROUP BY k HAVING COUNT(*) BETWEEN 2 AND {CHAINED}),
f AS (SELECT k, COUNT(*) AS n FROM run GROUP BY k HAVING COUNT(*) BETWEEN 2 AND {CHAINED}),
g AS (SELECT sid, e.k AS k, n FROM pair JOIN e ON pair.k = e.k
      UNION ALL SELECT sid, f.k AS k, n FROM run JOIN f ON run.k = f.k),
s AS (SELECT sid, k FROM g WHERE n <= {PAIRED}),
l AS (SELECT sid, LEAD(sid) OVER (PARTITION BY k ORDER BY sid) AS nxt FROM g WHERE n > {PAIRED}),
p AS (SELECT x.sid AS a, y.sid AS b FROM s x JOIN s y ON x.k = y.k WHERE x.sid < y.sid
      UNION ALL SELECT sid AS a, nxt AS b FROM l WHERE sid < nxt)
SELECT DISTINCT a, b FROM p ORDER BY a, b
"""  # noqa: S608 - made of our own constants
"""tok(unit, sid, a, b, c, d): every token of every unit and the three after it, 0 where it has ended; token(t, h).

Plain ANSI SQL with no function of an engine in it, over Parquet files: the same text runs on Spark, where a library
outgrows a machine. Hashes and numbers of tokens are ours, because every engine has others.
"""

_SLICE = 10_000
_END = "\0"
_UTF_32 = f"utf-32-{sys.byteorder[0]}e"


def _join_in_duckdb(
    texts: Sequence[str], quotations: Quotations, hashes: Mapping[str, int], report: Callable[[float], None]
) -> Iterator[Pairs]:
    import duckdb

    with TemporaryDirectory(prefix="newsreader-") as folder, closing(duckdb.connect()) as database:
        database.execute("SET enable_progress_bar = false")
        database.execute("SET preserve_insertion_order = false")
        database.execute(f"SET threads = {max(2, os.cpu_count() or 2)}")  # its own guess was half as fast here
        database.execute("SET memory_limit = '1500MB'")  # beyond that it works on disk
        database.execute(f"SET temp_directory = '{folder.replace(chr(39), chr(39) * 2)}'")
        tok, token = Path(folder, "tok.parquet"), Path(folder, "token.parquet")
        _write_tokens(tok, texts, quotations)
        with ColumnFile(token) as file:
            file.write({"t": array("i", map(ord, hashes)), "h": array("q", hashes.values())})
        report(0.3)
        for name, path in ("tok", tok), ("token", token):
            database.read_parquet(str(path)).create_view(name)
        found = database.execute(SQL)
        report(1.0)
        while rows := found.fetchmany(_SLICE):
            yield rows


def _write_tokens(path: Path, texts: Sequence[str], quotations: Quotations) -> None:
    """The table `tok` of the join. A file is the fastest way into DuckDB that needs no other package."""
    unit = 0
    with ColumnFile(path) as file:
        for first in range(0, max(1, len(texts)), _SLICE):
            units: list[tuple[int, int, str]] = []
            for sid, text in enumerate(texts[first : first + _SLICE], first):
                units.append((sid, sid, text))
                for quoted in inner(text, quotations[sid]):
                    unit -= 1
                    units.append((unit, sid, quoted))
            written = "".join(text + _END for _, _, text in units)
            tokens = memoryview((written + _END * RUN).encode(_UTF_32, "surrogatepass")).cast("i")
            following = {name: tokens[at : at + len(written)] for at, name in enumerate("abcd")}
            own = _repeated((number, len(text) + 1) for number, _, text in units)
            whole = _repeated((number, len(text) + 1) for _, number, text in units)
            file.write({"unit": own, "sid": whole, **following})


def _repeated(numbers: Iterable[tuple[int, int]]) -> memoryview:
    """A column of numbers, each so many times in a row."""
    column = b"".join(number.to_bytes(4, sys.byteorder, signed=True) * times for number, times in numbers)
    return memoryview(column).cast("i")
