"""What is open, and what each pane is to show of it: values made from library, sharing and notebook."""

from bisect import bisect_left, bisect_right
from datetime import UTC, datetime
from functools import lru_cache

from tui.model.annotation import Annotation, Scope, Target, target_of
from tui.model.article import Article
from tui.model.copies import Copies, Copy
from tui.model.library import Library
from tui.model.sentences import sentence_spans
from tui.model.shared import Depth, Sharing, narrowed
from tui.screens.wording import differing_words, local_time, long_day, short_day
from tui.settings import AS_AT_FIRST, Settings
from tui.store.database import NotebookFile
from tui.widgets.article_list import Row
from tui.widgets.page import AnnotationMark, Page
from tui.widgets.side_panel import AnnotationShown, Aside, CopyShown

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction: Brysbaert 2019, a meta-analysis of 190 studies."""
COPIES_COMPARED = 40
"""For how many copies the differing words are worked out; beyond, nobody reads them one by one."""
NEVER = datetime.max.replace(tzinfo=UTC)
"""Where an article without a date stands in the order of dates: at the end."""


class Workspace:
    """The library in reading order, its copies, the notebook, and who annotates."""

    def __init__(
        self, library: Library, file: NotebookFile, annotator: str, settings: Settings = AS_AT_FIRST
    ) -> None:
        self.library = library
        self.file = file
        self.notebook = file.notebook
        self.annotator = annotator
        self.settings = settings
        """As they are now: see `PanesScreen.keep`, which changes and remembers them."""
        self._sharing = Sharing()
        self.depth = Depth(settings.depth) if settings.depth in list(Depth) else Depth.RETOLD
        self.copies = Copies()
        self.articles = sorted(library, key=lambda article: article.moment or NEVER)
        """By date; those without one at the end, as they were found."""
        self._places = {article.id: place for place, article in enumerate(self.articles)}
        self.sentences = lru_cache(maxsize=512)(lambda article: sentence_spans(article.text, article.language))
        self._share = lru_cache(maxsize=4096)(self._find_share)

    def take(self, sharing: Sharing) -> None:
        """From now on show what is shared by this."""
        self._sharing = sharing
        self.show_depth(self.depth)

    def show_depth(self, depth: Depth) -> None:
        """From now on count so much as shared."""
        self.depth = depth
        self.copies = Copies(narrowed(self._sharing, depth.kinds))
        self._share.cache_clear()

    def place(self, article_id: str) -> int | None:
        """Where an article stands in the list, or None when it is not open."""
        return self._places.get(article_id)

    @property
    def elsewhere(self) -> int:
        """How many annotations of the notebook are on articles that are not open."""
        return sum(one.target.article not in self._places for one in self.notebook.annotations)

    # What an act is about

    def target(self, article: Article, sentence: int | None) -> Target:
        """The target for one sentence of an article, or for the whole of it."""
        if sentence is None:
            return target_of(article, 0, 0, Scope.ARTICLE)
        return target_of(article, *self.sentences(article)[sentence], Scope.SENTENCE)

    def annotations(self, article: Article, sentence: int | None) -> list[Annotation]:
        """The annotations that touch one sentence, or those on the article as a whole."""
        on_article = self.notebook.on_article(article.id)
        if sentence is None:
            return [one for one in on_article if one.target.scope is Scope.ARTICLE]
        start, end = self.sentences(article)[sentence]
        return [one for one in on_article if one.target.overlaps(start, end)]

    def copies_of(self, article: Article, sentence: int) -> list[Copy]:
        """Where one sentence of an article also stands."""
        return self.copies.of(article.id, *self.sentences(article)[sentence])

    # What the panes show

    def row(self, index: int) -> Row:
        """One article of the list."""
        article = self.articles[index]
        reading = self.notebook.reading(article.id)
        on_article = self.notebook.on_article(article.id)
        about_all = [one for one in on_article if one.target.scope is Scope.ARTICLE and one.label]
        return Row(
            title=article.title,
            source=article.source or article.extra.get("file", ""),
            day=short_day(article.published),
            share=self._share(article.id) if self.copies else None,
            labels=tuple(dict.fromkeys(self._letter(one) for one in about_all)),
            annotations=len(on_article) - len(about_all),
            done=reading.done,
            star=reading.star,
        )

    def page(self, article: Article) -> Page:
        """An article as the reader shows it."""
        minutes = max(1, round(article.words / WORDS_A_MINUTE))
        first_line = article.text.lstrip("# \n").partition("\n")[0].strip()
        # A title that was made of the text's first words says nothing that does not stand right below.
        heading_in_text = first_line == article.title
        is_opening = article.title.endswith("…") and first_line.startswith(article.title.removesuffix("…"))
        facts = [article.source, long_day(article.published), article.author, f"{minutes} min"]
        return Page(
            article_id=article.id,
            title="" if heading_in_text or is_opening else article.title,
            byline=" · ".join(fact for fact in facts if fact),
            text=article.text,
            sentences=self.sentences(article),
            heading_in_text=heading_in_text,
            shared=self.copies.passages(article.id),
            annotations=self.annotation_marks(article),
        )

    def annotation_marks(self, article: Article) -> tuple[AnnotationMark, ...]:
        """What is annotated in an article, for the reader."""
        return tuple(
            AnnotationMark(
                one.target.start,
                one.target.end,
                *self._letter(one),
                sentence=one.target.scope is Scope.SENTENCE,
                labelled=bool(one.label),
            )
            for one in self.notebook.on_article(article.id)
            if one.target.scope is not Scope.ARTICLE
        )

    def aside(self, article: Article, sentence: int | None) -> Aside:
        """What there is to say about one sentence, or about the whole article."""
        copies = [] if sentence is None else self.copies_of(article, sentence)
        return Aside(
            subject="This article" if sentence is None else "This sentence",
            annotations=tuple(self._annotation(one) for one in self.annotations(article, sentence)),
            copies=tuple(self._copy(one, place < COPIES_COMPARED) for place, one in enumerate(copies)),
            articles=len({copy.there.article for copy in copies}),
            library=len(self.library),
            lines=self._about_article(article) if sentence is None else (),
        )

    def labelled(self, article: Article) -> tuple[int, int]:
        """How many sentences of an article carry a label, and how many it has."""
        sentences = self.sentences(article)
        starts, ends = [start for start, _ in sentences], [end for _, end in sentences]
        labelled: set[int] = set()
        for one in self.notebook.on_article(article.id):
            if one.label and one.target.scope is not Scope.ARTICLE:
                labelled.update(range(bisect_right(ends, one.target.start), bisect_left(starts, one.target.end)))
        return len(labelled), len(sentences)

    # Within

    def _find_share(self, article_id: str) -> float:
        article = self.library.by_id(article_id)
        size = sum(end - start for start, end in self.sentences(article)) if article else 0
        return self.copies.covered(article_id) / size if size else 0.0

    def _letter(self, annotation: Annotation) -> tuple[str, str]:
        label = self.notebook.codebook.by_id(annotation.label)
        return (self.notebook.codebook.mark(label.id), label.color) if label else ("✎", "#9aa0aa")

    def _annotation(self, annotation: Annotation) -> AnnotationShown:
        letter, color = self._letter(annotation)
        return AnnotationShown(
            letter=letter,
            color=color,
            label=self.notebook.label_name(annotation),
            annotator=annotation.annotator,
            when=local_time(annotation.modified),
            note=annotation.note,
            about=f"“{annotation.target.quote}”" if annotation.target.scope is Scope.SPAN else "",
        )

    def _copy(self, copy: Copy, compared: bool) -> CopyShown:
        here, there = self.library.by_id(copy.here.article), self.library.by_id(copy.there.article)
        assert here is not None and there is not None, "sharing is found in the library's own articles"
        words, gone = differing_words(here, there, copy) if compared else ((), ())
        return CopyShown(
            source=there.source,
            title=there.title,
            day=short_day(there.published),
            kind=copy.kind,
            score=copy.score,
            first_seen="" if not copy.first_seen else "first seen, tied" if copy.tied else "first seen",
            figures_differ=copy.figures_differ,
            words=words,
            gone=gone,
        )

    def _about_article(self, article: Article) -> tuple[str, ...]:
        passages = self.copies.passages(article.id)
        done, all_sentences = self.labelled(article)
        lines = [f"{done} of {all_sentences} sentences labelled"]
        if self.copies:
            lines.append(f"{len(passages)} shared passages, {self._share(article.id):.0%} of the text")
        if article.url:
            lines.append(article.url)
        return tuple(lines)
