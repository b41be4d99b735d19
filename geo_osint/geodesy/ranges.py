"""How near and how far: the range of distances between two footprints.

Method: the nearest two positions are found on a gnomonic plane, which is moved to the middle of
what was found and asked again until nothing changes; the farthest two are vertices, or lie between
them where footprints are half a world apart. What is reported is always the geodesic between
positions found, measured on the ellipsoid, so that it can only err to the wide side of the minimum
and the narrow side of the maximum; `TOLERANCE_M` says by how much.
"""

from __future__ import annotations

import numpy as np
import shapely

from geo_osint.geodesy.arrays import FARTHEST_M, GEOD, Floats, disc_ranges_m, to_ecef
from geo_osint.geodesy.footprints import Footprint
from geo_osint.geodesy.plane import HORIZON_DEG, Plane
from geo_osint.model import Interval

TOLERANCE_M = 1.0
"""Both ends of a range are within this of the truth; up to 300 km apart, within a millimetre."""

SETTLED_M = 1e-4
MOST_ROUNDS = 8

FAR_M = 8_000_000.0
"""From about a quarter of the way around, the farthest positions need not be vertices any more."""

FAR_STEP_M = 20_000.0
ROUNDS_OF_ZOOM = 6
CHORDS_KEPT = 0.995
"""Share of the longest chord from which on a pair may be the longest geodesic: the ellipsoid's
flattening makes the order of both differ by 0.3 % at most."""

PAIRS_AT_ONCE = 1_000_000


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
    if _is_point(a) and _is_point(b):
        return _between(a.lon_lat_deg(), b.lon_lat_deg())
    ecef = np.concatenate([to_ecef(*a.lon_lat_deg()), to_ecef(*b.lon_lat_deg())])
    plane = Plane.around(ecef) if np.linalg.norm(ecef.mean(axis=0)) > 0 else None
    if plane is None or not _in_sight(plane, a, b):
        return _nearest_far_m(a, b)
    return _nearest_near_m(a, b, plane)


def _in_sight(plane: Plane, a: Footprint, b: Footprint) -> bool:
    return all(plane.farthest_deg(*each.lon_lat_deg()) < HORIZON_DEG for each in (a, b))


def _nearest_near_m(a: Footprint, b: Footprint, plane: Plane) -> float:
    """Ask the plane for the nearest two positions, move it between them, ask again."""
    best = np.inf
    for _ in range(MOST_ROUNDS):
        line = plane.lift(shapely.shortest_line(plane.project(a.geometry), plane.project(b.geometry)))
        (lon, lat), (other_lon, other_lat) = shapely.get_coordinates(line)
        found = float(GEOD.inv(lon, lat, other_lon, other_lat)[2])
        settled = abs(best - found) < SETTLED_M
        best = min(best, found)
        if settled or best < SETTLED_M:
            break
        moved = Plane.around(to_ecef(*shapely.get_coordinates(line).T))
        if not _in_sight(moved, a, b):
            break
        plane = moved
    return 0.0 if best < SETTLED_M else best


def _nearest_far_m(a: Footprint, b: Footprint) -> float:
    """Compare positions along both boundaries, then ever closer ones around the nearest two."""
    step = FAR_STEP_M
    here, there = a.boundary(step), b.boundary(step)
    best = np.inf
    for _ in range(ROUNDS_OF_ZOOM):
        i, j, found = _extreme_pair(here, there, nearest=True)
        best = min(best, found)
        here, there = (_around(each, side[0][k], side[1][k], step) for each, side, k in
                       ((a, here, i), (b, there, j)))
        step /= 10
    return best


def _around(footprint: Footprint, lon: float, lat: float, step_m: float) -> tuple[Floats, Floats]:
    """Give positions of a boundary near one of its positions, ten times closer than `step_m`."""
    if _is_point(footprint):
        return footprint.lon_lat_deg()
    plane = Plane.around(to_ecef(np.array([lon]), np.array([lat])))
    at = plane.project(shapely.Point(lon, lat))
    near = shapely.intersection(_outline(plane.project(footprint.geometry)), at.buffer(1.1 * step_m))
    if near.is_empty:
        return np.array([lon]), np.array([lat])
    points = shapely.get_coordinates(plane.lift(shapely.segmentize(near, step_m / 10)))
    return points[:, 0], points[:, 1]


def _outline(geometry: shapely.Geometry) -> shapely.Geometry:
    return geometry.boundary if shapely.get_dimensions(geometry) == 2 else geometry


def _farthest_m(a: Footprint, b: Footprint) -> float:
    if _is_point(a) and _is_point(b):
        return _between(a.lon_lat_deg(), b.lon_lat_deg())
    here, there = a.lon_lat_deg(), b.lon_lat_deg()
    _, _, found = _extreme_pair(here, there, nearest=False)
    if found < FAR_M:
        return found
    return _farthest_far_m(a, b)


def _farthest_far_m(a: Footprint, b: Footprint) -> float:
    """Far apart, the farthest positions are those nearest to each other's opposite."""
    opposite = Footprint(shapely.transform(b.geometry, _antipodes))
    if _nearest_m(a, opposite) == 0:
        return FARTHEST_M
    step = FAR_STEP_M
    here, there = a.boundary(step), b.boundary(step)
    best = 0.0
    for _ in range(ROUNDS_OF_ZOOM):
        i, j, found = _extreme_pair(here, there, nearest=False)
        best = max(best, found)
        here, there = (_around(each, side[0][k], side[1][k], step) for each, side, k in
                       ((a, here, i), (b, there, j)))
        step /= 10
    return best


def _antipodes(lon_lat_deg: Floats) -> Floats:
    lon, lat = lon_lat_deg.T
    return np.stack([np.where(lon > 0, lon - 180, lon + 180), -lat], -1)


def _extreme_pair(
    here: tuple[Floats, Floats], there: tuple[Floats, Floats], nearest: bool
) -> tuple[int, int, float]:
    """Give the indices of the nearest or the farthest two positions, and how far apart they are.

    Chords rank the pairs; only the best of them are measured on the ellipsoid.
    """
    ours, theirs = to_ecef(*here), to_ecef(*there)
    rows = max(1, PAIRS_AT_ONCE // len(theirs))
    best: tuple[float, int, int] | None = None
    for first in range(0, len(ours), rows):
        chords = np.linalg.norm(ours[first : first + rows, None] - theirs[None], axis=2)
        edge = chords.min() / CHORDS_KEPT if nearest else chords.max() * CHORDS_KEPT
        i, j = np.nonzero(chords <= edge if nearest else chords >= edge)
        lengths = GEOD.inv(
            here[0][first + i], here[1][first + i], there[0][j], there[1][j]
        )[2]
        at = int(np.argmin(lengths) if nearest else np.argmax(lengths))
        found = (float(lengths[at]), first + int(i[at]), int(j[at]))
        if best is None or (found[0] < best[0]) == nearest:
            best = found
    assert best is not None
    return best[1], best[2], best[0]


def _is_point(footprint: Footprint) -> bool:
    return shapely.get_num_coordinates(footprint.geometry) == 1


def _between(here: tuple[Floats, Floats], there: tuple[Floats, Floats]) -> float:
    return float(GEOD.inv(here[0][0], here[1][0], there[0][0], there[1][0])[2])
