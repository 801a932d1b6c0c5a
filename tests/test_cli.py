"""The command line from outside: what it prints, where, and with which exit status."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.exporters.schemas import checked
from tui import __version__
from tui.cli import main
from tui.importers.opening import Opening, open_paths
from tui.keys import ACTS, keys_markdown
from tui.model.annotation import Scope, target_of
from tui.model.article import Article
from tui.model.shared import USUAL, Kind, Passage, SharedGroup, SharedPair, Sharing
from tui.places import SEEDS
from tui.settings import Settings
from tui.store.database import NotebookFile

SENTENCE = "The call was long \x1b]0;owned\x07[bold]and useful[/bold]."
HOSTILE = "---\ntitle: 'T \x1b[2J\x9b2J [red]'\nsource: A\n---\n"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.md").write_text(HOSTILE + SENTENCE)
    (folder / "b.txt").write_text(f"Headline\n\n{SENTENCE}")
    return folder


@pytest.fixture
def notebook(corpus: Path) -> Path:
    """A notebook with one label on each article of the corpus."""
    file = NotebookFile(corpus / "newsreader.json")
    for article in open_paths([corpus])[0]:
        target = target_of(article, 0, 8, Scope.SPAN)
        file.notebook.label(article, target, file.notebook.codebook.labels[0], "ana")
    file.close()
    return corpus / "newsreader.json"


def snapshot(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def newsreader(*arguments: str, **options: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", **options}
    command = [sys.executable, "-m", "tui", *arguments]
    return subprocess.run(command, capture_output=True, env=environment, stdin=subprocess.DEVNULL, timeout=60)


# Errors


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "there is no file or folder nowhere"),
        (["no\x1b[2Jwhere"], "there is no file or folder no␛[2Jwhere"),
        (["shared"], "the following arguments are required: PATH"),
        (["shared", "nowhere"], "there is no file or folder nowhere"),
        (["export", "nowhere"], "there is no file or folder nowhere"),
        (["export", "--notebook", "nowhere.json"], "there is no notebook at nowhere.json"),
        (["export"], "there is no notebook at "),
        (["stats", "nowhere"], "there is no file or folder nowhere"),
        (["stats", "article.md", "--notebook", "nowhere.json"], "there is no notebook at nowhere.json"),
        (["stats", "article.md", "--notebook", "foreign.json"], "not a notebook"),
        (["export", "--notebook", "folder"], "folder is a folder"),
        (["export", "--notebook", "foreign.json"], "not a notebook"),
        (["export", "--notebook", "article.md"], "not a notebook"),
        (["empty"], "there is no article in empty"),
        (["latin.txt"], "latin.txt is not UTF-8"),
        (["report.pdf"], "report.pdf is not an article file"),
        (["article.md", "--notebook", "folder"], "folder is a folder; a notebook is a file"),
        (["article.md", "--notebook", "nowhere/n.json"], "there is no folder nowhere for the notebook"),
        (["article.md"], "the screen needs a terminal"),
        (["--bogus"], "unrecognized arguments: --bogus (newsreader --help explains)"),
        (["--notebook"], "argument --notebook: expected one argument"),
        (["--notebook", "n.json", "export"], "a command comes first: newsreader export"),
        ([""], "a path cannot be empty"),
        (["keys", "twice"], "unrecognized arguments: twice (newsreader keys --help explains)"),
    ],
)
def test_an_error_is_one_line_and_touches_nothing(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for folder in ("folder", "empty"):
        (tmp_path / folder).mkdir()
    for name, content in [
        ("article.md", b"Text."),
        ("latin.txt", b"\xe9"),
        ("report.pdf", b"%PDF"),
        ("foreign.json", b'{"a": 1}'),
        ("folder/b.txt", b"Other text."),
    ]:
        (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "__stdin__", None)
    before = snapshot(tmp_path)
    assert main(arguments) == 2
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.startswith("newsreader: ")
    assert message in errors
    assert errors.count("\n") == 1
    assert "\x1b" not in errors
    assert snapshot(tmp_path) == before
    assert not (tmp_path / "data").exists()


def test_a_fault_of_ours_is_one_line_too(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("two\nlines \x1b[2J")

    monkeypatch.setattr("tui.importers.opening.open_paths", fail)
    assert main(["shared", str(corpus)]) == 1
    errors = capsys.readouterr().err
    assert errors == (
        "newsreader: a fault of the program, RuntimeError: two lines ␛[2J (NEWSREADER_DEBUG=1 shows where)\n"
    )
    monkeypatch.setenv("NEWSREADER_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(["shared", str(corpus)])


def test_an_interruption_is_quiet(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.importers.opening.open_paths", interrupt)
    assert main(["shared", str(corpus)]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_pipe_that_nobody_reads_and_a_full_disk_are_quiet_and_one_line() -> None:
    code = "import os, sys; os.close(0); from tui.cli import main; sys.exit(main(['keys']))"
    reading, writing = os.pipe()
    os.close(reading)
    for output, status, errors in [
        (writing, 141, b""),
        (os.open("/dev/full", os.O_WRONLY), 2, b"newsreader: no space left on device\n"),
    ]:
        ended = subprocess.run([sys.executable, "-c", code], stdout=output, stderr=subprocess.PIPE, timeout=60)
        os.close(output)
        assert (ended.returncode, ended.stderr) == (status, errors)


# Small commands


def test_version_and_help_answer_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr() == (f"newsreader {__version__}\n", "")
    for arguments in ([], ["shared"], ["export"], ["stats"], ["keys"]):
        assert main([*arguments, "--help"]) == 0
        output, errors = capsys.readouterr()
        assert output.startswith(" ".join(["usage: newsreader", *arguments]))
        assert errors == ""


def test_keys_names_every_act_and_speaks_utf8_in_any_locale() -> None:
    ended = newsreader("keys", LC_ALL="C")
    output = ended.stdout.decode("utf-8")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert all(act.tooltip in output for act in ACTS)
    assert "  j, ↓ " in output


def test_the_markdown_table_has_a_row_for_every_act(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "--markdown"]) == 0
    output = capsys.readouterr().out
    assert output == keys_markdown()
    assert "| `u` `ctrl+z` | Take back the last change, wherever it was. |\n" in output
    assert all(f" | {act.tooltip} |\n" in output for act in ACTS)


# Opening


def test_what_is_opened_reaches_the_screen(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class StartError(Exception):
        pass

    def run(
        opening: Opening,
        notebook: Path,
        *,
        annotator: str,
        theme: str | None,
        settings: Settings,
        notices: Sequence[str],
        tell: Callable[[str], None],
    ) -> None:
        if theme == "bogus":
            raise StartError("there is no theme bogus")
        assert settings == Settings()
        opened.append((len(opening.library()), notebook, annotator, theme, [*opening.notices, *notices]))

    opened: list[tuple[int, Path, str, str | None, list[str]]] = []
    terminal = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr(sys, "__stdin__", terminal)
    monkeypatch.setattr(sys, "__stderr__", terminal)
    monkeypatch.setitem(sys.modules, "tui.app", SimpleNamespace(run=run, StartError=StartError))
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    (corpus / "bad.txt").write_bytes(b"\xff")

    assert main([str(corpus)]) == 0
    (count, path, annotator, theme, notices), *_ = opened
    assert (count, path, annotator, theme) == (2, corpus / "newsreader.json", "login", None)
    assert len(notices) == 1
    assert main(["--annotator", "ana", str(corpus / "b.txt"), "--notebook", str(corpus / "n.json")]) == 0
    assert opened[1][1:3] == (corpus / "n.json", "ana")
    assert main([]) == 0
    assert opened[2][:2] == (5, data_folder / "samples.json")
    assert data_folder.is_dir()
    assert main(["--theme", "bogus", str(corpus)]) == 2
    assert capsys.readouterr().err == "newsreader: there is no theme bogus\n"


# Export


def test_export_prints_the_annotations(notebook: Path, corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = snapshot(corpus)
    assert main(["export", "--notebook", str(notebook)]) == 0
    output, errors = capsys.readouterr()
    value = checked(output, "export.schema.json")
    assert [one["label"] for one in value["annotations"]] == ["Claim", "Claim"]
    assert errors == ""
    assert not set("\x1b\x9b\x07") & set(output)
    assert main(["export", str(corpus)]) == 0, "the notebook of a folder is found in it"
    again = json.loads(capsys.readouterr().out)["annotations"]
    assert {one["id"]: one for one in again} == {one["id"]: one for one in value["annotations"]}
    assert snapshot(corpus) == before


def test_export_of_some_articles_says_what_it_left_out(
    notebook: Path, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.json"
    assert main(["export", str(corpus / "b.txt"), "--notebook", str(notebook), "--output", str(path)]) == 0
    output, errors = capsys.readouterr()
    assert output == f"wrote 1 annotation to {path}\n"
    assert errors == "newsreader: left out 1 annotation on articles that are not in PATH\n"
    value = checked(path.read_text(encoding="utf-8"), "export.schema.json")
    assert [one["title"] for one in value["articles"]] == ["Headline"]
    assert [one["quote"] for one in value["annotations"]] == ["Headline"]


def test_export_does_not_write_over_its_notebook(
    notebook: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(corpus)
    assert main(["export", "--notebook", str(notebook), "--output", str(notebook)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert snapshot(corpus) == before


# Sharing


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sharing found without the engine: the first article's and the second's last sentence."""

    def find_shared(articles: Sequence[Article], *, kinds: set[Kind]) -> Sharing:
        a, b = (Passage(one.id, one.text.index("The call"), len(one.text)) for one in articles)
        return Sharing((SharedPair(a, b, Kind.EDITED, 0.987),), (SharedGroup((a, b), (a,)),))

    monkeypatch.setitem(sys.modules, "tui.sharing.index", SimpleNamespace(find_shared=find_shared))


