"""Many stated distances at once: columns in, columns out, the same answers as one at a time.

What `check_distance` does for a statement is done here for a row: P, N and W, the verdict with every
reading that the words leave open, the margin. Rows are worked through in pieces of `PIECE`, so that
memory holds the columns and little else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_osint import geodesy
from geo_osint.checking.pairs import Pair
from geo_osint.checking.roads import MOST_CIRCUITY, SHORT_M
from geo_osint.checking.sites import sites
from geo_osint.errors import InputError
from geo_osint.gazetteer.kinds import extent_of
from geo_osint.model import Place, Verdict
from geo_osint.reading.quantities import NEWSROOM_TOLERANCE

PIECE = 1 << 16
"""Rows worked on at once: some megabytes of temporary arrays, and long enough to hide Python's own pace."""

MOST_PAIRS_KEPT = 1 << 17
"""Pairs of places whose distances are kept; beyond that they are measured again."""

CODES: tuple[Verdict, ...] = (
    "fits",
    "fits_roughly",
    "not_settled",
    "does_not_fit",
    "cannot_check",
)
"""What the numbers in `CheckedMany.code` stand for."""

FITS, FITS_ROUGHLY, NOT_SETTLED, DOES_NOT_FIT, CANNOT_CHECK = range(len(CODES))

QUALIFIERS = ("", "about", "at_least", "more_than", "at_most", "less_than", "few")
"""Classes of the words around a figure, as in `Quantity.hedge`."""

MEASURED_AS = ("unstated", "centre", "edge", "road")

REASONS = (
    "",
    "subject: no position (longitude -180 to 180, latitude -90 to 90)",
    "reference: no position (longitude -180 to 180, latitude -90 to 90)",
    "subject: not in the gazetteer",
    "reference: not in the gazetteer",
    "subject: no source locates it",
    "reference: no source locates it",
    "extent or how far off: not 0 or more metres",
    "stated: no distance of 0 or more metres, lower end first",
    "precision: not more than 0 metres",
    "qualifier: none of " + ", ".join(filter(None, QUALIFIERS)),
    "qualifier: the words have no measurable range",
    "measured as: none of " + ", ".join(MEASURED_AS),
)
"""Why a row cannot be checked, by number in `CheckedMany.reason_code`; 0 where it was."""

(
    _NONE, _SUBJECT, _REFERENCE, _UNKNOWN_SUBJECT, _UNKNOWN_REFERENCE, _UNLOCATED_SUBJECT,
    _UNLOCATED_REFERENCE, _EXTENT, _STATED, _STEP, _QUALIFIER, _NO_RANGE, _MEASURED_AS,
) = range(len(REASONS))  # fmt: skip

Column = NDArray[Any]
Floats = NDArray[np.float64]
Codes = NDArray[np.int8]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class CheckedMany:
    """What came of checking many rows, in their order; metres, NaN where a row cannot be checked.

    `possible_lo_m` and `possible_hi_m` are the ends of P: where sources disagree P is a union, and the
    verdict is made over its parts, not over what lies between them. `printed_…` is N, `newsroom_…` W (an
    infinite end is open), `margin_m` as in `Finding`; `code` counts through `CODES`, `reason_code` through
    `REASONS`.
    """

    possible_lo_m: Floats
    possible_hi_m: Floats
    printed_lo_m: Floats
    printed_hi_m: Floats
    newsroom_lo_m: Floats
    newsroom_hi_m: Floats
    margin_m: Floats
    code: Codes
    reason_code: Codes

    def __len__(self) -> int:
        return len(self.code)

    @property
    def verdict(self) -> NDArray[np.str_]:
        """The verdicts as words of `CODES`."""
        return np.array(CODES)[self.code]

    @property
    def reason(self) -> NDArray[np.str_]:
        """Why a row cannot be checked, empty where it was."""
        return np.array(REASONS)[self.reason_code]

    @classmethod
    def blank(cls, rows: int) -> CheckedMany:
        """Give columns in which no row is checked yet."""
        floats = {each.name: np.full(rows, np.nan) for each in fields(cls)[:-2]}
        code = np.full(rows, CANNOT_CHECK, dtype=np.int8)
        return cls(**floats, code=code, reason_code=np.zeros(rows, dtype=np.int8))


