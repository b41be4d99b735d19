"""Where places lie: in their country, in the areas they are filed under, where their sources say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np
import shapely

from geo_osint import geodesy, outlines
from geo_osint.gazetteer.inspecting.report import Remark
from geo_osint.gazetteer.inspecting.sheet import Entry, Sheet
from geo_osint.gazetteer.kinds import extent_of, kind_of
from geo_osint.model import LonLat, Place, Position

ECONOMIC_ZONE_M = 370_400.0
"""200 nautical miles: farther off its coast nothing is a country's own."""

NULL_ISLAND_DEG = 0.01
"""No land lies within a kilometre of 0, 0, where coordinates end up that were missing."""

LEAST_DISAGREEMENT_M = 3_000.0
"""Gazetteers of one country differ by 1.5 km at the 95th percentile; twice that is a slip or a fact worth noting."""

ACKNOWLEDGED_SHARE, ACKNOWLEDGED_M = 0.1, 500.0
"""How near the distance that a note states must come to the measured one, whichever allows more."""

SHAPE_SLACK_M = 5_000.0
"""Shapes of areas are coarse by intention."""

WITHOUT_COUNTRY = ("null_island", "swapped_axes")
"""What can be told of a place that is filed under no country."""

Found = tuple[str, str] | None
"""A rule that is broken, and the words for it."""

_DISTANCE = re.compile(r"(\d+(?:[.,٫]\d+)?)\s*(?:km\b|كم|كلم|كيلومتر|كيلو متر)")


def countries(sheet: Sheet) -> Iterator[Remark]:
    """Compare positions with the outlines of the countries they are filed under."""
    home = _grounds(code for entry in sheet.entries for code in entry.place.countries)
    for entry in sheet.entries:
        filed = entry.place.countries
        grounds = _grounds(filed)
        for code in filed:
            if outlines.territory(code) is None:
                yield entry.remark("no_outline", "countries", f"{code!r} has none")
        for member, at, slack_m in entry.points():
            if at.lon_deg == int(at.lon_deg) and at.lat_deg == int(at.lat_deg):
                yield entry.remark("round_coordinates", member, latlon(at))
            judges = (grounds or home) if len(grounds) == len(filed) else []
            if (found := _astray(at, slack_m, judges)) and (filed or found[0] in WITHOUT_COUNTRY):
                yield entry.remark(found[0], member, found[1])
        if entry.place.reference and not filed:
            yield entry.remark("no_country", "countries", "missing")
        if entry.place.shape and grounds and len(grounds) == len(filed):
            yield from _shape_astray(entry, grounds)


def _grounds(codes: Iterable[str]) -> list[outlines.Territory]:
    return [ground for code in dict.fromkeys(codes) if (ground := outlines.territory(code))]


def _astray(at: LonLat, slack_m: float, grounds: list[outlines.Territory]) -> Found:
    """Tell a position outside all of its countries, and where it is instead."""
    if max(abs(at.lon_deg), abs(at.lat_deg)) < NULL_ISLAND_DEG:
        return "null_island", f"{latlon(at)} is in the Gulf of Guinea"
    if not grounds or _held(at, grounds):
        return None
    off_m, name = _off(at, grounds)
    if off_m <= outlines.TOLERANCE_M + slack_m:
        return None
    words = f"{latlon(at)} is {_km(off_m)} outside {name}"
    if abs(at.lon_deg) <= 90 and _held(LonLat(at.lat_deg, at.lon_deg), grounds):
        return "swapped_axes", f"{words}; the other way round it lies within"
    there = outlines.name_drawn_at(at.lon_deg, at.lat_deg)
    rule = "outside_country" if there or off_m > ECONOMIC_ZONE_M else "at_sea"
    return rule, f"{words}, {f'in {there}' if there else 'at sea'}"


def _held(at: LonLat, grounds: list[outlines.Territory]) -> bool:
    return any(ground.holds(at.lon_deg, at.lat_deg) for ground in grounds)


def _off(at: LonLat, grounds: list[outlines.Territory]) -> tuple[float, str]:
    """Measure to the nearest of several countries, and name it."""
    spots = [(ground.nearest(at.lon_deg, at.lat_deg), ground.name) for ground in grounds]
    return min(
        (geodesy.distance_m(at, LonLat(spot.lon_deg, spot.lat_deg)), name) for spot, name in spots
    )


def _shape_astray(entry: Entry, grounds: list[outlines.Territory]) -> Iterator[Remark]:
    corners = [at for part in entry.place.shape.parts for at in part] if entry.place.shape else []
    if corners and not any(_held(at, grounds) for at in corners):
        off_m, name = min(_off(at, grounds) for at in corners)
        if off_m > outlines.TOLERANCE_M:
            yield entry.remark(
                "outside_country",
                "geometry",
                f"no corner lies in {name}; the nearest is {_km(off_m)} outside",
            )


