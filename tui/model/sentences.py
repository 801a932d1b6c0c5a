"""From a text to the spans of its sentences, by rules written down as data.

A candidate is every run of sentence-ending marks. What stands on either side of it, never more than a window
of text, decides whether a sentence ends there. The rules in words, and measured: `docs/segmentation.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

Span = tuple[int, int]  # (start, end) in code points into the text, end exclusive


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The words ----------------------------------------------------------------------------------------


class Abbreviation(Enum):
    """What a full stop after an abbreviation can mean, by the kind of abbreviation."""

    TITLE = auto()  # stands before a name or an example, and so never ends a sentence
    CLIPPED = auto()  # ends a sentence only where the next word is one that opens sentences
    COUNTED = auto()  # ends a sentence unless its number follows
    COMPANY = auto()  # ends a sentence unless what follows belongs to the company
    CLOCK = auto()  # ends a sentence unless a day or a time zone follows


# In lower case and without their full stop. Those under "" hold in every language, those under a code only
# there, because elsewhere they are ordinary words.
ABBREVIATIONS: dict[Abbreviation, dict[str, str]] = {
    Abbreviation.TITLE: {
        "": """
            mr mrs ms messrs mme mmes mlle dr dra drs prof profa gen maj lt col capt cmdr cdr sgt cpl pvt
            adm brig hon rep reps sen sens gov govs rev msgr supt insp det atty pres vs viz cf e.g i.e sra
            srta dña г-н г-жа проф акад им ул св гл см напр тов""",
        "de": "hr hrn fr dipl ing hl vgl z.b d.h u.a",
        "es": "sr sres sras dres ud uds ee rr aa gral ing lic arq mons",
        "fr": "mgr me ste",
        "it": "sig sigg dott ing avv on arch",
        "pt": "sr srs sras exmo eng",
        "uk": "див ім вул",
    },
    Abbreviation.CLIPPED: {
        "": """
            st ft mt jr sr bros ave blvd rd dept univ assn al approx ca chr ph hrsg bzw mio mrd sog geb evtl
            ggf inkl uu ооо тыс млн млрд руб долл""",
        "de": "str jh jhd jhdt std min verf",
        "es": "ej aprox tel cía dpto av hab",
        "fr": "mm env apr av cie",
        "it": "ecc tel",
        "pt": "ltda cia tel av",
        "ru": "гг вв англ нем фр исп лат",
        "uk": "англ нім фр ісп лат рос",
    },
    Abbreviation.COUNTED: {
        "": """
            no nos nr núm num vol vols pp p pop sec secs fig figs ch chap para op cap pág págs jan feb mar
            apr jun jul aug sep sept oct nov dec стр рис табл""",
        "de": "art abs kap abb bd mai okt dez",
        "es": "art arts ene abr ago dic",
        "fr": "art janv févr avr juil déc",
        "it": "art a.c d.c",
        "pt": "art a.c d.c",
        "ru": "ст э п д",
        "uk": "ст мал е п д",
    },
    Abbreviation.COMPANY: {
        "": "inc corp co cos ltd llc plc",
    },
    Abbreviation.CLOCK: {
        "": "a.m p.m",
    },
}

# Words that open a sentence and hardly ever go on after an abbreviation: `in the U.S. The`, but `U.S. Navy`.
# The English ones hold in every language.
OPENERS: dict[str, str] = {
    "en": """
        mr mrs ms the a an this that these those he she it they we you i his her its their our my your there
        here and but or so yet nor for if when while as after before because since although though unless
        until whether once in on at by from with without to of about during despite among between according
        against however meanwhile moreover also then now still even just only instead indeed perhaps maybe
        not thus therefore later earlier today yesterday what who why how where which is are was were do
        does did have has had can could would should some many most several few all both each every another
        other others such no none nobody nothing everyone everything two three four five six seven eight
        nine ten""",
    "de": """
        der die das dem den des ein eine einer eines einem einen er sie es wir ihr ich man und oder aber
        auch im am auf aus bei beim mit nach seit von vom vor zu zum zur für durch um über gegen ohne wenn
        als ob da dann doch nur noch schon jetzt heute gestern damit dabei dazu dort hier dies dieser diese
        dieses diesen diesem wie was wer wo warum nun während trotz laut sein seine ihre mehr viele alle
        nicht kein keine zwar denn danach""",
    "es": """
        el la los las un una unos unas en de del con por para pero y no se su sus este esta estos estas ese
        esa al lo le les como cuando donde según sin sobre tras desde hasta entre también además ella él
        ellos ellas yo nosotros mientras aunque si ya más muy todo todos cada hay es fue era son así
        entonces después antes ahora hoy ayer""",
    "fr": """
        le la les un une des du de en et mais il elle ils elles on ce cette ces cet à au aux pour par dans
        sur avec sans selon après avant depuis lors quand si comme nous vous je tu son sa ses leur leurs qui
        que où or donc car ainsi cependant toutefois puis alors tout tous plus""",
    "it": """
        il lo la i gli le un uno una in di del della dei nel nella con per ma e non si è al alla da dal su
        sul come quando dopo prima anche se questo questa quello quella""",
    "pt": """
        o os as um uma em no na nos nas de do da dos das com por para mas e não se ao à como quando depois
        antes também este esta isso ele ela eles elas segundo""",
    "ru": """
        в на он она оно они мы вы я и а но по с со из у к о об от до за для при что как это эти этот эта не
        так также если когда после однако поэтому кроме его её их все всё там тогда уже еще ещё между во""",
    "uk": """
        у в на він вона воно вони ми ви я і й та а але з із зі по до від за для про що як це цей ця ці не
        так також якщо коли після однак тому крім його її їх усі там""",
}

# Openers that are also parts of names; without a known language, `St. La Salle` is to hold together.
NAME_PARTICLES = _words("al da de del den der des di do dos du e el em la las le lo los o un van von y")

# Languages that write an ordinal as a number with a full stop; `3. Oktober` is one in every language.
ORDINAL_LANGUAGES = _words("bs cs da de et fi fo hr hu is lt lv mk nb nn no pl sk sl sr tr")
ORDINAL_NOUNS = _words(
    "januar jänner februar märz april mai juni juli august september oktober november dezember jahrhundert"
)

LANGUAGES = ORDINAL_LANGUAGES.union(OPENERS, *ABBREVIATIONS.values())

COMPANY_GOES_ON = _words(
    """
    inc corp co ltd llc plc chief chairman chairwoman president ceo cfo coo vice director executive senior
    managing spokesman spokeswoman spokesperson founder analyst economist class
    """
)
CLOCK_GOES_ON = _words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
    August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Eastern
    Central Mountain Pacific ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST MSK IST JST
    """
)
COURTESIES = _words("Mr Mrs Ms")  # the abbreviations that are openers themselves
DOMAIN_ENDINGS = _words("com org net gov edu co uk io js tv")
SPEECH_VERBS = _words(
    """
    said says asked asks wrote writes tweeted posted added replied responded shouted yelled cried declared
    exclaimed wondered joked quipped insisted continued recalled
    """
)

