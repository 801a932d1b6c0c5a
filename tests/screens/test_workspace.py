"""What the panes are to show, as values: no screen is needed to say it."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.model.examples import article
from tui.model.annotation import Scope, target_of
from tui.model.article import Article, new_article
from tui.model.codebook import STARTER
from tui.model.coverage import DistinctSentences
from tui.model.library import Library
from tui.model.sentences import sentence_spans
from tui.screens.workspace import Workspace
from tui.sharing.index import find_shared
from tui.store.database import NotebookFile
from tui.widgets.side_panel import Part


def workspace(tmp_path: Path, *articles: Article) -> Workspace:
    opened = Workspace(Library(articles), NotebookFile(tmp_path / "n.json"), "ana")
    opened.take(find_shared(articles))
    return opened


@pytest.mark.parametrize(
    ("title", "text", "shown", "bold"),
    [
        ("Taxes", "Taxes\n\nThe mayor spoke.", "", True),
        ("Taxes", "# Taxes\n\nThe mayor spoke.", "", True),
        ("Taxes", "The mayor spoke.", "Taxes", False),
        ("Taxes", "Taxes fell, the mayor said.", "Taxes", False),
        ("The mayor spoke of…", "The mayor spoke of taxes, and then of schools.", "", False),
    ],
)
def test_a_title_is_shown_once(tmp_path: Path, title: str, text: str, shown: str, bold: bool) -> None:
    one = article(text, title=title)
    page = workspace(tmp_path, one).page(one)
    assert (page.title, page.heading_in_text) == (shown, bold)


def test_of_many_copies_some_are_told_at_a_glance_and_all_when_asked(tmp_path: Path) -> None:
    words = "The president said the call had lasted more than two hours, and called it useful."
    opened = workspace(tmp_path, *(article(words, f"Source {number}") for number in range(30)))
    here = opened.articles[0]
    passing = opened.aside(here, 0, all_of_it=False)
    assert (len(passing.copies) + passing.more, passing.articles) == (29, 29)
    assert passing.more > 0 and len(opened.aside(here, 0).copies) == 29


def test_articles_come_by_the_moment_they_were_published(tmp_path: Path) -> None:
    times = ["2025-10-17", "", "2025-10-16T23:30:00-04:00", "2025-10-16T20:00:00+00:00", "no date"]
    articles = [new_article(f"{time}", f"Text {time}.", source=time, published=time) for time in times]
    order = [one.published for one in workspace(tmp_path, *articles).articles]
    assert order == [times[3], times[0], times[2], times[1], times[4]]


def test_an_edited_copy_says_which_words_differ_on_either_side(tmp_path: Path) -> None:
    here = article("The president said the call had lasted more than two hours, and called it useful.", "A")
    there = article("The president said the call had lasted more than 2 hours, and called it productive.", "B")
    opened = workspace(tmp_path, here, there)
    (copy,) = opened.aside(here, 0).copies
    assert [words for part, words in copy.words if part is Part.NEW] == ["2", "productive"]
    assert "".join(words for _, words in copy.words) == there.text
    assert copy.gone == ("two", "useful")
    assert opened.aside(here, 0).articles == 1


def test_sentences_are_labelled_by_whatever_touches_them(tmp_path: Path) -> None:
    one = article("One is here. Two is here. Three is here.")
    opened = workspace(tmp_path, one)
    opened.notebook.label(one, target_of(one, 4, 16, Scope.SPAN), STARTER[0], "ana")
    opened.notebook.note(one, target_of(one, 26, 40, Scope.SENTENCE), "a note is no label", "ana")
    opened.notebook.label(one, target_of(one, 0, 0, Scope.ARTICLE), STARTER[1], "ana")
    assert opened.labelled(one) == (2, 3)
    assert opened.row(0).labels == (("F", STARTER[1].color),)
    assert opened.row(0).annotations == 2
    assert opened.elsewhere == 0


def counting(opened: Workspace) -> Workspace:
    """As when all that is shared has been found."""
    sharing = find_shared(opened.library)
    opened.count(DistinctSentences(opened.library, lambda one: sentence_spans(one.text), sharing))
    return opened


REPORT = "The mayor said on Monday that taxes in the city had fallen by two per cent. Critics disagree."
COPY = "A record, officials say. The mayor said on Monday that taxes in the city had fallen by two per cent."


def test_the_whole_library_is_summed_up_in_distinct_sentences(tmp_path: Path) -> None:
    here, there = article(REPORT, "A"), article(COPY, "B")
    opened = counting(workspace(tmp_path, here, there))
    opened.notebook.label(here, opened.target(here, 0), STARTER[0], "ana")
    assert opened.aside(here, None).lines[:2] == (
        "1 of 2 sentences labelled",
        "library: 1 of 3 distinct, 79% of the text",
    )
    opened.notebook.label(there, opened.target(there, 1), STARTER[1], "ana")
    assert opened.library_told == "library: 1 of 3 distinct"
    opened.notebook.undo()
    opened.notebook.undo()
    assert opened.library_told == "library: 0 of 3 distinct"


def test_what_others_did_is_told_apart_and_when_blind_hidden_everywhere(tmp_path: Path) -> None:
    one, gone = article(REPORT, "A"), article(COPY, "B")
    opened = counting(workspace(tmp_path, one))
    for sentence, annotator in ((0, "ana"), (0, "ben"), (1, "ben")):
        opened.notebook.label(one, opened.target(one, sentence), STARTER[0], annotator)
    opened.notebook.label(one, opened.target(one, None), STARTER[1], "ben")
    opened.notebook.label(gone, target_of(gone, 0, 8, Scope.SPAN), STARTER[0], "ben")
    assert [mark.mine for mark in opened.annotation_marks(one)] == [True, False, False]
    assert [shown.mine for shown in opened.aside(one, 0).annotations] == [True, False]
    assert (opened.labelled(one), opened.row(0).annotations, opened.elsewhere) == ((2, 2), 3, 1)
    assert opened.library_told == "library: 2 of 2 distinct"
    opened.settings = replace(opened.settings, blind=True)
    opened.recount()
    assert len(opened.annotation_marks(one)) == 1
    assert [shown.annotator for shown in opened.aside(one, 0).annotations] == ["ana"]
    assert (opened.labelled(one), opened.row(0).annotations, opened.elsewhere) == ((1, 2), 1, 0)
    assert opened.row(0).labels == ()
    assert opened.library_told == "library: 1 of 2 distinct"
    opened.notebook.label(one, opened.target(one, 1), STARTER[2], "ben")  # nor does what comes to it count
    assert opened.library_told == "library: 1 of 2 distinct"
