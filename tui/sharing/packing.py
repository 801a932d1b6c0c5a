"""What was found as columns of numbers: how it goes from one process to another, and into a file."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from tui.model.article import Article
from tui.model.shared import Kind, Passage, SharedGroup, SharedPair, Sharing

_KINDS = list(Kind)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}


def places_of(articles: Sequence[Article]) -> dict[str, int]:
    """The place of each article, by its id."""
    return {article.id: place for place, article in enumerate(articles)}


def packed(sharing: Sharing, places: Mapping[str, int]) -> dict[str, bytes]:
    """What was found, in numbers that mean something to whoever has the articles in the same order."""
    pairs, groups = sharing.pairs, sharing.groups
    sides = (side for pair in pairs for side in (pair.a, pair.b))
    members = (member for group in groups for member in group.members)
    first = (member for group in groups for member in group.first_seen)
    return {
        "sides": _packed_passages(sides, places),
        "kinds": bytes(_NUMBERS[pair.kind] for pair in pairs),
        "scores": array("d", (pair.score for pair in pairs)).tobytes(),
        "differ": bytes(pair.figures_differ for pair in pairs),
        "members": _packed_passages(members, places),
        "sizes": array("i", (len(group.members) for group in groups)).tobytes(),
        "first": _packed_passages(first, places),
        "first sizes": array("i", (len(group.first_seen) for group in groups)).tobytes(),
        "boilerplate": bytes(group.boilerplate for group in groups),
    }


def unpacked(columns: Mapping[str, bytes], articles: Sequence[Article]) -> Sharing:
    """What was packed."""
    known: dict[Passage, Passage] = {}
    sides = _passages(columns["sides"], articles, known)
    pairs = tuple(
        SharedPair(next(sides), next(sides), _KINDS[kind], score, bool(differ))
        for kind, score, differ in zip(columns["kinds"], array("d", columns["scores"]), columns["differ"], strict=True)
    )
    members, first = _passages(columns["members"], articles, known), _passages(columns["first"], articles, known)
    sizes, first_sizes = array("i", columns["sizes"]), array("i", columns["first sizes"])
    groups = tuple(
        SharedGroup(tuple(islice(members, size)), tuple(islice(first, first_size)), bool(boilerplate))
        for size, first_size, boilerplate in zip(sizes, first_sizes, columns["boilerplate"], strict=True)
    )
    return Sharing(pairs, groups)


def _packed_passages(passages: Iterable[Passage], places: Mapping[str, int]) -> bytes:
    return array("i", (n for p in passages for n in (places[p.article], p.start, p.end))).tobytes()


def _passages(column: bytes, articles: Sequence[Article], known: dict[Passage, Passage]) -> Iterator[Passage]:
    """The passages of a column, one object for each however often it comes."""
    numbers = iter(array("i", column))
    for place, start, end in zip(numbers, numbers, numbers, strict=True):
        passage = Passage(articles[place].id, start, end)
        yield known.setdefault(passage, passage)
