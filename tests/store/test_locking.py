"""Who may write: one program at a time, in places that can be written, and privately."""

import errno
import json
import os
import stat
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.conftest import labels_in, put_label
from tests.store.disks import Failing, SimulatedDisk
from tui.model.article import Article
from tui.store.database import NotebookFile
from tui.store.disk import Disk

Opened = Callable[..., NotebookFile]
ROOT = Path(__file__).parents[2]
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="modes and links as POSIX has them")

PROGRAM = """
    import sys
    from pathlib import Path
    from tests.store.conftest import TEXT, labels_in, put_label
    from tui.model.article import new_article
    from tui.store.database import NotebookFile

    article = new_article("A call", TEXT, source="Sample Wire")
    path = Path(sys.argv[1])
"""


def another(code: str, path: Path, **options: object) -> "subprocess.Popen[str]":
    """Another Python that runs this code, which may use `path` and `article`."""
    program = textwrap.dedent(PROGRAM) + textwrap.dedent(code)
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, **options,
    )  # fmt: skip


HOLDS = """
    file = NotebookFile(path)
    put_label(file, article)
    print("holds", flush=True)
    sys.stdin.read()
    file.close()
"""


def test_a_second_program_reads_only_and_says_who_holds_the_notebook(
    path: Path, article: Article, opened: Opened
) -> None:
    with another(HOLDS, path) as holder:
        assert holder.stdout and holder.stdout.readline() == "holds\n"
        before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
        file = opened(path)
        assert file.read_only
        notice = file.notices[0]
        assert notice.startswith("Open read-only: ") and f"(process {holder.pid}, since " in notice
        assert labels_in(file) == [(0, 8, "claim")], "what the other has not checkpointed is read from its journal"
        put_label(file, article, 9, 12)
        assert file.problem == "Not saved in newsreader.json: it is open read-only." and file.unsaved == 1
        file.checkpoint()
        file.close()
        assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before
        holder.communicate("")
    assert not opened(path).read_only


def test_the_lock_dies_with_its_process(path: Path, opened: Opened) -> None:
    with another(HOLDS, path) as holder:
        assert holder.stdout and holder.stdout.readline() == "holds\n"
        holder.kill()
    assert path.with_name("newsreader.json.lock").exists()
    file = opened(path)
    assert not file.read_only and file.notices == [] and labels_in(file) == [(0, 8, "claim")]


def test_two_programs_that_write_at_once_lose_nothing(path: Path, opened: Opened) -> None:
    code = """
        for number in range(30):
            file = NotebookFile(path)
            if not file.read_only:
                put_label(file, article, number, int(sys.argv[1][-1] == "n") + number + 20)
                print(number, flush=True)
            file.close()
    """
    programs = [another(code, path) for _ in range(2)]
    written = [program.communicate()[0].split() for program in programs]
    assert all(program.returncode == 0 for program in programs)
    expected = {int(number) for one in written for number in one}
    assert {start for start, _, _ in labels_in(opened(path))} == expected


class LastHolderLeaves(Disk):
    """The last holder removes the lock file just after we opened it."""

    def __init__(self, path: Path) -> None:
        self.path: Path | None = path

    def lock(self, fd: int) -> bool:
        if self.path:
            self.path.unlink()
            self.path = None
        return super().lock(fd)


def test_a_lock_file_that_was_removed_while_being_taken_is_taken_anew(path: Path, opened: Opened) -> None:
    first = opened(path, disk=LastHolderLeaves(path.with_name("newsreader.json.lock")))
    assert not first.read_only
    assert opened(path).read_only


def test_merely_looking_leaves_no_file(path: Path, opened: Opened) -> None:
    file = opened(path)
    assert [one.name for one in path.parent.iterdir()] == ["newsreader.json.lock"]
    assert len(file.notebook.codebook.labels) == 5
    file.checkpoint()
    file.close()
    assert list(path.parent.iterdir()) == []


def test_asked_for_read_only_nothing_is_written_and_no_lock_taken(path: Path, article: Article, opened: Opened) -> None:
    reader = opened(path, read_only=True)
    assert list(path.parent.iterdir()) == []
    put_label(reader, article)
    assert not reader.retry() and "read-only" in reader.problem
    assert list(path.parent.iterdir()) == []
    assert not opened(path).read_only


