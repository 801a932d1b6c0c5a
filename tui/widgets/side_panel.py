"""The side panel: what is annotated at the cursor, and where else the sentence stands, with what differs."""

from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import zip_longest
from typing import ClassVar, NamedTuple

from rich.console import Console
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.keys import key_of
from tui.model.shared import Kind
from tui.widgets.acting import bindings
from tui.widgets.cursor_view import CursorView
from tui.widgets.cutting import drawable
from tui.widgets.ink import ink
from tui.widgets.looks import Looks, joined

# Only for laying out text: what is drawn goes through Textual.
_CONSOLE = Console(width=80, color_system=None, file=None, legacy_windows=False)

PAGE = -2
"""What rows belong to that show the article's url; a copy's rows belong to its number, and all others to -1."""
NOTHING = "No label, no note; stands nowhere else."


class Part(Enum):
    """Whether a stretch of a copy's words stands here too."""

    KEPT = "kept"
    NEW = "new"


class AnnotationShown(NamedTuple):
    """One annotation, as the panel shows it."""

    letter: str
    color: str
    label: str
    annotator: str
    when: str
    note: str
    about: str
    """Which part of the article it is about, when that is not plain from where the cursor is."""
    mine: bool = True
    """Whether it is the person's own, rather than another annotator's."""
    origin: str = ""
    """Where the copy stands from which the label came: `Sample Wire`; empty when it came from none."""
    attributes: str = ""
    """`certainty 2, checkable yes`, or empty."""
    chosen: bool = False
    """Whether acts are about this one."""


class CopyShown(NamedTuple):
    """One place where the sentence also stands."""

    source: str
    title: str
    day: str
    kind: Kind
    score: float
    first_seen: str
    """How its being the first is told; empty when it is not."""
    figures_differ: bool
    words: tuple[tuple[Part, str], ...]
    """The copy's text in parts; empty when it has the very same words."""
    gone: tuple[str, ...]
    """The words that stand here and not there; empty also when they are most of the sentence."""
    place: tuple[str, int] = ("", 0)
    """Where it stands: the article's id, and an offset in code points."""


class Aside(NamedTuple):
    """All that the panel shows about one sentence or one article."""

    subject: str
    """`This sentence` or `This article`."""
    annotations: tuple[AnnotationShown, ...] = ()
    copies: tuple[CopyShown, ...] = ()
    more: int = 0
    """How many further copies there are, told when the panel has the focus."""
    articles: int = 0
    """How many other articles the copies stand in."""
    library: int = 0
    """How many articles there are."""
    lines: tuple[str, ...] = ()
    """What else there is to say, a quiet line each."""
    url: str = ""
    """The article's page, when it is about the article; a click opens it."""


