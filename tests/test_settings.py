"""Settings are kept line by line; what cannot be used is said, and the rest holds."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tui.model.harmless import harmless
from tui.settings import Settings, read_settings, remember


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
