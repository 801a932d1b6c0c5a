"""An export reaches the disk wholly or not at all, and costs nobody another file."""

import os
from pathlib import Path

import pytest

from tui.exporters.writing import ExportError, write_export

TEXT = '{\n  "format": "newsreader-annotations",\n  "version": 1\n}\n'


def refused(path: Path) -> str:
    """The reason for refusing; nothing may have changed in the folder."""
    folder = path.parent if path.parent.is_dir() else path.parent.parent
    before = {one: one.read_bytes() for one in folder.iterdir() if one.is_file()}
    with pytest.raises(ExportError) as caught:
        write_export(path, TEXT)
    assert {one: one.read_bytes() for one in folder.iterdir() if one.is_file()} == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_new_file_and_an_earlier_export_are_written(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    write_export(path, TEXT)
    path.chmod(0o640)
    write_export(path, TEXT + "\n")
    assert path.read_text() == TEXT + "\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to("out.json")
    write_export(tmp_path / "link.json", TEXT)
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "out.json").read_text() == TEXT


def test_other_files_are_not_written_over(tmp_path: Path) -> None:
    for name, content in [("newsreader.json", '{"_meta": {}}'), ("article.md", "Text."), ("short", "{\n ?")]:
        (tmp_path / name).write_text(content)
        assert "is there already" in refused(tmp_path / name)


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)
    assert "there is no folder" in refused(tmp_path / "nowhere" / "out.json")
    assert "cannot be written: file name too long" in refused(tmp_path / ("x" * 300))
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExportError, match="is not a plain file"):
        write_export(tmp_path / "pipe", TEXT)


def test_a_full_disk_leaves_the_earlier_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "out.json"
    write_export(path, TEXT)
    monkeypatch.setattr(os, "fsync", full)
    assert "cannot be written: no space left on device" in refused(path)
