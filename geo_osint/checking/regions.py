"""Where the subject of a statement would have to lie: the statement read backwards, as outlines.

The same sets that judge a statement, drawn: what was stated around each site of the reference, and
the union of the sites, never one disc around them all. Distances are drawn centre to centre unless the
words say otherwise. Outlines are good to about 10 m (`geodesy.regions`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint import geodesy
from geo_osint.checking import frontiers, midst
from geo_osint.checking.directions import is_direction, stated_arcs
from geo_osint.checking.nearness import FARTHEST_NEAR_M, TIMES_EXTENT
from geo_osint.checking.riverside import Line, bank, reaches
from geo_osint.checking.roads import straight_m
from geo_osint.checking.sites import LINE_ERROR_M, Site, grounds, sites
from geo_osint.checking.travel import as_distance
from geo_osint.gazetteer.kinds import extent_of
from geo_osint.model import Interval, IntervalSet, LonLat, Mention, Place, Shape, Statement

StatedSet = Literal["as_printed", "newsroom"]

REACH_M = 50_000.0
"""How far what has no end of its own is drawn, unless another reach is asked for: a map's worth."""

FARTHEST_M = 3_000_000.0
"""No farther distance is drawn: a ring as wide as a continent shows an editor nothing."""

ANYWHERE = IntervalSet.of(Interval(0.0, math.inf))

SETS: tuple[StatedSet, StatedSet] = ("as_printed", "newsroom")
"""N and W, in this order."""

SHAPES = ("line", "outline", "between")
"""Bases that are no site of the one reference: a river is drawn once, whichever source is right about a town,
and what lies between two places for each pair of their sites."""

AROUND = 2.0
"""The surroundings of a place reach as far again as the place itself, as `containment` takes them."""

WIDTHS = {"": 1.0, "surroundings_of": AROUND}
"""What "in" and "in the surroundings of" a place take of its own radius."""


@dataclass(frozen=True, slots=True)
class Region:
    """Where the subject would have to lie if one site of the reference is right.

    `reference` is the place's id; `basis` tells its sites apart: the keys of the sources of the centre, or
    `estimate`, `line`, `outline`. `distance_m` is what was stated, in metres from there, and `None` where
    no distance was; where its upper end is infinite, or there is none, `geometry` ends at the reach that
    was asked for. `geometry` is in longitude and latitude (degrees, WGS84).
    """

    reference: str
    basis: str
    set: StatedSet
    distance_m: Interval | None
    geometry: BaseGeometry
    ends: bool = True


def regions(
    statement: Statement, places: Mapping[str, Place], reach_m: float = REACH_M
) -> tuple[Region, ...]:
    """Outline where the subject of a statement would have to lie, for each site of its reference.

    Parameters
    ----------
    statement
        A distance, a direction, both together, a bank, an area or its surroundings; its subject is not
        asked. A kind without a region, and a reference without a position, give none.
    places
        What the ids of its reference mean.
    reach_m
        Where to end what has no end: a direction without a distance, "at least 40 km", a bank.

    Returns
    -------
    tuple of Region
        As printed and with newsroom tolerance, side by side. A bank and an area are drawn alike in both:
        their width comes from how coarse the line or the outline is, not from the words.
    """
    if len(statement.references) == 2 or statement.kind in OF_SEVERAL:
        return tuple(_of_several(statement, places))
    return tuple(
        region
        for place in _meant(statement.reference, places)
        for region in _of_place(statement, place, places, reach_m)
    )


OF_SEVERAL = ("between", "on_border")
"""Kinds that speak of two places at once, or of what a country shares with any other."""


def _meant(mention: Mention | None, places: Mapping[str, Place]) -> list[Place]:
    return [places[id] for id in mention.places if id in places] if mention else []


def _of_several(statement: Statement, places: Mapping[str, Place]) -> Iterator[Region]:
    meant = [_meant(each, places) for each in statement.references]
    for several in product(*meant):
        match statement.kind:
            case "between" if len(several) == 2:
                yield from between(statement.relation, *several)
            case "on_border" if several:
                yield from on_border(several, _meant(statement.subject, places))


def _of_place(
    statement: Statement, place: Place, places: Mapping[str, Place], reach_m: float
) -> Iterator[Region]:
    match statement.kind:
        case "distance" | "vague_distance" | "direction":
            found = at_distance(statement, place, reach_m)
            course = statement.relation in COURSES and river_by(place, places)
            yield from _along(found, statement, place, course) if course else found
        case "travel_time":
            yield from at_distance(as_distance(statement), place, reach_m)
        case "bank":
            yield from on_bank(statement, place, reach_m)
        case "near":
            yield from near(place)
        case "within":
            yield from inside(statement, place)


