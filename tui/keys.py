"""The acts of the program and their keys: the one table that bindings, footer, help and palette are made of.

Textual is not needed to read it, so that `newsreader keys` answers at once.
"""

from dataclasses import dataclass, replace

from tui.model.codebook import STARTER


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person can do with a key."""

    id: str
    """`pane.act`; the part after the dot, underscores for dashes, is the name of the method that does it."""
    keys: str
    """In Textual's names, parted by commas."""
    description: str
    """A word or two, for the footer."""
    tooltip: str
    """A sentence, for help and palette."""
    shown: bool = False
    """Whether the footer has room for it."""

    @property
    def pane(self) -> str:
        """Where the key works: `reading` is everywhere on the main screen."""
        return self.id.partition(".")[0]

    @property
    def action(self) -> str:
        """The name of its action method, without `action_`."""
        return self.id.partition(".")[2].replace("-", "_")


PANES = {
    "reading": "Everywhere",
    "list": "In the list of articles",
    "reader": "In the article",
    "side": "In the side panel",
    "codebook": "In the code book",
}
"""The panes with keys of their own, and their headings in help."""

ACTS = (
    # Movement that means the same in every pane; each pane does it in its own way.
    *(
        act
        for pane, one in (("list", "article"), ("reader", "sentence"), ("side", "copy"))
        for act in (
            Act(f"{pane}.next", "j,down", "Next", f"Go to the next {one}."),
            Act(f"{pane}.previous", "k,up", "Previous", f"Go to the previous {one}."),
            Act(f"{pane}.top", "g,home", "Top", f"Go to the first {one}."),
            Act(f"{pane}.bottom", "G,end", "Bottom", f"Go to the last {one}."),
            Act(f"{pane}.page-down", "space,pagedown,ctrl+f", "Page down", "Go a page down."),
            Act(f"{pane}.page-up", "b,pageup,ctrl+b", "Page up", "Go a page up."),
            Act(f"{pane}.half-page-down", "ctrl+d", "Half page down", "Go half a page down."),
            Act(f"{pane}.half-page-up", "ctrl+u", "Half page up", "Go half a page up."),
        )
    ),
    Act("list.into", "l,right,enter", "Read", "Read the article under the cursor.", shown=True),
    Act(
        "reader.next-shared",
        "right_square_bracket",
        "Next shared",
        "Go to the next shared sentence.",
        shown=True,
    ),
    Act(
        "reader.previous-shared",
        "left_square_bracket",
        "Previous shared",
        "Go to the previous shared sentence.",
    ),
    Act(
        "reader.next-unlabelled",
        "right_curly_bracket",
        "Next unlabelled",
        "Go to the next sentence without a label.",
    ),
    Act(
        "reader.previous-unlabelled",
        "left_curly_bracket",
        "Previous unlabelled",
        "Go to the previous sentence without a label.",
    ),
    Act(
        "reader.into",
        "l,right,enter",
        "Copies",
        "Go to the places where this sentence also stands.",
        shown=True,
    ),
    Act(
        "side.into",
        "l,right,enter",
        "Follow",
        "Open the article at this copy; escape comes back.",
        shown=True,
    ),
    Act(
        "reading.step-depth",
        "s",
        "Shared",
        "Change how much counts as shared: exact copies, edited, quotations, retold.",
    ),
    Act("reading.next-article", "J", "Next article", "Go to the next article, from any pane."),
    Act("reading.previous-article", "K", "Previous article", "Go to the previous article, from any pane."),
    Act("reading.out", "h,left,escape", "Back", "Back: to where a copy was followed from, or one pane out."),
    Act("reading.next-pane", "tab", "Next pane", "Go to the next pane."),
    Act("reading.previous-pane", "shift+tab", "Previous pane", "Go to the previous pane."),
    Act(
        "reading.pick-label",
        "t",
        "Label …",
        "Put any label here: type its key or a few letters of its name.",
        shown=True,
    ),
    Act("reading.repeat-label", "full_stop", "Same label", "Put the last label here again."),
    Act("reading.write-note", "a", "Note", "Write a note on this sentence or article.", shown=True),
    Act("reading.remove", "x", "Remove", "Remove your annotations here."),
    Act("reading.undo", "u,ctrl+z", "Undo", "Take back the last change, wherever it was.", shown=True),
    Act("reading.redo", "ctrl+r", "Redo", "Do again what was taken back."),
    Act("reading.toggle-done", "m", "Done", "Mark the article done, or not done."),
    Act("reading.toggle-star", "asterisk", "Star", "Star the article, or take the star away."),
    Act(
        "reading.search",
        "slash",
        "Search",
        "Search in the article's text; with the list focused, in all titles.",
        shown=True,
    ),
    Act("reading.next-hit", "n", "Next hit", "Go to the next place where the searched words stand."),
    Act(
        "reading.previous-hit",
        "N",
        "Previous hit",
        "Go to the previous place where the searched words stand.",
    ),
    Act("reading.edit-codebook", "L", "Labels", "Add, rename and recolour labels."),
    Act("reading.export", "e", "Export", "Write all annotations to a JSON file.", shown=True),
    Act("reading.help", "question_mark,f1", "Help", "Show or hide every key.", shown=True),
    Act("reading.palette", "ctrl+p", "Palette", "Find any act by its name."),
    Act("codebook.next", "j", "Next", "Go to the next label."),
    Act("codebook.previous", "k", "Previous", "Go to the previous label."),
    Act("codebook.add", "a", "Add", "Add a label."),
    Act("codebook.rename", "r", "Rename", "Rename the label; what carries it follows."),
    Act("codebook.recolour", "c", "Colour", "Give the label the next colour."),
    Act("codebook.key", "s", "Shortcut", "Give the label another key."),
    Act("codebook.define", "d", "Definition", "Say what the label means."),
    Act("codebook.undo", "u,ctrl+z", "Undo", "Take back the last change to a label."),
    Act("codebook.out", "escape,q,h", "Back", "Back to reading."),
    Act("reading.quit", "q", "Quit", "Leave the program; from the side panel or a copy, step back first.", shown=True),
)
"""Every act, in the order in which help shows them."""

