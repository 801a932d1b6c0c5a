"""A line of foreign text, as it is drawn, and cut to the room there is."""

from rich.cells import cell_len, set_cell_size

from tui.model.harmless import harmless
from tui.widgets.characters import bounded


def drawable(text: str) -> str:
    """The line, harmless and without floods of accents: for what is shown. Its offsets are not those of `text`."""
    return bounded(harmless(text))


def cut(text: str, cells: int) -> str:
    """The line as far as it fits into so many cells; an ellipsis says that there is more."""
    text = drawable(text)
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + "…" if cells > 0 else ""
