"""The whole library: who shares with whom, which copies are most, and what each source reprints."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from tui.keys import acts_of, key_of
from tui.model.article import Article
from tui.model.copies import Copies
from tui.model.ordering import by_date
from tui.model.reprints import SourceShare, evidence, source_shares
from tui.model.spreading import Spread, spreads
from tui.model.stories import ShareMap
from tui.places import STYLES
from tui.screens.comparing import ComparingScreen, Place
from tui.screens.overview_rows import pair_rows, source_heading, source_row, spread_rows
from tui.screens.two_articles import TwoArticles
from tui.screens.workspace import Workspace
from tui.widgets.acting import bindings
from tui.widgets.quiet_footer import QuietFooter
from tui.widgets.row_list import RowList
from tui.widgets.share_grid import Grid, ShareGrid

LOOK_AGAIN = 1.0
"""Seconds between looking whether more was found to be shared."""
VIEWS = ("Map", "Copies", "Sources")
LEGENDS = (
    "of the shorter one’s text:  ░ some  ▒ 15%  ▓ 40%  █ 75%",
    "articles with it; a bar is a day or more, from the first",
    "% of its text, by date; ties and no dates are neither",
)
"""How to read each view."""
LONGEST = 14
"""Bars that are drawn of a group's days, at most."""
NOTHING = (
    "No two of these articles share a sentence.\n\nThat is how it is with what nobody reprinted. In the list, {}"
    " changes how much counts as shared."
)
STILL_LOOKING = "Still looking for what is shared …"


class At(NamedTuple):
    """Where the cursors are."""

    view: int = 0
    pair: tuple[str, str] | None = None
    """The ids of the two articles on the map; None for the one that is read and its neighbour."""
    group: int = 0
    source: int = 0


@dataclass(frozen=True, slots=True)
class Built:
    """All that is shown, worked out from what is shared."""

    copies: Copies
    map: ShareMap
    spreads: list[Spread]
    sources: list[SourceShare]


