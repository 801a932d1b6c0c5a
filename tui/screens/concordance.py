"""Every sentence of the listed articles that has what is searched for: gone through, read in place, and labelled."""

import asyncio
from time import monotonic
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from tui.keys import acts_of
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.codebook import Label
from tui.model.concordance import Concordance, Line
from tui.model.counting import counted
from tui.model.finding import Search
from tui.model.history import Change
from tui.places import STYLES
from tui.screens.concordance_rows import header_row, label_marks, rows_of, sentence_rows
from tui.screens.labelling import SentenceLabelsScreen
from tui.screens.moving import MovesInRows
from tui.screens.search_line import TOO_SLOW, SearchLine
from tui.screens.wording import plain
from tui.screens.workspace import Workspace
from tui.widgets.acting import bindings
from tui.widgets.cutting import drawable
from tui.widgets.ink import is_plain
from tui.widgets.quiet_footer import QuietFooter
from tui.widgets.row_list import RowList

SLICE = 0.008
"""Seconds between two looks for a key: half a frame of the screen."""
SHOW_EVERY = 0.15
"""Seconds between showing what was found so far."""
BESIDE = 2
"""Cells for the mark of the cursor and for the scroll bar."""


class ConcordanceScreen(MovesInRows, SentenceLabelsScreen["tuple[str, int] | None"]):
    """The lines of a concordance, and where one says what is searched for. It answers with a place to read.

    The articles are those in the list: all, or those in the filter.
    """

    CSS_PATH: ClassVar = [STYLES / "rows.tcss", STYLES / "concordance.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings("concordance")
    AUTO_FOCUS = ""  # else the line for the words would have the keys, though it is not to be seen

    words = query_one("#words", SearchLine)
    lines = query_one("#lines", RowList)
    undo_act = "concordance.undo"

    def __init__(
        self, workspace: Workspace, before: Concordance | None, line: int, search: Search, *, asking: bool
    ) -> None:
        """Begin with what was found before, at one of its lines, or else with `search`; `asking` for other words."""
        super().__init__(workspace)
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
        workspace = self.workspace
        return Concordance(search, workspace.articles, workspace.sentences, workspace.on_article)

    def compose(self) -> ComposeResult:
        yield Static(id="concordance-heading")
        yield SearchLine(id="words", compact=True)
        yield RowList(id="lines")
        yield Static(id="concordance-none")
        yield QuietFooter(id="foot")

    def on_mount(self) -> None:
        self.foot.show_labels(self.notebook.codebook.active)
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

    @property
    def sentence_here(self) -> tuple[Article, int] | None:
        return (self._here.article, self._here.sentence) if self._here else None

    def put_told(self, label: Label) -> str:
        return f"{label.name} · {self.takes_back}"

    def go_to_change(self, change: Change) -> str:
        """Go to the line where it was, if it was in one of them."""
        for place, line in enumerate(self._shown.lines):
            if line.article.id == change.article and line.span[0] <= change.start < line.span[1]:
                self.lines.cursor = place
                return ""
        return ", in none of these lines"

    def changed(self, told: str) -> None:
        self.lines.redraw()
        self._show_place()
        self.foot.say(told)

    def action_into(self) -> None:
        if line := self._here:
            self.dismiss((line.article.id, line.at))

    def action_out(self) -> None:
        self.dismiss(None)

    # Movement

    @property
    def moving(self) -> RowList:
        return self.lines

    def moved(self, before: int) -> None:
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
        return self.workspace.annotations(line.article, line.sentence)

    def _show(self) -> None:
        """Show what is found by now; the cursor stays where it is."""
        self._shown = self.concordance
        lines, width = self._shown.lines, self.size.width - BESIDE
        self._heights += [line.opens + rows_of(line, width) for line in lines[len(self._heights) :]]
        self.lines.show(len(lines), self._rows, tuple(self._heights), self.line)
        heading = Content.assemble((" In all articles ", "bold $accent"), (f" {drawable(self._told)}", "$quiet"))
        self.query_one("#concordance-heading", Static).update(heading, layout=False)
        self.set_class(not lines, "-none")
        self.query_one("#concordance-none", Static).update(plain("" if lines else self._nothing))
        self._show_place()

    def _show_place(self) -> None:
        self.line = self.lines.cursor
        file = self.workspace.file
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
        listed = f"the {all_of_them:,} in the list" if all_of_them < len(self.workspace.library) else "all"
        where = f"{found.looked:,} of {all_of_them:,} searched" if found.looked < all_of_them else f"{listed} searched"
        told = f"{found.hits:,} in {counted(len(found.lines), 'sentence')}, {counted(len(found.counts), 'article')}"
        stopped = TOO_SLOW if found.too_slow else "stopped here: more words find less" if found.full else ""
        return " · ".join(filter(None, (f"{found.search.told}  {told}", stopped or where)))

    @property
    def _nothing(self) -> str:
        found = self.concordance
        if not found.search:
            return "Type words: small letters find any case. Behind a slash, a regular expression."
        if found.too_slow:
            return f"{found.search.told}: {TOO_SLOW}."
        articles = counted(len(found.articles), "article")
        return f"{found.search.told} is in none of {articles}, nor in notes on them." if found.done else ""

    def _rows(self, place: int, width: int) -> list[Content]:
        line = self._shown.lines[place]
        marks = label_marks(self.lines, self.notebook.codebook, self._annotations(line))
        header = [header_row(line.article, self._shown.counts[line.article.id], width)] if line.opens else []
        return [*header, *sentence_rows(line, marks, width, self._hit_style)]

    @property
    def _hit_style(self) -> str:
        """By a colour of the ground; reversed where there is none to rely on."""
        return "bold reverse" if is_plain(self) else "bold on $hit"
