"""Large files read piece by piece: plain, gzip, bzip2, or one member of a zip, in bounded memory.

What is wrong with a download (a placeholder of Git LFS, an error page, a cut or a hostile archive) is
said in its own line before a reader sees it.
"""

from __future__ import annotations

import bz2
import gzip
import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from geo_osint.errors import InputError

PIECE = 1 << 20
"""Bytes read at once."""

LONGEST_LINE = 16 * PIECE
"""One entity of Wikidata is up to some megabytes; a longer line is no line of a table."""

MOST_UNPACKED_RATIO = 200
"""Lists of places shrink to a fifth or a tenth of their size; an archive bomb to a thousandth."""

UNPACKED_ANYWAY = 100 * PIECE
"""Up to this size the ratio does not matter."""

PEEKED = 64 * 1024
"""Bytes from which the kind of a file is told."""

NO_DATA = (
    (b"version https://git-lfs", "is a placeholder of Git LFS, not the data; run `git lfs pull`"),
    (b"<!doctype html", "is a web page, most likely an error page; download the file again"),
    (b"<html", "is a web page, most likely an error page; download the file again"),
    (b"<?xml", "is XML, most likely an error of the server; download the file again"),
    (b"%pdf", "is a PDF; the data itself is needed"),
    (b"\xd0\xcf\x11\xe0", "is an old Excel file (.xls); save it as .xlsx or CSV (UTF-8)"),
    (b"\xff\xfe", "is UTF-16; save it as UTF-8"),
    (b"\xfe\xff", "is UTF-16; save it as UTF-8"),
    (b"rar!", "is a RAR archive; unpack it first"),
    (b"7z\xbc\xaf", "is a 7z archive; unpack it first"),
)
"""How files begin that are no data, in lower case, and what to do with each."""

GZIP, BZIP2, ZIP = b"\x1f\x8b", b"BZh", b"PK\x03\x04"
BROKEN_ARCHIVE = (zipfile.BadZipFile, EOFError, zlib.error, gzip.BadGzipFile)
"""What the archive modules raise for an archive that is cut or damaged."""


OnShare = Callable[[float], None]
"""Told how much of a file is read, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip, with the size it says it has when unpacked."""

    name: str
    size: int


class Stream:
    """Bytes of a source, read once from the beginning; made by `streamed`.

    `name` stands in messages. `sha256` is the digest of what was read so far.
    """

    def __init__(
        self, name: str, file: IO[bytes], packed: IO[bytes], on_share: OnShare = lambda _: None
    ) -> None:
        self.name = name
        self._on_share = on_share
        self._file, self._packed = file, packed
        self._size = os.fstat(packed.fileno()).st_size
        self._digest = hashlib.sha256()
        self._unpacked = 0

    @property
    def sha256(self) -> str:
        """Give the digest of what was read so far, in lower-case hexadecimal."""
        return self._digest.hexdigest()

    @property
    def share_read(self) -> float:
        """Tell how much of the file on the disk is behind us, from 0 to 1."""
        return min(1.0, self._packed.tell() / self._size) if self._size else 1.0

    def pieces(self) -> Iterator[bytes]:
        """Give the bytes, a megabyte at a time.

        Raises
        ------
        InputError
            If an archive is cut, damaged, or unpacks to far more than it could honestly hold.
        """
        while piece := self._read():
            self._digest.update(piece)
            self._on_share(self.share_read)
            self._unpacked += len(piece)
            most = MOST_UNPACKED_RATIO * self._packed.tell() + UNPACKED_ANYWAY
            if self._packed is not self._file and self._unpacked > most:
                raise _bomb(self.name)
            yield piece

    def _read(self) -> bytes:
        try:
            return self._file.read(PIECE)
        except BROKEN_ARCHIVE as fault:
            raise _broken(self.name, fault) from None
        except OSError as fault:
            raise _broken(self.name, fault) from None

    def lines(self) -> Iterator[str | bytes]:
        """Give the lines without their ends, decoded; what is not UTF-8 comes as its bytes.

        A byte order mark at the beginning is dropped.

        Raises
        ------
        InputError
            As `pieces`, and for a line that is longer than any of a table.
        """
        rest, first = b"", True
        for piece in self.pieces():
            if first:
                piece, first = piece.removeprefix(b"\xef\xbb\xbf"), False
            whole, end, left = piece.rpartition(b"\n")
            if end:
                yield from _decoded(rest + whole)
                rest = left
            else:
                rest += piece
            if len(rest) > LONGEST_LINE:
                raise InputError(
                    f"{self.name}: has a line of more than {LONGEST_LINE // PIECE} MB; it is not a list"
                )
        if rest:
            yield from _decoded(rest)


