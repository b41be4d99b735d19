"""Rows about places: the places, each source's position, and how far they reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shapely import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo_osint import geodesy
from geo_osint.gazetteer.footprint import footprint_of
from geo_osint.gazetteer.kinds import extent_of, kind_of
from geo_osint.gazetteer.precision import precision_of
from geo_osint.layers.ground import Ground, Row, coordinates, mentioned, names_of, point
from geo_osint.model import LonLat, Place, Shape, Source


def places(ground: Ground) -> Iterator[Row]:
    """Give each place that the reports name, at its reference position."""
    words = mentioned(ground.case)
    for place in ground.case.places.values():
        if place.id not in words:
            continue
        sources = dict.fromkeys(each.source for each in place.positions)
        yield {
            "id": place.id,
            **names_of(place),
            "kind": place.kind,
            "kind_label": kind_of(place.kind).label.en,
            "countries": ", ".join(place.countries),
            "position": _position_basis(place),
            "precision_m": _precision(place),
            **_reach(place, ground),
            "sources": "; ".join(_title(ground.case.sources, key) for key in sources),
            "source_url": next((ground.case.sources[key].url for key in sources), ""),
            "confused_with": "; ".join(
                ground.case.places[each.place].name("en")
                for each in place.confused_with
                if each.place in ground.case.places
            ),
            "mentioned": "; ".join(words[place.id]),
            "note": place.estimate.reason if place.estimate else place.note,
            "geometry": point(place.reference),
        }


def _position_basis(place: Place) -> str:
    if place.positions:
        return "pinned" if all(each.by for each in place.positions) else "published"
    if place.estimate:
        return "estimate"
    return "drawn" if place.shape else "not located"


def _precision(place: Place) -> float | None:
    if place.positions:
        return min(each.precision_m for each in place.positions)
    return place.estimate.radius_m if place.estimate else None


def _reach(place: Place, ground: Ground) -> Row:
    footprint, precision = footprint_of(place), precision_of(place, ground.case.places)
    return {
        "footprint_m": footprint and round(footprint.radius_m, 1),
        "acled_geo_precision": precision.acled,
        "ucdp_where_prec": precision.ucdp,
    }


def positions(ground: Ground) -> Iterator[Row]:
    """Give every source's position of each place that the reports name."""
    for place in (ground.case.places[id] for id in sorted(mentioned(ground.case))):
        for position in place.positions:
            source = ground.case.sources.get(position.source, Source(position.source, ""))
            yield {
                "place": place.id,
                **names_of(place),
                "source": source.key,
                "source_title": source.title,
                "reference": source.reference,
                "licence": source.licence,
                "url": source.url,
                "source_date": position.date or source.date,
                "precision_m": position.precision_m,
                "radius_m": position.radius_m or None,
                "by": position.by,
                "is_reference": "yes" if position.at == place.reference else "no",
                "note": position.note,
                "geometry": point(position.at),
            }


def extents(ground: Ground) -> Iterator[Row]:
    """Give how far each place reaches: its shape, its radius, or where its estimate may lie."""
    for place in (ground.case.places[id] for id in sorted(mentioned(ground.case))):
        yield from _extent(place)


def _extent(place: Place) -> Iterator[Row]:
    if place.shape:
        shape = _shape(place.shape)
        yield {"place": place.id, **names_of(place), "basis": "drawn", "geometry": shape}
    elif place.estimate:
        basis = "estimate: may lie anywhere here"
        yield _disc(place, place.estimate.at, place.estimate.radius_m, basis)
    elif place.reference and (extent := extent_of(place)) and extent.radius_m:
        yield _disc(place, place.reference, extent.radius_m, extent.basis)
    for position in place.positions:
        if position.radius_m:
            basis = f"pinned by {position.by}: may lie anywhere here"
            yield _disc(place, position.at, position.radius_m, basis)


def _disc(place: Place, centre: LonLat, radius_m: float, basis: str) -> Row:
    return {
        "place": place.id,
        **names_of(place),
        "radius_m": radius_m,
        "basis": basis,
        "geometry": geodesy.cut(Polygon(coordinates(geodesy.ring(centre, radius_m)))),
    }


def _title(sources: Mapping[str, Source], key: str) -> str:
    return sources[key].title if key in sources else key


def _shape(shape: Shape) -> BaseGeometry:
    parts = [coordinates(part) for part in shape.parts]
    if shape.kind.endswith("LineString"):
        return LineString(parts[0]) if len(parts) == 1 else MultiLineString(parts)
    return Polygon(parts[0]) if len(parts) == 1 else MultiPolygon([Polygon(each) for each in parts])
