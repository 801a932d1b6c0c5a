"""The copies of a sentence, offered its labels: look, tick or untick, and one key gives them."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Label

from tui.keys import key_of
from tui.model.article import Article
from tui.model.codebook import KEYS
from tui.model.counting import counted
from tui.model.propagation import Offer, givable, offers
from tui.model.shared import Kind
from tui.places import STYLES
from tui.screens.copy_rows import SEPARATOR, article_line, changed_rows, label_names, spread
from tui.screens.dialogs import Dialog
from tui.screens.moving import MovesInRows
from tui.screens.wording import plain
from tui.screens.workspace import COPIES_COMPARED, Workspace
from tui.typeahead import TypeAheadApp
from tui.widgets.acting import bindings
from tui.widgets.cutting import drawable
from tui.widgets.row_list import RowList

LABELLING = {"pick-label", "label-by-key", "repeat-label", "other-label"}
"""The acts, of whichever screen, that put a label: as the labels' own keys, theirs are not lost when typed ahead."""
WORDS = 3
"""Rows for what differs in a copy: two of its words, and one of those that are only here."""
TICKED, UNTICKED = "[✓] ", "[ ] "


def offer_copies(
    screen: Screen[Any],
    workspace: Workspace,
    article: Article,
    sentence: int | None,
    *,
    say: Callable[[str], None],
    undo_act: str,
) -> str:
    """Offer this annotator's labels on a sentence to its copies, or those on all sentences of an article to theirs.

    The dialog opens over `screen`; `say` is told what was given, and that `undo_act` takes it back. Returns why not,
    when there is nothing to offer.
    """
    notebook, sentences = workspace.notebook, workspace.sentences(article)
    if sentence is not None:
        span = sentences[sentence]
        if not workspace.copies_of(article, sentence):
            return "this sentence stands nowhere else"
        found = _offers(workspace, article, sentence)
        about = " ".join(drawable(article.text[slice(*span)]).split())
    else:
        found = [one for place in range(len(sentences)) for one in _offers(workspace, article, place)]
        found = [one for one in found if one.puts]
        about = f"the sentences labelled in “{drawable(article.title)}”"
    if not found:
        return f"label it first: {key_of('reading.propagate')} gives its labels to its copies"
    if not any(offer.puts for offer in found):
        return f"nothing to give: {' · '.join(dict.fromkeys(offer.doubt for offer in found))}"

    def accepted(chosen: list[Offer] | None) -> None:
        if chosen is not None:
            put = notebook.label_copies(article, [(one.article, one.puts) for one in chosen], workspace.annotator)
            names = ", ".join(dict.fromkeys(map(notebook.label_name, put)))
            copies = counted(len(chosen), "copy", "copies")
            say(f"{names} on {copies} · {key_of(undo_act)} takes it back" if put else "no copy was ticked")

    screen.app.push_screen(CopyLabels(workspace, article, found, about), accepted)
    return ""


def _offers(workspace: Workspace, article: Article, sentence: int) -> list[Offer]:
    notebook, span = workspace.notebook, workspace.sentences(article)[sentence]
    origins = givable(workspace.annotations(article, sentence), notebook.codebook, span, workspace.annotator)
    return offers(
        article,
        span,
        workspace.copies_of(article, sentence) if origins else (),
        origins,
        codebook=notebook.codebook,
        article_of=workspace.library.by_id,
        sentences_of=workspace.sentences,
        standing_on=lambda there: workspace.on_article(there.id),
    )


