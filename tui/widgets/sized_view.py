"""A view that scrolls, and suits what it shows to its size before it is drawn in it."""

from collections.abc import Sequence
from typing import TypeVar

from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView

TURNED = 4
"""One part in so many of a view stays in view when the cursor leaves it."""
KEPT = 1024
"""Rows that are kept as they were drawn."""
Place = TypeVar("Place")
Row = TypeVar("Row")


class Drawn(dict[Place, Row]):
    """Rows as they were drawn; of too many the first go.

    What Textual's `LRUCache` forgets are cycles: at each article that is opened a fifth of a megabyte of garbage that
    only a long collection finds.
    """

    def __setitem__(self, place: Place, row: Row) -> None:
        super().__setitem__(place, row)
        if len(self) > KEPT:
            del self[next(iter(self))]


class SizedView(ScrollView):
    """Textual sends `Resize` when it has drawn a widget in its new size: what was wrapped for the old one is seen then.

    Here `resized` takes its place. It comes first, so that there is one picture, and it is the right one. It comes also
    when the view is shown again: as long as it was hidden it had no size to suit what it was told to show.
    """

    _was_hidden = False

    def resized(self) -> None:
        """Suit what is shown to the size."""
        raise NotImplementedError

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        updated = super()._size_updated(size, virtual_size, container_size, layout)
        if updated or self._was_hidden:
            self._was_hidden = False
            self.resized()
            self._scroll_update(self.virtual_size)  # more or fewer rows may want a scroll bar, or none
        return updated

    def on_hide(self, event: events.Hide) -> None:
        """Keep the focus, which Textual would take away: after quick keys it is back before word of hiding comes."""
        event.prevent_default()
        self._was_hidden = True

    def extend_to(self, width: int, height: int) -> None:
        """There is so much to scroll through, in cells.

        To set `virtual_size` would lay out the whole screen anew; here that is done only if a scroll bar comes or goes.
        """
        self.set_reactive(ScrollView.virtual_size, Size(width, height))
        self._scroll_update(self.virtual_size)

    def draw_anew(self, regions: Sequence[Region]) -> None:
        """Draw these regions of the view anew; `refresh` without any would draw all of it."""
        if regions:
            self.refresh(*regions)
