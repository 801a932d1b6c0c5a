"""Foreign text reaches a real terminal as text alone: looked at in the bytes that the program writes."""

import base64
import re
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from benchmarks.terminal import ESCAPE, Terminal
from tests.payloads import PAYLOADS
from tui.importers.opening import open_paths
from tui.model.annotation import Annotation, Scope, Target, target_of
from tui.model.codebook import Attribute, Label
from tui.model.harmless import harmless
from tui.model.history import RecordChange
from tui.model.sentences import sentence_spans
from tui.store.database import NotebookFile

CONTROL = re.compile(
    r"\x1b\[(?P<csi>[0-?]*[ -/]*[@-~])"
    r"|\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b[P_^X](?P<device>[^\x1b]*)\x1b\\"
    r"|\x1b(?P<other>[ -/]*[0-~])"
)
CLIPBOARD = "52;"
WHEN = "2025-10-16T12:00:00.000Z"


def named(payload: str) -> str:
    """The payload as far as a file can be called so."""
    return payload.replace("/", "").replace("\0", "")


def library(folder: Path, payloads: Sequence[str]) -> None:
    """An article for each payload, with it in every field and in its name, and two of each a sentence in common."""
    for number, payload in enumerate(payloads):
        for copy in ("a", "b"):
            fields = {
                "title": f"{payload} T{number}{copy}",
                "source": f"{payload} S{copy}",
                "author": f"{payload} W",
                "published": f"2025-10-{number % 28 + 1:02}" if copy == "a" else f"2025 {payload}",
                "url": f"https://example.test/{''.join(payload.split())}",
                "language": f"en{payload}" if copy == "b" else "en",
            }
            front = "".join(f"{name}: {value}\n" for name, value in fields.items()).replace("\0", "")
            text = (
                f"Minister {number} of Ostermark said that {payload} would never be accepted by parliament. "
                f"Only {copy} {number} ends its text with {payload} here."
            )
            name = f"{number:02}{copy} {named(payload)[:40]}.md"
            (folder / name).write_text(f"---\n{front}---\n{text}", newline="")
    (folder / f"99 {named(payloads[0])}.txt").write_bytes(b"not UTF-8 \xff\xe9\xe9")


