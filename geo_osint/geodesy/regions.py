"""Outlines on the ground: discs, rings, sectors, banks and corridors as polygons for maps and overlays.

Method: outline points are reached along geodesics, so that each lies where it should; polygons are
united and cut on a gnomonic plane, on which geodesics are straight. A position on which outline and
truth differ lies within 10 m of the outline (`OUTLINE_TOLERANCE_M`), whether the edges are taken as geodesics
or as straight in longitude and latitude. Polygons come in longitude and latitude, valid, outer rings
counter-clockwise, cut where they cross the antimeridian, led along a pole that they hold.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

from geo_osint.errors import InputError
from geo_osint.geodesy.arrays import GEOD, Floats, go, inverse_rows
from geo_osint.geodesy.footprints import WIDEST_M, Footprint, edges_of
from geo_osint.geodesy.plane import Plane
from geo_osint.geodesy.points import azimuth_deg, destination
from geo_osint.geodesy.wrapping import wrapped
from geo_osint.model import Interval, LonLat

OUTLINE_TOLERANCE_M = 10.0
OUTLINE_TOLERANCE = 0.001
"""What an outline may be off: 10 m, and no more than a thousandth of its radius."""

SMALLEST_M = 0.01
"""A reach or a hole smaller than this is none: seven decimals of a degree cannot draw it."""

EDGE_STEP_M = 10_000.0
"""Straight edges get a point this often: drawn straight in longitude and latitude they stay within
4 m of the geodesic up to 65 degrees of latitude, and offset curves within a few centimetres."""

Side = Literal["left", "right"]


def disc(centre: LonLat, radius_m: float) -> BaseGeometry:
    """Outline all positions within a distance of one.

    Examples
    --------
    >>> area_km2 = area_m2(disc(LonLat(40.45, 35.02), 14_000)) / 1e6
    >>> abs(area_km2 / (3.14159 * 14**2) - 1) < 0.002
    True
    """
    return sector(centre, Interval(0, 360), Interval(0, radius_m))


def annulus(centre: LonLat, distance_m: Interval) -> BaseGeometry:
    """Outline all positions whose distance from one lies in an interval."""
    return sector(centre, Interval(0, 360), distance_m)


def sector(centre: LonLat, azimuth_deg: Interval, distance_m: Interval) -> BaseGeometry:
    """Outline all positions that lie in some directions, and at some distances, from one.

    `azimuth_deg` is clockwise from true north and may pass 360, as in `Interval(337.5, 382.5)` for
    north; a width of 360 or more is every direction.

    Raises
    ------
    InputError
        For a distance that is negative, or beyond 3,300 km.

    Examples
    --------
    >>> north_east = sector(LonLat(40.45, 35.02), Interval(22.5, 67.5), Interval(13_000, 15_000))
    >>> north_east.contains(shapely.Point(40.56, 35.11))
    True
    """
    if not 0 <= distance_m.lo <= distance_m.hi <= WIDEST_M:
        raise InputError(
            f"distances of {distance_m.lo:g} to {distance_m.hi:g} m: not drawn; give distances "
            f"from 0 to {WIDEST_M / 1000:.0f} km"
        )
    around = _all_around if azimuth_deg.width >= 360 else _slice
    at = np.array([[centre.lon_deg, centre.lat_deg]])
    return wrapped(around(at, azimuth_deg, distance_m))


def buffer(footprint: Footprint, more_m: float = 0.0) -> BaseGeometry:
    """Outline a footprint with its reach, and `more_m` beyond it.

    Examples
    --------
    >>> road = Footprint.points((LonLat(40.0, 35.0), LonLat(40.1, 35.0)), 2_000)
    >>> buffer(road).geom_type
    'MultiPolygon'
    """
    radius_m = footprint.radius_m + more_m
    if not 0 <= radius_m <= WIDEST_M:
        raise InputError(
            f"a reach of {radius_m:g} m: not drawn; give 0 to {WIDEST_M / 1000:.0f} km"
        )
    plane = Plane.around(footprint.ecef_m)
    return wrapped(plane.lift(_reached(plane, footprint, radius_m)))


def corridor(line: Sequence[LonLat], half_width_m: float) -> BaseGeometry:
    """Outline everything within a distance of a line of geodesics."""
    return buffer(Footprint.line(line, half_width_m))


def side(line: Sequence[LonLat], which: Side, reach_m: float) -> BaseGeometry:
    """Outline one side of a line as far as `reach_m` from it: of a river drawn downstream, one bank.

    Beyond its ends the line goes on straight. Not to be trusted where a line comes so near to itself
    again that it is unclear what its side is.

    Examples
    --------
    >>> downstream = [LonLat(40.0, 35.5), LonLat(40.5, 35.0)]
    >>> side(downstream, "left", 20_000).contains(shapely.Point(40.4, 35.3))
    True
    """
    footprint = Footprint.line(line)
    plane = Plane.around(footprint.ecef_m)
    around = _reached(plane, footprint, reach_m)
    course = plane.project(Footprint.line(_prolonged(line, 2 * reach_m)).geometry)
    pieces = list(split(around, course).geoms)
    chosen = [
        piece for piece in pieces if _on_left(plane, piece, line, reach_m) == (which == "left")
    ]
    return wrapped(plane.lift(shapely.union_all(chosen)))


def area_m2(region: BaseGeometry) -> float:
    """Measure the area of a region on the ellipsoid, in square metres."""
    return abs(float(GEOD.geometry_area_perimeter(shapely.orient_polygons(region))[0]))


def _reached(plane: Plane, footprint: Footprint, radius_m: float) -> BaseGeometry:
    """Outline what lies within a distance of a geometry, on the plane."""
    parts = [plane.project(footprint.geometry)]
    if radius_m > SMALLEST_M:
        circles = (_circle(each[None], radius_m) for each in footprint.lon_lat_deg)
        parts += [plane.project(shapely.Polygon(circle)) for circle in circles]
        edges = zip(*edges_of(footprint.geometry), strict=True)
        parts += [_beside(plane, start[None], end[None], radius_m) for start, end in edges]
    return shapely.union_all(parts)


def _all_around(centre: Floats, _: Interval, distance_m: Interval) -> BaseGeometry:
    outer, inner = (_circle(centre, radius_m) for radius_m in (distance_m.hi, distance_m.lo))
    plane = Plane(LonLat(*centre[0].tolist()))
    ring = shapely.Polygon(outer, [inner] if distance_m.lo > SMALLEST_M else None)
    return plane.lift(plane.project(ring).buffer(0))


def _circle(centre: Floats, radius_m: float) -> Floats:
    return go(centre, _steps(Interval(0, 360), radius_m)[:-1], radius_m)[0]


def _slice(centre: Floats, azimuth_deg: Interval, distance_m: Interval) -> BaseGeometry:
    """Outline a slice: out along one edge, along the outer arc, back along the other, the inner arc."""
    legs_m = np.linspace(distance_m.lo, distance_m.hi, 2 + int(distance_m.width / EDGE_STEP_M))
    outer, inner = (_steps(azimuth_deg, radius_m) for radius_m in (distance_m.hi, distance_m.lo))
    out, _ = go(centre, azimuth_deg.lo, legs_m[:-1])
    there, _ = go(centre, outer, distance_m.hi)
    back, _ = go(centre, azimuth_deg.hi, legs_m[-2:0:-1])
    home, _ = go(centre, inner[::-1][:-1], distance_m.lo)
    return shapely.Polygon(
        np.concatenate([out, there, back, home if distance_m.lo > SMALLEST_M else out[:1]])
    )


def _steps(azimuth_deg: Interval, radius_m: float) -> Floats:
    """Divide directions so finely that chords stay within the tolerance of the arc."""
    sagitta = min(OUTLINE_TOLERANCE, OUTLINE_TOLERANCE_M / radius_m if radius_m else 1.0)
    count = math.ceil(math.radians(azimuth_deg.width) / (2 * math.acos(1 - sagitta)))
    return np.linspace(azimuth_deg.lo, azimuth_deg.hi, count + 1)


def _beside(plane: Plane, start: Floats, end: Floats, radius_m: float) -> BaseGeometry:
    """Outline what lies beside an edge, its ends left out."""
    (length_m,), (azimuth,) = inverse_rows(start, end)
    if length_m == 0:
        return shapely.Polygon()
    along_m = np.linspace(0, length_m, 1 + math.ceil(length_m / EDGE_STEP_M))
    course, heading = go(start, azimuth, along_m)
    left, _ = go(course, heading - 90, radius_m)
    right, _ = go(course, heading + 90, radius_m)
    return plane.project(shapely.Polygon(np.concatenate([left, right[::-1]])))


def _prolonged(line: Sequence[LonLat], by_m: float) -> list[LonLat]:
    """Lead a line on straight beyond both of its ends."""
    ends = [
        destination(at, azimuth_deg(at, before) + 180, by_m)
        for at, before in ((line[0], line[1]), (line[-1], line[-2]))
    ]
    return [ends[0], *line, ends[1]]


def _on_left(plane: Plane, piece: BaseGeometry, line: Sequence[LonLat], reach_m: float) -> bool:
    """Tell whether more of the points just left of a line lie in a piece than just right of it."""
    starts, ends = edges_of(Footprint.line(line).geometry)
    lengths, azimuths = inverse_rows(starts, ends)
    middles, heading = go(starts, azimuths, lengths / 2)
    votes = []
    for turn_deg in (-90, 90):
        aside, _ = go(middles, heading + turn_deg, np.minimum(lengths / 100, reach_m / 2))
        points = shapely.get_parts(plane.project(shapely.MultiPoint(aside)))
        votes.append(int(shapely.contains(piece, points).sum()))
    return votes[0] > votes[1]
