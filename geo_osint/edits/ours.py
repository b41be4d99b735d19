"""The case or gazetteer as it is now, as layers like those that come home."""

from __future__ import annotations

from collections.abc import Mapping

from shapely import Point

from geo_osint.files.layers import Layer
from geo_osint.gazetteer import Gazetteer
from geo_osint.layers import Tables
from geo_osint.model import LonLat, Place
from geo_osint.styles import table_styles


def of_case(tables: Tables) -> dict[str, Layer]:
    """Lay out the tables of a case that can be edited."""
    found = {}
    for name, table in tables.items():
        if table_styles()[name].editable:
            columns = {c: table[c].tolist() for c in table.columns if c != table.geometry.name}
            found[name] = Layer(name, columns, list(range(len(table))), list(table.geometry))
    return found


def of_gazetteer(gazetteer: Gazetteer) -> dict[str, Layer]:
    """Lay out a gazetteer as the table `places`, with the columns that can be edited."""
    places = list(gazetteer.places.values())
    columns: Mapping[str, list[str]] = {
        "id": [each.id for each in places],
        "name_en": [each.name("en") for each in places],
        "name_ar": [each.name("ar") for each in places],
        "kind": [each.kind for each in places],
        "note": [note_of(each) for each in places],
    }
    shapes = [_point(each.reference) for each in places]
    return {"places": Layer("places", columns, list(range(len(places))), shapes)}


def note_of(place: Place) -> str:
    """Give what the column `note` of `places` says: the reason of an estimate, or the note."""
    return place.estimate.reason if place.estimate else place.note


def _point(at: LonLat | None) -> Point | None:
    return Point(at.lon_deg, at.lat_deg) if at else None
