"""The ground under the map: outlines of countries, coarse for the world and finer around the data.

The outlines (`geo_osint.outlines`) mark no disputed boundary as disputed, which the page says.
Everything is in degrees on WGS84, lon-lat; coordinates travel as whole numbers, each the difference
to the one before.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint import outlines
from geo_osint.outlines import (
    TRIANGLE,
    Bounds,
    Country,
    Line,
    World,
    arabic_names,
    countries_within,
    lines_within,
    widest,
)

NEAR_PAD_DEG = 3.0
"""How far around the data the finer outlines reach: a screen or two at the first zoom."""

NEAR_MAX_DEG = 30.0
"""Beyond this width the coarse outlines of the world are fine enough, and far smaller."""

NEAR_UNITS, FAR_UNITS = 1_000, 20
"""Units of a degree that coordinates are rounded to: about 110 m near, 5 km (a pixel) for the world."""

MERCATOR_LAT_DEG = 85.0
"""The map's projection ends a little beyond."""

WHOLE_WORLD: Bounds = (-180.0, -MERCATOR_LAT_DEG, 180.0, MERCATOR_LAT_DEG)


@cache
def basemap(bounds: Bounds | None) -> dict[str, Any]:
    """Give the outlines for a map of `bounds` as plain values; `None` for a map of the world alone.

    Returns
    -------
    dict
        `far` and (or `None`) `near`, each with `units` and `land` (polygons of rings); `near` also
        has `coast` and `boundary` (lines), since there the land is cut at the box. `box`, the
        bounds of `near`; `labels`, names of countries and where they may stand, the largest first.
    """
    box = _near_box(bounds) if bounds else None
    return {
        "far": {"units": FAR_UNITS, "land": _land(outlines.world("110m"), WHOLE_WORLD, FAR_UNITS)},
        "near": _near(outlines.world("10m"), box) if box else None,
        "box": [round(each, 3) for each in box] if box else None,
        "labels": _labels(bounds, box),
    }


def _near_box(bounds: Bounds) -> Bounds | None:
    west, south, east, north = bounds
    if max(east - west, north - south) + 2 * NEAR_PAD_DEG > NEAR_MAX_DEG:
        return None
    return (
        max(-180.0, math.floor(west - NEAR_PAD_DEG)),
        max(-MERCATOR_LAT_DEG, math.floor(south - NEAR_PAD_DEG)),
        min(180.0, math.ceil(east + NEAR_PAD_DEG)),
        min(MERCATOR_LAT_DEG, math.ceil(north + NEAR_PAD_DEG)),
    )


def _near(world: World, box: Bounds) -> dict[str, Any]:
    return {
        "units": NEAR_UNITS,
        "land": _land(world, box, NEAR_UNITS),
        "coast": list(_lines(world.lines(shared=False), box, NEAR_UNITS)),
        "boundary": list(_lines(world.lines(shared=True), box, NEAR_UNITS)),
    }


def _land(world: World, box: Bounds, units: int) -> list[list[list[int]]]:
    found = []
    for polygon in (part for _, shape in countries_within(world, box) for part in shape.geoms):
        rings = [_whole(ring, units) for ring in shapely.get_rings(polygon)]
        found.append([ring for ring in rings if len(ring) > 2 * TRIANGLE])
    return [rings for rings in found if rings]


def _lines(lines: Iterable[Line], box: Bounds, units: int) -> Iterator[list[int]]:
    for line in lines_within(lines, box):
        whole = _whole(line, units)
        if len(whole) > 2:
            yield whole


def _whole(line: BaseGeometry, units: int) -> list[int]:
    """Round to whole units, drop points that fall together, keep the differences."""
    points = np.round(shapely.get_coordinates(line) * units).astype(np.int64)
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), np.int64))
    moved = (steps != 0).any(axis=1)
    moved[0] = True
    return [int(each) for each in steps[moved].ravel()]


def _labels(bounds: Bounds | None, box: Bounds | None) -> list[dict[str, Any]]:
    """Name each country where it is widest: in the world, in the box, and within the data's bounds."""
    spots: dict[str, dict[str, Any]] = {}
    for world, clip in _views(bounds, box):
        for country, shape in countries_within(world, clip):
            spot = widest(shape)
            if spot:
                entry = spots.setdefault(country.name, _label(country, shape.area))
                entry["at"].append(spot)
    return sorted(spots.values(), key=lambda each: (-each["size"], each["en"]))


def _views(bounds: Bounds | None, box: Bounds | None) -> Iterator[tuple[World, Bounds]]:
    yield outlines.world("110m"), WHOLE_WORLD
    if bounds and box:
        yield outlines.world("10m"), box
        if bounds[0] < bounds[2] and bounds[1] < bounds[3]:  # a single point holds no name
            yield outlines.world("10m"), bounds


def _label(country: Country, size: float) -> dict[str, Any]:
    arabic = arabic_names().get(country.number, country.name)
    return {"en": country.name, "ar": arabic, "size": round(size, 1), "at": []}
