"""Paging in a list of options that is not laid out yet, or has no room, leaves it where it is."""

from textual.widgets import OptionList

_move_page = OptionList._move_page


def _page(options: OptionList, direction: int) -> None:
    if options.scrollable_content_region:
        _move_page(options, direction)  # type: ignore[arg-type]


def page_where_there_is_room() -> None:
    """Let Textual page so.

    By itself (8.2) it looks up the row of what is highlighted, in the palette too, and where there are no rows (at
    three lines of terminal, or with the keys typed ahead of the list) the program ends.
    """
    OptionList._move_page = _page  # type: ignore[method-assign, assignment]