@dataclass(frozen=True, slots=True)
class _Rows:
    """A piece of the columns given, each as long as the piece; positions or place ids."""

    subject: Column
    reference: Column
    lo_m: Floats
    hi_m: Floats
    step_m: Floats
    hi_step_m: Floats
    qualifier: NDArray[np.str_]
    measured_as: NDArray[np.str_]
    subject_extent_m: Floats
    reference_extent_m: Floats
    subject_off_m: Floats
    reference_off_m: Floats

    def __len__(self) -> int:
        return len(self.lo_m)

    def take(self, rows: slice | Mask) -> _Rows:
        return _Rows(*(getattr(self, each.name)[rows] for each in fields(self)))


@dataclass(frozen=True, slots=True)
class _Ways:
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
        return column if self.row is None else column[self.row]

    def reduced(self, ufunc: np.ufunc, values: Column) -> Column:
        return values if self.starts is None else ufunc.reduceat(values, self.starts)


def check_many(
    subject: ArrayLike,
    reference: ArrayLike,
    stated_lo_m: ArrayLike,
    stated_hi_m: ArrayLike | None = None,
    *,
    step_m: ArrayLike,
    hi_step_m: ArrayLike | None = None,
    qualifier: ArrayLike = "",
    measured_as: ArrayLike = "unstated",
    subject_extent_m: ArrayLike = 0.0,
    reference_extent_m: ArrayLike = 0.0,
    subject_off_m: ArrayLike = 0.0,
    reference_off_m: ArrayLike = 0.0,
    places: Mapping[str, Place] | None = None,
) -> CheckedMany:
    """Check many stated distances, row by row: as `check` does one by one, to the last bit.

    Parameters
    ----------
    subject, reference
        Between what: rows of longitude and latitude (degrees, WGS84; shape (n, 2)), or place ids where
        `places` is given.
    stated_lo_m, stated_hi_m
        The figure in metres; both ends of "30 to 35 km", the first alone for a single figure.
    step_m, hi_step_m
        The precision to which the figure is given, in metres: 1,000 for "14 km", 500 for "10.5 km"; that
        of the upper end where it is another. It is not guessed, as a number does not tell how it was
        printed.
    qualifier
        The words around it, one of `QUALIFIERS`.
    measured_as
        Between what the words measure, one of `MEASURED_AS`.
    subject_extent_m, reference_extent_m
        How far each place reaches around its centre: the reading from edge to edge. With `places` these
        come from there.
    subject_off_m, reference_off_m
        How far each position may be off (an estimate's radius). With `places` from there too.
    places
        A gazetteer's places, by id; each pair of them is measured once, over all published positions.

    Returns
    -------
    CheckedMany
        Columns as long as the ones given. A row that cannot be used is `cannot_check` with its reason;
        the others stand.

    Raises
    ------
    InputError
        If the columns as such do not fit: lengths, shapes, text where numbers are needed.

    Notes
    -----
    Columns of one value are repeated. Directions are not judged in bulk.

    Examples
    --------
    >>> found = check_many([[40.576, 35.104]] * 2, [[40.45154, 35.01982]] * 2, [14_000, 5_000], step_m=1_000)
    >>> found.verdict.tolist()
    ['fits_roughly', 'does_not_fit']
    >>> found.margin_m.round().tolist()
    [-201.0, -9201.0]
    """
    rows = _given(
        _ends("subject", subject, places),
        _ends("reference", reference, places),
        stated_lo_m=stated_lo_m,
        stated_hi_m=stated_lo_m if stated_hi_m is None else stated_hi_m,
        step_m=step_m,
        hi_step_m=step_m if hi_step_m is None else hi_step_m,
        qualifier=qualifier,
        measured_as=measured_as,
        subject_extent_m=subject_extent_m,
        reference_extent_m=reference_extent_m,
        subject_off_m=subject_off_m,
        reference_off_m=reference_off_m,
    )
    measure = _Measured(places).ways if places is not None else _between_positions
    found = CheckedMany.blank(len(rows))
    for start in range(0, len(rows), PIECE):
        _check_piece(rows, slice(start, start + PIECE), measure, found)
    return found


def _ends(name: str, given: ArrayLike, places: Mapping[str, Place] | None) -> Column:
    if places is not None:
        ids = np.asarray(given, dtype=object)
        if ids.ndim != 1:
            raise InputError(f"{name}: not a column of place ids; give one id for each row")
        return ids
    try:
        positions = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(f"{name}: not numbers; give rows of longitude and latitude") from None
    if positions.ndim != 2 or positions.shape[1] != 2:
        raise InputError(
            f"{name}: shape {positions.shape}; give rows of longitude and latitude, shape (n, 2)"
        )
    return positions


