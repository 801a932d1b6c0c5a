"""From an article to its sentences as strings of tokens; for many articles, on all processors."""

import gc
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import IO, Any, NamedTuple

from tui.model.article import Article
from tui.model.sentences import Span, sentence_spans
from tui.sharing.child import ChildFailed, read, start_child, write
from tui.sharing.tokens import FEWEST_TOKENS, MOST_TOKENS, Vocabulary, quoted_spans, quotes_within

MOST_QUOTATIONS = 20
"""A sentence with more of them is no sentence; the first are enough."""
LARGE = 4_000_000
"""From so many characters on children read; fewer are read before they have started. Measured."""
MOST_CHILDREN = 4
"""More than a process can take in what they read."""
_SLICE = 50
_CHILD = "from tui.sharing.reading import _serve; _serve()"

Tokens = str
"""A sentence or a part of one, a character for each token, see `Vocabulary`."""


class Sentence(NamedTuple):
    """A sentence and its tokens."""

    start: int
    end: int
    tokens: Tokens
    quotations: tuple[Span, ...]
    """The stretches of its tokens that stand in quotation marks."""


class Read(NamedTuple):
    """An article as it was read."""

    sentences: list[Sentence]
    others: Tokens
    """The tokens of its shorter sentences."""


def read_article(text: str, language: str, vocabulary: Vocabulary) -> Read:
    """The sentences of an article, their tokens written by a vocabulary that learns them."""
    quoted = quoted_spans(text)
    sentences, others = [], []
    for start, end in sentence_spans(text, language):
        sentence = _read_sentence(text, start, end, quoted, vocabulary)
        if len(sentence.tokens) < FEWEST_TOKENS:
            others.append(sentence.tokens)
        else:
            sentences.append(sentence)
    return Read(sentences, "".join(others))


def read_passage(text: str, start: int, end: int, vocabulary: Vocabulary) -> Sentence:
    """One sentence of a text, or a part of one."""
    line_end = text.find("\n", end)
    quoted = quoted_spans(text, text.rfind("\n", 0, start) + 1, len(text) if line_end < 0 else line_end)
    return _read_sentence(text, start, end, quoted, vocabulary)


def _read_sentence(text: str, start: int, end: int, quoted: Sequence[Span], vocabulary: Vocabulary) -> Sentence:
    tokens = vocabulary.read(text, start, end)[:MOST_TOKENS]
    quotations = []
    for first, last in quotes_within(quoted, (start, end))[:MOST_QUOTATIONS] if quoted else ():
        before, within = len(vocabulary.read(text, start, first)), len(vocabulary.read(text, first, last))
        if within >= FEWEST_TOKENS and before + within <= len(tokens):
            quotations.append((before, before + within))
    return Sentence(start, end, tokens, tuple(quotations))


def read_by_children(articles: Sequence[Article], vocabulary: Vocabulary) -> Iterator[Read]:
    """The same for many articles, in order, the vocabulary learning as if it had read them here.

    OSError or ChildFailed when that is not possible; the vocabulary is spoilt then.
    """
    number = min(os.cpu_count() or 1, MOST_CHILDREN)
    slices = [articles[first : first + _SLICE] for first in range(0, len(articles), _SLICE)]
    children = []
    try:
        for place in range(number):
            child = start_child(_CHILD)
            children.append(child)
            threading.Thread(target=_send, args=(child.stdin, slices[place::number]), daemon=True).start()
        tables: list[dict[int, str]] = [{} for _ in children]
        for place in range(len(slices)):
            learnt, found = _next(children[place % number].stdout)
            table = tables[place % number]
            table.update((ord(character), vocabulary.learn(folded)) for character, folded in learnt)
            for sentences, others in found:
                ours = [Sentence(start, end, said.translate(table), within) for start, end, said, within in sentences]
                yield Read(ours, others.translate(table))
        for child, table in zip(children, tables, strict=True):
            names, never = _next(child.stdout)
            vocabulary.learn_names(names.translate(table), never.translate(table))
    finally:
        for child in children:
            child.kill()
            child.wait()


def _next(pipe: IO[bytes] | None) -> Any:
    assert pipe is not None
    if (said := read(pipe)) is None:
        raise ChildFailed
    return said


def _send(pipe: IO[bytes], slices: Sequence[Sequence[Article]]) -> None:
    """In a thread of the parent: hands the articles over."""
    with suppress(OSError, ValueError):  # the child was killed
        for articles in slices:
            write(pipe, [(article.text, article.language) for article in articles])
        write(pipe, [])


def _serve() -> None:
    """What a child does: read articles as they come, and say what was learnt from them; at the end, what are names."""
    gc.disable()
    vocabulary, known = Vocabulary(), 0
    while articles := read(sys.stdin.buffer):
        found = [read_article(text, language, vocabulary) for text, language in articles]
        learnt = vocabulary.learnt(known)
        said = [([tuple(sentence) for sentence in one.sentences], one.others) for one in found]
        write(sys.stdout.buffer, (learnt, said))
        known += len(learnt)
    if articles is not None:
        write(sys.stdout.buffer, vocabulary.names_and_never())
