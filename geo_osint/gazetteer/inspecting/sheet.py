"""A gazetteer file, faults and all, as far as it can be understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from geo_osint.errors import InputError
from geo_osint.gazetteer.faults import name_of, schema, written_out
from geo_osint.gazetteer.fitting import fits
from geo_osint.gazetteer.inspecting.report import Remark
from geo_osint.gazetteer.reading import place_of, source_of
from geo_osint.model import LonLat, Place, Source

UNNAMED = {"text": "?", "language": "und", "script": "Zyyy", "role": "main", "source": ""}
"""Stands in for the names of a feature that has none that can be read."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One feature: its index, how messages call it, its place and its geometry.

    `lost` are members that could not be read, whole or in part: what follows from that is no fault
    of its own. `knows` are the ids that the place names, in whatever way, and its own.
    """

    index: int
    where: str
    place: Place
    geometry: dict[str, Any] | None = None
    lost: frozenset[str] = frozenset()
    knows: frozenset[str] = frozenset()

    def remark(self, rule: str, member: str, what: str) -> Remark:
        """Say what is wrong with it."""
        return Remark(rule, self.index, self.where, member, what)

    def points(self) -> Iterator[tuple[str, LonLat, float]]:
        """Give each position and the estimate: its member, where it is, how far it may be off."""
        for number, each in enumerate(self.place.positions):
            yield f"positions[{number}]", each.at, each.precision_m + each.radius_m
        if self.place.estimate:
            yield "estimate", self.place.estimate.at, self.place.estimate.radius_m


@dataclass(frozen=True)
class Sheet:
    """The places and sources of a file; an `excerpt` may name ids that are not in it."""

    entries: tuple[Entry, ...]
    sources: Mapping[str, Source]
    excerpt: bool

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Entries by id, the first where one is given twice."""
        return {each.place.id: each for each in reversed(self.entries) if each.place.id}


def sheet_of(data: Mapping[str, Any], broken: frozenset[int]) -> tuple[Sheet, list[Remark]]:
    """Read what can be read; `broken` are the indices of features that breach the schema."""
    entries, remarks = [], []
    for index, feature in enumerate(_list(data.get("features"))):
        where = name_of(feature, index)
        sound = _salvaged(feature) if index in broken else feature
        if sound is None:
            continue
        try:
            place = place_of(sound)
        except InputError as fault:
            remarks.append(Remark("geometry", index, where, "geometry", str(fault)))
            sound = {**sound, "geometry": None}
            place = place_of(sound)
        lost = _lost(feature, sound)
        entries.append(Entry(index, where, place, sound["geometry"], lost, _known_by(place)))
    sources = _dict(data.get("sources"))
    readable = {key: source_of(key, _words(about)) for key, about in sources.items()}
    return Sheet(tuple(entries), readable, data.get("excerpt") is True), remarks


def _known_by(place: Place) -> frozenset[str]:
    warned_of = (each.place for each in place.confused_with)
    return frozenset((place.id, *place.within, *warned_of, *(a.of for a in place.attributes)))


def _words(about: Any) -> dict[str, str]:
    known = ("title", "reference", "licence", "url", "date")
    told = _dict(about)
    return {"title": ""} | {k: told[k] for k in known if isinstance(told.get(k), str)}


def _lost(feature: dict[str, Any], sound: dict[str, Any]) -> frozenset[str]:
    if sound is feature:
        return frozenset()
    before, after = _dict(feature.get("properties")), sound["properties"]
    lost = {member for member, value in before.items() if after.get(member) != value}
    return frozenset(
        lost | ({"geometry"} if feature.get("geometry") != sound["geometry"] else set())
    )


def _salvaged(feature: Any) -> dict[str, Any] | None:
    """Keep the members of a broken feature that are sound by themselves."""
    if not isinstance(feature, dict):
        return None
    parts = _definitions()
    about = {
        member: kept
        for member, value in _dict(feature.get("properties")).items()
        if (kept := _kept(value, parts["place"]["properties"].get(member))) is not None
    }
    identity, geometry = feature.get("id"), feature.get("geometry")
    return {
        "id": identity if isinstance(identity, str) else "",
        "geometry": geometry if fits(parts["geometry"])(geometry) else None,
        "properties": {"kind": "", **about, "names": about.get("names") or [UNNAMED]},
    }


def _kept(value: Any, part: dict[str, Any] | None) -> Any:
    """Give what of a value fits its part of the schema: all, some of its members, or None."""
    if part is None or fits(part)(value):
        return value if part else None
    if isinstance(value, list) and "items" in part:
        items = (_kept(each, part["items"]) for each in value)
        return [each for each in items if each is not None]
    members = part.get("properties", {})
    known = {k: value[k] for k in members if k in value} if isinstance(value, dict) else {}
    sound = {k: each for k, each in known.items() if fits(members[k])(each)}
    return sound if sound and set(part["required"]) <= set(sound) else None


@cache
def _definitions() -> dict[str, Any]:
    published = schema()
    found: dict[str, Any] = written_out(published["$defs"], published["$defs"])
    return found


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
