"""What articles share, as JSON: exact slices, one order, and the first seen only when it is known."""

from tests.exporters.schemas import checked
from tui.exporters.shared import shared_json
from tui.model.article import new_article
from tui.model.library import Library
from tui.model.shared import Kind, Passage, SharedGroup, SharedPair, Sharing

ONE = new_article("One \x1b]0;owned\x07", "Lead. The call was \u202elong.", source="A", published="2025-10-16")
TWO = new_article("Two", "The call was \u202elong. 😀 End.", source="B", published="2025-10-16")
A, B, END = Passage(ONE.id, 6, len(ONE.text)), Passage(TWO.id, 0, 19), Passage(TWO.id, 22, 26)


def group(*first_seen: Passage) -> SharedGroup:
    return SharedGroup((A, B), first_seen)


def test_pairs_hold_exact_slices_in_the_order_of_the_articles() -> None:
    pairs = (SharedPair(A, END, Kind.PARAPHRASE, 0.123456, True), SharedPair(A, B, Kind.VERBATIM, 1.0))
    text = shared_json(Library([ONE, TWO]), Sharing(pairs))
    value = checked(text, "shared.schema.json")
    assert not set("\x1b\x07\u202e") & set(text)
    assert value["articles"][0] == {
        "id": ONE.id,
        "title": ONE.title,
        "source": "A",
        "published": "2025-10-16",
    }
    first, second = value["pairs"]
    assert first["a"] == {"article": ONE.id, "start": 6, "end": 25, "text": "The call was \u202elong."}
    assert (first["b"]["article"], first["kind"], first["score"], first["figures_differ"]) == (
        TWO.id, "verbatim", 1.0, False
    )  # fmt: skip
    assert (second["b"]["text"], second["score"], second["figures_differ"]) == ("End.", 0.1235, True)


def test_first_seen_is_an_article_a_tie_or_unknown() -> None:
    sharing = Sharing(groups=(group(B), group(B, A), group()))
    groups = checked(shared_json(Library([ONE, TWO]), sharing), "shared.schema.json")["groups"]
    assert [(one["first_seen"], one["first_seen_tied"]) for one in groups] == [
        (TWO.id, []),
        (None, [ONE.id, TWO.id]),
        (None, []),
    ]
    assert [member["article"] for member in groups[0]["members"]] == [ONE.id, TWO.id]
