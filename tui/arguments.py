"""What the `newsreader` command understands, and its help."""

import argparse
from pathlib import Path
from typing import NoReturn

from tui import __version__
from tui.model.shared import USUAL, Kind

_OPEN_HELP = """\
Read many reports of one story, see which sentences they share, and label them from the keyboard.

PATH is a file or a folder of .txt and .md files; with none, the sample articles open.
"""
_OPEN_EXAMPLES = """\
commands:
  newsreader shared PATH ... [--json]    print what the articles share
  newsreader export [PATH ...]           write the annotations as JSON
  newsreader stats [PATH ...] [--json]   print how much is labelled
  newsreader check [PATH ...] [--repair] see whether a notebook is whole
  newsreader labels FILE.toml [PATH ...] read a code book; with --export FILE, write it
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
_SHARED_HELP = "Print the sentences that the articles share: word for word, edited, quoted, in part, or retold."
_SHARED_EXAMPLES = """\
examples:
  newsreader shared budapest/
  newsreader shared a.md b.md --json > shared.json
  newsreader shared budapest/ --kinds verbatim,edited --min-score 0.8
  newsreader shared budapest/ --kinds similar
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
_STATS_HELP = """\
Print how far the annotation of the articles has come: how many sentences are labelled, how many distinct
sentences that is (copies of one count once), and how much of the text they and their copies are.

Without --notebook it is the one that `newsreader PATH ...` would use; without PATH, the sample articles.
"""
_STATS_EXAMPLES = """\
examples:
  newsreader stats budapest/
  newsreader stats budapest/ --notebook ana.json --json > stats.json
"""
_CHECK_HELP = """\
Say whether a notebook is whole: its files, its records, and each quote against the text in PATH.

Exit status 1 when anything is wrong. Nothing is written, unless --repair is given: then the main file is made
again from journal and backup, and what was damaged is kept aside.
"""
_CHECK_EXAMPLES = """\
examples:
  newsreader check budapest/
  newsreader check budapest/ --notebook copy.json --repair
"""
_LABELS_HELP = """\
Read a code book from a TOML file into the notebook of PATH, or write it to one.

Labels whose names the notebook has are changed in what the file says of them; others are added. Without PATH
and --notebook it is the notebook of the sample articles. docs/file-format.md describes the file.
"""
_LABELS_EXAMPLES = """\
examples:
  newsreader labels codebook.toml budapest/
  newsreader labels codebook.toml --notebook budapest/newsreader.json
  newsreader labels --export codebook.toml budapest/
  newsreader labels --export - budapest/
"""
_KEYS_HELP = """\
Print the keys, the acts that they do, and what those are.

They are your own where the settings give some, by the names of the acts: settings.toml, table [keys].
"""
_KEYS_EXAMPLES = """\
in settings.toml:
  [keys]
  "reading.next-article" = "J, ctrl+n"
  "reading.toggle-star" = ""
"""


class CommandError(Exception):
    """What went wrong, in one line that says what to do."""


class Parser(argparse.ArgumentParser):
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
        """Raise CommandError, where argparse would print its usage and leave."""
        raise CommandError(f"{message} ({self.prog} --help explains)")

    def add_paths(self, count: str) -> None:
        """Take paths, as many as `count` says in argparse's way."""
        self.add_argument("paths", metavar="PATH", nargs=count, type=_path, help="a file or folder of articles")

    def add_notebook(self) -> None:
        """Take `--notebook`."""
        self.add_argument("--notebook", metavar="FILE", type=_path, help="where the annotations are kept")


def _path(argument: str) -> Path:
    if not argument:
        raise argparse.ArgumentTypeError("a path cannot be empty")
    return Path(argument)


def _kinds(argument: str) -> set[Kind]:
    names = {name.strip() for name in argument.split(",")} - {""}
    if unknown := sorted(names - set(Kind)):
        raise argparse.ArgumentTypeError(f"there is no kind {unknown[0]}; there are {', '.join(Kind)}")
    return {Kind(name) for name in names}


def _score(argument: str) -> float:
    try:
        score = float(argument)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        raise argparse.ArgumentTypeError(f"{argument} is no number from 0 to 1")
    return score


def open_parser() -> Parser:
    """The arguments of `newsreader [PATH ...]`."""
    parser = Parser("", _OPEN_HELP, _OPEN_EXAMPLES)
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


def shared_parser() -> Parser:
    """The arguments of `newsreader shared`."""
    parser = Parser("shared", _SHARED_HELP, _SHARED_EXAMPLES)
    parser.add_paths("+")
    parser.add_argument("--json", action="store_true", help="as JSON, with the place of every sentence")
    parser.add_argument(
        "--kinds",
        metavar="KIND,...",
        type=_kinds,
        default=USUAL.kinds,
        help=f"only these: {', '.join(Kind)}; all but {Kind.SIMILAR}, unless given",
    )
    parser.add_argument("--min-score", metavar="N", type=_score, default=0.0, help="only what is so much alike, 0 to 1")
    return parser


def export_parser() -> Parser:
    """The arguments of `newsreader export`."""
    parser = Parser("export", _EXPORT_HELP, _EXPORT_EXAMPLES)
    parser.add_paths("*")
    parser.add_notebook()
    parser.add_argument("--output", metavar="FILE", type=_path, help="where to write; standard output, unless given")
    return parser


def stats_parser() -> Parser:
    """The arguments of `newsreader stats`."""
    parser = Parser("stats", _STATS_HELP, _STATS_EXAMPLES)
    parser.add_paths("*")
    parser.add_notebook()
    parser.add_argument("--json", action="store_true", help="as JSON")
    return parser


def check_parser() -> Parser:
    """The arguments of `newsreader check`."""
    parser = Parser("check", _CHECK_HELP, _CHECK_EXAMPLES)
    parser.add_paths("*")
    parser.add_notebook()
    parser.add_argument("--repair", action="store_true", help="restore what can be, and say what was done")
    return parser


def labels_parser() -> Parser:
    """The arguments of `newsreader labels`."""
    parser = Parser("labels", _LABELS_HELP, _LABELS_EXAMPLES)
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", type=_path, help="a code book (.toml) to read; the articles it is for"
    )
    parser.add_notebook()
    parser.add_argument("--export", metavar="FILE", type=_path, help="write the code book there; - is standard output")
    return parser


def keys_parser() -> Parser:
    """The arguments of `newsreader keys`."""
    parser = Parser("keys", _KEYS_HELP, _KEYS_EXAMPLES)
    parser.add_argument("--markdown", action="store_true", help="the built-in keys alone, as tables in Markdown")
    return parser
