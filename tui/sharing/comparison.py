"""Two sentences compared: how alike they are, what kind of sharing that is, and what was kept and changed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tui.model.article import Article
from tui.model.sentences import Span
from tui.model.shared import Kind, Passage
from tui.sharing.background import is_common
from tui.sharing.reading import Tokens
from tui.sharing.tokens import FEWEST_TOKENS, MOST_TOKENS, tokens
from tui.sharing.weighed import Weighed

# Thresholds are from docs/sharing.md, where they were measured on labelled pairs of real articles.
WORTH_A_LOOK = 0.36
"""Mean coverage below which nothing makes a pair of sentences shared, or similar; quotations apart."""
QUOTED = 0.70
"""How much of a quotation the other side must hold."""
QUOTED_MASS = 16.0
"""And how much that must weigh. Weights count in the unit of `collection.RAREST_WEIGHT`: a rarest token has 9.3."""
QUOTED_RUN = 3
"""And how many of its tokens must stand there in a row; 4 lost a fiftieth of the quotations, 1 gained none."""
INSIDE_QUOTES = 0.80
"""How much of what two sentences share must stand in quotation marks for the pair to be a quotation."""
CONTAINED = 6
"""A shorter sentence of so many tokens, standing word for word in a longer one, is verbatim."""
IN_ORDER = 0.65
"""The share of tokens kept in their order (as an F score) that makes an edited copy."""
MOST_OF_ONE, LITTLE_OF_OTHER = 0.75, 0.50
"""Coverages that make a pair partial: most of one side, less than half of the other."""
SAME_NAME = 0.84
"""Jaro-Winkler similarity of two spellings of one name (Zelensky, Zelenskiy .98; Kyiv, Kiev .85)."""
SHORTEST_NAME = 4
MOST_NAMES = 30
"""A sentence with more left-over names is a list; the first are enough."""
_ALIKE_INITIALS = {letter: group[0] for group in ("ckqg", "sz", "ijy", "vw", "fp") for letter in group}


@dataclass(frozen=True, slots=True)
class QuotedMatch:
    """A quotation that both texts hold, as stretches of tokens; None where it is not in quotation marks."""

    a: Span | None
    b: Span | None
    score: float
    mass: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are, wherever they stand."""

    score: float
    """The mean of both coverages: of what each text's tokens weigh, the share that the other holds too."""
    mass: float
    """What the tokens that both hold weigh."""
    phrases: float
    """As the score, but of neighbouring tokens, two by two: words that go together tell more than words apart."""
    kind: Kind
    figures_differ: bool
    run: int
    """The longest run of tokens that stands in both."""
    quoted: tuple[QuotedMatch, ...]


