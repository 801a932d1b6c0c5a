"""Where the shipped files and the notebooks lie."""

from pathlib import Path

import pytest

from tui.places import NOTEBOOK, SEEDS, STYLES, notebook_path


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "data")
    return tmp_path / "data"


def test_styles_and_seeds_are_there() -> None:
    assert list(STYLES.glob("*.tcss"))
    assert list(SEEDS.glob("*.md"))


def test_the_samples_have_their_own_notebook(data_folder: Path) -> None:
    assert notebook_path([]) == notebook_path([SEEDS]) == data_folder / "samples.json"


def test_a_folder_that_can_be_written_holds_its_notebook(tmp_path: Path) -> None:
    assert notebook_path([tmp_path]) == tmp_path / NOTEBOOK
    assert not (tmp_path / NOTEBOOK).exists()


def test_another_folder_has_its_notebook_in_the_data_folder(
    tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    assert notebook_path([tmp_path]).parent == data_folder
    (tmp_path / NOTEBOOK).touch()
    assert notebook_path([tmp_path]) == tmp_path / NOTEBOOK, "what is there can still be read"


def test_several_paths_have_one_notebook_whatever_their_order_and_form(
    tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
    path = notebook_path([one, two])
    monkeypatch.chdir(tmp_path)
    assert path.parent == data_folder
    assert path == notebook_path([Path("two"), Path("one/../one")])
    assert path != notebook_path([one])


def test_a_file_uses_the_notebook_of_its_folder_when_there_is_one(tmp_path: Path, data_folder: Path) -> None:
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    assert notebook_path(files[:1]).parent == data_folder
    assert notebook_path(files[:1]) != notebook_path(files)
    (tmp_path / NOTEBOOK).touch()
    assert notebook_path(files[:1]) == notebook_path(files) == tmp_path / NOTEBOOK