class OverviewScreen(Screen["Place | None"]):
    """Three views of what is shared. Answers with what is to be read, or with nothing."""

    CSS_PATH: ClassVar = [STYLES / "rows.tcss", STYLES / "overview.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings("overview")

    grid = query_one("#map", ShareGrid)
    groups_list = query_one("#groups", RowList)
    sources_list = query_one("#sources", RowList)
    foot = query_one("#foot", QuietFooter)

    class Ready(Message):
        """What is shared was worked out."""

        def __init__(self, built: Built) -> None:
            super().__init__()
            self.built = built

    def __init__(
        self, workspace: Workspace, here: Article | None, looking: Callable[[], bool], at: At | None = None
    ) -> None:
        """Begin where it was left, or else at the article that is read."""
        super().__init__()
        self.workspace = workspace
        self._here = here
        self._looking = looking
        self._was_looking = looking()
        self.at = at or At()
        """Where the cursors were when it was opened; once it is left, where they are."""
        self._view = self.at.view
        self._built: Built | None = None
        self._bars = 1
        """Cells for the bars of a group's days."""
        self._asked: Copies | None = None
        """What was last worked out, or is being so."""
        self._by_date = by_date(workspace.library)
        self._by_id = {article.id: article for article in self._by_date}

    def compose(self) -> ComposeResult:
        yield Static(id="views")
        yield Static(id="columns")
        yield ShareGrid(id="map")
        yield RowList(id="groups")
        yield RowList(id="sources")
        yield Static(id="nothing")
        yield Static(id="told")
        yield QuietFooter(id="foot")

    def on_mount(self) -> None:
        self.foot.show_acts([act for act in acts_of("overview") if act.shown])
        self._look_again()
        self._show_view()
        self.set_interval(LOOK_AGAIN, self._look_again)

    def on_resize(self) -> None:
        self._show_view()  # the heading of the columns takes what room there is

    def _look_again(self) -> None:
        """Work out anew what is shared, when something else is; say when all of it is known."""
        if self.workspace.copies is not self._asked:
            self._asked = self.workspace.copies
            self._build(self.workspace.copies)
        if self._looking() != self._was_looking:
            self._was_looking = self._looking()
            self._show_view()

    @work(thread=True, exclusive=True, group="overview")
    def _build(self, copies: Copies) -> None:
        share_map = ShareMap(self._by_date, copies)
        found = spreads(copies.groups, self._by_id)
        sources = source_shares(self._by_date, copies)
        self.post_message(self.Ready(Built(copies, share_map, found, sources)))

    @on(Ready)
    def _take(self, message: Ready) -> None:
        built = message.built
        if built.copies is not self._asked:
            return  # something else is shared by now, and is being worked out
        before_this = self._built
        row, column = self._cell(built, before_this)
        self._built = built
        share_map = built.map
        grid = Grid(len(share_map), self._label, share_map.story, share_map.share, share_map.partners)
        self.grid.show(grid, row, column)
        self._bars = min(LONGEST, max((len(one.by_day) for one in built.spreads), default=1))
        groups, sources = len(built.spreads), len(built.sources)
        group, source = (self.groups_list.cursor, self.sources_list.cursor) if before_this else self.at[2:]
        self.groups_list.show(groups, self._spread_rows, [2] * groups, group)
        self.sources_list.show(sources, self._source_rows, [1] * sources, source)
        self._show_view()

    def _cell(self, built: Built, before_this: Built | None) -> tuple[int, int]:
        """Where the cursor belongs: on the same two articles; at first on the one that was read and its neighbour."""
        places = built.map.places
        if pair := self._pair(before_this) if before_this and len(before_this.map) else self.at.pair:
            return places.get(pair[0], 0), places.get(pair[1], 0)
        row_at = places.get(self._here.id, 0) if self._here else 0
        near = min(built.map.partners(row_at), key=lambda at: abs(at - row_at), default=0) if len(built.map) else 0
        return row_at, near

    def _pair(self, built: Built) -> tuple[str, str]:
        """The ids of the two articles at the cursor of the map."""
        return built.map.articles[self.grid.row].id, built.map.articles[self.grid.column].id

    # What is shown

    @property
    def _shown(self) -> ShareGrid | RowList:
        return (self.grid, self.groups_list, self.sources_list)[self._view]

    def _show_view(self) -> None:
        built = self._built
        empty = built is None or not (len(built.map), len(built.spreads), len(built.sources))[self._view]
        for place, widget in enumerate((self.grid, self.groups_list, self.sources_list)):
            widget.display = place == self._view and not empty
        nothing = self.query_one("#nothing", Static)
        nothing.display = empty
        up_to_date = built is not None and built.copies is self.workspace.copies
        nothing.update(
            NOTHING.format(key_of("reading.step-depth")) if up_to_date and not self._looking() else STILL_LOOKING
        )
        columns = self.query_one("#columns", Static)
        columns.display = self._view == VIEWS.index("Sources") and not empty
        columns.update(source_heading(self.size.width - 1))
        if not empty and self.focused is not self._shown:
            self.set_focus(self._shown)
        self._show_heading()
        self._tell()

    def _show_heading(self) -> None:
        """The three views, how to read the one that is shown, and how much there is of it."""
        views = [
            Content.styled(f" {name} ", "reverse bold" if at == self._view else "") for at, name in enumerate(VIEWS)
        ]
        looking = "still looking · " if self._looking() else ""
        legend = Content.styled(f"  {looking}{LEGENDS[self._view]}", "$quiet")
        self.query_one("#views", Static).update(Content("").join([*views, legend]))
        if built := self._built:
            counts = (
                f"{len(built.map):,} of {len(self._by_date):,} articles share text",
                f"{len(built.spreads):,} groups of copies",
                f"{len(built.sources):,} sources share text",
            )
            self.foot.show_status(counts[self._view] if len(built.map) else "")

    def _label(self, row: int) -> tuple[str, str]:
        assert self._built is not None, "a row is drawn of what was built"
        article = self._built.map.articles[row]
        return article.title, article.provenance

    def _spread_rows(self, index: int, width: int) -> list[Content]:
        return [*spread_rows(self._built.spreads[index], self._by_id, self._bars, width)] if self._built else []

    def _source_rows(self, index: int, width: int) -> list[Content]:
        return [source_row(self._built.sources[index], width)] if self._built else []

    @on(ShareGrid.Moved)
    def _tell(self) -> None:
        """Say what is under the cursor of the map."""
        told = self.query_one("#told", Static)
        share_map = self._built.map if self._built and self._view == 0 else None
        told.set_class(not share_map, "-away")
        if share_map:
            row, column = self.grid.row, self.grid.column
            pair = TwoArticles(self.workspace, share_map.articles[row], share_map.articles[column])
            told.update(Content("\n").join(pair_rows(pair, share_map.share(row, column))))

    # Moving

    def action_next(self) -> None:
        self._move(1, 0)

    def action_previous(self) -> None:
        self._move(-1, 0)

    def action_left(self) -> None:
        self._move(0, -1)

    def action_right(self) -> None:
        self._move(0, 1)

    def action_top(self) -> None:
        self._move(-self._length, 0)

    def action_bottom(self) -> None:
        self._move(self._length, 0)

    def action_page_down(self) -> None:
        self._move(self._page, 0)

    def action_page_up(self) -> None:
        self._move(-self._page, 0)

    @property
    def _length(self) -> int:
        return max(len(self._by_date), self._shown.count if isinstance(self._shown, RowList) else 0)

    @property
    def _page(self) -> int:
        shown = self._shown
        return shown.page if isinstance(shown, ShareGrid) else max(1, shown.size.height // (3 - self._view) - 1)

    def _move(self, rows: int, columns: int) -> None:
        shown = self._shown
        if isinstance(shown, ShareGrid):
            shown.go_to(shown.row + rows, shown.column + columns)
        else:
            shown.cursor += rows

    def action_next_shared(self) -> None:
        self._seek(1)

    def action_previous_shared(self) -> None:
        self._seek(-1)

    def _seek(self, step: int) -> None:
        if self._view == 0:
            if not self.grid.seek(step):
                self.foot.say("no more that share anything")
        else:
            self._move(step, 0)

    def action_next_view(self) -> None:
        self._view = (self._view + 1) % len(VIEWS)
        self._show_view()

    def action_previous_view(self) -> None:
        self._view = (self._view - 1) % len(VIEWS)
        self._show_view()

    # Leaving

    @on(RowList.Clicked)
    def _clicked(self, message: RowList.Clicked) -> None:
        if message.times > 1:
            self.action_into()

    @on(ShareGrid.Into)
    def action_into(self) -> None:
        """Compare the two articles, or read the one that the cursor is at."""
        built = self._built
        if built is None or not self._shown.display:
            return
        if self._view == 0:
            row, column = self.grid.row, self.grid.column
            self._open(built.map.articles[row], built.map.articles[column])
        elif self._view == 1:
            group = built.spreads[self.groups_list.cursor].group
            first = (group.first_seen or group.members)[0]
            self._leave((first.article, first.start))
        else:
            source = built.sources[self.sources_list.cursor]
            self._open(*evidence(source, self._by_id, built.copies))

    def _open(self, one: Article, other: Article) -> None:
        """Compare two, or read the one that both are."""

        def compared(place: Place | None) -> None:
            if place:
                self._leave(place)

        if one is other:
            self._leave((one.id, None))
        elif self.workspace.copies.spans_with(one.id, other.id):
            self.app.push_screen(ComparingScreen(self.workspace, one, other), compared)
        else:
            self.foot.say(f"these two share nothing · {key_of('overview.next-shared')} goes to the next that do")

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())

    def action_out(self) -> None:
        """Back to reading."""
        self._leave(None)

    def _leave(self, place: Place | None) -> None:
        if built := self._built:
            pair = self._pair(built) if len(built.map) else None
            self.at = At(self._view, pair, self.groups_list.cursor, self.sources_list.cursor)
        self.dismiss(place)
