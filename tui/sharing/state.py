"""Some articles and all that is known of what they share; more can be added, and all of it can be kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Self

from tui.model.article import Article
from tui.model.shared import SharedGroup, SharedPair, Sharing
from tui.sharing.candidates import candidates
from tui.sharing.collection import Collection
from tui.sharing.comparison import Comparer
from tui.sharing.decision import Alike, Decision
from tui.sharing.newcomers import candidates_of_new
from tui.sharing.packing import packed, places_of, unpacked
from tui.sharing.pairing import pairs_of_new, sentence_pairs

Say = Callable[[str, float], None]
"""Is told what is being done, and how far all of it is, 0..1."""


class State:
    """Some articles, and what is known of what they share. More can be added."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.comparer = Comparer(collection)
        self.alike = Alike()
        self.pairs: list[SharedPair] = []
        self.groups: Sequence[SharedGroup] = ()

    def compare(self, first: set[int], say: Say) -> Iterator[SharedPair]:
        """What the articles share, in about their order; before all else what these texts share."""
        collection, alike = self.collection, self.alike
        say("finding candidates", 0.3)
        for text, holders in enumerate(collection.holders):
            if len(holders) > 1:
                alike.take(text, text, 1.0)
        texts = len(collection.texts)
        joined = candidates(
            collection.texts,
            collection.quotations,
            collection.vocabulary.hashes,
            lambda part: say("finding candidates", 0.3 + 0.2 * part),
        )
        for some in joined:
            alike.take_worthy(self.comparer, some)
            say("comparing sentences", 0.5 + 0.2 * (some[-1][0] / texts if some else 1))
        decision = Decision(collection, self.comparer, alike.beginning_with(first), partial(sentence_pairs, collection))
        return decision.shared(lambda part: say("comparing sentences", 0.7 + 0.25 * part))

    def add(self, articles: Sequence[Article]) -> Iterator[SharedPair]:
        """What more articles share with those before and each other."""
        collection, alike = self.collection, self.alike
        sentences, texts = len(collection.text_of), len(collection.texts)
        collection.add(articles)
        hashes = collection.vocabulary.hashes
        proposed = candidates_of_new(collection.texts, collection.quotations, collection.frequency, hashes, texts)
        alike.take_worthy(self.comparer, proposed)
        came = set(collection.text_of[sentences:])
        repeated = {a for a, b, _ in alike if a == b}
        for text in sorted(came - repeated):
            if len(collection.holders[text]) > 1:
                alike.take(text, text, 1.0)
        pairs = partial(pairs_of_new, collection, sentences)
        return Decision(collection, self.comparer, alike.with_any(came), pairs).shared()

    def kept(self) -> dict[str, bytes]:
        """What `restored` needs, apart from the articles."""
        shared = packed(Sharing(tuple(self.pairs), tuple(self.groups)), places_of(self.collection.articles))
        return {**shared, **self.alike.kept(), **self.collection.kept()}

    @classmethod
    def restored(cls, kept: Mapping[str, bytes], articles: Sequence[Article]) -> Self:
        """The state that `kept` was said of, which had these articles."""
        state = cls(Collection.restored(kept, articles))
        state.alike = Alike.restored(kept)
        shared = unpacked(kept, articles)
        state.pairs, state.groups = list(shared.pairs), shared.groups
        return state
