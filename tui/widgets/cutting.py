"""A line of foreign text, washed, and cut to the room there is."""

from rich.cells import cell_len, set_cell_size

from tui.model.harmless import harmless


def cut(text: str, cells: int) -> str:
    """The line as far as it fits into so many cells; an ellipsis says that there is more."""
    text = harmless(text)
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + "…" if cells > 0 else ""