class Comparer:
    """Compares texts by their numbers."""

    def __init__(self, texts: Weighed) -> None:
        from rapidfuzz.distance import JaroWinkler, LCSseq

        self._name_similarity = JaroWinkler.similarity
        self._kept_in_order = LCSseq.similarity
        self._texts = texts
        self.known: dict[tuple[int, int], Likeness] = {}
        """What was compared elsewhere."""
        self._same_name = lru_cache(maxsize=1 << 17)(self._are_one_name)

    def worth_a_look(self, a: int, others: Sequence[int]) -> list[tuple[int, float]]:
        """Those of the others that may share something with `a`, each with its score. Fast, and never too strict."""
        texts, quotations, weight = self._texts.texts, self._texts.quotations, self._texts.weight
        names = self._texts.vocabulary.names
        own = set(texts[a])
        own_mass = self._texts.mass_of(a)
        own_names = not own.isdisjoint(names)
        found = []
        for b in others:
            common = own.intersection(texts[b])
            shared = sum(map(weight.__getitem__, common))
            other_mass = self._texts.mass_of(b)
            score = (shared / own_mass + shared / other_mass) / 2
            if score >= WORTH_A_LOOK * 0.6 and own_names and len(common) < len(own):
                other = set(texts[b])
                if extra := self._same_named(own - common, other - common):
                    shared_a = shared + sum(weight[x] for x, _ in extra)
                    shared_b = shared + sum(weight[y] for _, y in extra)
                    score = (shared_a / own_mass + shared_b / other_mass) / 2
            if score >= WORTH_A_LOOK or (shared >= QUOTED_MASS and (quotations[a] or quotations[b])):
                found.append((b, score))
        return found

    def compare(self, a: int, b: int) -> Likeness:
        """The full comparison of two texts."""
        return self.known.pop((a, b), None) or self._compare(a, b)

    def _compare(self, a: int, b: int) -> Likeness:
        collection = self._texts
        text_a, text_b = collection.texts[a], collection.texts[b]
        set_a, set_b = set(text_a), set(text_b)
        common = set_a & set_b
        respelled = self._same_named(set_a - common, set_b - common)
        if respelled:
            text_b = text_b.translate({ord(y): x for x, y in respelled})
            set_b = set(text_b)
            common = set_a & set_b
        shared = collection.mass(common)
        mass_a, mass_b = collection.mass(set_a), collection.mass(set_b)
        coverage_a, coverage_b = shared / mass_a, shared / mass_b
        score = (coverage_a + coverage_b) / 2
        figures_differ = differing(set_a - common, set_b - common, collection.vocabulary.numbers)
        quoted = self._quoted(a, b, text_a, text_b)
        in_order = 2 * self._kept_in_order(text_a, text_b) / (len(text_a) + len(text_b))
        if _verbatim(text_a, text_b) and not respelled:
            kind = Kind.VERBATIM
        elif quoted and self._mostly_quoted(a, b, text_a, text_b, common, shared):
            kind = Kind.QUOTE
        elif in_order >= IN_ORDER:
            kind = Kind.EDITED
        elif max(coverage_a, coverage_b) >= MOST_OF_ONE and min(coverage_a, coverage_b) < LITTLE_OF_OTHER:
            kind = Kind.PARTIAL
        else:
            kind = Kind.PARAPHRASE
        run = longest_run(text_a, text_b) if figures_differ else 0
        return Likeness(score, shared, self._phrases(text_a, text_b), kind, figures_differ, run, tuple(quoted))

    def _phrases(self, text_a: Tokens, text_b: Tokens) -> float:
        """The mean of both coverages, in pairs of neighbouring tokens."""
        pairs_a = {text_a[at : at + 2] for at in range(len(text_a) - 1)}
        pairs_b = {text_b[at : at + 2] for at in range(len(text_b) - 1)}
        mass_a, mass_b, shared = (
            sum(map(self._texts.weight.__getitem__, "".join(pairs))) for pairs in (pairs_a, pairs_b, pairs_a & pairs_b)
        )
        return (shared / mass_a + shared / mass_b) / 2

    def _same_named(self, only_a: set[str], only_b: set[str]) -> list[tuple[str, str]]:
        """Pairs of left-over tokens that are spellings of one name, each token once."""
        names = self._texts.vocabulary.names
        left_a, left_b = sorted(only_a & names)[:MOST_NAMES], sorted(only_b & names)[:MOST_NAMES]
        pairs = []
        for x in left_a if left_b else ():
            for y in left_b:
                if self._same_name(x, y):
                    pairs.append((x, y))
                    left_b.remove(y)
                    break
        return pairs

    def _are_one_name(self, x: str, y: str) -> bool:
        one, two = self._texts.vocabulary.folded[x], self._texts.vocabulary.folded[y]
        return (
            _ALIKE_INITIALS.get(one[0], one[0]) == _ALIKE_INITIALS.get(two[0], two[0])
            and min(len(one), len(two)) >= SHORTEST_NAME
            and self._name_similarity(one, two) >= SAME_NAME
        )

    def _quoted(self, a: int, b: int, text_a: Tokens, text_b: Tokens) -> list[QuotedMatch]:
        """Each quotation of either text that the other holds, matched with the other's quotation where it is one."""
        quotations_a, quotations_b = self._texts.quotations[a], self._texts.quotations[b]
        left_b = list(quotations_b)
        found = []
        for span in quotations_a:
            part = text_a[slice(*span)]
            matches = [(other, self._match(part, text_b[slice(*other)], either=True)) for other in left_b]
            other, match = max(matches, key=lambda tried: tried[1].mass if tried[1] else 0.0, default=(None, None))
            if match and other:
                left_b.remove(other)
                found.append(replace(match, a=span, b=other))
            elif match := self._match(part, text_b):
                found.append(replace(match, a=span))
        rest = ((span, self._match(text_b[slice(*span)], text_a)) for span in left_b)
        return found + [replace(match, b=span) for span, match in rest if match]

    def _match(self, quotation: Tokens, other: Tokens, *, either: bool = False) -> QuotedMatch | None:
        """The match of a quotation with a text that holds most of it, or is mostly held in it."""
        one, two = set(quotation), set(other)
        mass = self._texts.mass
        shared = mass(one & two)
        if shared < QUOTED_MASS:
            return None
        held, holding = shared / mass(one), shared / mass(two)
        if (max(held, holding) if either else held) < QUOTED or not _holds_run(quotation, other, QUOTED_RUN):
            return None
        return QuotedMatch(None, None, (held + holding) / 2, shared)

    def _mostly_quoted(self, a: int, b: int, text_a: Tokens, text_b: Tokens, common: set[str], shared: float) -> bool:
        """Whether what both share stands in quotation marks on one side at least, as a run of some length."""
        for text, number, other in (text_a, a, text_b), (text_b, b, text_a):
            parts = [text[first:last] for first, last in self._texts.quotations[number]]
            inside = self._texts.mass(common.intersection("".join(parts)))
            if inside >= INSIDE_QUOTES * shared and any(_holds_run(part, other, FEWEST_TOKENS) for part in parts):
                return True
        return False


