"""The small dialogs: pick a label, write a note, ask for a line of text."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Label, OptionList, TextArea
from textual.widgets.option_list import Option

from tui.model.codebook import FOR, CodeBook
from tui.model.codebook import Label as CodeLabel
from tui.model.harmless import harmless, harmless_lines
from tui.places import STYLES
from tui.screens.wording import plain, shortened
from tui.widgets.cutting import cut, drawable
from tui.widgets.ink import ink

Result = TypeVar("Result")
LONGEST_TITLE = 160
"""Code points of what a dialog is about: three rows."""
WIDEST_NAME = 26
"""Cells that a label's name can have in a list; what is longer is cut."""


class Dialog(ModalScreen[Result]):
    """A box over the screen. Escape leaves it with nothing done."""

    CSS_PATH: ClassVar = [STYLES / "dialogs.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel", show=False)]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (22, "-low"), (30, "-mid"), (44, "-high")]  # noqa: RUF012


def title(words: str) -> Label:
    """What a dialog is about; of a long text its beginning, so that there is room for what is asked."""
    return Label(plain(shortened(words, LONGEST_TITLE)), classes="dialog--title")


@dataclass(frozen=True, slots=True)
class Choice(Generic[Result]):
    """Something that can be picked, and how it is shown."""

    value: Result
    line: Content
    refused: str = ""
    """Why it cannot be, or empty."""


class Pick(Dialog[Result | None]):
    """Type some letters of it; enter takes what is highlighted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"list('{act}')", show=False)
        for key, act in (
            ("down", "cursor_down"), ("up", "cursor_up"), ("pagedown", "page_down"), ("pageup", "page_up"),
        )
    ]  # fmt: skip
    NOTHING: ClassVar[str] = "nothing is called that"
    HINT: ClassVar[str] = "enter takes it  ·  esc leaves  ·  ↓ ↑ choose"
    BOX: ClassVar[str] = "dialog"

    def __init__(self, title: str, placeholder: str = "some letters of its name") -> None:
        super().__init__()
        self._title = title
        self._placeholder = placeholder
        self._offered: list[Choice[Result]] = []
        self.now: Result | None = None
        """What is highlighted while nothing is typed, where it is offered."""

    def choices(self, typed: str, options: OptionList) -> Sequence[Choice[Result] | None]:
        """What fits what is typed, the likeliest first, to be drawn on `options`; None draws a line."""
        raise NotImplementedError

    def refusal(self, typed: str) -> str:
        """Why what is typed cannot be taken though there is such a thing; or nothing."""
        return ""

    def at_once(self, typed: str) -> Result | None:
        """What is taken without enter as soon as this is typed."""
        return None

    def compose(self) -> ComposeResult:
        with Vertical(classes=self.BOX):
            yield title(self._title)
            yield Input(placeholder=self._placeholder, compact=True)
            yield OptionList(compact=True)
            yield Label(self.HINT, classes="dialog--hint", id="hint")

    def on_mount(self) -> None:
        self._list("")
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._color_again())

    def _color_again(self) -> None:
        """Colours of labels stand in the lines of the list, and are such that they can be read in one theme."""
        options = self.query_one(OptionList)
        highlighted = options.highlighted
        self._list(self.query_one(Input).value.strip())
        options.highlighted = highlighted

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        typed = event.value.strip()
        value = self.at_once(typed)
        if value is None:
            self._list(typed)
        else:
            self.dismiss(value)

    def _list(self, typed: str) -> None:
        """Show what fits; the first that can be taken is highlighted, unless what is typed means one that cannot."""
        options = self.query_one(OptionList)
        choices = self.choices(typed, options)
        self._offered = [one for one in choices if one]
        options.set_options(Option(one.line, disabled=bool(one.refused)) if one else None for one in choices)
        if not self._offered:
            options.add_option(Option(self.NOTHING, disabled=True))
        refusal = self.refusal(typed)
        self._hint(refusal)
        takeable = [place for place, one in enumerate(self._offered) if not one.refused]
        now = [place for place in takeable if not typed and self._offered[place].value == self.now]
        options.highlighted = None if refusal else next(iter([*now, *takeable]), None)

    def _hint(self, wrong: str) -> None:
        hint = self.query_one("#hint", Label)
        hint.update(plain(wrong or self.HINT))
        hint.set_class(bool(wrong), "wrong")

    async def action_list(self, act: str) -> None:
        """Move in the list, though the line above it has the focus."""
        await self.query_one(OptionList).run_action(act)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _take(self) -> None:
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None and highlighted < len(self._offered) and not self._offered[highlighted].refused:
            self.dismiss(self._offered[highlighted].value)


class PickLabel(Pick[CodeLabel]):
    """Type a label's key or some letters of its name; enter takes the first that fits.

    Those not for `scope`, the value of a Scope, are shown and cannot be taken; those `without` are not shown.
    While nothing is typed the `recent` ones stand on top. `at_once` takes a label as soon as what is typed is its
    key, and no longer key begins so.
    """

    NOTHING = "no label has that key, or those letters"
    BOX = "dialog wide"

    def __init__(
        self,
        codebook: CodeBook,
        about: str,
        *,
        title: str = "",
        scope: str = "",
        recent: Sequence[CodeLabel] = (),
        at_once: bool = False,
        without: Collection[str] = (),
    ) -> None:
        super().__init__(title or f"Label {about}", "its key" if at_once else "key, or some letters of its name")
        self._codebook = codebook
        self._scope = scope
        self._at_once = at_once
        self._without = without
        known = (codebook.by_id(label.id) for label in recent)
        self._recent = [label for label in known if label and not label.retired and label.id not in without]
        indented = (2 * len(codebook.above(label)) + cell_len(drawable(label.name)) for label in codebook.active)
        self._width = min(WIDEST_NAME, max(indented, default=0))

    def choices(self, typed: str, options: OptionList) -> Sequence[Choice[CodeLabel] | None]:
        matching = [label for label in self._codebook.matching(typed) if label.id not in self._without]
        if typed:
            return [self._choice(label, options) for label in matching]
        tree = [self._choice(label, options, nested=True) for label in matching]
        recent = [self._choice(label, options) for label in self._recent]
        return [*recent, None, *tree] if recent else tree

    def refusal(self, typed: str) -> str:
        label = self._codebook.by_key(typed) or self._codebook.by_name(typed)
        why = self._refused(label) if label and typed else ""
        return f"{label.name} is {why}" if label and why else ""

    def at_once(self, typed: str) -> CodeLabel | None:
        label = self._codebook.by_whole_key(typed) if self._at_once else None
        return label if label and label.id not in self._without and not self._refused(label) else None

    def _choice(self, label: CodeLabel, options: OptionList, *, nested: bool = False) -> Choice[CodeLabel]:
        above = self._codebook.above(label)
        line = label_line(
            options,
            label,
            indent=len(above) if nested else 0,
            width=self._width,
            under="" if nested or not above else above[0].name,
            refused=self._refused(label),
        )
        return Choice(label, line, self._refused(label))

    def _refused(self, label: CodeLabel) -> str:
        """What a label is for, when that is not what it is to be put on."""
        fits = not self._scope or label.scope in ("", self._scope)
        return "" if fits else f"for {FOR.get(label.scope, label.scope)}"


def label_line(
    widget: Widget,
    label: CodeLabel,
    *,
    indent: int = 0,
    width: int = 0,
    under: str = "",
    refused: str = "",
) -> Content:
    """A label in a list drawn on `widget`: its key, its name in so many cells, what it stands under, its definition."""
    color = "$quiet" if refused else f"bold {ink(widget, label.color).hex}"
    name = "  " * indent + cut(label.name, max(8, width - 2 * indent)) if width else drawable(label.name)
    told = "  ".join(filter(None, (refused, f"in {under}" if under else "", label.definition)))
    return Content.assemble(
        (f" {drawable(label.key):>2} ", color),
        (name + " " * max(0, width - cell_len(name)), "$quiet" if refused else ""),
        (f"  {drawable(told)}", "$quiet"),
    )


class NoteArea(TextArea):
    """Where a note is written: enter saves, ctrl+j starts a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "new_line", "New line", show=False),
        Binding("enter", "screen.save", "Save", show=False, priority=True),
    ]

    def action_new_line(self) -> None:
        """Start a new line."""
        self.insert("\n")


