"""What kinds of place there are: labels, groups, and how far each reaches when nobody says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from geo_osint.model import Bilingual, Place

GROUPS = (
    "populated",
    "area",
    "water",
    "field",
    "facility",
    "military",
    "border_crossing",
    "road",
    "camp",
    "terrain",
    "other",
)
"""Broad classes of kinds, `other` for codes that the table does not have."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A GeoNames feature code: its label, its group, and its assumed radius in metres.

    `radius_m` is `None` for areas, lines and unknown codes, for which no circle stands.
    """

    code: str
    label: Bilingual
    group: str
    radius_m: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a place reaches around its position, in metres, and on whose word."""

    radius_m: float
    basis: str
    assumed: bool


def kind_of(code: str) -> Kind:
    """Look up a feature code; one that the table lacks is a "place" of the group `other`.

    Examples
    --------
    >>> kind_of("OILF").label.en, kind_of("OILF").group
    ('oil field', 'field')
    >>> kind_of("XYZ").group
    'other'
    """
    known = all_kinds().get(code)
    return known or Kind(code, Bilingual("place", "موضع"), "other")


def extent_of(place: Place) -> Extent | None:
    """Tell a place's radius: the gazetteer's own, else the one assumed for its kind, else none.

    A place with a shape has no radius: its shape is its extent.
    """
    if place.extent_m is not None:
        return Extent(place.extent_m, place.extent_basis, assumed=False)
    kind = kind_of(place.kind)
    if place.shape is not None or kind.radius_m is None:
        return None
    return Extent(kind.radius_m, f"assumed for its kind: {kind.reason}", assumed=True)


def all_kinds() -> Mapping[str, Kind]:
    """Give the whole table, by code."""
    return _table()


@cache
def _table() -> Mapping[str, Kind]:
    file = resources.files("geo_osint.gazetteer") / "kinds.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {code: _kind(code, fields) for code, fields in table["kinds"].items()}


def _kind(code: str, fields: dict[str, Any]) -> Kind:
    return Kind(
        code,
        Bilingual(fields["en"], fields["ar"]),
        fields["group"],
        float(fields["radius_m"]) if "radius_m" in fields else None,
        fields.get("reason", ""),
    )