def _given(subject: Column, reference: Column, **columns: ArrayLike) -> _Rows:
    """Bring all columns to one length.

    Raises
    ------
    InputError
        Naming the column that does not fit.
    """
    if len(subject) != len(reference):
        raise InputError(
            f"subject has {len(subject)} rows, reference {len(reference)}; give as many of each"
        )
    return _Rows(
        subject, reference, *(_column(name, each, len(subject)) for name, each in columns.items())
    )


def _column(name: str, given: ArrayLike, rows: int) -> Column:
    kind = np.str_ if name in ("qualifier", "measured_as") else np.float64
    try:
        column = np.asarray(given, dtype=kind)
    except (TypeError, ValueError):
        raise InputError(f"{name}: not numbers; give metres") from None
    if column.shape not in ((), (rows,)):
        raise InputError(f"{name}: shape {column.shape}; give one value, or one for each row")
    return np.broadcast_to(column, (rows,))


Measure = Callable[[_Rows, Codes], _Ways]
"""Measures rows, and enters the reason where one has no position."""


def _check_piece(rows: _Rows, piece: slice, measure: Measure, found: CheckedMany) -> None:
    """Check one piece of the rows, and enter what came of it in its place."""
    part = rows.take(piece)
    reasons = found.reason_code[piece]
    with np.errstate(invalid="ignore"):
        reasons[:] = _faults(part)
        ways = measure(part, reasons)
        answers = _judged(part, ways)
    good = reasons == _NONE
    for name, column in answers.items():
        getattr(found, name)[piece][good] = column[good]


def _faults(rows: _Rows) -> Codes:
    """Tell what makes a row unusable, wherever it lies; the first reason of several."""
    widths = (
        rows.subject_extent_m,
        rows.reference_extent_m,
        rows.subject_off_m,
        rows.reference_off_m,
    )
    stated = (rows.lo_m >= 0) & (rows.hi_m >= rows.lo_m) & np.isfinite(rows.hi_m)
    steps = (rows.step_m, rows.hi_step_m)
    checks = (
        (_EXTENT, np.logical_and.reduce([(each >= 0) & np.isfinite(each) for each in widths])),
        (_STATED, stated),
        (_STEP, np.logical_and.reduce([(each > 0) & np.isfinite(each) for each in steps])),
        (_QUALIFIER, np.isin(rows.qualifier, QUALIFIERS)),
        (_NO_RANGE, rows.qualifier != "few"),
        (_MEASURED_AS, np.isin(rows.measured_as, MEASURED_AS)),
    )
    found = np.zeros(len(rows), dtype=np.int8)
    for reason, good in checks:
        found[~good & (found == _NONE)] = reason
    return found


def _between_positions(rows: _Rows, reasons: Codes) -> _Ways:
    """Measure between one position and another, row by row."""
    ends = []
    for reason, given in ((_SUBJECT, rows.subject), (_REFERENCE, rows.reference)):
        positions = given.astype(np.float64)
        good = np.logical_and.reduce(np.abs(positions) <= (180.0, 90.0), axis=1)
        reasons[~good & (reasons == _NONE)] = reason
        ends.append(np.where(good[:, np.newaxis], positions, 0.0))
    centres = geodesy.inverse(*ends[0].T, *ends[1].T)[0]
    off = rows.subject_off_m + rows.reference_off_m
    reach = rows.subject_extent_m + rows.reference_extent_m
    return _Ways(np.maximum(0.0, centres - off), centres + off, reach)


