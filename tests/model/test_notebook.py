"""The notebook: every act is one change, told to all listeners, and can be taken back."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.model.examples import article, notebook, sentence_target
from tests.model.taken_back import TakenBack
from tui.model.annotation import Scope, target_of
from tui.model.codebook import STARTER, Attribute
from tui.model.codebook_changes import add_label, change_label
from tui.model.ledger import HISTORY_LIMIT, How, Step
from tui.model.notebook import LabelRefused

ARTICLE = article()
OTHER = article(source="Another Wire")
FIRST, SECOND = sentence_target(ARTICLE), sentence_target(ARTICLE, 25, 42)


def test_a_label_is_put_once_by_each_annotator() -> None:
    book = notebook()
    put = book.label(ARTICLE, FIRST, STARTER[0], "ana")
    assert put is not None
    assert book.label(ARTICLE, FIRST, STARTER[0], "ana") is None
    assert book.label(ARTICLE, FIRST, STARTER[0], "ben") is not None
    assert [(one.label, one.annotator) for one in book.on_article(ARTICLE.id)] == [
        ("claim", "ana"),
        ("claim", "ben"),
    ]
    assert put.created == put.modified and put.created.endswith("Z")


def test_a_note_joins_the_label_that_stands_there() -> None:
    book = notebook()
    book.label(ARTICLE, FIRST, STARTER[0], "ana")
    book.note(ARTICLE, FIRST, "needs a second source", "ana")
    book.note(ARTICLE, FIRST, "mine alone", "ben")
    notes = {one.annotator: (one.label, one.note) for one in book.on_article(ARTICLE.id)}
    assert notes == {"ana": ("claim", "needs a second source"), "ben": ("", "mine alone")}
    book.note(ARTICLE, FIRST, "", "ana")
    book.note(ARTICLE, FIRST, "", "ben")
    assert [(one.label, one.note) for one in book.on_article(ARTICLE.id)] == [("claim", "")]


def test_an_article_can_be_labelled_as_a_whole() -> None:
    book = notebook()
    whole = target_of(ARTICLE, 0, 0, Scope.ARTICLE)
    book.label(ARTICLE, whole, STARTER[3], "ana")
    assert [one.target.scope for one in book.on_article(ARTICLE.id)] == [Scope.ARTICLE]


def test_a_label_is_put_only_on_what_it_is_for() -> None:
    book = notebook()
    change_label(book, replace(STARTER[0], scope="span"))
    change_label(book, replace(STARTER[1], retired=True))
    claim, fact = book.codebook.labels[:2]
    with pytest.raises(LabelRefused, match="Claim is for words"):
        book.label(ARTICLE, FIRST, claim, "ana")
    with pytest.raises(LabelRefused, match="retired"):
        book.label(ARTICLE, FIRST, fact, "ana")
    assert book.annotations == () and book.codebook.by_key(fact.key) is None
    assert book.label(ARTICLE, target_of(ARTICLE, 2, 7, Scope.SPAN), claim, "ana")


def test_of_a_single_choice_set_one_label_stands_and_keeps_the_note() -> None:
    book = notebook()
    for label in STARTER[:2]:
        change_label(book, replace(label, choice="status"))
    claim, fact = book.codebook.labels[:2]
    book.label(ARTICLE, FIRST, claim, "ana")
    book.label(ARTICLE, FIRST, STARTER[2], "ana")
    book.label(ARTICLE, FIRST, claim, "ben")
    book.note(ARTICLE, FIRST, "sure?", "ben")
    book.label(ARTICLE, FIRST, fact, "ana")
    book.label(ARTICLE, FIRST, fact, "ben")
    standing = {(one.annotator, one.label, one.note) for one in book.annotations}
    assert standing == {("ana", "fact", ""), ("ana", "quote", ""), ("ben", "fact", "sure?")}
    book.undo()
    assert ("ben", "claim", "sure?") in {(one.annotator, one.label, one.note) for one in book.annotations}


def test_an_edge_is_moved_and_moved_back() -> None:
    book = notebook()
    put = book.label(ARTICLE, target_of(ARTICLE, 2, 7, Scope.SPAN), STARTER[0], "ana")
    assert put
    moved = book.reshape(ARTICLE, put, 2, 12)
    assert (moved.id, moved.created) == (put.id, put.created)
    assert [one.target.quote for one in book.annotations] == [ARTICLE.text[2:12]]
    book.undo()
    assert book.annotations == (put,)


def test_attributes_are_those_of_the_label() -> None:
    book = notebook()
    change_label(book, replace(STARTER[0], attributes=(Attribute("certainty", ("1", "2", "3")),)))
    put = book.label(ARTICLE, FIRST, book.codebook.labels[0], "ana")
    assert put
    with pytest.raises(LabelRefused, match="Claim has no certainty 4"):
        book.set_attribute(ARTICLE, put, "certainty", "4")
    with pytest.raises(LabelRefused, match="Claim has no verdict"):
        book.set_attribute(ARTICLE, put, "verdict", "")
    put = book.set_attribute(ARTICLE, put, "certainty", "2")
    assert book.annotations[0].attributes == {"certainty": "2"}
    book.relabel([put], STARTER[1])
    assert book.annotations[0].attributes == {}, "Fact asks for no certainty"
    book.undo()
    assert book.set_attribute(ARTICLE, put, "certainty", "").attributes == {}


def test_undo_and_redo_tell_listeners_the_same_change() -> None:
    book = notebook()
    heard: list[Step] = []
    book.listen(heard.append)
    book.label(ARTICLE, FIRST, STARTER[0], "ana")
    undone, redone = book.undo(), book.redo()
    assert undone is not None and undone is redone
    assert (undone.name, undone.article, undone.start) == ("label Claim", ARTICLE.id, 0)
    assert [step.how for step in heard] == [How.REMEMBERED, How.DONE, How.UNDONE, How.REDONE]
    assert heard[2].applied[0].after is None
    assert book.undo() and not book.undo() and book.on_article(ARTICLE.id) == ()


def test_a_new_change_ends_what_could_be_redone() -> None:
    book = notebook()
    book.label(ARTICLE, FIRST, STARTER[0], "ana")
    book.undo()
    book.label(ARTICLE, SECOND, STARTER[1], "ana")
    assert book.redoable is None and book.redo() is None


def test_removing_several_annotations_is_one_change() -> None:
    book = notebook()
    for label in STARTER[:3]:
        book.label(ARTICLE, FIRST, label, "ana")
    book.remove(ARTICLE, book.on_article(ARTICLE.id))
    assert book.on_article(ARTICLE.id) == ()
    undone = book.undo()
    assert undone and undone.name == "remove 3 annotations"
    assert len(book.on_article(ARTICLE.id)) == 3


def test_where_reading_stopped_is_kept_but_not_undone() -> None:
    book = notebook()
    book.toggle_done(ARTICLE)
    book.remember_place(ARTICLE, 26)
    book.undo()
    place = book.place(ARTICLE.id)
    assert place and place.start == 26 and book.last_place == place
    assert not book.reading(ARTICLE.id).done


def test_history_is_bounded() -> None:
    book = notebook()
    for _ in range(HISTORY_LIMIT + 10):
        book.toggle_star(ARTICLE)
    taken_back = 0
    while book.undo():
        taken_back += 1
    assert taken_back == HISTORY_LIMIT


class ActsTakenBack(TakenBack):
    """Whatever is done: all undone gives the notebook of before, all redone that of after."""

    def contents(self) -> Any:
        marks = {one for one in self.book.readings if one.done or one.star}
        return set(self.book.annotations), self.book.codebook.labels, marks

    @rule(
        sentence=st.sampled_from([FIRST, SECOND]),
        label=st.sampled_from(STARTER),
        who=st.sampled_from(["ana", "ben"]),
    )
    def put_label(self, sentence: Any, label: Any, who: str) -> None:
        self.book.label(ARTICLE, sentence, label, who)

    @rule(sentence=st.sampled_from([FIRST, SECOND]), note=st.sampled_from(["", "one", "two"]))
    def write_note(self, sentence: Any, note: str) -> None:
        self.book.note(ARTICLE, sentence, note, "ana")

    @rule(label=st.sampled_from(STARTER), data=st.data())
    def change_what_is_labelled(self, label: Any, data: st.DataObject) -> None:
        if standing := self.book.on_article(ARTICLE.id):
            one = data.draw(st.sampled_from(standing))
            self.book.relabel([one, *standing[:2]], label)
            again = self.book.by_id(one.id)
            if again:
                self.book.reshape(ARTICLE, again, 1, 9)

    @rule(who=st.sampled_from(["ana", "ben"]))
    def label_a_copy(self, who: str) -> None:
        for one in [one for one in self.book.on_article(ARTICLE.id) if one.label][:1]:
            copies = [(ARTICLE, [(one, SECOND)]), (OTHER, [(one, sentence_target(OTHER))])]
            self.book.label_copies(ARTICLE, copies, who)

    @rule()
    def remove_all(self) -> None:
        self.book.remove(ARTICLE, self.book.on_article(ARTICLE.id))

    @rule()
    def mark(self) -> None:
        self.book.toggle_done(ARTICLE)
        self.book.toggle_star(ARTICLE)

    @rule(name=st.sampled_from(["Frame", "Source", "Frame 2"]))
    def add_label(self, name: str) -> None:
        if not self.book.codebook.by_name(name):
            add_label(self.book, name)

    @invariant()
    def annotations_come_in_the_order_of_the_text(self) -> None:
        for here in (ARTICLE, OTHER):
            mine = [one for one in self.book.annotations if one.target.article == here.id]
            in_text = sorted(mine, key=lambda one: (one.target.start, -one.target.end, one.created, one.id))
            assert self.book.on_article(here.id) == tuple(in_text)


TestActsTakenBack = ActsTakenBack.TestCase
TestActsTakenBack.settings = settings(max_examples=25, stateful_step_count=15)
