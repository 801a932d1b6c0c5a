"""A view that scrolls, with a cursor over things that are counted: what list and side panel have in common."""

from textual.reactive import reactive

from tui.widgets.sized_view import SizedView


class CursorView(SizedView, can_focus=True):
    """The cursor moves among `count` things and stops at either end."""

    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    @property
    def count(self) -> int:
        """How many things there are."""
        raise NotImplementedError

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, self.count - 1))

    def action_next(self) -> None:
        self.cursor += 1

    def action_previous(self) -> None:
        self.cursor -= 1

    def action_top(self) -> None:
        self.cursor = 0

    def action_bottom(self) -> None:
        self.cursor = self.count - 1
