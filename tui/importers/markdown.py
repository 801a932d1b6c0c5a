"""Markdown: flat front matter says what is known about the article, the rest is its text as written."""

import re

from tui.importers.fields import fields_from
from tui.importers.text import title_of
from tui.model.article import Article, new_article

_FENCE = "---"
_ENTRY = re.compile(r"(\w[\w .-]{0,60}?)\s*:\s*(.*)$")
_HEADING = re.compile(r"^#[ \t]+(.+)$", re.MULTILINE)
_LONGEST = 500
"""So many lines front matter can have; what opens as it does and goes on for longer is text."""
_NOTHING = {"null", "~", "|", ">", "|-", ">-"}


def article_from(text: str, file_name: str) -> Article:
    """The article that a Markdown file holds."""
    values, body = _parted(text)
    fields = fields_from(values)
    return new_article(
        fields.title or _heading(body) or title_of(body.lstrip("# \t\n")),
        body,
        source=fields.source,
        author=fields.author,
        published=fields.published,
        url=fields.url,
        language=fields.language,
        extra=fields.extra | {"file": file_name},
    )


def _parted(text: str) -> tuple[dict[str, str], str]:
    """The values of the front matter, and the text; no values when there is no front matter."""
    if not text.startswith(_FENCE):
        return {}, text
    opening, *lines = text.split("\n")
    closings = [place for place, line in enumerate(lines[:_LONGEST]) if line.rstrip() == _FENCE]
    values = _values(lines[: closings[0]]) if opening.rstrip() == _FENCE and closings else None
    if not values:
        return {}, text
    rest = lines[closings[0] + 1 :]
    while rest and not rest[0].strip():
        del rest[0]
    return values, "\n".join(rest)


def _values(lines: list[str]) -> dict[str, str] | None:
    """`key: value` lines, and indented or dashed lines that continue them; None when it is something else."""
    values: dict[str, str] = {}
    name = ""
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        if name and line.startswith((" ", "\t", "- ")):
            item = line.strip()
            between = ", " if item.startswith("- ") else " "
            item = _plain(item.removeprefix("- "))
            values[name] = f"{values[name]}{between}{item}" if values[name] else item
        elif match := _ENTRY.match(line):
            name, values[match[1]] = match[1], _plain(match[2])
        else:
            return None
    return values


def _plain(value: str) -> str:
    """A value without the quotes around it."""
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return "" if value in _NOTHING else value


def _heading(text: str) -> str:
    match = _HEADING.search(text)
    heading = match[1].strip() if match else ""
    bare = heading.rstrip("#")
    return bare.rstrip() if bare.endswith((" ", "\t")) else heading