@pytest.mark.usefixtures("found")
def test_shared_prints_a_table_that_nothing_acts_in(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["shared", str(corpus)]) == 0
    output, errors = capsys.readouterr()
    assert errors == ""
    assert not set("\x1b\x9b\x07") & set(output)
    assert "[bold]and useful[/bold]" in " ".join(output.split())
    assert max(map(len, output.splitlines())) <= 120
    assert "a  T ␛[2J�2J [red] · A\nb  Headline\n" in output
    assert "edited   0.99    The call was long ␛]0;owned␇" in output
    assert output.endswith("articles: 2, pairs of passages: 1\n     1 edited\n")


@pytest.mark.usefixtures("found")
def test_shared_json_is_as_promised(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "bad.txt").write_bytes(b"\xff")
    assert main(["shared", "--json", str(corpus)]) == 0
    output, errors = capsys.readouterr()
    value = checked(output, "shared.schema.json")
    assert [one["source"] for one in value["articles"]] == ["A", ""]
    assert value["pairs"][0]["a"]["text"] == value["pairs"][0]["b"]["text"]
    assert value["groups"][0]["first_seen"] == value["articles"][0]["id"]
    assert errors.startswith("newsreader: passed over: ")
    assert errors.count("\n") == 1


def test_what_the_engine_finds_in_the_samples_is_as_promised(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["shared", "--json", str(SEEDS)]) == 0
    value = checked(capsys.readouterr().out, "shared.schema.json")
    texts = {article.id: article.text for article in open_paths([SEEDS])[0]}
    passages = [pair[side] for pair in value["pairs"] for side in "ab"]
    passages += [member for group in value["groups"] for member in group["members"]]
    assert {pair["kind"] for pair in value["pairs"]} == USUAL.kinds
    assert all(texts[one["article"]][one["start"] : one["end"]] == one["text"] for one in passages)
    assert main(["shared", "--json", "--kinds", "similar", str(SEEDS)]) == 0
    asked_for = checked(capsys.readouterr().out, "shared.schema.json")
    assert {pair["kind"] for pair in asked_for["pairs"]} == {"similar"}
    assert asked_for["groups"] == []


