"""What the articles share: found behind the screen, and shown as it is found."""

from collections.abc import Sequence

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from tui.keys import key_of
from tui.model.copies import Copies
from tui.model.shared import Depth, SharedPair, Sharing
from tui.places import sharing_cache
from tui.screens.pace import Pace
from tui.screens.typesetting import TypesettingScreen
from tui.widgets.article_reader import ArticleReader

TELL_EVERY = 0.25
"""Seconds between telling how far the search for what is shared has come: each time the foot is drawn anew."""
SHOW_EVERY = 1.0
"""Seconds at least between showing what was found so far."""
MOST_SO_FAR = 50_000
"""Pairs up to which that is done: more take longer to sort by article than a key may wait."""


class SharingScreen(TypesettingScreen):
    """Has what is shared looked for, once all articles are here, and shows so much of it as the person wants."""

    _looking = True
    """Whether it is still being looked for."""

    class Looking(Message):
        """What is being done behind the screen, and how far it has come, 0..1."""

        def __init__(self, doing: str, fraction: float) -> None:
            super().__init__()
            self.doing = doing
            self.fraction = fraction

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, SharingScreen.Looking)

    class Found(Message):
        """What is shared, as far as it is known; None, with the reason, when it could not be found."""

        def __init__(
            self,
            sharing: Sharing | None,
            made: tuple[Depth, Copies] | None = None,
            *,
            all_of_it: bool = True,
            problem: str = "",
        ) -> None:
            super().__init__()
            self.sharing = sharing
            self.made = made
            """Its copies by a depth, so that the screen need not make them."""
            self.all_of_it = all_of_it
            self.problem = problem

    def filled(self) -> None:
        self._find_sharing(self.article.id if self.article else "")

    @work(thread=True, exclusive=True, group="sharing")
    def _find_sharing(self, first: str) -> None:
        from tui.sharing.aside import find_shared_aside
        from tui.sharing.child import ChildFailed
        from tui.sharing.comparison import load
        from tui.sharing.index import Progress
        from tui.sharing.pause import Pause

        worker = get_current_worker()
        so_far: list[SharedPair] = []
        telling, showing = Pace(TELL_EVERY), Pace(SHOW_EVERY)

        def report(progress: Progress) -> None:
            if telling.is_due:
                with telling.doing():
                    self.post_message(self.Looking(progress.doing, progress.fraction))

        def tell(sharing: Sharing, *, all_of_it: bool) -> None:
            depth = self.workspace.depth
            made = depth, self.workspace.copies_by(sharing, depth)
            self.post_message(self.Found(sharing, made, all_of_it=all_of_it))

        def found(pairs: Sequence[SharedPair]) -> None:
            so_far.extend(pairs)
            if showing.is_due and len(so_far) < MOST_SO_FAR:
                with showing.doing():
                    tell(Sharing(tuple(so_far)), all_of_it=False)

        pause = Pause()
        self.workspace.make_way = pause.begin
        library, cache = self.workspace.library, sharing_cache(self.workspace.file.path)
        load()
        try:
            sharing = find_shared_aside(
                library,
                report,
                lambda: worker.is_cancelled,
                cache,
                found=found,
                first=first,
                pause=pause,
            )
            if sharing is not None:
                tell(sharing, all_of_it=True)
        except ChildFailed as error:
            self.post_message(self.Found(None, problem=str(error)))

    def on_sharing_screen_looking(self, message: Looking) -> None:
        if self._looking:
            self.foot.show_progress(message.doing, message.fraction)

    def on_sharing_screen_found(self, message: Found) -> None:
        if message.sharing is not None:
            self.workspace.take(message.sharing, message.made)
            self._show_shared()
        if message.all_of_it:
            self._looking = False
            self.foot.show_progress("")
        if message.problem:
            self.workspace.file.notices.append(f"What is shared could not be found: {message.problem}")
            self._show_banner()

    def action_step_depth(self) -> None:
        depth = self.workspace.depth.following
        self.say(f"shared: {depth}")
        self.keep("depth", depth.value)

    def _show_shared(self) -> None:
        self.articles.redraw()
        if self.article:
            self.reader.show_shared(self.workspace.copies.passages(self.article.id))
        self.show_aside()

    def heed(self, setting: str) -> None:
        if setting == "depth":
            self.workspace.show_depth(Depth(self.workspace.settings.depth))
            self._show_shared()
        super().heed(setting)

    @on(ArticleReader.NoMore)
    def _no_more(self, message: ArticleReader.NoMore) -> None:
        shared = "still looking for what is shared" if self._looking else "no more shared sentences"
        end = "the last sentence" if message.forward else "the first sentence"
        told = {"shared": shared, "unlabelled": "no more sentences without a label", "sentence": end}
        following = "next" if message.forward else "previous"
        self.say(f"{told[message.what]} · {key_of(f'reading.{following}-article')} {following} article")
