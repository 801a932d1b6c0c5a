"""The labels of the code book as a tree, and all that is known of the one under the cursor."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Static

from tui.keys import acts_of, key_of
from tui.model.annotation import Annotation
from tui.model.codebook import Label
from tui.model.codebook_changes import standing_together
from tui.model.counting import counted
from tui.places import STYLES
from tui.screens.dialogs import PickLabel
from tui.screens.help import HelpScreen
from tui.screens.label_details import label_details, label_row
from tui.screens.moving import MovesInRows
from tui.screens.wording import plain
from tui.screens.workspace import Workspace
from tui.widgets.act_bar import ActBar
from tui.widgets.acting import bindings
from tui.widgets.row_list import RowList


class CodeBookView(MovesInRows, Screen[None]):
    """Shows the code book, and moves through it. It changes nothing."""

    CSS_PATH: ClassVar = [STYLES / "rows.tcss", STYLES / "codebook.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings("codebook")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal"), (120, "-wide")]  # noqa: RUF012

    rows = query_one("#labels", RowList)
    about = query_one("#about", VerticalScroll)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.notebook = workspace.notebook
        self._carried = self.notebook.carried()
        self._together: dict[str, list[list[Annotation]]] = {}
        """By single-choice set: what stands together though it should not."""

    def compose(self) -> ComposeResult:
        yield Static(id="codebook-heading")
        with Container(id="codebook"):
            yield RowList(id="labels")
            with VerticalScroll(id="about", can_focus=False):
                yield Static(id="label")
        yield Static(id="codebook-said")
        yield ActBar([act for act in acts_of("codebook") if act.shown], id="codebook-acts")

    def on_mount(self) -> None:
        self.show_labels()
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._show_label())

    @property
    def label(self) -> Label | None:
        """The label under the cursor; None only when there is none at all."""
        labels = self.notebook.codebook.labels
        return labels[self.rows.cursor] if labels else None

    def show_labels(self, label_id: str = "") -> None:
        """Show the labels as they are now, with the cursor on that one, or where it was."""
        labels = self.notebook.codebook.labels
        self._carried = self.notebook.carried()
        self._together.clear()
        place = next((place for place, one in enumerate(labels) if one.id == label_id), self.rows.cursor)
        self.rows.show(len(labels), self._row, [1] * len(labels), place)
        self._show_heading()
        self._show_label()

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say below the labels what was just done, or why it was not."""
        said = self.query_one("#codebook-said", Static)
        said.update(plain(words))
        said.set_class(wrong, "wrong")

    def _row(self, place: int, width: int) -> list[Content]:
        book = self.notebook.codebook
        label = book.labels[place]
        return [label_row(self.rows, book, label, self._carried[label.id], width)]

    def _show_heading(self) -> None:
        file, book = self.workspace.file, self.notebook.codebook
        retired = len(book.labels) - len(book.active)
        facts = [
            counted(len(book.active), "label"),
            f"{retired:,} retired" if retired else "",
            f"{counted(self._carried.total() - self._carried[''], 'annotation')} with a label",
            f"saved {file.saved.astimezone():%H:%M:%S}" if file.saved and not file.problem else "",
        ]
        heading = Content.assemble(
            (" Code book ", "bold $accent"),
            (f" {' · '.join(filter(None, facts))}", "$quiet"),
            (f" · {file.unsaved} not saved" if file.problem else "", "bold $error"),
        )
        self.query_one("#codebook-heading", Static).update(heading)

    def _show_label(self) -> None:
        label, shown = self.label, self.query_one("#label", Static)
        if label is None:
            shown.update(plain(f"There is no label yet: {key_of('codebook.add')} adds one."))
            return
        if label.choice not in self._together:
            self._together[label.choice] = standing_together(self.notebook, label.choice)
        book = self.notebook.codebook
        shown.update(label_details(shown, book, label, self._carried, self._together[label.choice]))
        self.about.scroll_to(y=0, animate=False)

    # Movement

    @property
    def moving(self) -> RowList:
        return self.rows

    @on(RowList.Clicked)
    def _clicked(self) -> None:
        self.moved(self.rows.cursor)

    def moved(self, before: int) -> None:
        self.say("")
        self._show_label()

    def action_find(self) -> None:
        def found(label: Label | None) -> None:
            if label:
                self.show_labels(label.id)

        self.app.push_screen(PickLabel(self.notebook.codebook, "", title="Go to a label"), found)

    def action_half_page_down(self) -> None:
        self.about.scroll_relative(y=self.about.size.height // 2, animate=False)

    def action_half_page_up(self) -> None:
        self.about.scroll_relative(y=-(self.about.size.height // 2), animate=False)

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen(self.notebook.codebook.active))

    def action_out(self) -> None:
        self.dismiss(None)