# The marks ----------------------------------------------------------------------------------------

ALWAYS_ENDS = "。！？｡।॥۔።፧။"  # never a decimal point or an abbreviation, and often with no space after it
MAY_END = ".!?…؟։‽⁇⁈⁉"
NEVER_BEGINS = frozenset(ALWAYS_ENDS + MAY_END + ",;:/،؛、，；：")
QUOTES = frozenset("\"'“”„‟‘’‚«»‹›「」『』")
UNMISTAKABLE_QUOTES = QUOTES - {"'", "’"}  # the apostrophe of `the U.S.’ allies` is none
DASHES = frozenset("-–—―")
MAY_OPEN = r"\s\"'“”„‟‘’‚«»‹›「『（【〈《(\[{¿¡\-–—―•·*►▪●■"
ALWAYS_CLOSES = r")\]}”’»›」』）】〉》"
MAY_CLOSE = "\"'“‘«"  # closes where no word follows

WINDOW = 64  # code points looked at on either side of a candidate; what keeps a hostile line linear
DATELINE_WINDOW = 128
SPEAKER_WINDOW = 160
QUOTATION_WINDOW = 1000

# str.splitlines() takes all of these for the end of a line.
_LINE = re.compile("[^\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")

_CANDIDATE = re.compile(
    rf"""
    ( [{ALWAYS_ENDS}{MAY_END}] [{ALWAYS_ENDS}{MAY_END}]*+ )
    (?: [{ALWAYS_CLOSES}]
      | [{MAY_CLOSE}] (?!\w)
      | [ \xa0\u202f] [)\]”’»] (?!\w)  # French sets a space before its closing quote
      | \ ? \[\d{{1,3}}\]  # a footnote
    )*+
    (?= (\s*+) ([{MAY_OPEN}]*+) (\w*+) )
    """,
    re.VERBOSE,
)
MARKS, GAP, OPENING, WORD = 1, 2, 3, 4  # its groups

