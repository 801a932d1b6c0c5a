"""A person's own keys, from `[keys]` in the settings: checked, and put in the place of the built-in ones."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import chain
from string import ascii_lowercase, digits, punctuation

from tui.keys import ACTS, AMID_READING, SHOWN_AS, Act, shown_key, shown_keys
from tui.model.codebook import KEYS as LABEL_DIGITS

NEVER_WITHOUT = {"out", "quit", "help", "palette"}
"""What must have a key: the way out, and the ways to find all the rest."""
RESERVED = {"ctrl+q": "leaves the program at once", "ctrl+c": "copies what the mouse selected"}
SUCH_AS = "a key is one such as J, ?, ctrl+n, f5, page down"

_MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
_NAMED = {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"),
    *("backspace", "tab", "enter", "escape", "space"),
    *(f"f{number}" for number in range(1, 25)),
}
_SHORTER = {"solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at"}
_SHORTER |= {"hyphen_minus": "minus", "plus_sign": "plus", "low_line": "underscore"}
_SAME_TO_A_TERMINAL = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
    "ctrl+space": "ctrl+at",
}


def resolved(own: Mapping[str, str]) -> tuple[tuple[Act, ...], list[str]]:
    """The acts with a person's own keys, and a sentence on each that cannot be used; the others hold all the same.

    In no pane do two acts have the same key.
    """
    from difflib import get_close_matches

    known = {act.id: act for act in ACTS}
    wanted: dict[str, Act] = {}
    wrong: list[str] = []
    for name, text in own.items():
        act = known.get(name.strip())
        if act is None:
            near = get_close_matches(name[:60], known, n=1, cutoff=0)
            wrong.append(f"there is no act {name[:60]}; the nearest is {near[0]}")
            continue
        keys, problem = _keys_for(act, text)
        if problem:
            wrong.append(f"{act.id}: {problem}; {_keeps(act)}")
        else:
            wanted[act.id] = act._replace(keys=",".join(keys), shown=act.shown and bool(keys))
    while clash := _first_clash(wanted.get(act.id, act) for act in ACTS):
        one, other, key = clash
        # Who came last gives way; then what it had taken from others may clash in turn.
        loser = next(name for name in reversed(wanted) if name in (one.id, other.id))
        winner = other if loser == one.id else one
        del wanted[loser]
        wrong.append(f"{loser}: {shown_key(key)} is {winner.id}'s; {_keeps(known[loser])}")
    return tuple(wanted.get(act.id, act) for act in ACTS), wrong


def _keys_for(act: Act, text: str) -> tuple[list[str], str]:
    """The keys in Textual's names, each once; or what is wrong with them."""
    keys: list[str] = []
    for written in re.findall(r"\s*(,|[^,]+?)\s*(?:,|$)", text.strip()):
        key = _key_named(written)
        if not key:
            return [], f"there is no key {written[:60]}: {SUCH_AS}"
        if key in RESERVED:
            return [], f"{shown_key(key)} {RESERVED[key]}"
        if key in LABEL_DIGITS and key not in act.keys.split(","):
            return [], f"{key} is a label's key, from the code book"
        if key not in keys:
            keys.append(key)
    if not keys and act.action in NEVER_WITHOUT:
        return [], "it cannot be without a key"
    return keys, ""


def _key_named(written: str) -> str:
    """A key in Textual's name, by that or as `newsreader keys` prints it; empty when there is none."""
    given = _AS_SHOWN.get(written.lower(), written)
    *before, last = given.split("+") if given != "+" else ["+"]
    modifiers = sorted({one.strip().lower() for one in before})
    key = last.strip()
    if len(key) == 1:
        key = _name_of(key)
    elif key.lower() in _NAMED or key.lower() in _PUNCTUATION:
        key = key.lower()
    else:
        return ""
    if not set(modifiers) <= set(_MODIFIERS):
        return ""
    if "shift" in modifiers and len(key) == 1:
        if modifiers != ["shift"] or key not in ascii_lowercase + ascii_lowercase.upper():
            return ""
        return key.upper()
    if modifiers and not (key in _NAMED or key in _PUNCTUATION or key.lower() in ascii_lowercase + digits):
        return ""
    whole = "+".join([*modifiers, key.lower() if modifiers else key]) if key else ""
    return _SAME_TO_A_TERMINAL.get(whole, whole)


def _name_of(character: str) -> str:
    """Textual's name for the key that types a character; empty when none does."""
    if character.isalnum():
        return character
    if not character.isprintable() or character.isspace():
        return ""
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORTER.get(name, name)


def _first_clash(acts: Iterable[Act]) -> tuple[Act, Act, str] | None:
    """Two acts that the same key would do in one pane."""
    taken: dict[tuple[str, str], Act] = {}
    for act in acts:
        panes = {"reading": ("reading", *AMID_READING)}.get(act.pane, (act.pane,))
        for pane, key in ((pane, key) for key in filter(None, act.keys.split(",")) for pane in panes):
            if (pane, key) in taken:
                return taken[pane, key], act, key
            taken[pane, key] = act
    return None


def _keeps(act: Act) -> str:
    return f"it keeps {shown_keys(act)}"


_PUNCTUATION = {_name_of(character) for character in punctuation}
_AS_SHOWN = dict(chain(((shown, key) for key, shown in SHOWN_AS.items()), (("return", "enter"),)))
