"""The `newsreader` command: reads its arguments, opens what they name, and turns every failure into one line.

Nothing heavy is imported before it is needed: Textual only when the screen opens.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tui import __version__
from tui.model.harmless import harmless

if TYPE_CHECKING:
    from tui.model.library import Library
    from tui.model.shared import Sharing

FAILED = 2
"""Exit status of whatever the person can put right."""
BROKEN = 1
"""Exit status of a fault of ours."""
INTERRUPTED = 130
NOBODY_READS = 141

_MOST_NOTICES = 10
_WIDTH_OF_A_PIPE = 120

_OPEN_HELP = """\
Read many reports of one story, see which sentences they share, and label them from the keyboard.

PATH is a file or a folder of .txt and .md files; with none, the sample articles open.
"""
_OPEN_EXAMPLES = """\
commands:
  newsreader shared PATH ... [--json]    print what the articles share
  newsreader export [PATH ...]           write the annotations as JSON
  newsreader keys [--markdown]           print the keys
  Each explains itself: newsreader shared --help. To open a file or folder of that name: newsreader ./shared

examples:
  newsreader                             read the sample articles
  newsreader budapest/                   read a folder; your notebook is budapest/newsreader.json
  newsreader a.md b.txt --notebook n.json --annotator ana
  newsreader shared budapest/ --json > shared.json
  newsreader export --notebook budapest/newsreader.json --output labels.json

Everything is saved as it happens. Without --notebook, it is saved in newsreader.json in the folder that was
opened; when that is not one folder, or cannot be written, in your own data folder.
"""
_SHARED_HELP = (
    "Print the sentences that the articles share: word for word, edited, quoted, in part, or retold."
)
_SHARED_EXAMPLES = """\
examples:
  newsreader shared budapest/
  newsreader shared a.md b.md --json > shared.json
"""
_EXPORT_HELP = """\
Write the annotations of a notebook as JSON. With PATH, only those on the articles there.

Without --notebook it is the one that `newsreader PATH ...` would use. An existing file is replaced only
when it is an earlier export.
"""
_EXPORT_EXAMPLES = """\
examples:
  newsreader export --notebook budapest/newsreader.json
  newsreader export budapest/ --output labels.json
