"""The table of acts as Textual's bindings, so that a pane's keys are written down in one place only."""

from textual.binding import Binding, BindingType

from tui.keys import acts_of, shown_keys


def bindings(pane: str) -> list[BindingType]:
    """The bindings of a pane with the keys as they are now; each has its act's id, by which the palette finds it."""
    return [
        Binding(
            act.keys or f"none-{act.id}",  # no such key comes: the palette does the act all the same
            act.action,
            act.description,
            show=act.shown,
            key_display=shown_keys(act._replace(keys=act.keys.partition(",")[0])),
            tooltip=act.tooltip,
            id=act.id,
        )
        for act in acts_of(pane)
    ]
