"""Words that are picked by letters: each word of a sentence has one, and two of them are a selection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase

from tui.model.sentences import Span

LETTERS = ascii_lowercase + ascii_uppercase
"""In the order of the words; what is beyond the last letter is reached by keys that move an edge."""


@dataclass(frozen=True, slots=True)
class LetteredWords:
    """The words of a sentence by their letters, and the one that was picked first."""

    words: Mapping[str, Span] = field(default_factory=dict)
    first: Span | None = None

    @property
    def letters(self) -> dict[int, str]:
        """By where each word starts, the letter that picks it."""
        return {word[0]: letter for letter, word in self.words.items()}

    def picked(self, letter: str) -> Span | None:
        """What a letter selects: its word, and all between it and the one that was picked first."""
        word = self.words.get(letter)
        if not word or not self.first:
            return word
        return min(self.first[0], word[0]), max(self.first[1], word[1])


def lettered(words: Sequence[Span]) -> LetteredWords:
    """The words with a letter each, as far as there are letters."""
    return LetteredWords(dict(zip(LETTERS, words, strict=False)))
