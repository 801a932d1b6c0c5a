"""Two articles of the workspace beside each other, as values: what is told above them, and which words differ."""

from functools import lru_cache

from textual.content import Content

from tui.model.alignment import Alignment, Side
from tui.model.article import Article
from tui.model.precedence import before, published_in
from tui.model.sentences import Span
from tui.model.shared import Kind
from tui.model.spans import share_of, words_outside
from tui.screens.wording import told_apart
from tui.screens.workspace import Workspace
from tui.widgets.cutting import drawable
from tui.widgets.page import headings, runs_on
from tui.widgets.two_texts import ONLY, TextShown

REMEMBERED = 4096
"""Sentences whose differing words are kept; a screen shows a hundred."""


class TwoArticles:
    """Made anew when something else is shared; what is said about the articles is looked up each time."""

    def __init__(self, workspace: Workspace, left: Article, right: Article) -> None:
        self._workspace = workspace
        self.articles = (left, right)
        copies = workspace.copies.between(left.id, right.id)
        self.alignment = Alignment(workspace.sentences(left), workspace.sentences(right), copies)
        self.changed = lru_cache(maxsize=REMEMBERED)(self._changed)
        """The stretches of a shared sentence whose words do not stand in the other article's counterparts."""

    def shown(self, side: Side) -> TextShown:
        """One of them, as it is to be shown."""
        article = self.articles[side]
        facts = [self.published[side], self.earlier(side), article.provenance]
        all_of_it = len(self.alignment.sentences[side])
        share = f"{self.share(side):.0%} shared · {ONLY} {self.alignment.only(side)} of {all_of_it} only here"
        return TextShown(
            title=article.title,
            facts=(" · ".join(fact for fact in facts if fact), share),
            text=article.text,
            sentences=self.alignment.sentences[side],
            annotations=self._workspace.annotation_marks(article),
            headings=headings(self._workspace.page(article)),
            spaced=runs_on(article.text),
        )

    @property
    def published(self) -> tuple[str, str]:
        """When each was, so that it can be seen which was first."""
        left, right = self.articles
        return told_apart(left.published, right.published)

    def share(self, side: Side) -> float:
        """How much of one's text stands in the other one too, 0..1."""
        here, there = self.articles[side], self.articles[side.other]
        return share_of(here.text, self._workspace.copies.spans_with(here.id, there.id))

    def told(self, side: Side, sentence: int) -> str:
        """How a sentence stands to the other article, in words."""
        match = self.alignment.match(side, sentence)
        if not match:
            return f"{ONLY} only here"
        closest = self.alignment.copies_at(side, sentence)[0]
        kind = closest.kind.value if closest.kind is Kind.VERBATIM else f"{closest.kind.value} {closest.score:.0%}"
        here, there = (len(match.sentences[one]) for one in (side, side.other))
        joined = f"{here} sentence{'s' * (here > 1)} here, {there} there" if (here, there) != (1, 1) else ""
        facts = [f"{match.number} {kind}", "figures differ" if closest.figures_differ else "", joined]
        return " · ".join(fact for fact in facts if fact)

    def annotations_told(self, side: Side, sentence: int) -> Content:
        """The labels and notes of a sentence, on one line."""
        notebook = self._workspace.notebook
        parts = []
        for one in self._workspace.annotations(self.articles[side], sentence):
            label = notebook.codebook.by_id(one.label)
            name = f"{notebook.codebook.mark(label.id)} {label.name}" if label else "✎"
            parts.append(Content.assemble("   ", (drawable(name), "bold"), (f" {drawable(one.note)}", "$quiet")))
        return Content("").join(parts)

    def earlier(self, side: Side) -> str:
        """How one's being the earlier of the two is told; empty when it is not, or when that is not known.

        It is not called first seen: that is who, of all articles, had a sentence first.
        """
        here, there = published_in(self.articles[side]), published_in(self.articles[side.other])
        if not here or not there or before(there, here):
            return ""
        return "the earlier" if before(here, there) else "dates tie"

    def _changed(self, side: Side, sentence: int) -> tuple[Span, ...]:
        from tui.sharing.comparison import compare_passages

        left, right = self.articles
        kept: list[Span] = []
        for copy in self.alignment.copies_at(side, sentence):
            found = compare_passages(left, copy.here, right, copy.there)
            kept += (found.kept_a, found.kept_b)[side]
        return words_outside(self.articles[side].text, self.alignment.sentences[side][sentence], kept)
