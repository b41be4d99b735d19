"""Named columns of numbers in one file, as numpy's .npz has them: written alike each time, read with care.

Members are stored and not packed, so that nothing unpacks to more than the file holds, and opening takes no longer
than reading. Nothing in such a file is ever run: the head of a member is matched, not evaluated, and objects are refused.
"""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from geo_osint.errors import InputError
from geo_osint.files.streams import BROKEN_ARCHIVE, ZIP, Stream, regular

Array = NDArray[Any]

MOST_BYTES = 4 << 30
"""The roads of a continent; they would not fit into the memory of a laptop."""

MOST_MEMBERS = 64

WRITTEN = (1980, 1, 1, 0, 0, 0)
"""The day of every member: the first that a zip can tell."""

MAGIC = b"\x93NUMPY\x01\x00"

_HEAD = re.compile(
    rb"\{'descr': '([<|][biuf][1248])', 'fortran_order': False, "
    rb"'shape': \((\d{1,12}),(?: (\d{1,12}))?\), \} *\n"
)
"""How numpy writes the head of an array of one or two dimensions; anything else is not read."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What a file holds: its arrays by name, which cannot be written to, and the digest of its bytes."""

    name: str
    sha256: str
    arrays: Mapping[str, Array]

    def take(self, name: str, kind: str, width: int = 0) -> Array:
        """Give an array of a known kind: as rows of `width` columns, or of one dimension.

        Raises
        ------
        InputError
            If the file has no such array.
        """
        found = self.arrays.get(name)
        shape = None if found is None else found.shape[1:]
        if found is None or found.dtype != np.dtype(kind) or shape != ((width,) if width else ()):
            raise _damaged(self.name, f"{name} is not what it should be")
        return found


def write(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write arrays into a file, the same ones always to the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy", WRITTEN)
            with archive.open(member, "w", force_zip64=True) as file:
                np.lib.format.write_array(file, np.ascontiguousarray(array), (1, 0), False)


def is_arrays(path: Path) -> bool:
    """Tell a zip by its first bytes.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    with regular(path) as file:
        return file.read(len(ZIP)) == ZIP


def read(path: Path, only: str = "") -> Columns:
    """Read the arrays of a file, or `only` the one of a name.

    Raises
    ------
    InputError
        If it is missing, no such file, cut, damaged, too large, or holds anything but arrays of numbers.
    """
    with regular(path) as file:
        digest = "" if only else _digest(path, file)
        file.seek(0)
        try:
            with zipfile.ZipFile(file) as archive:
                arrays = _arrays(archive, path, only)
        except (*BROKEN_ARCHIVE, NotImplementedError, RuntimeError, OSError) as fault:
            raise _damaged(str(path), " ".join(str(fault).split())[:80]) from None
        except (ValueError, KeyError, IndexError, OverflowError, UnicodeDecodeError) as fault:
            raise _damaged(str(path), f"its list of members, {type(fault).__name__}") from None
    return Columns(str(path), digest, arrays)


def _digest(path: Path, file: IO[bytes]) -> str:
    stream = Stream(str(path), file, file)
    for _ in stream.pieces():
        pass
    return stream.sha256


def _arrays(archive: zipfile.ZipFile, path: Path, only: str) -> dict[str, Array]:
    members = archive.infolist()
    size = sum(each.file_size for each in members)
    if len(members) > MOST_MEMBERS or size > MOST_BYTES or size > path.stat().st_size:
        raise _damaged(str(path), "it says that it holds more than it does")
    found = {}
    for each in members:
        packed = each.compress_type != zipfile.ZIP_STORED or each.flag_bits & 1
        name = each.filename.removesuffix(".npy")
        if packed or name == each.filename or name in found:
            raise _damaged(str(path), "it holds other members than arrays")
        if not only or name == only:
            found[name] = _array(archive.read(each), str(path), name)
    return found


def _array(data: bytes, file: str, name: str) -> Array:
    length = int.from_bytes(data[8:10], "little")
    head = _HEAD.fullmatch(data[10 : 10 + length])
    if not data.startswith(MAGIC) or head is None:
        raise _damaged(file, f"{name} is no array of numbers")
    shape = tuple(int(each) for each in head.groups()[1:] if each is not None)
    kind = np.dtype(head[1].decode())
    if len(data) - 10 - length != kind.itemsize * math.prod(shape):
        raise _damaged(file, f"{name} is longer or shorter than it says")
    return np.frombuffer(data, kind, offset=10 + length).reshape(shape)


def _damaged(name: str, words: str) -> InputError:
    return InputError(f"{name}: is cut off or damaged ({words}); make it again")
