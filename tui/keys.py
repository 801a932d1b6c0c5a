"""The acts of the program and their keys: the one table that bindings, footer, help and palette are made of.

Textual is not needed to read it, so that `newsreader keys` answers at once.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from typing import NamedTuple
from unicodedata import lookup

from tui.model.codebook import STARTER


class Act(NamedTuple):
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
    "select": "While selecting words",
    "side": "In the side panel",
    "codebook": "In the code book",
    "splitting": "While splitting a label",
    "copies": "In the copies that labels are offered to",
    "consistency": "Where copies carry different labels",
    "compare": "In the comparison of two articles",
    "overview": "In the overview",
    "orphans": "In what is not found again",
    "settings": "In the settings",
    "concordance": "In what is found in all articles",
}
"""The panes with keys of their own, and their headings in help."""

AMID_READING = ("list", "reader", "side")
"""The panes in which the keys of `reading` work as well; while words are selected, `select` goes first."""

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
        "reader.into",
        "l,right,enter",
        "Copies",
        "Go to the places where this sentence also stands.",
        shown=True,
    ),
    Act("reader.select", "v", "Select", "Select words here, to label or note them alone.", shown=True),
    Act(
        "reader.select-by-letter",
        "V",
        "Select by letter",
        "Give each word of the sentence a letter: type that of the first word, and of the last.",
    ),
    Act("select.word-further", "l,right", "Word on", "Move the edge a word further.", shown=True),
    Act("select.word-back", "h,left", "Word back", "Move the edge a word back."),
    Act("select.character-further", "L,shift+right", "Character on", "Move the edge a character further."),
    Act("select.character-back", "H,shift+left", "Character back", "Move the edge a character back."),
    Act(
        "select.sentence-further",
        "j,down",
        "Sentence end",
        "Move the edge to the end of this sentence, then of the next.",
        shown=True,
    ),
    Act(
        "select.sentence-back",
        "k,up",
        "Sentence start",
        "Move the edge back to the start of this sentence, then of the one before.",
    ),
    Act("select.next-word", "w", "Next word", "Select the next word alone.", shown=True),
    Act("select.previous-word", "b", "Previous word", "Select the previous word alone."),
    Act("select.other-edge", "o", "Other edge", "Move the other edge from now on.", shown=True),
    Act("select.keep", "enter", "Keep", "The selection is right: go on with it.", shown=True),
    Act("select.stop", "v,escape", "Stop", "Stop selecting; nothing is done.", shown=True),
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
        "Change how much counts as shared: exact copies, edited, quotations, retold, worded alike.",
    ),
    Act(
        "reading.next-unlabelled",
        "right_curly_bracket",
        "Next unlabelled",
        "Go to the next sentence without a label.",
    ),
    Act(
        "reading.previous-unlabelled",
        "left_curly_bracket",
        "Previous unlabelled",
        "Go to the previous sentence without a label.",
    ),
    Act(
        "reading.toggle-novelty",
        "W",
        "New first",
        "Skip, among the sentences without a label, those with a labelled copy; or skip none.",
    ),
    Act("reading.toggle-blind", "B", "Blind", "Hide what other annotators did, or show it."),
    Act("reading.next-article", "J", "Next article", "Go to the next article, from any pane."),
    Act("reading.previous-article", "K", "Previous article", "Go to the previous article, from any pane."),
    Act("reading.out", "h,left,escape", "Back", "Back: to where a copy was followed from, or one pane out."),
    Act("reading.wider", "plus", "Wider", "Set the article in wider lines."),
    Act("reading.narrower", "minus", "Narrower", "Set the article in narrower lines."),
    Act("reading.usual-width", "equals_sign", "80 columns", "Set the article in lines of 80 columns again."),
    Act(
        "reading.step-spacing",
        "underscore",
        "Spacing",
        "Change what parts paragraphs: as in the text, a blank row, or none.",
    ),
    Act("reading.toggle-zen", "z", "Zen", "Read the article alone; the same key, or escape, brings the rest back."),
    Act("reading.next-pane", "tab", "Next pane", "Go to the next pane."),
    Act("reading.previous-pane", "shift+tab", "Previous pane", "Go to the previous pane."),
    Act(
        "reading.pick-label",
        "t",
        "Label …",
        "Put any label here: type its key or a few letters of its name.",
        shown=True,
    ),
    Act(
        "reading.label-by-key",
        "apostrophe",
        "Label by key",
        "Put any label here by its key alone, also a letter: no enter is needed.",
    ),
    Act("reading.repeat-label", "full_stop", "Same label", "Put the last label here again."),
    Act("reading.other-label", "comma", "Label before", "Put the label here that was used before the last one."),
    Act(
        "reading.toggle-advance",
        "greater_than_sign",
        "Go on",
        "A label goes on to the next sentence without one; or no longer.",
    ),
    Act(
        "reading.choose",
        "i",
        "Choose",
        "Choose one of the annotations here, then the next: x, a, v, A and labels are about it; escape ends it.",
    ),
    Act("reading.attributes", "A", "Attributes", "Say more about a label here: its attributes, a digit each."),
    Act("reading.write-note", "a", "Note", "Write a note on this sentence or article.", shown=True),
    Act("reading.remove", "x", "Remove", "Remove your annotations here."),
    Act(
        "reading.propagate",
        "p",
        "Copies",
        "Give this sentence's labels to its copies; with the list focused, those of all sentences.",
    ),
    Act(
        "reading.toggle-offer-copies",
        "P",
        "Offer copies",
        "Offer each label that is put on a shared sentence to its copies right away; or no longer.",
    ),
    Act("reading.consistency", "C", "Consistency", "Go through the copies of a sentence that carry different labels."),
    Act("reading.orphans", "R", "Orphans", "See the annotations whose words are not found again, and place them."),
    Act("reading.undo", "u,ctrl+z", "Undo", "Take back the last change, wherever it was.", shown=True),
    Act("reading.redo", "ctrl+r", "Redo", "Do again what was taken back."),
    Act("reading.toggle-done", "m", "Done", "Mark the article done, or not done."),
    Act("reading.toggle-star", "asterisk", "Star", "Star the article, or take the star away."),
    Act(
        "reading.search",
        "slash",
        "Search",
        "Search in the article and its notes; with the list focused, in titles and notes. Behind a slash: a pattern.",
        shown=True,
    ),
    Act(
        "reading.search-library",
        "backslash",
        "Search all",
        "Search in all articles of the list: every sentence that has the words, to read in place or label from there.",
    ),
    Act("reading.next-hit", "n", "Next hit", "Go to the next place where the searched words stand."),
    Act(
        "reading.previous-hit",
        "N",
        "Previous hit",
        "Go to the previous place where the searched words stand.",
    ),
    Act("reading.edit-codebook", "L", "Labels", "Open the code book: add, define, nest, merge and split labels."),
    Act("reading.cite", "y", "Cite", "Copy the sentence, or the words selected, with where it is from."),
    Act("reading.open-url", "O", "Open page", "Open the article's page in the browser."),
    Act("reading.export", "e", "Export", "Write all annotations to a JSON file.", shown=True),
    Act("reading.settings", "ctrl+o", "Settings", "See each setting of the program, and change it."),
    Act("reading.help", "question_mark,f1", "Help", "Show or hide every key.", shown=True),
    Act("reading.palette", "ctrl+p", "Palette", "Find any act by its name."),
    Act("reading.filter", "f", "Filter", "List only some articles: by words, source, label, date, more.", shown=True),
    Act("reading.clear-filter", "F", "No filter", "List all articles again."),
    Act(
        "reading.sort",
        "S",
        "Order …",
        "Order the list: by date, source, title, length, shared text, annotations, or undone first.",
    ),
    Act("reading.group", "ctrl+g", "Group", "Group the list by source, by day or by story; or no longer."),
    Act("codebook.next", "j,down", "Next", "Go to the next label."),
    Act("codebook.previous", "k,up", "Previous", "Go to the previous label."),
    Act("codebook.top", "g,home", "Top", "Go to the first label."),
    Act("codebook.bottom", "G,end", "Bottom", "Go to the last label."),
    Act("codebook.page-down", "space,pagedown,ctrl+f", "Page down", "Go a page of labels down."),
    Act("codebook.page-up", "b,pageup,ctrl+b", "Page up", "Go a page of labels up."),
    Act("codebook.half-page-down", "ctrl+d", "Scroll down", "Scroll what is known of the label down."),
    Act("codebook.half-page-up", "ctrl+u", "Scroll up", "Scroll what is known of the label up."),
    Act("codebook.find", "t,slash", "Find", "Go to a label by its key, or some letters of its name.", shown=True),
    Act("codebook.add", "a", "Add", "Add a label beside this one.", shown=True),
    Act("codebook.add-under", "A", "Add under", "Add a label that stands under this one.", shown=True),
    Act("codebook.rename", "r", "Rename", "Rename the label; what carries it follows.", shown=True),
    Act(
        "codebook.define",
        "d,enter",
        "Define",
        "Say what the label means, when to use it and when not, and give an example.",
        shown=True,
    ),
    Act("codebook.recolour", "c", "Colour", "Choose the label's colour.", shown=True),
    Act("codebook.key", "s", "Key", "Give the label another key.", shown=True),
    Act("codebook.nest", "n", "Nest", "Let the label stand under another one.", shown=True),
    Act("codebook.unnest", "N", "To top", "Let the label stand at the top, under no other.", shown=True),
    Act("codebook.move-up", "K", "Up", "Move the label up among those it stands with.", shown=True),
    Act("codebook.move-down", "J", "Down", "Move the label down among those it stands with.", shown=True),
    Act("codebook.scope", "f", "For", "Say what the label is for: sentences, spans, articles or anything.", shown=True),
    Act(
        "codebook.choice",
        "o",
        "One of",
        "Put the label into a single-choice set: a unit carries one label of a set at most.",
        shown=True,
    ),
    Act(
        "codebook.attributes",
        "v",
        "Attributes",
        "Say what else is asked about what carries the label, such as certainty: 1 2 3.",
        shown=True,
    ),
    Act("codebook.merge", "m", "Merge", "Merge the label into another; all that carries it follows.", shown=True),
    Act("codebook.split", "S", "Split", "Split the label in two, and go through all that carries it.", shown=True),
    Act("codebook.retire", "R", "Retire", "Put the label out of use, or back; what carries it stays.", shown=True),
    Act("codebook.remove", "x", "Remove", "Remove the label with all its annotations; notes stay.", shown=True),
    Act("codebook.import", "i", "Import", "Read labels from a TOML file.", shown=True),
    Act("codebook.export", "e", "Export", "Write the code book to a TOML file.", shown=True),
    Act("codebook.undo", "u,ctrl+z", "Undo", "Take back the last change to the code book.", shown=True),
    Act("codebook.redo", "ctrl+r", "Redo", "Do again what was taken back.", shown=True),
    Act("codebook.help", "question_mark,f1", "Help", "Show every key.", shown=True),
    Act("codebook.out", "escape,q,h,left", "Back", "Back to reading.", shown=True),
    Act("splitting.keep", "1,k", "Stays", "It keeps the label that it has.", shown=True),
    Act("splitting.take", "2,n", "Takes it", "It takes the new label.", shown=True),
    Act("splitting.skip", "space,j,down", "Later", "Decide about it later.", shown=True),
    Act("splitting.previous", "b,backspace,up", "Back", "Go back to the one before, to decide anew.", shown=True),
    Act("splitting.undo", "u,ctrl+z", "Undo", "Take back the last decision.", shown=True),
    Act("splitting.redo", "ctrl+r", "Redo", "Do again what was taken back.", shown=True),
    Act("splitting.help", "question_mark,f1", "Help", "Show every key."),
    Act("splitting.out", "escape,q,h,left", "Code book", "Back to the code book; the rest can wait.", shown=True),
    Act("reading.compare", "c", "Compare", "See the article beside the one that shares this sentence, or shares most."),
    Act("compare.next", "j,down", "Next", "Go to the next sentence."),
    Act("compare.previous", "k,up", "Previous", "Go to the previous sentence."),
    Act("compare.next-shared", "right_square_bracket", "Next shared", "Go to the next shared sentence.", shown=True),
    Act("compare.previous-shared", "left_square_bracket", "Previous shared", "Go to the previous shared sentence."),
    Act("compare.other-side", "tab", "Other side", "Go to this sentence's partner on the other side.", shown=True),
    Act("compare.left", "h,left", "Left", "Go to the left article."),
    Act("compare.right", "l,right", "Right", "Go to the right article."),
    Act("compare.next-partner", "n", "Next partner", "Compare with the next article that shares text.", shown=True),
    Act("compare.previous-partner", "N", "Previous partner", "Compare with the previous one that shares text."),
    Act("compare.read", "enter", "Read", "Read on in this article, from this sentence.", shown=True),
    Act("compare.out", "escape,q,c", "Back", "Back to where you were.", shown=True),
    Act("compare.pick-partner", "p", "Partner …", "Choose which article to compare with.", shown=True),
    Act("compare.pick-label", "t", "Label …", "Put any label on this sentence.", shown=True),
    Act("compare.repeat-label", "full_stop", "Same label", "Put the last label here again."),
    Act("compare.remove", "x", "Remove", "Remove your annotations here."),
    Act("compare.undo", "u,ctrl+z", "Undo", "Take back the last change, wherever it was."),
    Act("compare.redo", "ctrl+r", "Redo", "Do again what was taken back."),
    Act("compare.top", "g,home", "Top", "Go to the first sentence."),
    Act("compare.bottom", "G,end", "Bottom", "Go to the last sentence."),
    Act("compare.page-down", "space,pagedown,ctrl+f", "Page down", "Go a page down."),
    Act("compare.page-up", "b,pageup,ctrl+b", "Page up", "Go a page up."),
    Act("compare.half-page-down", "ctrl+d", "Half page down", "Go half a page down."),
    Act("compare.half-page-up", "ctrl+u", "Half page up", "Go half a page up."),
    Act("compare.help", "question_mark,f1", "Help", "Show or hide every key.", shown=True),
    Act("copies.next", "j,down", "Next", "Go to the next copy."),
    Act("copies.previous", "k,up", "Previous", "Go to the previous copy."),
    Act("copies.page-down", "pagedown,ctrl+f", "Page down", "Go a page down."),
    Act("copies.page-up", "pageup,ctrl+b", "Page up", "Go a page up."),
    Act("copies.top", "g,home", "Top", "Go to the first copy."),
    Act("copies.bottom", "G,end", "Bottom", "Go to the last copy."),
    Act("copies.tick", "space", "Tick", "Tick the copy, or take the tick away."),
    Act("copies.tick-all", "a", "All", "Tick all copies that can be given a label, or none."),
    Act("copies.accept", "enter", "Accept", "Give the labels to the copies that are ticked."),
    Act("copies.help", "question_mark,f1", "Help", "Show or hide every key."),
    Act("copies.palette", "ctrl+p", "Palette", "Find any act by its name."),
    Act("copies.out", "escape,q", "Only here", "Leave the copies as they are."),
    Act("consistency.next", "j,down", "Next", "Go to the next difference.", shown=True),
    Act("consistency.previous", "k,up", "Previous", "Go to the previous difference."),
    Act("consistency.page-down", "pagedown,ctrl+f", "Page down", "Go a page of differences down."),
    Act("consistency.page-up", "pageup,ctrl+b", "Page up", "Go a page of differences up."),
    Act("consistency.top", "g,home", "Top", "Go to the first difference."),
    Act("consistency.bottom", "G,end", "Bottom", "Go to the last difference."),
    Act(
        "consistency.next-place",
        "tab,l,right",
        "One place",
        "Choose one copy, the next one; a label then goes to it alone.",
        shown=True,
    ),
    Act("consistency.previous-place", "shift+tab,h,left", "Previous place", "Choose the copy before; then all again."),
    Act("consistency.pick-label", "t", "Label …", "Give your annotations any label.", shown=True),
    Act(
        "consistency.toggle-meant",
        "m",
        "Meant",
        "Mark the difference as meant, so that it stands last, or not.",
        shown=True,
    ),
    Act("consistency.into", "enter", "Read", "Read the article at this copy; escape comes back.", shown=True),
    Act("consistency.undo", "u,ctrl+z", "Undo", "Take back the last change made here.", shown=True),
    Act("consistency.help", "question_mark,f1", "Help", "Show or hide every key."),
    Act("consistency.out", "escape,q", "Back", "Back to reading.", shown=True),
    Act("orphans.next", "j,down", "Next", "Go to the next one; among the places, to the next place."),
    Act("orphans.previous", "k,up", "Previous", "Go to the previous one, or place."),
    Act("orphans.page-down", "space,pagedown,ctrl+f", "Page down", "Go a page down."),
    Act("orphans.page-up", "b,pageup,ctrl+b", "Page up", "Go a page up."),
    Act("orphans.top", "g,home", "Top", "Go to the first one."),
    Act("orphans.bottom", "G,end", "Bottom", "Go to the last one."),
    Act("orphans.into", "enter,l,right", "Place", "Choose a place for it; then put it there.", shown=True),
    Act("orphans.put-here", "p", "Where I am", "Put it on the sentence, or the words, where you were.", shown=True),
    Act("orphans.read", "o", "Read", "Go to its article, to find the place; then come back here.", shown=True),
    Act("orphans.remove", "x", "Remove", "Remove the annotation, if it is yours.", shown=True),
    Act("orphans.undo", "u,ctrl+z", "Undo", "Take back the last change made here.", shown=True),
    Act("orphans.help", "question_mark,f1", "Help", "Show or hide every key."),
    Act("orphans.out", "escape,q,h,left", "Back", "Out of the places; back to reading.", shown=True),
    Act("concordance.next", "j,down", "Next", "Go to the next sentence."),
    Act("concordance.previous", "k,up", "Previous", "Go to the previous sentence."),
    Act("concordance.page-down", "space,pagedown,ctrl+f", "Page down", "Go a page down."),
    Act("concordance.page-up", "b,pageup,ctrl+b", "Page up", "Go a page up."),
    Act("concordance.top", "g,home", "Top", "Go to the first sentence."),
    Act("concordance.bottom", "G,end", "Bottom", "Go to the last sentence."),
    Act("concordance.into", "enter,l,right", "Read", "Read it where it stands; escape comes back.", shown=True),
    Act("concordance.search", "slash,backslash", "Words", "Search for other words.", shown=True),
    Act("concordance.pick-label", "t", "Label …", "Put any label on the sentence.", shown=True),
    Act("concordance.next-article", "J", "Next article", "Go to the first sentence of the next article.", shown=True),
    Act(
        "concordance.previous-article",
        "K",
        "Previous article",
        "Go to the first of this article, or of the one before.",
    ),
    Act("concordance.remove", "x", "Remove", "Remove your annotations from the sentence."),
    Act("concordance.undo", "u,ctrl+z", "Undo", "Take back the last change, wherever it was.", shown=True),
    Act("concordance.redo", "ctrl+r", "Redo", "Do again what was taken back."),
    Act("concordance.help", "question_mark,f1", "Help", "Show or hide every key."),
    Act("concordance.out", "escape,q,h,left", "Back", "Back to reading.", shown=True),
    Act("reading.overview", "o", "Overview", "See who shares with whom, what is copied most, what sources reprint."),
    Act("overview.next-view", "tab", "Next view", "Go on to the map, the copies, the sources.", shown=True),
    Act("overview.previous-view", "shift+tab", "Previous view", "Go back to the view before."),
    Act("overview.next-shared", "right_square_bracket", "Next shared", "Go to the next two that share.", shown=True),
    Act("overview.previous-shared", "left_square_bracket", "Previous shared", "Go to the previous two that share."),
    Act("overview.into", "enter", "Open", "Compare the two articles, or read the one.", shown=True),
    Act("overview.next", "j,down", "Down", "Go a row down."),
    Act("overview.previous", "k,up", "Up", "Go a row up."),
    Act("overview.left", "h,left", "Left", "Go a column to the left."),
    Act("overview.right", "l,right", "Right", "Go a column to the right."),
    Act("overview.top", "g,home", "Top", "Go to the first row."),
    Act("overview.bottom", "G,end", "Bottom", "Go to the last row."),
    Act("overview.page-down", "space,pagedown,ctrl+f", "Page down", "Go a page down."),
    Act("overview.page-up", "b,pageup,ctrl+b", "Page up", "Go a page up."),
    Act("overview.help", "question_mark,f1", "Help", "Show or hide every key.", shown=True),
    Act("overview.out", "escape,q,o", "Back", "Back to reading.", shown=True),
    Act("settings.next", "j,down", "Next", "Go to the next setting."),
    Act("settings.previous", "k,up", "Previous", "Go to the previous setting."),
    Act("settings.step", "l,right,enter,space", "Change", "Give the setting its next value."),
    Act("settings.step-back", "h,left", "Back", "Give the setting the value before."),
    Act("settings.help", "question_mark,f1", "Help", "Show or hide every key."),
    Act("settings.out", "escape,q,ctrl+o", "Back", "Back to reading."),
    Act("reading.quit", "q", "Quit", "Leave the program; from the side panel or a copy, step back first.", shown=True),
)
"""Every act with its built-in keys, in the order in which help shows them."""

LABEL_KEYS = ("1 … 9 0", "Put the label of that key here, and go on to the next.")
"""How help names the keys that are no act's: the labels' own, from the code book."""


_now: dict[str, Act] = {act.id: act for act in ACTS}
"""By their ids, the acts with the keys that a person has given them."""


def use_keys(acts: Iterable[Act]) -> None:
    """From now on the acts have these keys. What is on the screen takes its keys when it is first imported."""
    _now.update((act.id, act) for act in acts)


def acts() -> tuple[Act, ...]:
    """Every act, with its keys as they are now."""
    return tuple(_now.values())


def acts_of(pane: str) -> tuple[Act, ...]:
    """The acts whose keys work in a pane, with their keys as they are now."""
    return tuple(act for act in acts() if act.pane == pane)


def key_of(act_id: str, rather: str = "") -> str:
    """A key that does an act now, as a person reads it: the first, or `rather` where that does it."""
    keys = [shown_keys(_now[act_id]._replace(keys=key)) for key in _now[act_id].keys.split(",")]
    return rather if rather in keys else keys[0]


SHOWN_AS = {
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "full_stop": ".",
    "comma": ",",
    "apostrophe": "'",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "at": "@",
    "asterisk": "*",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "underscore": "_",
    "slash": "/",
    "backslash": "\\",
    "question_mark": "?",
    "down": "↓",
    "up": "↑",
    "right": "→",
    "left": "←",
    "pagedown": "page down",
    "pageup": "page up",
    "escape": "esc",
}
"""Textual's names of keys, where a person reads something else."""
NO_KEY = "no key"


