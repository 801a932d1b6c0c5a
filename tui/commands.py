"""The command palette: every act of the screen, found by name."""

from collections.abc import Iterator

from textual.binding import ActiveBinding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.widget import Widget

from tui.keys import AMID_READING, Act, acts, shown_keys


class Acts(Provider):
    """The acts of the focused pane and of the screen, read from their bindings; behind them those of other panes."""

    async def discover(self) -> Hits:
        """Every act, when nothing is typed yet."""
        for act in self._here():
            yield DiscoveryHit(_name(act), lambda act=act: self._do(act), help=act.tooltip)

    async def search(self, query: str) -> Hits:
        """The acts whose name or explanation fits."""
        matcher = self.matcher(query)
        for act in self._here():
            told = f"{_name(act)}  {act.tooltip}"
            if (score := matcher.match(told)) > 0:
                yield Hit(score, matcher.highlight(_name(act)), lambda act=act: self._do(act), help=act.tooltip)

    def _here(self) -> Iterator[Act]:
        bound = self._bound()
        yield from (act for act in acts() if act.id in bound)
        yield from (act for act in acts() if act.id not in bound and self._pane(act))

    def _bound(self) -> dict[str | None, ActiveBinding]:
        """By their acts, the keys that do something where the focus is."""
        return {one.binding.id: one for one in self.screen.active_bindings.values() if one.enabled}

    def _pane(self, act: Act) -> Widget | None:
        """The pane beside the focused one that does it."""
        beside = self.screen.query(f"#{act.pane}") if act.pane in AMID_READING else None
        return beside.first() if beside else None

    async def _do(self, act: Act) -> None:
        if active := self._bound().get(act.id):
            await self.app.run_action(active.binding.action, active.node)
        elif pane := self._pane(act):
            self.screen.set_focus(pane)
            await self.app.run_action(act.action, pane)


def _name(act: Act) -> str:
    return f"{act.description}  ({shown_keys(act)})"
