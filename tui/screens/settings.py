"""The settings, each with its value: what is changed holds at once, and is remembered."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from tui.keys import key_of
from tui.screens.dialogs import Dialog
from tui.screens.wording import plain
from tui.settings import CHOICES, RANGES, Settings, Texts, settings_path, wording
from tui.widgets.acting import bindings

Value = str | bool | int
Choices = Sequence[tuple[Value, str]]
"""The values that a setting can have, and what a person reads."""

NUMBERS = 4
"""How far apart the numbers are that are offered."""
NARROW = 40
"""Columns below which values do not stand in a column of their own."""
ON_OR_OFF: Choices = ((True, "on"), (False, "off"))
BY_HAND = "It is changed by hand, in the file."


class SettingsScreen(Dialog[None]):
    """One row a field of `Settings`, whichever there are; what the field is stands below."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("settings")

    def __init__(self, now: Callable[[], Settings], keep: Callable[[str, Value], None]) -> None:
        super().__init__()
        self._now = now
        self._keep = keep
        self._names = [one.name for one in fields(Settings)]
        self._told = wording()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog wide help settings"):
            yield Label("Settings", classes="dialog--title")
            rows = OptionList(*(Option(self._row(name)) for name in self._names), compact=True)
            rows.can_focus = False
            yield rows
            yield Label(classes="dialog--told", id="told")
            step, back, out = key_of("settings.step"), key_of("settings.step-back"), key_of("settings.out", "esc")
            hint = f"{step} {back} change it  ·  {out} back"
            yield Label(Content("\n").join(map(plain, (hint, f"kept in {settings_path()}"))), classes="dialog--hint")

    def on_mount(self) -> None:
        self._rows.highlighted = 0

    @property
    def _rows(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def _setting(self) -> str:
        return self._names[self._rows.highlighted or 0]

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        self.query_one("#told", Label).update(plain(self._told.get(self._setting, "")))

    def _value(self, name: str) -> Value | Texts:
        value: Value | Texts = self.app.theme if name == "theme" else getattr(self._now(), name)
        return value

    def _choices(self, name: str) -> Choices:
        """What a setting can be; nothing, where it is a table."""
        if name == "theme":
            return [(theme, theme) for theme in sorted(self.app.available_themes)]
        if isinstance(self._value(name), bool):
            return ON_OR_OFF
        if name in RANGES:
            return [(number, str(number)) for number in RANGES[name][::NUMBERS]]
        return [*CHOICES.get(name, {}).items()]

    def _row(self, name: str) -> Content:
        title = name.replace("_", " ").capitalize()
        width = max(map(len, self._names)) + 2 if self.app.size.width >= NARROW else len(title) + 1
        return Content.assemble(f" {title:{width}}", (plain(self._shown(name)).plain, "bold $accent"))

    def _shown(self, name: str) -> str:
        value, choices = self._value(name), self._choices(name)
        if isinstance(value, (str, bool)) and choices:
            return next((told for one, told in choices if one == value), choices[0][1])
        return str(value) if isinstance(value, (str, int)) else f"{len(value)} in the file"

    # Acts

    def action_next(self) -> None:
        self._rows.action_cursor_down()

    def action_previous(self) -> None:
        self._rows.action_cursor_up()

    @on(OptionList.OptionSelected)
    def action_step(self) -> None:
        self._step(1)

    def action_step_back(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        """The next value; after the last, the first."""
        name, value = self._setting, self._value(self._setting)
        values = [one for one, _ in self._choices(name)]
        if isinstance(value, int) and not isinstance(value, bool) and values:
            beyond = [one for one in values if (one > value if step > 0 else one < value)]  # type: ignore[operator]
            self._take(name, beyond[0 if step > 0 else -1] if beyond else values[0 if step > 0 else -1])
        elif values:
            place = values.index(value) if value in values else 0
            self._take(name, values[(place + step) % len(values)])
        else:
            self.query_one("#told", Label).update(plain(f"{self._told[name]} {BY_HAND}"))

    def _take(self, name: str, value: Value) -> None:
        self._keep(name, value)
        self._rows.replace_option_prompt_at_index(self._names.index(name), self._row(name))

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())

    def action_out(self) -> None:
        self.dismiss()
