"""Rows worked through in pieces, so that memory holds the columns and little else."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from geo_osint.checking.bulk.columns import (
    NONE,
    CheckedMany,
    Rows,
    ends,
    faults,
    given,
)
from geo_osint.checking.bulk.judging import judged
from geo_osint.checking.bulk.ways import (
    Measure,
    Measured,
    between_positions,
)
from geo_osint.model import Place

PIECE = 1 << 16
"""Rows worked on at once: some megabytes of temporary arrays, and long enough to hide Python's own pace."""


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
    rows = given(
        ends("subject", subject, places),
        ends("reference", reference, places),
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
    measure = Measured(places).ways if places is not None else between_positions
    found = CheckedMany.blank(len(rows))
    for start in range(0, len(rows), PIECE):
        _check_piece(rows, slice(start, start + PIECE), measure, found)
    return found


def _check_piece(rows: Rows, piece: slice, measure: Measure, found: CheckedMany) -> None:
    """Check one piece of the rows, and enter what came of it in its place."""
    part = rows.take(piece)
    reasons = found.reason_code[piece]
    with np.errstate(invalid="ignore"):
        reasons[:] = faults(part)
        ways = measure(part, reasons)
        answers = judged(part, ways)
    good = reasons == NONE
    for name, column in answers.items():
        getattr(found, name)[piece][good] = column[good]