def at_distance(statement: Statement, place: Place, reach_m: float) -> Iterator[Region]:
    """Draw rings and sectors around each site, or bands beside a line or around an area."""
    directed = is_direction(statement.relation)
    stated = _stated_distances(statement, place)
    if not (directed or stated["as_printed"]):
        return
    arcs = stated_arcs(statement.relation) if directed else (None, None)
    for name, turned in zip(SETS, arcs, strict=True):
        for distance in stated[name] or ANYWHERE:
            ended = _ended(distance, reach_m)
            if ended.hi > FARTHEST_M:
                continue
            told = distance if stated[name] else None
            ends = math.isfinite(distance.hi)
            for site in grounds(place):
                if _line(place) and site.shape:
                    shape = _off_line(place, site, ended, statement.relation if directed else "")
                elif site.shape:
                    shape = _beside(site, ended, turned)
                else:
                    shape = _around(site, ended, turned)
                yield Region(place.id, basis_of(site, place), name, told, shape, ends)


def basis_of(site: Site, place: Place) -> str:
    """Tell a site by what it rests on: the keys of its sources, our own estimate, or what is drawn."""
    if site.shape is not None:
        return "line" if site.shape.kind.endswith("LineString") else "outline"
    return ";".join(site.sources) if place.positions else "estimate"


def _stated_distances(statement: Statement, place: Place) -> dict[StatedSet, IntervalSet]:
    """Give which distances, centre to centre, meet the words as they measure."""
    quantity = statement.quantity
    if quantity is None:
        return dict.fromkeys(SETS, IntervalSet())
    sets = dict(zip(SETS, (quantity.printed, quantity.newsroom), strict=True))
    return {
        name: IntervalSet.of(*(_as_centres(part, statement.measured_as, place) for part in stated))
        for name, stated in sets.items()
    }


def _as_centres(stated: Interval, measured_as: str, place: Place) -> Interval:
    """Turn a distance into straight ones between centres: a road is longer, an edge is nearer."""
    if measured_as == "road":
        return straight_m(stated)
    extent = extent_of(place) if measured_as == "edge" and sites(place) else None
    return Interval(stated.lo, stated.hi + extent.radius_m) if extent else stated


def _ended(distance: Interval, reach_m: float) -> Interval:
    """End what has no end at a reach beyond its lower one."""
    return distance if math.isfinite(distance.hi) else Interval(distance.lo, distance.lo + reach_m)


def _around(site: Site, distance: Interval, arcs: IntervalSet | None) -> BaseGeometry:
    """Outline what lies so far, and in such directions, from somewhere in a site.

    Distances and directions count from any of its points and from all that its slack reaches, as
    `check_distance` and `check_direction` take them.
    """
    turns = _turns(arcs) if arcs is not None else (Interval(0, 360),)
    if len(site.points) == 1 and not site.slack_m:
        parts = [geodesy.sector(site.points[0], turn, distance) for turn in turns]
        return shapely.union_all(parts)
    ring = _ring(site, distance)
    if arcs is None:
        return ring
    # the ring may be due to another of its points, so that each slice must reach past it
    spread_m = geodesy.distances_m(site.points, site.points).hi
    out = Interval(0.0, distance.hi + site.slack_m + spread_m)
    slices = [geodesy.sector(point, turn, out) for point in site.points for turn in turns]
    wide = [geodesy.buffer(geodesy.Footprint(each), site.slack_m) for each in slices]
    return areas(shapely.intersection(ring, shapely.union_all(wide)))


def _ring(site: Site, distance: Interval) -> BaseGeometry:
    out, near = distance.hi + site.slack_m, distance.lo - site.slack_m
    whole = shapely.union_all([geodesy.disc(point, out) for point in site.points])
    if near <= 0:
        return whole
    hole = shapely.intersection_all([geodesy.disc(point, near) for point in site.points])
    return areas(shapely.difference(whole, hole))


def _turns(arcs: IntervalSet) -> tuple[Interval, ...]:
    """Join two arcs that meet at north."""
    parts = arcs.parts
    if len(parts) > 1 and parts[0].lo == 0 and parts[-1].hi == 360:
        return (Interval(parts[-1].lo, 360 + parts[0].hi), *parts[1:-1])
    return parts


def _off_line(place: Place, site: Site, distance: Interval, relation: str) -> BaseGeometry:
    """Outline what lies so far from a line; a direction from it names the side of it that faces there."""
    band = _beside(site, distance, None)
    if not relation:
        return band
    banks = [bank(line, f"{relation}_bank", distance.hi + site.slack_m) for line in _line(place)]
    return areas(shapely.intersection(band, shapely.union_all(banks)))


def _beside(site: Site, distance: Interval, arcs: IntervalSet | None) -> BaseGeometry:
    """Outline what lies so far from the edge of a shape, and in such directions from somewhere in it."""
    parts = _coarse(site.shape)
    shape = shapely.union_all([geodesy.buffer(part, distance.hi + site.slack_m) for part in parts])
    if distance.lo > site.slack_m:
        holes = [geodesy.buffer(part, distance.lo - site.slack_m) for part in parts]
        shape = areas(shapely.difference(shape, shapely.union_all(holes)))
    if arcs is None:
        return shape
    slices = [
        geodesy.sector(LonLat(*at), turn, Interval(0.0, distance.hi + site.slack_m))
        for part in parts
        for at in part.boundary(max(SWEEP_M, distance.hi * SWEEP)).tolist()
        for turn in _turns(arcs)
    ]
    return areas(shapely.intersection(shape, shapely.union_all(slices)))


