"""The ground under a figure: land and sea, coasts, boundaries, rivers, and their names."""

from __future__ import annotations

from collections.abc import Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint import outlines
from geo_osint.model import Bilingual, Place
from geo_osint.outlines import Country, World, arabic_names
from geo_osint.output.figure.paper import Paper
from geo_osint.output.figure.view import View

LAND, SEA, COAST, BOUNDARY, RIVER = "#f7f5f0", "#dbe6ec", "#8ea3b0", "#8a8178", "#7fb0cf"
"""The page's colours: light enough to print everything else over them."""

BOUNDARY_DASH = (6.0, 2.0, 1.0, 2.0)

FINE_REACH_M = 2_200_000.0
"""Beyond this reach the outlines of 1:110,000,000 are fine enough, and far smaller."""

ROOM_FOR_NAME_MM2 = 150.0
"""Least ground of a country on the paper that takes its name."""

RIVERS = "STM"
"""GeoNames codes of streams begin so."""


def draw_ground(paper: Paper, view: View) -> None:
    """Draw sea, land, coasts and boundaries between countries."""
    paper.area(view.frame, SEA)
    paper.area(shapely.MultiPolygon([part for _, part in _land(view)]), LAND)
    world = _world(view)
    for shared, colour, width_pt, dash in (
        (False, COAST, 0.6, ()),
        (True, BOUNDARY, 0.8, BOUNDARY_DASH),
    ):
        for line in _lines(world, shared, view):
            paper.line(line, colour, width_pt, dash)


def scale_name(view: View) -> str:
    """Name the scale of the outlines that a view is drawn with."""
    return "1:10m" if view.reach_m <= FINE_REACH_M else "1:110m"


def _world(view: View) -> World:
    return outlines.world("10m" if view.reach_m <= FINE_REACH_M else "110m")


def _land(view: View) -> Iterator[tuple[Country, shapely.Polygon]]:
    """Give the land on the paper, by country; what lies around the far side of the Earth cannot be drawn."""
    centre = view.plane.centre
    behind = shapely.Point((centre.lon_deg + 360) % 360 - 180, -centre.lat_deg)
    for box in view.boxes:
        for country, shape in outlines.countries_within(_world(view), box):
            for part in shape.geoms:
                if not shapely.intersects(part, behind):
                    yield from ((country, each) for each in _polygons(view.page(part)))


def _polygons(shape: BaseGeometry) -> Iterator[shapely.Polygon]:
    valid = shape if shapely.is_valid(shape) else shapely.make_valid(shape)
    for part in shapely.get_parts(shapely.get_parts(valid)):
        if isinstance(part, shapely.Polygon) and not part.is_empty:
            yield part


def _lines(world: World, shared: bool, view: View) -> Iterator[BaseGeometry]:
    frame = shapely.buffer(view.frame, 3.0)
    for box in view.boxes:
        for line in outlines.lines_within(world.lines(shared=shared), box):
            on_paper = view.page(line)
            if shapely.intersects(on_paper, frame):
                yield on_paper


def country_names(view: View) -> Iterator[tuple[Bilingual, BaseGeometry]]:
    """Name the countries in view, each with its ground on the paper, the largest first."""
    parts: dict[Country, list[shapely.Polygon]] = {}
    for country, part in _land(view):
        parts.setdefault(country, []).append(part)
    found = []
    for country, mine in parts.items():
        seen = shapely.intersection(shapely.union_all(mine, grid_size=0.001), view.frame)
        if seen.area >= ROOM_FOR_NAME_MM2:
            arabic = arabic_names().get(country.number, country.name)
            found.append((Bilingual(country.name, arabic), seen))
    yield from sorted(found, key=lambda each: (-each[1].area, each[0].en))


def rivers(places: tuple[Place, ...], view: View) -> Iterator[tuple[Place, BaseGeometry]]:
    """Give the streams among places, as lines on the paper."""
    for place in places:
        shape = place.shape
        if shape and place.kind.startswith(RIVERS) and "Line" in shape.kind:
            lines = [[(at.lon_deg, at.lat_deg) for at in part] for part in shape.parts]
            on_paper = view.page(shapely.MultiLineString(lines))
            if shapely.intersects(on_paper, view.frame):
                yield place, on_paper


def claimed(view: View) -> tuple[Bilingual, ...]:
    """Name the ground in view that more than one country claims."""
    names = [each for box in view.boxes for each in outlines.claimed_within(box)]
    return tuple(dict.fromkeys(names))
