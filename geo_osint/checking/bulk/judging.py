"""P related to N and W in every row at once, to the last bit as `verdicts` does for one."""

from __future__ import annotations

import numpy as np

from geo_osint.checking.bulk.columns import (
    DOES_NOT_FIT,
    FITS,
    FITS_ROUGHLY,
    NOT_SETTLED,
    Column,
    Floats,
    Rows,
)
from geo_osint.checking.bulk.ways import Ways
from geo_osint.reading.quantities import NEWSROOM_TOLERANCE
from geo_osint.routing import MOST_CIRCUITY, SHORT_M


def judged(rows: Rows, ways: Ways) -> dict[str, Column]:
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


def _stated(rows: Rows) -> tuple[Floats, Floats, Floats, Floats]:
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