"""
_KEYS_HELP = "Print the keys and what they do."


class CommandError(Exception):
    """What went wrong, in one line that says what to do."""


def main(arguments: Sequence[str]) -> int:
    """Run the command; returns the exit status. No exception leaves it."""
    _speak_utf8()
    try:
        status = _run(list(arguments))
        sys.stdout.flush()
        return status
    except CommandError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return NOBODY_READS
    except Exception as error:
        if os.environ.get("NEWSREADER_DEBUG"):
            raise
        if isinstance(error, OSError) and error.strerror:
            _drop_output()
            return _fail(error.strerror.lower() + (f": {error.filename}" if error.filename else ""))
        fault = f"{type(error).__name__}: {error}"
        return _fail(f"a fault of the program, {fault} (NEWSREADER_DEBUG=1 shows where)", BROKEN)


def _run(arguments: list[str]) -> int:
    name = arguments[0] if arguments and arguments[0] in _COMMANDS else ""
    make_parser, act = _COMMANDS[name]
    try:
        parsed = make_parser().parse_intermixed_args(arguments[1:] if name else arguments)
    except SystemExit:  # --help and --version have said what there is to say
        return 0
    act(parsed)
    return 0


# What each command does


def _open(arguments: argparse.Namespace) -> None:
    library, notices = _opened(arguments.paths)
    notebook = _notebook(arguments)
    if arguments.notebook and not notebook.parent.is_dir():
        raise CommandError(f"there is no folder {notebook.parent} for the notebook")
    if not (sys.__stdin__ and sys.__stdin__.isatty() and sys.__stderr__ and sys.__stderr__.isatty()):
        raise CommandError("the screen needs a terminal; `newsreader shared` and `export` work without one")
    notebook.parent.mkdir(parents=True, exist_ok=True)
    from tui.app import StartError, run
    from tui.store.storage import NotebookError

    annotator = arguments.annotator.strip() or _login()
    try:
        run(library, notebook, annotator=annotator, theme=arguments.theme, notices=notices)
    except (NotebookError, StartError) as error:
        raise CommandError(str(error)) from error


def _shared(arguments: argparse.Namespace) -> None:
    library, notices = _opened(arguments.paths)
    _note(*notices)
    from tui.sharing.index import find_shared

    sharing = find_shared(library)
    if arguments.json:
        from tui.exporters.shared import shared_json

        sys.stdout.write(shared_json(library, sharing))
    else:
        _print_tables(library, sharing)


def _export(arguments: argparse.Namespace) -> None:
    from datetime import UTC, datetime

    from tui.exporters.native import annotations_export
    from tui.exporters.writing import ExportError, write_export
    from tui.store.database import NotebookFile
    from tui.store.storage import NotebookError

    articles, notices = _opened(arguments.paths) if arguments.paths else (None, [])
    path = _notebook(arguments)
    if not path.exists():
        raise CommandError(f"there is no notebook at {path}; --notebook says where it is")
    try:
        file = NotebookFile(path, read_only=True)
        try:
            export = annotations_export(file.notebook, articles, datetime.now(UTC))
        finally:
            file.close()
        if arguments.output:
            write_export(arguments.output, export.text)
    except (NotebookError, ExportError) as error:
        raise CommandError(str(error)) from error
    _note(*notices, *file.notices)
    if export.left_out:
        _note(f"left out {_counted(export.left_out, 'annotation')} on articles that are not in PATH")
    if arguments.output:
        _say(f"wrote {_counted(export.annotations, 'annotation')} to {arguments.output}")
    else:
        sys.stdout.write(export.text)


def _keys(arguments: argparse.Namespace) -> None:
    sys.stdout.write(keys_markdown() if arguments.markdown else keys_text())


def keys_text() -> str:
    """The keys of each pane and what they do, as aligned plain text."""
    groups = _keys_by_pane()
    width = max(len(", ".join(keys)) for rows in groups.values() for keys, _ in rows)
    return "\n".join(
        f"{heading}\n" + "".join(f"  {', '.join(keys):{width}}  {act}\n" for keys, act in rows)
        for heading, rows in groups.items()
    )


def keys_markdown() -> str:
    """The same as tables in Markdown, as the README has them."""
    return "\n".join(
        f"| {heading} | |\n| --- | --- |\n"
        + "".join(f"| {' '.join(f'`{key}`' for key in keys)} | {act} |\n" for keys, act in rows)
        for heading, rows in _keys_by_pane().items()
    )


def _keys_by_pane() -> dict[str, list[tuple[list[str], str]]]:
    from tui.keys import PANES, acts_of, shown_keys
    from tui.model.codebook import STARTER

    groups = {
        heading: [
            ([shown_keys(replace(act, keys=key)) for key in act.keys.split(",")], act.tooltip)
            for act in acts_of(pane)
        ]
        for pane, heading in PANES.items()
    }
    groups["Labels of a new notebook"] = [
        ([label.key], f"{label.name}: {label.definition}") for label in STARTER
    ]
    return groups


def _print_tables(library: "Library", sharing: "Sharing") -> None:
    """Two articles at a time, what they share: the closest first."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tui.exporters.shared import passage_text
    from tui.model.shared import Kind, SharedPair

    console = Console(
        file=sys.stdout,
        width=None if sys.stdout.isatty() else _WIDTH_OF_A_PIPE,
        highlight=False,
        markup=False,
    )
    kinds = list(Kind)
    by_articles: dict[tuple[str, str], list[SharedPair]] = {}
    for pair in sorted(sharing.pairs, key=lambda pair: (kinds.index(pair.kind), -pair.score)):
        by_articles.setdefault((pair.a.article, pair.b.article), []).append(pair)
    for ids in sorted(by_articles, key=lambda ids: [library.position(one) or 0 for one in ids]):
        for letter, article in zip("ab", map(library.by_id, ids), strict=True):
            if article:
                known = [article.title, article.source, article.day]
                console.print(Text(f"{letter}  {harmless(' · '.join(filter(None, known)))}", style="bold"))
        table = Table("kind", "score", "sentence", box=SIMPLE_HEAD, header_style="dim")
        for pair in by_articles[ids]:
            texts = [harmless(passage_text(library, one)) for one in (pair.a, pair.b)]
            differ = texts[0] != texts[1]
            shown = f"a  {texts[0]}\nb  {texts[1]}" if differ else texts[0]
            table.add_row(pair.kind.value, f"{pair.score:.2f}", Text(shown, overflow="fold"))
        console.print(table)
    console.print(f"{_counted(len(library), 'article')}, {_counted(len(sharing.pairs), 'pair')} of sentences")
    for kind in kinds:
        if count := sum(pair.kind is kind for pair in sharing.pairs):
            console.print(f"{count:6,} {kind.value}")