class WriteNote(Dialog["str | None"]):
    """Write a note, or change the one that stands; an empty one takes it away."""

    def __init__(self, about: str, note: str) -> None:
        super().__init__()
        self._about = about
        self._note = note
        self._shown = harmless_lines(note)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield title(f"Note on {self._about}")
            yield NoteArea(self._shown, soft_wrap=True, compact=True)
            yield Label("enter saves  ·  esc leaves  ·  ctrl+j new line", classes="dialog--hint")

    def on_mount(self) -> None:
        area = self.query_one(NoteArea)
        area.move_cursor(area.document.end)

    def action_save(self) -> None:
        """Leave with what is written; what was not touched stays as it was, not as it was shown."""
        written = self.query_one(NoteArea).text
        self.dismiss(self._note if written == self._shown else written.strip())


class Ask(Dialog["str | None"]):
    """Ask for one line of text. `check` says what is wrong with an answer, or nothing when it will do."""

    def __init__(
        self, title: str, value: str = "", *, hint: str = "", check: Callable[[str], str] = lambda _answer: ""
    ) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._hint = hint
        self._check = check

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield title(self._title)
            yield Input(harmless(self._value), compact=True, select_on_focus=False)
            yield Label(plain(self._hint), classes="dialog--hint", id="hint")

    @on(Input.Changed)
    def _changed(self) -> None:
        self._show_hint(self._hint, wrong=False)

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        if wrong := self._check(event.value.strip()):
            self._show_hint(wrong, wrong=True)
        else:
            self.dismiss(event.value.strip())

    def _show_hint(self, words: str, *, wrong: bool) -> None:
        hint = self.query_one("#hint", Label)
        hint.update(plain(words))
        hint.set_class(wrong, "wrong")
