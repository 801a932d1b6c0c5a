"""How the article is set on the screen: how wide, how its paragraphs are parted, alone or among the panes."""

from math import ceil

from textual import events
from textual.reactive import reactive

from tui.screens.panes import ROOMY, PanesScreen
from tui.settings import AS_AT_FIRST, MEASURES, Spacing

LEAST = 40
"""Columns from which on the foot has room for it."""
STEP = 4
"""Cells by which a row of text gets wider or narrower at a key."""


class TypesettingScreen(PanesScreen):
    """Suits the article to the eyes of whoever reads it, and tells how much of it is read."""

    zen: reactive[bool] = reactive(False, init=False)
    """Whether the article is alone on the screen."""

    def on_mount(self) -> None:
        settings = self.workspace.settings
        self.reader.measure = settings.measure
        if settings.spacing in list(Spacing):
            self.reader.spacing = Spacing(settings.spacing)

    def heed(self, setting: str) -> None:
        super().heed(setting)
        if setting == "measure":
            self.reader.measure = self.workspace.settings.measure
        elif setting == "spacing":
            self.reader.spacing = Spacing(self.workspace.settings.spacing or Spacing.AS_WRITTEN)

    # Width

    def action_wider(self) -> None:
        shown = min(self.reader.measure, self.reader.room)
        if shown >= MEASURES[-1]:
            self.say(f"no wider than {MEASURES[-1]} columns")
        elif shown == self.reader.room:
            self.say(f"as wide as the pane: {shown} columns")
        else:
            self._set_measure(shown // STEP * STEP + STEP)

    def action_narrower(self) -> None:
        shown = min(self.reader.measure, self.reader.room)
        if shown <= MEASURES[0]:
            self.say(f"no narrower than {shown} columns")
        else:
            self._set_measure(-(-shown // STEP) * STEP - STEP)

    def action_usual_width(self) -> None:
        self._set_measure(AS_AT_FIRST.measure)

    def _set_measure(self, cells: int) -> None:
        self.keep("measure", cells)
        shown = min(cells, self.reader.room)
        self.say(f"{shown} columns" if shown == cells else f"as wide as the pane: {shown} columns")

    # Paragraphs

    def action_step_spacing(self) -> None:
        self.keep("spacing", self.reader.spacing.following.value)
        self.say(f"paragraphs: {self.reader.spacing}")

    # Alone

    def action_toggle_zen(self) -> None:
        if not self.zen:
            self.set_focus(self.reader)
        self.zen = not self.zen

    def watch_zen(self, zen: bool) -> None:
        self.set_class(zen, "-zen")
        self.foot.show_alone(alone=zen)

    def action_out(self) -> None:
        if self.zen:
            self.zen = False
        else:
            super().action_out()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What is not to be seen cannot be acted on: whoever goes there has all the panes again."""
        if self.query_one("#reader-pane") not in event.widget.ancestors:
            self.zen = False

    # How much is read

    def show_aside(self) -> None:
        """Show what is known of where the cursor is, and how far into the article that is."""
        super().show_aside()
        self.foot.show_place(self._place_told())

    def _place_told(self) -> str:
        """How much is read once the sentence is, and how long the rest takes: as wide throughout an article."""
        article, here = self.article, self.reader.here
        if not article or not here or self.sentence is None or self.size.width < LEAST:
            return ""
        sentences = self.workspace.sentences(article)
        read = (self.reader.sentence + 1) / len(sentences)
        left = f"{ceil(article.minutes * (1 - here[1] / sentences[-1][1])):{len(str(ceil(article.minutes)))}}"
        return f"{int(read * 100):3} %{f' · {left} min left' if self.size.width >= ROOMY else ''}"
