"""Which texts are worth comparing: one equi-join over pairs of rare tokens and runs of four tokens.

A text is a sentence written as a string, a character for each token, see `tokens.Vocabulary`.
"""

import os
import sys
from array import array
from collections import defaultdict
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
    rarity: "Rarity",
    report: Callable[[float], None] = lambda fraction: None,
) -> Iterator[Pairs]:
    """Pairs of texts worth comparing, sorted, each once, in slices."""
    if len(texts) <= SMALL:
        yield join(texts, quotations, rarity)
    else:
        yield from _join_in_duckdb(texts, quotations, rarity, report)


def inner(text: str, quotations: Sequence[Span]) -> Iterator[str]:
    """The quotations in a text that take part beside it: those that are not all of it."""
    return (text[first:last] for first, last in quotations if last - first < len(text))


def rare_pairs(text: str, quoted: Iterable[str], rarity: "Rarity") -> set[str]:
    """Every two of the rarest tokens of a text, and of each quotation in it."""
    pairs: set[str] = set()
    for unit in (text, *quoted):
        rarest = sorted(filter(rarity.__contains__, set(unit)), key=rarity.__getitem__)[:RAREST]
        pairs.update(map("".join, combinations(sorted(rarest), 2)))
    return pairs


def runs(text: str) -> Iterator[str]:
    """Every four tokens in a row."""
    return (text[at : at + RUN] for at in range(len(text) - RUN + 1))


Rarity = Mapping[str, int]
"""Of each token that can be a rarest one, its place among them, the rarest first."""


def rarity_of(frequency: Mapping[str, int], hashes: Mapping[str, int]) -> Rarity:
    """The rarity of those tokens that are neither in one text only nor in too many to be one of the rarest.

    `frequency` says in how many texts they stood when these were counted. One that came later is as rare as can be.
    """
    counted = [(frequency.get(token, 0), hashed, token) for token, hashed in hashes.items()]
    able = sorted(entry for entry in counted if entry[0] != 1 and entry[0] <= CHAINED)
    return {token: place for place, (_, _, token) in enumerate(able)}


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


SQL = f"""
-- The rarest of each unit.
CREATE TABLE rare AS
SELECT DISTINCT unit, place
FROM (SELECT tok.unit AS unit, token.place AS place,
             DENSE_RANK() OVER (PARTITION BY tok.unit ORDER BY token.place) AS nth
      FROM tok JOIN token ON tok.a = token.t) r
WHERE nth <= {RAREST};

-- The same with the text of each unit, and whether a token of a quotation is one of the rarest of its text, too.
CREATE TABLE held AS
SELECT unit, unit AS sid, place, 0 AS known FROM rare WHERE unit >= 0
UNION ALL
SELECT q.unit AS unit, part.sid AS sid, q.place AS place, CASE WHEN r.place IS NULL THEN 0 ELSE 1 END AS known
FROM rare q JOIN part ON q.unit = part.unit LEFT JOIN rare r ON part.sid = r.unit AND q.place = r.place;

-- Every text that has a key, and the next text that has it. Most keys stand alone, and are dropped here.
-- Tokens and places are below 2^21, so that no sum reaches 2^63. Two runs have one key by a chance of 2^-38, and are
-- told apart when they are compared.
CREATE TABLE link AS
WITH keyed AS (
    SELECT x.sid AS sid, x.place * CAST(2097152 AS BIGINT) + y.place AS k
    FROM held x JOIN held y ON x.unit = y.unit WHERE x.place < y.place AND x.known + y.known < 2
    UNION ALL
    SELECT unit AS sid, -(CAST(a AS BIGINT) * 1099511627791 + CAST(b AS BIGINT) * 941083987691
                          + CAST(c AS BIGINT) * 700000000009 + d) AS k
    FROM tok WHERE unit >= 0 AND a > 0 AND b > 0 AND c > 0 AND d > 0)
SELECT k, a, b FROM (SELECT k, sid AS a, LEAD(sid) OVER (PARTITION BY k ORDER BY sid) AS b FROM keyed) l
WHERE b IS NOT NULL;

-- Each with the next, and by way of that, where a key is in few texts, with those after it.
CREATE TABLE pair AS
WITH counted AS (SELECT k, COUNT(*) + 1 AS n FROM link GROUP BY k),
     few AS (SELECT link.k AS k, a, b FROM link JOIN counted ON link.k = counted.k WHERE n <= {PAIRED})
SELECT DISTINCT a, b
FROM (SELECT a, b FROM link JOIN counted ON link.k = counted.k WHERE n <= {CHAINED}
      UNION ALL SELECT x.a AS a, y.b AS b FROM few x JOIN few y ON x.k = y.k WHERE x.a < y.a) p
WHERE a < b
"""  # noqa: S608 - made of our own constants
"""tok(unit, a, b, c, d): every token of every unit and the three after it, 0 where it has ended. The units of texts are
their numbers; those of quotations are below 0, and part(unit, sid) says which text they are in. token(t, place): the
tokens that can be among the rarest, in the order of their rarity.

Each step is a table of its own, because within one query engines work out some of them again wherever they are read:
that took a third longer. Plain ANSI SQL with no function of an engine in it, over Parquet files: the same text runs on
Spark, where a library outgrows a machine. Numbers of tokens are ours, and their order by hashes of ours.
"""

