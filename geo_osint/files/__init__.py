"""The only module that opens and replaces files.

Reading is strict: a regular file of a bounded size, UTF-8, no NUL; JSON without NaN, doubled keys or
bottomless nesting. Writing is whole or not at all: everything is written into a neighbour folder
first, flushed to the disk, and takes its place by `os.replace`, so that a full disk, a crash or Ctrl-C
leaves what stood there before. A link that stands where a file should go is replaced, not followed.
"""

from __future__ import annotations

import errno
import gc
import hashlib
import io
import json
import math
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NoReturn

from geo_osint.errors import GeoOsintError, InputError, OutputError
from geo_osint.files.logs import refuse_unclosed

MAX_BYTES = 16 * 1024 * 1024
"""A report is some kilobytes, a large gazetteer some megabytes; more is a mistake or an attack."""

NO_TEXT = (
    (b"%PDF", "is a PDF; copy its text into a plain text file"),
    (b"PK\x03\x04", "is a Word document or an archive; save the report as plain text (UTF-8)"),
    (b"\xd0\xcf\x11\xe0", "is an old Word document; save the report as plain text (UTF-8)"),
    (b"{\\rtf", "is RTF; save the report as plain text (UTF-8)"),
    (b"<!doctype html", "is a web page; copy the report's text into a plain text file"),
    (b"<html", "is a web page; copy the report's text into a plain text file"),
    (b"\xff\xfe", "is UTF-16; save it as UTF-8"),
    (b"\xfe\xff", "is UTF-16; save it as UTF-8"),
)
"""How files begin that people take for text, in lower case, and what to do with each."""

MAX_DEPTH = 64
"""GeoJSON needs 9 levels; geometry libraries crash on tens of thousands."""


def read_bytes(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """Read a regular file whole.

    Raises
    ------
    InputError
        If it is missing, not a regular file, not readable, or larger than `max_bytes`.
    """
    try:
        # O_NONBLOCK: opening a pipe that nobody writes to would otherwise wait for ever
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise InputError(f"{path}: not a file; give the path of a file")
            data = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the path") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a folder; give the path of a file in it") from None
    except OSError as fault:
        raise InputError(f"{path}: cannot be read ({fault.strerror}); check it") from None
    except ValueError:
        raise InputError(f"{str(path)!r}: not a path; check it") from None
    if len(data) > max_bytes:
        raise InputError(
            f"{path}: larger than {max_bytes // 1024**2} MB; give the text of the report alone"
        )
    return data


def read_text(path: Path, max_bytes: int = MAX_BYTES) -> str:
    """Read a UTF-8 text; a byte order mark is dropped, line ends become LF, nothing else changes."""
    return decode(read_bytes(path, max_bytes), str(path))


