"""Rows about movements: what was reported, the way it may have gone, and what was seen where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from geo_osint import geodesy
from geo_osint.checking import budget
from geo_osint.layers.ground import Ground, Row, coordinates, decided, point
from geo_osint.model import Bilingual, Leg, Movement, NetworkUsed, Place, Route, Segment
from geo_osint.routing import (
    corridor,
    corridor_words,
    is_region,
    passages,
    path_area_words,
    path_areas,
    stops,
)

Days = tuple[date | None, date | None]


def _when(movement: Movement, days: Days) -> Row:
    """Give the days for which a row holds, both included, and how finely they are told; none where none is known."""
    told, (first, last) = movement.date, days
    return {
        "start_date": first.isoformat() if first else "",
        "end_date": last.isoformat() if last else "",
        "date_precision": told.precision if told else "",
    }


def _days(movement: Movement, role: str = "via") -> Days:
    """Give the days on which somebody was at a place of a movement, or under way.

    Where a day of arrival is told apart, the origin has the day of setting out, the destination that one, and what lies
    between all from the one to the other: on which of them nobody tells.
    """
    told, arrival = movement.date, movement.arrival
    if told is None:
        return None, None
    if arrival is None or role == "origin":
        return told.start, told.end
    return (told.start if role == "via" else arrival.start), arrival.end


def movements(ground: Ground) -> Iterator[Row]:
    """Give each movement as a line through the places that it names, in order."""
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
            **_when(told, _days(told)),
            "date_words": told.date.words if told.date else "",
            "count_lo": count.value_lo if count else None,
            "count_hi": count.value_hi if count else None,
            "count_words": count.words if count else "",
            "count_with": count.with_ if count else "",
            "hedge": count.hedge if count else "",
            "also_words": "; ".join(each.words for each in told.also),
            "ordinal": told.ordinal,
            "ordinal_words": told.ordinal_words,
            "sense": told.sense,
            "arrival_words": told.arrival.words if told.arrival else "",
            "took_words": told.took.words if told.took else "",
            "actor": told.actor,
            **ground.named("origin", told.origin),
            **via,
            **ground.named("destination", told.destination),
            **ground.named("towards", told.towards),
            "area": "yes" if told.area else "no",
            "status": told.status,
            "decision": decided(ground.case, told.id),
            "note": told.note,
            "same_as": told.same_as,
            "geometry": path([ground.place(each) for _, each in stops(told)]),
        }


def segments(ground: Ground) -> Iterator[Row]:
    """Give the stretches of each route, with their class."""
    for route in ground.routes:
        reasons = {leg.number: (*leg.reasons, *route.reasons) for leg in route.legs}
        for segment in route.segments:
            number = int(segment.id.split("/")[1])
            yield _segment(segment, route, reasons[number], ground)


def _segment(segment: Segment, route: Route, reasons: Sequence[Bilingual], ground: Ground) -> Row:
    gates = passages(segment.gates)
    keys = (*segment.sources, *(key for gate in segment.gates for key in gate.sources))
    sources = [route.sources[key] for key in dict.fromkeys(keys)]
    told = _told(route, ground)
    return {
        "id": segment.id,
        "movement": route.movement,
        "segment_class": segment.segment_class,
        **_ends(segment.origin, segment.destination, ground),
        "ends": segment.ends,
        "length_m": segment.length_m,
        "length_lo_m": segment.road_m.lo if segment.road_m else None,
        "length_hi_m": segment.road_m.hi if segment.road_m else None,
        "road": "; ".join(segment.roads),
        "gates_en": gates.en,
        "gates_ar": gates.ar,
        "sources": "; ".join(each.key for each in sources),
        "source_url": next((each.url for each in sources if each.url), ""),
        **_when(told, _days(told)),
        **_joined("reason", reasons),
        "geometry": geodesy.cut(LineString(coordinates(segment.line))),
    }


def _ends(origin: str, destination: str, ground: Ground) -> Row:
    row: Row = {}
    for role, id in (("origin", origin), ("destination", destination)):
        place = ground.case.places[id]
        row |= {role: id, f"{role}_en": place.name("en"), f"{role}_ar": place.name("ar")}
    return row


def _joined(column: str, told: Sequence[Bilingual]) -> Row:
    return {
        f"{column}_en": "; ".join(each.en for each in told),
        f"{column}_ar": "؛ ".join(each.ar for each in told),
    }


def _told(route: Route, ground: Ground) -> Movement:
    return next(each for each in ground.case.standing_movements if each.id == route.movement)


def corridors(ground: Ground) -> Iterator[Row]:
    """Give for each leg the area in which somebody was on the way, and what is known of its length.

    That is the strip in which the roads may run, as far as the time told reaches; without roads the potential path area of
    the time alone. Where there is neither nothing bounds them, and there is no row.
    """
    for route in ground.routes:
        told = _told(route, ground)
        limits = budget(told)
        areas = path_areas(route, ground.case.places, *limits) if limits else {}
        for leg in route.legs:
            area = areas.get(leg.number)
            words = path_area_words(*limits) if limits and area is not None else None
            if route.network and leg.road_m:
                yield _corridor(route, leg, route.network, ground, Reach(area, words))
            elif area is not None:
                yield _reached(route, leg, ground, Reach(area, words))


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a leg can have led in the time told, and in words why; both None where no time bounds it."""

    area: BaseGeometry | None
    words: Bilingual | None


