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

    A name may have several texts, one from each column, all of one length; `lengths` are those of the
    first, kept for ranking. A text that is empty has no runs.
    """

    def __init__(self, *columns: Sequence[str]) -> None:
        cut = [_cut(texts) for texts in columns]
        runs, owners = (np.concatenate(parts) for parts in zip(*cut, strict=True))
        order = np.argsort(runs, kind="stable")
        runs, self._rows = runs[order], owners[order]
        firsts = np.flatnonzero(np.concatenate(([len(runs) > 0], runs[1:] != runs[:-1])))
        self._runs, self._starts = runs[firsts], np.append(firsts, len(runs))
        self._lengths = np.fromiter(map(len, columns[0]), np.int32, len(columns[0]))

    def sharing(self, texts: Sequence[str], budget: int) -> tuple[Numbers, Numbers]:
        """Give names that share runs with any of the texts, and a rank of each, the least best.

        Only the rarest runs count that together stand in no more names than the budget.
        """
        runs = np.concatenate([_runs(_points(f"{START}{text}{END}")) for text in texts])
        runs = np.fromiter(set(runs.tolist()), np.uint32)
        at = np.searchsorted(self._runs[:-1], runs)
        at = at[self._runs[at] == runs] if len(self._runs) else at[:0]
        begins = self._starts[at]
        sizes = self._starts[at + 1] - begins
        rare_first = np.lexsort((at, sizes))
        fit = int(np.searchsorted(np.cumsum(sizes[rare_first]), budget, "right"))
        chosen = rare_first[: max(1, fit)].tolist()
        begins, sizes = begins.tolist(), sizes.tolist()
        lists = [self._rows[begins[i] : begins[i] + sizes[i]] for i in chosen]
        return self._counted(np.concatenate(lists) if lists else self._rows[:0], len(texts[0]))

    def _counted(self, rows: Numbers, length: int) -> tuple[Numbers, Numbers]:
        rows.sort()
        changes = np.flatnonzero(rows[1:] != rows[:-1])
        bounds = np.concatenate(([0], changes + 1, [len(rows)]))
        shared = bounds[1:] - bounds[:-1]
        found = rows[bounds[:-1]] if len(rows) else rows
        return found, APART * np.abs(self._lengths[found] - length) - shared[: len(found)]


def _cut(texts: Sequence[str]) -> tuple[NDArray[np.uint32], Numbers]:
    """Give the runs of each text, and the number of the text each stands in."""
    points = _points("".join(f"{START}{text}{END}" for text in texts))
    lengths = np.fromiter(map(len, texts), np.int32, len(texts))
    ends = np.cumsum(lengths + 2)
    inside = np.ones(len(points), bool)
    for back in range(1, GRAM):
        inside[ends - back] = False
    runs = _runs(points)[inside[: max(0, len(points) - GRAM + 1)]]
    return runs, np.repeat(np.arange(len(texts), dtype=np.int32), lengths)


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _runs(points: NDArray[np.uint32]) -> NDArray[np.uint32]:
    wide = points.astype(np.uint64)
    packed = (wide[:-2] << np.uint64(42)) | (wide[1:-1] << np.uint64(21)) | wide[2:]
    return ((packed * _MIX) >> np.uint64(32)).astype(np.uint32)
