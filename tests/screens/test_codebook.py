"""The code book by its keys: every act on a label, what follows it, and taking it back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests.program import NARROW, NORMAL, WIDE, closed, program, reading, screen_text, settled
from tui.model.annotation import Scope, target_of
from tui.model.codebook import COLORS, HUES, Label
from tui.model.codebook_changes import add_label, change_label
from tui.model.notebook import Notebook
from tui.screens.codebook import CodeBookScreen
from tui.screens.confirming import Confirm, Tell
from tui.screens.dialogs import Ask, PickLabel
from tui.screens.label_form import Form
from tui.screens.splitting import SplittingScreen


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


async def opened(pilot: Pilot[None], *labels: str) -> CodeBookScreen:
    """The code book, opened after these label keys were pressed in the first article."""
    await press(pilot, *labels, "L")
    assert isinstance(pilot.app.screen, CodeBookScreen)
    return pilot.app.screen


def names(notebook: Notebook) -> list[str]:
    """The labels, each indented as far as it is nested."""
    book = notebook.codebook
    return [" " * len(book.above(label)) + label.name for label in book.labels]


def named(notebook: Notebook, name: str) -> Label:
    label = notebook.codebook.by_name(name)
    assert label is not None
    return label


def carried(notebook: Notebook) -> list[str]:
    return [notebook.label_name(one) for one in notebook.annotations]


async def test_a_label_is_added_beside_or_under_the_one_at_the_cursor(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "A", *"Doubt", "enter")
        assert screen.label == named(screen.notebook, "Doubt")
        await press(pilot, "a", *"Fact", "enter")
        assert isinstance(pilot.app.screen, Ask) and "there is a label Fact already" in screen_text(pilot)
        await press(pilot, "ctrl+u", *"Hope", "enter")
        assert names(screen.notebook) == ["Claim", " Doubt", " Hope", "Fact", "Quote", "Opinion", "Background"]
        assert "key 7" in screen_text(pilot)
        await press(pilot, "u")
        assert "undone: add label Hope" in screen_text(pilot) and screen.notebook.codebook.by_name("Hope") is None


async def test_what_is_done_to_a_label_reaches_the_article_behind(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot, "1")
        await press(pilot, "r", "ctrl+u", *"Says", "enter")
        await press(pilot, "s", "ctrl+u", "2", "enter")
        assert "2 is the key of Fact" in screen_text(pilot)
        await press(pilot, "ctrl+u", "9", "enter")
        await press(pilot, "escape", "9")
        assert carried(screen.notebook) == ["Says", "Says"]
        shown = screen_text(pilot)
        assert "9 Says" in shown and "1 Claim" not in shown


async def test_a_colour_is_chosen_by_its_hue_or_written(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "c", *"vio", "enter")
        assert named(screen.notebook, "Claim").color == HUES["violet"] and "violet · key 1" in screen_text(pilot)
        await press(pilot, "c", *"#AbCdE", "0", "enter")
        assert named(screen.notebook, "Claim").color == "#abcde0"
        await press(pilot, "u", "u")
        assert named(screen.notebook, "Claim").color == COLORS[0]


async def test_a_label_is_defined_in_a_form_and_nothing_written_is_lost_by_a_slip(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=NORMAL) as pilot:
        screen = await opened(pilot)
        await press(pilot, "d", "tab", *"Now", "ctrl+j", *"and then", "tab", *"Not", "tab", *"So")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Form) and "esc again throws it away" in screen_text(pilot)
        await press(pilot, "enter")
        claim = named(screen.notebook, "Claim")
        assert (claim.when, claim.when_not, claim.example) == ("Now\nand then", "Not", "So")
        assert screen_text(pilot).index("When to use it") < screen_text(pilot).index("and then")
        assert screen.notebook.undoable and screen.notebook.undoable.name == "define label Claim"
        await press(pilot, "d", "x", "escape", "escape")
        assert isinstance(pilot.app.screen, CodeBookScreen) and named(screen.notebook, "Claim") == claim


async def test_attributes_are_written_one_a_line(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "v", *"certainty 1 2", "enter")
        assert "needs a colon between the name and its values" in screen_text(pilot)
        pilot.app.screen.query_one(TextArea).text = "certainty: 1 2\nsource: a person, a paper"
        await press(pilot, "enter")
        assert [str(one) for one in named(screen.notebook, "Claim").attributes] == [
            "certainty: 1 2", "source: a person, a paper",
        ]  # fmt: skip
        assert "source: a person, a paper" in screen_text(pilot)


async def test_a_label_is_nested_raised_and_moved(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "t", *"back", "enter", "n", *"fact", "enter")
        await press(pilot, "j", "n", "2", "enter")
        assert names(screen.notebook) == ["Claim", "Fact", " Background", " Quote", "Opinion"]
        await press(pilot, "K")
        assert screen.label and screen.label.name == "Quote"
        assert names(screen.notebook) == ["Claim", "Fact", " Quote", " Background", "Opinion"]
        await press(pilot, "k", "J", "N")  # Fact goes behind Opinion, its own with it; at the top it is already
        assert names(screen.notebook) == ["Claim", "Opinion", "Fact", " Quote", " Background"]
        await press(pilot, "j", "N")
        assert names(screen.notebook) == ["Claim", "Opinion", "Fact", " Background", "Quote"]
        await press(pilot, "g", "n", "escape", *"uuuuu")
        assert names(screen.notebook) == ["Claim", "Fact", "Quote", "Opinion", "Background"]
        await press(pilot, *["ctrl+r"] * 5)
        assert names(screen.notebook) == ["Claim", "Opinion", "Fact", " Background", "Quote"]


async def test_a_label_cannot_be_nested_under_what_stands_under_it(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        change_label(screen.notebook, replace(named(screen.notebook, "Fact"), parent="claim"))
        await press(pilot, "n", *"fact")
        assert isinstance(pilot.app.screen, PickLabel) and "no label has that key" in screen_text(pilot)


async def test_a_label_for_one_scope_is_not_put_on_another(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "f", *"art", "enter")
        assert named(screen.notebook, "Claim").scope == "article" and "for whole articles" in screen_text(pilot)
        await press(pilot, "escape", "1")
        assert carried(screen.notebook) == []


async def test_labels_of_a_set_exclude_each_other_from_then_on(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot, "1", "k", "2")
        await press(pilot, "o", *"kind", "enter")
        assert "○ kind" in screen_text(pilot) and "alone so far" in screen_text(pilot)
        await press(pilot, "j", "o", *"ki", "enter")
        assert "1 unit carries more than one of kind from before" in screen_text(pilot)
        assert "Claim, Fact on “WASHINGTON" in screen_text(pilot)
        assert carried(screen.notebook) == ["Claim", "Fact"]
        await press(pilot, "escape", "j", "1", "k", "2")
        assert carried(screen.notebook) == ["Claim", "Fact", "Fact"]
        await press(pilot, "L", "o", "down", "enter")
        assert named(screen.notebook, "Claim").choice == ""


async def test_a_merge_says_how_many_follow_and_can_be_taken_back(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot, "1", "1", "2")
        await press(pilot, "m", "2", "enter")
        assert isinstance(pilot.app.screen, Confirm)
        assert "2 annotations will carry Fact, and Claim is gone." in screen_text(pilot)
        await press(pilot, "enter")
        assert carried(screen.notebook) == ["Fact"] * 3 and screen.notebook.codebook.by_name("Claim") is None
        await press(pilot, "u")
        assert carried(screen.notebook) == ["Claim", "Claim", "Fact"]
        await press(pilot, "ctrl+r", "escape")
        assert carried(screen.notebook) == ["Fact"] * 3


async def test_a_retired_label_is_quiet_and_is_not_put(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot, "1")
        await press(pilot, "R")
        assert "Claim  retired" in screen_text(pilot) and "1 retired" in screen_text(pilot)
        await press(pilot, "escape", "1")
        assert carried(screen.notebook) == ["Claim"] and "1 Claim" not in screen_text(pilot)
        await press(pilot, "t", *"claim")
        assert "no label has that key" in screen_text(pilot)
        await press(pilot, "escape", "L", "R", "escape", "1")
        assert carried(screen.notebook) == ["Claim", "Claim"]


async def test_removing_asks_when_something_carries_the_label(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot, "1", "1")
        await press(pilot, "x")
        assert isinstance(pilot.app.screen, Confirm) and "2 annotations go with it." in screen_text(pilot)
        await press(pilot, "escape")
        assert carried(screen.notebook) == ["Claim", "Claim"]
        await press(pilot, "x", "enter", "x")  # then Fact, which nothing carries
        assert carried(screen.notebook) == [] and names(screen.notebook) == ["Quote", "Opinion", "Background"]
        await press(pilot, "u", "u")
        assert carried(screen.notebook) == ["Claim", "Claim"] and len(names(screen.notebook)) == 5


async def test_undo_leaves_alone_what_cannot_be_seen_here(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot, "1")
        await press(pilot, "u")
        assert "“label Claim”: esc, then u takes it back" in screen_text(pilot)
        assert carried(screen.notebook) == ["Claim"]
        await press(pilot, "escape", "u", "L", "ctrl+r")
        assert "“label Claim”: esc, then ctrl+r brings it back" in screen_text(pilot)
        assert carried(screen.notebook) == []


# Splitting


async def splitting(pilot: Pilot[None], *labels: str) -> CodeBookScreen:
    """Splitting Claim, of which some becomes Figure, after these keys were pressed in the first article."""
    screen = await opened(pilot, *labels)
    await press(pilot, "S", *"Figure", "enter")
    assert isinstance(pilot.app.screen, SplittingScreen)
    return screen


async def test_a_label_is_split_by_going_through_what_carries_it(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await splitting(pilot, "1", "1", "1", "1")
        assert "1 of 4 · 0 stay · 0 took Figure · 4 to decide" in screen_text(pilot)
        assert "WASHINGTON (Sample Wire)" in screen_text(pilot)
        await press(pilot, "2", "space", "1")
        assert carried(screen.notebook) == ["Figure", "Claim", "Claim", "Claim"]
        assert "4 of 4 · 1 stay · 1 took Figure · 2 to decide" in screen_text(pilot)
        await press(pilot, "2")  # the one that was put off comes round
        assert "2 of 4" in screen_text(pilot)
        await press(pilot, "2")
        assert "all of them are decided" in screen_text(pilot)
        assert carried(screen.notebook) == ["Figure", "Figure", "Claim", "Figure"]
        await press(pilot, "b", "1")  # back to the first, and decided anew
        assert carried(screen.notebook) == ["Claim", "Figure", "Claim", "Figure"]
        await press(pilot, "u", "u")
        assert carried(screen.notebook) == ["Figure", "Claim", "Claim", "Figure"]
        assert "2 of 4" in screen_text(pilot) and "undone: change 1 annotation to Figure" in screen_text(pilot)
        await press(pilot, "ctrl+r", "escape")
        assert pilot.app.screen is screen and screen.label and screen.label.name == "Figure"
        await press(pilot, *"uuuu")
        assert carried(screen.notebook) == ["Claim"] * 4 and screen.notebook.codebook.by_name("Figure") is None
        await press(pilot, "u")
        assert "esc, then u takes it back" in screen_text(pilot)


@pytest.mark.parametrize("size", [NARROW, (80, 24), WIDE, (200, 50)])
async def test_what_is_decided_is_in_view_with_what_follows(tmp_path: Path, size: tuple[int, int]) -> None:
    async with program(tmp_path / "n.json").run_test(size=size) as pilot:
        await splitting(pilot, *"1J1j1j1jjjjjj1jjjjjjjj1jjjj1G1")
        screen = pilot.app.screen
        assert isinstance(screen, SplittingScreen)
        reader, seen = screen.reader, set[str]()
        for _ in range(8):
            assert reader.here
            sentence = reader.page.text[slice(*reader.here)]
            seen.add(sentence)
            rows = [row for row in screen_text(pilot).splitlines() if "▏" in row]
            beginning = sentence.split()[: 5 if size == NARROW else None]  # there only so much has room
            assert set(beginning) <= {word for row in rows for word in row.split()}
            await press(pilot, "space")
        assert len(seen) == 8


async def test_a_split_goes_on_with_a_label_that_is_there(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=NORMAL) as pilot:
        screen = await splitting(pilot, "1", "1")
        await press(pilot, "2", "u", "u", "escape", "k", "S", *"figure", "enter")
        assert "no decision of yours" not in screen_text(pilot)
        assert isinstance(pilot.app.screen, SplittingScreen) and len(names(screen.notebook)) == 6
        await press(pilot, "n", "k")
        assert carried(screen.notebook) == ["Figure", "Claim"]
        await press(pilot, "escape", "G", "S")
        assert "nothing carries Background" in screen_text(pilot)


async def test_what_stands_in_no_open_article_is_decided_by_its_own_words(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        from tests.model.examples import article

        notebook, elsewhere = reading(pilot).notebook, article()
        notebook.label(elsewhere, target_of(elsewhere, 25, 42, Scope.SPAN), named(notebook, "Claim"), "ben")
        notebook.label(elsewhere, target_of(elsewhere, 0, 0, Scope.ARTICLE), named(notebook, "Claim"), "ben")
        await splitting(pilot)
        assert "not open: these are its words around it" in screen_text(pilot)
        await press(pilot, "2")
        assert "Mayor says taxes fell. Critics disagree." in screen_text(pilot) and "ben" in screen_text(pilot)
        await press(pilot, "2")
        assert carried(notebook) == ["Figure", "Figure"]


# Files


async def test_a_code_book_is_written_and_read_back(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "r", "ctrl+u", *"Says", "enter", "e")
        pilot.app.screen.query_one(Input).value = str(tmp_path / "book.toml")
        await press(pilot, "enter")
        assert "wrote 5 labels to" in screen_text(pilot)
        text = (tmp_path / "book.toml").read_text()
        (tmp_path / "book.toml").write_text(f'{text}\n[[label]]\nname = "Frame"\nkey = "1"\ncolr = "red"\n')
        await press(pilot, "u", "i")
        pilot.app.screen.query_one(Input).value = str(tmp_path / "nowhere.toml")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Ask) and "there is no file" in screen_text(pilot)
        pilot.app.screen.query_one(Input).value = str(tmp_path / "book.toml")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Tell)
        shown = screen_text(pilot)
        assert "Frame: colr is passed over" in shown and "Frame: 1 is the key of Says; it gets 6" in shown
        await press(pilot, "escape")
        assert names(screen.notebook) == ["Says", "Fact", "Quote", "Opinion", "Background", "Frame"]
        await press(pilot, "u")
        assert names(screen.notebook)[0] == "Claim"


# Picking, and what the foot shows


def many(notebook: Notebook, count: int = 32) -> Sequence[Label]:
    """So many labels, some nested."""
    for number in range(count - 5):
        add_label(notebook, f"Label {number:02}", notebook.codebook.by_id("claim") if number % 3 else None)
    return notebook.codebook.labels


async def test_the_code_book_of_a_notebook_in_use_is_only_looked_at(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as first:
        await first.press("1")
        async with program(tmp_path / "n.json").run_test(size=WIDE) as second:
            screen = await opened(second)
            for key in ["j", *"aArdcsnNKJfovmSRxiu", "ctrl+r"]:
                screen.say("")
                await press(second, key)
                assert second.app.screen is screen, "nothing is asked"
                assert ("read-only: nothing can be changed" in screen_text(second)) is (key != "j"), key
            assert screen.label == named(screen.notebook, "Fact"), "to be looked at"
            await press(second, "t", *"quote", "enter")
            assert screen.label == named(screen.notebook, "Quote")
        closed(first)


async def test_every_label_has_a_key_that_picks_it(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        labels = many(reading(pilot).notebook, 36)
        assert len({label.key for label in labels}) == 36 and {len(label.key) for label in labels} == {1}
        picked: list[Label | None] = []
        book = reading(pilot).notebook.codebook
        for label in (labels[0], labels[17], labels[-1]):
            await pilot.app.push_screen(PickLabel(book, "it", at_once=True), picked.append)
            await press(pilot, label.key)
        assert picked == [labels[0], labels[17], labels[-1]]


async def test_a_key_that_goes_on_waits_for_the_rest_or_enter(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        notebook = reading(pilot).notebook
        for key, name in (("f", "Frame"), ("fc", "Conflict")):
            change_label(notebook, replace(add_label(notebook, name), key=key))
        picked: list[Label | None] = []
        for keys in (("f", "enter"), ("f", "c")):
            await pilot.app.push_screen(PickLabel(notebook.codebook, "it", at_once=True), picked.append)
            await press(pilot, *keys)
        assert [label and label.name for label in picked] == ["Frame", "Conflict"]


async def test_a_label_not_for_this_is_shown_but_not_taken(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        notebook = reading(pilot).notebook
        change_label(notebook, replace(named(notebook, "Claim"), scope="article"))
        picked: list[Label | None] = []
        await pilot.app.push_screen(PickLabel(notebook.codebook, "it", scope="sentence", at_once=True), picked.append)
        await press(pilot, "1")
        assert "Claim is for whole articles" in screen_text(pilot)
        await press(pilot, "enter")
        assert picked == []
        await press(pilot, "backspace", "enter")  # of all, the first that can be taken
        assert [label and label.name for label in picked] == ["Fact"]


async def test_the_labels_used_last_stand_on_top_until_something_is_typed(tmp_path: Path) -> None:
    async with program(tmp_path / "n.json").run_test(size=WIDE) as pilot:
        notebook = reading(pilot).notebook
        change_label(notebook, replace(named(notebook, "Quote"), retired=True))
        recent = [named(notebook, name) for name in ("Background", "Quote", "Fact")]
        picked: list[Label | None] = []
        for keys in ((), ("down",), ("c",)):
            await pilot.app.push_screen(PickLabel(notebook.codebook, "it", recent=recent), picked.append)
            await press(pilot, *keys, "enter")
        assert [label and label.name for label in picked] == ["Background", "Fact", "Claim"]


@pytest.mark.parametrize("size", [NARROW, (20, 6), (80, 24), (200, 50)])
async def test_the_code_book_can_be_worked_with_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with program(tmp_path / "n.json").run_test(size=size) as pilot:
        screen = await splitting(pilot, "1", "1")
        await press(pilot, "2", "question_mark", "escape", "escape", "question_mark", "escape")
        await press(pilot, "pagedown", "pageup", "ctrl+d", "ctrl+u", "G", "g", "j", "R")
        assert carried(screen.notebook) == ["Figure", "Claim"] and named(screen.notebook, "Figure").retired
