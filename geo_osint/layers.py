"""Case, findings and routes to tables: the same columns in the same order in every format.

The first GeoDataFrames on the way. Every table is in EPSG:4326 and exists even when empty. Text is
never null (absent is ""), numbers may be; dates are ISO text in `*_date` with `*_precision` beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely import LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo_osint import geodesy
from geo_osint.case import Case
from geo_osint.checking import kilometres, verdict_words
from geo_osint.gazetteer.kinds import extent_of, kind_of
from geo_osint.model import (
    Finding,
    LonLat,
    Mention,
    Movement,
    Place,
    Route,
    Segment,
    Shape,
    Source,
)
from geo_osint.routing import stops

Row = dict[str, Any]
Tables = Mapping[str, gpd.GeoDataFrame]
"""Tables by name, in the order of `COLUMNS`."""

CRS = "EPSG:4326"

NUMBERS = frozenset(
    (
        "precision_m",
        "radius_m",
        "margin_m",
        "lo_m",
        "hi_m",
        "length_m",
        "count_lo",
        "count_hi",
        "ordinal",
    )
)
"""Columns that hold numbers; all others hold text."""

_NAMES = "name_en name_ar "
_WHEN = "start_date end_date date_precision date_words "

COLUMNS: Mapping[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "places": "id " + _NAMES + "kind kind_label countries position precision_m sources "
        "source_url confused_with mentioned note",
        "positions": "place " + _NAMES + "source source_title reference licence url source_date "
        "precision_m radius_m by is_reference note",
        "extents": "place " + _NAMES + "radius_m basis",
        "statements": "id report kind relation words subject subject_en subject_ar reference "
        "reference_en reference_ar stated possible as_printed margin_m verdict verdict_en verdict_ar "
        "stand_in_en stand_in_ar reason_en reason_ar settles_en settles_ar limit_en limit_ar status "
        "decision note same_as",
        "regions": "id statement subject_en subject_ar reference_en reference_ar basis set lo_m hi_m",
        "movements": "id report words " + _WHEN + "count_lo count_hi count_words count_with hedge "
        "ordinal actor origin_en origin_ar via_en via_ar destination_en destination_ar towards_en "
        "towards_ar area status decision note same_as",
        "segments": "id movement segment_class origin origin_en origin_ar destination "
        "destination_en destination_ar length_m reason",
        "corridors": "id movement segment_class basis",
        "sightings": "id movement report place " + _NAMES + "role " + _WHEN + "count_words words",
    }.items()
}
"""Each table's columns, in order; the geometry follows them."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the rows are made of."""

    case: Case
    findings: tuple[Finding, ...]
    routes: tuple[Route, ...]

    def place(self, mention: Mention | None) -> Place | None:
        return self.case.places[mention.places[0]] if mention and mention.places else None

    def name(self, mention: Mention | None, language: str) -> str:
        """Name what a mention means: all candidates if several, the words if unknown."""
        if mention is None:
            return ""
        names = [self.case.places[id].name(language) for id in mention.places]
        return " / ".join(names) or mention.words

    def named(self, role: str, mention: Mention | None) -> Row:
        return {f"{role}_{each}": self.name(mention, each) for each in ("en", "ar")}


def tables(case: Case, findings: Iterable[Finding], routes: Iterable[Route]) -> Tables:
    """Lay a case out as tables.

    Returns
    -------
    Tables
        One GeoDataFrame for each entry of `COLUMNS`, in EPSG:4326.
    """
    ground = _Ground(case, tuple(findings), tuple(routes))
    return {name: _frame(columns, _ROWS[name](ground)) for name, columns in COLUMNS.items()}


def _frame(columns: tuple[str, ...], rows: Iterable[Row]) -> gpd.GeoDataFrame:
    listed = list(rows)
    data = {
        column: pd.Series([row.get(column) for row in listed], dtype="float64")
        if column in NUMBERS
        else pd.Series([row.get(column) or "" for row in listed], dtype="str")
        for column in columns
    }
    geometry = gpd.GeoSeries([row["geometry"] for row in listed], crs=CRS)
    return gpd.GeoDataFrame(data, geometry=geometry, crs=CRS)


def _names(place: Place) -> Row:
    return {"name_en": place.name("en"), "name_ar": place.name("ar")}


def _places(ground: _Ground) -> Iterator[Row]:
    mentioned = _mentioned(ground.case)
    for place in ground.case.places.values():
        if place.id not in mentioned:
            continue
        sources = dict.fromkeys(each.source for each in place.positions)
        yield {
            "id": place.id,
            **_names(place),
            "kind": place.kind,
            "kind_label": kind_of(place.kind).label.en,
            "countries": ", ".join(place.countries),
            "position": _position_basis(place),
            "precision_m": _precision(place),
            "sources": "; ".join(_title(ground.case.sources, key) for key in sources),
            "source_url": next((ground.case.sources[key].url for key in sources), ""),
            "confused_with": "; ".join(
                ground.case.places[each.place].name("en") for each in place.confused_with
            ),
            "mentioned": "; ".join(mentioned[place.id]),
            "note": place.estimate.reason if place.estimate else place.note,
            "geometry": _point(place.reference),
        }