# Progress


def test_stats_tells_how_far_it_has_come(notebook: Path, corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = snapshot(corpus)
    assert main(["stats", str(corpus)]) == 0
    output, errors = capsys.readouterr()
    assert errors == ""
    assert not set("\x1b\x9b\x07") & set(output)
    told = [" ".join(line.split()) for line in output.splitlines()]
    assert "articles 2 2 annotated, 0 done, 0 starred" in told
    assert "sentences 3 2 labelled" in told
    assert "distinct sentences 2 2 labelled; with their copies 100.0% of the text" in told
    assert "annotations elsewhere 0 on articles that are not open" in told
    assert "Claim 2 2" in told
    assert "ana 2 2" in told
    assert snapshot(corpus) == before


def test_stats_of_some_articles_as_json_is_as_promised(
    notebook: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stats", str(corpus / "b.txt"), "--notebook", str(notebook), "--json"]) == 0
    value = checked(capsys.readouterr().out, "stats.schema.json")
    assert value["articles"] == {"open": 1, "annotated": 1, "done": 0, "starred": 0}
    assert value["sentences"] == value["distinct_sentences"] == {"all": 2, "labelled": 1}
    assert value["annotations"] == {"here": 1, "elsewhere": 1, "notes": 0}
    assert value["annotators"] == [{"name": "ana", "annotations": 1, "distinct_sentences": 1}]
    assert 0 < value["coverage"] == round(value["characters"]["covered"] / value["characters"]["all"], 4) < 1
    assert main(["stats", "--notebook", str(notebook), "--json"]) == 0
    output, errors = capsys.readouterr()
    assert checked(output, "stats.schema.json")["annotations"]["elsewhere"] == 2
    assert errors == "newsreader: no PATH was given, so these are the sample articles\n"


# Checking


def test_check_finds_what_is_wrong_and_repairs_it(
    corpus: Path, notebook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(corpus)]) == 0
    assert "whole; 2 annotations" in capsys.readouterr().out
    notebook.write_bytes(b"\0" * 50)
    assert main(["check", str(corpus)]) == 1
    assert "1 thing wrong" in capsys.readouterr().out
    assert main(["check", str(corpus), "--repair"]) == 0
    assert main(["check", str(corpus)]) == 0
    assert "whole; 2 annotations" in capsys.readouterr().out.splitlines()[-1]


def test_check_compares_quotes_with_the_articles(
    corpus: Path, notebook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--notebook", str(notebook)]) == 0
    assert "2 quotes not compared" in capsys.readouterr().out
    notebook.write_text(notebook.read_text().replace('"quote":"Headline"', '"quote":"Headlime"'))
    assert main(["check", str(corpus), "--notebook", str(notebook)]) == 1


def test_check_needs_a_notebook(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(corpus)]) == 2
    assert "no notebook" in capsys.readouterr().err.lower()
