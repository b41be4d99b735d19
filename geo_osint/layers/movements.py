"""Rows about movements: what was reported, the way it may have gone, and what was seen where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shapely import LineString
from shapely.geometry.base import BaseGeometry

from geo_osint.layers.ground import Ground, Row, coordinates, decided, point
from geo_osint.model import Movement, Place, Route, Segment
from geo_osint.routing import stops


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
        "geometry": LineString(coordinates(segment.line)),
    }


def corridors(_: Ground) -> Iterator[Row]:
    """Give none: a corridor needs a road network."""
    yield from ()


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
