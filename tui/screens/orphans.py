"""Annotations whose words are not found again: what they were, and where they may belong now."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Static

from tui.keys import acts_of, key_of
from tui.model.annotation import Scope, Target, target_of
from tui.model.likeness import likely_places
from tui.model.notebook import LabelRefused
from tui.model.returning import Stray, put_at, strays
from tui.places import STYLES
from tui.screens.help import HelpScreen
from tui.screens.moving import MovesInRows
from tui.screens.orphan_rows import HERE, Choice, choice_rows, known_of, label_mark, stray_row, where_of
from tui.screens.workspace import Workspace
from tui.widgets.acting import bindings
from tui.widgets.quiet_footer import QuietFooter
from tui.widgets.row_list import RowList

PUT_HERE = f"{key_of('reading.orphans')} and {key_of('orphans.put-here')}"
_NONE = "Every annotation stands in an article that is open."


class OrphansScreen(MovesInRows, Screen["tuple[str, int] | None"]):
    """What stands in no open article, and places to put the one at the cursor.

    It answers with an article and an offset to go to.
    """

    CSS_PATH: ClassVar = [STYLES / "rows.tcss", STYLES / "orphans.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings("orphans")

    orphans = query_one("#orphans", RowList)
    places = query_one("#places", RowList)
    foot = query_one("#foot", QuietFooter)

    def __init__(self, workspace: Workspace, here: Target | None, at: str = "") -> None:
        """`here` is where the person is in the article that is read; `at`, the id of the one to begin with."""
        super().__init__()
        self._workspace = workspace
        self._notebook = workspace.notebook
        self._here = here
        self._strays: list[Stray] = []
        self._choices: list[Choice] = []
        self._choosing = False
        """Whether the cursor is in the places."""
        self._done = 0
        """How many changes were made here, and not taken back."""
        self.at = at
        """The id of the annotation at the cursor."""
        self.placed_here = False
        """Whether one was put where the person is."""

    def compose(self) -> ComposeResult:
        yield Static(id="orphans-heading")
        yield RowList(id="orphans")
        yield Static(id="orphan-known")
        yield Static(id="orphan-where")
        yield RowList(id="places")
        yield QuietFooter(id="foot")

    def on_mount(self) -> None:
        self.foot.show_acts([act for act in acts_of("orphans") if act.shown])
        self._look()

    def _look(self) -> None:
        """See what there is now; the cursor stays with its annotation, or goes to what comes in its place."""
        found = strays(self._notebook, self._workspace.library)
        self._strays = [one for one in found if self._workspace.is_shown(one.annotation)]
        again = (place for place, one in enumerate(self._strays) if one.annotation.id == self.at)
        count = len(self._strays)
        self.orphans.show(count, self._row, [1] * count, next(again, self.orphans.cursor))
        self._choosing = False
        self._show_stray()

    @property
    def _stray(self) -> Stray | None:
        return self._strays[self.orphans.cursor] if self._strays else None

    # Acts

    def action_into(self) -> None:
        """Into the places; there, put it where the cursor is."""
        if self._choosing:
            self._put(self._choices[self.places.cursor])
        elif self._choices:
            self._choosing = True
            self._mark()
            keys = ("orphans.next", "orphans.previous", "orphans.into", "orphans.out")
            down, up, into, out = map(key_of, keys)
            self.foot.say(f"{down} {up} choose · {into} puts it there · {out} back")
        elif self._stray:
            self.foot.say(f"no place to choose: go to where it belongs, then {PUT_HERE}")

    def action_put_here(self) -> None:
        choice = self._choice_here()
        if choice:
            self._put(choice)
        elif self._stray and self._stray.is_orphan:
            self.foot.say(f"another article is open: {key_of('orphans.read')} goes to the one that it is from")
        else:
            self.foot.say(f"go to the sentence where it belongs, then {PUT_HERE}")

    def _put(self, choice: Choice) -> None:
        stray = self._stray
        if stray is None or self._refused():
            return
        try:
            put_at(self._notebook, choice.article, stray.annotation, choice.target)
        except LabelRefused as problem:
            self.foot.say(str(problem))
            return
        self.placed_here |= choice.mark == HERE
        self._changed(f"{self._notebook.label_name(stray.annotation)} placed")

    def action_remove(self) -> None:
        stray = self._stray
        if stray is None or self._refused():
            return
        if stray.annotation.annotator != self._workspace.annotator:
            self.foot.say(f"not yours: only {stray.annotation.annotator} removes it")
            return
        self._notebook.remove(None, [stray.annotation])
        self._changed("removed")

    def _changed(self, what: str) -> None:
        self._done += 1
        self._look()
        self.foot.say(f"{what} · {key_of('orphans.undo')} takes it back")

    def action_undo(self) -> None:
        """Only what was done here: what was done before cannot be seen from here."""
        change = self._notebook.undo() if self._done and not self._refused() else None
        if change:
            self._done -= 1
            self.at = change.records[0].record.id
            self._look()
        self.foot.say(f"undone: {change.name}" if change else "nothing was changed here")

    def _refused(self) -> bool:
        if self._workspace.file.read_only:
            self.foot.say("read-only: nothing can be changed")
        return self._workspace.file.read_only

    def action_read(self) -> None:
        """Go to the article, to where it most likely belongs."""
        stray = self._stray
        if stray and stray.successor:
            there = stray.successor.article
            start = next((one.target.start for one in self._choices if one.article is there), 0)
            self.dismiss((there.id, start))
        else:
            self.foot.say("its article is not open, nor what it has become")

    def action_out(self) -> None:
        if self._choosing:
            self._choosing = False
            self._mark()
        else:
            self.dismiss(None)

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen())

    # Movement

    @property
    def moving(self) -> RowList:
        return self.places if self._choosing else self.orphans

    def moved(self, before: int) -> None:
        if not self._choosing and self.orphans.cursor != before:
            self._show_stray()

    @on(RowList.Clicked, "#orphans")
    def _orphan_clicked(self) -> None:
        self._choosing = False
        self._show_stray()

    @on(RowList.Clicked, "#places")
    def _place_clicked(self, message: RowList.Clicked) -> None:
        self._choosing = True
        self._mark()
        if message.times == 2:
            self.action_into()

    # What is shown

    def _show_stray(self) -> None:
        stray = self._stray
        self.at = stray.annotation.id if stray else ""
        self.set_class(stray is None, "-none")
        self.query_one("#orphans-heading", Static).update(self._heading())
        self.query_one("#orphan-known", Static).update(known_of(stray, self._label(stray)) if stray else _NONE)
        self.foot.show_status(f"{self.orphans.cursor + 1} of {len(self._strays)}" if stray else "")
        self._choices = self._likely(stray) if stray else []
        self.query_one("#orphan-where", Static).update(where_of(stray, self._choices) if stray else "")
        self.places.show(len(self._choices), self._place_rows)
        self._mark()

    def _mark(self) -> None:
        """The places have a cursor only while one is chosen."""
        self.places.marked = None if self._choosing else ()
        self.places.redraw()

    def _likely(self, stray: Stray) -> list[Choice]:
        """The places on offer: the likeliest first, at last where the person is."""
        target, article = stray.annotation.target, stray.successor.article if stray.successor else None
        choices = []
        if article and target.scope is Scope.ARTICLE:
            choices = [Choice(article, target_of(article, 0, 0, Scope.ARTICLE), "")]
        elif article:
            choices = [
                Choice(article, target_of(article, one.start, one.end, target.scope), f"{one.likeness:4.0%}")
                for one in likely_places(target, article, self._workspace.sentences(article))
            ]
        here = self._choice_here()
        return [*choices, here] if here else choices

    def _choice_here(self) -> Choice | None:
        """Where the person is, for the annotation at the cursor: unless it is known to be from another article."""
        stray, here = self._stray, self._here
        article = self._workspace.library.by_id(here.article) if here else None
        if stray is None or here is None or article is None:
            return None
        if stray.is_orphan and stray.successor and stray.successor.article is not article:
            return None
        scope = stray.annotation.target.scope
        if scope is Scope.ARTICLE:
            return Choice(article, target_of(article, 0, 0, scope), HERE)
        if here.scope is Scope.ARTICLE:
            return None
        return Choice(article, here if here.scope is Scope.SPAN else replace(here, scope=scope), HERE)

    def _heading(self) -> Content:
        orphans = sum(one.is_orphan for one in self._strays)
        elsewhere = len(self._strays) - orphans
        facts = [
            f"{orphans:,} in changed articles" if orphans else "",
            f"{elsewhere:,} in articles not open" if elsewhere else "",
            "blind: only your own" if self._workspace.blind else "",
        ]
        told = " · ".join(filter(None, facts))
        return Content.assemble((" Not found again ", "bold $accent"), (f" {told}", "$quiet"))

    def _row(self, place: int, width: int) -> list[Content]:
        stray, above = self._strays[place], self._strays[place - 1] if place else None
        return [stray_row(stray, above, self._label(stray), width)]

    def _place_rows(self, place: int, width: int) -> list[Content]:
        stray = self._stray
        return choice_rows(self._choices[place], stray.annotation.target, width) if stray else []

    def _label(self, stray: Stray) -> Content:
        return label_mark(self.orphans, self._notebook.codebook, stray.annotation)
