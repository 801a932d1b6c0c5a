"""The law of undo, for any acts: all undone gives the notebook of before, all redone that of after."""

from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.model.examples import notebook


class TakenBack(RuleBasedStateMachine):
    """A notebook in which anything is done; a subclass says what, and what of it undo takes back."""

    def __init__(self) -> None:
        super().__init__()
        self.book = notebook()
        self.start = self.contents()

    def contents(self) -> Any:
        """All that undo takes back."""
        raise NotImplementedError

    @rule()
    def undo_one(self) -> None:
        self.book.undo()

    @rule()
    def redo_one(self) -> None:
        self.book.redo()

    @invariant()
    def all_can_be_taken_back_and_done_again(self) -> None:
        before, steps = self.contents(), 0
        while self.book.undo():
            steps += 1
        assert self.contents() == self.start
        for _ in range(steps):
            self.book.redo()
        assert self.contents() == before
