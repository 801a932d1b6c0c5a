"""Small libraries to find sharing in, and ways to ask what was found."""

from collections.abc import Iterable
from pathlib import Path

from tui.importers.opening import read_article
from tui.model.article import Article, new_article
from tui.model.shared import Passage, SharedPair, Sharing

ROOT = Path(__file__).parents[2]

SUMMIT = """The two presidents agreed on Thursday to meet in Budapest next month, officials said.
The call lasted more than two hours, and both sides called it useful.
“We need every missile for our own arsenals, and that is the end of it,” the president told reporters.
A summit without a date is still only an intention, a former diplomat warned.
Hungary has offered to host the delegations in the old parliament building."""

HARBOUR = """Dockworkers in the northern harbour walked out at dawn over a dispute about night shifts.
Container ships were waiting in the estuary, and grain exporters feared losses.
The union wants two additional crews for every crane that runs after midnight.
Port managers said that talks would resume after the weekend."""

WEATHER = """Heavy rain has flooded cellars in the river towns, and firefighters pumped all night.
Forecasters expect the water to fall slowly from Sunday.
A railway bridge near the mill was closed because its piers had been washed out.
Schools will stay shut until engineers have checked the heating."""


def article(text: str, source: str = "", published: str = "", language: str = "") -> Article:
    return new_article("", text, source=source, published=published, language=language)


def seed(name: str) -> Article:
    return read_article(ROOT / "seeds" / name)


def text_of(passage: Passage, articles: Iterable[Article]) -> str:
    (found,) = (one for one in articles if one.id == passage.article)
    return found.text[passage.start : passage.end]


def pair_of(sharing: Sharing, a: Article, in_a: str, b: Article, in_b: str) -> SharedPair | None:
    """The pair that covers these two sentences, whichever of them it has first."""
    for pair in sharing.pairs:
        for one, other in (pair.a, pair.b), (pair.b, pair.a):
            if _covers(one, a, in_a) and _covers(other, b, in_b):
                return pair
    return None


def _covers(passage: Passage, article: Article, sentence: str) -> bool:
    start = article.text.index(sentence)
    return passage.article == article.id and passage.start < start + len(sentence) and start < passage.end
