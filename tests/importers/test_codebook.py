"""A code book in TOML: all that can be understood is read, and a line says what cannot."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.importers.codebook import labels_from, read_codebook
from tui.importers.opening import OpeningError
from tui.model.codebook import HUES, Attribute
from tui.model.codebook_taking import LabelGiven


def test_every_field_of_a_label_is_read() -> None:
    text = """
        [[label]]
        name = "  Moral \\n frame "
        key = 7
        colour = "Amber"
        definition = '''Somebody is
        right or wrong.'''
        when = "It is said."
        when_not = "It is meant."
        example = '"They were right," he said.'
        parent = "Frame"
        scope = "sentences"
        choice = "frame"
        retired = true
        attributes = { certainty = [1, 2, 3], "whose view" = ["writer", "a source"] }

        [[label]]
        name = "Frame"
    """
    labels, problems = labels_from(text)
    assert problems == []
    assert labels == [
        LabelGiven(
            "Moral frame",
            {
                "key": "7", "color": HUES["amber"], "definition": "Somebody is\n        right or wrong.",
                "when": "It is said.", "when_not": "It is meant.", "example": '"They were right," he said.',
                "parent": "Frame", "scope": "sentence", "choice": "frame", "retired": True,
                "attributes": (
                    Attribute("certainty", ("1", "2", "3")), Attribute("whose view", ("writer", "a source")),
                ),
            },
        ),
        LabelGiven("Frame", {}),
    ]  # fmt: skip


def test_the_example_in_the_documentation_is_read() -> None:
    page = (Path(__file__).parents[2] / "docs" / "file-format.md").read_text("utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    labels, problems = labels_from(example)
    assert problems == [] and [one.fields.get("parent") for one in labels] == [None, "Claim"]
    row = next(row for row in page.splitlines() if row.startswith("| `color` | `#rrggbb`"))
    assert re.findall(r"`([a-z]+)`", row)[1:] == [*HUES]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("definition = [1]", "Claim: definition must be text in quotes; it is passed over"),
        ("key = 'Q'", "Claim: key Q is none: a key is a digit, a small letter, or a letter and one more"),
        ("color = 'mauve'", "Claim: color mauve is none: write #rrggbb, or red, blue,"),
        ("scope = 'page'", "Claim: scope page is none: write span, sentence, article, or nothing for any"),
        ("retired = 1", "Claim: retired must be true or false; it is passed over"),
        ("attributes = ['certainty']", 'Claim: attributes are written { certainty = ["1", "2"] }'),
        ("attributes = { certainty = 3 }", 'Claim: attributes are written { certainty = ["1", "2"] }'),
        ("attributes = { certainty = [] }", "Claim: attributes certainty needs values to choose from"),
        ("defnition = ''", "Claim: defnition is passed over: there is no such field; did you mean definition?"),
        ("zzz = ''", "Claim: zzz is passed over: there is no such field; there are name, key,"),
    ],
)
def test_what_is_wrong_with_a_field_is_told_and_the_label_is_read(line: str, problem: str) -> None:
    labels, problems = labels_from(f"[[label]]\nname = 'Claim'\nwhen = 'now'\n{line}")
    assert labels == [LabelGiven("Claim", {"when": "now"})]
    assert len(problems) == 1 and problems[0].startswith(problem)


def test_a_label_without_a_name_or_with_one_that_is_taken_stops_nothing() -> None:
    labels, problems = labels_from(
        "title = 'x'\n[[label]]\nkey = '1'\n[[label]]\nname = 'A'\n[[label]]\nname = 'a'\n[[label]]\nname = 'B'"
    )
    assert [one.name for one in labels] == ["A", "B"]
    assert problems == [
        "title is passed over: only [[label]] tables are read",
        'label 1 is passed over: it needs a name = "…"',
        "a stands there twice: the second is passed over",
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"[[label]\n", "not TOML: "),
        (b"x = " + b"[" * 5000, "not TOML: "),
        (b"", "holds no labels; each is a table [[label]]"),
        (b"[label]\nname = 'A'", "holds no labels"),
        (b"\xe9", "is not UTF-8"),
        (None, "there is no file"),
    ],
)
def test_a_file_that_is_no_code_book_is_refused_in_a_line(tmp_path: Path, content: bytes | None, why: str) -> None:
    path = tmp_path / "labels.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OpeningError) as refused:
        read_codebook(path)
    assert why in str(refused.value) and "\n" not in str(refused.value)
    with pytest.raises(OpeningError, match="is a folder"):
        read_codebook(tmp_path)


FIELDS = st.sampled_from(["key", "color", "when", "scope", "retired", "attributes", "parent", "choice", "colr"])
VALUES = st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=9), st.integers(), st.booleans())


@given(st.dictionaries(FIELDS, VALUES))
def test_every_field_is_read_or_told(fields: dict[str, object]) -> None:
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "") for name, value in fields.items()]
    (label,), problems = labels_from("\n".join(["[[label]]", "name = 'A'", *lines]))
    assert len(label.fields) + len(problems) == len(fields)
