"""Where in a text a quote may belong that does not stand there any more: a list for a person to choose from."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from tui.model.anchoring import agreement, severs
from tui.model.annotation import CONTEXT, Scope, Target
from tui.model.article import Article
from tui.model.sentences import Span

MOST_PLACES = 5
LEAST = 0.3
"""Of words in common, 0..1: a sentence that has less is not worth a look. So much two unrelated ones rarely have."""
_LOOKED_AT = 20
"""Of the sentences with most words of a span, how many are searched for the span itself."""
_LOOKALIKES = 100

# Chinese and Japanese have no blanks: there each character counts as a word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class LikelyPlace:
    """A stretch of a text where a quote may belong."""

    start: int
    end: int
    likeness: float
    """How many of its words and the quote's are the same, 0..1; 1 when it is the quote itself."""


def likely_places(target: Target, article: Article, sentences: Sequence[Span]) -> list[LikelyPlace]:
    """Where a target may belong in an article now, the likeliest first; at most `MOST_PLACES`.

    First wherever the very quote stands. Then what has most words in common with it, a sentence or, for a span, part
    of one; where all that was around it is as it was, that counts as much as half of the words. For a span also what
    stands between the words that were around it.
    """
    if target.scope is Scope.ARTICLE or not target.quote:
        return []
    text = article.text
    same = [LikelyPlace(start, start + len(target.quote), 1.0) for start in _standing(target, text)]
    alike = _alike_spans(target, text, sentences) if target.scope is Scope.SPAN else _alike(target, text, sentences)
    taken = {(one.start, one.end) for one in same}
    rest = [one for one in alike if (one.start, one.end) not in taken]
    by_rank = sorted(rest, key=lambda one: (-_rank(one, target, text), one.start))
    worth = [one for one in by_rank if _rank(one, target, text) >= LEAST]
    same.sort(key=lambda one: (-_rank(one, target, text), one.start))
    return [*same, *worth][:MOST_PLACES]


# Within


def _rank(place: LikelyPlace, target: Target, text: str) -> float:
    return place.likeness + agreement(target, text, place.start, place.end) / (4 * CONTEXT)


def _standing(target: Target, text: str) -> list[int]:
    places = (match.start() for match in re.finditer(f"(?={re.escape(target.quote)})", text))
    return [start for start in islice(places, _LOOKALIKES) if not severs(target, text, start)]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _alike(target: Target, text: str, sentences: Sequence[Span]) -> list[LikelyPlace]:
    quote = Counter(_words(target.quote))
    return [LikelyPlace(start, end, _in_common(quote, Counter(_words(text[start:end])))) for start, end in sentences]


def _alike_spans(target: Target, text: str, sentences: Sequence[Span]) -> list[LikelyPlace]:
    quote = Counter(_words(target.quote))
    counted = [((quote & Counter(_words(text[start:end]))).total(), start, end) for start, end in sentences]
    most = sorted((one for one in counted if one[0]), key=lambda one: (-one[0], one[1]))[:_LOOKED_AT]
    found = [place for _, start, end in most if (place := _best_stretch(quote, text, start, end))]
    return [*found, *_between(target, text)]


def _best_stretch(quote: Counter[str], text: str, start: int, end: int) -> LikelyPlace | None:
    """The stretch of a sentence, from one word of the quote to another, that has most in common with it."""
    words = [(match.group().casefold(), *match.span()) for match in _WORD.finditer(text, start, end)]
    theirs = [place for place, (word, _, _) in enumerate(words) if word in quote]
    longest = 2 * quote.total()
    stretches = (
        LikelyPlace(
            words[first][1], words[last][2], _in_common(quote, Counter(w for w, _, _ in words[first : last + 1]))
        )
        for first in theirs
        for last in theirs
        if first <= last < first + longest
    )
    return max(stretches, key=lambda one: one.likeness, default=None)


def _between(target: Target, text: str) -> list[LikelyPlace]:
    """What stands between the words that were right before and right behind the target, where they stand once."""
    before, behind = target.prefix[-CONTEXT // 2 :].strip(), target.suffix[: CONTEXT // 2].strip()
    if not before or not behind or text.count(before) != 1 or text.count(behind) != 1:
        return []
    words = re.compile(r"\S(?:.*\S)?", re.DOTALL).search(text, text.find(before) + len(before), text.find(behind))
    if not words or len(words.group()) > 3 * len(target.quote) + CONTEXT:
        return []
    quote = Counter(_words(target.quote))
    return [LikelyPlace(*words.span(), max(LEAST, _in_common(quote, Counter(_words(words.group())))))]


def _in_common(one: Counter[str], other: Counter[str]) -> float:
    """Twice the words that both have over all their words, 0..1."""
    words = one.total() + other.total()
    return 2 * (one & other).total() / words if words else 0.0
