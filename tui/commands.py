"""The command palette: every act that a key does where the cursor is, found by name."""

from collections.abc import Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.keys import Act, acts, shown_keys


class Acts(Provider):
    """The acts of the focused pane and of the screen, read from their bindings."""

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
        bound = {active.binding.id for active in self.screen.active_bindings.values() if active.enabled}
        return (act for act in acts() if act.id in bound)

    async def _do(self, act: Act) -> None:
        active = next(one for one in self.screen.active_bindings.values() if one.binding.id == act.id)
        await self.app.run_action(active.binding.action, active.node)


def _name(act: Act) -> str:
    return f"{act.description}  ({shown_keys(act)})"
