"""Polygons that cross the antimeridian or hold a pole, as RFC 7946 wants them: cut, and valid."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint.geodesy.arrays import Floats

HALF_TURN_DEG = 180.0
"""A step of longitude larger than this goes the other way around."""


def wrapped(region: BaseGeometry) -> BaseGeometry:
    """Cut polygons at the antimeridian and close them along a pole; other polygons stay as they are.

    Examples
    --------
    >>> across = shapely.Polygon([(179, 0), (-179, 0), (-179, 1), (179, 1)])
    >>> sorted(part.bounds for part in wrapped(across).geoms)
    [(-180.0, 0.0, -179.0, 1.0), (179.0, 0.0, 180.0, 1.0)]
    """
    parts = [
        piece
        for part in shapely.get_parts(region)
        if shapely.get_dimensions(part) == 2
        for piece in _cut(part)
    ]
    united = shapely.get_parts(shapely.union_all(parts))
    areas = united[shapely.get_dimensions(united) == 2]
    return shapely.orient_polygons(shapely.union_all(areas))


def cut(shape: BaseGeometry) -> BaseGeometry:
    """Cut a polygon or a line where it runs over the antimeridian; any other stays as it is, point by point.

    Parts of a line follow one another in its direction.

    Examples
    --------
    >>> print(cut(shapely.LineString([(179, 0), (-179, 2)])))
    MULTILINESTRING ((179 0, 180 1), (-180 1, -179 2))
    """
    if isinstance(shape, shapely.Polygon):
        return wrapped(shape) if _jumps(shapely.get_coordinates(shape.exterior)) else shape
    line = shapely.get_coordinates(shape)
    return shapely.multilinestrings(_parts(line)) if _jumps(line) else shape


def _parts(line: Floats) -> list[shapely.LineString]:
    """Part a line where it passes 180 degrees; a point is cut there with the latitude it has on the way."""
    lon = np.unwrap(line[:, 0], period=360)
    turns = np.floor((lon + 180) / 360)
    found: list[list[tuple[float, float]]] = [[]]
    for number, (turn, at, lat) in enumerate(zip(turns, lon, line[:, 1], strict=True)):
        if number and turn != turns[number - 1]:
            before = turns[number - 1]
            edge = 360 * max(turn, before) - 180
            share = (edge - lon[number - 1]) / (at - lon[number - 1])
            there = float(line[number - 1, 1] + share * (lat - line[number - 1, 1]))
            found[-1].append((float(edge - 360 * before), there))
            found.append([(float(edge - 360 * turn), there)])
        found[-1].append((float(at - 360 * turn), float(lat)))
    parts = ([at for at, _ in groupby(each)] for each in found)  # a vertex may lie on the cut
    return [shapely.LineString(each) for each in parts if len(each) > 1]


def connected(region: BaseGeometry) -> list[BaseGeometry]:
    """Give the parts of a region that hang together on the ground, across the antimeridian too.

    Examples
    --------
    >>> across = wrapped(shapely.Polygon([(179, 0), (-179, 0), (-179, 1), (179, 1)]))
    >>> len(across.geoms), len(connected(across))
    (2, 1)
    """
    groups: list[list[BaseGeometry]] = []
    for part in shapely.get_parts(region):
        near = [each for each in groups if any(_meet_across(part, other) for other in each)]
        joined = [part, *(other for each in near for other in each)]
        groups = [each for each in groups if each not in near] + [joined]
    return [shapely.union_all(each) for each in groups]


def _meet_across(a: BaseGeometry, b: BaseGeometry) -> bool:
    """Tell whether one part ends at the antimeridian where the other begins."""
    west, east = sorted((a, b), key=lambda each: float(each.bounds[0]))
    if west.bounds[0] > -HALF_TURN_DEG or east.bounds[2] < HALF_TURN_DEG:
        return False
    return bool(shapely.intersects(_turned(west, 360), east))


def _cut(polygon: shapely.Polygon) -> list[BaseGeometry]:
    rings = [shapely.get_coordinates(ring) for ring in (polygon.exterior, *polygon.interiors)]
    if not any(_jumps(ring) for ring in rings):
        return [polygon]
    shell, *holes = (shapely.make_valid(shapely.Polygon(_unrolled(ring))) for ring in rings)
    whole = shell
    for hole in holes:
        for turn in (-360, 0, 360):
            whole = whole.difference(_turned(hole, turn))
    world = [shapely.box(turn - 180, -90, turn + 180, 90) for turn in (-360, 0, 360)]
    cut = (
        _turned(whole.intersection(box), -turn)
        for box, turn in zip(world, (-360, 0, 360), strict=True)
    )
    return [each for each in cut if not each.is_empty]


def _jumps(ring: Floats) -> bool:
    return bool(np.any(np.abs(np.diff(ring[:, 0])) > HALF_TURN_DEG))


def _unrolled(ring: Floats) -> Floats:
    """Let longitudes run on beyond 180; a ring that comes back a turn off is led along its pole."""
    lon = np.unwrap(ring[:, 0], period=360)
    lat = ring[:, 1]
    if abs(lon[-1] - lon[0]) < HALF_TURN_DEG:
        return np.stack([lon, lat], -1)
    pole = np.copysign(90.0, lat.mean())
    return np.stack([[*lon, lon[-1], lon[0]], [*lat, pole, pole]], -1)


def _turned(geometry: BaseGeometry, by_deg: float) -> BaseGeometry:
    return shapely.transform(geometry, lambda lon_lat: lon_lat + np.array([by_deg, 0]))
