"""Gazetteer files into values: strictly, with all faults told together."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from geo_osint import files
from geo_osint.errors import InputError
from geo_osint.gazetteer.checks import breaches, doubled
from geo_osint.gazetteer.faults import Fault, against_schema, name_of, refuse
from geo_osint.gazetteer.shapes import shape_of
from geo_osint.gazetteer.value import FORMAT, Gazetteer
from geo_osint.model import (
    Attribute,
    Confusion,
    Estimate,
    LonLat,
    Place,
    PlaceName,
    Position,
    Source,
)

MAX_BYTES = 256 * 1024 * 1024
"""A national gazetteer of 200,000 names is about 100 MB in this format."""

Value = TypeVar("Value")


IMPORT_IT = "`geo-osint gazetteer import` makes one of lists of other forms"


def load(path: Path | None = None) -> Gazetteer:
    """Load a gazetteer file, or the one that comes with the program.

    Raises
    ------
    InputError
        If the file is missing, not strict JSON, or breaks the format: all faults in one message.

    Examples
    --------
    >>> load().places["geo:al-mayadin"].name("ar")
    'الميادين'
    """
    if path is not None:
        data = files.read_bytes(path, MAX_BYTES)
        if data.strip() and not data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
            raise InputError(f"{path}: no gazetteer; {IMPORT_IT}")
        return _parse(data, str(path), checked=False)
    with resources.as_file(_packaged()) as file:
        try:
            return _parse(files.read_bytes(file, MAX_BYTES), file.name, checked=True)
        except InputError as fault:
            raise InputError(
                f"the gazetteer of this installation: {fault}; install again"
            ) from None


def packaged() -> str:
    """Say where the gazetteer that comes with the program lies."""
    return str(_packaged())


def _packaged() -> Traversable:
    return resources.files("geo_osint") / "data" / "gazetteer.geojson"


def parse(text: str, name: str) -> Gazetteer:
    """Parse the text of a gazetteer file; `name` stands in the messages. Inverse of `dump`.

    Raises
    ------
    InputError
        As `load`.
    """
    return _parse(text.encode("utf-8", "surrogatepass"), name, checked=False)


def _parse(data: bytes, name: str, checked: bool) -> Gazetteer:
    parsed = files.parse_json(files.decode(data, name), name)
    if not isinstance(parsed, dict) or parsed.get("format") != FORMAT:
        raise InputError(
            f'{name}: not a gazetteer; it should say "format": "{FORMAT}"; {IMPORT_IT}'
        )
    faults: list[Fault] = []
    if not checked:
        faults = against_schema(parsed)
        _refuse_broken_frame(name, faults)
    try:
        gazetteer = _build(parsed, name, files.sha256(data), faults)
    except (KeyError, TypeError, ValueError, AttributeError):
        # only a damaged packaged file comes here unchecked; the schema knows how to say it
        refuse(name, against_schema(parsed))
        raise
    return gazetteer


def _refuse_broken_frame(name: str, faults: list[Fault]) -> None:
    """Stop where the file itself, not single features, is broken: nothing can be built from it."""
    if any(fault.feature < 0 for fault in faults):
        refuse(name, faults)


def _build(parsed: dict[str, Any], name: str, digest: str, faults: list[Fault]) -> Gazetteer:
    sources = {key: source_of(key, about) for key, about in parsed["sources"].items()}
    excerpt = bool(parsed.get("excerpt", False))
    features = parsed["features"]
    broken = {fault.feature for fault in faults}
    ids = [str(f.get("id")) if isinstance(f, dict) else "" for f in features]
    known = None if excerpt else frozenset(ids)
    places: dict[str, Place] = {}
    for index, feature in enumerate(features):
        if index in broken:
            continue
        try:
            place = places[ids[index]] = place_of(feature)
        except InputError as fault:
            faults.append(Fault(index, name_of(feature, index), "geometry", str(fault)))
            continue
        found = breaches(place, feature["geometry"], sources, known)
        faults.extend(Fault(index, place.id, member, what, rule) for rule, member, what in found)
    for index, twice in doubled(ids):
        faults.append(
            Fault(index, twice, "id", "another feature has it; ids are unique", "id_twice")
        )
    refuse(name, faults)
    return Gazetteer(
        parsed["name"], digest, places, sources, parsed.get("attribution", ""), excerpt
    )


def _strings(value: Mapping[str, str]) -> dict[str, str]:
    return {key: str(word) for key, word in value.items()}


def source_of(key: str, about: Mapping[str, str]) -> Source:
    """Turn a member of `sources` into a source; the schema has seen it."""
    return Source(key, **_strings(about))


def place_of(feature: Mapping[str, Any]) -> Place:
    """Turn one feature into a place; the schema has seen its members."""
    about = feature["properties"]
    return Place(
        id=feature["id"],
        names=tuple(PlaceName(**_strings(name)) for name in about["names"]),
        kind=about["kind"],
        countries=tuple(about.get("countries", ())),
        within=tuple(about.get("within", ())),
        positions=_each(about, "positions", _position),
        estimate=_estimate(about["estimate"]) if "estimate" in about else None,
        extent_m=about.get("extent_m"),
        extent_basis=about.get("extent_basis", ""),
        shape=shape_of(feature["geometry"]),
        attributes=_each(about, "attributes", _attribute),
        confused_with=_each(about, "confused_with", _confusion),
        note=about.get("note", ""),
    )


def _each(
    about: dict[str, Any], member: str, read: Callable[[dict[str, Any]], Value]
) -> tuple[Value, ...]:
    return tuple(read(value) for value in about.get(member, ()))


def _position(value: dict[str, Any]) -> Position:
    return Position(
        at=LonLat(float(value["lon"]), float(value["lat"])),
        source=value["source"],
        precision_m=float(value["precision_m"]),
        date=value.get("date", ""),
        note=value.get("note", ""),
        by=value.get("by", ""),
        radius_m=float(value.get("radius_m", 0)),
    )


def _estimate(value: dict[str, Any]) -> Estimate:
    at = LonLat(float(value["lon"]), float(value["lat"]))
    return Estimate(at, float(value["radius_m"]), value["reason"], value.get("source", ""))


def _attribute(value: dict[str, Any]) -> Attribute:
    return Attribute(
        value["key"],
        value["value"],
        value.get("of", ""),
        value["source"],
        value.get("note", ""),
        value.get("since", ""),
        value.get("until", ""),
    )


def _confusion(value: dict[str, Any]) -> Confusion:
    return Confusion(value["place"], value["reason"])
