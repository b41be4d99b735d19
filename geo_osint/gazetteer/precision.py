"""How precisely a place says where something was, in the classes that conflict data use.

ACLED's geo_precision (1 to 3) and UCDP's where_prec (1 to 7) are derived from kind and footprint, not
stored. They are those of an event reported at the place and no closer: "near" it, or "in its
countryside", is for the reader of the report to lower.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from geo_osint.gazetteer.footprint import PlaceFootprint, footprint_of
from geo_osint.gazetteer.kinds import kind_of
from geo_osint.model import Place

NEAR_M = 25_000.0
"""UCDP: a known place stands for what was within about 25 km of it."""

EXACT_M = 1_000.0
"""Sources of a town that are no farther apart mean one centre; a smaller place is known no better for being small."""


@dataclass(frozen=True, slots=True)
class Precision:
    """ACLED's and UCDP's classes of a place, and why; `None` where neither has one."""

    acled: int | None
    ucdp: int | None
    reason: str


def precision_of(place: Place, places: Mapping[str, Place]) -> Precision:
    """Derive the classes; `places` are those of the gazetteer, for what a place lies within.

    Method: units of administration and countries have the class of their order; lines, and areas and
    ranges without a border, the class of such; a place with a position is exact (1, 1) where
    its centre is known to within its own extent, or a kilometre; known to within 25 km it is "near" (2, 2);
    else it is as good as an area (3, 5). A place by name only has the class of the smallest unit it lies
    within.

    Examples
    --------
    >>> from geo_osint.gazetteer import load
    >>> known = load().places
    >>> [precision_of(known[f"geo:{id}"], known).ucdp for id in ("al-mayadin", "khasham", "euphrates", "syria")]
    [1, 2, 5, 6]
    """
    known = _table()["kinds"].get(place.kind)
    if known:
        return Precision(known["acled"], known["ucdp"], f"it is a {kind_of(place.kind).label.en}")
    if _is_wide(place):
        return Precision(3, 5, "it is a line, or an area without a border of its own")
    footprint = footprint_of(place)
    return _of_a_point(footprint) if footprint else _of_the_unit(place, places)


def meaning(scheme: str, code: int) -> str:
    """Say what a class means: `scheme` is "acled" or "ucdp".

    Examples
    --------
    >>> meaning("ucdp", 4)
    'a first-order unit (governorate) alone'
    """
    told: str = _table()[scheme][str(code)]
    return told


def _is_wide(place: Place) -> bool:
    if place.shape is not None:
        return True
    kind = kind_of(place.kind)
    return kind.group != "other" and kind.radius_m is None and place.extent_m is None


def _of_a_point(footprint: PlaceFootprint) -> Precision:
    open_m = footprint.uncertainty_m
    if open_m <= max(EXACT_M, footprint.extent_m):
        return Precision(1, 1, "its position is known to within its own extent")
    words = f"its position is known to within {open_m / 1000:.1f} km"
    return Precision(2, 2, words) if open_m <= NEAR_M else Precision(3, 5, words)


def _of_the_unit(place: Place, places: Mapping[str, Place]) -> Precision:
    for id in place.within:
        unit = places.get(id)
        known = _table()["kinds"].get(unit.kind) if unit else None
        if unit and known:
            words = f"it is not located; it lies within {unit.name('en')}"
            return Precision(known["acled"], known["ucdp"], words)
    return Precision(None, None, "it is not located, nor is a unit known that it lies within")


@cache
def _table() -> Mapping[str, Any]:
    file = resources.files(__package__) / "precision.toml"
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return table
