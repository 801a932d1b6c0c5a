"""Which sentences are worth comparing: one equi-join over rare token pairs and runs of four tokens."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

# All from docs/sharing.md, where other values were measured: 99.9 % of planted pairs are proposed.
RAREST = 8
"""Every two of a unit's rarest tokens are a key."""
RUN = 4
"""Every run of so many tokens is a key."""
PAIRED = 30
"""A key in up to so many sentences proposes all their pairs."""
CHAINED = 5000
"""A key in up to so many sentences proposes each with the next: a text that went everywhere is not lost."""
SMALL = 10_000
"""Up to so many sentences the join is done here: importing DuckDB takes 0.3 s, longer than such a join. Measured."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What takes part: a sentence, or a quotation inside one."""

    sentence: int
    """Which sentence it is, or belongs to."""
    tokens: Sequence[int]
    """The hashes of its tokens, in their order."""
    quotation: bool = False


def candidates(
    units: Callable[[], Iterator[Unit]],
    sentences: int,
    report: Callable[[float], None] = lambda fraction: None,
) -> Iterator[list[tuple[int, int]]]:
    """Pairs of sentences, the lower number first, sorted, each once, in slices."""
    if sentences <= SMALL:
        yield _join(units())
    else:
        yield from _join_in_duckdb(units(), report)


def _runs(tokens: Sequence[int]) -> set[int]:
    """A signed 64-bit hash of each run of four tokens."""
    return {
        (a * 0x9E3779B97F4A7C15 + b * 0x2545F4914F6CDD1D + c * 0x27BB2EE687B0B0FD + d & 0xFFFFFFFFFFFFFFFF) - (1 << 63)
        for a, b, c, d in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False)
    }


def _join(units: Iterator[Unit]) -> list[tuple[int, int]]:
    """What `SQL` does, for a small collection."""
    distinct = [(unit, set(unit.tokens)) for unit in units]
    frequency: dict[int, int] = defaultdict(int)
    for unit, tokens in distinct:
        if not unit.quotation:
            for token in tokens:
                frequency[token] += 1
    holders: dict[object, set[int]] = defaultdict(set)
    for unit, tokens in distinct:
        rarest = sorted((frequency[token], token) for token in tokens if frequency[token] > 1)[:RAREST]
        for one, other in combinations(sorted(token for _, token in rarest), 2):
            holders[one, other].add(unit.sentence)
        if not unit.quotation:
            for run in _runs(unit.tokens):
                holders[run].add(unit.sentence)
    pairs: set[tuple[int, int]] = set()
    for held in holders.values():
        if 1 < len(held) <= PAIRED:
            pairs.update(combinations(sorted(held), 2))
        elif PAIRED < len(held) <= CHAINED:
            chain = sorted(held)
            pairs.update(pairwise(chain))
    return sorted(pairs)


SQL = f"""
WITH d AS (SELECT h, COUNT(*) AS n FROM tok WHERE unit = sid GROUP BY h HAVING COUNT(*) >= 2),
q AS (SELECT t.unit AS unit, t.sid AS sid, t.h AS h, ROW_NUMBER() OVER (PARTITION BY t.unit ORDER BY d.n, t.h) AS rk
      FROM tok t JOIN d ON t.h = d.h),
r AS (SELECT unit, sid, h FROM q WHERE rk <= {RAREST}),
k AS (SELECT DISTINCT a.sid AS sid, a.h AS h1, b.h AS h2 FROM r a JOIN r b ON a.unit = b.unit WHERE a.h < b.h
      UNION ALL SELECT sid, h AS h1, CAST(0 AS BIGINT) AS h2 FROM run),
c AS (SELECT h1, h2, COUNT(*) AS n FROM k GROUP BY h1, h2 HAVING COUNT(*) BETWEEN 2 AND {CHAINED}),
g AS (SELECT k.sid AS sid, k.h1 AS h1, k.h2 AS h2, c.n AS n,
      LEAD(k.sid) OVER (PARTITION BY k.h1, k.h2 ORDER BY k.sid) AS nxt FROM k JOIN c ON k.h1 = c.h1 AND k.h2 = c.h2),
s AS (SELECT sid, h1, h2 FROM g WHERE n <= {PAIRED}),
p AS (SELECT x.sid AS a, y.sid AS b FROM s x JOIN s y ON x.h1 = y.h1 AND x.h2 = y.h2 WHERE x.sid < y.sid
      UNION ALL SELECT sid AS a, nxt AS b FROM g WHERE n > {PAIRED} AND nxt IS NOT NULL)
SELECT DISTINCT a, b FROM p ORDER BY a, b
"""  # noqa: S608 - made of our own constants
"""tok(unit, sid, h): the distinct token hashes of every unit; run(sid, h): the distinct run hashes of every sentence.

Plain ANSI SQL with no function of an engine in it: the same text runs on Spark, where a library outgrows a machine.
"""

_SLICE = 10_000


def _join_in_duckdb(units: Iterator[Unit], report: Callable[[float], None]) -> Iterator[list[tuple[int, int]]]:
    import duckdb

    with TemporaryDirectory(prefix="newsreader-") as folder, closing(duckdb.connect()) as database:
        database.execute("SET enable_progress_bar = false")
        database.execute("SET memory_limit = '2GB'")  # beyond that it works on disk
        database.execute(f"SET temp_directory = '{folder.replace(chr(39), chr(39) * 2)}'")
        # A file is the fastest way in that needs no other package: five times as fast as parameters.
        rows = Path(folder, "units.tsv")
        with rows.open("w", encoding="ascii") as file:
            for number, unit in enumerate(units):
                own = -number - 1 if unit.quotation else unit.sentence
                runs = [] if unit.quotation else list(_runs(unit.tokens))
                file.write(f"{own}\t{unit.sentence}\t{list(set(unit.tokens))}\t{runs}\n")
        database.execute(
            "CREATE TABLE units AS SELECT * FROM read_csv(?, delim = '\t', header = false, quote = '', "
            "auto_detect = false, columns = "
            "{'unit': 'INTEGER', 'sid': 'INTEGER', 'tokens': 'BIGINT[]', 'runs': 'BIGINT[]'})",
            [str(rows)],
        )
        rows.unlink()
        database.execute("CREATE TABLE tok AS SELECT unit, sid, UNNEST(tokens) AS h FROM units")
        database.execute("CREATE TABLE run AS SELECT sid, UNNEST(runs) AS h FROM units")
        database.execute("DROP TABLE units")
        report(0.5)
        found = database.execute(SQL)
        while rows_found := found.fetchmany(_SLICE):
            yield rows_found
