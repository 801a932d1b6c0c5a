"""Splitting a label: going through the annotations that carry it, deciding of each whether it takes another."""

from collections.abc import Sequence

from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.notebook import Notebook


class Splitting:
    """Annotations in order, and how far one has come with them.

    What takes the other label is the notebook's to know, as a change for each; what stays is only remembered here.
    """

    def __init__(self, notebook: Notebook, annotations: Sequence[Annotation], label: str, other: str) -> None:
        self._notebook = notebook
        self._ids = [one.id for one in annotations]
        self._label, self._other = label, other
        self._stays: set[str] = set()
        self.place = 0
        """Which of them is to be decided now."""

    def __len__(self) -> int:
        """How many there are."""
        return len(self._ids)

    @property
    def current(self) -> Annotation | None:
        """The annotation to decide about; None when it is gone, for its annotator had the other label there."""
        return self._notebook.by_id(self._ids[self.place]) if self._ids else None

    @property
    def staying(self) -> int:
        """How many were decided to stay."""
        return sum(self._decided(one) is False for one in self._ids)

    @property
    def taking(self) -> int:
        """How many took the other label."""
        return sum(self._decided(one) is True for one in self._ids)

    @property
    def takes(self) -> bool | None:
        """Whether the current one took the other label; None when it is not decided."""
        return self._decided(self._ids[self.place])

    def decide(self, takes: bool, article: Article | None) -> None:
        """Let the current one take the other label, or keep its own, and go on; raises LabelRefused.

        It is a change of the notebook when its label changes by it.
        """
        annotation = self.current
        wanted = self._notebook.codebook.by_id(self._other if takes else self._label)
        if annotation and wanted:
            if annotation.label != wanted.id:
                self._notebook.relabel([annotation], wanted, article)
            (self._stays.discard if takes else self._stays.add)(annotation.id)
        self.go_on()

    def go_on(self) -> None:
        """Go to the next that is not decided, around; nowhere when all are."""
        following = [*range(self.place + 1, len(self._ids)), *range(self.place)]
        self.place = next((one for one in following if self._decided(self._ids[one]) is None), self.place)

    def go_back(self) -> None:
        """Go to the one before, decided or not."""
        self.place = max(0, self.place - 1)

    def go_to(self, annotation_id: str) -> None:
        """Go to an annotation, if it is one of these; it is to be decided anew."""
        if annotation_id in self._ids:
            self.place = self._ids.index(annotation_id)
            self._stays.discard(annotation_id)

    def _decided(self, annotation_id: str) -> bool | None:
        annotation = self._notebook.by_id(annotation_id)
        if annotation is None or annotation.label == self._other:
            return True
        return False if annotation_id in self._stays else None
