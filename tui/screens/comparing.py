"""Two articles side by side, what they share joined by number. Labels are put from here as on the main screen."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from tui.keys import acts_of, key_of
from tui.model.alignment import Side, partners
from tui.model.article import Article
from tui.model.history import Change
from tui.model.spans import touched
from tui.places import STYLES
from tui.screens.labelling import SentenceLabelsScreen
from tui.screens.two_articles import TwoArticles
from tui.screens.workspace import Workspace
from tui.widgets.acting import bindings
from tui.widgets.quiet_footer import QuietFooter
from tui.widgets.two_texts import TwoTexts

LOOK_AGAIN = 1.0
"""Seconds between looking whether more was found to be shared."""

Place = tuple[str, int | None]
"""What is to be read: an article's id, and an offset or where it was left."""


class ComparingScreen(SentenceLabelsScreen["Place | None"]):
    """An article and its partners, one at a time. Answers with what is to be read, or with nothing."""

    CSS_PATH = STYLES / "comparing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("compare")

    texts = query_one("#texts", TwoTexts)
    undo_act = "compare.undo"

    def __init__(self, workspace: Workspace, article: Article, partner: Article, offset: int = 0) -> None:
        super().__init__(workspace)
        self._offset = offset
        self._take(article, partner)

    def compose(self) -> ComposeResult:
        yield TwoTexts(id="texts")
        yield Static(id="sentence-told")
        yield QuietFooter(id="foot")

    def on_mount(self) -> None:
        self.foot.show_labels(self.notebook.codebook.labels)
        self.foot.show_acts([act for act in acts_of("compare") if act.shown])
        self._show(Side.LEFT, self._offset)
        self.set_focus(self.texts)
        self.set_interval(LOOK_AGAIN, self._look_again)

    # What is compared

    @property
    def article(self) -> Article:
        """The article that the cursor is in."""
        return self.pair.articles[self.texts.side]

    @property
    def here(self) -> int:
        """Where in it the cursor's sentence begins."""
        sentences = self.workspace.sentences(self.article)
        return sentences[self.texts.sentence][0] if sentences else 0

    def _take(self, left: Article, right: Article) -> None:
        self._copies = self.workspace.copies
        self.pair = TwoArticles(self.workspace, left, right)
        found = partners(self._copies, left)
        self._partners = [(one, partner) for partner in found if (one := self.workspace.library.by_id(partner.article))]

    def _show(self, side: Side, offset: int) -> None:
        """Show both, the cursor on the sentence at an offset."""
        left, right = (self.pair.shown(one) for one in Side)
        sentence = touched(self.pair.alignment.sentences[side], offset, offset + 1).start
        self.texts.show(left, right, self.pair.alignment, self.pair.changed, side, sentence)
        self._tell()

    def _compare(self, partner: Article) -> None:
        """Compare with another partner; the cursor stays where it is on the left."""
        self.texts.switch(Side.LEFT)
        here = self.here
        self._take(self.pair.articles[Side.LEFT], partner)
        self._show(Side.LEFT, here)

    def _look_again(self) -> None:
        """Take what was found to be shared in the meantime."""
        if self.workspace.copies is not self._copies:
            here = self.here
            self._take(*self.pair.articles)
            self._show(self.texts.side, here)

    @property
    def _place(self) -> int:
        """Which of the partners is shown, counted from 0; -1 for none of them."""
        right = self.pair.articles[Side.RIGHT]
        return next((place for place, (one, _) in enumerate(self._partners) if one is right), -1)

    # What is said of it

    @on(TwoTexts.Moved)
    def _tell(self) -> None:
        """Say how the cursor's sentence stands to the other side, and what is said about it."""
        side, sentence = self.texts.side, self.texts.sentence
        if not self.pair.alignment.sentences[side]:
            return
        told = Content.assemble((f" {self.pair.told(side, sentence)}", "$accent"))
        self.query_one("#sentence-told", Static).update(told + self.pair.annotations_told(side, sentence))
        self._show_status()

    def _show_status(self) -> None:
        file = self.workspace.file
        partner = f"partner {self._place + 1} of {len(self._partners)}" if self._partners else "no partners"
        problem = f" · {file.unsaved} not saved" if file.problem else ""
        self.foot.show_status(partner + problem, problem=bool(file.problem))

    def changed(self, told: str) -> None:
        """Draw what is said about both articles anew."""
        for side in Side:
            self.texts.show_annotations(side, self.workspace.annotation_marks(self.pair.articles[side]))
        self._tell()
        self.foot.say(told)

    # Moving

    def action_next(self) -> None:
        self.texts.go_to(self.texts.side, self.texts.sentence + 1)

    def action_previous(self) -> None:
        self.texts.go_to(self.texts.side, self.texts.sentence - 1)

    def action_top(self) -> None:
        self.texts.go_to(self.texts.side, 0)

    def action_bottom(self) -> None:
        self.texts.go_to(self.texts.side, len(self.pair.alignment.sentences[self.texts.side]))

    def action_page_down(self) -> None:
        self.texts.scroll_rows(max(1, self.texts.text_height - 2))

    def action_page_up(self) -> None:
        self.texts.scroll_rows(-max(1, self.texts.text_height - 2))

    def action_half_page_down(self) -> None:
        self.texts.scroll_rows(max(1, self.texts.text_height // 2))

    def action_half_page_up(self) -> None:
        self.texts.scroll_rows(-max(1, self.texts.text_height // 2))

    def action_next_shared(self) -> None:
        self._seek(1)

    def action_previous_shared(self) -> None:
        self._seek(-1)

    def _seek(self, step: int) -> None:
        found = self.pair.alignment.next_shared(self.texts.side, self.texts.sentence, step)
        if found is None:
            self.foot.say(f"nothing more is shared · {key_of('compare.next-partner')} next partner")
        else:
            self.texts.go_to(self.texts.side, found)

    def action_other_side(self) -> None:
        self.texts.switch(self.texts.side.other)

    def action_left(self) -> None:
        self.texts.switch(Side.LEFT)

    def action_right(self) -> None:
        self.texts.switch(Side.RIGHT)

    def action_next_partner(self) -> None:
        self._step_partner(1)

    def action_previous_partner(self) -> None:
        self._step_partner(-1)

    def _step_partner(self, step: int) -> None:
        if len(self._partners) > 1:
            self._compare(self._partners[(self._place + step) % len(self._partners)][0])
        else:
            self.foot.say("it shares text with this article alone")

    def action_pick_partner(self) -> None:
        from tui.screens.partners import PickPartner

        def picked(article_id: str | None) -> None:
            partner = self.workspace.library.by_id(article_id or "")
            if partner:
                self._compare(partner)

        left = self.pair.articles[Side.LEFT]
        shares = [(article, partner.share) for article, partner in self._partners]
        self.app.push_screen(PickPartner(left.title, shares), picked)

    # Labels

    @property
    def sentence_here(self) -> tuple[Article, int] | None:
        return (self.article, self.texts.sentence) if self.workspace.sentences(self.article) else None

    def action_repeat_label(self) -> None:
        recent = self.workspace.recent_labels
        if recent:
            self.put(recent[0])
        else:
            self.foot.say("no label was put yet")

    def go_to_change(self, change: Change) -> str:
        """Go to it, if it is in one of the two articles."""
        for side in Side:
            if change.article == self.pair.articles[side].id:
                sentences = self.pair.alignment.sentences[side]
                self.texts.go_to(side, touched(sentences, change.start, change.start + 1).start)
        return "" if change.article in {article.id for article in self.pair.articles} else ", in another article"

    # Leaving

    @on(TwoTexts.Chosen)
    def action_read(self) -> None:
        """Read on in the article, from the cursor's sentence."""
        self.dismiss((self.article.id, self.here))

    def action_out(self) -> None:
        """Back to where it was called from."""
        self.dismiss(None)
