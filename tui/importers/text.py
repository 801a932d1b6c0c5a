"""Plain text: the whole file is the article; its title is its headline, or its first words."""

import re

from tui.model.article import Article, new_article

_LONGEST_HEADLINE = 120
_FIRST_WORDS = 9
_LONGEST_TITLE = 80
_ENDS_A_SENTENCE = re.compile(r"[.,;:。．，、；：،؛][\"'”’»)\]」』]*$")
_ENDS_IN_INITIALS = re.compile(r"\b[A-Z]\.(?:[A-Z]\.)+$")


def article_from(text: str, file_name: str) -> Article:
    """The article that a text file holds."""
    return new_article(title_of(text), text, extra={"file": file_name})


def title_of(text: str) -> str:
    """The first line when it reads as a headline, else the first words."""
    opening = text.lstrip()
    first, _, rest = opening.partition("\n")
    headline = first.rstrip()
    return headline if _reads_as_headline(headline, rest) else _first_words(opening)


def _reads_as_headline(line: str, rest: str) -> bool:
    if len(line) > _LONGEST_HEADLINE or not rest.strip():
        return False
    if rest[0].islower():  # the line was broken in the middle of a sentence
        return False
    return not _ENDS_A_SENTENCE.search(line) or bool(_ENDS_IN_INITIALS.search(line))


def _first_words(text: str) -> str:
    # Far more than the words need; the rest of a long text is never looked at.
    words = text[:2_000].split()
    title = " ".join(words[:_FIRST_WORDS])[:_LONGEST_TITLE].rstrip()
    whole = len(text) <= 2_000 and title == " ".join(words)
    return title if whole else f"{title.rstrip('.,;:')}…"
