"""From text to folded tokens that know their offsets, and to the stretches that stand in quotation marks."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import islice

from tui.model.sentences import Span

FEWEST_TOKENS = 4
"""Shorter sentences and quotations ("He agreed.") say nothing about where they came from. docs/sharing.md."""
MOST_TOKENS = 1000
"""What is longer is no sentence; only its first tokens are compared, so that hostile text stays cheap."""

# Scripts that put no space between words: Han, Kana, Thai, Lao, Myanmar, Khmer. Their unit is the character pair.
_UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)
# What belongs to the word around it without being a letter: combining marks, vowel signs, joiners, the soft hyphen.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0711\u0730-\u074a"
    "\u08d3-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a81-\u0a83"
    "\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6"
    "\u0d00-\u0d03\u0d3b-\u0d4d\u0dca-\u0ddf\u200c\u200d\u2060\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f"
)
_LETTER = rf"[^\W_{_UNSPACED}]"
_LETTERS = rf"{_LETTER}++(?:[{_MARKS}]++{_LETTER}*+)*+"
_WORD = re.compile(
    rf"\d++(?:[.,'’\u00a0\u202f]\d++)*+(?:{_LETTERS})?+"  # 1,600  2.5  10th
    rf"|(?:[^\W\d_{_UNSPACED}]\.){{2,8}}+"  # U.S.  a.m.
    rf"|{_LETTERS}(?:['’ʼ]{_LETTERS})*+"
    rf"|[{_UNSPACED}]++"
)
_STARTS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,.'’\u00a0\u202f]\d{3})++(?!\d)")
_APOSTROPHE = re.compile("['’ʼ]")
# Endings that stay with their word: don't, we're, we'll; 's and s' are dropped.
_ENGLISH_ENDINGS = frozenset({"t", "d", "m", "ll", "re", "ve"})
# What accent stripping leaves apart: Arabic and Persian letters that are written either way.
_LETTERS_ALIKE = str.maketrans(
    {"ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ٱ": "ا", "ł": "l", "ø": "o", "đ": "d", "ı": "i"}
)


def raw_tokens(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The tokens of a piece of text as they are written, to be folded with `fold`."""
    return _WORD.findall(text, start, len(text) if end is None else end)


def fold(raw: str) -> tuple[str, ...]:
    """The folded tokens that one raw token stands for; usually one, none when nothing is left of it.

    Case, accents, width, vowel points and the possessive do not count; numbers lose their thousands marks.
    """
    return tuple(folded for folded, _, _ in _fold(raw))


def tokens(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
    """The folded tokens of a piece of text, each with its span in the text."""
    return [
        (folded, word.start() + first, word.start() + last)
        for word in _WORD.finditer(text, start, len(text) if end is None else end)
        for folded, first, last in _fold(word[0])
    ]


def is_number(folded: str) -> bool:
    """Whether a folded token is a figure: `1600`, `2.5`, also `10th` and `40mm`."""
    return folded[0].isdigit()


def _fold(raw: str) -> Iterator[tuple[str, int, int]]:
    """Folded tokens with their spans inside the raw one."""
    if _STARTS_UNSPACED.match(raw):
        for at in range(max(1, len(raw) - 1)):
            pair = raw[at : at + 2]
            yield unicodedata.normalize("NFKC", pair).casefold(), at, at + len(pair)
    elif raw[0].isdigit():
        yield _fold_number(raw), 0, len(raw)
    else:
        yield from _fold_word(raw)


def _fold_word(raw: str) -> Iterator[tuple[str, int, int]]:
    """A word, cut at the apostrophes that part words (l'homme, O'Brien) and not at the others (don't).

    A possessive 's does not count, but belongs to its word: what is changed beside it begins behind it.
    """
    end = len(raw)
    if end > 2 and raw[-1] in "sS" and _APOSTROPHE.match(raw[-2]):
        end -= 2
    at = 0
    for mark in _APOSTROPHE.finditer(raw, 0, end):
        cut = mark.start()
        if end - cut > 3 or raw[cut + 1 : end].casefold() not in _ENGLISH_ENDINGS:
            if folded := _plain(raw[at:cut]):
                yield folded, at, cut
            at = cut + 1
    if folded := _plain(raw[at:end]):
        yield folded, at, len(raw)


def _fold_number(raw: str) -> str:
    grouped = _THOUSANDS.match(raw)
    if grouped:
        raw = re.sub(r"[,.'’\u00a0\u202f]", "", grouped[0]) + raw[grouped.end() :]
    kept = (c for c in unicodedata.normalize("NFKC", raw.replace(",", ".")).casefold() if c == "." or c.isalnum())
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in kept)


def _plain(word: str) -> str:
    """One word without case, accents, points and apostrophes, in compatibility form."""
    if word.isascii():
        return word.lower().replace("'", "").replace(".", "")
    word = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS_ALIKE)
    return "".join(c for c in word if c.isalnum())


# Quotations --------------------------------------------------------------------------------------------------

_LINE = re.compile("[^\n]+")
_QUOTE_MARK = re.compile("[\"“”„«»‹›「」『』'‘’]")
_CLOSES = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    '"': '"',
    "‘": "’",
    "'": "'",
}
_DOUBTFUL = "'‘’"
"""Marks that are apostrophes as well: they quote only in pairs, and only at the edges of words."""


