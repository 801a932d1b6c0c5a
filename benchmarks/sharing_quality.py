"""What `find_shared` finds among labelled pairs of real articles, beside other measures on the same pairs.

    python benchmarks/sharing_quality.py --data DIR

DIR holds `news_articles.jsonl` (id, event, title, source, date, text) and `news_pairs.jsonl` (label, weight, a, b,
sentence_a, sentence_b), with the labels V verbatim or edited, Q quotation, P paraphrase, p partial, N not shared.
V, Q and P count as shared, N as not, p as neither. All articles together go through `find_shared`; a labelled pair
counts as found when an accepted pair covers its two sentences. Peers get the two sentences, and are given the
threshold that is best for them on these very pairs; ours is as shipped.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import logging
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log, sqrt
from pathlib import Path

from tui.model.article import Article
from tui.model.sentences import sentence_spans
from tui.model.shared import USUAL, Kind, SharedPair, Sharing, narrowed
from tui.sharing.index import find_shared
from tui.sharing.tokens import tokens

WANTED_PRECISION = 0.95


@dataclass(frozen=True)
class Labelled:
    """Two sentences, and what a person said of them."""

    label: str
    weight: float
    a: str
    b: str
    sentence_a: str
    sentence_b: str


Score = Callable[[Labelled], float]


def words(text: str) -> list[str]:
    return [token for token, _, _ in tokens(text)]


# Ours ---------------------------------------------------------------------------------------------------


def found_by_us(sharing: Sharing, articles: Sequence[Article], pairs: Sequence[Labelled]) -> list[bool]:
    """Which of the labelled pairs an accepted pair covers."""
    texts = {article.id: article.text for article in articles}
    accepted: dict[tuple[str, str], list[SharedPair]] = defaultdict(list)
    for pair in sharing.pairs:
        accepted[pair.a.article, pair.b.article].append(pair)
    found = []
    for labelled in pairs:
        start_a, start_b = texts[labelled.a].find(labelled.sentence_a), texts[labelled.b].find(labelled.sentence_b)
        assert min(start_a, start_b) >= 0, "a labelled sentence is not in its article"
        end_a, end_b = start_a + len(labelled.sentence_a), start_b + len(labelled.sentence_b)
        sides = [(pair.a, pair.b) for pair in accepted[labelled.a, labelled.b]]
        sides += [(pair.b, pair.a) for pair in accepted[labelled.b, labelled.a]]
        found.append(any(a.start < end_a and start_a < a.end and b.start < end_b and start_b < b.end for a, b in sides))
    return found


# Others -------------------------------------------------------------------------------------------------


def jaccard(pair: Labelled) -> float:
    a, b = set(words(pair.sentence_a)), set(words(pair.sentence_b))
    return len(a & b) / len(a | b)


def token_set_ratio(pair: Labelled) -> float:
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio(" ".join(words(pair.sentence_a)), " ".join(words(pair.sentence_b)))


def minhash(pair: Labelled) -> float:
    from datasketch import MinHash  # type: ignore[import-untyped,import-not-found,unused-ignore]

    hashed = MinHash.bulk(
        [[w.encode() for w in words(text)] for text in (pair.sentence_a, pair.sentence_b)], num_perm=128
    )
    return float(hashed[0].jaccard(hashed[1]))


def tfidf_cosine(articles: Sequence[Article]) -> Score:
    frequency: Counter[str] = Counter()
    number = 0
    for article in articles:
        for start, end in sentence_spans(article.text, article.language):
            frequency.update(set(words(article.text[start:end])))
            number += 1

    def vector(text: str) -> dict[str, float]:
        weighed = {w: n * (log((1 + number) / (1 + frequency[w])) + 1) for w, n in Counter(words(text)).items()}
        length = sqrt(sum(value * value for value in weighed.values()))
        return {w: value / length for w, value in weighed.items()}

    def score(pair: Labelled) -> float:
        a, b = vector(pair.sentence_a), vector(pair.sentence_b)
        return sum(value * b.get(w, 0.0) for w, value in a.items())

    return score


def passim(pair: Labelled) -> float:
    """Passim's defaults as a rule: how many of their n-grams of 25 letters two sentences share; it asks for 5."""

    def grams(text: str) -> set[str]:
        starts = [match.start() for match in re.finditer(r"(?<![^\W\d_])[^\W\d_]", text)]
        folded = [re.sub(r"[\W\d_]", "", text[start:]).lower()[:25] for start in starts]
        return {gram for gram in folded if len(gram) == 25}

    return len(grams(pair.sentence_a) & grams(pair.sentence_b)) / 5


def text_matcher(pair: Labelled) -> float:
    """The package, on the two sentences, with its defaults: how many matches it reports."""
    from text_matcher.matcher import Matcher, Text  # type: ignore[import-untyped,import-not-found,unused-ignore]

    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return float(Matcher(Text(pair.sentence_a, "a"), Text(pair.sentence_b, "b")).numMatches)
    except IndexError:  # it looks beyond the end of short texts
        return 0.0


