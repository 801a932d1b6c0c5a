"""Where a sentence ends. In every table a bar stands for a boundary inside a line."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.model.sentences import LANGUAGES, sentence_spans


def sentences(text: str, language: str = "") -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, language)]


def check(marked: str, language: str) -> None:
    text = marked.replace("|", "")
    assert sentences(text, language) == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize(
    "marked",
    [
        # plain ends, and marks that end nothing
        "It rained.| Nobody came!| Why?| The hall was closed.",
        "Oil rose 3.5 percent to $61.20 a barrel.| Gas fell.",
        "See https://example.com/a.b?c=D.Html or write to Ana.Silva@example.com.| Then wait.",
        "The minister (he resigned!) left.| His deputy (who?) stayed.",
        "He said . . . nothing.| Well... maybe.| So …| Yes.",
        # titles, initials, acronyms
        "Mr. Smith met Dr. An, Sen. Will May and Lt. Gen. He in St. Louis.| They agreed.",
        "George W. Bush and J. K. Rowling met Edwin P. Wilson.| All three left.",
        "He moved to the U.S.| The Senate objected.",
        "He joined the U.S. Navy and the U.S. WHO mission in Washington, D.C., in 2003.",
        "After World War I.| The treaty followed.",
        "the U.S.’ Kurdish allies, e.g. The Hague, vs. The Crown",
        # numbers
        "No. 5 beat No. 7 on Jan. 3 in Vol. II, p. 12.| Nobody saw it.",
        "The answer is no.| We left in Jan.| Nothing changed.",
        "1. Buy milk.| Then go.",
        "He was 25.| Nine others were older.",
        # companies and the clock
        "Apple Inc. Chief Executive Tim Cook spoke.| He works for Apple Inc.| Shares rose.",
        "It began at 8 p.m. EST on Monday.| It ended at 9 p.m.| Police came at 10 p.m. Moscow time.",
        # quotations
        "“We won.| We are proud,” he said.",
        "“We won.| We are proud.”| The crowd left.",
        '"We won."| "Did you?"| The crowd left.',
        "“We are ready!” Prime Minister Viktor Orban posted on X on Friday.| He smiled.",
        "“Are they?” Mr. Jordan asked.| “Is it time?” she said.",
        "“Are they?”| Smith said that the talks had failed.",
        "“It is over.” Orban said on X.| “It is over.”| Orban left.",
        "“It set a stage.” Trump said on Air Force One.| He left.",
        "“It's a long game.” — Matthew Ingram",
        "It was over.’| The rest was silence.",
        # a space lost between two sentences
        'He flew to Kyiv.|"The planned trip is off," he said.',
        'He said "we fly to Kyiv."|The planned trip is off.',
        "He flew to Moscow.|Since then nothing.|“Why?”|Nobody knows.|It was 2014.|The war came.",
        "Node.Js, ASP.Net, Example.Com, Mr.Smith, Ph.D. work and U.S.-Russia ties",
        # what news wears around its sentences
        "KYIV, Ukraine (AP) — The talks ended.| (Reuters)",
        "PONCHATOULA, La. -- Deputies came.| AUGUSTA, Me. was next.",
        "The talks ended.[12]| Nobody won. [3]| The end.",
        "Prices fell.| iPhone sales rose.| al-Qaeda grew.| www.example.com has more.",
    ],
)
def test_english(marked: str) -> None:
    check(marked, "en")
    check(marked, "")


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("de", "Am 3. Oktober kam der 19. Parteitag, z. B. Berlin.| „Wir gehen.“| Dann gingen sie."),
        ("de", "»Ich gehe.«| »Wohin?«, fragte sie.| Nr. 5 blieb, Dr. Merkel auch."),
        ("fr", "« Je pars. »| M. Dupont est parti à 10 h.| « Où ? » a-t-il dit."),
        ("es", "¿Viene?| ¡No!| El Sr. Pérez vive en EE. UU. desde el 300 a. C.| En Roma nació."),
        ("ru", "А. С. Пушкин жил в г. Москве, на ул. Тверской.| «Да?» – спросил он.| И т. д.| Потом ушёл."),
        ("uk", "Він жив у 1916 р. у Києві (див. Як це було).| Потім поїхав."),
        ("ar", "هل انتهت الحرب؟| نعم.| قال د. محمد ذلك.|وأضاف أن الحرب انتهت."),
        ("zh", "“你好。”|他走了！|价格是3.5元。|“是吗？”他说。|完了"),
        ("ja", "「行きます。」と彼は言った。|「はい。」|そうですか？|はい。"),
        ("ko", "그는 갔다.| 그녀도 갔다.|모두 갔다."),
        ("hi", "वह गया।| वह आई।"),
        ("el", "Έφυγε.| Ο κ. Παπαδόπουλος γύρισε!| Ναι."),
        ("ka", "ის წავიდა.| ის დაბრუნდა."),
    ],
)
def test_other_languages(language: str, marked: str) -> None:
    check(marked, language)


def test_a_day_ordinal_needs_no_language() -> None:
    check("Am 3. Oktober kam sie.| Er blieb.", "")


def test_an_unknown_language_is_as_good_as_none() -> None:
    check("It rained.| Mr. Smith stayed.", "xx")


def test_every_line_end_is_a_boundary() -> None:
    text = "A headline without a stop\r\nBy A. Writer\n\n  The U.S.\nNavy left. \u2028It"
    assert sentences(text) == [
        "A headline without a stop",
        "By A. Writer",
        "The U.S.",
        "Navy left.",
        "It",
    ]


@pytest.mark.parametrize("blank", ["", " ", "\n", "\t \n\u3000\x1f\x85"])
def test_white_space_holds_no_sentence(blank: str) -> None:
    assert sentence_spans(blank) == []


TELLING_MARKS = ".!?…。？؟।\"'“”«»‘’「」()[]-—–/@•¿ \n\t\xa0\u2028\x00\u200b\ud800İß说とمв"
TELLING_WORDS = [
    "Mr",
    "U.S",
    "p.m",
    "Inc",
    "No",
    "The",
    "he",
    "Smith said",
    "KYIV, ",
    "word",
    "12",
    "www.",
    "[12]",
]
TELLING_TEXT = st.lists(st.sampled_from([*TELLING_MARKS, *TELLING_WORDS]), max_size=40).map("".join)


@given(st.one_of(TELLING_TEXT, st.text()), st.sampled_from(["", *sorted(LANGUAGES)]))
@example("a. \ud800. B", "")
def test_spans_cover_all_but_white_space_in_order(text: str, language: str) -> None:
    spans = sentence_spans(text, language)
    end_before = 0
    for start, end in spans:
        assert end_before <= start < end
        assert not text[end_before:start].strip()
        assert text[start:end] == text[start:end].strip()
        assert len(text[start:end].splitlines()) == 1
        end_before = end
    assert not text[end_before:].strip()


@pytest.mark.parametrize(
    "unit", ["a.", '"', ".", "x", "A. ", "3. ", "( ", '."Ab', ".” Ab ", "No? ", "是。」", "A, A", "A.\n"]
)
def test_a_hostile_text_takes_time_by_its_length(unit: str) -> None:
    text = (unit * 300_000)[:300_000]  # a quadratic step would run into the time limit
    spans = sentence_spans(text)
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text.rstrip())