def quoted_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The stretches of whole lines inside quotation marks, without the marks, in order and disjoint.

    A quotation ends with its line. A mark whose partner is missing in the line quotes to the line's edge, since a
    quotation of several paragraphs opens each of them and closes only the last.
    """
    spans: list[Span] = []
    for line in _LINE.finditer(text, start, len(text) if end is None else end):
        if _QUOTE_MARK.search(text, line.start(), line.end()):
            spans += _quoted_in_line(text, line.start(), line.end())
    return spans


def _quoted_in_line(text: str, start: int, end: int) -> Iterator[Span]:
    opened = -1
    opener = ""
    anything = False
    for found in _QUOTE_MARK.finditer(text, start, end):
        at, mark = found.start(), found[0]
        word_before = at > start and not text[at - 1].isspace() and text[at - 1] not in "([{—–-"
        word_after = at + 1 < end and text[at + 1].isalnum()
        if opener:
            if mark in _CLOSES[opener] and not (mark in _DOUBTFUL and (word_after or not word_before)):
                yield opened, at
                opener, anything = "", True
        elif mark in _CLOSES and not (word_before and not word_after) and not (mark in _DOUBTFUL and word_before):
            opened, opener = at + 1, mark
        elif mark not in _DOUBTFUL and not anything:
            yield start, at
            anything = True
    if opener and opener not in _DOUBTFUL:
        yield opened, end


def quotes_within(quoted: Sequence[Span], sentence: Span) -> list[Span]:
    """The quoted stretches (of `quoted_spans`) that fall into a sentence, cut at its edges."""
    start, end = sentence
    within = []
    for first, last in quoted[max(0, bisect_left(quoted, (start, start)) - 1) :]:
        if first >= end:
            break
        if max(first, start) < min(last, end):
            within.append((max(first, start), min(last, end)))
    return within


# The vocabulary ----------------------------------------------------------------------------------------------


class Vocabulary(dict[str, str]):
    """Every token of a collection as one character, so that a sentence becomes a short string.

    Strings of such characters are compared, cut and searched far faster than lists of words, and take a sixth of
    the memory. As a dictionary it goes from a raw token to the characters of its folded tokens.
    """

    def __init__(self) -> None:
        self.folded: dict[str, str] = {}
        """The folded token that each character stands for."""
        self.hashes: dict[str, int] = {}
        """A 64-bit hash of each, the same on every machine and in every run."""
        self.numbers: set[str] = set()
        """The characters whose token is a figure."""
        self.names: set[str] = set()
        """The characters whose token was never seen in lower case."""
        self._character: dict[str, str] = {}
        self._never_names: set[str] = set()
        self._settled = False

    def settle(self) -> None:
        """From now on tokens stay names, or none, whatever is still read; new ones are what they are seen as first."""
        self._settled = True

    def learn(self, folded: str) -> str:
        """The character of a folded token, a new one if need be."""
        character = self._character.get(folded)
        if character is None:
            character = self._character[folded] = _character_at(len(self._character))
            self.folded[character] = folded
            self.hashes[character] = hash_of(folded)
            if is_number(folded):
                self.numbers.add(character)
        return character

    def learn_names(self, names: Iterable[str], never: Iterable[str]) -> None:
        """Take over which characters another vocabulary saw as names, and which as anything else."""
        self._never_names.update(never)
        self.names.update(names)
        self.names -= self._never_names

    def learnt(self, since: int) -> list[tuple[str, str]]:
        """The characters and folded tokens that were learnt after the first so many."""
        return [(character, folded) for folded, character in islice(self._character.items(), since, None)]

    def names_and_never(self) -> tuple[str, str]:
        """What `learn_names` takes."""
        return "".join(self.names), "".join(self._never_names)

    def in_order(self) -> tuple[list[str], list[int]]:
        """All folded tokens in the order in which they were first read, and their hashes."""
        return list(self._character), list(map(self.hashes.__getitem__, self._character.values()))

    @classmethod
    def restored(cls, tokens: Iterable[str], hashes: Iterable[int], names: str) -> "Vocabulary":
        """A settled vocabulary of tokens in their order."""
        vocabulary = cls()
        for position, (folded, hashed) in enumerate(zip(tokens, hashes, strict=True)):
            character = vocabulary._character[folded] = _character_at(position)
            vocabulary.folded[character] = folded
            vocabulary.hashes[character] = hashed
            if is_number(folded):
                vocabulary.numbers.add(character)
        vocabulary.names.update(names)
        vocabulary.settle()
        return vocabulary

    def __missing__(self, raw: str) -> str:
        known = len(self._character)
        written = "".join(map(self.learn, fold(raw)))
        if not _STARTS_UNSPACED.match(raw):  # runs without spaces hardly ever come again
            self[raw] = written
            named = raw[:1].isupper() and len(written) == 1
            if self._settled:
                if named and len(self._character) > known:
                    self.names.add(written)
            elif not named:
                self._never_names.update(written)
                self.names.difference_update(written)
            elif written not in self._never_names:
                self.names.add(written)
        return written

    def read(self, text: str, start: int, end: int) -> str:
        """The tokens of a piece of text, a character each."""
        return "".join(map(self.__getitem__, raw_tokens(text, start, end)))


_SURROGATES = range(0xD800, 0xE000)
_CHARACTERS = 0x110000 - 0x100 - len(_SURROGATES)


def _character_at(position: int) -> str:
    """The character of the n-th token. Beyond a million tokens the late, rare ones share characters."""
    if position >= _CHARACTERS:
        position = _CHARACTERS // 2 + position % (_CHARACTERS // 2)
    code = 0x100 + position
    return chr(code if code < _SURROGATES.start else code + len(_SURROGATES))


def hash_of(folded: str) -> int:
    """A signed 64-bit hash of a token: ours, because every engine and every run of Python has another."""
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "big", signed=True)