def notebook(path: Path, folder: Path, payloads: Sequence[str], annotator: str) -> None:
    """What others are said to have written: each record as raw as a file can hold it."""
    articles, _ = open_paths([folder])
    file = NotebookFile(path)
    records = []
    for number, payload in enumerate(payloads):
        said = f"{payload} said"
        key = f"{payload[0]}{number}" if number else "1"
        attribute = Attribute(f"{payload} sure", (f"{payload} yes", f"{payload} no"))
        label = Label(
            f"label {number}", f"{payload} L{number}", key, "#e5737f", said, order=number - 100,
            when=said, when_not=said, example=said, choice=said, attributes=(attribute,),
        )  # fmt: skip
        records.append(RecordChange(None, label))
    for number, article in enumerate(articles):
        payload = payloads[number // 2 % len(payloads)]
        span = sentence_spans(article.text, article.language)[0]
        target = target_of(article, *span, Scope.SENTENCE)
        one = Annotation(
            f"one {number}",
            target,
            f"label {number % 3}",
            f"{payload} note",
            f"{payload} annotator",
            WHEN,
            WHEN,
            {f"{payload} sure": f"{payload} yes"},
        )
        whole = Target(article.id, Scope.ARTICLE, 0, 0, "", "", "", target.text_sha256)
        records += [
            RecordChange(None, one),
            RecordChange(None, replace(one, id=f"whole {number}", target=whole)),
            RecordChange(None, replace(one, id=f"mine {number}", annotator=annotator, label=f"label {number % 2}")),
            RecordChange(None, replace(one, id=f"lost {number}", target=replace(target, article=f"gone {payload}"))),
        ]
    file.notebook.do(f"{payloads[0]} change", records)
    file.close()


Steps = Sequence[tuple[str, str]]
PASTE = "\x1b[200~" + "".join(PAYLOADS).replace("\0", "") + "\x1b[201~"
A_LITTLE: Steps = (("a", "ctrl+j new line"), (ESCAPE, ""), ("/x", ""), ("\r", ""), ("y", "copied with"))
"""Keys, each with words that are then on the screen, or none where it is enough that it is quiet again."""
EVERYTHING: Steps = (
    # list, reader, side panel: an article for each payload
    *((("J" * 10, ""),) * 3),
    (ESCAPE, ""), ("h", "This article"), ("g", ""), ("\x06", ""), ("G", ""), ("g", ""), ("l", "sentence"), ("g", ""),
    ("\t", ""), ("j", ""), (ESCAPE, ""),
    # dialogs on the main screen
    ("a", "ctrl+j new line"), (ESCAPE, ""), ("a", "ctrl+j"), (PASTE, ""), ("\x01" + PASTE, ""), ("\r", ""),
    ("a", "ctrl+j"), (ESCAPE, ""), ("t", "esc leaves"), (PASTE, ""), (ESCAPE, ""), ("'", "its key"), (ESCAPE, ""),
    ("i", ""), ("i", ""), ("A", "digit takes a value"), ("1", ""), (ESCAPE, ""), ("y", "copied with"),
    ("/", "article and notes"), (PASTE, ""), ("\r", ""), ("n", ""),
    ("f", ""), (PASTE, ""), ("\r", ""), (ESCAPE, ""), ("F", ""),
    ("f", ""), ("source:\t\t\t", ""), (ESCAPE, ""), ("f", ""), ("label:\t\t", ""), (ESCAPE, ""),
    ("h", ""), ("S", "Order of the list"), ("s", ""), *((("\x07", ""),) * 4), ("l", ""),
    ("p", "enter gives them"), ("a", ""), (ESCAPE, ""),
    # the code book
    ("L", "Define"), ("j", ""), ("G", ""), ("g", ""), ("r", ""), (PASTE, ""), (ESCAPE, ""),
    ("d", "enter"), (ESCAPE, ""), ("v", ""), (PASTE, ""), (ESCAPE, ""), ("o", ""), (ESCAPE, ""), ("n", ""),
    (ESCAPE, ""), ("m", ""), (ESCAPE, ""), ("e", ""), (ESCAPE, ""), ("t", ""), (ESCAPE, ""), (ESCAPE, "labelled"),
    # the other screens
    ("C", "compared"), ("j", ""), ("\t", ""), ("t", ""), (ESCAPE, ""), (ESCAPE, "labelled"),
    ("R", "Where I am"), ("j", ""), ("G", ""), ("\r", ""), (ESCAPE, ""), (ESCAPE, ""),
    ("c", "Next partner"), ("j", ""), ("n", ""), ("p", ""), (PASTE, ""), (ESCAPE, ""), ("?", ""), (ESCAPE, ""),
    (ESCAPE, "labelled"), ("o", "Sources"), ("]", ""), ("j", ""), ("\t", ""), ("j", ""), ("\t", ""), ("j", ""),
    (ESCAPE, "labelled"), ("?", "type to find"), (PASTE, ""), (ESCAPE, ""),
    ("\x10", "Search for"), (PASTE, ""), (ESCAPE, ""), ("s", "shared:"), ("B", "hidden"), ("B", "shown"),
    ("e", "Export all"), ("/" + PASTE, ""), ("\r", ""), (ESCAPE, ""), ("O", ""),
)  # fmt: skip


def opened(place: Path, payloads: Sequence[str]) -> list[str]:
    """The paths of a library and a notebook as hostile as that, as arguments of the program."""
    folder = place / f"folder {named(payloads[0])}"
    folder.mkdir(parents=True)
    library(folder, payloads)
    book = place / f"notebook {named(payloads[0])}.json"
    annotator = f"ana {named(payloads[0])}"
    notebook(book, folder, payloads, annotator)
    return [str(folder), "--notebook", str(book), "--annotator", annotator]


def played(arguments: Sequence[str], steps: Steps) -> str:
    """All that the program writes while the keys are pressed; `q` leaves it, with status 0."""
    command = [sys.executable, "-m", "tui", *arguments]
    with Terminal(command, columns=190, rows=40, BROWSER="true") as terminal:
        terminal.until("Articles")
        terminal.until("distinct")  # it is known what is shared
        for keys, words in steps:
            began = len(terminal.output)
            terminal.write(keys)
            terminal.until(words, since=began)
            terminal.drain(0.04)
        for key in (ESCAPE, ESCAPE, "q", "q"):
            terminal.write(key)
            terminal.drain(0.1)
        assert terminal.left() == 0
        return decoded(terminal)


def decoded(terminal: Terminal) -> str:
    return terminal.output.decode(errors="surrogateescape")


def kinds(output: str) -> set[str]:
    """The kinds of control sequences in it; of colours, the cursor's place and the clipboard, that alone."""
    found = set()
    for match in CONTROL.finditer(output):
        kind, body = match.lastgroup or "", match[match.lastgroup or 0]
        vary = kind == "csi" and re.fullmatch("[0-9;:]*[mH]", body)
        found.add(f"{kind} {body[-1] if vary else CLIPBOARD if body.startswith(CLIPBOARD) else body}")
    return found


def acting(output: str) -> set[str]:
    """What is left of it that is no text: controls outside of sequences, and what reorders, hides or breaks a line."""
    return {one for one in CONTROL.sub("", output) if one not in "\r\n" and harmless(one) != one}


def test_every_screen_writes_a_hostile_library_as_text_alone(tmp_path: Path) -> None:
    plain = played(opened(tmp_path / "plain", ["harmless"]), A_LITTLE)
    arguments = opened(tmp_path / "hostile", PAYLOADS)
    hostile = played(arguments, EVERYTHING)
    assert kinds(hostile) == kinds(plain)
    assert not acting(hostile)
    copied = [match["osc"] for match in CONTROL.finditer(hostile) if (match["osc"] or "").startswith(CLIPBOARD)]
    assert len(copied) == 1, "what was asked for, and nothing else"
    assert not acting(base64.b64decode(copied[0].removeprefix(f"{CLIPBOARD}c;")).decode())
    with closing(NotebookFile(Path(arguments[2]), read_only=True)) as file:
        for article in open_paths([Path(arguments[0])])[0]:
            for one in file.notebook.on_article(article.id):
                assert article.text[one.target.start : one.target.end] == one.target.quote


def test_every_command_writes_a_hostile_library_as_text_alone(tmp_path: Path) -> None:
    folder, *book = opened(tmp_path, PAYLOADS)[:3]
    hostile = named(PAYLOADS[0])
    commands = {
        0: [
            ["shared", folder],
            ["shared", folder, "--json"],
            ["stats", folder, *book],
            ["stats", folder, *book, "--json"],
            ["labels", "--export", "-", folder, *book],
            ["labels", "--export", f"{folder}/{hostile}.toml", folder, *book],
            ["export", *book],
            ["check", folder, *book],
            ["keys"],
        ],
        2: [
            [f"no {hostile}"],
            [folder, f"--{hostile}"],
            [folder, "--theme", hostile],
            [folder, "--notebook", folder],
            ["shared", folder, "--kinds", hostile],
            ["export", *book, "--output", f"{folder}/no {hostile}/e.json"],
            [f"{hostile}", *book],
        ],
    }
    for status, each in commands.items():
        for arguments in each:
            with Terminal([sys.executable, "-m", "tui", *arguments]) as terminal:
                assert terminal.left(30.0) == status, (arguments, decoded(terminal))
                assert kinds(decoded(terminal)) <= {"csi m"}, arguments
                assert not acting(decoded(terminal)), arguments
