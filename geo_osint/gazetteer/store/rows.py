"""Places as rows of a store, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from geo_osint.gazetteer.reading import place_of
from geo_osint.gazetteer.writing import feature_of
from geo_osint.model import LonLat, Place, PlaceName, Position

PlaceRow = tuple[
    str, str, str, str, float | None, float | None, float | None, str | None, int | None, str | None
]
"""Id, kind, countries, area, the one plain position in four columns and its source, all else as JSON."""

IN_COLUMNS = ("kind", "countries", "names")
"""Members of a feature that have columns of their own."""


def row_of(place: Place, lies_in: str, sources: Mapping[str, int]) -> PlaceRow:
    """Give the columns of a place but its names; `sources` numbers them by key."""
    countries = " ".join(place.countries)
    plain = place.positions[0] if len(place.positions) == 1 else None
    if plain is None or plain.note or plain.by or plain.radius_m:
        return (
            place.id,
            place.kind,
            countries,
            lies_in,
            None,
            None,
            None,
            None,
            None,
            _more(place),
        )
    at = plain.at
    more = None if _is_plain(place) else _more(replace(place, positions=()))
    number = sources[plain.source]
    return (
        place.id, place.kind, countries, lies_in,
        at.lon_deg, at.lat_deg, plain.precision_m, plain.date or None, number, more,
    )  # fmt: skip


def _is_plain(place: Place) -> bool:
    """Tell a place of names and one position only, as most are: quicker than to write it out."""
    return not (
        place.within or place.estimate or place.extent_m or place.shape
        or place.attributes or place.confused_with or place.note
    )  # fmt: skip


def _more(place: Place) -> str:
    """Write what has no column of its own as JSON, in the members of a gazetteer file."""
    feature = feature_of(place)
    members = {k: v for k, v in feature["properties"].items() if k not in IN_COLUMNS}
    if place.shape is not None:
        members["geometry"] = feature["geometry"]
    return json.dumps(members, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def place_from(
    row: Sequence[Any], names: Sequence[PlaceName], within: tuple[str, ...], sources: Sequence[str]
) -> Place:
    """Make a place of its row and names again; inverse of `row_of`.

    Raises
    ------
    InputError, KeyError, TypeError, ValueError, AttributeError, IndexError
        If the row does not hold a place; the caller says which file it stands in.
    """
    id, kind, countries, lon, lat, precision_m, date, source, more = row
    if not all(isinstance(each, str) for each in (id, kind, countries)):
        raise TypeError("text that is no text")
    members: dict[str, Any] = json.loads(more) if more else {}
    geometry = members.pop("geometry", None)
    about = {**members, "kind": kind, "countries": countries.split(), "names": []}
    place = place_of({"id": id, "geometry": geometry, "properties": about})
    at = place.positions
    if lon is not None:
        at = (Position(LonLat(lon, lat), sources[source], precision_m, date or ""),)
    return replace(place, names=tuple(names), positions=at, within=place.within or within)


def one_main_each(names: Sequence[PlaceName]) -> tuple[PlaceName, ...]:
    """Leave one main name in each language and script, the first; make the first name one if none is."""
    mains: set[tuple[str, str]] = set()
    kept = []
    for each in names:
        if each.role == "main":
            tongue = (each.language, each.script)
            each = replace(each, role="variant") if tongue in mains else each
            mains.add(tongue)
        kept.append(each)
    if kept and not mains:
        kept[0] = replace(kept[0], role="main")
    return tuple(kept)