def shapes(sheet: Sheet) -> Iterator[Remark]:
    """Find areas whose outline crosses itself, or encloses nothing."""
    for entry in sheet.entries:
        shape = entry.place.shape
        if shape is not None and shape.kind.endswith("Polygon"):
            for part in shape.parts:
                reason = shapely.is_valid_reason(
                    shapely.Polygon([(p.lon_deg, p.lat_deg) for p in part])
                )
                if reason != "Valid Geometry":
                    yield entry.remark(
                        "geometry", "geometry", f"not a sound outline: {reason} (lon lat)"
                    )


def areas(sheet: Sheet) -> Iterator[Remark]:
    """Compare positions with the drawn areas that places are said to lie within."""
    drawn = {id: area for id, entry in sheet.by_id.items() if (area := _area(entry.place))}
    for entry in sheet.entries:
        for parent in entry.place.within:
            if parent not in drawn or sheet.by_id[parent].place is entry.place:
                continue
            for member, at, slack_m in entry.points():
                off_m = _outside_m(drawn[parent], at)
                if off_m > SHAPE_SLACK_M + slack_m:
                    yield entry.remark(
                        "outside_parent",
                        member,
                        f"{latlon(at)} is {_km(off_m)} outside the shape of {parent}",
                    )


def _area(place: Place) -> shapely.Geometry | None:
    if place.shape is None or not place.shape.kind.endswith("Polygon"):
        return None
    rings = [[(at.lon_deg, at.lat_deg) for at in part] for part in place.shape.parts]
    return shapely.make_valid(shapely.MultiPolygon([shapely.Polygon(ring) for ring in rings]))


def _outside_m(area: shapely.Geometry, at: LonLat) -> float:
    point = shapely.Point(at.lon_deg, at.lat_deg)
    if shapely.intersects(area, point):
        return 0.0
    lon, lat = shapely.get_coordinates(shapely.shortest_line(area, point))[0]
    return geodesy.distance_m(at, LonLat(float(lon), float(lat)))


def agreement(sheet: Sheet) -> Iterator[Remark]:
    """Compare the positions of one place with each other."""
    for entry in sheet.entries:
        place = entry.place
        allowed_m = _allowed_m(place)
        for (i, a), (j, b) in combinations(enumerate(place.positions), 2):
            apart_m = geodesy.distance_m(a.at, b.at)
            if apart_m > allowed_m + a.precision_m + b.precision_m and not _acknowledged(
                apart_m, place, a, b
            ):
                words = f"{_km(apart_m)} from positions[{i}] ({a.source}), where {_km(allowed_m)} may be one place; no note says so{_swap(a, b)}"
                yield entry.remark("positions_disagree", f"positions[{j}]", words)


def _allowed_m(place: Place) -> float:
    """Give how far apart two sources may be that mean one place: across it, for each may mean another side."""
    extent = extent_of(place)
    if extent is None and kind_of(place.kind).group in ("area", "water", "road"):
        return float("inf")  # a name set anywhere along a river, anywhere in a region
    return max(LEAST_DISAGREEMENT_M, 2 * extent.radius_m if extent else 0.0)


def _acknowledged(apart_m: float, place: Place, *positions: Position) -> bool:
    """Tell whether a note states the distance between them."""
    slack_m = max(ACKNOWLEDGED_M, ACKNOWLEDGED_SHARE * apart_m)
    notes = (place.note, *(each.note for each in positions))
    stated = (
        float(km.replace(",", ".").replace("٫", ".")) * 1000
        for note in notes
        for km in _DISTANCE.findall(note)
    )
    return any(abs(stated_m - apart_m) <= slack_m for stated_m in stated)


def _swap(a: Position, b: Position) -> str:
    if abs(b.at.lon_deg) > 90:
        return ""
    turned_m = geodesy.distance_m(a.at, LonLat(b.at.lat_deg, b.at.lon_deg))
    return (
        "; exchanged, latitude and longitude would agree" if turned_m < LEAST_DISAGREEMENT_M else ""
    )


def latlon(at: LonLat) -> str:
    """Write a position as people do, latitude first."""
    return (
        f"{at.lat_deg:g}, {at.lon_deg:g}"
        if round(at.lat_deg, 6) == at.lat_deg
        else f"{at.lat_deg:.6f}, {at.lon_deg:.6f}"
    )


def _km(metres: float) -> str:
    return f"{metres / 1000:.1f} km" if metres < 99_950 else f"{metres / 1000:.0f} km"


def median_point(points: list[LonLat]) -> LonLat:
    """Give the point of median longitude and median latitude."""
    lons, lats = zip(*((at.lon_deg, at.lat_deg) for at in points), strict=True)
    return LonLat(float(np.median(lons)), float(np.median(lats)))
