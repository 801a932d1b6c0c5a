"""Where words start and end, in any script: what is selected word by word.

A word is letters and digits with the marks on them, and apostrophes, hyphens, points and the commas of figures
within; `U.S.`, `p.m.` and the like are words with their last point.
Chinese has a word for each character, Japanese also one for each run of kana; scripts that put no spaces
between words but have no such runs (Thai, Khmer) have one for each stretch of letters.
"""

import re
import unicodedata
from collections.abc import Iterator

from tui.model.sentences import Span

_CHUNK = 64
"""Code points that are looked at at once; a word is seldom as long."""

_HAN, _HIRAGANA, _KATAKANA, _MARK, _LETTER, _DIGIT, _JOINER, _POINT, _COMMA, _NOTHING = "Hhk~a0'., "
_WORD = re.compile(r"H~*+|h[h~]*+|k[k~]*+|(?:a~*+\.){2,}+(?![a0])|[a0][a0~]*+(?:['.][a0][a0~]*+|(?<=0),0[a0~]*+)*+")
# In this order, for the blocks of the scripts also hold marks and signs.
_KINDS = (
    (_JOINER, re.compile("['’\\-‐‑·]")),
    (_POINT, re.compile("[.]")),
    (_COMMA, re.compile(",")),
    # Non-joiner, joiner and soft hyphen; what repeats or lengthens the character before it.
    (_MARK, re.compile("[\u200c\u200d\u00ad々ーｰ]")),
    (_HAN, re.compile("[\u3006\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")),
    (_HIRAGANA, re.compile("[\u3041-\u3096\u309d-\u309f]")),
    (_KATAKANA, re.compile("[\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uff66-\uff9d]")),
)


class _Kinds(dict[int, str]):
    """The kind of each character met so far, a letter for each kind, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = kind = _kind(chr(code))
        return kind


def _kind(character: str) -> str:
    for kind, pattern in _KINDS:
        if pattern.match(character):
            return kind
    if unicodedata.category(character).startswith("M"):
        return _MARK
    if character.isdecimal():
        return _DIGIT
    return _LETTER if character.isalnum() else _NOTHING


_kinds = _Kinds()


def word_after(text: str, offset: int) -> Span | None:
    """The first word that ends after an offset; None when there is none. All in code points."""
    start = _gap_before(text, offset)
    while start < len(text):
        stop = _gap_after(text, max(start, offset) + _CHUNK)
        for word in _words(text, start, stop):
            if word[1] > offset:
                return word
        start = stop
    return None


def word_before(text: str, offset: int) -> Span | None:
    """The last word that starts before an offset; None when there is none. All in code points."""
    stop = _gap_after(text, offset)
    while stop > 0:
        start = _gap_before(text, max(0, min(stop, offset) - _CHUNK))
        found = [word for word in _words(text, start, stop) if word[0] < offset]
        if found:
            return found[-1]
        stop = start
    return None


def _words(text: str, start: int, stop: int) -> Iterator[Span]:
    for match in _WORD.finditer(text[start:stop].translate(_kinds)):
        yield start + match.start(), start + match.end()


def _gap_before(text: str, offset: int) -> int:
    """The last place up to an offset that no word reaches across: behind a blank, or the text's start."""
    return max(text.rfind(" ", 0, offset), text.rfind("\n", 0, offset)) + 1


def _gap_after(text: str, offset: int) -> int:
    """The first such place from an offset on: before a blank, or the text's end."""
    return min((at for at in (text.find(" ", offset), text.find("\n", offset)) if at >= 0), default=len(text))
