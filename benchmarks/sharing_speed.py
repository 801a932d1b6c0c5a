"""How fast sharing is found, and how much of what was planted, at any size, beside other ways to find candidates.

    python benchmarks/sharing_speed.py [--sentences 100000] [--data FILE.jsonl] [--peers] [--kept]

Without `--data` the articles are made up: words after Zipf's law, stories of four articles with words of their own,
and in each story copies of sentences with every kind of edit. The same size gives the same articles everywhere.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import random
import resource
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from tui.model.article import Article
from tui.model.shared import Sharing
from tui.sharing.candidates import candidates, rarity_of
from tui.sharing.collection import Collection
from tui.sharing.index import find_shared

VOCABULARY = 60_000
SENTENCES_AN_ARTICLE = 25
ARTICLES_A_STORY = 4
PLANTED_EVERY = 16
"""One sentence in so many is a copy."""

Words = list[str]
Edit = Callable[[Words, random.Random, Callable[[], str]], list[Words]]


def _change(share: float) -> Edit:
    def edit(words: Words, chance: random.Random, word: Callable[[], str]) -> list[Words]:
        changed = set(chance.sample(range(len(words)), max(1, round(share * len(words)))))
        return [[word() if at in changed else kept for at, kept in enumerate(words)]]

    return edit


def _typo(words: Words, chance: random.Random, word: Callable[[], str]) -> list[Words]:
    at = max(range(len(words)), key=lambda n: len(words[n]))
    return [[*words[:at], words[at][:2] + words[at][3:] + "x", *words[at + 1 :]]]


def _names(words: Words, chance: random.Random, word: Callable[[], str]) -> list[Words]:
    return [[name[:-1] + "y" if name.istitle() and len(name) > 5 else name for name in words]]


def _split(words: Words, chance: random.Random, word: Callable[[], str]) -> list[Words]:
    return [words[: len(words) // 2], words[len(words) // 2 :]]


def _truncate(words: Words, chance: random.Random, word: Callable[[], str]) -> list[Words]:
    return [words[: max(8, round(len(words) * 0.6))]]


def _merge(words: Words, chance: random.Random, word: Callable[[], str]) -> list[Words]:
    return [[*words, "and", *(word() for _ in range(len(words) // 2))]]


def _quote(words: Words, chance: random.Random, word: Callable[[], str]) -> list[Words]:
    frame = [word() for _ in range(chance.randrange(8, 20))]
    quoted = words[2 : 2 + max(8, len(words) // 2)]
    return [[*frame, "said", "“" + quoted[0], *quoted[1:-1], quoted[-1] + "”"]]


def _reorder(words: Words, chance: random.Random, word: Callable[[], str]) -> list[Words]:
    cut = chance.randrange(len(words) // 3, 2 * len(words) // 3)
    return [[*words[cut:], *words[:cut]]]


def _number(words: Words, chance: random.Random, word: Callable[[], str]) -> list[Words]:
    return [[str(int(w) + 7) if w.isdigit() else w for w in words]]


EDITS: dict[str, Edit] = {
    "reprint": lambda words, chance, word: [list(words)],
    "typo": _typo,
    "one word": _change(0.01),
    "edit 25 %": _change(0.25),
    "edit 40 %": _change(0.40),
    "names": _names,
    "split": _split,
    "merge": _merge,
    "truncated": _truncate,
    "quotation": _quote,
    "reordered": _reorder,
    "number": _number,
}

Planted = tuple[str, tuple[int, str], tuple[int, str]]


def made_up(sentences: int, seed: int = 1) -> tuple[list[Article], list[Planted]]:
    """Articles with so many sentences, and what was planted: the kind, and article and sentence of both sides."""
    chance = random.Random(seed)
    syllables = [c + v for c in "bcdfghklmnprstvw" for v in "aeiou"] + ["st", "ing", "er", "on", "al"]
    words = list(
        {"".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3, 3, 4)))): None for _ in range(VOCABULARY)}
    )
    words = [word.title() if chance.random() < 0.2 and rank > 200 else word for rank, word in enumerate(words)]
    summed = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def common() -> str:
        return words[bisect_right(summed, chance.random() * summed[-1])]

    texts: list[list[str]] = []
    planted: list[Planted] = []
    kinds = list(EDITS)
    for _ in range(max(1, sentences // (SENTENCES_AN_ARTICLE * ARTICLES_A_STORY))):
        topic = [chance.choice(words) for _ in range(60)]

        def word(topic: Words = topic) -> str:
            return chance.choice(topic) if chance.random() < 0.25 else common()

        first = len(texts)
        texts += [[] for _ in range(ARTICLES_A_STORY)]
        for place in range(first, first + ARTICLES_A_STORY):
            while len(texts[place]) < SENTENCES_AN_ARTICLE:
                sentence = [word() for _ in range(min(50, max(10, round(chance.gauss(22, 8)))))]
                if chance.random() < 0.3:
                    sentence[chance.randrange(3, 8)] = str(chance.randrange(2, 3000))
                written = _written(sentence)
                texts[place].append(written)
                if place > first and chance.random() < ARTICLES_A_STORY / (ARTICLES_A_STORY - 1) / PLANTED_EVERY:
                    kind = chance.choice(kinds)
                    if kind == "number" and not any(w.isdigit() for w in sentence):
                        sentence[chance.randrange(3, 8)] = str(chance.randrange(2, 3000))
                        written = texts[place][-1] = _written(sentence)
                    other = chance.randrange(first, place)
                    for copy in EDITS[kind](sentence, chance, word):
                        texts[other].insert(chance.randrange(len(texts[other])), _written(copy))
                        planted.append((kind, (place, written), (other, _written(copy))))
    articles = [
        Article(f"a{n}", f"Article {n}", " ".join(text), f"Source {n % 7}", published=f"2025-10-{n % 28 + 1:02}")
        for n, text in enumerate(texts)
    ]
    return articles, planted


def _written(words: Words) -> str:
    return words[0][:1].upper() + words[0][1:] + " " + " ".join(words[1:]) + "."


def found_of(planted: Iterable[Planted], articles: Sequence[Article], sharing: Sharing) -> dict[str, float]:
    """The share of each kind of planted pairs that is among the shared ones."""
    found = defaultdict(list)
    for pair in sharing.pairs:
        found[pair.a.article, pair.b.article].append(pair)
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for kind, (place_a, text_a), (place_b, text_b) in planted:
        (place_a, text_a), (place_b, text_b) = sorted(((place_a, text_a), (place_b, text_b)))
        a, b = articles[place_a], articles[place_b]
        start_a, start_b = a.text.find(text_a), b.text.find(text_b)
        total[kind] += 1
        hits[kind] += any(
            pair.a.start < start_a + len(text_a)
            and start_a < pair.a.end
            and pair.b.start < start_b + len(text_b)
            and start_b < pair.b.end
            for pair in found[a.id, b.id]
        )
    return {kind: hits[kind] / total[kind] for kind in total}


def candidate_recall(collection: Collection, planted: Iterable[Planted], proposed: set[tuple[int, int]]) -> float:
    """The share of planted pairs whose two sentences were proposed for comparison."""
    number = {}
    for sentence, text in enumerate(collection.text_of):
        place = collection.article_of[sentence]
        start, end = collection.span(sentence)
        number[place, collection.articles[place].text[start:end]] = text
    hits = []
    for _, a, b in planted:
        if a in number and b in number:
            pair = sorted((number[a], number[b]))
            hits.append(pair[0] == pair[1] or tuple(pair) in proposed)
    return sum(hits) / len(hits) if hits else 0.0


def by_datasketch(sets: Sequence[set[bytes]]) -> Iterator[tuple[int, int]]:
    """MinHash LSH at Jaccard .5, as its documentation sets it up."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped,import-not-found,unused-ignore]

    index = MinHashLSH(threshold=0.5, num_perm=128)
    for number, hashed in enumerate(MinHash.generator(sets, num_perm=128)):
        for other in index.query(hashed):
            yield other, number
        index.insert(number, hashed)


