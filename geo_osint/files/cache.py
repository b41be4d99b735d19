"""Where what can be had again is kept, and locks that processes share there."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geo_osint.errors import InputError, OutputError

VARIABLE = "GEO_OSINT_CACHE"
"""Names the folder instead of the system's."""

LOCK_POLL_S = 0.02
"""How often a lock that another process holds is tried again."""


MOST_ON_SLATE = 4096
"""Bytes that are read of a `Slate`."""


def folder() -> Path:
    """Say where the cache is: $GEO_OSINT_CACHE, else geo-osint in $XDG_CACHE_HOME or in ~/.cache.

    Raises
    ------
    InputError
        If neither is set and the user has no home folder.
    """
    if own := os.environ.get(VARIABLE):
        return Path(own)
    shared = Path(os.environ.get("XDG_CACHE_HOME") or "-")
    if shared.is_absolute():  # the XDG rule: a relative path is passed over
        return shared / "geo-osint"
    try:
        return Path.home() / ".cache" / "geo-osint"
    except RuntimeError:
        raise InputError(f"no home folder to keep a cache in; set {VARIABLE}") from None


def private(folder: Path) -> Path:
    """Make a folder that other users of the machine cannot look into, if it is not there.

    Raises
    ------
    OutputError
        If it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise _unwritable(folder, fault) from None
    return folder


def holds(path: Path) -> bool:
    """Tell whether an entry is there, as far as this user may look."""
    try:
        return path.exists()
    except OSError:
        return False


class Slate:
    """A few words in a locked file, which whoever holds the lock may read and replace."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle = handle

    def read(self) -> str:
        """Give what was last written, or nothing."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        return os.read(self._handle, MOST_ON_SLATE).decode("ascii", "replace")

    def write(self, words: str) -> None:
        """Replace what is written; a crash may leave half of it.

        Raises
        ------
        OutputError
            If the disk is full.
        """
        try:
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, words.encode("ascii"))
        except OSError as fault:
            raise _unwritable(self._path, fault) from None


@contextmanager
def locked(path: Path, wait_s: float) -> Iterator[Slate]:
    """Hold a lock that processes share through a file; the system frees it when its holder dies.

    Raises
    ------
    TimeoutError
        If another process holds it for `wait_s` seconds.
    OutputError
        If the file cannot be made or written. Its folder is made for this user alone.
    """
    private(path.parent)
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as fault:
        raise _unwritable(path, fault) from None
    until = time.monotonic() + wait_s
    try:
        while not _lock(handle):
            if time.monotonic() >= until:
                raise TimeoutError
            time.sleep(LOCK_POLL_S)
        yield Slate(path, handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, MOST_ON_SLATE, os.SEEK_SET)  # a byte that nobody reads
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unwritable(path: Path, fault: OSError) -> OutputError:
    reason = fault.strerror or type(fault).__name__
    return OutputError(f"{path}: cannot be written ({reason}); name another folder with {VARIABLE}")
