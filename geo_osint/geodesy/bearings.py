"""In which directions one footprint lies from another."""

from __future__ import annotations

from itertools import product

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint.geodesy.arrays import Floats, inverse
from geo_osint.geodesy.footprints import Footprint
from geo_osint.geodesy.ranges import distance_range
from geo_osint.geodesy.regions import SMALLEST_M, buffer
from geo_osint.model import Interval, IntervalSet, LonLat

OUTLINE_POINTS = 128
"""Directions are taken between so many points of each outline, which leaves both ends of an arc
within `BEARING_TOLERANCE_DEG` of the truth."""

BEARING_TOLERANCE_DEG = 0.05

SMALLEST_GAP_DEG = 3.0
"""A smaller gap between directions is one between outline points, not one between the footprints."""

POLES = (Footprint.disc(LonLat(0, 90)), Footprint.disc(LonLat(0, -90)))

EVERY_DIRECTION = IntervalSet.of(Interval(0, 360))


def bearings(a: Footprint, b: Footprint) -> IntervalSet:
    """Give the directions in which positions of `b` lie from positions of `a`.

    Degrees clockwise from true north at the position of `a`, within [0, 360]; an arc that runs
    through north comes in two parts, ending in 360 and beginning at 0. Every direction where the
    footprints touch or overlap, or `a` holds a pole. Both ends are right to 0.05 degrees.

    Examples
    --------
    >>> town, field = LonLat(40.45154, 35.01982), LonLat(40.576, 35.104)
    >>> (arc,) = bearings(Footprint.disc(town, 1_500), Footprint.disc(field, 2_000))
    >>> round(arc.lo), round(arc.hi)
    (37, 64)
    """
    if distance_range(a, b).lo == 0 or any(distance_range(a, pole).lo == 0 for pole in POLES):
        return EVERY_DIRECTION
    pairs = product(_outlines(a), _outlines(b))
    return IntervalSet.union(
        _arc(inverse(*_columns(here, 1), *_columns(there, 0))[1]) for here, there in pairs
    )


def _columns(rows: Floats, axis: int) -> tuple[Floats, Floats]:
    lon, lat = (np.expand_dims(each, axis) for each in rows.T)
    return lon, lat


def _outlines(footprint: Footprint) -> list[Floats]:
    """Give points along the outline of each part of a footprint: rows of longitude and latitude."""
    reached = buffer(footprint) if footprint.radius_m > SMALLEST_M else footprint.geometry
    return [_outline(part) for part in shapely.get_parts(reached)]


def _outline(part: BaseGeometry) -> Floats:
    line = part.boundary if shapely.get_dimensions(part) == 2 else part
    if line.length == 0:
        return shapely.get_coordinates(line)
    return shapely.get_coordinates(shapely.segmentize(line, line.length / OUTLINE_POINTS))


def _arc(directions_deg: Floats) -> IntervalSet:
    """Give the arc that directions between two connected sets fill: all but their widest gap."""
    ranked = np.unique(directions_deg)
    gaps = np.diff(ranked, append=ranked[0] + 360)
    widest = int(np.argmax(gaps))
    if gaps[widest] < SMALLEST_GAP_DEG:
        return EVERY_DIRECTION
    first, last = float(ranked[(widest + 1) % len(ranked)]), float(ranked[widest])
    if first <= last:
        return IntervalSet.of(Interval(first, last))
    return IntervalSet.of(Interval(0, last), Interval(first, 360))
