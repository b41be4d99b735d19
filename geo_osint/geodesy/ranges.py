"""How near and how far: the range of distances between two footprints.

Method: where two footprints do not meet, the nearest two positions are a vertex of the one and a
vertex or the foot of a perpendicular on an edge of the other. On a sphere all pairs of vertices and
edges are ranked, the best of them once more by their chords through the ellipsoid; those that may
still be the nearest are then measured on it, the foot being found by going along the edge as far as
the spherical triangle says until it stays (as Baselga and Martínez-Llario 2018, "Intersection and
point-to-line solutions for geodesics on the ellipsoid"). What is left out is left out on bounds that
hold, so that the result is the same as if every pair had been measured.
The farthest two are vertices, or lie between them where footprints are half a world apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_osint.geodesy.arrays import (
    FARTHEST_M,
    GEOD,
    Floats,
    go,
    inverse_rows,
    lengths_m,
    normals,
    on_ellipsoid,
    to_ecef,
)
from geo_osint.geodesy.footprints import Footprint
from geo_osint.geodesy.plane import Plane
from geo_osint.model import Interval, LonLat

TOLERANCE_M = 1.0
"""Both ends of a range are within this of the truth; the nearer one within a millimetre."""

MEAN_RADIUS_M = 6_371_008.8

SPHERE_IS_OFF = 0.01
"""Two lengths of one size on the sphere differ by 0.9 % on the ellipsoid at most."""

RADII_M = {1: GEOD.b**2 / GEOD.a, -1: GEOD.a**2 / GEOD.b}
"""The smallest and the largest radius of curvature, along the meridian at the equator and at a pole: over
its chord, a geodesic is no longer and no shorter than the arc of such a circle."""

FOOT_IS_OFF = 2e-5
"""The foot of a perpendicular taken on the sphere lies 0.34 % of its length aside at most, which
lengthens the way by 0.0006 %; and three times as much for good measure."""

LONGEST_EDGE_M = 200_000.0
EDGE_IS_OFF_M = 10.0
"""Edges are cut to this length; a great circle then strays from the geodesic by a few metres, and from
shorter ones by less, at least with the square of their length."""

ROUNDING_M = 1.0
"""What arithmetic on the sphere and squares of earth-centred metres may be off, and more."""

SETTLED_M = 1e-6
"""A step of `s` along an edge shortens a way of `d` by about s²/2d: smaller gains are not gone after."""

MOST_ROUNDS = 12

FAR_M = 8_000_000.0
"""From about a quarter of the way around, the farthest positions need not be vertices any more."""

FAR_STEP_M = 20_000.0
ROUNDS_OF_ZOOM = 6
ZOOM = 10

PAIRS_AT_ONCE = 1_000_000

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]


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
    reach_m = a.radius_m + b.radius_m
    nearest, farthest = _nearest_m(a, b), _farthest_m(a, b)
    return Interval(max(0.0, nearest - reach_m), min(FARTHEST_M, farthest + reach_m))


def _nearest_m(a: Footprint, b: Footprint) -> float:
    if _meet(a, b):
        return 0.0
    ours, theirs = Arcs.of(a), Arcs.of(b)
    return _to_arcs_m(b, ours, _to_arcs_m(a, theirs, math.inf))


def _meet(a: Footprint, b: Footprint) -> bool:
    """Tell whether two geometries have a position in common."""
    apart_m = _apart_m(a.middle, b.middle)
    if apart_m > (a.size_m + b.size_m) * (1 + SPHERE_IS_OFF):
        return False
    plane = Plane.around(np.concatenate([a.ecef_m, b.ecef_m]))
    return bool(shapely.intersects(plane.project(a.geometry), plane.project(b.geometry)))


@dataclass(frozen=True, slots=True)
class Arcs:
    """The edges of a geometry, their two ends as rows of longitude and latitude and as normals."""

    starts: Floats
    ends: Floats
    first: Floats
    last: Floats

    @classmethod
    def of(cls, footprint: Footprint) -> Arcs:
        """Cut the edges of a footprint so short that a great circle can stand for a geodesic."""
        starts, ends = footprint.edges(LONGEST_EDGE_M)
        return cls(starts, ends, normals(starts), normals(ends))


def _to_arcs_m(footprint: Footprint, arcs: Arcs, best_m: float) -> float:
    """Measure from the vertices of a geometry to the nearest edge of another, if nearer than `best_m`."""
    points, upright = footprint.lon_lat_deg, normals(footprint.lon_lat_deg)
    for rows, row, edge in _near(upright, arcs):
        kept = _nearest(upright[rows][row], arcs.first[edge], arcs.last[edge], best_m)
        row, edge = row[kept], edge[kept]
        if len(row):
            best_m = min(best_m, _to_feet_m(points[rows][row], arcs.starts[edge], arcs.ends[edge]))
    return best_m


def _near(points: Floats, arcs: Arcs) -> Iterator[tuple[slice, Rows, Rows]]:
    """Leave out pairs of a point and an arc that cannot be the nearest, some rows of points at a time.

    An arc comes no nearer to a point than its start, less its own length.
    """
    lengths = 2 * np.arcsin(np.minimum(_apart(arcs.first, arcs.last) / 2, 1))
    nearest = -1.0
    for rows in _slices(len(points), len(lengths)):
        cosines = points[rows] @ arcs.first.T
        nearest = max(nearest, float(cosines.max()))
        reach = math.acos(min(1.0, nearest)) * (1 + SPHERE_IS_OFF) + EDGE_IS_OFF_M / MEAN_RADIUS_M
        yield rows, *_where(cosines >= np.cos(np.minimum(reach + lengths, np.pi)))


def _nearest(points: Floats, starts: Floats, ends: Floats, best_m: float) -> Mask:
    """Tell which pairs of a point and an arc may be the nearest, all given row by row as normals."""
    if not len(points):
        return np.zeros(0, bool)
    to_feet_m = _apart(on_ellipsoid(points), on_ellipsoid(_feet(points, starts, ends)))
    share = float(_apart(starts, ends).max()) * MEAN_RADIUS_M / LONGEST_EDGE_M
    off_m = EDGE_IS_OFF_M * share**2 + ROUNDING_M
    least_m = min(best_m, _way_m(float(to_feet_m.min()), 1) + off_m)
    kept: Mask = to_feet_m <= _chord_m(least_m + off_m, -1)
    return kept


def _feet(points: Floats, starts: Floats, ends: Floats) -> Floats:
    """Find the position on each arc of the unit sphere that is nearest to its point."""
    across = _cross(starts, ends)
    of_start, of_end = _dot(_cross(ends, across), points), _dot(_cross(across, starts), points)
    beside = (of_start > 0) & (of_end > 0)
    at_start = _dot(starts, points) >= _dot(ends, points)
    feet = (
        np.where(beside, of_start, at_start)[:, None] * starts
        + np.where(beside, of_end, ~at_start)[:, None] * ends
    )
    return feet / np.sqrt(_dot(feet, feet))[:, None]


def _way_m(chord_m: float, sign: Literal[-1, 1]) -> float:
    """Give the longest (1) or the shortest (-1) geodesic that a chord may belong to."""
    across_m = 2 * RADII_M[sign]
    way_m = across_m * math.asin(min(1.0, chord_m / across_m))
    return way_m * (1 + sign * _off(way_m))


def _chord_m(way_m: float, sign: Literal[-1, 1]) -> float:
    """Give the chord whose longest (1) or shortest (-1) geodesic is so long."""
    across_m = 2 * RADII_M[sign]
    return across_m * math.sin(min(math.pi / 2, way_m / (1 + sign * _off(way_m)) / across_m))


def _off(way_m: float) -> float:
    return FOOT_IS_OFF if way_m < FAR_M else SPHERE_IS_OFF


def _where(mask: Mask) -> tuple[Rows, Rows]:
    # numpy's own search in two dimensions takes three times as long
    row, column = np.divmod(np.flatnonzero(mask), mask.shape[1])
    return row, column


def _slices(rows: int, columns: int) -> Iterator[slice]:
    """Divide a table of pairs into parts that fit well in memory."""
    step = max(1, PAIRS_AT_ONCE // columns)
    return (slice(first, first + step) for first in range(0, rows, step))


def _apart(here: Floats, there: Floats) -> Floats:
    """Give the lengths of chords, row by row."""
    chords = here - there
    lengths: Floats = np.sqrt(_dot(chords, chords))
    return lengths


def _dot(a: Floats, b: Floats) -> Floats:
    products: Floats = np.einsum("ij,ij->i", a, b)
    return products


def _cross(a: Floats, b: Floats) -> Floats:
    # numpy's own takes ten times as long for the few rows that are left here
    after, before = [1, 2, 0], [2, 0, 1]
    return a[:, after] * b[:, before] - a[:, before] * b[:, after]


def _to_feet_m(points: Floats, starts: Floats, ends: Floats) -> float:
    """Measure the shortest way from a point to the nearest position on its edge."""
    lengths, headings = inverse_rows(starts, ends)
    along_m = np.zeros(len(points))
    feet, ahead = starts, headings
    best = math.inf
    for _ in range(MOST_ROUNDS):
        apart_m, towards = inverse_rows(feet, points)
        angle, turn = apart_m / MEAN_RADIUS_M, np.radians(towards - ahead)
        step_m = MEAN_RADIUS_M * np.arctan2(np.sin(angle) * np.cos(turn), np.cos(angle))
        moved = np.clip(along_m + step_m, 0, lengths)
        best = min(best, float(apart_m.min()))
        open_ = ((moved - along_m) ** 2 > SETTLED_M * apart_m) & (apart_m - np.abs(step_m) < best)
        if not open_.any():
            break
        points, starts, headings = points[open_], starts[open_], headings[open_]
        lengths, along_m = lengths[open_], moved[open_]
        feet, ahead = go(starts, headings, along_m)
    return best


def _farthest_m(a: Footprint, b: Footprint) -> float:
    _, _, found = _farthest_pair(a.lon_lat_deg, b.lon_lat_deg)
    if found < FAR_M or (a.is_point and b.is_point):
        return found
    if _meet(a, Footprint(shapely.transform(b.geometry, _antipodes))):
        return FARTHEST_M
    return _along_boundaries_m(a, b)


def _antipodes(lon_lat_deg: Floats) -> Floats:
    lon, lat = lon_lat_deg.T
    return np.stack([np.where(lon > 0, lon - 180, lon + 180), -lat], -1)


def _along_boundaries_m(a: Footprint, b: Footprint) -> float:
    """Compare positions along both boundaries, then ever closer ones around the farthest two."""
    step_m = FAR_STEP_M
    here, there = a.boundary(step_m), b.boundary(step_m)
    best = 0.0
    for _ in range(ROUNDS_OF_ZOOM):
        at, other, apart_m = _farthest_pair(here, there)
        best = max(best, apart_m)
        here, there = _around(a, here[at], step_m), _around(b, there[other], step_m)
        step_m /= ZOOM
    return best


def _around(footprint: Footprint, lon_lat_deg: Floats, step_m: float) -> Floats:
    """Give positions of a boundary within a step of one of them, closer together than that."""
    plane = Plane(LonLat(*lon_lat_deg.tolist()))
    outline = plane.project(footprint.geometry)
    if shapely.get_dimensions(outline) == 2:
        outline = outline.boundary
    near = shapely.intersection(outline, shapely.Point(0, 0).buffer(1.1 * step_m))
    fine = plane.lift(shapely.segmentize(near, step_m / ZOOM))
    return np.concatenate([lon_lat_deg[None], shapely.get_coordinates(fine)])


def _farthest_pair(here: Floats, there: Floats) -> tuple[int, int, float]:
    """Give the rows of the farthest two positions, and how far apart they are.

    Chords rank the pairs; only the longest of them are measured on the ellipsoid.
    """
    ours, theirs = to_ecef(here), to_ecef(there)
    found = []
    for rows in _slices(len(ours), len(theirs)):
        at, other = _farthest(ours[rows], theirs)
        lengths = lengths_m(here[rows][at], there[other])
        best = int(np.argmax(lengths))
        found.append((float(lengths[best]), rows.start + int(at[best]), int(other[best])))
    apart_m, row, column = max(found)
    return row, column, apart_m


def _farthest(ours: Floats, theirs: Floats) -> tuple[Rows, Rows]:
    """Leave out pairs of earth-centred positions that cannot be the farthest."""
    squares = _dot(ours, ours)[:, None] + _dot(theirs, theirs) - 2 * ours @ theirs.T
    longest_m = math.sqrt(max(0.0, float(squares.max())))
    least_m = max(0.0, _chord_m(_way_m(longest_m, -1), 1) - ROUNDING_M)
    return _where(squares >= least_m**2 - ROUNDING_M)


def _apart_m(here: Floats, there: Floats) -> float:
    return float(lengths_m(here[None], there[None])[0])