def _mentioned(case: Case) -> dict[str, tuple[str, ...]]:
    """Collect the words each place was named by; rejected readings name none."""
    words: dict[str, dict[str, None]] = {}
    statements = ((each.subject, each.reference) for each in case.standing_statements)
    movements = (tuple(m for _, m in stops(each)) for each in case.standing_movements)
    for mentions in (*statements, *movements, case.mentions):
        for mention in mentions:
            for id in mention.places if mention else ():
                words.setdefault(id, {})[mention.words if mention else ""] = None
    return {id: tuple(found) for id, found in words.items()}


def _position_basis(place: Place) -> str:
    if place.positions:
        return "published"
    return "estimate" if place.estimate else "not located"


def _precision(place: Place) -> float | None:
    if place.positions:
        return min(each.precision_m for each in place.positions)
    return place.estimate.radius_m if place.estimate else None


def _positions(ground: _Ground) -> Iterator[Row]:
    mentioned = _mentioned(ground.case)
    for place in (ground.case.places[id] for id in sorted(mentioned)):
        for position in place.positions:
            source = ground.case.sources.get(position.source, Source(position.source, ""))
            yield {
                "place": place.id,
                **_names(place),
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
                "geometry": _point(position.at),
            }


def _extents(ground: _Ground) -> Iterator[Row]:
    for place in (ground.case.places[id] for id in sorted(_mentioned(ground.case))):
        yield from _extent(place)


def _extent(place: Place) -> Iterator[Row]:
    if place.shape:
        yield {
            "place": place.id,
            **_names(place),
            "basis": "drawn",
            "geometry": _shape(place.shape),
        }
    elif place.reference and not place.positions and place.estimate:
        yield _disc(
            place, place.reference, place.estimate.radius_m, "estimate: may lie anywhere here"
        )
    elif place.reference and (extent := extent_of(place)) and extent.radius_m:
        yield _disc(place, place.reference, extent.radius_m, extent.basis)


def _disc(place: Place, centre: LonLat, radius_m: float, basis: str) -> Row:
    return {
        "place": place.id,
        **_names(place),
        "radius_m": radius_m,
        "basis": basis,
        "geometry": Polygon(_coordinates(geodesy.ring(centre, radius_m))),
    }


def _statements(ground: _Ground) -> Iterator[Row]:
    for finding in ground.findings:
        told = finding.statement
        words = verdict_words(finding.verdict)
        yield {
            "id": told.id,
            "report": told.report,
            "kind": told.kind,
            "relation": told.relation,
            "words": told.words,
            "subject": ";".join(told.subject.places) if told.subject else "",
            "reference": ";".join(told.reference.places) if told.reference else "",
            **ground.named("subject", told.subject),
            **ground.named("reference", told.reference),
            "stated": told.quantity.words if told.quantity else "",
            "possible": kilometres(finding.possible),
            "as_printed": kilometres(told.quantity.printed) if told.quantity else "",
            "margin_m": finding.margin,
            "verdict": finding.verdict,
            "verdict_en": words.en,
            "verdict_ar": words.ar,
            "stand_in_en": finding.stand_in.en if finding.stand_in else "",
            "stand_in_ar": finding.stand_in.ar if finding.stand_in else "",
            "reason_en": "\n".join(reason.en for reason in finding.reasons),
            "reason_ar": "\n".join(reason.ar for reason in finding.reasons),
            "settles_en": finding.settles.en if finding.settles else "",
            "settles_ar": finding.settles.ar if finding.settles else "",
            "limit_en": finding.limit.en,
            "limit_ar": finding.limit.ar,
            "status": told.status,
            "decision": _decided(ground.case, told.id),
            "note": told.note,
            "same_as": told.same_as,
            "geometry": _between(ground.place(told.subject), ground.place(told.reference)),
        }


def _regions(ground: _Ground) -> Iterator[Row]:
    """Where the subject would lie if the statement held, around each sourced reference position."""
    for finding in ground.findings:
        told = finding.statement
        place = ground.place(told.reference)
        if not (finding.hypotheses and told.quantity and place):
            continue
        for number, centre in enumerate(_centres(place), start=1):
            for name, allowed in (
                ("as_printed", told.quantity.printed),
                ("newsroom", told.quantity.newsroom),
            ):
                for part in allowed:
                    yield {
                        "id": f"{told.id}/{name}/{number}",
                        "statement": told.id,
                        **ground.named("subject", told.subject),
                        **ground.named("reference", told.reference),
                        "basis": centre[0],
                        "set": name,
                        "lo_m": part.lo,
                        "hi_m": part.hi if part.hi < float("inf") else None,
                        "geometry": _annulus(centre[1], part.lo, part.hi),
                    }