class SidePanel(CursorView):
    """An aside, and a cursor over its copies."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("side")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "side--heading", "side--strong", "side--quiet", "side--cursor", "side--gone", "side--new", "side--link",
    }  # fmt: skip

    class Follow(Message):
        """The copy under the cursor is to be opened in its article, at an offset."""

        def __init__(self, article: str, offset: int) -> None:
            super().__init__()
            self.article = article
            self.offset = offset

    class OpenPage(Message):
        """The article's page is to be opened."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._aside = Aside("")
        self._rows: list[tuple[Text, int]] = []
        """Each row's text and the copy it belongs to, or `PAGE`, or -1."""
        self._look = Looks(self)

    def show(self, aside: Aside) -> None:
        """Show an aside; the cursor goes to its first copy."""
        if aside == self._aside:
            return
        self._aside = aside
        self.set_reactive(SidePanel.cursor, 0)
        self._lay_out()
        self.scroll_to(0, 0, animate=False, force=True, immediate=True)

    @property
    def count(self) -> int:
        """How many copies there are to go to."""
        return len(self._aside.copies)

    def notify_style_update(self) -> None:
        """Lay out anew in the colours of the new theme. Textual says this before the parts have theirs."""
        super().notify_style_update()
        if self.is_mounted:
            self.call_later(self._restyled)

    def _restyled(self) -> None:
        self._look.clear()
        self._lay_out()
        self.refresh()

    def resized(self) -> None:
        self._lay_out()
        self.refresh()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def watch_cursor(self) -> None:
        mine = [y for y, (_, copy) in enumerate(self._rows) if copy == self.cursor]
        if mine:
            region = Region(0, mine[0], self.size.width, len(mine))
            self.scroll_to_region(region, animate=False, force=True, immediate=True)
        self.refresh()

    def focus_on_click(self) -> bool:
        """The article's page is only there as long as the focus stays with the list."""
        return self._copy_at(self.app.mouse_position.y - self.region.y) != PAGE

    def _copy_at(self, y: int) -> int:
        row = y + self.scroll_offset.y
        return self._rows[row][1] if 0 <= row < len(self._rows) else -1

    def on_click(self, event: events.Click) -> None:
        copy = self._copy_at(event.y)
        if copy == PAGE and event.chain == 1:
            self.post_message(self.OpenPage())
        elif copy >= 0:
            self.cursor = copy
            if event.chain == 2:
                self.action_into()

    def action_page_down(self) -> None:
        self.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        self.scroll_page_up(animate=False)

    def action_half_page_down(self) -> None:
        self.scroll_relative(y=self.size.height // 2, animate=False)

    def action_half_page_up(self) -> None:
        self.scroll_relative(y=-(self.size.height // 2), animate=False)

    def action_into(self) -> None:
        if self.count:
            self.post_message(self.Follow(*self._aside.copies[self.cursor].place))

    # Laying out and drawing

    @property
    def _width(self) -> int:
        """The cells that are seen: not those kept free for the scroll bar."""
        return self.scrollable_content_region.width

    def _lay_out(self) -> None:
        width, height, before = self._width, self.size.height, self._rows
        if not width:
            return  # `resized` comes
        self._rows = [
            (Text.assemble(" " * indent, line) if indent else line, copy)
            for text, indent, copy in self._paragraphs()
            for line in _wrapped(text, max(1, width - indent))
        ]
        self.extend_to(width, max(len(self._rows), height))
        top = self.scroll_offset.y
        regions = [
            Region(0, y - top, max(old.cell_len, new.cell_len), 1)
            for y, ((old, before_of), (new, of)) in enumerate(zip_longest(before, self._rows, fillvalue=(Text(), -1)))
            if before_of != of or not _same(old, new)
        ]
        self.draw_anew(regions)

    def _paragraphs(self) -> Iterator[tuple[Text, int, int]]:
        """Each paragraph, how far it is indented, and the copy it belongs to."""
        aside = self._aside
        heading, quiet = self._named("heading"), self._named("quiet")
        if aside.annotations or aside.lines or aside.url or not aside.copies:
            yield Text(aside.subject, heading), 0, -1
        if not (aside.annotations or aside.lines or aside.url or aside.copies):
            yield Text(NOTHING, quiet), 0, -1
        for line in aside.lines:
            yield Text(drawable(line), quiet), 0, -1
        if aside.url:
            yield Text(drawable(aside.url), self._named("link")), 0, PAGE
        others = [one for one in aside.annotations if not one.mine]
        for one in aside.annotations:
            if one.mine:
                yield from self._annotation(one)
        if others:
            if len(others) < len(aside.annotations):
                yield Text(), 0, -1
            yield Text("Of others", heading), 0, -1
        for one in others:
            yield from self._annotation(one)
        if aside.copies:
            if aside.annotations or aside.lines:
                yield Text(), 0, -1
            yield Text(f"Also in {aside.articles} of {aside.library - 1} others", heading), 0, -1
        for index, copy in enumerate(aside.copies):
            yield from ((line, indent, index) for line, indent in self._copy(copy))
        if aside.more:
            yield Text(f"▸ and {aside.more:,} more: {key_of('reader.into')} lists them", quiet), 0, -1

    def _annotation(self, one: AnnotationShown) -> Iterator[tuple[Text, int, int]]:
        came_from = f"from {one.origin}" if one.origin else ""
        signed = " · ".join(part for part in (one.attributes, one.about, one.annotator, one.when, came_from) if part)
        strong, quiet = self._named("strong"), self._named("quiet")
        pointer = "▸" if one.chosen else " "
        mark = Text.assemble((f"{pointer}{one.letter} ", Style(color=ink(self, one.color).rich_color, bold=True)))
        told = Text.assemble((drawable(one.label), strong), (f"  {drawable(signed)}", quiet))
        for line in _wrapped(told, max(1, self._width - mark.cell_len)):
            yield mark + line, 0, -1
            mark = Text(" " * mark.cell_len)
        for words in one.note.splitlines():
            yield Text(drawable(words), strong), mark.cell_len, -1

    def _copy(self, copy: CopyShown) -> Iterator[tuple[Text, int]]:
        strong, quiet = self._named("strong"), self._named("quiet")
        told = copy.kind.value if copy.kind is Kind.VERBATIM else f"{copy.kind.value} {copy.score:.0%}"
        facts = [
            copy.day,
            told,
            copy.first_seen,
            "figures differ" if copy.figures_differ else "",
        ]
        yield Text.assemble(("▸ ", quiet), (drawable(copy.source or copy.title), strong)), 0
        yield Text(drawable(" · ".join(fact for fact in facts if fact)), quiet), 2
        if copy.words:
            looks = {Part.KEPT: quiet, Part.NEW: self._named("new")}
            yield Text.assemble(*((drawable(words), looks[part]) for part, words in copy.words)), 2
        if copy.gone:
            yield Text.assemble(("only here: ", quiet), (drawable(" … ".join(copy.gone)), self._named("gone"))), 2

    def _named(self, name: str) -> Style:
        return self._look.ink(f"side--{name}")  # the ground is the row's, and changes with the cursor

    def render_line(self, y: int) -> Strip:
        row = y + self.scroll_offset.y
        ground = self._look()
        if row >= len(self._rows):
            return Strip.blank(self.size.width, ground)
        text, copy = self._rows[row]
        if copy == self.cursor and self.has_focus:
            ground = self._look("side--cursor")
        drawn = Strip(text.render(_CONSOLE)).apply_style(ground)
        return Strip(joined(drawn), drawn.cell_length).adjust_cell_length(self.size.width, ground)


def _wrapped(text: Text, width: int) -> Iterable[Text]:
    """The text in lines; most are short, and need no wrapping."""
    return [text] if text.cell_len <= width else text.wrap(_CONSOLE, width)


def _same(one: Text, other: Text) -> bool:
    """Whether two rows look the same."""
    return (one.plain, one.style, one.spans) == (other.plain, other.style, other.spans)
