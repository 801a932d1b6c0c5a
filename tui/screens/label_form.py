"""What is asked about a label: its texts in a form, its colour, what it is for, the set it is one of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, OptionList

from tui.model.codebook import FOR, HUES, VALID_COLOR, CodeBook
from tui.model.codebook import Label as CodeLabel
from tui.model.harmless import harmless
from tui.screens.dialogs import Choice, Dialog, NoteArea, Pick, title
from tui.screens.wording import plain
from tui.widgets.cutting import drawable
from tui.widgets.ink import ink

SWATCH = "███"
HINT = "enter saves  ·  esc leaves  ·  tab next  ·  ctrl+j new line"


@dataclass(frozen=True, slots=True)
class Field:
    """One text of a form."""

    name: str
    heading: str
    value: str


class Form(Dialog["dict[str, str] | None"]):
    """Texts of any number of lines, below each other. `check` says what is wrong with them, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Cancel", show=False)]

    def __init__(
        self, title: str, fields: Sequence[Field], *, check: Callable[[dict[str, str]], str] = lambda _texts: ""
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = fields
        self._shown = {field.name: "\n".join(map(harmless, field.value.split("\n"))) for field in fields}
        self._check = check

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog wide form"):
            yield title(self._title)
            with VerticalScroll(can_focus=False):
                for field in self._fields:
                    yield Label(field.heading, classes="dialog--heading")
                    yield NoteArea(self._shown[field.name], id=field.name, soft_wrap=True, compact=True)
            yield Label(HINT, classes="dialog--hint", id="hint")

    def on_mount(self) -> None:
        for area in self.query(NoteArea):
            area.move_cursor(area.document.end)

    @property
    def _written(self) -> dict[str, str]:
        """What stands in the form; where nothing was changed, the value as it was, not as it was shown."""
        texts = {field.name: self.query_one(f"#{field.name}", NoteArea).text for field in self._fields}
        return {
            field.name: field.value if texts[field.name] == self._shown[field.name] else texts[field.name].strip()
            for field in self._fields
        }

    def action_save(self) -> None:
        """Leave with what is written, unless something is wrong with it."""
        if wrong := self._check(self._written):
            self._say(wrong)
        else:
            self.dismiss(self._written)

    def action_leave(self) -> None:
        """Leave; what was written is thrown away only when that is asked for twice."""
        before = {field.name: field.value for field in self._fields}
        if self._written == before or self.query_one("#hint", Label).has_class("wrong"):
            self.dismiss(None)
        else:
            self._say("enter saves what you wrote  ·  esc again throws it away")

    def _say(self, wrong: str) -> None:
        hint = self.query_one("#hint", Label)
        hint.update(plain(wrong))
        hint.add_class("wrong")


class PickColor(Pick[str]):
    """One of the ten hues, or any colour as `#rrggbb`."""

    NOTHING = "a hue of that name there is not; or type #rrggbb"

    def __init__(self, codebook: CodeBook, label: CodeLabel) -> None:
        super().__init__(f"Colour of {label.name}", "name of a hue, or #rrggbb")
        self.now = label.color
        self._codebook = codebook
        self._label = label

    def choices(self, typed: str, options: OptionList) -> Sequence[Choice[str] | None]:
        known = [(name, color) for name, color in HUES.items() if typed.casefold() in name]
        own = [("", typed.lower())] if VALID_COLOR.fullmatch(typed) else []
        return [Choice(color, self._line(name, color, options)) for name, color in (*own, *known)]

    def _line(self, name: str, color: str, options: OptionList) -> Content:
        held = [one.name for one in self._codebook.labels if one.color == color and one.id != self._label.id]
        here = "has it now" if color == self._label.color else ", ".join(map(drawable, held))
        return Content.assemble(
            (f" {SWATCH} ", ink(options, color).hex),
            (f" {name:8}", ""),
            (f" {color}", "$quiet"),
            (f"  {here}", "$quiet"),
        )


class PickScope(Pick[str]):
    """What a label is for."""

    def __init__(self, label: CodeLabel) -> None:
        super().__init__(f"What is {label.name} for?")
        self.now = label.scope

    def choices(self, typed: str, options: OptionList) -> Sequence[Choice[str] | None]:
        return [
            Choice(scope, Content.assemble(f" {words}", ("  as now" if scope == self.now else "", "$quiet")))
            for scope, words in FOR.items()
            if typed.casefold() in words
        ]


class PickSet(Pick[str]):
    """A single-choice set: one that there is, a new one by its name, or none."""

    def __init__(self, codebook: CodeBook, label: CodeLabel) -> None:
        super().__init__(f"{label.name} is one of …", "name of a set, old or new")
        self.now = label.choice
        self._codebook = codebook
        self._label = label

    def choices(self, typed: str, options: OptionList) -> Sequence[Choice[str] | None]:
        sets = [one for one in self._codebook.choices if typed.casefold() in one.casefold()]
        offered = [Choice(one, self._line(one, options)) for one in sets]
        if not typed:
            told = "no set" if self._label.choice else "no set, as now"
            return [*offered, Choice("", Content.assemble(f" {told}", ("  it excludes no other", "$quiet")))]
        if typed.casefold() not in map(str.casefold, sets):
            offered.append(Choice(typed, Content.assemble(f" {drawable(typed)}", ("  a new set", "$quiet"))))
        return offered

    def _line(self, name: str, options: OptionList) -> Content:
        held = [one for one in self._codebook.labels if one.choice == name]
        names = Content(", ").join(Content.styled(drawable(one.name), ink(options, one.color).hex) for one in held)
        return Content.assemble(
            f" {drawable(name)}  ", names, ("  as now" if name == self._label.choice else "", "$quiet")
        )
