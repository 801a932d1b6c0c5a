"""Copies that carry different labels: go through them, change with one key each or mark as meant."""

from collections.abc import Set
from itertools import chain
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from tui.keys import acts_of, key_of
from tui.model.annotation import Target
from tui.model.codebook import Label
from tui.model.consistency import Alike, Consistency, Difference, Said, consistency
from tui.model.notebook import LabelRefused
from tui.model.ordering import by_date
from tui.model.shared import Passage
from tui.places import STYLES
from tui.screens.copy_rows import article_line, changed_rows, label_names
from tui.screens.labelling import LabelKeysScreen
from tui.screens.moving import MovesInRows
from tui.screens.wording import plain, shortened
from tui.screens.workspace import COPIES_COMPARED, Workspace
from tui.widgets.acting import bindings
from tui.widgets.cutting import drawable
from tui.widgets.quiet_footer import QuietFooter
from tui.widgets.row_list import RowList

ALL = -1
"""The place of the cursor when it is on all copies of a difference together."""
WORDS = 3
"""Rows for what differs in a copy: two of its words, and one of those that are only in the first."""
WHO, LABELS = 12, 24
"""Cells for who labels, and for the labels."""


class ConsistencyScreen(MovesInRows, LabelKeysScreen["tuple[str, int] | None"]):
    """The differences, and the copies of the one at the cursor. It answers with an article and an offset to go to.

    Only this annotator's own annotations are ever changed.
    """

    CSS_PATH: ClassVar = [STYLES / "rows.tcss", STYLES / "consistency.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings("consistency")

    differences = query_one("#differences", RowList)
    copies = query_one("#copies", RowList)

    def __init__(self, workspace: Workspace, at: Set[str] = frozenset()) -> None:
        """Begin at the difference that has one of these ids, or an annotation that has; else at the first."""
        super().__init__(workspace)
        self.at = at
        self._alike = Alike(workspace.copies.sharing)
        self._published = {article.id: place for place, article in enumerate(by_date(workspace.library))}
        self._found = Consistency()
        self._shown: list[Difference] = []
        """One's own with oneself first; last, those that are meant."""
        self._place = ALL
        """The copy that a label goes to, or all."""
        self._meant = 0
        """How many of them, at the end, are meant."""
        self._done = 0
        """How many changes were made here, and not taken back."""

    def compose(self) -> ComposeResult:
        yield Static(id="consistency-heading")
        yield RowList(id="differences")
        yield Static(id="consistency-sentence")
        yield RowList(id="copies")
        yield Static(id="consistency-none")
        yield QuietFooter(id="foot")

    def on_mount(self) -> None:
        self.foot.show_labels(self.notebook.codebook.active)
        self.foot.show_acts([act for act in acts_of("consistency") if act.shown])
        self._look(self.at)

    def _look(self, ids: Set[str] = frozenset()) -> None:
        """Compare all copies anew.

        The cursor goes to the difference that has one of these ids, or an annotation that has; else it stays.
        """
        annotations = filter(self.workspace.is_shown, self.notebook.annotations)
        choice_of = {label.id: label.choice for label in self.notebook.codebook.labels}
        self._found = consistency(annotations, self._alike, choice_of)
        is_meant, mine = self.notebook.is_meant, self.workspace.annotator
        self._shown = sorted(
            self._found.differences, key=lambda one: (is_meant(one.id), mine not in one.with_themselves)
        )
        self._meant = sum(is_meant(one.id) for one in self._shown)
        again = (place for place, one in enumerate(self._shown) if ids and not ids.isdisjoint(one.ids))
        if (cursor := next(again, None)) is None:
            cursor, self._place = self.differences.cursor, ALL
        self.differences.show(len(self._shown), self._difference_row, [1] * len(self._shown), cursor)
        self._show_copies()

    @property
    def _said(self) -> list[Said]:
        """What is said of the copies of the difference at the cursor."""
        return self._in_order(self._shown[self.differences.cursor]) if self._shown else []

    def _in_order(self, difference: Difference) -> list[Said]:
        """First published first, of one copy one's own first."""
        published, mine = self._published, self.workspace.annotator
        return sorted(difference.said, key=lambda one: (published[one.article], one.start, one.annotator != mine))

    # Acts

    @property
    def label_target(self) -> Target | None:
        return self._said[0].annotations[0].target if self._shown else None

    def put(self, label: Label) -> None:
        """Give one's own annotations, all or those of one copy, another label."""
        if self.refused() or not self._shown:
            return
        chosen = self._said if self._place == ALL else [self._said[self._place]]
        mine = [one for said in chosen if said.annotator == self.workspace.annotator for one in said.annotations]
        if not mine:
            self.foot.say("not yours: only your own labels are changed")
            return
        self.workspace.used(label)
        before = self.notebook.undoable
        try:
            self.notebook.relabel(mine, label, self.workspace.library.by_id(mine[0].target.article))
        except LabelRefused as problem:
            self.foot.say(str(problem))
            return
        if self.notebook.undoable is before:
            self.foot.say(f"{label.name} stands there already")
        else:
            self._changed(f"{label.name} on {len(mine)}", {one.id for one in mine})

    def action_toggle_meant(self) -> None:
        """What becomes meant goes to the end, and the cursor on to the next; back, it goes with it."""
        if self._shown and not self.refused():
            difference = self._shown[self.differences.cursor].id
            if self.notebook.toggle_meant(difference, self.workspace.annotator):
                self._changed("marked as meant")
            else:
                self._changed("no longer meant", {difference})

    def _changed(self, what: str, ids: Set[str] = frozenset()) -> None:
        self._done += 1
        self._look(ids)
        self.foot.say(f"{what} · {key_of('consistency.undo')} takes it back")

    def action_undo(self) -> None:
        """Only what was done here: what was done before cannot be seen from here."""
        change = self.notebook.undo() if self._done and not self.refused() else None
        if change:
            self._done -= 1
            self._look({record.record.id for record in change.records})
        self.foot.say(f"undone: {change.name}" if change else "nothing was changed here")

    def action_into(self) -> None:
        if self._shown:
            said = self._said[max(0, self._place)]
            self.at = self._shown[self.differences.cursor].ids
            self.dismiss((said.article, said.start))

    def action_out(self) -> None:
        self.dismiss(None)

    # Movement

    @property
    def moving(self) -> RowList:
        return self.differences

    def moved(self, before: int) -> None:
        if self.differences.cursor != before:
            self._place = ALL
            self._show_copies()

    def action_next_place(self) -> None:
        self._go_to_place(self._place + 1)

    def action_previous_place(self) -> None:
        self._go_to_place(self._place - 1)

    def _go_to_place(self, place: int) -> None:
        """Around: after the last copy, and before the first, all of them."""
        count = len(self._said)
        self._place = ALL if place == count else count - 1 if place < ALL else place
        self._mark()

    @on(RowList.Clicked, "#differences")
    def _difference_clicked(self) -> None:
        self._place = ALL
        self._show_copies()

    @on(RowList.Clicked, "#copies")
    def _copy_clicked(self, message: RowList.Clicked) -> None:
        self._place = self.copies.cursor
        self._mark()
        if message.times == 2:
            self.action_into()

    # What is shown

    def _show_copies(self) -> None:
        """Show the copies of the difference at the cursor; where there is none, say so."""
        self.set_class(not self._shown, "-none")
        said = self._said
        self.query_one("#consistency-heading", Static).update(self._heading())
        self.query_one("#consistency-sentence", Static).update(plain(_flat(said[0])) if said else "")
        self.query_one("#consistency-none", Static).update("" if said else self._no_differences())
        file, place, asked = self.workspace.file, self.differences.cursor, len(self._shown) - self._meant
        told = f"{place + 1} of {asked}" if place < asked else "meant" if said else ""
        unsaved = f"{file.unsaved} not saved" if file.problem else ""
        self.foot.show_status(" · ".join(filter(None, (told, unsaved))), problem=bool(file.problem))
        heights = [1 + WORDS * (_flat(one) != _flat(said[0])) for one in said]
        self.copies.show(len(said), self._copy_rows, None if len(said) <= COPIES_COMPARED else heights)
        self._mark()

    def _mark(self) -> None:
        """Mark the copies that a label goes to."""
        mine = [place for place, one in enumerate(self._said) if one.annotator == self.workspace.annotator]
        self.copies.marked = mine if self._place == ALL else [self._place]
        self.copies.cursor = max(0, self._place)
        self.copies.redraw()

    def _heading(self) -> Content:
        facts = [
            f"{self._found.compared:,} labelled copies compared",
            f"{self._meant:,} meant" if self._meant else "",
            "blind: only your own" if self.workspace.blind else "",
        ]
        return Content.assemble(
            (" Labelled differently ", "bold $accent"), (f" {' · '.join(filter(None, facts))}", "$quiet")
        )

    def _no_differences(self) -> str:
        if not self._found.compared:
            return "No differences: there is no sentence yet that carries labels in more than one of its copies."
        return f"No differences: {self._found.compared:,} copies were compared, and carry the same labels."

    def _difference_row(self, place: int, width: int) -> list[Content]:
        """Who differs, in which labels, about which sentence."""
        one = self._shown[place]
        annotators = one.with_themselves or {said.annotator for said in one.said}
        mine = self.workspace.annotator
        names = ["you" if name == mine else name for name in sorted(annotators, key=lambda name: (name != mine, name))]
        said = self._in_order(one)
        annotations = chain.from_iterable(each.annotations for each in said)
        carried = label_names(self.differences, self.notebook.codebook, annotations)
        is_meant = place >= len(self._shown) - self._meant
        told = drawable(shortened((", " if one.with_themselves else " ≠ ").join(names), WHO))
        who = Content.styled(told, "$quiet" if is_meant else "")
        words = Content.styled(drawable(_flat(said[0])), "$quiet")
        return [_column(who, WHO) + _column(carried, LABELS) + ("meant  " if is_meant else "") + words]

    def _copy_rows(self, place: int, width: int) -> list[Content]:
        """Who labels this copy how; in which article; and how its words differ from those of the first."""
        first, one = self._said[0], self._said[place]
        here, there = self.workspace.library.by_id(first.article), self.workspace.library.by_id(one.article)
        assert here is not None and there is not None, "sharing is found in the library's own articles"
        mine = one.annotator == self.workspace.annotator
        who = Content.styled("you" if mine else drawable(shortened(one.annotator, WHO)), "" if mine else "$quiet")
        carried = label_names(self.copies, self.notebook.codebook, one.annotations)
        rows = [_column(who, WHO) + _column(carried, LABELS) + article_line(there)]
        if _flat(one) != _flat(first):
            passages = Passage(here.id, first.start, first.end), Passage(there.id, one.start, one.end)
            inset = Content(" " * (WHO + 2))
            changed = changed_rows(here, passages[0], there, passages[1], WORDS, width - len(inset))
            rows += [inset + row for row in changed]
        return rows


def _flat(said: Said) -> str:
    """The words that are labelled, on one line."""
    return " ".join(said.annotations[0].target.quote.split())


def _column(content: Content, width: int) -> Content:
    return content.truncate(width, ellipsis=True).pad_right(max(0, width - content.cell_length) + 2)
