"""A change: its name, and the records it touched as they were before and after."""

from dataclasses import dataclass, replace

from tui.model.annotation import Annotation
from tui.model.codebook import Label
from tui.model.reading import ArticleCard, Meant, Place, Reading

Record = Annotation | Label | Reading | Place | ArticleCard | Meant
"""What a notebook holds. Each has an `id`."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record, before and after: None before it was, None after it is gone."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record as it is after the change, or as it last was."""
        record = self.after or self.before
        if record is None:
            raise ValueError("a record change needs a record")
        return record

    def reversed(self) -> "RecordChange":
        """The change that takes this one back."""
        return RecordChange(before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class Change:
    """One act of a person, however many records it touched. Undone by applying it reversed."""

    id: str
    name: str
    """What was done, as a person would say it: `label Claim`."""
    when: str
    """UTC, ISO 8601."""
    records: tuple[RecordChange, ...]
    article: str = ""
    """The id of the article where it was done, or empty."""
    start: int = 0
    """Where in that article, in code points."""

    def reversed(self) -> "Change":
        """The change that takes this one back."""
        return replace(self, records=tuple(record.reversed() for record in reversed(self.records)))
