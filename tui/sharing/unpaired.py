"""How passages of one group relate that were never paired: worked out when they are shown."""

from collections.abc import Sequence
from functools import lru_cache

from tui.model.library import Library
from tui.model.shared import Kind, Passage, SharedPair
from tui.sharing.collection import Collection
from tui.sharing.comparison import Comparer


def pairs_with(library: Library, here: Passage, others: Sequence[Passage]) -> list[SharedPair]:
    """A passage paired with others of its group.

    Words weigh what they weigh among ordinary sentences; without the library's own, scores differ by a few hundredths.
    """
    articles = [library.by_id(passage.article) for passage in (here, *others)]
    found = [(article, passage) for article, passage in zip(articles, (here, *others), strict=True) if article]
    collection = Collection.of_passages((article, (passage.start, passage.end)) for article, passage in found)
    comparer = Comparer(collection)
    compare = lru_cache(maxsize=None)(comparer.compare)
    texts = list(collection.text_of)
    whole = [((0, len(collection.texts[text])),) == collection.quotations[text] for text in texts]
    pairs = []
    for place, (_, there) in enumerate(found[1:], 1):
        likeness = compare(texts[0], texts[place])
        kind = Kind.QUOTE if whole[0] or whole[place] else likeness.kind
        pairs.append(SharedPair(here, there, kind, min(1.0, likeness.score), likeness.figures_differ))
    return pairs
