from collections.abc import Callable

from hypothesis import example, given
from hypothesis import strategies as st

from tests.widgets.test_text_layout import FAMILY, FLAG, THUMB, texts
from tui.model.sentences import sentence_spans
from tui.widgets.characters import character_after
from tui.widgets.selection import Selectable, Selection, Unit

Move = tuple[str, int]
MOVES: list[Move] = [
    *((unit.name, by) for unit in Unit for by in (1, -1)), ("alone", 1), ("alone", -1), ("other edge", 0),
]  # fmt: skip
prose = st.lists(
    st.sampled_from(
        ["One", "two.", "don’t", "Three", "x-y", "\n", "\n\n", " ", " ", FAMILY, FLAG, THUMB, "e\u0301", "日本。"]
    ),
    max_size=40,
).map(" ".join)


def text_of(text: str) -> Selectable:
    return Selectable(text, sentence_spans(text))


def moved(selection: Selection, text: Selectable, move: Move) -> Selection:
    what, by = move
    if what == "alone":
        return selection.next_word(text, by)
    return selection.extended(text, Unit[what], by) if by else selection.other_edge()


def shown(selection: Selection, text: Selectable) -> str:
    """The selection in its text, `|` at the edge that moves."""
    start, end = ("[", "|") if selection.at_end else ("|", "]")
    whole = text.text
    return whole[: selection.start] + start + whole[selection.start : selection.end] + end + whole[selection.end :]


@given(st.one_of(texts, prose), st.integers(0, 60), st.integers(0, 60), st.lists(st.sampled_from(MOVES), max_size=30))
@example("\u200b a", 0, 1, [("CHARACTER", -1), ("WORD", 1)])
def test_however_it_is_moved_it_has_whole_characters_and_the_way_back_is_the_way_there(
    text: str, start: int, end: int, moves: list[Move]
) -> None:
    ground = text_of(text)
    selection = ground.selection(start, end)
    if selection is None:
        assert not text.strip("\n")
        return
    parted = {0, len(text)}
    character = character_after(text, 0)
    while character:
        parted.update(character)
        character = character_after(text, character[1])
    parted.update(at + after for at, one in enumerate(text) if one == "\n" for after in (0, 1))
    way: list[tuple[Selection, Move]] = [(selection, ("", 0))]
    for what, by in moves:
        after = moved(selection, ground, (what, by))
        assert 0 <= after.start < after.end <= len(text)
        assert {after.start, after.end} <= parted
        if after != selection:
            assert moved(after, ground, (what, -by)) == selection
            if (what, -by) == way[-1][1]:
                way.pop()
            else:
                way.append((after, (what, by)))
        selection = after
    while len(way) > 1:
        _, (what, by) = way.pop()
        selection = moved(selection, ground, (what, -by))
        assert selection == way[-1][0]


Walk = Callable[[str], str]


def walk(text: str, offset: int = 0, sentence: int = 0) -> Walk:
    """What keys make of the first word at an offset: l h words, L H characters, j k sentences, w b alone, o."""
    keys: dict[str, Move] = dict(zip("lhLHjkwbo", [
        ("WORD", 1), ("WORD", -1), ("CHARACTER", 1), ("CHARACTER", -1), ("SENTENCE", 1), ("SENTENCE", -1),
        ("alone", 1), ("alone", -1), ("other edge", 0),
    ], strict=True))  # fmt: skip
    ground = text_of(text)

    def walked(pressed: str) -> str:
        selection = ground.first_word(offset, sentence_spans(text)[sentence])
        assert selection is not None
        for key in pressed:
            selection = moved(selection, ground, keys[key])
        return shown(selection, ground)

    return walked


def test_words() -> None:
    after = walk("One two, three.\n\nFour five.", 4)
    assert after("") == "One [two|, three.\n\nFour five."
    assert after("l") == "One [two, three|.\n\nFour five."
    assert after("ll") == "One [two, three.\n\nFour| five."
    assert after("llh") == after("l")
    assert after("h") == "|One two], three.\n\nFour five."  # it never vanishes: the other edge goes on
    assert after("hl") == after("")
    assert after("ol") == after("l")
    assert after("lol") == "One two, |three].\n\nFour five."
    assert after("lolll") == "One two, [three.\n\nFour five|."
    assert after("hhhhl") == after("")
    assert after("lllllllhl") == after("lll")


def test_characters() -> None:
    after = walk(f"One {THUMB}{FLAG} e\u0301. Two.\n\nThree.")
    assert after("HH") == f"[O|ne {THUMB}{FLAG} e\u0301. Two.\n\nThree."
    assert after("HHH") == after("HH")
    assert after("LLL") == f"[One {THUMB}{FLAG}| e\u0301. Two.\n\nThree."
    assert after("LLLLL") == f"[One {THUMB}{FLAG} e\u0301|. Two.\n\nThree."
    assert after("LLLLLH") == after("LLLL")
    assert after("wLL") == f"One {THUMB}{FLAG} [e\u0301. |Two.\n\nThree."
    assert after("wHL") == f"One {THUMB}{FLAG} [e\u0301|. Two.\n\nThree."
    assert after("wH") == f"One {THUMB}{FLAG}| e\u0301]. Two.\n\nThree."
    assert after("wwLL") == f"One {THUMB}{FLAG} e\u0301. [Two.\n\nT|hree."  # a line break is no character
    assert after("wwLLH") == after("wwL")


def test_sentences() -> None:
    after = walk("One two. Three four. Five.", 9, 1)
    assert after("j") == "One two. [Three four.| Five."
    assert after("jj") == "One two. [Three four. Five.|"
    assert after("jjj") == after("jj")
    assert after("jk") == after("")
    assert after("k") == "|One two. Three] four. Five."
    assert after("wk") == "One two. |Three four]. Five."
    assert after("wlk") == "One two. Three [four.| Five."
    assert after("wkk") == "|One two. Three four]. Five."


def test_the_next_word_alone() -> None:
    after = walk("One two. Three four.")
    assert after("ww") == "One two. [Three| four."
    assert after("wwb") == after("w")
    assert after("lw") == "One two. [Three| four."
    assert after("lwb") == after("l")
    assert after("b") == after("")
    assert after("wwwwww") == after("www") == "One two. Three [four|."


def test_where_it_starts() -> None:
    text = text_of("“One” two-fold. ***\n\n*** Three")
    sentences = sentence_spans(text.text)
    assert text.first_word(0, sentences[0]) == Selection(1, 4)
    assert text.first_word(9, sentences[0]) == Selection(6, 14)
    stars = text.text.index("***")
    assert text.first_word(stars, (stars, stars + 3)) == Selection(stars, stars + 3)
    assert text.words(2, 8) == Selection(1, 14)
    assert text.words(4, 5) == Selection(4, 5)
    assert text_of("").selection(0, 5) is None
    assert text_of("ab").selection(9, 1) == Selection(1, 2)
    assert text_of("ab").selection(2, 2) == Selection(1, 2)