def differing(only_a: set[str], only_b: set[str], numbers: set[str]) -> bool:
    """Whether both sides hold a number that the other lacks."""
    return not only_a.isdisjoint(numbers) and not only_b.isdisjoint(numbers)


def _verbatim(a: Tokens, b: Tokens) -> bool:
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    return shorter == longer or (len(shorter) >= CONTAINED and shorter in longer)


def _holds_run(part: Tokens, other: Tokens, length: int) -> bool:
    return any(part[at : at + length] in other for at in range(len(part) - length + 1))


def longest_run(a: Tokens, b: Tokens) -> int:
    """The length of the longest run of tokens that stands in both."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        runs = {a[at : at + middle] for at in range(len(a) - middle + 1)}
        if any(b[at : at + middle] in runs for at in range(len(b) - middle + 1)):
            low = middle
        else:
            high = middle - 1
    return low


# What was kept and what was changed --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two passages word by word. Spans are code points into each article's text, in order and disjoint.

    Kept and changed spans together cover every word of a passage; punctuation inside a span belongs to it.
    """

    kept_a: tuple[Span, ...]
    changed_a: tuple[Span, ...]
    kept_b: tuple[Span, ...]
    changed_b: tuple[Span, ...]


_Word = tuple[str, int, int]


def load() -> None:
    """Load what comparing takes, where somebody has the time: at the first sentence that is shown a key would wait."""
    import rapidfuzz.distance  # noqa: F401


def compare_passages(article_a: Article, a: Passage, article_b: Article, b: Passage) -> Comparison:
    """What two passages have in common and what not, word by word: worked out when a sentence is shown.

    Kept are the words that stand in the same order, then what was moved: runs of two words, or single words that
    are not among the commonest of their language.
    """
    from rapidfuzz.distance import LCSseq

    words_a, words_b = tokens(article_a.text, a.start, a.end), tokens(article_b.text, b.start, b.end)
    known: dict[str, str] = {}
    written_a = "".join(known.setdefault(word, chr(0xF0000 + len(known))) for word, _, _ in words_a[:MOST_TOKENS])
    written_b = "".join(known.setdefault(word, chr(0xF0000 + len(known))) for word, _, _ in words_b[:MOST_TOKENS])
    common = {written for word, written in known.items() if is_common(word)}
    kept_a, kept_b = [False] * len(words_a), [False] * len(words_b)
    for step in LCSseq.opcodes(written_a, written_b):
        if step.tag == "equal":
            length = step.src_end - step.src_start
            if length > 1 or len(written_a) == len(written_b) == 1 or written_a[step.src_start] not in common:
                kept_a[step.src_start : step.src_end] = [True] * length
                kept_b[step.dest_start : step.dest_end] = [True] * length
    _keep_moved(written_a, written_b, kept_a, kept_b, common)
    return Comparison(*_kept_and_changed(words_a, kept_a), *_kept_and_changed(words_b, kept_b))


def _keep_moved(a: Tokens, b: Tokens, kept_a: list[bool], kept_b: list[bool], common: set[str]) -> None:
    places: dict[str, list[int]] = defaultdict(list)
    for j, token in enumerate(b):
        if not kept_b[j]:
            places[token].append(j)
    i = 0
    while i < len(a):
        longest, at = 0, -1
        for j in places[a[i]][:_MOVES_TRIED] if not kept_a[i] else ():
            length = 0
            while (
                i + length < len(a)
                and j + length < len(b)
                and a[i + length] == b[j + length]
                and not (kept_a[i + length] or kept_b[j + length])
            ):
                length += 1
            if length > longest:
                longest, at = length, j
        if longest > 1 or (longest == 1 and a[i] not in common):
            kept_a[i : i + longest] = kept_b[at : at + longest] = [True] * longest
        else:
            longest = 1
        i += longest


_MOVES_TRIED = 20
"""A word that stands oftener than this in a passage is not followed to every place."""


def _kept_and_changed(words: Sequence[_Word], kept: Iterable[bool]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Runs of words of one state, joined to spans. Words that overlap (pairs of characters) give way to kept ones."""
    runs: list[tuple[bool, int, int]] = []
    for (_, start, end), keeps in zip(words, kept, strict=True):
        if runs and runs[-1][0] == keeps:
            runs[-1] = (keeps, runs[-1][1], end)
        elif runs and start < runs[-1][2]:
            previous, first, last = runs[-1]
            runs[-1:] = [(previous, first, start if keeps else last), (keeps, start if keeps else last, end)]
        else:
            runs.append((keeps, start, end))
    return (
        tuple((start, end) for keeps, start, end in runs if keeps and start < end),
        tuple((start, end) for keeps, start, end in runs if not keeps and start < end),
    )
