"""Foreign text made safe to keep and safe to show, character for character, so that offsets never move."""

import re

# Each control character gets one visible stand-in: the control pictures of Unicode for C0 and DEL.
# C1 has no pictures; a terminal acts on it all the same (U+009B starts an escape sequence).
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CONTROLS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),  # lone surrogates cannot be written as UTF-8
}
# What reorders or hides other characters on the screen: overrides and isolates (CVE-2021-42574),
# line and paragraph separators, and the invisible tag characters.
_DECEPTIVE: dict[int, str] = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029, *range(0xE0000, 0xE0080)], _REPLACEMENT
)
_KEPT = {code: stand_in for code, stand_in in _CONTROLS.items() if chr(code) not in "\n\t"}
_SHOWN = {**_CONTROLS, **_DECEPTIVE, ord("\n"): " ", ord("\t"): " "}


def _any_of(table: dict[int, str]) -> re.Pattern[str]:
    """A pattern for any of the table's characters; made of ranges, which compile fast."""
    codes = sorted(table)
    firsts = [code for code in codes if code - 1 not in table]
    lasts = [code for code in codes if code + 1 not in table]
    return re.compile("[" + "".join(f"\\U{a:08x}-\\U{b:08x}" for a, b in zip(firsts, lasts, strict=True)) + "]")


# Most text needs no change; one search tells, many times faster than a translation.
_NEEDS_SETTLING = _any_of(_KEPT)
_NEEDS_WASHING = _any_of(_SHOWN)


def settled(text: str) -> str:
    r"""Text as it is kept from its import on: newlines are `\n`, other control characters visible stand-ins.

    Only newlines may change the length (`\r\n` becomes one character); every other replacement is one
    for one. Settling settled text changes nothing.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_KEPT) if _NEEDS_SETTLING.search(text) else text


def harmless(text: str) -> str:
    """One line of foreign text as it may reach a screen: nothing in it acts, reorders, or breaks the line.

    Always as long as `text`, in code points, so spans into one are spans into the other.
    """
    return text.translate(_SHOWN) if _NEEDS_WASHING.search(text) else text


def harmless_lines(text: str) -> str:
    """The same for foreign text of several lines, which it keeps."""
    return "\n".join(map(harmless, text.split("\n")))
