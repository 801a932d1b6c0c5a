"""A target is found again in a changed text where that is beyond doubt, and nowhere else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.model.examples import article
from tui.model.anchoring import found_again
from tui.model.annotation import CONTEXT, Scope, Target, target_of
from tui.model.article import Article

BEFORE = "The council met in the old town hall on Tuesday evening. "
CLAIM = "Taxes fell by two per cent last year, the mayor told the council. "
AFTER = "Critics of the budget disagreed, and asked for the figures. "
ELSEWHERE = "Nobody in the room could say where the money for schools had gone. "


def part(of: Article, quote: str, scope: Scope = Scope.SENTENCE, nth: int = 0) -> Target:
    """The target for the nth place where a quote stands."""
    start = -1
    for _ in range(nth + 1):
        start = of.text.index(quote.strip(), start + 1)
    return target_of(of, start, start + len(quote.strip()), scope)


def found(target: Target, text: str) -> int | None:
    """Where a target is found in a new text."""
    now = article(text)
    (again,) = found_again([target], now)
    if again is None:
        return None
    assert again == target_of(now, again.start, again.start + len(target.quote), target.scope)
    assert again.quote == target.quote and again.article == now.id
    return again.start


def test_in_the_same_text_all_is_where_it_was() -> None:
    one = article(BEFORE + CLAIM * 3 + AFTER)
    targets = [part(one, CLAIM, nth=nth) for nth in range(3)] + [target_of(one, 0, 0, Scope.ARTICLE)]
    renamed = article(one.text, "Another Wire")
    again = found_again(targets, renamed)
    assert [here and (here.article, here.start) for here in again] == [(renamed.id, one.start) for one in targets]


def test_a_paragraph_before_it_moves_a_sentence_along() -> None:
    target = part(article(CLAIM + AFTER), CLAIM)
    assert found(target, ELSEWHERE + "\n\n" + CLAIM + AFTER) == len(ELSEWHERE) + 2


def test_a_changed_or_deleted_sentence_is_not_found() -> None:
    target = part(article(BEFORE + CLAIM + AFTER), CLAIM)
    assert found(target, BEFORE + CLAIM.replace("two", "three") + AFTER) is None
    assert found(target, BEFORE + AFTER) is None


def test_a_sentence_whose_surroundings_all_changed_is_found_while_it_stands_once() -> None:
    target = part(article(BEFORE + CLAIM + AFTER), CLAIM)
    assert found(target, ELSEWHERE + CLAIM + ELSEWHERE) == len(ELSEWHERE)
    assert found(target, CLAIM + ELSEWHERE + CLAIM + ELSEWHERE) is None


def test_of_several_that_with_both_surroundings_is_it() -> None:
    target = part(article(BEFORE + CLAIM + AFTER), CLAIM)
    assert found(target, CLAIM + BEFORE + CLAIM + AFTER + CLAIM) == len(CLAIM + BEFORE)


def test_of_several_one_surrounding_decides_only_where_it_alone_agrees() -> None:
    target = part(article(BEFORE + CLAIM + AFTER), CLAIM)
    assert found(target, CLAIM + ELSEWHERE + CLAIM + AFTER) == len(CLAIM + ELSEWHERE)
    assert found(target, BEFORE + CLAIM + ELSEWHERE + CLAIM + AFTER) is None


def test_the_beginning_and_the_end_of_a_text_are_surroundings_too() -> None:
    first, last = part(article(CLAIM + AFTER), CLAIM), part(article(BEFORE + CLAIM), CLAIM)
    assert found(first, CLAIM + ELSEWHERE + CLAIM + ELSEWHERE) == 0
    assert found(last, CLAIM + ELSEWHERE + CLAIM) == len(CLAIM + ELSEWHERE)


def test_a_sentence_repeated_with_the_same_surroundings_is_not_found() -> None:
    passage = BEFORE + CLAIM + AFTER
    target = part(article(passage), CLAIM)
    assert found(target, passage + ELSEWHERE + passage) is None


def test_of_two_that_were_annotated_and_one_that_is_left_only_the_one_with_its_surroundings_is_found() -> None:
    old = article(BEFORE + CLAIM + AFTER + ELSEWHERE + CLAIM)
    both = [part(old, CLAIM), part(old, CLAIM, nth=1)]
    left = article(BEFORE + CLAIM + AFTER + ELSEWHERE)
    assert [here and here.start for here in found_again(both, left)] == [len(BEFORE), None]
    assert found_again(both, article("Now: " + CLAIM)) == [None, None]


@pytest.mark.parametrize("new", ["The mayor spoke of a new tax on salt. ", "A tax on sugar was voted down. "])
def test_a_few_words_are_not_found_in_another_sentence(new: str) -> None:
    old = article(BEFORE + "The tax on cars was the first to go that spring. " + AFTER)
    assert found(part(old, "tax", Scope.SPAN), ELSEWHERE + new + ELSEWHERE) is None
    assert found(part(old, "tax", Scope.SPAN), old.text.replace("cars", "vans")) == old.text.index("tax")


@pytest.mark.parametrize(
    ("quote", "was", "now"),
    [
        ("art", "the art of war", "the party of war"),
        ("Iran", "in Iran and Iraq", "in Iranian Iraq"),
        ("cafe", "at the cafe today", "at the cafe\u0301 today"),
        ("👩", "a 👩 spoke", "a 👩\u200d🚀 spoke"),
        ("👍", "a 👍 here", "a 👍🏽 here"),
        ("\N{REGIONAL INDICATOR SYMBOL LETTER D}", "x\U0001f1e9 y", "x\U0001f1e9\U0001f1ea y"),
    ],
)
def test_no_edge_falls_within_a_word_or_a_visible_character(quote: str, was: str, now: str) -> None:
    old = article(BEFORE + was + ". " + AFTER)
    target = part(old, quote, Scope.SPAN)
    assert found(target, ELSEWHERE + BEFORE + was + ". " + AFTER) is not None
    assert found(target, BEFORE + now + ". " + AFTER) is None


def test_what_was_part_of_a_word_stays_so() -> None:
    target = part(article(BEFORE + "They are uncovered. " + AFTER), "covered", Scope.SPAN)
    assert found(target, ELSEWHERE + BEFORE + "They are uncovered. " + AFTER) is not None


def test_a_sentence_that_is_now_part_of_a_longer_one_keeps_its_words() -> None:
    target = part(article(BEFORE + CLAIM + AFTER), CLAIM[:-2])
    longer = BEFORE + CLAIM.replace("council. ", "council, and smiled. ") + AFTER
    assert found(target, longer) == len(BEFORE)


def test_nothing_in_a_notebook_that_others_wrote_goes_astray() -> None:
    odd = [Target("x", scope, 3, 1, quote, "", "", "") for scope in Scope for quote in ("", "\x02T", "\x03", "zz")]
    for here in found_again(odd, article(CLAIM)):
        assert here is None or here.scope is Scope.ARTICLE


SENTENCES = st.sampled_from(
    ["No. ", "He said no. ", "No comment. ", CLAIM, AFTER, "She said, and he said no. ", "\n\n"]
)
TEXTS = st.lists(SENTENCES, max_size=8).map("".join)


@given(TEXTS, SENTENCES.filter(str.strip), TEXTS, TEXTS, TEXTS)
@example(CLAIM, CLAIM, "", "", CLAIM)
def test_while_it_stands_in_its_surroundings_it_is_never_taken_for_a_lookalike(
    before: str, sentence: str, after: str, added_above: str, added_below: str
) -> None:
    old = article(before + sentence + after)
    quote = sentence.strip()
    target = target_of(old, len(before), len(before) + len(quote), Scope.SENTENCE)
    # What is kept of its surroundings stays; anything may be added beyond.
    above = added_above if len(before) >= CONTEXT else ""
    below = added_below if len(old.text) - target.end >= CONTEXT else ""
    new = above + old.text + below
    here = found(target, new)
    assert here in (None, len(above) + target.start)
    around = target.prefix + quote + target.suffix
    if new.count(around) == 1 and new.find(around, new.find(around) + 1) < 0:
        assert here is not None


@given(st.text("aAé \u0301\u200d🇩🇪👍🏽日.", max_size=30), st.data())
def test_what_is_found_stands_there(text: str, data: st.DataObject) -> None:
    old = article("." + text)
    start = data.draw(st.integers(0, len(old.text) - 1))
    target = target_of(old, start, data.draw(st.integers(start + 1, len(old.text))), Scope.SPAN)
    new = data.draw(st.text("aAé \u0301\u200d🇩🇪👍🏽日.", max_size=10)) + old.text * data.draw(st.integers(1, 2))
    here = found(target, "." + new)
    assert here is None or ("." + new).startswith(target.quote, here)