# A sentence can begin in lower case: iPhone, al-Qaeda, an address; and Georgian has no other case in use.
_LOWER_CASE_START = re.compile(r"[a-z]{1,3}[-'’]?[A-Z]|https?://|www\.|[\u10d0-\u10ff]")

# Letters of scripts without case in which a full stop does not abbreviate: Arabic, Kana, Han, Hangul.
# Not compiled before a text asks: a class of so many letters takes a millisecond, at each start.
_CASELESS = r"[\u0620-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"

_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}")  # U.S, Ph.D, J.-C
_ROMAN_NUMERAL = re.compile(r"[IVXLC]+")
_ADDRESS = re.compile(r"[@#/\\_=]|www\.")

# What stands before the last word of an unspaced run: the dash of `vice-adm`, the brackets of `(Jan`.
_JOINED_BEFORE = re.compile(r"\A.*(?:[—–/(\[{\"“„«]|(?<!\.)-(?=\w{2}|\w\.))['‘’]*+|\A['‘’]+", re.DOTALL)

# KYIV, Ukraine (AP) —
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,40}"  # the town, in capitals
    r"(?:[,/] ?[A-Z][\w.,'’ ]{1,40})?"  # the country or the date
    r"(?: ?\([A-Z][\w. /]{1,30}\))?"  # the agency
    r" ?(?:--|[—–]|- )"
)

_SPEAKER = (
    r"(?:(?:[^\W\d_a-z][\w.'’-]{0,30}|of|the|de|van|von|der|bin|for|and),? ){1,8}"
    rf"(?:told|(?:{'|'.join(sorted(SPEECH_VERBS))})"
    r"(?! (?:that|the|he|she|it|they|we|there|his|her|their)\b))\b"  # Name said that … is a new sentence
)
_SPEAKER_FOLLOWS = re.compile(_SPEAKER)  # “Ready?” Name said on Friday.
_ONLY_SPEAKER_FOLLOWS = re.compile(
    _SPEAKER + r"(?: on(?: [^\W\d_a-z]\w*){1,3})?\.(?!\w)"
)  # “We are ready.” Name said on X.

# 「…。」と, “…？”他说; compiled when a text asks
_CJK_QUOTATION_GOES_ON = r"(?<=[」』])[とっなのはがをもにでや]|(?<=[？！].)[\u4e00-\u9fff·]{1,12}?[说說问問道]"

# The decisions ------------------------------------------------------------------------------------


class _Grammar(NamedTuple):
    """The words that hold for one language."""

    abbreviations: dict[str, Abbreviation]
    openers: frozenset[str]
    dots_ordinals: bool


@cache
def _grammar(language: str) -> _Grammar:
    english = _words(OPENERS["en"])
    if language in OPENERS:
        openers = english | _words(OPENERS[language])
    else:
        openers = english | _words(" ".join(OPENERS.values())) - NAME_PARTICLES
    abbreviations = {
        word: kind
        for kind, words in ABBREVIATIONS.items()
        for code in ("", language)
        for word in words.get(code, "").split()
    }
    return _Grammar(abbreviations, openers, dots_ordinals=language in ORDINAL_LANGUAGES)


