"""Places, sources and reports for the island.

What a reader sees of a position is "lat, lon", as map sites copy it, with no more digits than the source gave.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from geo_osint import geodesy
from geo_osint.case import Case
from geo_osint.gazetteer.kinds import kind_of
from geo_osint.model import LonLat, Place, Position, Report, Source
from geo_osint.names import key
from geo_osint.output import wording
from geo_osint.output.page.values import Values, both, name_of

FINEST_DIGITS = 7
"""A centimetre: no source of places is finer."""


CELL_M = 72_000.0
"""Half the diagonal of a cell of one degree at mid latitudes: a point given to `d` digits is sure to
`CELL_M / 10**d` metres. It turns a precision in metres back into the digits a source gave."""

ESTIMATE_DIGITS = 2
"""An estimate is told with its radius; more digits would make it look surveyed."""

RIVERS = "STM"
"""GeoNames codes of streams begin so."""


def report_values(report: Report) -> Values:
    """Lay out where a report came from; its text stays out."""
    header = report.header
    return {
        "id": report.id,
        "title": header.title,
        "publisher": header.publisher,
        "published": both(wording.day(header.published)) if header.published else None,
        "urls": [url for url in (header.source_url, header.archive_url) if url],
        "language": header.language,
        "note": header.note,
        "file": report.file,
        "sha256": report.sha256,
    }


def uses(places: Iterable[Place]) -> dict[str, list[Place]]:
    """Tell which of the places rest on which source, by key; sources of nothing shown are left out."""
    used: dict[str, dict[str, Place]] = {}
    for place in places:
        keys = [each.source for each in place.positions] + [each.source for each in place.names]
        keys += [each.source for each in place.attributes]
        keys += [place.estimate.source] if place.estimate else []
        for name in filter(None, keys):
            used.setdefault(name, {})[place.id] = place
    return {name: list(rest.values()) for name, rest in used.items()}


def source_values(source: Source, used: Iterable[Place]) -> Values:
    """Lay out a source and the places that rest on it."""
    names = ("key", "title", "reference", "licence", "url", "date")
    return {
        **{name: getattr(source, name) for name in names},
        "used_for": [{each: place.name(each) for each in ("en", "ar")} for place in used],
    }


def place_values(place: Place, case: Case) -> Values:
    """Lay out a place: its names, how to find it by them, and what its position rests on."""
    names = list(dict.fromkeys(name.text for name in place.names))
    finest = min(place.positions, key=lambda each: each.precision_m, default=None)
    return {
        "id": place.id,
        "name": {language: place.name(language) for language in ("en", "ar")},
        "names": names,
        "keys": [key(name) for name in names],
        "kind": both(kind_of(place.kind).label),
        "within": [name_of(id, case) for id in place.within],
        "at": _at(place, finest),
        "estimate": {"radius_m": place.estimate.radius_m, "reason": place.estimate.reason}
        if place.estimate and not place.positions
        else None,
        "apart_m": _apart(place.positions),
        "confused": [
            {"name": name_of(each.place, case), "reason": each.reason}
            for each in place.confused_with
        ],
    }


def _at(place: Place, finest: Position | None) -> str:
    if finest:
        return coordinates(finest.at, digits_of(finest.precision_m))
    return coordinates(place.estimate.at, ESTIMATE_DIGITS) if place.estimate else ""


def position_at(row: Any) -> str:
    """Write the position of a row of the table `positions`."""
    return coordinates(LonLat(row.geometry.x, row.geometry.y), digits_of(row.precision_m))


def digits_of(precision_m: float) -> int:
    """Tell to how many decimals of a degree a point is given, from its precision in metres.

    Examples
    --------
    >>> digits_of(0.7), digits_of(70), digits_of(1200)
    (5, 3, 2)
    """
    if precision_m <= 0:
        return FINEST_DIGITS
    return max(0, min(FINEST_DIGITS, round(math.log10(CELL_M / precision_m))))


def coordinates(at: LonLat, digits: int) -> str:
    """Write a position as "lat, lon", the order in which people copy and paste it.

    Examples
    --------
    >>> coordinates(LonLat(40.45154, 35.01982), 5)
    '35.01982, 40.45154'
    """
    return f"{at.lat_deg:.{digits}f}, {at.lon_deg:.{digits}f}"


def _apart(positions: tuple[Position, ...]) -> float | None:
    """Give the largest distance between published points, in metres; `None` for fewer than two."""
    points = tuple(dict.fromkeys(each.at for each in positions))
    if len(points) < 2:
        return None
    return max(geodesy.distance_m(a, b) for a in points for b in points if a < b)


def is_river(place: Place) -> bool:
    """Tell whether a place is a stream that is drawn as a line."""
    return bool(place.shape and place.kind.startswith(RIVERS) and "Line" in place.shape.kind)


def river_values(place: Place) -> Values:
    """Lay out a river as lines in lon-lat."""
    assert place.shape
    return {
        "name": {language: place.name(language) for language in ("en", "ar")},
        "lines": [
            [[round(at.lon_deg, 4), round(at.lat_deg, 4)] for at in part]
            for part in place.shape.parts
        ],
    }