def _decoded(data: bytes) -> Iterator[str | bytes]:
    try:
        yield from data.decode("utf-8").replace("\r\n", "\n").removesuffix("\r").split("\n")
    except UnicodeDecodeError:
        for line in data.split(b"\n"):
            yield _decoded_line(line.removesuffix(b"\r"))


def _decoded_line(line: bytes) -> str | bytes:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line


@contextmanager
def streamed(path: Path, member: str = "", on_share: OnShare = lambda _: None) -> Iterator[Stream]:
    """Open a file to be read once: as it is, unpacked if it is gzip or bzip2, or one `member` of a zip.

    `on_share` is told after each piece how much of the file is read.

    Raises
    ------
    InputError
        If it is missing, not a regular file, not readable, or no data (see `NO_DATA`).
    """
    name = f"{path}, {member}" if member else str(path)
    with ExitStack() as opened:
        packed = opened.enter_context(regular(path))
        start = packed.read(PEEKED)
        _refuse_what_is_no_data(start, name)
        packed.seek(0)
        try:
            file = _unpacking(packed, start, member, opened)
        except (*BROKEN_ARCHIVE, KeyError, NotImplementedError, RuntimeError) as fault:
            raise _broken(name, fault) from None
        yield Stream(name, file, packed, on_share)


def _unpacking(packed: IO[bytes], start: bytes, member: str, opened: ExitStack) -> IO[bytes]:
    if member:
        return opened.enter_context(opened.enter_context(zipfile.ZipFile(packed)).open(member))
    if start.startswith(GZIP):
        opened.enter_context(unpacked := gzip.GzipFile(fileobj=packed))
        return cast(IO[bytes], unpacked)
    if start.startswith(BZIP2):
        return opened.enter_context(bz2.open(packed))
    return packed


def start_of(path: Path, member: str = "") -> bytes:
    """Read the first bytes of what `streamed` would give, to tell its kind.

    Raises
    ------
    InputError
        As `streamed`, for a file that is empty, and for a member that is no data.
    """
    with streamed(path, member) as stream:
        start = next(stream.pieces(), b"")[:PEEKED]
    _refuse_what_is_no_data(start, stream.name)
    if not start.strip():
        raise InputError(f"{stream.name}: is empty; download it again")
    return start


def members(path: Path) -> tuple[Member, ...]:
    """List the files in a zip, in their order; none where the file is no zip.

    Raises
    ------
    InputError
        If the zip is cut, encrypted, or says that it unpacks to far more than it could honestly hold.
    """
    with regular(path) as file:
        if file.read(len(ZIP)) != ZIP:
            return ()
        try:
            with zipfile.ZipFile(file) as archive:
                found = archive.infolist()
        except BROKEN_ARCHIVE as fault:
            raise _broken(str(path), fault) from None
    for each in found:
        if each.flag_bits & 1:
            raise InputError(f"{path}, {each.filename}: is encrypted; unpack it first")
        if each.file_size > MOST_UNPACKED_RATIO * each.compress_size + UNPACKED_ANYWAY:
            raise _bomb(f"{path}, {each.filename}")
    return tuple(Member(each.filename, each.file_size) for each in found if not each.is_dir())


def digest_of(path: Path) -> str:
    """Digest a file of any size; for those that a library reads by itself."""
    with regular(path) as file:
        stream = Stream(str(path), file, file)
        for _ in stream.pieces():
            pass
        return stream.sha256


def checked(path: Path) -> Path:
    """Give the path of a regular file that can be read, for a library that opens it by itself.

    Raises
    ------
    InputError
        As `streamed`.
    """
    with regular(path) as file:
        _refuse_what_is_no_data(file.read(PEEKED), str(path))
    return path


@contextmanager
def regular(path: Path) -> Iterator[IO[bytes]]:
    """Open a regular file; a pipe nobody writes to would otherwise be waited for, for ever."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the path") from None
    except OSError as fault:
        raise InputError(f"{path}: cannot be read ({fault.strerror}); check it") from None
    except ValueError:
        raise InputError(f"{str(path)!r}: not a path; check it") from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise InputError(f"{path}: not a file; give the path of a file")
    with os.fdopen(handle, "rb") as file:
        yield file


def _refuse_what_is_no_data(start: bytes, name: str) -> None:
    head = start[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for sign, advice in NO_DATA:
        if head.startswith(sign):
            raise InputError(f"{name}: {advice}")


def _bomb(name: str) -> InputError:
    return InputError(
        f"{name}: unpacks to more than {MOST_UNPACKED_RATIO} times its size, which no list of places "
        "does; not opened further"
    )


def _broken(name: str, fault: Exception) -> InputError:
    words = " ".join(str(fault).split())[:80]
    return InputError(f"{name}: is cut off or damaged ({words}); download it again")
