"""The `newsreader` command: reads its arguments, opens what they name, and turns every failure into one line.

Nothing heavy is imported before it is needed: Textual only when the screen opens.
"""

import argparse
import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tui.arguments import (
    CommandError,
    Parser,
    check_parser,
    export_parser,
    keys_parser,
    labels_parser,
    open_parser,
    shared_parser,
    stats_parser,
)
from tui.model.counting import counted
from tui.model.harmless import harmless

if TYPE_CHECKING:
    from tui.model.library import Library
    from tui.settings import Settings
    from tui.store.database import NotebookFile

FAILED = 2
"""Exit status of whatever the person can put right."""
BROKEN = 1
"""Exit status of a fault of ours."""
INTERRUPTED = 130
NOBODY_READS = 141

READ_FIRST = 0.1
"""Seconds for reading before the screen opens: most libraries are read by then, and it is not felt."""
MOST_FIRST = 1_000
"""Files from which on that is not tried: they take longer."""


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
    return act(parsed) or 0


# What each command does


def _open(arguments: argparse.Namespace) -> None:
    from tui.importers.opening import Opening, OpeningError
    from tui.places import SEEDS

    try:
        opening = Opening(arguments.paths or [SEEDS])
        opening.advance(READ_FIRST, MOST_FIRST)
    except OpeningError as error:
        raise CommandError(_not_opened(error, arguments.paths)) from error
    notebook = _notebook(arguments)
    if arguments.notebook and not notebook.parent.is_dir():
        raise CommandError(f"there is no folder {notebook.parent} for the notebook")
    if not (sys.__stdin__ and sys.__stdin__.isatty() and sys.__stderr__ and sys.__stderr__.isatty()):
        raise CommandError("the screen needs a terminal; `newsreader shared` and `export` work without one")
    notebook.parent.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("TEXTUAL_FPS", "500")  # a repaint waits for the next of so many ticks a second
    gc.disable()  # nothing that is loaded now is garbage; the program turns it on with its first screen
    settings, wrong = _settings()  # before the screen is imported: it takes its keys then
    from tui.app import StartError, run
    from tui.store.storage import NotebookError

    annotator = arguments.annotator.strip() or _login()
    try:
        run(
            opening,
            notebook,
            annotator=annotator,
            theme=arguments.theme,
            settings=settings,
            notices=wrong,
            tell=_note,
        )
    except (NotebookError, OpeningError, StartError) as error:
        raise CommandError(str(error)) from error


def _shared(arguments: argparse.Namespace) -> None:
    library, notices = _opened(arguments.paths)
    _note(*notices)
    from tui.model.shared import Kind, narrowed
    from tui.sharing.index import find_shared

    sharing = narrowed(find_shared(library, kinds=set(Kind)), arguments.kinds, arguments.min_score)
    if arguments.json:
        from tui.exporters.shared import shared_json

        sys.stdout.write(shared_json(library, sharing))
    else:
        from tui.tables import print_tables

        print_tables(library, sharing)


def _export(arguments: argparse.Namespace) -> None:
    from datetime import UTC, datetime

    from tui.exporters.native import annotations_export
    from tui.exporters.writing import ExportError, write_export

    articles, notices = _opened(arguments.paths) if arguments.paths else (None, [])
    with closing(_reading(arguments)) as file:
        export = annotations_export(file.notebook, articles, datetime.now(UTC))
    try:
        if arguments.output:
            write_export(arguments.output, export.text)
    except ExportError as error:
        raise CommandError(str(error)) from error
    _note(*notices, *file.notices)
    if export.left_out:
        _note(f"left out {counted(export.left_out, 'annotation')} on articles that are not in PATH")
    if arguments.output:
        _say(f"wrote {counted(export.annotations, 'annotation')} to {arguments.output}")
    else:
        sys.stdout.write(export.text)


def _stats(arguments: argparse.Namespace) -> None:
    library, notices = _opened(arguments.paths)
    with closing(_reading(arguments)) as file:
        from tui.model.progress import progress_of
        from tui.model.sentences import sentence_spans
        from tui.places import sharing_cache
        from tui.sharing.index import find_shared

        sharing = find_shared(library, cache=sharing_cache(file.path))
        progress = progress_of(library, lambda one: sentence_spans(one.text, one.language), sharing, file.notebook)
    _note(*notices, *file.notices)
    if progress.elsewhere and not arguments.paths:
        _note("no PATH was given, so these are the sample articles")
    if arguments.json:
        from tui.exporters.stats import stats_json

        sys.stdout.write(stats_json(progress))
    else:
        from tui.tables import print_stats

        print_stats(progress)


def _check(arguments: argparse.Namespace) -> int:
    from tui.store.checking import check
    from tui.store.storage import NotebookError

    path = _notebook(arguments)
    articles, notices = _opened(arguments.paths) if arguments.paths or not arguments.notebook else ((), [])
    try:
        report = check(path, articles, arguments.repair)
    except NotebookError as error:
        raise CommandError(str(error)) from error
    _note(*notices)
    for line in (*report.repaired, *report.wrong):
        _say(line)
    state = "whole" if report.ok else f"{counted(len(report.wrong), 'thing')} wrong"
    counts = ", ".join(f"{count:,} {table}" for table, count in report.counts.items() if not table.startswith("_"))
    _say(f"{report.path}: {state}; {counts or 'empty'}")
    if report.returning:
        _say(f"{counted(report.returning, 'annotation')} found again in changed articles when this is next opened")
    if report.orphans:
        _say(f"{counted(report.orphans, 'orphan')} not found again in changed articles: the program lists them")
    if report.unchecked:
        _say(f"{counted(report.unchecked, 'quote')} not compared: the articles are not in PATH")
    return 0 if report.ok else BROKEN


