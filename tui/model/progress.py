"""How far the annotation of a library has come, in figures."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui.model.article import Article
from tui.model.coverage import DistinctSentences
from tui.model.library import Library
from tui.model.notebook import Notebook
from tui.model.sentences import Span
from tui.model.shared import Sharing


@dataclass(frozen=True, slots=True)
class Tally:
    """What was said with one label, or by one annotator."""

    name: str
    """The label's, or the annotator's."""
    annotations: int
    distinct: int
    """How many distinct sentences are labelled so."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the annotation of a library has come. Annotations on articles that are not in it count only as such."""

    articles: int
    annotated: int
    """On how many articles there are annotations."""
    done: int
    starred: int
    sentences: int
    labelled: int
    """How many sentences a label lies on."""
    distinct: int
    """How many distinct sentences there are: see `DistinctSentences`."""
    distinct_labelled: int
    characters: int
    """Code points of all sentences."""
    covered: int
    """Code points of the labelled sentences and their copies."""
    annotations: int
    notes: int
    elsewhere: int
    """How many annotations are on articles that are not in the library."""
    labels: tuple[Tally, ...]
    """Each of the code book, in its order; a retired one when it stands anywhere."""
    annotators: tuple[Tally, ...]
    """By name; of notes alone they have annotations, too."""

    @property
    def coverage(self) -> float:
        """How much of the library's text is covered, 0..1."""
        return self.covered / self.characters if self.characters else 0.0


def progress_of(
    library: Library, sentences: Callable[[Article], Sequence[Span]], sharing: Sharing, notebook: Notebook
) -> Progress:
    """How far a notebook has come with a library, whose articles have these sentences and share this."""
    known = DistinctSentences(library, sentences, sharing)
    annotations = notebook.annotations
    here = [one for one in annotations if library.by_id(one.target.article)]
    labelled: set[int] = set()
    by_label, by_annotator = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
    for one in here:
        places = known.touched(one.target) if one.label else ()
        distinct = [known.first[place] for place in places]
        labelled.update(places)
        by_label[one.label].update(distinct)
        by_annotator[one.annotator].update(distinct)
    with_label, with_annotator = Counter(one.label for one in here), Counter(one.annotator for one in here)
    distinct_labelled = set[int]().union(*by_label.values())
    readings = [one for one in notebook.readings if library.by_id(one.id)]
    labels = [one for one in notebook.codebook.labels if not one.retired or one.id in with_label]
    return Progress(
        articles=len(library),
        annotated=len({one.target.article for one in here}),
        done=sum(one.done for one in readings),
        starred=sum(one.star for one in readings),
        sentences=len(known),
        labelled=len(labelled),
        distinct=known.distinct,
        distinct_labelled=len(distinct_labelled),
        characters=known.characters,
        covered=sum(known.sizes[first] for first in distinct_labelled),
        annotations=len(here),
        notes=sum(bool(one.note) for one in here),
        elsewhere=len(annotations) - len(here),
        labels=tuple(Tally(one.name, with_label[one.id], len(by_label[one.id])) for one in labels),
        annotators=tuple(Tally(one, with_annotator[one], len(by_annotator[one])) for one in sorted(with_annotator)),
    )
