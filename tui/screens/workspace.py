"""What is open, and what each pane is to show of it: values made from library, sharing and notebook."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from tui.importers.opening import Opening
from tui.model.annotation import Annotation, Scope, Target, target_of
from tui.model.article import Article
from tui.model.codebook import CodeBook, Label
from tui.model.copies import Copies, Copy
from tui.model.coverage import Coverage, DistinctSentences
from tui.model.ledger import Step
from tui.model.library import Library
from tui.model.ordering import by_date
from tui.model.sentences import sentence_spans
from tui.model.shared import Depth, Passage, SharedPair, Sharing, narrowed
from tui.screens.wording import differing_words, local_time, long_day, off_utc, short_day
from tui.settings import AS_AT_FIRST, Settings
from tui.store.database import NotebookFile
from tui.widgets.article_list import Heading, Row
from tui.widgets.page import AnnotationMark, Page
from tui.widgets.side_panel import AnnotationShown, Aside, CopyShown

COPIES_COMPARED = 40
"""For how many copies the differing words are worked out; beyond, nobody reads them one by one."""
RECENT = 5
"""How many of the labels used last are told."""
NEWEST = 200
"""Annotations that are looked through for these when the notebook was opened anew."""
AT_A_GLANCE = 5
"""Copies that are told while one only passes by: no panel has room for more."""


class Workspace:
    """The library in reading order, its copies, the notebook, and who annotates."""

    def __init__(
        self,
        library: Library,
        file: NotebookFile,
        annotator: str,
        settings: Settings = AS_AT_FIRST,
        opening: Opening | None = None,
    ) -> None:
        self.library = library
        """The articles that were read so far."""
        self.opening = opening
        """What reads those that are still missing; None when all are here."""
        self.file = file
        self.notebook = file.notebook
        self.annotator = annotator
        self.settings = settings
        """As they are now: see `PanesScreen.keep`, which changes and remembers them."""
        self.chosen = ""
        """The id of the annotation that acts are about, where it is one of several; or empty."""
        self.make_way: Callable[[], None] = lambda: None
        """Has what goes on behind the screen stand still for a moment, while a key is answered."""
        self._sharing = Sharing()
        self.depth = Depth(settings.depth) if settings.depth in list(Depth) else Depth.RETOLD
        self.copies = Copies()
        self.articles: Sequence[Article] = by_date(library)
        """Those in the list, in its order: at first all, by date."""
        self._places: Mapping[str, int] = {article.id: place for place, article in enumerate(self.articles)}
        self.headings: Sequence[Heading] = ()
        self._guest = ""
        self.sentences = lru_cache(maxsize=512)(lambda article: sentence_spans(article.text, article.language))
        self.share = lru_cache(maxsize=None)(self._find_share)
        """How much of an article, by its id, stands elsewhere too, 0..1."""
        self._recent: list[str] = []
        """The ids of the labels used, the last first."""
        self._marks: dict[str, tuple[Annotation, CodeBook, AnnotationMark]] = {}
        self.coverage: Coverage | None = None
        """Which of the library's distinct sentences are labelled; None while it is not known what is shared."""
        self._coverage_of_one: Coverage | None = None
        """The same for one article alone, until then."""
        self.notebook.listen(self._follow)

    def take(self, sharing: Sharing, made: tuple[Depth, Copies] | None = None) -> None:
        """From now on show what is shared by this; `made` are its copies, when another thread has made them."""
        self._sharing = sharing
        self._show_copies(made[1] if made and made[0] is self.depth else self.copies_by(sharing, self.depth))

    def show_depth(self, depth: Depth) -> None:
        """From now on count so much as shared."""
        self.depth = depth
        self._show_copies(self.copies_by(self._sharing, depth))

    def copies_by(self, sharing: Sharing, depth: Depth) -> Copies:
        """The copies that there are by so much of it. Changes nothing: a thread may do it, for it takes a while."""
        return Copies(narrowed(sharing, depth.kinds), self._compared)

    def _show_copies(self, copies: Copies) -> None:
        self.copies = copies
        self.share.cache_clear()

    def _compared(self, here: Passage, others: Sequence[Passage]) -> list[SharedPair]:
        from tui.sharing.unpaired import pairs_with

        return pairs_with(self.library, here, others)

    def place(self, article_id: str) -> int | None:
        """Where an article stands in the list, or None when it is not in it."""
        return self._places.get(article_id)

    def list_only(
        self, articles: Sequence[Article], places: Mapping[str, int], headings: Sequence[Heading], guest: str
    ) -> None:
        """From now on have these in the list, in this order, under these headings. See `listing`, which makes them.

        `places` are theirs by id; `guest` is the id of the one that is there though it is not in the filter, or empty.
        """
        self.articles, self._places, self.headings, self._guest = articles, places, headings, guest

    @property
    def elsewhere(self) -> int:
        """How many annotations of the notebook are on articles that are not open."""
        return sum(len(self.on_article(one)) for one in self.notebook.annotated if self.library.by_id(one) is None)

    # Whose annotations are shown

    @property
    def blind(self) -> bool:
        """Whether only this annotator's own are."""
        return self.settings.blind

    def on_article(self, article_id: str) -> Sequence[Annotation]:
        """The annotations on one article that are shown, in the order of the text."""
        on_article = self.notebook.on_article(article_id)
        return [one for one in on_article if self.is_shown(one)] if self.blind else on_article

    def is_shown(self, annotation: Annotation) -> bool:
        """Whether an annotation is."""
        return not self.blind or annotation.annotator == self.annotator

    # How far the whole library is

    def count(self, sentences: DistinctSentences) -> None:
        """From now on know which of these sentences are labelled."""
        self.coverage = Coverage(sentences, filter(self.is_shown, self.notebook.annotations))
        self._coverage_of_one = None

    def recount(self) -> None:
        """Count anew, when others' annotations are to count, or no longer."""
        self._coverage_of_one = None
        if self.coverage:
            self.count(self.coverage.sentences)

    def _follow(self, step: Step) -> None:
        known = self.coverage or self._coverage_of_one
        if known is None:
            return
        for change in step.applied:
            if isinstance(change.before, Annotation) and self.is_shown(change.before):
                known.remove(change.before)
            if isinstance(change.after, Annotation) and self.is_shown(change.after):
                known.add(change.after)

    @property
    def library_told(self) -> str:
        """How many distinct sentences of the library are labelled, in words; empty while that is not known."""
        known = self.coverage
        return f"library: {known.distinct:,} of {known.sentences.distinct:,} distinct" if known else ""

    def next_new(self, article: Article, sentence: int, step: int) -> tuple[Article, int] | None:
        """The next sentence, or the previous, here and in the list, that is labelled in no article: and its offset."""
        place = self._places.get(article.id)
        articles = self.articles if place is not None else [article, *self.articles]
        found = self.coverage and self.coverage.next_new([one.id for one in articles], place or 0, sentence, step)
        if not found:
            return None
        there = articles[found[0]]
        return there, self.sentences(there)[found[1]][0]

    # What an act is about

    def target(self, article: Article, sentence: int | None) -> Target:
        """The target for one sentence of an article, or for the whole of it."""
        if sentence is None:
            return target_of(article, 0, 0, Scope.ARTICLE)
        return target_of(article, *self.sentences(article)[sentence], Scope.SENTENCE)

    # Which labels are used

    def used(self, label: Label) -> None:
        """From now on know of a label that it was used last."""
        self._recent = [label.id, *(one for one in self._recent if one != label.id)]

    @property
    def recent_labels(self) -> list[Label]:
        """The labels used last, the last first; before any was, those of this annotator's newest annotations."""
        if not self._recent:
            mine = (one for one in reversed(self.notebook.annotations) if one.annotator == self.annotator)
            self._recent = list(dict.fromkeys(one.label for one in islice(mine, NEWEST)))
        return [label for one in self._recent if (label := self.notebook.codebook.by_id(one))][:RECENT]

    def annotations(self, article: Article, sentence: int | None) -> list[Annotation]:
        """The annotations that touch one sentence, or those on the article as a whole."""
        on_article = self.on_article(article.id)
        if sentence is None:
            begun = bisect_left(on_article, 1, key=_start)  # the whole article is a span of none, at its start
            return [one for one in on_article[:begun] if one.target.scope is Scope.ARTICLE]
        start, end = self.sentences(article)[sentence]
        begun = bisect_left(on_article, end, key=_start)
        return [one for one in on_article[:begun] if one.target.end > start]

    def copies_of(self, article: Article, sentence: int) -> list[Copy]:
        """Where one sentence of an article also stands."""
        return self.copies.of(article.id, *self.sentences(article)[sentence])

    # What the panes show

    def row(self, index: int) -> Row:
        """One article of the list."""
        article = self.articles[index]
        reading = self.notebook.reading(article.id)
        on_article = self.on_article(article.id)
        about_all = [one for one in self.annotations(article, None) if one.label]
        return Row(
            title=article.title,
            source=article.provenance,
            day=short_day(article.published),
            share=self.share(article.id) if self.copies else None,
            labels=tuple(dict.fromkeys(self._letter(one) for one in about_all)),
            annotations=len(on_article) - len(about_all),
            done=reading.done,
            star=reading.star,
            outside=article.id == self._guest,
        )

    def page(self, article: Article) -> Page:
        """An article as the reader shows it."""
        minutes = max(1, round(article.minutes))
        first_line = article.text.lstrip("# \n").partition("\n")[0].strip()
        # A title that was made of the text's first words says nothing that does not stand right below.
        heading_in_text = first_line == article.title
        is_opening = article.title.endswith("…") and first_line.startswith(article.title.removesuffix("…"))
        facts = [article.provenance, long_day(article.published), article.author, f"{minutes} min"]
        return Page(
            article_id=article.id,
            title="" if heading_in_text or is_opening else article.title,
            byline=" · ".join(fact for fact in facts if fact),
            text=article.text,
            sentences=self.sentences(article),
            heading_in_text=heading_in_text,
            shared=self.copies.passages(article.id),
            url=article.url.removeprefix("https://").removeprefix("http://"),
            annotations=self.annotation_marks(article),
        )

    def annotation_marks(self, article: Article) -> tuple[AnnotationMark, ...]:
        """What is annotated in an article, for the reader."""
        on_article = self.on_article(article.id)
        return tuple(self._mark(one) for one in on_article if one.target.scope is not Scope.ARTICLE)

    def changed_marks(self, article: Article, step: Step) -> tuple[list[AnnotationMark], list[AnnotationMark]]:
        """Of an article's annotations as the reader shows them, those that a step took away and those it brought."""
        gone, came = (
            [
                self._mark(one)
                for one in sides
                if isinstance(one, Annotation)
                and one.target.article == article.id
                and one.target.scope is not Scope.ARTICLE
                and self.is_shown(one)
            ]
            for sides in ([change.before for change in step.applied], [change.after for change in step.applied])
        )
        return gone, came

    def aside(self, article: Article, sentence: int | None, *, all_of_it: bool = True) -> Aside:
        """What there is to say about one sentence, or about the whole article; unless asked, not of every copy."""
        copies = [] if sentence is None else self.copies_of(article, sentence)
        shown = len(copies) if all_of_it else AT_A_GLANCE
        return Aside(
            subject="This article" if sentence is None else "This sentence",
            annotations=tuple(self._annotation(one) for one in self.annotations(article, sentence)),
            copies=tuple(self._copy(one, place < COPIES_COMPARED) for place, one in enumerate(copies[:shown])),
            more=max(0, len(copies) - shown),
            articles=len({copy.there.article for copy in copies}),
            library=len(self.library),
            lines=self._about_article(article) if sentence is None else (),
            url=article.url if sentence is None else "",
        )

    def labelled(self, article: Article) -> tuple[int, int]:
        """How many sentences of an article carry a label, and how many it has."""
        known = self.coverage or self._coverage_of_one
        if known is None or not known.sentences.of(article.id):
            known = Coverage(DistinctSentences([article], self.sentences, Sharing()), self.on_article(article.id))
            self._coverage_of_one = known
        return known.labelled_on(article.id), len(self.sentences(article))

    # Within

    def _find_share(self, article_id: str) -> float:
        article = self.library.by_id(article_id)
        return self.copies.share(article) if article else 0.0

    def _mark(self, annotation: Annotation) -> AnnotationMark:
        """Kept from before: at a change all but one of an article's thousands are what they were."""
        book = self.notebook.codebook
        known = self._marks.get(annotation.id)
        if known is None or known[0] is not annotation or known[1] is not book:
            mark = AnnotationMark(
                annotation.target.start,
                annotation.target.end,
                *self._letter(annotation),
                sentence=annotation.target.scope is Scope.SENTENCE,
                labelled=bool(annotation.label),
                mine=annotation.annotator == self.annotator,
            )
            known = self._marks[annotation.id] = annotation, book, mark
        return known[2]

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
            mine=annotation.annotator == self.annotator,
            attributes=", ".join(f"{name} {value}" for name, value in annotation.attributes.items()),
            chosen=annotation.id == self.chosen,
            origin=self._origin(annotation),
        )

    def _origin(self, annotation: Annotation) -> str:
        """The article from which a label was copied, by source or title."""
        origin = self.notebook.by_id(annotation.origin)
        article = self.library.by_id(origin.target.article) if origin else None
        return (article.source or article.title) if article else "another article" if annotation.origin else ""

    def _copy(self, copy: Copy, compared: bool) -> CopyShown:
        here, there = self.library.by_id(copy.here.article), self.library.by_id(copy.there.article)
        assert here is not None and there is not None, "sharing is found in the library's own articles"
        words, gone = differing_words(here, copy.here, there, copy.there) if compared else ((), ())
        return CopyShown(
            source=there.source,
            title=there.title,
            day=short_day(there.published) + off_utc(there.published),
            kind=copy.kind,
            score=copy.score,
            first_seen="" if not copy.first_seen else "first seen, tied" if copy.tied else "first seen",
            figures_differ=copy.figures_differ,
            words=words,
            gone=gone,
            place=(there.id, copy.there.start),
        )

    def _about_article(self, article: Article) -> tuple[str, ...]:
        passages = self.copies.passages(article.id)
        done, all_sentences = self.labelled(article)
        lines = [f"{done} of {all_sentences} sentences labelled"]
        if self.coverage:
            lines.append(f"{self.library_told}, {self.coverage.share:.0%} of the text")
        if self.copies:
            lines.append(f"{len(passages)} shared passages, {self.share(article.id):.0%} of the text")
        return tuple(lines)


def _start(annotation: Annotation) -> int:
    return annotation.target.start
