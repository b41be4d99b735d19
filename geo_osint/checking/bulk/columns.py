"""Many stated distances as columns: what goes in, what makes a row unusable, what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_osint.errors import InputError
from geo_osint.model import Place, Verdict

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
    NONE, SUBJECT, REFERENCE, UNKNOWN_SUBJECT, UNKNOWN_REFERENCE, UNLOCATED_SUBJECT,
    UNLOCATED_REFERENCE, EXTENT, STATED, STEP, QUALIFIER, NO_RANGE, NO_MEASURE,
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
class Rows:
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

    def take(self, rows: slice | Mask) -> Rows:
        """Pick some of the rows."""
        return Rows(*(getattr(self, each.name)[rows] for each in fields(self)))


def ends(name: str, given: ArrayLike, places: Mapping[str, Place] | None) -> Column:
    """Take a column of ends: positions, or ids where there are places.

    Raises
    ------
    InputError
        If it is neither.
    """
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


def given(subject: Column, reference: Column, **columns: ArrayLike) -> Rows:
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
    return Rows(
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


def faults(rows: Rows) -> Codes:
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
        (EXTENT, np.logical_and.reduce([(each >= 0) & np.isfinite(each) for each in widths])),
        (STATED, stated),
        (STEP, np.logical_and.reduce([(each > 0) & np.isfinite(each) for each in steps])),
        (QUALIFIER, np.isin(rows.qualifier, QUALIFIERS)),
        (NO_RANGE, rows.qualifier != "few"),
        (NO_MEASURE, np.isin(rows.measured_as, MEASURED_AS)),
    )
    found = np.zeros(len(rows), dtype=np.int8)
    for reason, good in checks:
        found[~good & (found == NONE)] = reason
    return found
