"""Labels and notes on sentences, words and articles, by their keys."""

from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from tests.program import WIDE, program, reading, screen_text, settled
from tui.model.annotation import Scope
from tui.model.codebook import Attribute
from tui.model.codebook_changes import add_label, change_label
from tui.settings import read_settings, settings_path


def said(pilot: Pilot[None]) -> list[tuple[str, str, str]]:
    """Scope, label and quote of each annotation on the article that is open."""
    screen = reading(pilot)
    assert screen.article
    return [
        (one.target.scope.value, screen.notebook.label_name(one), one.target.quote)
        for one in screen.notebook.on_article(screen.article.id)
    ]


async def test_a_label_goes_on_to_the_next_sentence_without_one_unless_told_to_stay(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(pilot)
        await pilot.press("j", "1", "k", "k", "2")
        assert screen.reader.sentence == 2, "the sentence in between has a label"
        await pilot.press("greater_than_sign", "3", "4")
        assert screen.reader.sentence == 2
        assert [label for _, label, _ in said(pilot)] == ["Fact", "Claim", "Quote", "Opinion"]
    assert not read_settings(settings_path())[0].advance


async def test_words_are_selected_and_labelled_by_keys_alone(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(pilot)
        await pilot.press("j", "v", "w", "l", "l", "l", "h", "2")
        assert said(pilot) == [("span", "Fact", "President Donald Trump")]
        assert screen.reader.selection is None and screen.reader.sentence == 1
        await pilot.press("v", "w", "a", *"why?", "enter")
        await pilot.pause()
        assert [one.note for one in screen.notebook.annotations] == ["", "why?"]


async def test_words_are_selected_by_two_letters(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(pilot)
        await pilot.press("j", "V")
        await pilot.pause()
        assert "a.S. bresident conald drump" in screen_text(pilot)
        await pilot.press("c", "b", "2", "V", "escape")
        assert said(pilot) == [("span", "Fact", "President Donald")]
        await pilot.press("V", "d", "3")
        assert ("span", "Quote", "Trump") in said(pilot)
        await pilot.press("V", "1")
        assert [label for scope, label, _ in said(pilot) if scope == "sentence"] == ["Claim"], "letters end at any key"
        assert screen.reader.selection is None


async def test_of_overlapping_annotations_each_is_reached_and_changed_alone(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(pilot)
        await pilot.press("j", "v", "l", "1", "2", "k", "i")
        assert screen.chosen and screen.notebook.label_name(screen.chosen) == "Fact"
        await pilot.press("i", "4")
        assert screen.chosen and [label for _, label, _ in said(pilot)] == ["Fact", "Opinion"]
        await pilot.press("v", "l", "l", "enter")
        await pilot.pause()
        assert [len(quote.split()) for scope, _, quote in said(pilot) if scope == "span"] == [4]
        await pilot.press("a", *"this", "enter")
        await pilot.pause(0.1)
        assert [one.note for one in screen.notebook.annotations if one.label == "opinion"] == ["this"]
        await pilot.press("x")
        assert [label for _, label, _ in said(pilot)] == ["Fact"]
        await pilot.press("u", "u", "u", "u")
        assert [label for _, label, _ in said(pilot)] == ["Fact", "Claim"]


async def test_the_last_two_labels_and_any_by_its_key_are_at_hand(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(pilot)
        for number in range(8):
            add_label(screen.notebook, f"Frame {number}")
        letter = screen.notebook.codebook.labels[-1]
        assert letter.key.isalpha()
        await pilot.press("apostrophe", letter.key)
        await pilot.pause()
        await pilot.press("1", "full_stop", "comma", "comma")
        await pilot.pause()
        labels = [label for _, label, _ in said(pilot)]
        assert labels == [letter.name, "Claim", "Claim", letter.name, "Claim"]


async def test_a_label_says_what_it_is_for(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(pilot)
        change_label(screen.notebook, replace(screen.notebook.codebook.labels[0], scope="article"))
        await pilot.press("1")
        await pilot.pause()
        assert said(pilot) == [] and "Claim is for whole articles" in screen_text(pilot)
        await pilot.press("h", "1")
        assert [one.target.scope for one in screen.notebook.annotations] == [Scope.ARTICLE]


async def test_attributes_are_set_by_a_digit_each(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(pilot)
        await pilot.press("A")
        await pilot.pause()
        assert "label it first" in screen_text(pilot)
        attributes = (Attribute("certainty", ("1", "2", "3")), Attribute("checkable", ("yes", "no")))
        change_label(screen.notebook, replace(screen.notebook.codebook.labels[0], attributes=attributes))
        await pilot.press("1", "k", "A", "3", "1")
        await pilot.pause()
        assert screen.notebook.annotations[0].attributes == {"certainty": "3", "checkable": "yes"}
        assert "certainty 3" in screen_text(pilot)
        await pilot.press("A", "j", "0")
        await pilot.pause()
        assert screen.notebook.annotations[0].attributes == {"certainty": "3"}


async def test_a_sentence_is_cited_with_its_source(tmp_path: Path) -> None:
    front = "---\ntitle: A call\nsource: Wire\nurl: https://example.org/a\n---\nIt rang twice.\n"
    (tmp_path / "a.md").write_text(front)
    async with program(tmp_path / "n.json", [tmp_path]).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("y")
        assert pilot.app.clipboard == "“It rang twice.” — “A call”, Wire, https://example.org/a"


async def test_a_note_that_would_act_is_shown_harmlessly_and_kept_as_it_is_unless_changed(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = reading(pilot)
        assert screen.article
        note = "\x1b]52;c;UFdORUQ=\x1b\\ and \u202eback\nin two lines"
        screen.notebook.note(screen.article, screen.target, note, "ana")
        await pilot.press("a")
        await pilot.pause()
        assert not set(screen_text(pilot)) & set("\x1b\u202e")
        await pilot.press("enter")
        assert [one.note for one in screen.notebook.annotations] == [note]
        await pilot.press("a", "!", "enter")
        await settled(pilot)
        assert [one.note for one in screen.notebook.annotations] == ["␛]52;c;UFdORUQ=␛\\ and �back\nin two lines!"]
