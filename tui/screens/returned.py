"""At the start: what was said goes along to articles that came back changed, and it is told."""

from collections.abc import Iterable, Sequence, Sized

from tui.keys import key_of
from tui.model.annotation import Annotation
from tui.model.counting import counted
from tui.model.returning import Return, bring_back, returns
from tui.model.succession import successors
from tui.screens.workspace import Workspace


def brought_back(workspace: Workspace) -> str:
    """Take what was said to where it stands now; returns what there is to tell, in a line, or nothing.

    A notebook that cannot be written stays as it is. What is not shown is not counted.
    """
    notebook, read_only = workspace.notebook, workspace.file.read_only

    def count(annotations: Iterable[Annotation]) -> int:
        return sum(map(workspace.is_shown, annotations))

    returned = returns(notebook, successors(notebook, workspace.library))
    if not read_only:
        bring_back(notebook, returned)
    waiting = sum(count(said for said, _ in one.moves) for one in returned) if read_only else 0
    orphans = sum(count(one.orphans) for one in returned)
    not_open = workspace.elsewhere - orphans - waiting
    new = [one for one in returned if one.is_new and one.is_told]
    lost = sum(count(one.orphans) for one in new)
    found = sum(count(said for said, _ in one.moves) for one in new)
    told = [_news(new, found, lost, read_only)] if new else []
    rest = [
        (orphans - lost, "not found again in articles that changed"),
        (not_open, "on articles that are not open"),
    ]
    if parts := [f"{counted(number, 'annotation')} {what}" for number, what in rest if number]:
        told.append(f"{', '.join(parts)}.")
    if orphans + not_open:
        told.append(f"{key_of('reading.orphans')} shows {_it(range(orphans + not_open))}.")
    return " ".join(told)


def _news(new: Sequence[Return], found: int, lost: int, read_only: bool) -> str:
    how = "changed" if any(one.changed for one in new) else "under another name"
    came_back = f"{counted(len(new), 'article')} came back {how}"
    if read_only:
        return f"{came_back}: what was said about {_it(new)} is not shown, for the notebook is read-only here."
    parts = []
    if done := [one for one in new if one.changed and one.reading and one.reading.done]:
        parts.append("it is still marked done" if len(new) == 1 else f"{len(done):,} still marked done")
    if found:
        parts.append(f"{counted(found, 'annotation')} {_was(found)} found again")
    if lost:
        parts.append(f"{lost:,} {_was(lost)} not" if found else f"{counted(lost, 'annotation')} {_was(lost)} not found")
    return f"{came_back}{': ' if parts else ''}{', '.join(parts)}."


def _it(things: Sized) -> str:
    return "it" if len(things) == 1 else "them"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
