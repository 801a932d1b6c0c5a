"""What is found in small libraries: copies and quotations, and nothing in unrelated articles."""

import time
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sharing.library import HARBOUR, SUMMIT, WEATHER, article, pair_of, text_of
from tui.model.article import Article
from tui.model.sentences import sentence_spans
from tui.model.shared import Kind, Sharing
from tui.sharing.index import Progress, find_shared
from tui.sharing.tokens import FEWEST_TOKENS, tokens


def kinds(sharing: Sharing) -> list[Kind]:
    return [pair.kind for pair in sharing.pairs]


def test_unrelated_articles_share_nothing() -> None:
    extra = "\nHe declined to comment.\nMore on this soon."
    assert find_shared([article(text + extra) for text in (SUMMIT, HARBOUR, WEATHER)]).pairs == ()


def test_a_short_sentence_counts_between_articles_about_the_same() -> None:
    one, other = article(SUMMIT + "\nHe declined to comment.", "a"), article("He declined to comment.\n" + SUMMIT, "b")
    assert pair_of(find_shared([one, other]), one, "He declined", other, "He declined") is not None


@settings(max_examples=25)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["the", "of", "stone", "river", "12", "said", "Kyiv", "élan", "“so”", "北京市"]),
            min_size=1,
            max_size=12,
        ),
        min_size=1,
        max_size=12,
    )
)
def test_a_reprint_is_verbatim_from_four_tokens_on(lines: list[list[str]]) -> None:
    text = "\n".join(" ".join(line) for line in lines)
    one, other = article(text, "one"), article(text, "other")
    sharing = find_shared([one, other])
    for start, end in sentence_spans(text):
        if len(tokens(text, start, end)) >= FEWEST_TOKENS:
            found = [p for p in sharing.pairs if (p.a.start, p.a.end) == (p.b.start, p.b.end) == (start, end)]
            assert [pair.kind for pair in found] == [Kind.VERBATIM]


EDITS = {
    Kind.VERBATIM: "THE call lasted more than two hours -- and both sides called it useful!",
    Kind.EDITED: "The call lasted more than three hours, and all sides called it useful.",
    Kind.PARAPHRASE: "Both sides called useful a call that had lasted more than two hours.",
    Kind.PARTIAL: (
        "The call, which lasted more than two hours and which both sides called useful, was a rare one for leaders who "
        "had not spoken since spring and whose aides quarrel about the agenda and the order of the motorcades."
    ),
}


@pytest.mark.parametrize("kind", EDITS)
def test_kinds(kind: Kind) -> None:
    one, other = article(SUMMIT), article(EDITS[kind] + "\nHungary is glad of the presidents’ summit in Budapest.")
    pair = pair_of(find_shared([one, other]), one, "The call lasted", other, EDITS[kind])
    assert pair is not None
    assert pair.kind is kind
    assert not pair.figures_differ


ALIKE = "The call between the leaders, their longest since spring, was useful, aides to both sides said on Friday."


def test_similar_wording_is_found_when_asked_for() -> None:
    one, other = article(SUMMIT, "one"), article(f"{ALIKE}\n{SUMMIT.splitlines()[0]}\n{SUMMIT.splitlines()[4]}")
    everything = find_shared([one, other], kinds=set(Kind))
    pair = pair_of(everything, one, "The call lasted", other, ALIKE)
    assert pair is not None and pair.kind is Kind.SIMILAR
    assert not any({pair.a, pair.b} & set(group.members) for group in everything.groups)
    usual = find_shared([one, other])
    assert usual.pairs == tuple(pair for pair in everything.pairs if pair.kind is not Kind.SIMILAR)
    assert usual.groups == everything.groups


def test_a_quotation_is_told_by_its_words_alone() -> None:
    words = "We need every missile for our own arsenals, and that is the end of it"
    one = article(SUMMIT)
    other = article(
        f'Asked about exports on his way to Budapest, he was blunt: "{words}." Then the door of the aircraft closed.'
    )
    (pair,) = find_shared([one, other]).pairs
    assert pair.kind is Kind.QUOTE
    assert [text_of(side, [one, other]) for side in (pair.a, pair.b)] == [words, words]