def sentence_spans(text: str, language: str = "") -> list[Span]:
    """The sentences of a text, in order, as spans in code points with no white space at either end.

    The spans are disjoint and cover all but white space; the end of a line ends a sentence. `language` is an
    ISO 639-1 code; without one, or with one unknown here, those rules hold that clash in no language. No text
    raises, and the time taken is linear. Conventions: the Penn treebank and Universal Dependencies.
    """
    grammar = _grammar(language if language in LANGUAGES else "")
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for end in _sentence_ends(text, start, line.end(), grammar):
            sentence = text[start:end]
            if ink := sentence.strip():
                start += len(sentence) - len(sentence.lstrip())
                spans.append((start, start + len(ink)))
            start = end
    return spans


def _sentence_ends(text: str, line_start: int, line_end: int, grammar: _Grammar) -> Iterator[int]:
    """Where each sentence of a line ends, in order; the last of them is the end of the line."""
    dateline = _DATELINE.match(text, line_start, min(line_end, line_start + DATELINE_WINDOW))
    start = line_start
    for candidate in _CANDIDATE.finditer(text, dateline.end() if dateline else line_start, line_end):
        end = _end_of_closers(candidate, line_start)
        if _ends_sentence(candidate, start, end, grammar):
            yield end
            start = end
    yield line_end


def _end_of_closers(candidate: re.Match[str], line_start: int) -> int:
    """Where a sentence ends if it ends here; a straight quote between two words closes if one is open."""
    end = candidate.end()
    if candidate[GAP] or not candidate[OPENING].startswith('"'):
        return end
    return end + candidate.string.count('"', max(line_start, end - QUOTATION_WINDOW), end) % 2


def _ends_sentence(candidate: re.Match[str], start: int, end: int, grammar: _Grammar) -> bool:
    """Whether a sentence that began at `start` ends with the closers that end at `end`."""
    text, marks, following = candidate.string, candidate[MARKS], candidate.start(WORD)
    if following == candidate.endpos or (next_character := text[following]) in NEVER_BEGINS:
        return False
    quotes = UNMISTAKABLE_QUOTES if marks == "." else QUOTES
    quoted = not quotes.isdisjoint(text[candidate.end(MARKS) : end])
    if marks[-1] in ALWAYS_ENDS:
        return not (quoted and re.compile(_CJK_QUOTATION_GOES_ON).match(text, end, candidate.endpos))
    if not candidate[GAP]:
        return _ends_glued(candidate, start, quoted, grammar)
    if next_character.islower() and not _LOWER_CASE_START.match(text, following, candidate.endpos):
        return False
    if marks[0] in "!?" and text[candidate.start() - 1 : candidate.start()] == "(":  # a remark: (!)
        return False
    if quoted and _is_attributed(candidate, grammar):
        return False
    return marks != "." or _full_stop_ends(candidate, start, quoted, grammar)


def _is_attributed(candidate: re.Match[str], grammar: _Grammar) -> bool:
    """Whether a quotation's speaker follows: “Ready?” Name said; “Ready.” — Name."""
    if candidate[OPENING]:
        return candidate[OPENING][0] in DASHES
    if candidate[WORD].lower() in grammar.openers and candidate[WORD] not in COURTESIES:
        return False
    speaker = _ONLY_SPEAKER_FOLLOWS if candidate[MARKS] == "." else _SPEAKER_FOLLOWS
    following = candidate.start(WORD)
    return bool(speaker.match(candidate.string, following, min(candidate.endpos, following + SPEAKER_WINDOW)))