def decode(data: bytes, name: str) -> str:
    r"""Decode strict UTF-8 as `read_text` does; `name` stands in the messages.

    Raises
    ------
    InputError
        If it is empty, holds a NUL (a binary file), is a document of another kind (PDF, Word, a web
        page) or in another encoding.

    Examples
    --------
    >>> decode("الميادين\r\n".encode(), "a.txt")
    'الميادين\n'
    """
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for sign, advice in NO_TEXT:
        if start.startswith(sign.lower()):
            raise InputError(f"{name}: {advice}")
    if b"\0" in data:
        raise InputError(
            f"{name}: holds binary data, not text; save the report as plain UTF-8 text"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise InputError(
            f"{name}, line {line}: not UTF-8 (byte {data[fault.start]:#04x}); "
            "save it as UTF-8 (old Arabic texts are often Windows-1256)"
        ) from None
    if not text.strip():
        raise InputError(f"{name}: is empty; give a file with text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_json(path: Path, max_bytes: int = MAX_BYTES) -> Any:
    """Read strict JSON (see `parse_json`) from a file."""
    return parse_json(read_text(path, max_bytes), str(path))


_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_ALIKE = bytes.maketrans(b"0123456789E", b"0000000000e")
_HUGE = (b"0" * 300, b"e000", b"e+000")
"""How a number looks that may be more than a float holds, all digits taken for alike."""

_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a character, which stands for nothing without its other half."""

_NO_BRACKET = bytes(sorted(set(range(256)) - set(b"[]{}")))


def parse_json(text: str, name: str) -> Any:
    """Parse JSON, refusing what is valid only by habit: NaN, infinities, doubled keys, deep nesting.

    Raises
    ------
    InputError
        Naming `name` and the line of the fault.

    Examples
    --------
    >>> parse_json('{"lon": 40.5}', "a.json")
    {'lon': 40.5}
    """
    bare = _STRING.sub("", text).encode("ascii", "replace")
    _refuse_depth(bare, name)
    members = 0

    def counted(found: dict[str, Any]) -> dict[str, Any]:
        nonlocal members
        members += len(found)
        return found

    def constant(word: str) -> NoReturn:
        raise InputError(f"{name}: {word} is not a number in JSON; give a number or leave it out")

    def number(digits: str) -> float:
        value = float(digits)
        return value if math.isfinite(value) else constant(digits)

    def whole(digits: str) -> int:
        return int(digits) if len(digits) < 400 else constant(digits[:12] + "…")

    alike = bare.translate(_ALIKE)
    huge = any(sign in alike for sign in _HUGE)  # a call for each number is slow
    try:
        with _uncollected():
            value = json.loads(
                text,
                object_hook=counted,
                parse_constant=constant,
                parse_float=number if huge else None,
                parse_int=whole if huge else None,
            )
        if members != bare.count(b":"):
            json.loads(text, object_pairs_hook=_refuse_doubled(name))
        if _HALF.search(text):
            json.dumps(value, ensure_ascii=False).encode()
        else:
            text.encode()
    except json.JSONDecodeError as fault:
        raise InputError(
            f"{name}, line {fault.lineno}: not valid JSON ({fault.msg}); mend it there"
        ) from None
    except UnicodeEncodeError:
        raise InputError(f"{name}: holds half a character (a lone surrogate); mend it") from None
    return value


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector from looking through millions of new values that cannot be garbage yet."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _refuse_doubled(name: str) -> Callable[[list[tuple[str, Any]]], None]:
    def pairs(items: list[tuple[str, Any]]) -> None:
        keys = [key for key, _ in items]
        if len(set(keys)) < len(keys):
            twice = next(key for key in keys if keys.count(key) > 1)
            raise InputError(f"{name}: the key {twice!r} stands twice in one object; keep one")

    return pairs


def _refuse_depth(bare: bytes, name: str) -> None:
    """Refuse deep nesting: pair after pair of brackets is taken away, a level at a time."""
    brackets = bare.translate(None, _NO_BRACKET)
    inner = brackets
    for _ in range(MAX_DEPTH):
        inner = inner.replace(b"[]", b"").replace(b"{}", b"")
    depth = 0
    for sign in brackets if inner else b"":
        depth += 1 if sign in b"[{" else -1
        if depth > MAX_DEPTH:
            raise InputError(f"{name}: nested deeper than {MAX_DEPTH} levels; flatten it")


def sha256(data: bytes) -> str:
    """Digest bytes as lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Stage:
    """Files waiting to take their places in a folder; made by `staged`."""

    def __init__(self, folder: Path, waiting: Path) -> None:
        self._folder = folder
        self._waiting = waiting
        self.names: list[str] = []

    def text(self, name: str, text: str) -> None:
        """Stage a text as UTF-8 with LF line ends."""
        self.bytes(name, text.encode("utf-8"))

    def bytes(self, name: str, data: bytes) -> None:
        """Stage bytes."""
        self._place(name).write_bytes(data)

    @contextmanager
    def lines(self, name: str) -> Iterator[Callable[[str], None]]:
        """Stage a text of any length, line by line; gives the function that takes one."""
        with self._place(name).open("w", encoding="utf-8", newline="\n") as file:

            def take(line: str) -> None:
                file.write(line + "\n")

            yield take

    def written_by(self, name: str, write: Callable[[Path], None]) -> None:
        """Stage a file that a library writes; `write` gets the path and should read its work back."""
        path = self._place(name)
        write(path)
        if not path.is_file() or not path.stat().st_size:
            raise OutputError(f"{self._folder / name}: came out empty; is the disk full?")

    def _place(self, name: str) -> Path:
        path = self._waiting / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self.names.append(name)
        return path

    def _take_places(self) -> None:
        for name in self.names:
            refuse_unclosed(self._folder / name)
        for name in self.names:
            _flush(self._waiting / name)
        for name in self.names:
            (self._folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self._waiting / name).replace(self._folder / name)
        for folder in {(self._folder / name).parent for name in self.names}:
            _flush(folder)


@contextmanager
def staged(folder: Path) -> Iterator[Stage]:
    """Collect files that appear in `folder` together when the block ends well, or not at all.

    Raises
    ------
    OutputError
        If the folder cannot be written, or the disk is full. What stood there still stands.
    """
    made: list[Path] = []
    try:
        made = _make_folder(folder)
        with tempfile.TemporaryDirectory(prefix=".geo-osint-", dir=folder) as waiting:
            stage = Stage(folder, Path(waiting))
            yield stage
            stage._take_places()
        made = []
    except OSError as fault:
        raise OutputError(f"{folder}: {_in_words(fault)}") from None
    finally:
        for each in made:  # only what this call made, innermost first
            shutil.rmtree(each, ignore_errors=True)


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder for a library to work in, which is gone when the block ends.

    Raises
    ------
    OutputError
        If the system has no room for one.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="geo-osint-") as folder:
            yield Path(folder)
    except FileNotFoundError:
        raise OutputError("no folder for temporary files; set TMPDIR to one") from None


def write_text(path: Path, text: str) -> None:
    """Write one text file whole or not at all; see `staged`."""
    with staged(path.parent) as stage:
        stage.text(path.name, text)


def _make_folder(folder: Path) -> list[Path]:
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _in_words(fault: OSError) -> str:
    return {
        errno.ENOSPC: "the disk is full; make room or choose another folder with -o",
        errno.EROFS: "the file system is read-only; choose another folder with -o",
        errno.EACCES: "no permission to write there; choose another folder with -o",
        errno.ENOTDIR: "a file stands where a folder is needed; choose another folder with -o",
        errno.EEXIST: "a file stands where a folder is needed; choose another folder with -o",
        errno.EISDIR: "a folder stands where a file is needed; remove it or choose another folder",
    }.get(fault.errno or 0, f"cannot be written ({fault.strerror or fault}); choose another folder")


def silence(stream: IO[str]) -> None:
    """Let whatever is still written to a stream go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def let_every_character_through(*streams: IO[str]) -> None:
    """Make streams take Arabic, whatever encoding the system has set for them.

    What goes to a file or a pipe becomes UTF-8, unless PYTHONIOENCODING says otherwise; what an
    encoding lacks is written as its escape.
    """
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            told = "PYTHONIOENCODING" in os.environ or stream.isatty()
            stream.reconfigure(encoding=None if told else "utf-8", errors="backslashreplace")


def as_output_error(path: Path, fault: Exception) -> GeoOsintError:
    """Turn what a writing library raised into our error, with the library's own words."""
    words = " ".join(str(fault).split())[:200]
    return OutputError(f"{path.name}: could not be written ({words}); is the disk full?")
