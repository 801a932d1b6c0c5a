"""From paths to a library: what is found, in which order, what is passed over, and what is said about it."""

import os
from math import inf
from pathlib import Path

import pytest

from tui.importers import opening
from tui.importers.opening import Opening, OpeningError, open_paths, read_article


def write(path: Path, content: str | bytes = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else (content or f"Text of {path}.").encode())
    return path


def names(*paths: Path) -> list[str]:
    return [article.extra["file"] for article in open_paths(paths)[0]]


def test_a_folder_opens_in_natural_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in [
        "b10.txt",
        "B9.TXT",
        "a/2.md",
        "a/10.Md",
        "a/README.md",
        ".hidden.txt",
        ".git/c.txt",
        "c.pdf",
        "d",
    ]:
        write(tmp_path / name)
    assert names(tmp_path) == ["2.md", "10.Md", "B9.TXT", "b10.txt"]


def test_so_does_one_that_is_sorted_a_little_at_a_time(tmp_path: Path) -> None:
    for number in range(600):
        write(tmp_path / f"{number}.txt")
    assert names(tmp_path) == [f"{number}.txt" for number in range(600)]


def test_a_readme_opens_when_it_is_named(tmp_path: Path) -> None:
    assert names(write(tmp_path / "README.md")) == ["README.md"]


def test_paths_open_in_their_order_and_each_file_once(tmp_path: Path) -> None:
    last, first = write(tmp_path / "z" / "last.txt"), write(tmp_path / "first.txt")
    (tmp_path / "link.txt").symlink_to(first)
    library, notices = open_paths([last, first, tmp_path, tmp_path / "z"])
    assert [article.extra["file"] for article in library] == ["last.txt", "first.txt"]
    assert notices == []


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path / "corpus" / "deep" / "a.txt")
    (tmp_path / "corpus" / "deep" / "up").symlink_to(tmp_path / "corpus")
    (tmp_path / "corpus" / "itself").symlink_to("itself")
    assert names(tmp_path / "corpus") == ["a.txt"]


def test_the_same_text_of_one_source_is_opened_once_and_said(tmp_path: Path) -> None:
    for name in "a.md", "b.md":
        write(tmp_path / name, "---\nsource: Sample Wire\n---\nThe same.")
    library, notices = open_paths([tmp_path])
    assert len(library) == 1
    assert notices == [f"opened once: {tmp_path}/b.md has the text and source of {tmp_path}/a.md"]


def test_the_same_text_without_a_source_is_two_reprints(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "The same."), write(tmp_path / "b.txt", "The same.")
    library, notices = open_paths([tmp_path])
    assert [article.extra["file"] for article in library] == ["a.txt", "b.txt"]
    assert notices == []


def test_a_bad_file_in_a_folder_is_passed_over_and_said(tmp_path: Path) -> None:
    (
        write(tmp_path / "good.txt"),
        write(tmp_path / "bad.txt", b"caf\xe9"),
        write(tmp_path / "empty.md", b" \n"),
    )
    (tmp_path / "gone.txt").symlink_to("nowhere")
    library, notices = open_paths([tmp_path])
    assert [article.extra["file"] for article in library] == ["good.txt"]
    assert len(notices) == 3
    assert "bad.txt is not UTF-8" in notices[0]
    assert "empty.md holds no text" in notices[1]
    assert "gone.txt" in notices[2]


def test_a_folder_of_nothing_but_bad_files_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"\xff"), write(tmp_path / "b.txt", b"\xff")
    with pytest.raises(OpeningError, match=r"no article could be opened; .*a\.txt is not UTF-8"):
        open_paths([tmp_path])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "there is no file or folder"),
        ("report.pdf", b"%PDF", r"report.pdf is not an article file; newsreader opens .md and .txt files"),
        ("empty.txt", b"", "holds no text"),
        ("front.md", b"---\ntitle: Alone\n---\n", "holds no text"),
        ("latin.txt", b"caf\xe9", "iconv -f WINDOWS-1252 -t UTF-8 latin.txt > converted.txt"),
        ("wide name.txt", "é".encode("utf-16"), "iconv -f UTF-16 -t UTF-8 'wide name.txt'"),
        ("bare.txt", "Hello".encode("utf-16-le"), "iconv -f UTF-16LE"),
        ("a\x1b[31m.txt", b"\xff", "a␛.31m.txt is not UTF-8"),
    ],
)
def test_a_bad_file_that_was_named_is_an_error(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    path = tmp_path / name
    if content is not None:
        write(path, content)
    for attempt in (lambda: open_paths([write(tmp_path / "good.txt"), path]), lambda: read_article(path)):
        with pytest.raises(OpeningError, match=message) as caught:
            attempt()
        assert "\n" not in str(caught.value)


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "README.md")
    with pytest.raises(OpeningError, match=r"there is no article in .*; newsreader opens .md and .txt files"):
        open_paths([tmp_path])


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(OpeningError, match="is not an article file"):
        read_article(tmp_path / "pipe.txt")


