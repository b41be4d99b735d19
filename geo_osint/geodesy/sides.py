"""Where a position lies with regard to a line or an area: beside which stretch, on which side, inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import shapely

from geo_osint.geodesy.arrays import Floats, inverse_rows
from geo_osint.geodesy.footprints import Footprint
from geo_osint.geodesy.plane import Plane
from geo_osint.geodesy.points import azimuth_deg
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


def course_deg(line: Sequence[LonLat], at: LonLat) -> float:
    """Give the direction in which a line runs where it is nearest to a position, in degrees from north.

    Examples
    --------
    >>> round(course_deg([LonLat(40.0, 35.5), LonLat(40.5, 35.0)], LonLat(40.4, 35.4)))
    140
    """
    _, edge, _ = _beside(line, at)
    return azimuth_deg(line[edge], line[edge + 1])


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
    return planar, edge, LonLat(*feet[edge].tolist())
