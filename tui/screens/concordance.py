"""Every sentence of the listed articles that has what is searched for: gone through, read in place, and labelled."""

import asyncio
from time import monotonic
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Input, Static

from tui.keys import acts_of, key_of
from tui.model.annotation import Annotation, Scope
from tui.model.codebook import KEYS, Label
from tui.model.concordance import Concordance, Line
from tui.model.finding import Search
from tui.model.harmless import harmless
from tui.model.history import Change
from tui.model.notebook import LabelRefused
from tui.screens.concordance_rows import header_row, label_marks, rows_of, sentence_rows
from tui.screens.help import HelpScreen
from tui.screens.search_line import SearchLine
from tui.screens.wording import plain, shortened
from tui.screens.workspace import Workspace
from tui.widgets.acting import bindings
from tui.widgets.quiet_footer import QuietFooter
from tui.widgets.row_list import RowList

SLICE = 0.008
"""Seconds between two looks for a key: half a frame of the screen."""
SHOW_EVERY = 0.15
"""Seconds between showing what was found so far."""
BESIDE = 2
"""Cells for the mark of the cursor and for the scroll bar."""
TOO_SLOW = "this pattern takes too long: make it simpler"


class ConcordanceScreen(Screen["tuple[str, int] | None"]):
    """The lines of a concordance, and where one says what is searched for. It answers with a place to read.

    The articles are those in the list: all, or those in the filter.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("concordance")
    AUTO_FOCUS = ""  # else the line for the words would have the keys, though it is not to be seen

    words = query_one("#words", SearchLine)
    lines = query_one("#lines", RowList)
    foot = query_one("#foot", QuietFooter)

    def __init__(
        self, workspace: Workspace, before: Concordance | None, line: int, search: Search, *, asking: bool
    ) -> None:
        """Begin with what was found before, at one of its lines, or else with `search`; `asking` for other words."""
        super().__init__()
        self._workspace = workspace
        self._notebook = workspace.notebook
        search = search or (before.search if before else search)
        again = before and (not asking or (before.articles is workspace.articles and before.search == search))
        self.concordance = before if before and again else self._of(search)
        self.line = line if again else 0
        """The line where the cursor is."""
        self._entering = asking
        """Whether words are asked for before anything was shown: to drop these is to leave."""
        self._dropped_to = self.concordance, self.line
        """What was shown when words were asked for."""
        self._shown = self.concordance
        """What is on the screen: until something is found, or nothing is, by the words before."""
        self._heights: list[int] = []

    def _of(self, search: Search) -> Concordance:
        workspace = self._workspace
        return Concordance(search, workspace.articles, workspace.sentences, workspace.on_article)

    def compose(self) -> ComposeResult:
        yield Static(id="concordance-heading")
        yield SearchLine(id="words", compact=True)
        yield RowList(id="lines")
        yield Static(id="concordance-none")
        yield QuietFooter(id="foot")

    def on_mount(self) -> None:
        self.foot.show_labels(self._notebook.codebook.active)
        self.foot.show_acts([act for act in acts_of("concordance") if act.shown])
        if self._entering:
            self._ask()
        self._look()

    def on_resize(self) -> None:
        self._heights.clear()  # a sentence takes other rows now
        self._show()

    # What is searched for

    def action_search(self) -> None:
        self._dropped_to = self.concordance, self.line
        self._ask()

    def _ask(self) -> None:
        self.words.open("words in all articles listed", self.concordance.search.typed)

    @on(SearchLine.Typed)
    def _words_typed(self, message: SearchLine.Typed) -> None:
        if message.search != self.concordance.search:
            self._take(self._of(message.search), 0)

    @on(SearchLine.Mistyped)
    def _words_mistyped(self, message: SearchLine.Mistyped) -> None:
        self.foot.say(message.problem)

    @on(SearchLine.Closed)
    def _line_closed(self, message: SearchLine.Closed) -> None:
        self.set_focus(None)
        if not message.kept:
            self._take(*self._dropped_to)
        if not self.concordance.search or (self._entering and not message.kept):
            self.dismiss(None)
        self._entering = False

    def _take(self, concordance: Concordance, line: int) -> None:
        self.concordance, self.line = concordance, line
        self._heights.clear()
        self._look()

    @work(exclusive=True, group="searching")
    async def _look(self) -> None:
        """Search on behind the screen: what is found first is shown at once."""
        shown, empty = -SHOW_EVERY, True
        while not self.concordance.done:
            self.concordance.advance(SLICE)
            if monotonic() - shown > SHOW_EVERY or (empty and self.concordance.lines):
                self._show()
                shown, empty = monotonic(), not self.concordance.lines
            await asyncio.sleep(0)
        self._show()

    # Acts

    def on_key(self, event: events.Key) -> None:
        """A label's own key puts it on the sentence."""
        label = self._notebook.codebook.by_key(event.character or "")
        if label and label.key in KEYS and not isinstance(self.focused, Input):
            event.stop()
            self._put(label)

    def action_pick_label(self) -> None:
        from tui.screens.dialogs import PickLabel

        def picked(label: Label | None) -> None:
            if label:
                self._put(label)

        if (line := self._here) and not self._refused():
            quote = self._workspace.target(line.article, line.sentence).quote
            about = f"“{shortened(quote, 60)}”"
            self.app.push_screen(PickLabel(self._notebook.codebook, about, scope=Scope.SENTENCE), picked)

    def _put(self, label: Label) -> None:
        """Put a label on the sentence, and go on to the next unless the settings say to stay."""
        line = self._here
        if line is None or self._refused():
            return
        target = self._workspace.target(line.article, line.sentence)
        try:
            put = self._notebook.label(line.article, target, label, self._workspace.annotator)
        except LabelRefused as refused:
            self.foot.say(str(refused))
            return
        if self._workspace.settings.advance:
            self.lines.action_next()
        self._changed(f"{label.name} · {_takes_back()}" if put else f"{label.name} stands there already")

    def action_remove(self) -> None:
        line = self._here
        if line and not self._refused():
            mine = [one for one in self._annotations(line) if one.annotator == self._workspace.annotator]
            self._notebook.remove(line.article, mine)
            self._changed(f"removed {len(mine)} · {_takes_back()}" if mine else "nothing of yours here")

    def action_undo(self) -> None:
        if not self._refused():
            self._go_and_tell("undone", self._notebook.undo(), "nothing to take back")

    def action_redo(self) -> None:
        if not self._refused():
            self._go_and_tell("redone", self._notebook.redo(), "nothing to do again")

    def _go_and_tell(self, what: str, change: Change | None, nothing: str) -> None:
        """Go to the line where a change was, if it was in one of them, and say what was done with it."""
        if change is None:
            self._changed(nothing)
            return
        places = (
            place
            for place, line in enumerate(self._shown.lines)
            if line.article.id == change.article and line.span[0] <= change.start < line.span[1]
        )
        place = next(places, None)
        if place is not None:
            self.lines.cursor = place
        self._changed(f"{what}: {change.name}{'' if place is not None else ', in none of these lines'}")

    def _changed(self, told: str) -> None:
        self.lines.redraw()
        self._show_place()
        self.foot.say(told)

    def _refused(self) -> bool:
        if self._workspace.file.read_only:
            self.foot.say("read-only: nothing can be changed")
        return self._workspace.file.read_only

    def action_into(self) -> None:
        if line := self._here:
            self.dismiss((line.article.id, line.at))

    def action_out(self) -> None:
        self.dismiss(None)

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen(self._notebook.codebook.active))

    # Movement

    def action_next(self) -> None:
        self._go_to(self.lines.cursor + 1)

    def action_previous(self) -> None:
        self._go_to(self.lines.cursor - 1)

    def action_top(self) -> None:
        self._go_to(0)

    def action_bottom(self) -> None:
        self._go_to(self.lines.count - 1)

    def action_page_down(self) -> None:
        self.lines.action_page_down()
        self._show_place()

    def action_page_up(self) -> None:
        self.lines.action_page_up()
        self._show_place()

    def action_next_article(self) -> None:
        lines, here = self._shown.lines, self.lines.cursor
        self._go_to(next((place for place in range(here + 1, len(lines)) if lines[place].opens), here))

    def action_previous_article(self) -> None:
        lines, here = self._shown.lines, self.lines.cursor
        self._go_to(next((place for place in range(here - 1, -1, -1) if lines[place].opens), here))

    def _go_to(self, line: int) -> None:
        self.lines.cursor = line
        self._show_place()

    @on(RowList.Clicked)
    def _clicked(self, message: RowList.Clicked) -> None:
        self._show_place()
        if message.times == 2:
            self.action_into()

    # What is shown

    @property
    def _here(self) -> Line | None:
        return self._shown.lines[self.lines.cursor] if self.lines.count else None

    def _annotations(self, line: Line) -> list[Annotation]:
        return self._workspace.annotations(line.article, line.sentence)

    def _show(self) -> None:
        """Show what is found by now; the cursor stays where it is."""
        self._shown = self.concordance
        lines, width = self._shown.lines, self.size.width - BESIDE
        self._heights += [line.opens + rows_of(line, width) for line in lines[len(self._heights) :]]
        self.lines.show(len(lines), self._rows, tuple(self._heights), self.line)
        heading = Content.assemble((" In all articles ", "bold $accent"), (f" {harmless(self._told)}", "$quiet"))
        self.query_one("#concordance-heading", Static).update(heading, layout=False)
        self.set_class(not lines, "-none")
        self.query_one("#concordance-none", Static).update(plain("" if lines else self._nothing))
        self._show_place()

    def _show_place(self) -> None:
        self.line = self.lines.cursor
        file = self._workspace.file
        told = [
            f"{self.line + 1:,} of {self.lines.count:,}" if self.lines.count else "",
            f"{file.unsaved} not saved" if file.problem else "",
        ]
        self.foot.show_status(" · ".join(filter(None, told)), problem=bool(file.problem))

    @property
    def _told(self) -> str:
        """How much was found, and where it was looked for."""
        found, all_of_them = self.concordance, len(self.concordance.articles)
        if not found.search:
            return ""
        listed = f"the {all_of_them:,} in the filter" if all_of_them < len(self._workspace.library) else "all"
        where = f"{found.looked:,} of {all_of_them:,} searched" if found.looked < all_of_them else f"{listed} searched"
        told = f"{found.hits:,} in {_counted(len(found.lines), 'sentence')}, {_counted(len(found.counts), 'article')}"
        stopped = TOO_SLOW if found.too_slow else "stopped here: more words find less" if found.full else ""
        return " · ".join(filter(None, (f"{found.search.told}  {told}", stopped or where)))

    @property
    def _nothing(self) -> str:
        found = self.concordance
        if not found.search:
            return "Type words: small letters find any case. Behind a slash, a regular expression."
        if found.too_slow:
            return f"{found.search.told}: {TOO_SLOW}."
        articles = _counted(len(found.articles), "article")
        return f"{found.search.told} is in none of {articles}, nor in notes on them." if found.done else ""

    def _rows(self, place: int, width: int) -> list[Content]:
        line = self._shown.lines[place]
        marks = label_marks(self.lines, self._notebook.codebook, self._annotations(line))
        header = [header_row(line.article, self._shown.counts[line.article.id], width)] if line.opens else []
        return [*header, *sentence_rows(line, marks, width, self._hit_style)]

    @property
    def _hit_style(self) -> str:
        """By a colour of the ground; reversed where there is none to rely on."""
        return "bold reverse" if self.app.no_color or self.app.current_theme.ansi else "bold on $hit"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _takes_back() -> str:
    return f"{key_of('concordance.undo')} takes it back"