SWEEP_M, SWEEP = 5_000.0, 0.1
"""A direction from a line or an area is drawn from positions so far apart along it, or a tenth of its reach."""


def _coarse(shape: Shape | None) -> list[geodesy.Footprint]:
    """Give the parts of a drawn shape with a vertex every few kilometres, which is finer than the drawing."""
    assert shape is not None
    make = shapely.LineString if shape.kind.endswith("LineString") else shapely.Polygon
    parts = [make([(at.lon_deg, at.lat_deg) for at in part]) for part in shape.parts]
    return [geodesy.Footprint(shapely.segmentize(part, STEP_DEG)) for part in parts]


STEP_DEG = 0.1
"""Over 11 km a line that is straight in longitude and latitude strays 2 m from the geodesic."""


COURSES = ("upstream", "downstream")
"""Relations that hang on a river, which the words seldom name: the one by which the place lies."""


def river_by(place: Place, places: Mapping[str, Place]) -> Line | None:
    """Find the line of the river by which a place lies: on a source's word, else the only one so near.

    Near is where the river's line may run through the place, for all that it may be off.
    """
    told = [each.of for each in place.attributes if each.key == "bank" and each.of in places]
    near_m = LINE_ERROR_M + _radius(place)
    found = [
        line
        for each in ([places[id] for id in told] or places.values())
        for line in _line(each)
        for site in sites(place)[:1]
        if told or geodesy.distance_range(site.footprint, geodesy.Footprint.line(line)).lo <= near_m
    ]
    return found[0] if len(found) == 1 else None


def _along(
    found: Iterator[Region], statement: Statement, place: Place, course: Line
) -> Iterator[Region]:
    """Leave of regions what lies up or down the river from the place."""
    assert place.reference
    part = reaches(course, statement.relation, place.reference)
    for each in found:
        yield replace(each, geometry=areas(shapely.intersection(each.geometry, part)))


def _radius(place: Place) -> float:
    extent = extent_of(place)
    return extent.radius_m if extent else 0.0


def between(relation: str, first: Place, second: Place) -> Iterator[Region]:
    """Draw what lies between two places, or half-way, for each pair of their sites."""
    for a, b in product(sites(first), sites(second)):
        drawn = midst.half_way(a, b) if relation == "half_way" else midst.between(a, b)
        for name, shape in zip(SETS, drawn, strict=True):
            if not shape.is_empty:
                yield Region(first.id, "between", name, None, shape)


def on_border(countries: Sequence[Place], subjects: Sequence[Place]) -> Iterator[Region]:
    """Draw the strip along a border, as wide as `check_on_border` has it for the subject."""
    reach_m = frontiers.TIMES_EXTENT * max((_radius(each) for each in subjects), default=0.0)
    drawn = midst.along_border(countries, (reach_m, max(reach_m, frontiers.FARTHEST_M)))
    for name, shape in zip(SETS, drawn or (), strict=bool(drawn)):
        yield Region(countries[0].id, "line", name, None, shape)


def on_bank(statement: Statement, place: Place, reach_m: float) -> Iterator[Region]:
    """Draw a bank of a river. The opposite one is known to `banks.stated_banks`: pass it by its name."""
    for line in _line(place):
        shape = bank(line, statement.relation, reach_m)
        if shape is not None:
            for name in SETS:
                yield Region(place.id, "line", name, None, shape, ends=False)


def near(place: Place) -> Iterator[Region]:
    """Draw what `check_nearness` takes for near: as far again as the place reaches, and 25 km."""
    reach_m = TIMES_EXTENT * _radius(place)
    for name, hi in zip(SETS, (reach_m, max(reach_m, FARTHEST_NEAR_M)), strict=True):
        within = Interval(0.0, hi)
        for site in grounds(place):
            if hi + site.slack_m > 0:
                shape = (_beside if site.shape else _around)(site, within, None)
                yield Region(place.id, basis_of(site, place), name, within, shape)


def inside(statement: Statement, place: Place) -> Iterator[Region]:
    """Draw an area by its outline; what is only as wide as a place, and its surroundings, as discs."""
    extent = extent_of(place)
    if place.shape is not None and place.shape.kind.endswith("Polygon"):
        shape = geodesy.buffer(geodesy.Footprint.of(place.shape))
        for name in SETS:
            yield Region(place.id, "outline", name, None, shape)
    elif extent is not None and statement.relation in WIDTHS:
        within = Interval(0.0, extent.radius_m * WIDTHS[statement.relation])
        for site in sites(place):
            for name in SETS:
                shape = _around(site, within, None)
                yield Region(place.id, basis_of(site, place), name, within, shape)


def _line(place: Place) -> tuple[tuple[LonLat, ...], ...]:
    shape = place.shape
    return shape.parts if shape is not None and shape.kind.endswith("LineString") else ()


def areas(shape: BaseGeometry) -> BaseGeometry:
    """Keep the areas of a geometry: where outlines only touch, what they share has none."""
    return shapely.union_all(
        [each for each in shapely.get_parts(shape) if shapely.get_dimensions(each) == 2]
    )
