"""Texts and what their tokens weigh: all that it takes to compare them."""

from collections.abc import Set

from tui.model.sentences import Span
from tui.sharing.reading import Tokens
from tui.sharing.tokens import Vocabulary


class Weighed:
    """Texts by their numbers, and what their tokens weigh."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        texts: list[Tokens],
        quotations: list[tuple[Span, ...]],
        weight: dict[str, float],
    ) -> None:
        self.vocabulary = vocabulary
        self.texts = texts
        self.quotations = quotations
        """Of each text, the stretches of its tokens that stand in quotation marks."""
        self.weight = weight
        self._masses: dict[int, float] = {}

    def mass(self, tokens: Set[str]) -> float:
        """What these distinct tokens weigh together."""
        return sum(map(self.weight.__getitem__, tokens))

    def mass_of(self, text: int) -> float:
        """What the distinct tokens of a text weigh together."""
        mass = self._masses.get(text)
        if mass is None:
            mass = self._masses[text] = self.mass(set(self.texts[text]))
        return mass

    def to_compare(self) -> "Weighed":
        """The same without what comparing does not take, to be sent to another process."""
        vocabulary = Vocabulary()
        vocabulary.folded, vocabulary.numbers = self.vocabulary.folded, self.vocabulary.numbers
        vocabulary.names = self.vocabulary.names
        return Weighed(vocabulary, self.texts, self.quotations, self.weight)
