"""Moving through rows: the keys of a screen whose cursor is that of a list."""

from collections.abc import Callable

from tui.widgets.row_list import RowList


class MovesInRows:
    """Hands the keys on to the list, and hears of it."""

    @property
    def moving(self) -> RowList:
        """The list that the keys are for."""
        raise NotImplementedError

    def moved(self, before: int) -> None:
        """A key was for the cursor, which was on that row before, and may still be."""

    def action_next(self) -> None:
        self._hand_on(self.moving.action_next)

    def action_previous(self) -> None:
        self._hand_on(self.moving.action_previous)

    def action_top(self) -> None:
        self._hand_on(self.moving.action_top)

    def action_bottom(self) -> None:
        self._hand_on(self.moving.action_bottom)

    def action_page_down(self) -> None:
        self._hand_on(self.moving.action_page_down)

    def action_page_up(self) -> None:
        self._hand_on(self.moving.action_page_up)

    def _hand_on(self, move: Callable[[], None]) -> None:
        before = self.moving.cursor
        move()
        self.moved(before)