def _centres(place: Place) -> list[tuple[str, LonLat]]:
    if place.positions:
        return [(each.source, each.at) for each in place.positions]
    return [("estimate", place.estimate.at)] if place.estimate else []


def _annulus(centre: LonLat, lo_m: float, hi_m: float) -> Polygon | None:
    if hi_m == float("inf"):
        return None
    hole = _coordinates(geodesy.ring(centre, lo_m))[::-1] if lo_m > 0 else None
    return Polygon(_coordinates(geodesy.ring(centre, hi_m)), [hole] if hole else None)


def _when(movement: Movement) -> Row:
    date = movement.date
    return {
        "start_date": date.start.isoformat() if date and date.start else "",
        "end_date": date.end.isoformat() if date and date.end else "",
        "date_precision": date.precision if date else "",
        "date_words": date.words if date else "",
    }


def _movements(ground: _Ground) -> Iterator[Row]:
    for told in ground.case.standing_movements:
        count = told.count
        via = {
            f"via_{language}": "; ".join(ground.name(each, language) for each in told.via)
            for language in ("en", "ar")
        }
        yield {
            "id": told.id,
            "report": told.report,
            "words": told.words,
            **_when(told),
            "count_lo": count.value_lo if count else None,
            "count_hi": count.value_hi if count else None,
            "count_words": count.words if count else "",
            "count_with": count.with_ if count else "",
            "hedge": count.hedge if count else "",
            "ordinal": told.ordinal,
            "actor": told.actor,
            **ground.named("origin", told.origin),
            **via,
            **ground.named("destination", told.destination),
            **ground.named("towards", told.towards),
            "area": "yes" if told.area else "no",
            "status": told.status,
            "decision": _decided(ground.case, told.id),
            "note": told.note,
            "same_as": told.same_as,
            "geometry": _path([ground.place(each) for _, each in stops(told)]),
        }


def _segments(ground: _Ground) -> Iterator[Row]:
    for route in ground.routes:
        for segment in route.segments:
            yield _segment(segment, route, ground.case.places)


def _segment(segment: Segment, route: Route, places: Mapping[str, Place]) -> Row:
    return {
        "id": segment.id,
        "movement": route.movement,
        "segment_class": segment.segment_class,
        "origin": segment.origin,
        "origin_en": places[segment.origin].name("en"),
        "origin_ar": places[segment.origin].name("ar"),
        "destination": segment.destination,
        "destination_en": places[segment.destination].name("en"),
        "destination_ar": places[segment.destination].name("ar"),
        "length_m": segment.length_m,
        "reason": route.reason,
        "geometry": LineString(_coordinates(segment.line)),
    }


def _corridors(_: _Ground) -> Iterator[Row]:
    """Give none: a corridor needs a road network."""
    yield from ()


def _sightings(ground: _Ground) -> Iterator[Row]:
    for told in ground.case.standing_movements:
        for number, (role, mention) in enumerate(stops(told), start=1):
            place = ground.place(mention)
            yield {
                "id": f"{told.id}/{number}",
                "movement": told.id,
                "report": told.report,
                "place": ";".join(mention.places),
                "name_en": ground.name(mention, "en"),
                "name_ar": ground.name(mention, "ar"),
                "role": role,
                **_when(told),
                "count_words": told.count.words if told.count else "",
                "words": told.words,
                "geometry": _point(place.reference) if place and len(mention.places) == 1 else None,
            }


_ROWS: Mapping[str, Callable[[_Ground], Iterator[Row]]] = {
    "places": _places,
    "positions": _positions,
    "extents": _extents,
    "statements": _statements,
    "regions": _regions,
    "movements": _movements,
    "segments": _segments,
    "corridors": _corridors,
    "sightings": _sightings,
}


def _decided(case: Case, id: str) -> str:
    decision = case.decision_on(id)
    return f"{decision.decision} ({decision.by}, {decision.date})" if decision else ""


def _title(sources: Mapping[str, Source], key: str) -> str:
    return sources[key].title if key in sources else key


def _coordinates(line: Iterable[LonLat]) -> list[tuple[float, float]]:
    return [(each.lon_deg, each.lat_deg) for each in line]


def _point(at: LonLat | None) -> Point | None:
    return Point(at.lon_deg, at.lat_deg) if at else None


def _between(a: Place | None, b: Place | None) -> LineString | None:
    if not (a and b and a.reference and b.reference) or a.reference == b.reference:
        return None
    return LineString(_coordinates(geodesy.geodesic(a.reference, b.reference)))


def _path(places: list[Place | None]) -> BaseGeometry | None:
    points = [place.reference for place in places if place and place.reference]
    return LineString(_coordinates(points)) if len(points) > 1 else _point(next(iter(points), None))


def _shape(shape: Shape) -> BaseGeometry:
    parts = [_coordinates(part) for part in shape.parts]
    if shape.kind.endswith("LineString"):
        return LineString(parts[0]) if len(parts) == 1 else MultiLineString(parts)
    return Polygon(parts[0])