def test_a_changed_figure_is_said() -> None:
    one = article(SUMMIT + "\nThe missiles have a range of 1,600 kilometres and cost 2 million each.")
    other = article(SUMMIT + "\nThe missiles have a range of 1,900 kilometres and cost 2 million each.", "other")
    pair = pair_of(find_shared([one, other]), one, "The missiles have", other, "The missiles have")
    assert pair is not None
    assert (pair.kind, pair.figures_differ) == (Kind.EDITED, True)


def test_names_may_be_spelled_otherwise() -> None:
    one = article("President Volodymyr Zelenskyy flew from Kyiv to Washington on Friday to plead for missiles.")
    other = article("President Volodymyr Zelenskiy flew from Kiev to Washington on Friday to plead for missiles.")
    (pair,) = find_shared([one, other]).pairs
    assert pair.kind is Kind.EDITED
    assert pair.score == 1.0


LANGUAGES = {
    "de": "Die beiden Präsidenten einigten sich am Donnerstag auf ein Treffen in Budapest im nächsten Monat.",
    "fr": "Les deux présidents sont convenus jeudi de se rencontrer à Budapest pour mettre fin à la guerre.",
    "es": "Los dos presidentes acordaron el jueves reunirse en Budapest para hablar del fin de la guerra.",
    "ru": "Два президента договорились в четверг встретиться в Будапеште, чтобы обсудить окончание войны.",
    "ar": "اتفق الرئيسان يوم الخميس على الاجتماع في بودابست لمناقشة إنهاء الحرب في أوكرانيا.",
    "zh": "两位总统星期四同意在布达佩斯会面，讨论结束乌克兰战争的问题。",
    "ja": "両大統領は木曜日、ブダペストで会談し、ウクライナ戦争の終結について話し合うことで合意した。",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages(language: str) -> None:
    sentence = LANGUAGES[language]
    one = article(sentence + "\n" + HARBOUR, "one", language=language)
    other = article(WEATHER + "\n" + sentence, "other", language=language)
    (pair,) = find_shared([one, other]).pairs
    assert pair.kind is Kind.VERBATIM
    assert text_of(pair.a, [one, other]) == sentence


def test_the_order_of_the_articles_changes_only_the_sides() -> None:
    articles = [
        article(SUMMIT, "a"),
        article(SUMMIT.replace("two", "three"), "b"),
        article(HARBOUR + "\n" + SUMMIT, "c"),
    ]
    found = [
        {frozenset((pair.a, pair.b)): (pair.kind, pair.score) for pair in find_shared(order).pairs}
        for order in permutations(articles)
    ]
    assert found[0]
    assert all(other == found[0] for other in found)


def test_pairs_come_in_the_order_of_the_library_each_once() -> None:
    articles = [article(SUMMIT, source) for source in "abc"]
    places = {one.id: place for place, one in enumerate(articles)}
    pairs = find_shared(articles).pairs
    keys = [(places[p.a.article], places[p.b.article], p.a.start, p.b.start) for p in pairs]
    assert keys == sorted(set(keys))
    assert all(a < b for a, b, *_ in keys)


@pytest.mark.parametrize(
    "text",
    ["a" * 5_000_000, "a b " * 1_000_000, "“" * 200_000, "so it is. " * 100_000, "它" * 500_000, "1,1" * 300_000,
     "a'" * 500_000, "e\u0301" * 500_000, "\ud800\x00\x9b" * 1000, "", "\n\n"],
    ids=lambda text: repr(text[:10]),
)  # fmt: skip
def test_hostile_text_is_borne(text: str) -> None:
    began = time.process_time()
    find_shared([Article("a", "", text), Article("b", "", text), article(SUMMIT)])
    assert time.process_time() - began < 15


def test_no_articles_share_nothing() -> None:
    assert find_shared([]) == find_shared([article(SUMMIT)]) == Sharing()


def test_progress_goes_forward_to_the_end() -> None:
    told: list[Progress] = []
    find_shared([article(SUMMIT), article(SUMMIT, "other")], told.append)
    fractions = [progress.fraction for progress in told]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
