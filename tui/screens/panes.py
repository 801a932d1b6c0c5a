"""List, reader and side panel on one screen, and every way of moving through them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.getters import query_one
from textual.messages import Update
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tui.keys import acts_of, key_of
from tui.model.article import Article
from tui.screens.wording import plain, shortened
from tui.screens.workspace import Workspace
from tui.settings import remember, settings_path
from tui.widgets.acting import bindings
from tui.widgets.article_list import ArticleList
from tui.widgets.article_reader import ArticleReader
from tui.widgets.frame import Frame
from tui.widgets.quiet_footer import QuietFooter
from tui.widgets.side_panel import SidePanel

ROOMY = 100
"""Columns from which on the foot of the screen has room for whole words."""
TELLS_TIME = 60
"""Columns from which on it has room for when it was saved; that something is not, is told in any."""
VERY_ROOMY = 180
"""Columns from which on it has room for the whole library beside them."""
HIDES = f"({key_of('reading.out', 'esc')} hides this)"
BANNER_ROWS = 3
"""What there is to know has so many rows at most; all of it was told before the screen opened."""
TRIED_AGAIN = "It is kept in memory and tried again; leaving offers another place."


class Left(NamedTuple):
    """A place that was left to read another, and what escape does there beside coming back: nothing, as a rule."""

    article: str
    offset: int
    again: Callable[[], None] | None = None


class PanesScreen(Screen[None]):
    """Articles, the one that is read, and what is known of its sentences. It changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("reading")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (120, "-wide")]  # noqa: RUF012
    AUTO_FOCUS = "#reader"

    articles = query_one("#list", ArticleList)
    reader = query_one("#reader", ArticleReader)
    side = query_one("#side", SidePanel)
    foot = query_one("#foot", QuietFooter)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(classes="-at-reader")
        self.workspace = workspace
        self.notebook = workspace.notebook
        self.article: Article | None = None
        self._trail: list[Left] = []
        """Where each copy was followed from, the newest last."""
        self._left_at: dict[str, int] = {}
        """Where the cursor was in each article that was left: the notebook hears of it only where it rests."""
        self.saved: datetime | None = None
        """When the last change was on the disk; that the cursor's place is kept, too, is not worth telling."""
        self._told_in = Size()
        """The size in which it was last told how far one is."""
        self._banner_told = ""
        self._focused_before: Widget | None = None
        """What had the focus when the panes were last drawn."""
        self._notices_read = 0

    def compose(self) -> ComposeResult:
        self._break()
        reader = ArticleReader(id="reader")
        reader.set_reactive(ArticleReader.has_focus, True)  # it is about to have it: so it is dressed once, not twice
        yield Static(id="banner")
        with Frame(id="panes"):
            with Vertical(id="list-pane"):
                yield Static(id="list-heading")
                yield ArticleList(id="list")
            with Frame(id="body"):
                with Frame(id="reader-pane"):
                    yield reader
                yield SidePanel(id="side")
        yield QuietFooter(id="foot")

    def _break(self) -> None:
        """Heed the breakpoints at once: Textual does when all was styled and laid out without, and does both again."""
        both = zip((self.HORIZONTAL_BREAKPOINTS, self.app.VERTICAL_BREAKPOINTS), self.size, strict=True)
        reached = (max(edge for edge in edges or () if edge[0] <= cells) for edges, cells in both)
        self.add_class(*(name for _, name in reached))

    def on_mount(self) -> None:
        self.show_list()
        self.foot.show_labels(self.notebook.codebook.labels)
        last = self.notebook.last_place
        here = last.id if last and self.workspace.place(last.id) is not None else self.workspace.articles[0].id
        self.go_to(here)
        self._show_acts()
        if not self.workspace.opening:
            self.call_after_refresh(self.filled)

    def on_resize(self) -> None:
        """Tell as much as there is room for now."""
        if self.article and self.size != self._told_in:
            self.show_status()
            self.show_aside()

    def filled(self) -> None:
        """Do what needs every article: all are here."""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        event.refresh_styles = bool(self.outer_size)  # before it has one, all were given theirs a moment ago

    # What is on the screen

    @property
    def sentence(self) -> int | None:
        """The sentence that an act is about; None when it is about the whole article."""
        if not self.article or not self.workspace.sentences(self.article) or self.focused is self.articles:
            return None
        return self.reader.sentence

    @property
    def followed(self) -> bool:
        """Whether the cursor is where a copy was followed to."""
        return bool(self._trail)

    def show_list(self) -> None:
        """Show the articles that are in the list; the cursor stays on the one that is read."""
        workspace = self.workspace
        with self.prevent(ArticleList.Moved):
            self.articles.show(len(workspace.articles), workspace.row, workspace.headings)
            if self.article:
                self.articles.cursor = workspace.place(self.article.id) or 0

    def go_to(self, article_id: str, offset: int | None = None) -> None:
        """Show an article, at an offset or where it was left."""
        index = self.workspace.place(article_id)
        if index is None:
            self.say("that article is not open")
            return
        if self.article and self.reader.here:
            self._left_at[self.article.id] = self.reader.here[0]
        if offset is None:
            place = self.notebook.place(article_id)
            offset = self._left_at.get(article_id, place.start if place else 0)
        with self.prevent(ArticleList.Moved):
            self.articles.cursor = index
        before = self.article, self.reader.sentence
        article = self.workspace.articles[index]
        with self.prevent(ArticleReader.Moved):
            if self.article is article:
                self.reader.go_to(offset)
            else:
                self.article = article
                self.reader.show(self.workspace.page(article), offset)
                self.show_status()
        if (self.article, self.reader.sentence) != before:
            self.cursor_moved()
        else:
            self.show_aside()

    def read_there(self, article_id: str, offset: int | None, again: Callable[[], None] | None = None) -> None:
        """Read somewhere else; escape comes back, and to what was left for it: `again` opens that."""
        if self.article:
            here = self.reader.here[0] if self.reader.here else 0
            self._trail.append(Left(self.article.id, here, again))
            self.go_to(article_id, offset)
            self.set_focus(self.reader)

    def cursor_moved(self) -> None:
        """Show what is known of where the cursor is now."""
        self.show_aside()

    def show_aside(self) -> None:
        """Show what is known of where the cursor is."""
        if self.article:
            all_of_it = self.focused is self.side
            self.side.show(self.workspace.aside(self.article, self.sentence, all_of_it=all_of_it))
            self._draw_together()

    def show_status(self) -> None:
        """Show at the foot how much is labelled and what is saved; in the banner, why it is not."""
        file = self.workspace.file
        done, sentences = self.workspace.labelled(self.article) if self.article else (0, 0)
        roomy, self._told_in = self.size.width >= ROOMY, self.size
        saved = f"saved {self.saved.astimezone():%H:%M:%S}" if self.saved and self.size.width >= TELLS_TIME else ""
        told = [
            "blind" if self.workspace.blind else "",
            "new first" if self.workspace.settings.novelty and roomy else "",
            f"{done} of {sentences} labelled" if roomy else f"{done}/{sentences}",
            self.workspace.library_told if self.size.width >= VERY_ROOMY else "",
            f"{file.unsaved} not saved" if file.problem else saved,
        ]
        self.foot.show_status(" · ".join(filter(None, told)), problem=bool(file.problem))
        self._show_banner()

    def say(self, words: str) -> None:
        """Say at the foot, for a few seconds, what was just done."""
        self.foot.say(words)

    def keep(self, setting: str, value: str | bool | int) -> None:
        """Change one setting, and remember it for the next time."""
        self.workspace.settings = replace(self.workspace.settings, **{setting: value})  # type: ignore[arg-type]
        self.remember(setting, value)
        self.heed(setting)

    def remember(self, name: str, value: str | bool | int | None, table: str = "") -> None:
        """Remember a setting for the next time; where that is not possible, say so, once."""
        told = f"{settings_path()} cannot be changed: settings hold until you leave."
        if not remember(settings_path(), name, value, table) and told not in self.workspace.file.notices:
            self.workspace.file.notices.append(told)
            self._show_banner()

    def heed(self, setting: str) -> None:
        """Show what a setting is now, wherever it was changed."""
        if setting == "theme":
            self.app.theme = self.workspace.settings.theme
        self.show_status()

    def _show_banner(self) -> None:
        """What the person has to know: above all that something is not saved, else what opening it brought up."""
        problem = self.workspace.file.problem
        told = f"{problem} {TRIED_AGAIN}" if problem else self._news()
        if told != self._banner_told:
            self._banner_told = told
            banner = self.query_one("#banner", Static)
            banner.update(plain(told))
            banner.display = bool(told)

    def _news(self) -> str:
        """What opening the notebook brought up and is not yet hidden, as much of it as the banner has room for."""
        unread = self.workspace.file.notices[self._notices_read :]
        if not unread:  # as at nearly every label: where the settings lie is then not asked for
            return ""
        settings = settings_path()
        news = " · ".join(unread).replace(str(settings), settings.name)  # ctrl+o says where that is
        ends = [HIDES, f"({len(unread)} in all, told in the terminal, too; {HIDES[1:]}"]
        rooms = [max(1, BANNER_ROWS * (self.size.width * 9 // 10 - 2) - len(end)) for end in ends]
        fits = len(news) <= rooms[0] or len(unread) == 1
        return f"{news} {HIDES}" if fits else f"{shortened(news, rooms[1])} {ends[1]}"

    # What the panes say

    @on(ArticleList.Moved)
    def _list_moved(self, message: ArticleList.Moved) -> None:
        if message.index == self.articles.cursor:  # else the list has changed since
            self.go_to(self.workspace.articles[message.index].id)

    @on(ArticleList.Into)
    def _read(self) -> None:
        self.set_focus(self.reader)

    @on(ArticleReader.Moved)
    def _reader_moved(self) -> None:
        self.cursor_moved()

    def _draw_together(self) -> None:
        """Draw what has changed in all panes in one repaint, behind what is going on now.

        By themselves each would say that it has changed, and some would come a repaint later.
        """
        self.call_next(self._draw_now)

    def _draw_now(self) -> None:
        scrolled = (one.vertical_scrollbar for one in (self.articles, self.side) if one.show_vertical_scrollbar)
        panes = self.articles, self.reader, self.side, self.foot, self.foot.place, *scrolled
        if self.focused is self._focused_before:
            self._dirty_widgets.update(panes)
            self._on_timer_update()
        else:  # all are dressed anew, which takes them a little
            self._focused_before = self.focused
            for pane in panes:
                self.post_message(Update(pane))

    @on(ArticleReader.Into)
    def _see_copies(self) -> None:
        if self.side.count:
            self.set_focus(self.side)
        else:
            self.say("this sentence stands nowhere else")

    @on(SidePanel.Follow)
    def _follow(self, message: SidePanel.Follow) -> None:
        self.read_there(message.article, message.offset)
        self.say(f"{key_of('reading.out', 'esc')} comes back")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        for pane in (self.articles, self.reader, self.side):
            self.set_class(pane is event.widget, f"-at-{pane.id}")
        self._show_acts()
        self.show_aside()

    @on(ArticleReader.Selecting)
    def _selection_changed(self) -> None:
        self._show_acts()
        self._draw_together()

    def _show_acts(self) -> None:
        """Show at the foot what can be done where the focus is; while words are selected, with these."""
        pane = self.focused.id if self.focused else ""
        panes = ("select",) if self.reader.selection and self.focused is self.reader else (pane or "", "reading")
        self.foot.show_acts([act for one in panes for act in acts_of(one) if act.shown])

    # Movement

    def action_next_article(self) -> None:
        self.step_article(1)

    def action_previous_article(self) -> None:
        self.step_article(-1)

    def step_article(self, step: int) -> None:
        """Go so many articles on. At once, not by the list's message: then all panes are drawn in one repaint."""
        index = self.articles.validate_cursor(self.articles.cursor + step)
        if index != self.articles.cursor:
            self.go_to(self.workspace.articles[index].id)
        else:
            self.say("the last article of the list" if step > 0 else "the first article of the list")

    def action_out(self) -> None:
        if self._notices_read < len(self.workspace.file.notices):
            self._notices_read = len(self.workspace.file.notices)
            self._show_banner()
        elif self.focused is self.side:
            self.set_focus(self.reader)
        elif self._trail:
            left = self._trail.pop()
            self.go_to(left.article, left.offset)
            if left.again:
                left.again()
        else:
            self.set_focus(self.articles)

    def action_next_pane(self) -> None:
        self._focus_pane(1)

    def action_previous_pane(self) -> None:
        self._focus_pane(-1)

    def _focus_pane(self, step: int) -> None:
        panes: tuple[Widget, ...] = (self.articles, self.reader, self.side)
        here = next((place for place, pane in enumerate(panes) if pane is self.focused), 0)
        self.set_focus(panes[(here + step) % len(panes)])
