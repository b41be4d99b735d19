"""The outlines within a box: countries, lines between them, and where a country's name may stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import shapely
from shapely import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo_osint.outlines.world import Bounds, Country, Line, World, near_to

SMALLEST_NAMED = 1e-4
"""Square degrees (about 1 km²) of a country that must be in view for its name to stand there."""


def countries_within(world: World, box: Bounds) -> Iterator[tuple[Country, MultiPolygon]]:
    """Give the countries that reach into a box, each with its part in the box."""
    parts: dict[Country, list[Polygon]] = {}
    for country, polygon in world.polygons(box):
        parts.setdefault(country, []).extend(_clipped(polygon, box))
    return ((country, MultiPolygon(each)) for country, each in parts.items() if each)


def lines_within(lines: Iterable[Line], box: Bounds) -> Iterator[LineString]:
    """Cut coasts or boundaries to a box."""
    for line in lines:
        if near_to(line, box):
            parts = shapely.get_parts(shapely.clip_by_rect(LineString(line), *box))
            yield from (part for part in parts if isinstance(part, LineString))


def widest(shape: MultiPolygon) -> Sequence[float] | None:
    """Find the middle of the widest part, lon-lat to 0.01 degrees; none in what is too small for a name."""
    largest = max(shape.geoms, key=lambda each: each.area)
    if largest.area < SMALLEST_NAMED:
        return None
    fine_enough = math.sqrt(largest.area) / 20
    circle = shapely.maximum_inscribed_circle(largest, tolerance=fine_enough)
    return [round(float(each), 2) for each in shapely.get_coordinates(circle)[0]]


def _clipped(polygon: BaseGeometry, box: Bounds) -> list[Polygon]:
    """Clip to a box and take apart; lines and points on its edge are dropped."""
    parts = shapely.get_parts(shapely.get_parts(shapely.clip_by_rect(polygon, *box)))
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]
