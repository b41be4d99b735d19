"""Which of very many names share most runs with one: posting lists in four numpy arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo_osint.names.grams import END, GRAM, START
from geo_osint.names.stores import Numbers

_MIX = np.uint64(0x9E3779B97F4A7C15)
"""Spreads runs over 32 bits (Knuth's multiplicative hash); two that fall together cost only time."""

APART = 0.25
"""Shared runs that a name forfeits for each letter it is longer or shorter."""


class Postings:
    """The runs of three of many names, each with the names that hold it.

    `lengths` is kept for ranking; a name whose text is empty has no runs.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        points = _points("".join(f"{START}{text}{END}" for text in texts))
        lengths = np.fromiter(map(len, texts), np.int32, len(texts))
        ends = np.cumsum(lengths + 2)
        inside = np.ones(len(points), bool)
        for back in range(1, GRAM):
            inside[ends - back] = False
        runs = _runs(points)[inside[: max(0, len(points) - GRAM + 1)]]
        owners = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
        order = np.argsort(runs, kind="stable")
        self._runs, self._starts = np.unique(runs[order], return_index=True)
        self._starts = np.append(self._starts, len(runs))
        self._rows: Numbers = owners[order]
        self._lengths = lengths

    def most_shared(self, text: str, budget: int, most: int) -> Numbers:
        """Give the names that share most runs with a text, by its rarest runs that fit the budget."""
        runs = np.unique(_runs(_points(f"{START}{text}{END}")))
        at = np.minimum(np.searchsorted(self._runs, runs), len(self._runs) - 1)
        at = at[self._runs[at] == runs] if len(self._runs) else at[:0]
        if not len(at):
            return self._rows[:0]
        begins, ends = self._starts[at], self._starts[at + 1]
        rare_first = np.argsort(ends - begins, kind="stable")
        fit = max(1, int(np.searchsorted(np.cumsum((ends - begins)[rare_first]), budget, "right")))
        lists = [self._rows[begins[i] : ends[i]] for i in rare_first[:fit]]
        return self._ranked(np.concatenate(lists), len(text), most)

    def _ranked(self, rows: Numbers, length: int, most: int) -> Numbers:
        rows.sort()
        firsts = np.flatnonzero(rows[1:] != rows[:-1])
        firsts += 1
        bounds = np.concatenate((_ZERO, firsts, [len(rows)]))
        shared = bounds[1:] - bounds[:-1]
        found = rows[bounds[:-1]]
        for least in range(int(shared.max()), 1, -1):
            enough = shared >= least
            if np.count_nonzero(enough) >= most:
                found, shared = found[enough], shared[enough]
                break
        if len(found) <= most:
            return found
        rank = APART * np.abs(self._lengths[found] - length) - shared
        return found[np.argpartition(rank, most)[:most]]


_ZERO = np.zeros(1, np.intp)


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _runs(points: NDArray[np.uint32]) -> NDArray[np.uint32]:
    wide = points.astype(np.uint64)
    packed = (wide[:-2] << np.uint64(42)) | (wide[1:-1] << np.uint64(21)) | wide[2:]
    return ((packed * _MIX) >> np.uint64(32)).astype(np.uint32)
