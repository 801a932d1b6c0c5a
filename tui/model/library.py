"""The library: the articles that are open, in the order they were found."""

from collections.abc import Iterable, Iterator, Sequence

from tui.model.article import Article


class Library(Sequence[Article]):
    """Articles in order, each found by its position or its id. An article given twice is held once."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._articles = list({article.id: article for article in articles}.values())
        self._positions = {article.id: position for position, article in enumerate(self._articles)}

    def __len__(self) -> int:
        return len(self._articles)

    def __getitem__(self, position):  # type: ignore[no-untyped-def]
        return self._articles[position]

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles)

    def by_id(self, article_id: str) -> Article | None:
        """The article of that id, or None when it is not in the library."""
        position = self._positions.get(article_id)
        return None if position is None else self._articles[position]

    def position(self, article_id: str) -> int | None:
        """Where the article of that id stands, counted from 0, or None."""
        return self._positions.get(article_id)