def _ends_glued(candidate: re.Match[str], start: int, quoted: bool, grammar: _Grammar) -> bool:
    """Whether a sentence ends though no space follows: `Moscow.Since`, `Kyiv."The planned`."""
    text, marks, word = candidate.string, candidate[MARKS], candidate[WORD]
    two_before = text[max(start, candidate.start() - 2) : candidate.start()]
    if re.match(_CASELESS, word):
        return len(two_before) == 2 and bool(re.fullmatch(_CASELESS, two_before))
    opens = _opens_sentence(candidate, grammar)
    begins = word[:1].isupper() and (word[1:2].islower() or opens)
    if not begins or word.lower() in DOMAIN_ENDINGS or not QUOTES.issuperset(candidate[OPENING]):
        return False
    left = text[max(start, candidate.start() - WINDOW) : candidate.start()].rpartition(" ")[2]
    right = text[candidate.end() : min(candidate.endpos, candidate.end() + WINDOW)].partition(" ")[0]
    if _ADDRESS.search(left + right):
        return False
    if quoted:
        return True
    if len(two_before) < 2 or not two_before.isalnum() or (marks != "." and marks[-1] in ".…"):
        return False
    if two_before.isupper() or two_before.isdigit():  # NATO.The and 2014.The, but not ASP.Net
        return opens
    return marks != "." or _full_stop_ends(candidate, start, quoted, grammar)


def _full_stop_ends(candidate: re.Match[str], start: int, quoted: bool, grammar: _Grammar) -> bool:
    """Whether a full stop ends a sentence, or only the abbreviation, initial or number before it."""
    token, word, opening = _word_before(candidate, start), candidate[WORD], candidate[OPENING]
    if token.isdigit():
        return _number_ends(candidate, token, start, grammar)
    is_initial = len(token) == 1 and token.isalpha()
    kind = grammar.abbreviations.get(token if is_initial else token.lower())  # p. 5, but Edwin P. Wilson
    if kind is None and not is_initial and not _ACRONYM.fullmatch(token):
        return True
    opens = quoted or _opens_sentence(candidate, grammar)
    continues = word[:1].isdigit() or not QUOTES.issuperset(opening)  # by a number, a bracket or a dash
    match kind:
        case Abbreviation.TITLE:
            return False
        case Abbreviation.COUNTED:
            is_numeral = not opening and not opens and _ROMAN_NUMERAL.fullmatch(word)
            return not (word[:1].isdigit() or is_numeral)
        case Abbreviation.COMPANY:
            return not (continues or word.lower() in COMPANY_GOES_ON)
        case Abbreviation.CLOCK:
            is_zone = candidate.string.startswith(" time", candidate.end(WORD), candidate.endpos)
            return not (continues or is_zone or word in CLOCK_GOES_ON)
        case _:  # a clipped word, an initial, an acronym
            return opens


def _number_ends(candidate: re.Match[str], number: str, start: int, grammar: _Grammar) -> bool:
    """Whether a number and its full stop end a sentence, or are an ordinal or the number of a list."""
    first, word = candidate.start() - len(number), candidate[WORD]
    if len(number) <= 3 and first - start <= 1 and not candidate.string[start:first].strip():
        return False  # 1. Buy
    if len(number) > 2 or not word[:1].isupper():
        return True
    if word.lower() in ORDINAL_NOUNS:
        return False
    return not grammar.dots_ordinals or _opens_sentence(candidate, grammar)


def _word_before(candidate: re.Match[str], start: int) -> str:
    """The word that the marks follow, without what opens before it and what a dash joins to it."""
    before = candidate.string[max(start, candidate.start() - WINDOW) : candidate.start()]
    if not before or before[-1].isspace():
        return ""
    word = before.rsplit(None, 1)[-1]
    return word if word.isalnum() else _JOINED_BEFORE.sub("", word, count=1)


def _opens_sentence(candidate: re.Match[str], grammar: _Grammar) -> bool:
    """Whether the next word opens a sentence: The, but neither the A of `J. A. Smith` nor WHO."""
    word, after = candidate[WORD], candidate.end(WORD)
    if word.lower() not in grammar.openers or (len(word) > 1 and word.isupper()):
        return False
    return candidate.string[after : after + 1] not in (".", "-") or word in COURTESIES
