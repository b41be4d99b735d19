"""Values into a gazetteer file: one feature a line, members in a fixed order, equal bytes each time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from geo_osint.gazetteer.shapes import geometry_of
from geo_osint.gazetteer.value import FORMAT
from geo_osint.model import LonLat, Place, Position, Source


def dump(
    places: Iterable[Place], sources: Mapping[str, Source], name: str, attribution: str = ""
) -> str:
    """Write places as a gazetteer file's text. Inverse of `parse`.

    Places keep the order given. Only sources that the places cite are written; where no
    `attribution` is given, it is put together from their titles and licences. Where a place names
    one that is not among them (`within`, `of`, `confused_with`), the file says that it is an
    excerpt.

    Examples
    --------
    >>> print(dump([], {}, "empty"), end="")
    {
    "type": "FeatureCollection",
    "format": "geo-osint gazetteer 1",
    "name": "empty",
    "sources": {},
    "features": []
    }
    """
    chosen = list(places)
    cited = {key for place in chosen for key in _cited(place)}
    used = {key: source for key, source in sources.items() if key in cited}
    ids = {place.id for place in chosen}
    head: dict[str, Any] = {"type": "FeatureCollection", "format": FORMAT, "name": name}
    if attribution or used:
        head["attribution"] = attribution or _attribution(used)
    if any(other not in ids for place in chosen for other in _named(place)):
        head["excerpt"] = True
    lines = [f"{_json(member)}: {_json(value)}" for member, value in head.items()]
    lines.append('"sources": ' + _block("{}", [_source(s) for s in used.values()]))
    lines.append('"features": ' + _block("[]", [_json(feature_of(place)) for place in chosen]))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _block(brackets: str, items: list[str]) -> str:
    return brackets if not items else brackets[0] + "\n" + ",\n".join(items) + "\n" + brackets[1]


def _source(source: Source) -> str:
    about = asdict(source)
    del about["key"]
    return f"{_json(source.key)}: {_json(_filled(about, 'title'))}"


def _attribution(sources: Mapping[str, Source]) -> str:
    each = (f"{s.title} ({s.licence})" if s.licence else s.title for s in sources.values())
    return "; ".join(dict.fromkeys(each))


def feature_of(place: Place) -> dict[str, Any]:
    """Lay a place out as a feature, members in order; the contract of the file format."""
    about = {
        "kind": place.kind,
        "countries": list(place.countries),
        "within": list(place.within),
        "names": [
            _filled(asdict(each), "text", "language", "script", "role", "source")
            for each in place.names
        ],
        "positions": [_position(each) for each in place.positions],
        "estimate": _estimate(place),
        "extent_m": place.extent_m,
        "extent_basis": place.extent_basis,
        "attributes": [_filled(asdict(a), "key", "value", "source") for a in place.attributes],
        "confused_with": [asdict(each) for each in place.confused_with],
        "note": place.note,
    }
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": _geometry(place),
        "properties": _filled(about, "kind", "names"),
    }


def _filled(about: dict[str, Any], *always: str) -> dict[str, Any]:
    """Leave out members that say nothing."""
    return {k: v for k, v in about.items() if k in always or v not in ("", None, [], {})}


def _lonlat(at: LonLat) -> dict[str, float]:
    return {"lon": at.lon_deg, "lat": at.lat_deg}


def _position(each: Position) -> dict[str, Any]:
    about = _lonlat(each.at) | {
        "source": each.source,
        "precision_m": each.precision_m,
        "date": each.date,
        "note": each.note,
        "by": each.by,
        "radius_m": each.radius_m or None,
    }
    return _filled(about)


def _estimate(place: Place) -> dict[str, Any] | None:
    guess = place.estimate
    if guess is None:
        return None
    about = {"radius_m": guess.radius_m, "reason": guess.reason, "source": guess.source}
    return _filled(_lonlat(guess.at) | about)


def _geometry(place: Place) -> dict[str, Any] | None:
    if place.shape is not None:
        return geometry_of(place.shape)
    at = place.reference
    return None if at is None else {"type": "Point", "coordinates": [at.lon_deg, at.lat_deg]}


def _cited(place: Place) -> list[str]:
    estimated = [place.estimate.source] if place.estimate else []
    named = [name.source for name in place.names]
    placed = [position.source for position in place.positions]
    return [*named, *placed, *(each.source for each in place.attributes), *estimated]


def _named(place: Place) -> list[str]:
    of = [attribute.of for attribute in place.attributes if attribute.of]
    return [*place.within, *of, *(each.place for each in place.confused_with)]
