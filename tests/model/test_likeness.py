"""Where a quote that is not found may belong: the likeliest places first."""

from tests.model.examples import article
from tui.model.annotation import Scope, Target, target_of
from tui.model.article import Article
from tui.model.likeness import MOST_PLACES, likely_places
from tui.model.sentences import sentence_spans

FIRST = "The mayor told the council that taxes fell last year. "
SECOND = "Critics of the budget disagreed, and asked for the figures. "
THIRD = "The vote on next year's budget is on Friday afternoon."
OLD = article(FIRST + SECOND + THIRD)


def part(quote: str, scope: Scope = Scope.SENTENCE) -> Target:
    start = OLD.text.index(quote.strip())
    return target_of(OLD, start, start + len(quote.strip()), scope)


def places(target: Target, text: str) -> list[str]:
    """The texts of the likely places."""
    now: Article = article(text)
    return [now.text[one.start : one.end] for one in likely_places(target, now, sentence_spans(text, ""))]


def test_the_edited_sentence_comes_first_and_what_is_unlike_not_at_all() -> None:
    edited = "Critics of the budget disagreed, and wanted numbers."
    assert places(part(SECOND), f"It rained. {THIRD} {edited} {FIRST}")[0] == edited
    assert places(part(SECOND), "It rained. Ships came in.") == []


def test_a_sentence_told_anew_is_known_by_what_is_around_it() -> None:
    anew = "Nobody believed him."
    assert places(part(SECOND), f"{FIRST}{anew} {THIRD} Some critics of this disagreed.")[0] == anew


def test_each_place_of_a_repeated_quote_is_offered() -> None:
    text = f"{FIRST}{SECOND}It rained. {SECOND}{THIRD}"
    assert places(part(SECOND), text)[:2] == [SECOND.strip()] * 2
    now = article(text)
    behind = [now.text[one.end :] for one in likely_places(part(SECOND), now, sentence_spans(text, ""))[:2]]
    assert len(set(behind)) == 2


def test_a_span_is_looked_for_within_sentences() -> None:
    span = part("taxes fell last year", Scope.SPAN)
    assert places(span, f"It rained. The mayor said that all taxes fell sharply last year. {THIRD}")[0] == (
        "taxes fell sharply last year"
    )
    anew = (FIRST + SECOND).replace("taxes fell last year", "prices rose a bit")
    assert places(span, anew) == ["prices rose a bit"]


def test_it_works_without_blanks_between_words() -> None:
    old = article("市长对议会说去年税收下降了。批评者不同意。")
    target = target_of(old, 0, 14, Scope.SENTENCE)
    now = article("市长昨天对议会说税收下降了很多。天气很好。")
    (only,) = likely_places(target, now, sentence_spans(now.text, "zh"))
    assert now.text[only.start : only.end] == "市长昨天对议会说税收下降了很多。"


def test_there_are_never_more_than_one_can_choose_from() -> None:
    assert len(places(part(FIRST), FIRST * 50)) == MOST_PLACES
    assert likely_places(target_of(OLD, 0, 0, Scope.ARTICLE), OLD, []) == []
