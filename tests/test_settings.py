"""Settings are kept line by line; what cannot be used is said, and the rest holds."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.filtering import NAME
from tui.model.harmless import harmless
from tui.settings import CHOICES, Settings, read_settings, remember


def test_without_a_file_everything_is_as_at_first(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == (Settings(), [])


def test_one_setting_changes_and_every_other_line_stays(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"
    remember(path, "theme", "nord")
    path.write_text(f"# mine\n{path.read_text()}[later]\nkey = 1\n")
    remember(path, "depth", "edited too")
    remember(path, "theme", 'a "quoted" name')
    settings, wrong = read_settings(path)
    assert (settings.theme, settings.depth) == ('a "quoted" name', "edited too")
    assert "# mine" in path.read_text() and wrong == [f"{path}: there is no setting later"]


def test_what_cannot_be_used_is_said_and_the_rest_holds(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "nord"\ndepth = 3\nadvance = "no"\nblind = true\nthmee = "x"\n')
    settings, wrong = read_settings(path)
    assert settings == Settings(theme="nord", blind=True)
    assert len(wrong) == 3


def test_a_damaged_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("theme = = nord")
    remember(path, "theme", "nord")
    assert path.read_text() == "theme = = nord"
    assert "cannot be read" in read_settings(path)[1][0]


@given(st.text())
def test_any_text_comes_back_harmless(tmp_path_factory, value: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    remember(path, "theme", value)
    settings, wrong = read_settings(path)
    assert wrong == [] and settings.theme == harmless(value)


def test_filters_are_a_table_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "nord"\n\n[filters]  # mine\ntheme = "title:\\"nord\\""\n\n[later]\nnew = 1\n')
    remember(path, "new", "is:unread", "filters")
    remember(path, "theme", "gruvbox")
    remember(path, "été", "lang:fr", "filters")
    settings, wrong = read_settings(path)
    assert (settings.theme, settings.filters) == (
        "gruvbox",
        {"theme": 'title:"nord"', "new": "is:unread", "été": "lang:fr"},
    )
    assert "# mine" in path.read_text() and wrong == [f"{path}: there is no setting later"]
    remember(path, "theme", None, "filters")
    assert set(read_settings(path)[0].filters) == {"new", "été"} and "new = 1" in path.read_text()


def test_a_filter_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[filters]\ngood = "is:done"\n"two words" = "x"\nnumber = 3\n')
    settings, wrong = read_settings(path)
    assert settings.filters == {"good": "is:done"} and len(wrong) == 2
    assert "filters.number is not a text" in wrong[0] and "cannot be called two words" in wrong[1]
    path.write_text("filters = 1\n")
    assert "write [filters]" in read_settings(path)[1][0]


def test_a_file_is_left_alone_where_more_than_the_line_would_change(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('later = """\ntheme = 1\n"""\n')
    before = path.read_text()
    remember(path, "theme", "nord")
    assert path.read_text() == before


def test_a_link_stays_a_link_and_a_file_from_windows_one(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles.toml", tmp_path / "settings.toml"
    real.write_bytes(b"# mine\r\nblind = true\r\n")
    link.symlink_to(real)
    assert remember(link, "theme", "nord")
    assert link.is_symlink() and real.read_bytes() == b'theme = "nord"\r\n# mine\r\nblind = true\r\n'


@pytest.mark.parametrize("text", ['filters = "all"', "[[filters]]\na = 1", "x = " + "[" * 5000, "\xff"])
def test_whatever_a_file_holds_nothing_is_kept_in_it_that_would_not_be_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(text.encode("latin-1"))
    settings, wrong = read_settings(path)
    assert settings == Settings() and len(wrong) == 1
    assert not remember(path, "mine", "is:done", "filters")
    assert path.read_bytes() == text.encode("latin-1")


def test_a_text_that_a_setting_cannot_be_is_told_with_those_it_can(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('depth = "whatever"\norder = "date"\ngrouping = "bar"\nspacing = ""\n', encoding="utf-8-sig")
    settings, wrong = read_settings(path)
    assert (settings.depth, settings.order, settings.grouping) == ("", "date", "")
    assert wrong[0].endswith("depth is whatever: write one of " + ", ".join(CHOICES["depth"]))
    assert len(wrong) == 2 and wrong[1].endswith("write one of source, day, story")


def test_what_cannot_be_remembered_is_known(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert remember(path, "theme", "nord")
    path.write_text('theme = "nord')
    assert not remember(path, "theme", "dracula") and path.read_text() == 'theme = "nord'
    assert not remember(path / "below", "theme", "nord")


@given(st.dictionaries(st.from_regex(NAME, fullmatch=True), st.text()))
def test_any_filters_come_back(tmp_path_factory, filters: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    for name, text in filters.items():
        remember(path, name, text, "filters")
    settings, wrong = read_settings(path)
    assert wrong == [] and settings.filters == {name: harmless(text) for name, text in filters.items()}