def _of_leg(route: Route, leg: Leg, ground: Ground) -> Row:
    told = _told(route, ground)
    return {
        "id": f"{route.movement}/{leg.number}",
        "movement": route.movement,
        "segment_class": "possible",
        **_ends(leg.origin.place, leg.destination.place, ground),
        "ends": leg.ends,
        "knowledge": "bounded",
        **_when(told, _days(told)),
    }


def _reached(route: Route, leg: Leg, ground: Ground, reach: Reach) -> Row:
    said = (reach.words, *leg.reasons, *route.reasons)
    return {
        **_of_leg(route, leg, ground),
        **_joined("basis", tuple(filter(None, said))),
        "geometry": reach.area,
    }


def _corridor(route: Route, leg: Leg, network: NetworkUsed, ground: Ground, reach: Reach) -> Row:
    row = _of_leg(route, leg, ground)
    parts = [each for each in route.segments if each.id.startswith(f"{row['id']}/")]
    assert leg.road_m and leg.driving_h
    strip = corridor(parts, network.schematic)
    if reach.area is not None:
        strip = shapely.intersection(strip, reach.area)
    said = (corridor_words(network), reach.words, *leg.reasons, *route.reasons)
    return {
        **row,
        "length_lo_m": leg.road_m.lo,
        "length_hi_m": leg.road_m.hi,
        "longest_m": leg.longest_m,
        "alternatives": len(leg.alternatives),
        "hours_lo": round(leg.driving_h.lo, 2),
        "hours_hi": round(leg.driving_h.hi, 2),
        "network": network.name,
        "network_sha256": network.sha256,
        **_joined("basis", tuple(filter(None, said))),
        "geometry": strip,
    }


def sightings(ground: Ground) -> Iterator[Row]:
    """Give what was reported where and when: one row for each place of a movement.

    `known`: somebody was reported there on one of these days. `bounded`: somewhere in that area. `unknown`: no place can
    be said, or only a direction was told. On all other days nothing is known, and there is no row.
    """
    for told in ground.case.standing_movements:
        for number, (role, mention) in enumerate(stops(told), start=1):
            place = ground.place(mention) if len(mention.places) == 1 else None
            day = told.arrival if told.arrival and role in ("destination", "towards") else told.date
            yield {
                "id": f"{told.id}/{number}",
                "movement": told.id,
                "report": told.report,
                "place": ";".join(mention.places),
                "name_en": ground.name(mention, "en"),
                "name_ar": ground.name(mention, "ar"),
                "role": role,
                "knowledge": _knowledge(role, place, told),
                **_when(told, _days(told, role)),
                "date_words": day.words if day else "",
                "count_words": told.count.words if told.count else "",
                "words": told.words,
                "geometry": point(place.reference) if place else None,
            }


def _knowledge(role: str, place: Place | None, told: Movement) -> str:
    if place is None or role == "towards":
        return "unknown"
    if is_region(place) or (told.area and role == "destination"):
        return "bounded"
    return "known" if place.reference else "unknown"


def path(places: list[Place | None]) -> BaseGeometry | None:
    """Join the positions of places with a line; of one alone its point."""
    points = [place.reference for place in places if place and place.reference]
    if len(points) < 2:
        return point(next(iter(points), None))
    return geodesy.cut(LineString(coordinates(points)))