LABEL_KEYS = ("1 … 9 0", "Put the label of that key here, and go on to the next.")
"""How help names the keys that are no act's: the labels' own, from the code book."""


def acts_of(pane: str) -> tuple[Act, ...]:
    """The acts whose keys work in a pane."""
    return tuple(act for act in ACTS if act.pane == pane)


_SHOWN_AS = {
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "full_stop": ".",
    "asterisk": "*",
    "slash": "/",
    "question_mark": "?",
    "down": "↓",
    "up": "↑",
    "right": "→",
    "left": "←",
    "pagedown": "page down",
    "pageup": "page up",
}


def shown_keys(act: Act) -> str:
    """An act's keys as a person reads them: `] [`, `↓`, `ctrl+r`."""
    return " ".join(_SHOWN_AS.get(key, key) for key in act.keys.split(","))


def keys_text() -> str:
    """The keys of each pane and what they do, as aligned plain text."""
    groups = _keys_by_pane()
    width = max(len(", ".join(keys)) for rows in groups.values() for keys, _ in rows)
    return "\n".join(
        f"{heading}\n" + "".join(f"  {', '.join(keys):{width}}  {act}\n" for keys, act in rows)
        for heading, rows in groups.items()
    )


def keys_markdown() -> str:
    """The same as tables in Markdown, as the README has them."""
    return "\n".join(
        f"| {heading} | |\n| --- | --- |\n"
        + "".join(f"| {' '.join(f'`{key}`' for key in keys)} | {act} |\n" for keys, act in rows)
        for heading, rows in _keys_by_pane().items()
    )


def _keys_by_pane() -> dict[str, list[tuple[list[str], str]]]:
    groups = {
        heading: [
            ([shown_keys(replace(act, keys=key)) for key in act.keys.split(",")], act.tooltip) for act in acts_of(pane)
        ]
        for pane, heading in PANES.items()
    }
    groups["Labels of a new notebook"] = [([label.key], f"{label.name}: {label.definition}") for label in STARTER]
    return groups