# What the commands have in common


def _opened(paths: list[Path]) -> tuple["Library", list[str]]:
    """What the paths hold, and sentences on what was passed over."""
    from tui.importers.opening import OpeningError, open_paths
    from tui.places import SEEDS

    try:
        library, notices = open_paths(paths or [SEEDS])
    except OpeningError as error:
        misplaced = next((str(path) for path in paths if str(path) in _COMMANDS and not path.exists()), "")
        hint = f" (a command comes first: newsreader {misplaced} ...)" if misplaced else ""
        raise CommandError(f"{error}{hint}") from error
    if len(notices) > _MOST_NOTICES:
        notices[_MOST_NOTICES:] = [f"and {len(notices) - _MOST_NOTICES:,} more like these"]
    return library, notices


def _notebook(arguments: argparse.Namespace) -> Path:
    from tui.places import notebook_path

    path: Path = arguments.notebook or notebook_path(arguments.paths)
    if path.is_dir():
        raise CommandError(
            f"{path} is a folder; a notebook is a file, for example {path / 'newsreader.json'}"
        )
    return path


def _login() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # the last two before Python 3.13
        return "me"


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"


# How it speaks


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _say(line: str) -> None:
    sys.stdout.write(f"{harmless(line)}\n")


def _note(*lines: str) -> None:
    for line in lines:
        sys.stderr.write(f"newsreader: {harmless(line)}\n")


def _fail(line: str, status: int = FAILED) -> int:
    with suppress(OSError):
        _note(line)
    return status


def _drop_output() -> None:
    """What is still waiting for a pipe that nobody reads, or a full disk, goes nowhere, and quietly."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# What it understands


class _Parser(argparse.ArgumentParser):
    """Fails in one line, as everything here does."""

    def __init__(self, name: str, description: str, examples: str) -> None:
        super().__init__(
            f"newsreader {name}".strip(),
            description=description,
            epilog=examples,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        raise CommandError(f"{message} ({self.prog} --help explains)")

    def add_paths(self, count: str) -> None:
        self.add_argument(
            "paths", metavar="PATH", nargs=count, type=_path, help="a file or folder of articles"
        )

    def add_notebook(self) -> None:
        self.add_argument("--notebook", metavar="FILE", type=_path, help="where the annotations are kept")


def _path(argument: str) -> Path:
    if not argument:
        raise argparse.ArgumentTypeError("a path cannot be empty")
    return Path(argument)


def _open_parser() -> _Parser:
    parser = _Parser("", _OPEN_HELP, _OPEN_EXAMPLES)
    parser.add_paths("*")
    parser.add_notebook()
    parser.add_argument(
        "--annotator",
        metavar="NAME",
        default="",
        help="whose annotations they are; your login name, unless given",
    )
    parser.add_argument("--theme", metavar="NAME", help="the colours of the screen")
    parser.add_argument("--version", action="version", version=f"newsreader {__version__}")
    return parser


def _shared_parser() -> _Parser:
    parser = _Parser("shared", _SHARED_HELP, _SHARED_EXAMPLES)
    parser.add_paths("+")
    parser.add_argument("--json", action="store_true", help="as JSON, with the place of every sentence")
    return parser


def _export_parser() -> _Parser:
    parser = _Parser("export", _EXPORT_HELP, _EXPORT_EXAMPLES)
    parser.add_paths("*")
    parser.add_notebook()
    parser.add_argument(
        "--output", metavar="FILE", type=_path, help="where to write; standard output, unless given"
    )
    return parser


def _keys_parser() -> _Parser:
    parser = _Parser("keys", _KEYS_HELP, "")
    parser.add_argument("--markdown", action="store_true", help="as tables in Markdown")
    return parser


_COMMANDS: dict[str, tuple[Callable[[], _Parser], Callable[[argparse.Namespace], None]]] = {
    "": (_open_parser, _open),
    "shared": (_shared_parser, _shared),
    "export": (_export_parser, _export),
    "keys": (_keys_parser, _keys),
}
"""By the first word: what it understands and what it does. Any other first word is something to open."""
