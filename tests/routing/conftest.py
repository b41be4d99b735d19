"""The packaged roads, a small world of made-up ones, and movements through them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from geo_osint import gazetteer
from geo_osint.model import DateReading, Mention, Movement, Place, Span
from geo_osint.routing import Network, bundled
from geo_osint.routing.bundled import parse
from tests.conftest import mention, place


@pytest.fixture(scope="session")
def roads() -> Network:
    return bundled()


@pytest.fixture(scope="session")
def known() -> dict[str, Place]:
    return dict(gazetteer.load().places)


def named(id: str) -> Mention:
    return mention(id, words=id)


def moved(
    origin: str | Mention | None,
    *via: str,
    to: str = "",
    towards: str = "",
    on: date | None = date(2021, 2, 23),
    words: str = "a convoy moved",
    area: bool = False,
) -> Movement:
    """Make a movement between places by their ids."""
    return Movement(
        "m1",
        "r1",
        Span(0, len(words)),
        words,
        date=DateReading("then", Span(0, 1), on, on, "day") if on else None,
        origin=named(origin) if isinstance(origin, str) else origin,
        via=tuple(map(named, via)),
        destination=named(to) if to else None,
        towards=named(towards) if towards else None,
        area=area,
    )


# A ladder of two roads with three rungs, a bridge on the middle rung's end, and an island of roads far away.
#
#   a --- b --- c --- d        45.0 N   each link about 7.9 km long
#   |           |
#   e --- f --- g --- h        44.9 N   g--h has a bridge
#                                       x --- y  lies 1 degree east, joined to nothing
POINTS = {
    "a": (10.0, 45.0),
    "b": (10.1, 45.0),
    "c": (10.2, 45.0),
    "d": (10.3, 45.0),
    "e": (10.0, 44.9),
    "f": (10.1, 44.9),
    "g": (10.2, 44.9),
    "h": (10.3, 44.9),
    "x": (11.3, 45.0),
    "y": (11.4, 45.0),
}
LINKS = ("a-b", "b-c", "c-d", "a-e", "c-g", "e-f", "f-g", "g-h", "x-y")

SOURCE = {"title": "A map", "licence": "CC0", "url": "https://maps.example/1"}


def junction(name: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": f"road:{name}",
        "geometry": {"type": "Point", "coordinates": list(POINTS[name])},
        "properties": {"feature": "junction", "place": f"geo:{name}", "source": "map"},
    }


def link(name: str, **more: Any) -> dict[str, Any]:
    start, end = name.split("-")
    return {
        "type": "Feature",
        "id": f"road:{start}--{end}",
        "geometry": {"type": "LineString", "coordinates": [list(POINTS[start]), list(POINTS[end])]},
        "properties": {
            "feature": "link",
            "from": f"road:{start}",
            "to": f"road:{end}",
            "class": "primary",
            "surface": "paved",
            "length_m": [8_000, 8_000],
            "length_basis": "published",
            "sources": ["map"],
            **more,
        },
    }


def bridge(on: str, *states: dict[str, Any], **more: Any) -> dict[str, Any]:
    start, end = on.split("-")
    (ax, ay), (bx, by) = POINTS[start], POINTS[end]
    return {
        "type": "Feature",
        "id": f"road:gate-{on}",
        "geometry": {"type": "Point", "coordinates": [(ax + bx) / 2, (ay + by) / 2]},
        "properties": {
            "feature": "gate",
            "kind": "bridge",
            "on": [f"road:{start}--{end}"],
            "states": [{"sources": ["map"], **each} for each in states],
            **more,
        },
    }


def document(*features: dict[str, Any], schematic: bool = False) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "format": "geo-osint roads 1",
        "name": "A ladder",
        "attribution": "nobody",
        "schematic": schematic,
        "observed": "2021",
        "sources": {"map": dict(SOURCE)},
        "features": list(features),
    }


LADDER_PLACES = {
    f"geo:{name}": place(f"geo:{name}", (lat, lon)) for name, (lon, lat) in POINTS.items()
}


@pytest.fixture
def ladder() -> Callable[..., Network]:
    """Make the ladder; further features, and links told otherwise, can be given."""

    def make(*more: dict[str, Any], schematic: bool = False, **changed: dict[str, Any]) -> Network:
        links = [link(name, **changed.get(name.replace("-", "_"), {})) for name in LINKS]
        told = document(*map(junction, POINTS), *links, *more, schematic=schematic)
        return parse(json.dumps(told).encode(), "ladder.geojson", LADDER_PLACES)

    return make
