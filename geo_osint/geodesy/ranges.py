"""How near and how far: the range of distances between two footprints.

Method: the nearest two positions are found on a gnomonic plane, which is moved to the middle of
what was found and asked again until nothing changes; the farthest two are vertices, or lie between
them where footprints are half a world apart. What is reported is always the geodesic between
positions found, measured on the ellipsoid, so that it can only err to the wide side of the minimum
and the narrow side of the maximum; `TOLERANCE_M` says by how much.
"""

from __future__ import annotations

import math

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_osint.geodesy.arrays import FARTHEST_M, Floats, disc_ranges_m, lengths_m, to_ecef
from geo_osint.geodesy.footprints import Footprint
from geo_osint.geodesy.plane import HORIZON_DEG, Plane
from geo_osint.model import Interval, LonLat

TOLERANCE_M = 1.0
"""Both ends of a range are within this of the truth; up to 300 km apart, within a millimetre."""

SETTLED_M = 1e-4
MOST_ROUNDS = 8

FAR_M = 8_000_000.0
"""From about a quarter of the way around, the farthest positions need not be vertices any more."""

FAR_STEP_M = 20_000.0
ROUNDS_OF_ZOOM = 6
ZOOM = 10
CHORDS_KEPT = 0.995
"""Share of the longest chord from which on a pair may be the longest geodesic: the ellipsoid's
flattening makes the order of both differ by 0.3 % at most."""

PAIRS_AT_ONCE = 1_000_000

ROUNDING_M2 = 1.0
"""Square metres: what the squares of two positions far from the Earth's centre lose to rounding."""

Rows = NDArray[np.intp]


def distance_range(a: Footprint, b: Footprint) -> Interval:
    """Give the distances possible between a position of `a` and one of `b`, in metres.

    Both ends are right to 1 m for footprints up to 3,300 km around their middle, wherever they lie,
    poles and antimeridian included. 0 where they touch or overlap.

    Examples
    --------
    >>> from geo_osint.model import LonLat
    >>> town, field = LonLat(40.45154, 35.01982), LonLat(40.576, 35.104)
    >>> found = distance_range(Footprint.disc(town, 1_500), Footprint.disc(field, 5_000))
    >>> round(found.lo), round(found.hi)
    (8201, 21201)
    """
    lo, hi = disc_ranges_m([_nearest_m(a, b), _farthest_m(a, b)], a.radius_m, b.radius_m)
    return Interval(float(lo[0]), float(hi[1]))


def _nearest_m(a: Footprint, b: Footprint) -> float:
    if a.is_point and b.is_point:
        return _apart_m(a.lon_lat_deg[0], b.lon_lat_deg[0])
    middle = a.ecef_m.mean(axis=0) + b.ecef_m.mean(axis=0)
    if middle.any():
        plane = Plane.around(middle[None])
        if _in_sight(plane, a, b):
            return _nearest_near_m(a, b, plane)
    return _along_boundaries_m(a, b, nearest=True)


def _in_sight(plane: Plane, a: Footprint, b: Footprint) -> bool:
    return all(plane.farthest_deg(each.ecef_m) < HORIZON_DEG for each in (a, b))


def _nearest_near_m(a: Footprint, b: Footprint, plane: Plane) -> float:
    """Ask the plane for the nearest two positions, move it between them, ask again."""
    best = math.inf
    for _ in range(MOST_ROUNDS):
        shortest = shapely.shortest_line(plane.project(a.geometry), plane.project(b.geometry))
        ends = shapely.get_coordinates(plane.lift(shortest))
        found = _apart_m(*ends)
        settled = abs(best - found) < SETTLED_M
        best = min(best, found)
        if settled or best < SETTLED_M:
            break
        plane = Plane.around(to_ecef(ends))
        if not _in_sight(plane, a, b):
            break
    return 0.0 if best < SETTLED_M else best


def _farthest_m(a: Footprint, b: Footprint) -> float:
    if a.is_point and b.is_point:
        return _apart_m(a.lon_lat_deg[0], b.lon_lat_deg[0])
    _, _, found = _extreme_pair(a.lon_lat_deg, b.lon_lat_deg, nearest=False)
    if found < FAR_M:
        return found
    opposite = Footprint(shapely.transform(b.geometry, _antipodes))
    if _nearest_m(a, opposite) == 0:
        return FARTHEST_M
    return _along_boundaries_m(a, b, nearest=False)


def _antipodes(lon_lat_deg: Floats) -> Floats:
    lon, lat = lon_lat_deg.T
    return np.stack([np.where(lon > 0, lon - 180, lon + 180), -lat], -1)


def _along_boundaries_m(a: Footprint, b: Footprint, nearest: bool) -> float:
    """Compare positions along both boundaries, then ever closer ones around the best two."""
    step_m = FAR_STEP_M
    here, there = a.boundary(step_m), b.boundary(step_m)
    found = []
    for _ in range(ROUNDS_OF_ZOOM):
        at, other, apart_m = _extreme_pair(here, there, nearest)
        found.append(apart_m)
        here, there = _around(a, here[at], step_m), _around(b, there[other], step_m)
        step_m /= ZOOM
    return min(found) if nearest else max(found)


def _around(footprint: Footprint, lon_lat_deg: Floats, step_m: float) -> Floats:
    """Give positions of a boundary within a step of one of them, closer together than that."""
    plane = Plane(LonLat(*lon_lat_deg.tolist()))
    outline = plane.project(footprint.geometry)
    if shapely.get_dimensions(outline) == 2:
        outline = outline.boundary
    near = shapely.intersection(outline, shapely.Point(0, 0).buffer(1.1 * step_m))
    fine = plane.lift(shapely.segmentize(near, step_m / ZOOM))
    return np.concatenate([lon_lat_deg[None], shapely.get_coordinates(fine)])


def _extreme_pair(here: Floats, there: Floats, nearest: bool) -> tuple[int, int, float]:
    """Give the rows of the nearest or the farthest two positions, and how far apart they are.

    Chords rank the pairs; only the best of them are measured on the ellipsoid.
    """
    ours, theirs = to_ecef(here), to_ecef(there)
    rows = max(1, PAIRS_AT_ONCE // len(theirs))
    found = []
    for first in range(0, len(ours), rows):
        at, other = _candidates(ours[first : first + rows], theirs, nearest)
        lengths = lengths_m(here[first + at], there[other])
        best = int(np.argmin(lengths) if nearest else np.argmax(lengths))
        found.append((float(lengths[best]), first + int(at[best]), int(other[best])))
    apart_m, row, column = min(found) if nearest else max(found)
    return row, column, apart_m


def _candidates(ours: Floats, theirs: Floats, nearest: bool) -> tuple[Rows, Rows]:
    """Pick the pairs whose chord is so short, or so long, that their geodesic may be the extreme."""
    squares = (ours**2).sum(axis=1)[:, None] + (theirs**2).sum(axis=1) - 2 * ours @ theirs.T
    if nearest:
        chosen = squares <= squares.min() / CHORDS_KEPT**2 + ROUNDING_M2
    else:
        chosen = squares >= squares.max() * CHORDS_KEPT**2 - ROUNDING_M2
    at, other = np.nonzero(chosen)
    return at, other


def _apart_m(here: Floats, there: Floats) -> float:
    return float(lengths_m(here[None], there[None])[0])
