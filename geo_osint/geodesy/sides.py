"""Where a position lies with regard to a line or an area: beside which stretch, on which side, inside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import numpy as np
import shapely

from geo_osint.geodesy.arrays import Floats, inverse_rows
from geo_osint.geodesy.footprints import Footprint
from geo_osint.geodesy.plane import Plane
from geo_osint.geodesy.points import azimuth_deg, destination, distance_m
from geo_osint.geodesy.ranges import distance_range
from geo_osint.model import LonLat


def side_of(line: Sequence[LonLat], at: LonLat) -> Literal["left", "right"]:
    """Tell on which side of a line a position lies, seen along the line.

    Decided at the nearest stretch of the line; where two are about as near (a sharp bend), or the
    position is on the line, the answer means little: ask for the distance as well.

    Examples
    --------
    >>> downstream = [LonLat(40.0, 35.5), LonLat(40.5, 35.0)]
    >>> side_of(downstream, LonLat(40.4, 35.4))
    'left'
    """
    planar, edge, _ = _beside(line, at)
    start, end = planar[edge], planar[edge + 1]
    across = (end[0] - start[0]) * -start[1] - (end[1] - start[1]) * -start[0]
    return "left" if across > 0 else "right"


def course_deg(line: Sequence[LonLat], at: LonLat, reach_m: float = 0.0) -> float:
    """Give the direction in which a line runs past a position, in degrees from north.

    `reach_m` is how far up and down the line its general course is taken from; with 0 it is that of
    the one stretch that is nearest, which may be a bend.

    Examples
    --------
    >>> bent = [LonLat(40.0, 35.5), LonLat(40.2, 35.3), LonLat(40.3, 35.3), LonLat(40.5, 35.1)]
    >>> at = LonLat(40.25, 35.31)
    >>> round(course_deg(bent, at)), round(course_deg(bent, at, 25_000))
    (90, 132)
    """
    if reach_m:
        before, after = cut_at(line, at)
        return azimuth_deg(_along(before[::-1], reach_m), _along(after, reach_m))
    _, edge, _ = _beside(line, at)
    return azimuth_deg(line[edge], line[edge + 1])


def _along(line: Sequence[LonLat], reach_m: float) -> LonLat:
    """Walk along a line, as far as it goes at most."""
    left = reach_m
    for start, end in pairwise(line):
        length = distance_m(start, end)
        if length > left:
            return destination(start, azimuth_deg(start, end), left)
        left -= length
    return line[-1]


def cut_at(line: Sequence[LonLat], at: LonLat) -> tuple[list[LonLat], list[LonLat]]:
    """Cut a line where it is nearest to a position: what runs up to there, and what runs on.

    Examples
    --------
    >>> before, after = cut_at([LonLat(40, 35), LonLat(41, 35), LonLat(42, 35)], LonLat(41.2, 36))
    >>> before[-1] == after[0], round(after[0].lon_deg, 2), round(after[0].lat_deg, 2)
    (True, 41.2, 35.0)
    """
    _, edge, foot = _beside(line, at)
    return [*line[: edge + 1], foot], [foot, *line[edge + 1 :]]


def encloses(area: Footprint, other: Footprint) -> bool:
    """Tell whether all of a footprint lies inside an area.

    Examples
    --------
    >>> area = Footprint(shapely.box(40, 35, 41, 36))
    >>> encloses(area, Footprint.disc(LonLat(40.5, 35.5), 10_000))
    True
    >>> encloses(area, Footprint.disc(LonLat(40.05, 35.5), 10_000))
    False
    """
    plane = Plane.around(np.concatenate([area.ecef_m, other.ecef_m]))
    if not shapely.covers(plane.project(area.geometry), plane.project(other.geometry)):
        return False
    edge = Footprint(
        shapely.union_all([each.boundary for each in shapely.get_parts(area.geometry)])
    )
    return distance_range(edge, other).lo > 0


def _beside(line: Sequence[LonLat], at: LonLat) -> tuple[Floats, int, LonLat]:
    """Project a line to the plane around a position; find the edge that passes nearest, and where it does."""
    plane = Plane(at)
    degrees = np.array([[each.lon_deg, each.lat_deg] for each in line])
    planar = shapely.get_coordinates(plane.project(shapely.LineString(degrees)))
    edges = shapely.linestrings(np.stack([planar[:-1], planar[1:]], axis=1))
    nearest = shapely.get_coordinates(shapely.shortest_line(edges, shapely.Point(0, 0)))[::2]
    feet = shapely.get_coordinates(plane.lift(shapely.MultiPoint(nearest)))
    here = np.broadcast_to([at.lon_deg, at.lat_deg], feet.shape)
    edge = int(np.argmin(inverse_rows(here, feet)[0]))
    lon, lat = feet[edge].tolist()
    return planar, edge, LonLat((lon + 180) % 360 - 180, lat)  # just beyond 180 by rounding
