"""The ways the world may be for each row: distances between positions, or between places of a gazetteer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo_osint import geodesy
from geo_osint.checking.bulk.columns import (
    NONE,
    REFERENCE,
    SUBJECT,
    UNKNOWN_REFERENCE,
    UNKNOWN_SUBJECT,
    UNLOCATED_REFERENCE,
    UNLOCATED_SUBJECT,
    Codes,
    Column,
    Floats,
    Rows,
)
from geo_osint.checking.pairs import Pair
from geo_osint.checking.sites import sites
from geo_osint.gazetteer.kinds import extent_of
from geo_osint.model import Place

MOST_PAIRS_KEPT = 1 << 17
"""Pairs of places whose distances are kept; beyond that they are measured again."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways the world may be: distances from centre to centre, each of one row.

    `row` says of which, in order, and `starts` where the ways of each row begin; both are `None` where
    every row has one way.
    """

    lo: Floats
    hi: Floats
    reach: Floats
    row: NDArray[np.intp] | None = None
    starts: NDArray[np.intp] | None = None

    def of_each(self, column: Column) -> Column:
        """Repeat what is given for each row for each of its ways."""
        return column if self.row is None else column[self.row]

    def reduced(self, ufunc: np.ufunc, values: Column) -> Column:
        """Bring what is told of each way down to one value for each row."""
        return values if self.starts is None else ufunc.reduceat(values, self.starts)


Measure = Callable[[Rows, Codes], Ways]
"""Measures rows, and enters the reason where one has no position."""


def between_positions(rows: Rows, reasons: Codes) -> Ways:
    """Measure between one position and another, row by row."""
    ends = []
    for reason, given in ((SUBJECT, rows.subject), (REFERENCE, rows.reference)):
        positions = given.astype(np.float64)
        good = np.logical_and.reduce(np.abs(positions) <= (180.0, 90.0), axis=1)
        reasons[~good & (reasons == NONE)] = reason
        ends.append(np.where(good[:, np.newaxis], positions, 0.0))
    centres = geodesy.inverse(*ends[0].T, *ends[1].T)[0]
    off = rows.subject_off_m + rows.reference_off_m
    reach = rows.subject_extent_m + rows.reference_extent_m
    return Ways(np.maximum(0.0, centres - off), centres + off, reach)


class Measured:
    """Distances between the places of a gazetteer, each pair measured once."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places
        self._pairs: dict[tuple[str, str], tuple[Sequence[tuple[float, float]], float, int]] = {}

    def ways(self, rows: Rows, reasons: Codes) -> Ways:
        """Measure rows of place ids, and enter the reason where a place is not known or not located."""
        found = list(self._of_each(rows))
        missing = np.array([reason for *_, reason in found], dtype=np.int8)
        reasons[:] = np.where(reasons == NONE, missing, reasons)
        counts = np.array([len(ways) for ways, *_ in found], dtype=np.intp)
        row = np.repeat(np.arange(len(found), dtype=np.intp), counts)
        intervals = np.array([each for ways, *_ in found for each in ways], dtype=np.float64)
        lo, hi = intervals.reshape(-1, 2).T
        reach = np.array([reach for _, reach, _ in found], dtype=np.float64)
        return Ways(lo, hi, reach, row, np.cumsum(counts) - counts)

    def _of_each(self, rows: Rows) -> Iterator[tuple[Sequence[tuple[float, float]], float, int]]:
        for pair in zip(rows.subject.tolist(), rows.reference.tolist(), strict=True):
            if pair not in self._pairs:
                if len(self._pairs) >= MOST_PAIRS_KEPT:
                    self._pairs.clear()
                self._pairs[pair] = self._measure(*pair)
            yield self._pairs[pair]

    def _measure(
        self, subject: str, reference: str
    ) -> tuple[Sequence[tuple[float, float]], float, int]:
        nowhere = ((0.0, 0.0),)
        for id, unknown in ((subject, UNKNOWN_SUBJECT), (reference, UNKNOWN_REFERENCE)):
            if id not in self._places:
                return nowhere, 0.0, unknown
        here, there = self._places[subject], self._places[reference]
        pairs = (Pair(a, b).interval for a in sites(here) for b in sites(there))
        ways = [(each.lo, each.hi) for each in pairs]
        if not ways:
            located = here.reference is not None
            return nowhere, 0.0, UNLOCATED_REFERENCE if located else UNLOCATED_SUBJECT
        extents = (extent_of(here), extent_of(there))
        return ways, sum(each.radius_m for each in extents if each), NONE