def by_rensa(sets: Sequence[set[bytes]]) -> Iterator[tuple[int, int]]:
    """R-MinHash LSH at Jaccard .5."""
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped,import-not-found,unused-ignore]

    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    for number, tokens in enumerate(sets):
        hashed = RMinHash(num_perm=128, seed=42)
        hashed.update([token.decode() for token in tokens])
        for other in index.query(hashed):
            yield other, number
        index.insert(number, hashed)


def by_rapidfuzz(sentences: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Every two sentences compared, those at 60 of 100 taken."""
    from rapidfuzz import fuzz, process

    for number, sentence in enumerate(sentences):
        for _, _, other in process.extract_iter(
            sentence, sentences[:number], scorer=fuzz.token_set_ratio, score_cutoff=60
        ):
            yield other, number


def by_us(collection: Collection) -> Iterator[tuple[int, int]]:
    """The join, from the texts that `Collection` holds; how often a token stands it has counted for the weights."""
    rarity = rarity_of(collection.frequency, collection.vocabulary.hashes)
    for found in candidates(collection.texts, collection.quotations, rarity):
        yield from found


def compare_candidates(articles: Sequence[Article], planted: Sequence[Planted], *, brute_force: bool = False) -> None:
    """Print how long each way to propose candidates takes from the same tokens, and what it proposes."""
    collection = Collection(articles)
    folded = collection.vocabulary.folded
    words = [[folded[character] for character in text] for text in collection.texts]
    sets = [{word.encode() for word in text} for text in words]
    ways: dict[str, Callable[[], Iterator[tuple[int, int]]]] = {
        "our join": lambda: by_us(collection),
        "datasketch": lambda: by_datasketch(sets),
        "rensa": lambda: by_rensa(sets),
    }
    if brute_force:
        ways["rapidfuzz, every two"] = lambda: by_rapidfuzz([" ".join(text) for text in words])
    gc.freeze()
    print(f"candidates among {len(words)} different sentences, from the same tokens")
    ours = 0.0
    for name, way in ways.items():
        try:
            with_libraries_loaded(name)
            began = time.perf_counter()
            proposed = set(way())
        except ImportError as error:
            print(f"  {name:22} not installed: {error.name}")
            continue
        took = time.perf_counter() - began
        ours = ours or took
        recall = candidate_recall(collection, planted, proposed) if planted else float("nan")
        print(f"  {name:22} {took:7.2f} s, {took / ours:6.1f} x ours, {len(proposed):8} pairs, recall {recall:.4f}")


def with_libraries_loaded(name: str) -> None:
    """Import what a way to propose candidates needs, so that this is not counted for any of them."""
    for module in {"our join": "duckdb", "datasketch": "datasketch", "rensa": "rensa"}.get(name, "rapidfuzz").split():
        importlib.import_module(module)


def compare_keeping(articles: Sequence[Article]) -> None:
    """Print how long a kept library takes to be shown again, and how long a new article takes to join it."""
    with TemporaryDirectory() as folder:
        cache = Path(folder, "kept")
        for doing, some in (
            ("found and kept", articles[:-1]),
            ("shown again", articles[:-1]),
            ("one article joins", articles),
            ("shown again", articles),
        ):
            began = time.perf_counter()
            find_shared(some, cache=cache)
            print(f"  {doing:22} {time.perf_counter() - began:7.2f} s, {cache.stat().st_size / 1e6:.1f} MB on disk")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--data", type=Path, help="real articles instead, one JSON object with id and text a line")
    parser.add_argument("--peers", action="store_true", help="also time other ways to propose candidates")
    parser.add_argument("--kept", action="store_true", help="also time a library that is kept")
    options = parser.parse_args()
    planted: list[Planted] = []
    if options.data:
        rows = [json.loads(line) for line in options.data.open(encoding="utf-8")]
        articles = [Article(row["id"], "", row["text"], row.get("source", "")) for row in rows]
    else:
        articles, planted = made_up(options.sentences)
    print(f"load on this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    steps: dict[str, float] = {}
    began = time.perf_counter()

    def noted(progress: object) -> None:
        steps.setdefault(getattr(progress, "doing", ""), time.perf_counter() - began)

    gc.freeze()
    gc.disable()  # as in the process in which the program does it
    sharing = find_shared(articles, noted)
    took = time.perf_counter() - began
    own, child = (
        resource.getrusage(whose).ru_maxrss / 1024 for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"{len(articles)} articles, text to kinds: {took:.1f} s, {own:.0f} MB at most, {child:.0f} MB in a child")
    print("  began at: " + ", ".join(f"{doing} {at:.1f}" for doing, at in steps.items()))
    print(f"  {len(sharing.pairs)} pairs, {len(sharing.groups)} groups")
    for kind, share in found_of(planted, articles, sharing).items():
        print(f"  {kind:12} {share:.4f} found")
    if options.kept:
        compare_keeping(articles)
    if options.peers:
        compare_candidates(articles, planted)
        compare_candidates(*made_up(2000), brute_force=True)


if __name__ == "__main__":
    main()
