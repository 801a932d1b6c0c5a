"""The system calls the store makes, all of them here: the one place where tests make them fail."""

import errno
import getpass
import os
import socket
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PRIVATE = 0o600
"""The mode of a new file: what a person thinks of a text is nobody else's business."""
APPEND = os.O_WRONLY | os.O_APPEND
_AT_ONCE = 1_000_000
"""Bytes after which a large file is synced while it is written: a change that another thread saves meanwhile
waits for so much, not for all of it."""
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "you have no permission there",
    errno.EPERM: "you have no permission there",
    errno.EIO: "the disk reports an error",
    errno.ENOENT: "the folder is not there",
}


def reason(error: OSError) -> str:
    """Why a system call failed, in words for a person."""
    return _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()


class Disk:
    """Files that are appended to or replaced whole, and safe on the disk when a call returns.

    The last three methods are made of the others, which are one system call each. All raise OSError.
    """

    def open(self, path: Path, flags: int) -> int:
        """Open a file, but no link; private when it is new. Returns its descriptor."""
        return os.open(path, flags | _PLAIN, PRIVATE)

    def close(self, fd: int) -> None:
        """Close a descriptor."""
        os.close(fd)

    def write(self, fd: int, data: bytes | memoryview) -> int:
        """Write some of the data; returns how many bytes."""
        return os.write(fd, data)

    def sync(self, fd: int) -> None:
        """Wait until the file is on the disk itself (macOS needs to be asked twice, see `man fsync`)."""
        if sys.platform == "darwin":
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        else:
            os.fsync(fd)

    def sync_folder(self, folder: Path) -> None:
        """Wait until the names in a folder are on the disk; Windows has no such call."""
        if sys.platform != "win32":
            fd = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(fd)
            finally:
                os.close(fd)

    def chmod(self, fd: int, mode: int) -> None:
        """Give an open file another mode, where modes exist."""
        if sys.platform != "win32":
            os.fchmod(fd, mode)

    def rename(self, old: Path, new: Path) -> None:
        """Rename over whatever is there."""
        old.replace(new)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def read(self, path: Path) -> bytes | None:
        """All of a file, or None when there is none."""
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None

    def stat(self, path: Path) -> os.stat_result | None:
        """What the system knows of a file, or None when there is none."""
        try:
            return path.stat()
        except FileNotFoundError:
            return None

    def is_gone(self, fd: int) -> bool:
        """Whether an open file has lost its last name: what is written to it is lost."""
        return os.fstat(fd).st_nlink == 0

    def lock(self, fd: int) -> bool:
        """Lock an open file; False when another program has. The lock goes when its process does."""
        try:
            if sys.platform == "win32":
                os.lseek(fd, 1 << 30, os.SEEK_SET)  # a byte that nobody reads: Windows locks are mandatory
                msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
                os.lseek(fd, 0, os.SEEK_SET)
            else:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK):
                return False
            raise
        return True

    def write_all(self, fd: int, data: bytes) -> None:
        """Write every byte, however few the system takes at a time."""
        rest = memoryview(data)
        while rest:
            rest = rest[self.write(fd, rest) :]

    def append(self, fd: int, data: bytes) -> None:
        """Append to an open file, and wait until that is on the disk."""
        self.write_all(fd, data)
        self.sync(fd)

    def replace(self, path: Path, pieces: Iterable[bytes]) -> None:
        """Replace a file whole: after a crash it holds either all of the old or all of the new.

        A new file is private, an old one keeps its mode. When it fails the old file is as it was.
        """
        temporary, old = path.with_name(path.name + ".tmp"), self.stat(path)
        try:
            fd = self.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            try:
                self.chmod(fd, old.st_mode & 0o777 if old else PRIVATE)
                unsynced = 0
                for piece in pieces:
                    self.write_all(fd, piece)
                    unsynced += len(piece)
                    if unsynced > _AT_ONCE:
                        self.sync(fd)
                        unsynced = 0
                self.sync(fd)
            finally:
                self.close(fd)
            self.rename(temporary, path)
        except OSError:
            with suppress(OSError):
                self.remove(temporary)
            raise
        self.sync_folder(path.parent)


class Lock:
    """The right to change a notebook, held by one program at a time through a small file beside it.

    The file says who holds it. It goes when the holder closes; after a crash it stays, unlocked and harmless.
    """

    def __init__(self, disk: Disk, path: Path) -> None:
        self._disk, self._path = disk, path
        self._fd: int | None = None

    def take(self) -> bool:
        """Take the lock; False when another program holds it. Raises OSError when its file cannot be made."""
        fd = self._disk.open(self._path, os.O_RDWR | os.O_CREAT)
        if not self._disk.lock(fd):
            self._disk.close(fd)
            return False
        if self._disk.is_gone(fd):  # its last holder removed it just now
            self._disk.close(fd)
            return self.take()
        self._fd = fd
        with suppress(OSError, KeyError, ImportError):  # on a full disk, or without a name, it is held all the same
            since = f"since {datetime.now().astimezone():%d %b %H:%M}"
            holder = f"{getpass.getuser()} on {socket.gethostname()} (process {os.getpid()}, {since})\n"
            self._disk.write_all(fd, holder.encode())
        return True

    def holder(self) -> str:
        """Who holds the lock, in words."""
        with suppress(OSError):
            words, end, _ = (self._disk.read(self._path) or b"").partition(b"\n")
            if end:
                return words.decode(errors="replace")
        return "another program"

    def release(self) -> None:
        """Give the lock back, if it is held."""
        if self._fd is not None:
            with suppress(OSError):
                self._disk.remove(self._path)
            self._disk.close(self._fd)
            self._fd = None
