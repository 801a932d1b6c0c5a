"""What else is said of an annotation: each attribute of its label, a value by one key."""

from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.codebook import Label as CodeLabel
from tui.model.notebook import Notebook
from tui.screens.dialogs import Dialog
from tui.screens.wording import plain, shortened
from tui.widgets.cutting import drawable


class SetAttributes(Dialog[None]):
    """The attributes one below the other, each with its values; a digit takes one and goes on to the next.

    Each value taken is a change of its own. After the last attribute the dialog closes by itself.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "next", show=False),
        Binding("k", "previous", show=False),
        *(Binding(str(number), f"take({number})", show=False) for number in range(10)),
    ]

    def __init__(self, notebook: Notebook, article: Article, annotation: Annotation, label: CodeLabel) -> None:
        super().__init__()
        self._notebook = notebook
        self._article = article
        self._annotation = annotation
        self._label = label

    def compose(self) -> ComposeResult:
        quote = self._annotation.target.quote or self._article.title
        with Vertical(classes="dialog"):
            yield Label(plain(f"{self._label.name} on “{shortened(quote, 60)}”"), classes="dialog--title")
            yield OptionList(compact=True)
            yield Label("digit takes a value  ·  esc back  ·  0 none  ·  j k choose", classes="dialog--hint")

    def on_mount(self) -> None:
        unset = [one.name not in self._annotation.attributes for one in self._label.attributes]
        self._list(unset.index(True) if True in unset else 0)

    def _list(self, at: int) -> None:
        options = self.query_one(OptionList)
        options.set_options(Option(self._line(place)) for place in range(len(self._label.attributes)))
        options.highlighted = at

    def _line(self, place: int) -> Content:
        attribute = self._label.attributes[place]
        taken = self._annotation.attributes.get(attribute.name, "")
        values = [
            part
            for number, value in enumerate(attribute.values, 1)
            for part in (
                (f"  {number} " if str(number) != value else "  ", "$quiet"),
                (f"[{drawable(value)}]", "bold") if value == taken else (f" {drawable(value)} ", ""),
            )
        ]
        name, width = drawable(attribute.name), max(cell_len(drawable(one.name)) for one in self._label.attributes)
        return Content.assemble((f" {name}{' ' * (width - cell_len(name))} ", "bold"), *values)

    def action_take(self, number: int) -> None:
        """Take the value of that number, counted from 1, for the attribute under the cursor; none for 0."""
        at = self.query_one(OptionList).highlighted or 0
        attribute = self._label.attributes[at]
        if number > len(attribute.values):
            return
        value = attribute.values[number - 1] if number else ""
        self._annotation = self._notebook.set_attribute(self._article, self._annotation, attribute.name, value)
        if at + 1 < len(self._label.attributes):
            self._list(at + 1)
        else:
            self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _next_value(self, event: OptionList.OptionSelected) -> None:
        """Enter steps through the values, for lists of more than nine."""
        attribute = self._label.attributes[event.option_index]
        values = ("", *attribute.values)
        following = values[(values.index(self._annotation.attributes.get(attribute.name, "")) + 1) % len(values)]
        self._annotation = self._notebook.set_attribute(self._article, self._annotation, attribute.name, following)
        self._list(event.option_index)

    def action_next(self) -> None:
        """Go to the next attribute."""
        self.query_one(OptionList).action_cursor_down()

    def action_previous(self) -> None:
        """Go to the previous attribute."""
        self.query_one(OptionList).action_cursor_up()
