"""JSON text that says exactly what it was given, and that no terminal acts on."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tui.exporters.json_text import json_text
from tui.model.harmless import harmless

CHARACTERS = st.characters(codec="utf-8") | st.sampled_from('\x1b\x7f\x9b\u202e\u2028\U000e0041\n\t"\\é字😀')


@given(st.text(CHARACTERS))
def test_it_says_what_it_was_given_and_is_harmless(words: str) -> None:
    text = json_text({"words": words})
    assert json.loads(text) == {"words": words}
    assert all(harmless(line) == line for line in text.split("\n"))


def test_it_is_readable_and_ends_its_last_line() -> None:
    assert json_text({"a": ["é字"]}) == '{\n  "a": [\n    "é字"\n  ]\n}\n'


def test_a_lone_surrogate_becomes_what_utf8_can_hold() -> None:
    assert json.loads(json_text("a\ud800b").encode()) == "a�b"