def _labels(arguments: argparse.Namespace) -> None:
    sources = [path for path in arguments.paths if path.suffix.lower() == ".toml"]
    arguments.paths = [path for path in arguments.paths if path not in sources]
    if bool(sources) == bool(arguments.export):
        raise CommandError("name a code book to read, FILE.toml, or --export FILE to write one")
    if missing := next((path for path in arguments.paths if not path.exists()), None):
        raise CommandError(f"there is no file or folder {missing}; the name of a code book ends in .toml")
    if sources:
        _read_labels(sources, arguments)
    else:
        _write_labels(arguments)


def _read_labels(sources: Sequence[Path], arguments: argparse.Namespace) -> None:
    from tui.importers.codebook import read_codebook
    from tui.importers.opening import OpeningError
    from tui.model.codebook_taking import take_labels
    from tui.store.database import NotebookFile
    from tui.store.storage import NotebookError

    path = _notebook(arguments)
    try:
        books = [(source, *read_codebook(source)) for source in sources]
        if not arguments.notebook:
            path.parent.mkdir(parents=True, exist_ok=True)
        file = NotebookFile(path)
    except (OpeningError, NotebookError) as error:
        raise CommandError(str(error)) from error
    with closing(file):
        if file.read_only:
            raise CommandError(f"nothing was read into {path}. {file.notices[0]}")
        for source, given, problems in books:
            taken = take_labels(file.notebook, given)
            _note(*(f"{source}: {problem}" for problem in (*problems, *taken.problems)))
            way = f", {counted(taken.removed, 'unused label')} made way" if taken.removed else ""
            _say(f"{counted(taken.added, 'label')} added, {taken.changed:,} changed{way} in {path}")
        if file.problem:
            raise CommandError(file.problem)
    _note(*file.notices)


def _write_labels(arguments: argparse.Namespace) -> None:
    from tui.exporters.codebook import codebook_toml
    from tui.exporters.writing import ExportError, write_export

    with closing(_reading(arguments)) as file:
        book = file.notebook.codebook
    _note(*file.notices)
    if str(arguments.export) == "-":
        sys.stdout.write(codebook_toml(book))
        return
    try:
        write_export(arguments.export, codebook_toml(book))
    except ExportError as error:
        raise CommandError(str(error)) from error
    _say(f"wrote {counted(len(book.labels), 'label')} to {arguments.export}")


def _keys(arguments: argparse.Namespace) -> None:
    from tui.keys import keys_markdown, keys_text

    if arguments.markdown:
        sys.stdout.write(keys_markdown())
    else:
        _note(*_settings()[1])
        sys.stdout.write(keys_text())


# What the commands have in common


def _opened(paths: list[Path]) -> tuple["Library", list[str]]:
    """What the paths hold, and sentences on what was passed over."""
    from tui.importers.opening import OpeningError, in_short, open_paths
    from tui.places import SEEDS

    try:
        library, notices = open_paths(paths or [SEEDS])
    except OpeningError as error:
        raise CommandError(_not_opened(error, paths)) from error
    return library, in_short(notices)


def _not_opened(error: Exception, paths: list[Path]) -> str:
    misplaced = next((str(path) for path in paths if str(path) in _COMMANDS and not path.exists()), "")
    return f"{error} (a command comes first: newsreader {misplaced} ...)" if misplaced else str(error)


def _notebook(arguments: argparse.Namespace) -> Path:
    from tui.places import notebook_path

    path: Path = arguments.notebook or notebook_path(arguments.paths)
    if path.is_dir():
        raise CommandError(f"{path} is a folder; a notebook is a file, for example {path / 'newsreader.json'}")
    return path


def _reading(arguments: argparse.Namespace) -> "NotebookFile":
    """The notebook, only to be read: it has to be there."""
    from tui.store.database import NotebookFile
    from tui.store.storage import NotebookError

    path = _notebook(arguments)
    if not path.exists():
        raise CommandError(f"there is no notebook at {path}; --notebook says where it is")
    try:
        return NotebookFile(path, read_only=True)
    except NotebookError as error:
        raise CommandError(str(error)) from error


def _settings() -> tuple["Settings", list[str]]:
    """A person's settings, and a sentence on each that cannot be used; from now on the keys are theirs."""
    from tui.settings import read_settings, settings_path

    path = settings_path()
    settings, wrong = read_settings(path)
    if settings.keys:
        from tui.keys import use_keys
        from tui.own_keys import resolved

        acts, problems = resolved(settings.keys)
        use_keys(acts)
        wrong += [f"{path}: {problem}" for problem in problems]
    return settings, wrong


def _login() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # the last two before Python 3.13
        return "me"


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


_COMMANDS: dict[str, tuple[Callable[[], Parser], Callable[[argparse.Namespace], int | None]]] = {
    "": (open_parser, _open),
    "shared": (shared_parser, _shared),
    "export": (export_parser, _export),
    "stats": (stats_parser, _stats),
    "check": (check_parser, _check),
    "labels": (labels_parser, _labels),
    "keys": (keys_parser, _keys),
}
"""By the first word: what it understands and what it does. Any other first word is something to open."""
