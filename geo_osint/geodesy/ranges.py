"""How near and how far: the range of distances between two footprints.

Method: where two footprints do not meet, the nearest two positions are a vertex of the one and a
vertex or the foot of a perpendicular on an edge of the other. On a sphere all pairs of vertices and
edges are ranked; those within reach of the best are then measured on the ellipsoid, the foot being
found by going along the edge as far as the spherical triangle says until it stays (as Baselga and
Martínez-Llario 2018, "Intersection and point-to-line solutions for geodesics on the ellipsoid").
The farthest two are vertices, or lie between them where footprints are half a world apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_osint.geodesy.arrays import (
    FARTHEST_M,
    Floats,
    disc_ranges_m,
    go,
    inverse_rows,
    lengths_m,
    to_ecef,
)
from geo_osint.geodesy.footprints import Footprint
from geo_osint.geodesy.plane import Plane
from geo_osint.model import Interval, LonLat

TOLERANCE_M = 1.0
"""Both ends of a range are within this of the truth; the nearer one within a millimetre."""

MEAN_RADIUS_M = 6_371_008.8

SPHERE_IS_OFF = 0.01
"""Two lengths of one size on the sphere differ by 0.9 % on the ellipsoid at most: pairs closer than
this to the best one are measured."""

LONGEST_EDGE_M = 200_000.0
EDGE_IS_OFF_M = 10.0
"""Edges are cut to this length; a great circle then strays from the geodesic by a few metres."""

SETTLED_M = 1e-4
MOST_ROUNDS = 12

FAR_M = 8_000_000.0
"""From about a quarter of the way around, the farthest positions need not be vertices any more."""

FAR_STEP_M = 20_000.0
ROUNDS_OF_ZOOM = 6
ZOOM = 10

PAIRS_AT_ONCE = 1_000_000

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
    if _meet(a, b):
        return 0.0
    return min(_to_edges_m(a, b), _to_edges_m(b, a))


def _meet(a: Footprint, b: Footprint) -> bool:
    """Tell whether two geometries have a position in common."""
    apart_m = _apart_m(a.middle, b.middle)
    if apart_m > a.size_m + b.size_m:
        return False
    plane = Plane.around(np.concatenate([a.ecef_m, b.ecef_m]))
    return bool(shapely.intersects(plane.project(a.geometry), plane.project(b.geometry)))


def _to_edges_m(a: Footprint, b: Footprint) -> float:
    """Measure from the vertices of one geometry to the nearest edge of the other."""
    points = a.lon_lat_deg
    starts, ends = b.edges(LONGEST_EDGE_M)
    best = math.inf
    for rows, angles in _angles(_unit(points), _unit(starts), _unit(ends)):
        reach = (min(angles.min(), best / MEAN_RADIUS_M)) * (1 + SPHERE_IS_OFF)
        row, edge = np.nonzero(angles <= reach + EDGE_IS_OFF_M / MEAN_RADIUS_M)
        if len(row):
            best = min(best, _to_feet_m(points[rows][row], starts[edge], ends[edge]))
    return best


def _angles(points: Floats, starts: Floats, ends: Floats) -> Iterator[tuple[slice, Floats]]:
    """Give the angles in radians between points and arcs of a sphere, some rows of points at a time."""
    normals = np.cross(starts, ends)
    lengths = np.linalg.norm(normals, axis=1)
    normals /= np.where(lengths > 0, lengths, 1)[:, None]
    inward, outward = np.cross(normals, starts), np.cross(ends, normals)
    for first in range(0, len(points), max(1, PAIRS_AT_ONCE // len(starts))):
        rows = slice(first, first + max(1, PAIRS_AT_ONCE // len(starts)))
        these = points[rows]
        off = np.abs(these @ normals.T)
        beside = (these @ inward.T > 0) & (these @ outward.T > 0) & (lengths > 0)
        to_ends = np.maximum(these @ starts.T, these @ ends.T)
        # near an end the arc cosine loses half of its digits: a thousandth of a second, 30 mm
        angles = np.where(beside, np.arcsin(np.minimum(off, 1)), np.arccos(np.clip(to_ends, -1, 1)))
        yield rows, angles


def _unit(lon_lat_deg: Floats) -> Floats:
    lon, lat = np.radians(lon_lat_deg).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], -1)


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
        open_ = (np.abs(moved - along_m) > SETTLED_M) & (apart_m - np.abs(step_m) < best)
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
    rows = max(1, PAIRS_AT_ONCE // len(theirs))
    found = []
    for first in range(0, len(ours), rows):
        some = ours[first : first + rows]
        squares = (some**2).sum(axis=1)[:, None] + (theirs**2).sum(axis=1) - 2 * some @ theirs.T
        at, other = np.nonzero(squares >= squares.max() * (1 - SPHERE_IS_OFF) ** 2 - EDGE_IS_OFF_M)
        lengths = lengths_m(here[first + at], there[other])
        best = int(np.argmax(lengths))
        found.append((float(lengths[best]), first + int(at[best]), int(other[best])))
    apart_m, row, column = max(found)
    return row, column, apart_m


def _apart_m(here: Floats, there: Floats) -> float:
    return float(lengths_m(here[None], there[None])[0])
