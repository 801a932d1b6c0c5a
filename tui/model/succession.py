"""Which open article is a known one that came back changed, or under another name."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from tui.model.anchoring import found_again
from tui.model.annotation import Annotation, Scope, text_sha256
from tui.model.article import Article
from tui.model.library import Library
from tui.model.notebook import Notebook
from tui.model.reading import ArticleCard

MOST_NAMESAKES = 50
"""Of more articles than that with one url, file name or title, that says nothing about which is meant."""


@dataclass(frozen=True, slots=True)
class Successor:
    """What a known article has become."""

    article: Article
    sure: bool
    """Whether that is beyond doubt: only then what was said moves to it by itself. Else a person decides."""


class _By(Enum):
    """By what an article is known again."""

    TEXT = auto()
    URL = auto()
    FILE = auto()
    TITLE = auto()


def successors(notebook: Notebook, library: Library) -> dict[str, Successor]:
    """Of each known article that is not open the open one that succeeds it, by the known one's id.

    What was found out before holds, also by way of states in between. Else the strongest of these decides, and where
    it holds for several articles the next ones choose among them: the same text; the same url; the same file name and
    source; the same source, title and day. Where several are left there is none.

    It is beyond doubt when nothing speaks against it (another file that names another source or url; an article that
    has long been known beside it) and something more speaks for it: title and day are the same, or most quotes are
    found again. A reprint, or another `0001.txt`, is no successor. Several known articles may have one successor
    only where they are its earlier states: of the same url or file.
    """
    gone = {card.id: card for card in notebook.cards if library.by_id(card.id) is None}
    gone = {card.id: card for card in gone.values() if _is_used(notebook, card)}
    if not gone:
        return {}
    known, pools = {card.id for card in notebook.cards}, _Pools(library, gone.values())
    found: dict[str, Successor] = {}
    for card in gone.values():
        pool, said = pools.of(card), notebook.on_article(card.id)
        if pool and (claim := _claim(card, pool, said)):
            article, by = claim
            found[card.id] = Successor(article, _is_sure(card, article, by, said, article.id in known))
    claimants = Counter(one.article.id for one in found.values())
    for card_id, one in found.items():
        if claimants[one.article.id] > 1 and not _is_earlier_state(gone[card_id], one.article):
            found[card_id] = Successor(one.article, sure=False)
    return found | _recorded(notebook, library, gone, found)


def _recorded(
    notebook: Notebook, library: Library, gone: Mapping[str, ArticleCard], found: Mapping[str, Successor]
) -> dict[str, Successor]:
    """The successors that were found out before, or those of what came in between."""
    after = {card.id: card.successor for card in notebook.cards if card.successor}
    recorded: dict[str, Successor] = {}
    for card_id in gone:
        state, passed = card_id, {""}
        while state not in passed and library.by_id(state) is None and state in after:
            passed.add(state)
            state = after[state]
        if article := library.by_id(state):
            recorded[card_id] = Successor(article, sure=True)
        elif state != card_id and state in found:
            recorded[card_id] = found[state]
    return recorded


def _is_used(notebook: Notebook, card: ArticleCard) -> bool:
    """Whether there is anything that would go along; where reading stopped goes along once."""
    reading, stopped = notebook.reading(card.id), notebook.place(card.id) and not card.successor
    return bool(notebook.on_article(card.id) or reading.done or reading.star or stopped)


class _Pools:
    """The open articles that share something with a known one: found in one pass over the library."""

    def __init__(self, library: Iterable[Article], cards: Collection[ArticleCard]) -> None:
        self._urls: dict[str, list[Article]] = {card.url: [] for card in cards if card.url}
        self._files: dict[str, list[Article]] = {card.file: [] for card in cards if card.file}
        self._titles: dict[str, list[Article]] = {card.title: [] for card in cards if card.title}
        for article in library:
            if article.url in self._urls:
                self._urls[article.url].append(article)
            if (file := _file(article)) in self._files:
                self._files[file].append(article)
            if article.title in self._titles:
                self._titles[article.title].append(article)

    def of(self, card: ArticleCard) -> list[Article]:
        found = (self._urls.get(card.url, ()), self._files.get(card.file, ()), self._titles.get(card.title, ()))
        return list({one.id: one for some in found if len(some) <= MOST_NAMESAKES for one in some}.values())


def _claim(card: ArticleCard, pool: list[Article], said: Sequence[Annotation]) -> tuple[Article, _By] | None:
    """The one article that a known one may have become, and by what."""
    decided: _By | None = None
    for by in _By:
        holds = [article for article in pool if _holds(by, card, article, said)]
        if holds:
            decided, pool = decided or by, holds
        if decided and len(pool) == 1:
            return pool[0], decided
    alike = [article for article in pool if _is_alike(card, article, said)] if decided else []
    return (alike[0], decided) if decided and len(alike) == 1 else None


def _holds(by: _By, card: ArticleCard, article: Article, said: Sequence[Annotation]) -> bool:
    match by:
        case _By.TEXT:
            return _has_text_of(card, article, said)
        case _By.URL:
            return _same(card.url, article.url)
        case _By.FILE:
            return _same(card.file, _file(article)) and card.source == article.source
        case _By.TITLE:
            same = _same(card.source, article.source) and _same(card.title, article.title)
            return same and _same(_day(card), article.day)


def _is_sure(card: ArticleCard, article: Article, by: _By, said: Sequence[Annotation], is_known: bool) -> bool:
    in_place, same_url = _same(card.file, _file(article)), _same(card.url, article.url)
    if not in_place:
        differs = _differ(card.url, article.url) or _differ(card.source, article.source)
        if is_known or (differs and not same_url):
            return False
    match by:
        case _By.TEXT:
            return True
        case _By.TITLE:
            return _quotes_stand(article, said, when_none=True)
        case _:
            return (in_place and same_url) or _is_alike(card, article, said)


def _is_earlier_state(card: ArticleCard, article: Article) -> bool:
    return _same(card.url, article.url) or _same(card.file, _file(article))


def _is_alike(card: ArticleCard, article: Article, said: Sequence[Annotation]) -> bool:
    """Whether title and day are the same, or most of what was annotated still stands there."""
    same_title = _same(card.title, article.title) and not _differ(_day(card), article.day)
    return same_title or _quotes_stand(article, said, when_none=False)


def _quotes_stand(article: Article, said: Sequence[Annotation], *, when_none: bool) -> bool:
    targets = [one.target for one in said if one.target.scope is not Scope.ARTICLE]
    found = sum(target is not None for target in found_again(targets, article))
    return 2 * found >= len(targets) if targets else when_none


def _has_text_of(card: ArticleCard, article: Article, said: Sequence[Annotation]) -> bool:
    """Whether the text is the same; it is hashed only when no quote tells sooner that it is not."""
    targets = (one.target for one in said)
    stand = all(article.text.startswith(one.quote, one.start) for one in targets)
    return stand and text_sha256(article.text) == card.text_sha256


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other


def _differ(one: str, other: str) -> bool:
    """Whether both are known, and not the same."""
    return bool(one and other) and one != other


def _file(article: Article) -> str:
    return article.extra.get("file", "")


def _day(card: ArticleCard) -> str:
    return card.published[:10]