@posix_only
def test_files_are_private_and_an_old_one_keeps_its_mode(path: Path, article: Article, opened: Opened) -> None:
    old = os.umask(0)
    try:
        file = opened(path)
        put_label(file, article)
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
        assert len(modes) == 4 and set(modes.values()) == {0o600}
        path.chmod(0o640)
        put_label(file, article, 9, 12)
        file.close()
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@posix_only
def test_a_symbolic_link_is_followed_once_and_stays_a_link(tmp_path: Path, article: Article, opened: Opened) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "notes.json", tmp_path / "link.json"
    link.symlink_to(real)
    file = opened(link)
    assert file.path == real
    assert opened(real).read_only, "both names share one lock"
    put_label(file, article)
    file.close()
    assert link.is_symlink() and real.is_file()
    assert [one.name for one in tmp_path.iterdir() if one.name != "real"] == ["link.json"]
    assert labels_in(opened(link)) == [(0, 8, "claim")]


@posix_only
def test_nothing_is_written_through_a_link_that_was_planted(path: Path, article: Article, opened: Opened) -> None:
    precious = path.with_name("precious")
    precious.write_text("precious")
    path.with_name("newsreader.json.tmp").symlink_to(precious)
    file = opened(path)
    put_label(file, article)
    assert precious.read_text() == "precious"


def as_somebody_else(act: Callable[[], str]) -> str:
    """What `act` returns in another process; as the user nobody when we are root, whom no mode stops."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if not child:
        try:
            if AS_ROOT:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            os.write(write_end, act().encode())
        except BaseException as error:
            os.write(write_end, repr(error).encode())
        finally:
            os._exit(0)
    os.close(write_end)
    os.waitpid(child, 0)
    with os.fdopen(read_end) as said:
        return said.read()


@posix_only
@pytest.mark.parametrize("protected", ["folder", "file"])
def test_a_protected_place_is_opened_read_only(protected: str, article: Article, opened: Opened) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name).resolve() / "newsreader.json"
        file = opened(path)
        put_label(file, article)
        file.close()
        path.chmod(0o444)
        path.parent.chmod(0o555 if protected == "folder" else 0o777)
        before = {one.name: one.read_bytes() for one in path.parent.iterdir()}

        def act() -> str:
            file = opened(path)
            put_label(file, article, 9, 12)
            file.close()
            return f"{file.read_only} {file.unsaved} {len(labels_in(file))} {file.notices}"

        why = "cannot be written, you have no permission there."
        assert as_somebody_else(act) == f"True 1 2 ['Open read-only: {path} {why}']"
        assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before
        path.parent.chmod(0o700)


@posix_only
def test_a_file_that_may_not_be_read_is_refused(article: Article, opened: Opened) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name).resolve() / "newsreader.json"
        file = opened(path)
        put_label(file, article)
        file.close()
        path.parent.chmod(0o755)
        path.chmod(0)
        said = as_somebody_else(lambda: str(opened(path)))
        assert f"NotebookError('{path} cannot be read: you have no permission" in said


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (errno.EROFS, "the disk can only be read"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "you have no permission"),
    ],
)
def test_where_no_lock_can_be_made_the_notebook_is_read_only(code: int, why: str) -> None:
    disk = SimulatedDisk()
    disk.before = Failing(1, code, ever_after=True)
    file = NotebookFile(Path("/simulated/notes.json"), disk=disk)
    assert file.read_only and why in file.notices[0]


def test_permission_lost_while_open_is_told_and_work_goes_on_in_memory(article: Article, opened: Opened) -> None:
    disk = SimulatedDisk()
    file = opened(Path("/simulated/notes.json"), disk=disk)
    put_label(file, article)
    disk.before = Failing(1, errno.EACCES, ever_after=True)
    put_label(file, article, 9, 12)
    assert file.problem == "Not saved in notes.json: you have no permission there."
    disk.before = lambda call: None
    assert file.retry()


def test_the_folder_is_synced_after_every_rename() -> None:
    disk = SimulatedDisk()
    calls: list[str] = []
    disk.before = calls.append
    disk.replace(Path("/simulated/notes.json"), [b"a", b"b"])
    assert calls == ["open", "write", "write", "sync", "rename", "sync_folder"]


def test_a_holder_that_cannot_be_read_is_another_program(path: Path, opened: Opened) -> None:
    first = opened(path)
    path.with_name("newsreader.json.lock").write_text(json.dumps({"pid": "?"}))
    assert opened(path).notices == ["Open read-only: another program has this notebook open."]
    first.close()
