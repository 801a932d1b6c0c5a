"""Some articles and all that is known of what they share; more can be added, and all of it can be kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Self

from tui.model.article import Article
from tui.model.shared import SharedGroup, SharedPair, Sharing
from tui.sharing.candidates import candidates, rarity_of
from tui.sharing.collection import Collection
from tui.sharing.comparing import compared_by_children
from tui.sharing.comparison import Comparer
from tui.sharing.decision import Alike, Decision
from tui.sharing.lookup import candidates_of, candidates_of_new
from tui.sharing.packing import packed, places_of, unpacked
from tui.sharing.pairing import pairs_of_new, pairs_with, pairs_without

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

    def compare_first(self, sentences: range) -> list[SharedPair]:
        """What these sentences, all of one article, share: looked up before the join, which takes longer."""
        collection, alike = self.collection, Alike()
        own = {collection.text_of[sentence] for sentence in sentences}
        rarity = rarity_of(collection.frequency, collection.vocabulary.hashes)
        alike.take_repeated(collection, sorted(own))
        alike.take_worthy(self.comparer, candidates_of(own, collection.texts, collection.quotations, rarity))
        pairs = partial(pairs_with, collection, sentences)
        return list(Decision(collection, self.comparer, alike.in_order(), pairs).shared())

    def compare(self, first: range, say: Say) -> Iterator[SharedPair]:
        """What the articles share, in about their order, but for what `compare_first` said of the first sentences."""
        collection, alike = self.collection, self.alike
        say("finding candidates", 0.3)
        texts = len(collection.texts)
        alike.take_repeated(collection, range(texts))
        joined = candidates(
            collection.texts,
            collection.quotations,
            rarity_of(collection.frequency, collection.vocabulary.hashes),
            lambda part: say("finding candidates", 0.3 + 0.2 * part),
        )
        for some, compared in compared_by_children(collection, joined):
            if compared is None:
                alike.take_worthy(self.comparer, some)
            for a, b, score, likeness in compared or ():
                alike.take(a, b, score)
                self.comparer.known[a, b] = likeness
            say("comparing sentences", 0.5 + 0.2 * (some[-1][0] / texts if some else 1))
        decision = Decision(collection, self.comparer, alike.in_order(), partial(pairs_without, collection, first))
        return decision.shared(lambda part: say("comparing sentences", 0.7 + 0.25 * part))

    def add(self, articles: Sequence[Article]) -> Iterator[SharedPair]:
        """What more articles share with those before and each other."""
        collection, alike = self.collection, self.alike
        sentences, texts = len(collection.text_of), len(collection.texts)
        collection.add(articles)
        rarity = rarity_of(collection.frequency, collection.vocabulary.hashes)
        proposed = candidates_of_new(texts, collection.texts, collection.quotations, rarity)
        alike.take_worthy(self.comparer, proposed)
        came = set(collection.text_of[sentences:])
        alike.take_repeated(collection, sorted(came - {a for a, b, _ in alike if a == b}))
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
