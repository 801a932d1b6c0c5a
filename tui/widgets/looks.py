"""How a piece of an article looks on which several things lie: one style, painted from all of theirs."""

from collections.abc import Iterable
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from tui.contrast import readable
from tui.widgets.ink import is_plain


def joined(segments: Iterable[Segment]) -> list[Segment]:
    """The same cells in as few pieces as can be: all that follows handles each, many times over.

    The ink of a blank is not seen, so on the same ground it goes along with what stands beside it.
    """
    pieces: list[Segment] = []
    for text, style, _ in segments:
        if pieces and (before := pieces[-1]).style == style:
            pieces[-1] = Segment(before.text + text, style)
        elif pieces and _same_ground(pieces[-1].style, style) and (text.isspace() or pieces[-1].text.isspace()):
            before = pieces[-1]
            pieces[-1] = Segment(before.text + text, before.style if text.isspace() else style)
        elif text:
            pieces.append(Segment(text, style))
    return pieces


@lru_cache(1024)
def _same_ground(one: Style | None, other: Style | None) -> bool:
    """Whether blanks look the same in both."""
    if one is None or other is None or (one.bgcolor, one.without_color) != (other.bgcolor, other.without_color):
        return False
    return not (one.underline or one.underline2 or one.reverse or one.strike)


class Looks:
    """How a widget's component classes look, one over the other on its own ground.

    Each is worked out once; Textual does it anew at each repaint. The widget says when they are to be forgotten.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[tuple[str, ...], Style] = {}
        self._inks: dict[str, Style] = {}

    def clear(self) -> None:
        """Forget them: the theme changed, or the focus."""
        self._known.clear()
        self._inks.clear()

    def __call__(self, *names: str) -> Style:
        """The style of these, the topmost last."""
        if (look := self._known.get(names)) is None:
            look = self._known[names] = self.painted(names)
        return look

    def ink(self, name: str) -> Style:
        """The style of one alone, without a ground."""
        if (ink := self._inks.get(name)) is None:
            ink = self._inks[name] = self._widget.get_component_rich_style(name, partial=True)
        return ink

    def painted(self, names: tuple[str, ...]) -> Style:
        """The style of these, worked out."""
        return Style.combine([self._widget.rich_style, *map(self.ink, names)])


class ReaderLooks(Looks):
    """Those of an article's text. Colours of labels lie on it too, and colours that let the ground shine through."""

    def painted(self, names: tuple[str, ...]) -> Style:
        """The style of these; what is no component class is a label's colour."""
        _, _, background, foreground = self._widget.colors
        color, text_style = foreground, Style()
        for name in names:
            if not name.startswith("reader--"):
                color = self._tinted(foreground, background, name, letter=names[0].startswith("reader--letter"))
                continue
            styles = self._widget.get_component_styles(name)
            if styles.has_rule("background"):
                background += styles.background
            if styles.has_rule("auto_color") and styles.auto_color:  # `$text-muted` and the like
                color = background.get_contrast_text(styles.color.a)
            elif styles.has_rule("color"):
                color = styles.color
            text_style += styles.text_style
        ink = background + color
        if not self._widget.app.native_ansi_color:  # of those nobody knows how far they are apart
            ink = readable(ink.hex6, background)  # one ground over another can be too much for what is on both
        return Style.from_color(ink.rich_color, background.rich_color) + text_style

    def _tinted(self, foreground: Color, background: Color, label: str, letter: bool) -> Color:
        """A label's colour: for its letter as it is, for the text half of it, and legible in either case."""
        if is_plain(self._widget):
            return foreground
        color = readable(label, background)
        return color if letter else foreground.blend(color, 0.5)