def stand_in_for_stopwords() -> str:
    """text-matcher wants NLTK's stop words, a separate download; where they are missing, ours take their place."""
    import nltk  # type: ignore[import-untyped,import-not-found,unused-ignore]

    try:
        nltk.corpus.stopwords.words("english")
        return "NLTK's stop words"
    except LookupError:
        from types import SimpleNamespace

        from tui.sharing.background import is_common

        class Common(list[str]):
            def __contains__(self, word: object) -> bool:
                return isinstance(word, str) and is_common(word)

        nltk.corpus.stopwords = SimpleNamespace(words=lambda language: Common())
        return "our stop words"


# Measuring ----------------------------------------------------------------------------------------------


def precision_and_recall(found: Sequence[bool], pairs: Sequence[Labelled]) -> tuple[float, float]:
    right = sum(pair.weight for pair, hit in zip(pairs, found, strict=True) if hit and pair.label in "VQP")
    wrong = sum(pair.weight for pair, hit in zip(pairs, found, strict=True) if hit and pair.label == "N")
    there = sum(pair.weight for pair in pairs if pair.label in "VQP")
    return right / (right + wrong) if right else 1.0, right / there


def best_threshold(scores: Sequence[float], pairs: Sequence[Labelled]) -> tuple[float, float, float]:
    """The threshold with most recall at the wanted precision (or most precision, if none has it)."""
    tried = []
    for threshold in sorted({score for score in scores if score > 0}):
        precision, recall = precision_and_recall([score >= threshold for score in scores], pairs)
        tried.append((min(precision, WANTED_PRECISION), recall, precision, threshold))
    _, recall, precision, threshold = max(tried, default=(0.0, 0.0, 1.0, 0.0))
    return precision, recall, threshold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the two files")
    parser.add_argument("--alone", action="store_true", help="also run each event by itself, as a tiny library")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    rows = [json.loads(line) for line in (options.data / "news_articles.jsonl").open(encoding="utf-8")]
    pairs = [Labelled(**json.loads(line)) for line in (options.data / "news_pairs.jsonl").open(encoding="utf-8")]
    articles = [Article(r["id"], r["title"], r["text"], r["source"], published=r["date"], language="en") for r in rows]
    event = {row["id"]: row["event"] for row in rows}

    print(f"{'':34} precision recall")
    began = time.perf_counter()
    everything = find_shared(articles, kinds=set(Kind))
    took = time.perf_counter() - began
    sharing = narrowed(everything, USUAL.kinds)
    found = found_by_us(sharing, articles, pairs)
    print(f"{'find_shared, as shipped':34} {'{:9.3f} {:6.3f}'.format(*precision_and_recall(found, pairs))}")
    figures = precision_and_recall(found_by_us(everything, articles, pairs), pairs)
    print(f"{'find_shared, similar wording too':34} {'{:9.3f} {:6.3f}'.format(*figures)}")
    if options.alone:
        events: dict[str, list[Article]] = defaultdict(list)
        for article in articles:
            events[event[article.id]].append(article)
        apart = Sharing(tuple(pair for few in events.values() for pair in find_shared(few).pairs))
        figures = precision_and_recall(found_by_us(apart, articles, pairs), pairs)
        print(f"{'find_shared, each event alone':34} {'{:9.3f} {:6.3f}'.format(*figures)}")
    peers: dict[str, Score] = {
        "token Jaccard": jaccard,
        "TF-IDF cosine": tfidf_cosine(articles),
        "rapidfuzz token_set_ratio": token_set_ratio,
        "datasketch MinHash": minhash,
        "passim's defaults as a rule": passim,
    }
    try:
        peers[f"text-matcher ({stand_in_for_stopwords()})"] = text_matcher
    except ImportError:
        print("text-matcher is not installed", file=sys.stderr)
    for name, score in peers.items():
        try:
            precision, recall, threshold = best_threshold([score(pair) for pair in pairs], pairs)
        except ImportError as error:
            print(f"{name:34} not installed: {error.name}")
            continue
        print(f"{name:34} {precision:9.3f} {recall:6.3f}   at its best threshold, {threshold:.2f}")

    print()
    for label, meaning in ("V", "verbatim or edited"), ("Q", "quotations"), ("P", "paraphrases"), ("p", "partial"):
        hits = [hit for pair, hit in zip(pairs, found, strict=True) if pair.label == label]
        print(f"  {sum(hits):3} of {len(hits):3} {meaning}")
    wrong = sum(hit for pair, hit in zip(pairs, found, strict=True) if pair.label == "N")
    print(f"  {wrong:3} of {sum(pair.label == 'N' for pair in pairs):3} not shared, and yet accepted")
    hidden = {member for group in sharing.groups if group.boilerplate for member in group.members}
    across = [pair for pair in sharing.pairs if event[pair.a.article] != event[pair.b.article]]
    shown = [pair for pair in across if pair.a not in hidden]
    share = len(across) / len(sharing.pairs)
    print(
        f"  {len(sharing.pairs)} pairs accepted, {len(across)} of them ({share:.1%}) across events, {len(shown)} shown"
    )
    similar = [pair for pair in everything.pairs if pair.kind is Kind.SIMILAR]
    across = [pair for pair in similar if event[pair.a.article] != event[pair.b.article]]
    print(f"  {len(similar)} more of similar wording, {len(across)} of them across events")
    print("  " + ", ".join(f"{count} {kind}" for kind, count in Counter(p.kind.value for p in sharing.pairs).items()))
    print(f"  {len(articles)} articles in {took:.1f} s")


if __name__ == "__main__":
    main()
