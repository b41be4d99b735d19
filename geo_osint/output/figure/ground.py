"""The ground under a figure: land and sea, coasts, boundaries, rivers, and their names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint import outlines
from geo_osint.gazetteer.reading import load
from geo_osint.model import Bilingual, Place
from geo_osint.outlines import Country, World, arabic_names
from geo_osint.output.figure.paper import Paper
from geo_osint.output.figure.view import View

LAND, SEA, COAST, BOUNDARY, RIVER = "#f7f5f0", "#dbe6ec", "#8ea3b0", "#8a8178", "#7fb0cf"
"""The page's colours: light enough to print everything else over them."""

BOUNDARY_DASH = (6.0, 2.0, 1.0, 2.0)

COAST_PT, BOUNDARY_PT, RIVER_PT = 0.6, 0.8, 1.3

FINE_REACH_M = 2_200_000.0
"""Beyond this reach the outlines of 1:110,000,000 are fine enough, and far smaller."""

ROOM_FOR_NAME_MM2 = 150.0
"""Least ground of a country on the paper that takes its name."""

SEATS = ("PPLC", "PPLA")
"""GeoNames codes of capitals and of seats of provinces."""

RIVERS = "STM"
"""GeoNames codes of streams begin so."""


def draw_ground(paper: Paper, view: View, coarse: bool = False) -> bool:
    """Draw sea, land, coasts and boundaries between countries; tell whether any of these is in view.

    `coarse` is for a map the size of a stamp.
    """
    world = outlines.world("110m") if coarse else _world(view)
    paper.area(view.frame, SEA)
    paper.area(shapely.MultiPolygon([part for _, part in _land(view, world)]), LAND)
    for line in _lines(world, False, view):
        paper.line(line, COAST, COAST_PT)
    boundaries = list(_lines(world, True, view))
    for line in boundaries:
        paper.line(line, BOUNDARY, BOUNDARY_PT, BOUNDARY_DASH)
    return bool(boundaries)


def scale_name(view: View) -> str:
    """Name the scale of the outlines that a view is drawn with."""
    return "1:10m" if view.reach_m <= FINE_REACH_M else "1:110m"


def _world(view: View) -> World:
    return outlines.world("10m" if view.reach_m <= FINE_REACH_M else "110m")


def _land(view: View, world: World) -> Iterator[tuple[Country, shapely.Polygon]]:
    """Give the land on the paper, by country; what lies around the far side of the Earth cannot be drawn."""
    centre = view.plane.centre
    behind = shapely.Point((centre.lon_deg + 360) % 360 - 180, -centre.lat_deg)
    for box in view.boxes:
        for country, shape in outlines.countries_within(world, box):
            for part in shape.geoms:
                if not shapely.intersects(part, behind):
                    yield from ((country, each) for each in _polygons(view.as_drawn(part)))


def _polygons(shape: BaseGeometry) -> Iterator[shapely.Polygon]:
    valid = shape if shapely.is_valid(shape) else shapely.make_valid(shape)
    for part in shapely.get_parts(shapely.get_parts(valid)):
        if isinstance(part, shapely.Polygon) and not part.is_empty:
            yield part


def _lines(world: World, shared: bool, view: View) -> Iterator[BaseGeometry]:
    frame = view.frame
    for box in view.boxes:
        for line in outlines.lines_within(world.lines(shared=shared), box):
            on_paper = view.as_drawn(line)
            if shapely.intersects(on_paper, frame):
                yield on_paper


def country_names(view: View) -> Iterator[tuple[Bilingual, BaseGeometry]]:
    """Name the countries in view, each with its ground on the paper, the largest first."""
    parts: dict[Country, list[shapely.Polygon]] = {}
    for country, part in _land(view, _world(view)):
        parts.setdefault(country, []).append(part)
    found = []
    for country, mine in parts.items():
        seen = shapely.intersection(shapely.union_all(mine, grid_size=0.001), view.frame)
        if seen.area >= ROOM_FOR_NAME_MM2:
            arabic = arabic_names().get(country.number, country.name)
            found.append((Bilingual(country.name, arabic), seen))
    yield from sorted(found, key=lambda each: (-each[1].area, each[0].en))


def towns(view: View, without: Collection[str]) -> Iterator[tuple[Place, tuple[float, float]]]:
    """Give capitals and seats of provinces in view, and where they are on the paper; none of `without`."""
    kinds = SEATS if view.reach_m <= FINE_REACH_M else SEATS[:1]
    inner = shapely.buffer(view.frame, -3.0)
    known = sorted(gazetteer().values(), key=lambda each: (each.kind != SEATS[0], each.id))
    for each in known:
        if each.kind in kinds and each.id not in without and each.reference:
            spot = view.spot(each.reference)
            if shapely.contains(inner, shapely.Point(spot)):
                yield each, spot


@cache
def gazetteer() -> Mapping[str, Place]:
    """Give the places that come with the program."""
    return load().places


def rivers(places: Iterable[Place], view: View) -> Iterator[tuple[Place, BaseGeometry]]:
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