class _Measured:
    """Distances between the places of a gazetteer, each pair measured once."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places
        self._pairs: dict[tuple[str, str], tuple[Sequence[tuple[float, float]], float, int]] = {}

    def ways(self, rows: _Rows, reasons: Codes) -> _Ways:
        found = list(self._of_each(rows))
        missing = np.array([reason for *_, reason in found], dtype=np.int8)
        reasons[:] = np.where(reasons == _NONE, missing, reasons)
        counts = np.array([len(ways) for ways, *_ in found], dtype=np.intp)
        row = np.repeat(np.arange(len(found), dtype=np.intp), counts)
        intervals = np.array([each for ways, *_ in found for each in ways], dtype=np.float64)
        lo, hi = intervals.reshape(-1, 2).T
        reach = np.array([reach for _, reach, _ in found], dtype=np.float64)
        return _Ways(lo, hi, reach, row, np.cumsum(counts) - counts)

    def _of_each(self, rows: _Rows) -> Iterator[tuple[Sequence[tuple[float, float]], float, int]]:
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
        for id, unknown in ((subject, _UNKNOWN_SUBJECT), (reference, _UNKNOWN_REFERENCE)):
            if id not in self._places:
                return nowhere, 0.0, unknown
        here, there = self._places[subject], self._places[reference]
        pairs = (Pair(a, b).interval for a in sites(here) for b in sites(there))
        ways = [(each.lo, each.hi) for each in pairs]
        if not ways:
            located = here.reference is not None
            return nowhere, 0.0, _UNLOCATED_REFERENCE if located else _UNLOCATED_SUBJECT
        extents = (extent_of(here), extent_of(there))
        return ways, sum(each.radius_m for each in extents if each), _NONE


def _judged(rows: _Rows, ways: _Ways) -> dict[str, Column]:
    """Relate P to N and W in each row, by the headline reading and those the words leave open."""
    n_lo, n_hi, w_lo, w_hi = _stated(rows)
    reach = ways.of_each(ways.reach)
    edge_lo = np.maximum(0.0, ways.lo - reach)
    measured = ways.of_each(rows.measured_as)
    lo = np.where(measured == "edge", edge_lo, ways.lo)
    road_hi = MOST_CIRCUITY * np.maximum(ways.hi, SHORT_M)
    hi = np.where(measured == "road", road_hi, ways.hi)

    n_from, n_to, w_from, w_to = (ways.of_each(each) for each in (n_lo, n_hi, w_lo, w_hi))
    inside = ways.reduced(np.logical_and, (n_from <= lo) & (hi <= n_to))
    roughly = ways.reduced(np.logical_and, (w_from <= lo) & (hi <= w_to))
    meets = ways.reduced(np.logical_or, (lo <= w_to) & (w_from <= hi))
    from_edge = (edge_lo <= w_to) & (w_from <= ways.hi)
    by_road = (ways.lo <= w_to) & (w_from <= road_hi)
    otherwise = ways.reduced(np.logical_or, from_edge | by_road)
    open_ = (rows.measured_as == "unstated") & otherwise
    code = np.where(meets | open_, NOT_SETTLED, DOES_NOT_FIT)
    code = np.where(inside, FITS, np.where(roughly, FITS_ROUGHLY, code))

    # what is open above leaves no room to count there: infinity less infinity is no number
    above = np.where(np.isinf(n_to), np.inf, n_to - hi)
    room = ways.reduced(np.minimum, np.minimum(lo - n_from, above))
    gap = ways.reduced(np.minimum, np.maximum(0.0, np.maximum(n_from - hi, lo - n_to)))
    return {
        "possible_lo_m": ways.reduced(np.minimum, lo),
        "possible_hi_m": ways.reduced(np.maximum, hi),
        "printed_lo_m": n_lo,
        "printed_hi_m": n_hi,
        "newsroom_lo_m": w_lo,
        "newsroom_hi_m": w_hi,
        "margin_m": np.where(inside, room, 0.0 - gap),
        "code": code.astype(np.int8),
    }


def _stated(rows: _Rows) -> tuple[Floats, Floats, Floats, Floats]:
    """Give both ends of N and of W in each row, as `stated_sets` does for one."""
    tolerance = NEWSROOM_TOLERANCE
    lo_slack = np.maximum(tolerance.relative * rows.lo_m, tolerance.at_least_m)
    hi_slack = np.maximum(tolerance.relative * rows.hi_m, tolerance.at_least_m)
    at_least = np.isin(rows.qualifier, ("at_least", "more_than"))
    at_most = np.isin(rows.qualifier, ("at_most", "less_than"))
    lo = np.where(at_most, 0.0, rows.lo_m - rows.step_m / 2)
    hi = np.where(at_least, np.inf, rows.hi_m + rows.hi_step_m / 2)
    ends = (lo, hi, lo - lo_slack, hi + hi_slack)
    n_lo, n_hi, w_lo, w_hi = (np.maximum(0.0, _to_micrometres(each)) for each in ends)
    return n_lo, n_hi, w_lo, w_hi


NEAR_HALF = 0.02
"""Micrometres from half a one within which a product may have been rounded over it: a length of half
the Earth's girth, 2e13 micrometres, is known to 0.004 of one."""


def _to_micrometres(metres: Floats) -> Floats:
    """Round as Python's `round(x, 6)` does: numpy's own differs in the last bit near halves."""
    scaled = metres * 1e6
    near = np.rint(scaled)
    found = near / 1e6
    unsure = np.abs(np.abs(scaled - near) - 0.5) < NEAR_HALF
    unsure |= np.abs(scaled) > 2.0**52
    unsure &= np.isfinite(metres)
    found[unsure] = [round(each, 6) for each in metres[unsure].tolist()]
    return found
