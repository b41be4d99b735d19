"""Rows about movements: what was reported, the way it may have gone, and what was seen where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapely import LineString
from shapely.geometry.base import BaseGeometry

from geo_osint.layers.ground import Ground, Row, coordinates, decided, point
from geo_osint.model import Bilingual, Leg, Movement, NetworkUsed, Place, Route, Segment
from geo_osint.routing import corridor, corridor_words, passages, stops


def _when(movement: Movement) -> Row:
    date = movement.date
    return {
        "start_date": date.start.isoformat() if date and date.start else "",
        "end_date": date.end.isoformat() if date and date.end else "",
        "date_precision": date.precision if date else "",
        "date_words": date.words if date else "",
    }


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
            **_when(told),
            "count_lo": count.value_lo if count else None,
            "count_hi": count.value_hi if count else None,
            "count_words": count.words if count else "",
            "count_with": count.with_ if count else "",
            "hedge": count.hedge if count else "",
            "also_words": "; ".join(each.words for each in told.also),
            "ordinal": told.ordinal,
            "ordinal_words": told.ordinal_words,
            "sense": told.sense,
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
            "geometry": _path([ground.place(each) for _, each in stops(told)]),
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
        **_days(route, ground),
        **_joined("reason", reasons),
        "geometry": LineString(coordinates(segment.line)),
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


def _days(route: Route, ground: Ground) -> Row:
    told = next(each for each in ground.case.standing_movements if each.id == route.movement)
    return {name: value for name, value in _when(told).items() if name != "date_words"}


def corridors(ground: Ground) -> Iterator[Row]:
    """Give the strip in which the roads of each leg may run, and what is known of its length; none without roads."""
    for route in ground.routes:
        for leg in route.legs:
            if route.network and leg.road_m:
                yield _corridor(route, leg, route.network, ground)


def _corridor(route: Route, leg: Leg, network: NetworkUsed, ground: Ground) -> Row:
    id = f"{route.movement}/{leg.number}"
    parts = [each for each in route.segments if each.id.startswith(f"{id}/")]
    assert leg.road_m and leg.driving_h
    return {
        "id": id,
        "movement": route.movement,
        "segment_class": "possible",
        **_ends(leg.origin.place, leg.destination.place, ground),
        "ends": leg.ends,
        "length_lo_m": leg.road_m.lo,
        "length_hi_m": leg.road_m.hi,
        "longest_m": leg.longest_m,
        "alternatives": len(leg.alternatives),
        "hours_lo": round(leg.driving_h.lo, 2),
        "hours_hi": round(leg.driving_h.hi, 2),
        "network": network.name,
        "network_sha256": network.sha256,
        **_days(route, ground),
        **_joined("basis", (corridor_words(network), *leg.reasons, *route.reasons)),
        "geometry": corridor(parts, network.schematic),
    }


def sightings(ground: Ground) -> Iterator[Row]:
    """Give what was reported where and when: one row for each place of a movement."""
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
                "geometry": point(place.reference) if place and len(mention.places) == 1 else None,
            }


def _path(places: list[Place | None]) -> BaseGeometry | None:
    points = [place.reference for place in places if place and place.reference]
    return LineString(coordinates(points)) if len(points) > 1 else point(next(iter(points), None))
