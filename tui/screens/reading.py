"""The main screen: marks, undo, export, leaving, and what a change does to what is shown."""

from collections.abc import Set
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual import on, work

from tui.keys import key_of
from tui.model.annotation import Annotation
from tui.model.codebook import Label
from tui.model.harmless import harmless
from tui.model.history import Change
from tui.model.ledger import How, Step
from tui.places import offered_path, typed_path
from tui.screens.annotating import AnnotatingScreen
from tui.store.storage import NotebookError
from tui.widgets.side_panel import SidePanel

if TYPE_CHECKING:
    from tui.screens.comparing import Place
    from tui.screens.overview import At

LOOK_EVERY = 1.0
"""Seconds between two looks whether the cursor rests."""
TRY_AGAIN = 3.0
"""Seconds between attempts to save what could not be saved."""
EXPORT_NAME = "newsreader-annotations.json"
LONGEST_CITED = 50_000
"""Code points that a terminal is handed for its clipboard: of what these are sent as many take 100,000 bytes."""
IDLE = 30.0
"""Seconds between bringing the notebook's main file up to date."""


class ReadingScreen(AnnotatingScreen):
    """All that the main screen does beyond annotating; each act is at most one change of the notebook."""

    _was_at = "", 0
    """Article and sentence at the last look whether the cursor rests."""
    _overview: "At | None" = None
    """Where the overview was left."""
    _orphan = ""
    """The id of the annotation at which the list of orphans was left."""

    def on_mount(self) -> None:
        if not self.workspace.opening:
            self._bring_back()
        self.notebook.listen(self._changed)
        if not self.workspace.file.read_only:
            self.set_interval(LOOK_EVERY, self._remember_rest)
            self.set_interval(IDLE, self._bring_up_to_date)
            self.set_interval(TRY_AGAIN, self._try_again)

    def _bring_back(self) -> None:
        """What was said about articles that came back changed goes along: if possible, before anything is shown."""
        if any(self.workspace.library.by_id(card.id) is None for card in self.notebook.cards):
            from tui.screens.returned import brought_back

            if told := brought_back(self.workspace):
                self.workspace.file.notices.append(told)

    def filled(self) -> None:
        """Do what needs every article: all are here, and shown."""
        super().filled()
        if not self.workspace.file.read_only:
            from tui.model.returning import keep_up

            keep_up(self.notebook, self.workspace.library)

    def on_filling_screen_read_all(self) -> None:
        self._bring_back()

    def _remember_rest(self) -> None:
        """Keep where the cursor is as soon as it rests: each keeping is a write to the disk, which holds up a key."""
        here = self.article.id if self.article else "", self.reader.sentence
        if here == self._was_at:
            self.remember_place()
        self._was_at = here

    def remember_place(self) -> None:
        """Keep where the cursor is, for the next time."""
        if self.article and self.workspace.sentences(self.article):
            start, _ = self.workspace.sentences(self.article)[self.reader.sentence]
            self.notebook.remember_place(self.article, start)

    @work(thread=True, exclusive=True, group="notebook")
    def _bring_up_to_date(self) -> None:
        known = len(self.workspace.file.notices)
        self.workspace.file.checkpoint()
        if len(self.workspace.file.notices) > known:
            self.app.call_from_thread(self.show_status)

    def _try_again(self) -> None:
        """Save what could not be saved, if it can be now."""
        if self.workspace.file.problem:
            if self.workspace.file.retry():
                self.say("saved again")
            self.show_status()

    def _changed(self, step: Step) -> None:
        """Draw what a change touched; the notebook's file heard of it before."""
        new_labels = any(isinstance(change.record, Label) for change in step.applied)
        if new_labels:
            self.foot.show_labels(self.notebook.codebook.labels)
            self.articles.redraw()
        if step.how is not How.REMEMBERED:
            self.saved = self.workspace.file.saved
            if self.article and new_labels:
                self.reader.show_annotations(self.workspace.annotation_marks(self.article))
            elif self.article:
                self.reader.change_annotations(*self.workspace.changed_marks(self.article, step))
            sides = [side for one in step.applied for side in (one.before, one.after) if isinstance(side, Annotation)]
            touched = {side.target.article for side in sides}
            if self.searched and any(side.note for side in sides):
                self._show_hits()
            for article_id in {step.change.article, *touched}:
                if (index := self.workspace.place(article_id)) is not None:
                    self.articles.redraw(index)
            self.show_aside()
        self.show_status()

    # Marks

    def action_toggle_done(self) -> None:
        if not self.refused() and self.article:
            self.say("done" if self.notebook.toggle_done(self.article) else "not done")

    def action_toggle_star(self) -> None:
        if not self.refused() and self.article:
            self.say("starred" if self.notebook.toggle_star(self.article) else "no longer starred")

    # Undo

    def action_undo(self) -> None:
        if not self.refused():
            self._tell_and_go("undone", self.notebook.undo(), "nothing to take back")

    def action_redo(self) -> None:
        if not self.refused():
            self._tell_and_go("redone", self.notebook.redo(), "nothing to do again")

    def _tell_and_go(self, what: str, change: Change | None, nothing: str) -> None:
        """Say what undo or redo did, and go to where it was."""
        if change and self.workspace.library.by_id(change.article):
            self.go_to(change.article, change.start)
        following = self.notebook.redoable
        key = key_of("reading.redo")
        again = "does it again" if following is change else f"goes on: {following.name}" if following else ""
        self.say(f"{what}: {change.name}{again and f' · {key} {again}'}" if change else nothing)

    # Other screens

    def action_compare(self) -> None:
        """Beside the article that shares the sentence at the cursor, else the one that shares most."""
        from tui.model.alignment import partners
        from tui.screens.comparing import ComparingScreen

        if not self.article:
            return
        here = self.workspace.copies_of(self.article, self.sentence) if self.sentence is not None else []
        chosen = self.side.cursor if self.focused is self.side else 0
        ids = [copy.there.article for copy in here[chosen:]]
        ids += [one.article for one in partners(self.workspace.copies, self.article)]
        partner = self.workspace.library.by_id(ids[0]) if ids else None
        if partner:
            offset = self.reader.here[0] if self.reader.here else 0
            screen = ComparingScreen(self.workspace, self.article, partner, offset)
            self.app.push_screen(screen, lambda place: self.read_there(*place) if place else None)
        else:
            self.say("still looking for what is shared" if self._looking else "it shares nothing with another article")

    def action_overview(self) -> None:
        """See all of what is shared."""
        if not self.still_reading():
            self._open_overview(again=False)

    def _open_overview(self, *, again: bool) -> None:
        """Open it as it was left; the map, unless one comes back to it, at the article that is read."""
        from tui.screens.overview import At, OverviewScreen

        at = self._overview or At()
        at = at if again else at._replace(pair=None)
        screen = OverviewScreen(self.workspace, self.article, lambda: self._looking, at)

        def left(place: "Place | None") -> None:
            self._overview = screen.at
            if place:
                self.read_there(*place, lambda: self._open_overview(again=True))
                self.say(f"{key_of('reading.out', 'esc')} comes back to the overview")

        self.app.push_screen(screen, left)

    def action_consistency(self) -> None:
        """See the copies that carry different labels."""
        self._open_consistency(frozenset())

    def _open_consistency(self, at: Set[str]) -> None:
        """Open it at the difference that has one of these ids, if there still is one."""
        from tui.screens.consistency import ConsistencyScreen

        if self._looking:
            self.say("still looking for what is shared")
            return
        screen = ConsistencyScreen(self.workspace, at)

        def left(place: "Place | None") -> None:
            if place:
                self.read_there(*place, lambda: self._open_consistency(screen.at))
                self.say(f"{key_of('reading.out', 'esc')} comes back to the differences")

        self.app.push_screen(screen, left)

    def action_orphans(self) -> None:
        """See the annotations that stand in no open article, and place them: where the cursor is, or elsewhere."""
        from tui.screens.orphans import OrphansScreen

        if self.still_reading():
            return
        if not self.workspace.elsewhere:
            self.say("every annotation stands in an article that is open")
            return
        screen = OrphansScreen(self.workspace, self.target if self.article else None, self._orphan)

        def left(place: tuple[str, int] | None) -> None:
            self._orphan = screen.at
            if screen.placed_here:
                self.reader.select(None)
            if place:
                self.read_there(*place)
                select, orphans, put = map(key_of, ("reader.select", "reading.orphans", "orphans.put-here"))
                self.say(f"go to the sentence, or select words with {select}; then {orphans}, {put} puts it there")

        self.app.push_screen(screen, left)

    # Taking along

    def action_cite(self) -> None:
        """Copy what the cursor is at, with where it is from, to the terminal's clipboard."""
        from tui.model.citation import citation

        if self.article:
            cited = harmless(citation(self.article, self.target.quote))
            if len(cited) > LONGEST_CITED:
                self.say("too long for a terminal's clipboard")
                return
            self.app.copy_to_clipboard(cited)
            self.say("copied with its source, if the terminal lets programs copy")

    @on(SidePanel.OpenPage)
    def action_open_url(self) -> None:
        """Open the article's page in the browser."""
        from tui.screens.browsing import open_page

        url = self.article.page if self.article else ""
        self.say(open_page(self.app, url) if url else "no web address is known for this article")

    def action_export(self) -> None:
        """Write all annotations of the notebook to a file; the path is asked for."""
        from tui.exporters.native import annotations_export
        from tui.exporters.writing import ExportError, write_export
        from tui.screens.dialogs import Ask

        export = annotations_export(self.notebook, None, datetime.now(UTC))

        def wrong(answer: str) -> str:
            try:
                write_export(typed_path(answer), export.text)
            except ExportError as error:
                return str(error)
            return ""

        def written(answer: str | None) -> None:
            if answer is not None:
                self.say(f"wrote {export.annotations} annotation{'' if export.annotations == 1 else 's'} to {answer}")

        hint = "enter writes it  ·  esc leaves"
        self.app.push_screen(
            Ask(
                "Export all annotations as JSON",
                offered_path(self.workspace.file.path, EXPORT_NAME),
                hint=hint,
                check=wrong,
            ),
            written,
        )

    def action_settings(self) -> None:
        """See each setting, and change it: at once for what is on the screen."""
        from tui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(lambda: self.workspace.settings, self.keep))

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.notebook.codebook.active))

    def action_palette(self) -> None:
        self.app.action_command_palette()

    def action_quit(self) -> None:
        """Out of the side panel or a followed copy first; from anywhere else, out of the program."""
        if self.focused is self.side or self.followed:
            self.action_out()
            return
        if not self.workspace.file.read_only:
            self.remember_place()
            if self.workspace.file.unsaved and not self.workspace.file.retry():
                self._offer_another_place()
                return
        self.app.exit()

    def _offer_another_place(self) -> None:
        """Leave only once what is not saved lies somewhere else; escape goes back to trying."""
        from tui.screens.dialogs import Ask

        file = self.workspace.file

        def wrong(answer: str) -> str:
            try:
                file.save_copy(typed_path(answer))
            except NotebookError as error:
                return str(error)
            return ""

        def saved(answer: str | None) -> None:
            if answer is not None:
                self.app.exit()

        hint = (
            f"enter saves all of it there, {file.unsaved} changes too, and leaves  ·  esc goes back to trying"
            "  ·  ctrl+q leaves without"
        )
        place = f"~/{file.path.stem}-rescued.json"
        self.app.push_screen(Ask(file.problem, place, hint=hint, check=wrong), saved)
