"""Splitting a label: each annotation that carries it, in its article, stays as it is or takes the other label."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Static

from tui.keys import acts_of, key_of
from tui.model.annotation import Annotation, Scope
from tui.model.article import Article
from tui.model.codebook import Label
from tui.model.history import Change
from tui.model.notebook import LabelRefused
from tui.model.splitting import Splitting
from tui.places import STYLES
from tui.screens.help import HelpScreen
from tui.screens.wording import local_time, plain
from tui.screens.workspace import Workspace
from tui.widgets.act_bar import ActBar
from tui.widgets.acting import bindings
from tui.widgets.article_reader import ArticleReader
from tui.widgets.cutting import drawable
from tui.widgets.ink import ink
from tui.widgets.page import AnnotationMark, Page


class SplittingScreen(Screen[None]):
    """One annotation after the other, in the order of the articles; a key decides, and goes on to the next.

    The ids of the changes made here are added to `done_here`; these alone are taken back here.
    """

    CSS_PATH = STYLES / "codebook.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("splitting")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal")]  # noqa: RUF012

    reader = query_one("#context", ArticleReader)

    def __init__(self, workspace: Workspace, label: str, other: str, done_here: set[str]) -> None:
        super().__init__()
        self._workspace = workspace
        self._notebook = workspace.notebook
        self._ids = label, other
        self._done_here = done_here
        self._decided: set[str] = set()
        label_record = self._notebook.codebook.by_id(label)
        carrying = filter(workspace.is_shown, self._notebook.carrying(label_record) if label_record else ())
        self._splitting = Splitting(self._notebook, sorted(carrying, key=self._reading_order), label, other)

    def compose(self) -> ComposeResult:
        yield Static(id="splitting-heading")
        reader = ArticleReader(id="context")
        reader.can_focus = False
        yield reader
        yield Static(id="splitting-said-of-it")
        yield Static(id="splitting-choices")
        yield Static(id="splitting-said")
        yield ActBar([act for act in acts_of("splitting") if act.shown])

    def on_mount(self) -> None:
        self._show()
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._show())

    # What is shown

    def _show(self, said: str = "", *, wrong: bool = False) -> None:
        splitting = self._splitting
        label, other = (self._label(one) for one in self._ids)
        left = len(splitting) - splitting.staying - splitting.taking
        facts = [
            f"{splitting.place + 1} of {len(splitting)}",
            f"{splitting.staying} stay",
            f"{splitting.taking} took {other.name}",
            f"{left} to decide" if left else "all decided",
            "blind: only your own" if self._workspace.blind else "",
        ]
        heading = Content.assemble(
            (f" Split {drawable(label.name)} ", "bold $accent"),
            (f" {drawable(' · '.join(filter(None, facts)))}", "$quiet"),
        )
        self.query_one("#splitting-heading", Static).update(heading)
        annotation = splitting.current
        self._show_context(annotation)
        self.query_one("#splitting-said-of-it", Static).update(plain(self._said_of(annotation)))
        choices = self.query_one("#splitting-choices", Static)
        choices.update(
            Content("\n").join(
                [
                    self._choice(choices, key_of("splitting.keep"), label, "stays", splitting.takes is False),
                    self._choice(choices, key_of("splitting.take"), other, "takes it", splitting.takes is True),
                ]
            )
        )
        line = self.query_one("#splitting-said", Static)
        line.update(
            plain(
                said
                or ("" if left else f"all of them are decided: {key_of('splitting.out')} goes back to the code book")
            )
        )
        line.set_class(wrong, "wrong")

    def _choice(self, widget: Static, key: str, label: Label, told: str, chosen: bool) -> Content:
        return Content.assemble(
            (" ▸ " if chosen else "   ", "$accent"),
            (f"{key} ", "bold $accent"),
            (f" {self._notebook.codebook.mark(label.id)} ", f"bold {ink(widget, label.color).hex}"),
            (drawable(label.name), "bold"),
            (f"  {told}", "bold" if chosen else "$quiet"),
            (f"  {drawable(label.definition)}", "$quiet"),
        )

    def _show_context(self, annotation: Annotation | None) -> None:
        """Show the article at what is annotated; where the article is not open, what the annotation knows of it."""
        if annotation is None:
            self.reader.show(Page("gone", "It has taken the other label, which stood there already.", "", "", ()))
            return
        target, article = annotation.target, self._article(annotation)
        if article:
            page, start = self._workspace.page(article), target.start
        else:
            start, end = len(target.prefix), len(target.prefix) + len(target.quote)
            card = next((one for one in self._notebook.cards if one.id == target.article), None)
            title = card.title if card else ""
            text = target.prefix + target.quote + target.suffix
            page = Page(target.article, title, "not open: these are its words around it", text, ((start, end),))
        marks: tuple[AnnotationMark, ...] = ()
        if target.scope is not Scope.ARTICLE:
            label = self._label(annotation.label)
            mark, whole = self._notebook.codebook.mark(label.id), target.scope is Scope.SENTENCE
            marks = (AnnotationMark(start, start + len(target.quote), mark, label.color, sentence=whole),)
        self.reader.show(page._replace(annotations=marks), start)

    def _said_of(self, annotation: Annotation | None) -> str:
        """Who annotated what of the article, and when; the note, and what else is said of it."""
        if annotation is None:
            return ""
        about = {Scope.ARTICLE: "the whole article", Scope.SPAN: f"“{annotation.target.quote}”"}
        facts = [
            about.get(annotation.target.scope, ""),
            annotation.annotator,
            local_time(annotation.created),
            *(f"{name} {value}" for name, value in annotation.attributes.items()),
            f"note: {annotation.note}" if annotation.note else "",
        ]
        return f"   {' · '.join(filter(None, facts))}"

    def _label(self, label_id: str) -> Label:
        label = self._notebook.codebook.by_id(label_id)
        assert label is not None, "only decisions are undone here, so both labels are there"
        return label

    def _article(self, annotation: Annotation) -> Article | None:
        return self._workspace.library.by_id(annotation.target.article)

    def _reading_order(self, annotation: Annotation) -> tuple[int, str, int, str]:
        place = self._workspace.place(annotation.target.article)
        behind = len(self._workspace.articles)
        return behind if place is None else place, annotation.target.article, annotation.target.start, annotation.id

    # Acts

    def action_keep(self) -> None:
        self._decide(takes=False)

    def action_take(self) -> None:
        self._decide(takes=True)

    def _decide(self, *, takes: bool) -> None:
        annotation, before = self._splitting.current, self._notebook.undoable
        try:
            self._splitting.decide(takes, self._article(annotation) if annotation else None)
        except LabelRefused as refused:
            self._show(str(refused), wrong=True)
            return
        newest = self._notebook.undoable
        if newest and newest is not before:
            self._decided.add(newest.id)
            self._done_here.add(newest.id)
        self._show()

    def action_skip(self) -> None:
        self._splitting.go_on()
        self._show()

    def action_previous(self) -> None:
        self._splitting.go_back()
        self._show()

    def action_undo(self) -> None:
        self._step(self._notebook.undoable, self._notebook.undo, "undone")

    def action_redo(self) -> None:
        self._step(self._notebook.redoable, self._notebook.redo, "redone")

    def _step(self, change: Change | None, step: Callable[[], object], done: str) -> None:
        if change is None or change.id not in self._decided:
            self._show(
                f"no decision of yours here to be {done}; {key_of('splitting.previous')} goes back to one", wrong=True
            )
            return
        step()
        self._splitting.go_to(change.records[-1].record.id)
        self._show(f"{done}: {change.name}")

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen(self._notebook.codebook.active))

    def action_out(self) -> None:
        self.dismiss(None)