class CopyLabels(MovesInRows, Dialog["list[Offer] | None"]):
    """The offers, and which of them are ticked. It answers with these, or with nothing when it was left.

    A key that puts a label is not for this dialog: it closes, with nothing done, and hands the key back, so that
    who types ahead loses no label.
    """

    CSS_PATH: ClassVar = [STYLES / f"{name}.tcss" for name in ("dialogs", "rows", "copies")]
    BINDINGS: ClassVar[list[BindingType]] = bindings("copies")
    VERTICAL_BREAKPOINTS = [(0, "-least"), (12, "-tiny"), (22, "-low"), (30, "-mid"), (44, "-high")]  # noqa: RUF012

    rows = query_one(RowList)

    def __init__(self, workspace: Workspace, article: Article, offers: list[Offer], about: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._article = article
        self._offers = offers
        self._about = about
        self._several = len({one.copy.here for one in offers}) > 1
        """Whether they are copies of more than one sentence, so that each has to say of which."""
        self._ticked = {place for place, offer in enumerate(offers) if offer.puts and not offer.doubt}

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog copies"):
            yield Label(id="given", classes="dialog--title")
            yield Label(Content(self._about), id="sentence")
            yield RowList()
            tick, every = key_of("copies.tick"), key_of("copies.tick-all")
            accept, out = key_of("copies.accept"), key_of("copies.out", "esc")
            hint = f"{accept} gives them  ·  {tick} ticks  ·  {every} all or none  ·  {out} only here"
            yield Label(plain(hint), classes="dialog--hint")

    def on_mount(self) -> None:
        heights = [
            1 + self._several + bool(one.doubt or one.standing) + WORDS * self._differs(one) for one in self._offers
        ]
        few = len(self._offers) <= COPIES_COMPARED
        self.rows.show(len(self._offers), self._rows, None if few else heights)
        self._tell()
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._tell())

    def on_key(self, event: events.Key) -> None:
        """Hand back what labels."""
        label = self._workspace.notebook.codebook.by_key(event.character or "")
        below = self.app.screen_stack[-2].active_bindings.get(event.key)
        act = (below.binding.id or "").partition(".")[2] if below else ""
        labels = (label and label.key in KEYS) or act in LABELLING
        if labels and isinstance(self.app, TypeAheadApp):
            event.stop()
            self.app.hand_back(event)
            self.dismiss(None)

    # Acts

    @property
    def moving(self) -> RowList:
        return self.rows

    @on(RowList.Clicked)
    def _clicked(self, message: RowList.Clicked) -> None:
        if message.times == 2:
            self.action_tick()

    def action_tick(self) -> None:
        if self._offers[self.rows.cursor].puts:
            self._ticked ^= {self.rows.cursor}
            self.rows.redraw()
            self._tell()

    def action_tick_all(self) -> None:
        can = {place for place, offer in enumerate(self._offers) if offer.puts}
        self._ticked = set() if self._ticked == can else can
        self.rows.redraw()
        self._tell()

    def action_accept(self) -> None:
        self.dismiss([self._offers[place] for place in sorted(self._ticked)])

    def action_out(self) -> None:
        self.dismiss(None)

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self._workspace.notebook.codebook.active))

    def action_palette(self) -> None:
        self.app.action_command_palette()

    # What is shown

    def _tell(self) -> None:
        """Which labels go to how many of the copies."""
        given = {origin.id: origin for offer in self._offers for origin, _ in offer.puts}
        names = label_names(self.rows, self._workspace.notebook.codebook, given.values())
        told = f"  to {len(self._ticked)} of {len(self._offers)} cop{'y' if len(self._offers) == 1 else 'ies'} of"
        self.query_one("#given", Label).update(names + told)

    def _differs(self, offer: Offer) -> bool:
        here, there = offer.copy.here, offer.copy.there
        return self._article.text[here.start : here.end] != offer.article.text[there.start : there.end]

    def _rows(self, place: int, width: int) -> list[Content]:
        offer = self._offers[place]
        copy = offer.copy
        box = TICKED if place in self._ticked else UNTICKED if offer.puts else " " * len(UNTICKED)
        alike = copy.kind.value if copy.kind is Kind.VERBATIM else f"{copy.kind.value} {copy.score:.0%}"
        rows = [spread(box + article_line(offer.article), Content.styled(alike, "$quiet"), width)]
        inset = Content(" " * len(UNTICKED))
        if self._several:
            here = " ".join(drawable(self._article.text[copy.here.start : copy.here.end]).split())
            names = label_names(self.rows, self._workspace.notebook.codebook, [one for one, _ in offer.puts])
            rows.append((inset + names + Content.styled(f"  {here}", "$quiet")).truncate(width, ellipsis=True))
        if offer.doubt or offer.standing:
            told = [Content(offer.doubt)] if offer.doubt else []
            rows.append(inset + SEPARATOR.join([*told, *self._carried(offer)]))
        if self._differs(offer):
            changed = changed_rows(self._article, copy.here, offer.article, copy.there, WORDS, width - len(inset))
            rows += [inset + row for row in changed]
        return rows

    def _carried(self, offer: Offer) -> list[Content]:
        """The labels that stand there already, and whose they are."""
        book, mine = self._workspace.notebook.codebook, self._workspace.annotator
        annotators = sorted({one.annotator for one in offer.standing}, key=lambda name: (name != mine, name))
        return [
            Content.assemble(
                ("yours: " if name == mine else f"{drawable(name)}: ", "$quiet"),
                label_names(self.rows, book, [one for one in offer.standing if one.annotator == name]),
            )
            for name in annotators
        ]
