"""The library: the articles that are open, in the order they were found."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from tui.model.article import Article


class Library(Sequence[Article]):
    """Articles in order, each found by its position or its id. An article given twice is held once."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._by_id = {article.id: article for article in articles}
        self._articles = list(self._by_id.values())

    def __len__(self) -> int:
        return len(self._articles)

    def __getitem__(self, position):  # type: ignore[no-untyped-def]
        return self._articles[position]

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles)

    def by_id(self, article_id: str) -> Article | None:
        """The article of that id, or None when it is not in the library."""
        return self._by_id.get(article_id)

    def position(self, article_id: str) -> int | None:
        """Where the article of that id stands, counted from 0, or None."""
        return self._positions.get(article_id)

    @cached_property
    def _positions(self) -> dict[str, int]:
        """Made when somebody asks: few do, and a large library is made time and again while it is read."""
        return {article_id: position for position, article_id in enumerate(self._by_id)}