def test_a_file_too_large_to_be_an_article_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(opening.LARGEST + 1)
    with pytest.raises(OpeningError, match="larger than 50 MB"):
        read_article(tmp_path / "huge.txt")


def test_what_cannot_be_read_is_said_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    path = write(tmp_path / "a.txt")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(OpeningError, match=r"a\.txt cannot be read: permission denied"):
        read_article(path)


def test_text_is_settled_and_its_byte_order_mark_is_gone(tmp_path: Path) -> None:
    article = read_article(write(tmp_path / "a.txt", b"\xef\xbb\xbfOne\r\ntwo\rthree \x1b]0;x\x07"))
    assert article.text == "One\ntwo\nthree ␛]0;x␇"


def test_front_matter_with_windows_newlines_is_front_matter(tmp_path: Path) -> None:
    article = read_article(write(tmp_path / "a.md", b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\n\r\nText.\r\n"))
    assert (article.title, article.text) == ("T", "Text.\n")


def test_a_name_that_is_not_utf8_can_be_opened(tmp_path: Path) -> None:
    try:
        path = write(tmp_path / os.fsdecode(b"caf\xe9.txt"), "Text.")
    except OSError:
        pytest.skip("this file system has no such names")
    assert names(path) == ["caf�.txt"]


@pytest.mark.parametrize("file_name", ["", "10.md", "deep.txt", "readme.md", "../outside.txt", "missing.md"])
def test_what_is_read_before_its_turn_changes_nothing_in_the_end(tmp_path: Path, file_name: str) -> None:
    folder = tmp_path / "corpus"
    for name in ("1.md", "2.md", "10.md", "9.md"):
        write(folder / name, f"---\nsource: Wire\ntitle: {name}\n---\nText {len(name)}.")
    write(folder / "a" / "deep.txt"), write(folder / "bad.txt", b"\xff"), write(folder / "README.md")
    write(tmp_path / "outside.txt"), write(tmp_path / "named.txt")
    paths = [folder, tmp_path / "named.txt"]
    some = Opening(paths)
    some.advance(0)
    some.glimpse(file_name, 1)
    early = [article.extra["file"] for article in some.library()]
    assert early and not {"README.md", "outside.txt"} & set(early)
    if file_name == "10.md":
        assert early[0] == file_name
    while not some.done:
        some.advance(0)
    library, notices = open_paths(paths)
    assert list(some.library()) == list(library) and some.notices == notices
    assert [one.extra for one in some.library()] == [one.extra for one in library]


def test_how_far_reading_is_is_told(tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path / f"{number}.txt")
    some = Opening([tmp_path])
    some.advance(0)
    assert (some.doing, some.fraction) == ("looking for files", 0.0)
    told = []
    while not some.done:
        some.advance(0)
        told.append(some.doing)
    assert told[:3] == [f"reading files {number} of 3" for number in (1, 2, 3)] and some.fraction == 1.0


def test_a_named_path_that_is_wrong_can_be_passed_over_once_the_screen_is_open(tmp_path: Path) -> None:
    empty = write(tmp_path / "empty" / "x").parent
    some = Opening([write(tmp_path / "good.txt"), write(tmp_path / "bad.txt", b"\xff"), empty])
    some.advance(0)
    some.strict = False
    some.advance(inf)
    assert len(some.library()) == 1 and len(some.notices) == 2
    assert "there is no article in" in some.notices[0] and "bad.txt is not UTF-8" in some.notices[1]
