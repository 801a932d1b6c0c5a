"""The code book as TOML, to be read and changed by hand, and read back to the very same labels."""

import re

from tui.model.codebook import Attribute, CodeBook, Label
from tui.model.harmless import harmless

HEADING = """\
# newsreader code book: the labels, in order.
# `newsreader labels FILE.toml PATH` reads it into the notebook of PATH; what is not said here stays as it is.
"""
_BARE = re.compile("[A-Za-z0-9_-]+")


def codebook_toml(book: CodeBook) -> str:
    """The code book as a text in TOML; characters that would act on a terminal are escaped."""
    names = {label.id: label.name for label in book.labels}
    return HEADING + "".join(_table(label, names.get(label.parent, "")) for label in book.labels)


def _table(label: Label, parent: str) -> str:
    texts = {
        "name": label.name, "key": label.key, "color": label.color, "definition": label.definition, "when": label.when,
        "when_not": label.when_not, "example": label.example, "parent": parent, "scope": label.scope,
        "choice": label.choice,
    }  # fmt: skip
    lines = [f"{field} = {_string(text)}" for field, text in texts.items()]
    lines += [f"retired = {'true' if label.retired else 'false'}", f"attributes = {_inline(label.attributes)}"]
    return "\n[[label]]\n" + "\n".join(lines) + "\n"


def _inline(attributes: tuple[Attribute, ...]) -> str:
    pairs = [
        f"{one.name if _BARE.fullmatch(one.name) else _quoted(one.name)} = [{', '.join(map(_quoted, one.values))}]"
        for one in attributes
    ]
    return f"{{ {', '.join(pairs)} }}" if pairs else "{}"


def _string(text: str) -> str:
    """A TOML string: in one line, or in several where the text has several."""
    if "\n" in text:
        return '"""\n' + "\n".join("".join(map(_escaped, line)) for line in text.split("\n")) + '"""'
    return _quoted(text)


def _quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    shown = harmless(character)
    if shown == character or "\ud800" <= character <= "\udfff":  # TOML, as UTF-8, has no lone surrogates
        return shown
    return f"\\u{ord(character):04x}" if character <= "\uffff" else f"\\U{ord(character):08x}"