_SLICE = 10_000
_END = "\0"
_UTF_32 = f"utf-32-{sys.byteorder[0]}e"


def _join_in_duckdb(
    texts: Sequence[str], quotations: Quotations, rarity: Rarity, report: Callable[[float], None]
) -> Iterator[Pairs]:
    import duckdb

    with TemporaryDirectory(prefix="newsreader-") as folder, closing(duckdb.connect()) as database:
        database.execute("SET enable_progress_bar = false")
        database.execute("SET preserve_insertion_order = false")
        database.execute(f"SET threads = {max(2, os.cpu_count() or 2)}")  # its own guess was half as fast here
        database.execute("SET memory_limit = '1500MB'")  # beyond that it works on disk
        database.execute(f"SET temp_directory = '{folder.replace(chr(39), chr(39) * 2)}'")
        tables = {name: Path(folder, f"{name}.parquet") for name in ("tok", "part", "token")}
        _write_units(tables["tok"], tables["part"], texts, quotations)
        with ColumnFile(tables["token"]) as file:
            file.write({"t": array("i", map(ord, rarity)), "place": array("i", rarity.values())})
        for name, path in tables.items():
            database.read_parquet(str(path)).create_view(name)
        steps = SQL.split(";\n")
        for done, step in enumerate(steps, 1):
            report(done / (len(steps) + 1))
            database.execute(step)
        found = database.execute("SELECT a, b FROM pair ORDER BY a, b")
        report(1.0)
        while rows := found.fetchmany(_SLICE):
            yield rows


def _write_units(tok: Path, part: Path, texts: Sequence[str], quotations: Quotations) -> None:
    """The tables `tok` and `part` of the join. A file is the fastest way into DuckDB that needs no other package."""
    within = array("i")
    with ColumnFile(tok) as file:
        for first in range(0, max(1, len(texts)), _SLICE):
            units: list[tuple[int, str]] = []
            for sid, text in enumerate(texts[first : first + _SLICE], first):
                units.append((sid, text))
                for quoted in inner(text, quotations[sid]) if quotations[sid] else ():
                    within.append(sid)
                    units.append((-len(within), quoted))
            written = _END.join([text for _, text in units] + [""])
            tokens = memoryview((written + _END * RUN).encode(_UTF_32, "surrogatepass")).cast("i")
            following = {name: tokens[at : at + len(written)] for at, name in enumerate("abcd")}
            file.write({"unit": _repeated((unit, len(text) + 1) for unit, text in units), **following})
    with ColumnFile(part) as file:
        file.write({"unit": array("i", range(-1, -len(within) - 1, -1)), "sid": within})


def _repeated(numbers: Iterable[tuple[int, int]]) -> memoryview:
    """A column of numbers, each so many times in a row."""
    column = b"".join(number.to_bytes(4, sys.byteorder, signed=True) * times for number, times in numbers)
    return memoryview(column).cast("i")