def shown_keys(act: Act) -> str:
    """An act's keys as a person reads them: `] [`, `↓`, `ctrl+r`."""
    return " ".join(map(shown_key, act.keys.split(","))) or NO_KEY


@cache
def shown_key(key: str) -> str:
    """A key as a person reads it, by Textual's name for it: that of its character, unless it is better known."""
    with suppress(KeyError):
        character = lookup(key.replace("_", " ").upper())
        if key not in SHOWN_AS and character.isprintable() and not character.isspace():
            return character
    return SHOWN_AS.get(key, key)


def keys_text() -> str:
    """The keys of each pane as they are now, the acts and what they do, as aligned plain text."""
    groups = _keys_by_pane(acts())
    width = max(len(", ".join(keys)) for rows in groups.values() for keys, _, _ in rows)
    names = max(len(name) for rows in groups.values() for _, name, _ in rows)
    return "\n".join(
        f"{heading}\n" + "".join(f"  {', '.join(keys):{width}}  {name:{names}}  {told}\n" for keys, name, told in rows)
        for heading, rows in groups.items()
    )


def keys_markdown() -> str:
    """The built-in keys as tables in Markdown, as the README has them."""
    return "\n".join(
        f"| {heading} | |\n| --- | --- |\n"
        + "".join(f"| {' '.join(f'`{key}`' for key in keys)} | {told} |\n" for keys, _, told in rows)
        for heading, rows in _keys_by_pane(ACTS).items()
    )


def _keys_by_pane(acts: Sequence[Act]) -> dict[str, list[tuple[list[str], str, str]]]:
    groups = {
        heading: [
            ([shown_keys(act._replace(keys=key)) for key in act.keys.split(",")], act.id, act.tooltip)
            for act in acts
            if act.pane == pane
        ]
        for pane, heading in PANES.items()
    }
    groups["Labels of a new notebook"] = [([label.key], "", f"{label.name}: {label.definition}") for label in STARTER]
    return groups
