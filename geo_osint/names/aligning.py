"""Many rows of sounds aligned with one, at once.

Method: the weighted edit distance of `crossing` (Wagner and Fischer 1974), one row of its table for
all candidates together; the insertions of a row, which depend on each other, are a running minimum
over values from which the drops so far were taken off.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, reduce

import numpy as np
from numpy.typing import NDArray

from geo_osint.names.sounds import DROPPED, NEAR
from geo_osint.names.stores import Numbers, ends_of

Codes = NDArray[np.uint8]
Numbers32 = NDArray[np.float32]

CODES = 256
"""A sound takes a byte; those that the tables know come first, all others share the rest."""


class SoundRows:
    """Very many rows of sounds, as codes behind one another."""

    def __init__(self, rows: Sequence[str]) -> None:
        self._codes = encode("".join(rows))
        self._ends = ends_of(rows)

    def likenesses(self, ways: Sequence[str], numbers: Numbers) -> Numbers32:
        """Tell how alike a name, in each way it may sound, is to some of the rows, from 0 to 1."""
        coded = self._filled_up(numbers)
        return reduce(np.maximum, [likenesses(way, coded) for way in ways])

    def _filled_up(self, numbers: Numbers) -> Codes:
        begins, ends = self._ends[numbers], self._ends[numbers + 1]
        at = begins[:, None] + np.arange((ends - begins).max(initial=0))
        inside = at < ends[:, None]
        return np.where(inside, self._codes[np.where(inside, at, 0)], 0).astype(np.uint8)


def encode(row: str) -> Codes:
    """Give each sound of a row as its code."""
    points = np.frombuffer(row.encode("utf-32-le", "surrogatepass"), "<u4")
    first_free, table = _codes()
    known = table[np.minimum(points, len(table) - 1)]
    others = first_free + points % (CODES - first_free)
    return np.where(known > 0, known, others).astype(np.uint8)


def likenesses(row: str, coded: Codes) -> Numbers32:
    """Tell how alike one row of sounds is to each of many, filled up with 0, as `crossing` does."""
    drops = _tables()[1]
    own = encode(row)
    along = np.zeros((len(coded), coded.shape[1] + 1), np.float32)
    np.cumsum(drops[coded], axis=1, out=along[:, 1:])
    most = np.maximum(along[:, -1], drops[own].sum())
    alike = 1 - _costs(own, coded, along) / np.maximum(most, np.float32(1e-6))
    return np.where(along[:, -1] > 0, np.maximum(0, alike), 0)


def _costs(own: Codes, coded: Codes, along: Numbers32) -> Numbers32:
    swaps, drops = _tables()
    above = along
    for code in own.tolist():
        here = above + drops[code]
        np.minimum(here[:, 1:], above[:, :-1] + swaps[code][coded], out=here[:, 1:])
        here -= along
        np.minimum.accumulate(here, axis=1, out=here)
        here += along
        above = here
    return above[:, -1]


@cache
def _symbols() -> dict[str, int]:
    known = sorted({*DROPPED, *(sound for pair in NEAR for sound in pair)})
    return {sound: code for code, sound in enumerate(known, start=1)}


@cache
def _codes() -> tuple[int, Codes]:
    """Give the first code that no known sound has, and the code of each code point, 0 for unknown ones."""
    symbols = _symbols()
    table = np.zeros(max(map(ord, symbols)) + 2, np.uint8)
    for sound, code in symbols.items():
        table[ord(sound)] = code
    return len(symbols) + 1, table


@cache
def _tables() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Give the cost of each swap and of each drop, by code; code 0 fills up and costs nothing to drop."""
    swaps = 1 - np.eye(CODES, dtype=np.float32)
    drops = np.ones(CODES, np.float32)
    drops[0] = 0
    symbols = _symbols()
    for sound, cost in DROPPED.items():
        drops[symbols[sound]] = cost
    for (sound, other), cost in NEAR.items():
        swaps[symbols[sound], symbols[other]] = cost
    return swaps, drops
