"""Which places a name may mean, for a reviewer to choose from: with reasons, the reading's own first."""

from __future__ import annotations

from typing import Any

from geo_osint.case import Case
from geo_osint.gazetteer import Gazetteer, search
from geo_osint.gazetteer.kinds import kind_of
from geo_osint.model import Mention, Place
from geo_osint.names import key
from geo_osint.reading.mentions import name_alone

Values = dict[str, Any]

SEARCHED = 6
"""Candidates taken from a search of the name: more would bury the likely ones."""

AREAS_SHOWN = 2
"""The smallest areas that a place lies in: enough to tell namesakes apart."""

DIGITS = 2
"""Of coordinates, to tell namesakes apart (a kilometre): positions are judged on the map, not here."""


def candidates(mention: Mention, case: Case, gazetteer: Gazetteer) -> list[Values]:
    """List the places a name may mean: as read, those easily confused with it, those of like name."""
    found: dict[str, list[str]] = {id: [] for id in mention.places}
    if len(mention.places) == 1:
        found[mention.places[0]] = list(mention.reasons)
    for id in mention.places:
        for other in case.places[id].confused_with if id in case.places else ():
            found.setdefault(other.place, []).append(other.reason)
    for each in search(gazetteer, name_alone(mention), SEARCHED):
        found.setdefault(each.place, list(each.reasons))
    known = {**gazetteer.places, **case.places}
    return [{"place": id, "reasons": why} for id, why in found.items() if id in known]


def place_values(place: Place, case: Case, gazetteer: Gazetteer) -> Values:
    """Lay out a place: its names, what and where it is, and how to find it by any name."""
    names = list(dict.fromkeys(name.text for name in place.names))
    label = kind_of(place.kind).label
    return {
        "id": place.id,
        "name": {each: place.name(each) for each in ("en", "ar")},
        "kind": {"en": label.en, "ar": label.ar},
        "within": [_names(id, case, gazetteer) for id in place.within[:AREAS_SHOWN]],
        "at": _coordinates(place),
        "keys": list(dict.fromkeys(key(name) for name in names)),
    }


def _names(id: str, case: Case, gazetteer: Gazetteer) -> Values:
    place = case.places.get(id) or gazetteer.places.get(id)
    return {each: place.name(each) if place else id for each in ("en", "ar")}


def _coordinates(place: Place) -> str:
    at = place.reference
    return f"{at.lat_deg:.{DIGITS}f}, {at.lon_deg:.{DIGITS}f}" if at else ""
