"""OpenStreetMap extracts (.osm.pbf): places, crossings, oil and gas, military sites, rivers and more by name.

What is imported stands in `kinds_of_others.toml`. A node lies where it is; a way in the middle of its
bounding box; a relation at its label or admin centre, else it is listed by name only. Of a river drawn in
many pieces the first of a name is listed, by name only: a line is no point.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from geo_osint import files
from geo_osint.errors import InputError
from geo_osint.gazetteer.importing import cleaning
from geo_osint.gazetteer.importing.kinds import kind_of_tags
from geo_osint.gazetteer.importing.options import Options
from geo_osint.gazetteer.store.entries import Dropped, Entry, Listed, rejected
from geo_osint.model import Attribute, Place, PlaceName, Position, Source

SOURCE = Source(
    "osm",
    "OpenStreetMap contributors",
    licence="ODbL 1.0",
    url="https://www.openstreetmap.org/copyright",
)

STEP_DEG = 1e-7
"""OpenStreetMap keeps seven decimals."""

LINES = frozenset(("STM", "WAD", "CNL"))
"""Kinds that are lines: no point of theirs stands for them."""

KEYS = (
    "place", "barrier", "amenity", "military", "landuse", "industrial", "man_made", "aeroway", "waterway",
    "water", "natural", "historic", "admin_level",
)  # fmt: skip

NAME_TAGS = {
    "name": "main", "official_name": "official", "loc_name": "local", "alt_name": "variant",
    "old_name": "former", "int_name": "variant", "short_name": "variant",
}  # fmt: skip
"""Tag of a name, with or without a language behind a colon -> its role."""

COUNTRY_TAGS = ("ISO3166-1", "ISO3166-1:alpha2", "addr:country", "is_in:country_code")
CENTRES = ("label", "admin_centre")


def entries(path: Path, options: Options) -> Iterator[Entry]:
    """Read an extract; positions of nodes are kept in a file while it is read, not in memory.

    Raises
    ------
    InputError
        If pyosmium is not installed, or the file is cut or damaged.
    """
    try:
        import osmium
    except ImportError:
        raise InputError(
            f"{path}: reading .osm.pbf needs pyosmium; pip install 'geo-osint[osm]'"
        ) from None
    with files.scratch() as folder:
        try:
            reader = osmium.FileProcessor(str(path))
            reader.with_locations(f"sparse_file_array,{folder}/nodes")
            reader.with_filter(osmium.filter.KeyFilter("name"))
            reader.with_filter(osmium.filter.KeyFilter(*KEYS))
            yield from _objects(reader, options)
        except (RuntimeError, ValueError, OSError) as fault:
            words = " ".join(str(fault).split())[:100]
            raise InputError(
                f"{path}: is cut off or damaged ({words}); download it again"
            ) from None


def _objects(reader: Any, options: Options) -> Iterator[Entry]:
    rivers: set[str] = set()
    for each in reader:
        tags = {tag.k: tag.v for tag in each.tags}
        kind = kind_of_tags(tags)
        if not kind:
            continue
        if kind in LINES and (each.is_way() or each.is_relation()):
            if tags["name"] in rivers:
                continue
            rivers.add(tags["name"])
        yield from _listed(each, tags, kind, reader.node_location_storage, options)


def _listed(
    each: Any, tags: Mapping[str, str], kind: str, locations: Any, options: Options
) -> Iterator[Entry]:
    type_ = "node" if each.is_node() else "way" if each.is_way() else "relation"
    country = next(
        (tags[k] for k in COUNTRY_TAGS if len(tags.get(k, "")) == 2), options.country
    ).upper()
    names, dropped = _names(tags, country)
    yield from map(Dropped, dropped)
    where = f"osm:{type_}/{each.id}"
    if not names:
        yield rejected(where, "has no usable name", tags["name"])
        return
    try:
        at = None if kind in LINES and type_ != "node" else _lonlat(each, type_, locations)
        positions = () if at is None else (_position(*at),)
    except InputError as fault:
        yield rejected(where, str(fault), tags["name"])
        return
    yield Listed(
        Place(
            id=where,
            names=names,
            kind=kind,
            countries=(country,)
            if country.isalpha() and country.isascii() and len(country) == 2
            else (),
            positions=positions,
            attributes=_attributes(tags),
        )
    )


def _position(lon: float, lat: float) -> Position:
    return cleaning.position(round(lon, 7), round(lat, 7), SOURCE.key, STEP_DEG)


def _lonlat(each: Any, type_: str, locations: Any) -> tuple[float, float] | None:
    if type_ == "node":
        return (each.location.lon, each.location.lat) if each.location.valid() else None
    if type_ == "way":
        points = [(n.location.lon, n.location.lat) for n in each.nodes if n.location.valid()]
        return _middle(points) if points else None
    for role in CENTRES:
        for member in each.members:
            if member.role == role and member.type == "n":
                return _known(locations, member.ref)
    return None


def _known(locations: Any, id: int) -> tuple[float, float] | None:
    """Look a node up; extracts leave out what lies beyond their edge."""
    try:
        location = locations.get(id)
    except KeyError:
        return None
    return (location.lon, location.lat) if location.valid() else None


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    lons, lats = zip(*points, strict=True)
    return (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2


def _names(tags: Mapping[str, str], country: str) -> tuple[tuple[PlaceName, ...], list[str]]:
    names: dict[tuple[str, str], PlaceName] = {}
    dropped = []
    for tag, value in sorted(tags.items(), key=lambda tag: (tag[0] != "name", tag[0])):
        kind, _, told = tag.partition(":")
        if kind not in NAME_TAGS or (told and cleaning.language_code(told) == "und"):
            continue
        for written in value.split(";"):
            text = cleaning.clean(written)
            if not text:
                continue
            if fault := cleaning.fault_of(text):
                dropped.append(fault)
                continue
            script = cleaning.script_of(text)
            language = (
                cleaning.language_code(told)
                if told
                else cleaning.language_of(text, script, country)
            )
            names.setdefault(
                (text, language), PlaceName(text, language, script, NAME_TAGS[kind], SOURCE.key)
            )
    return _without_undetermined(names), dropped


def _without_undetermined(names: Mapping[tuple[str, str], PlaceName]) -> tuple[PlaceName, ...]:
    """Leave out a name of no told language that stands there with its language too."""
    told = {text for text, language in names if language != "und"}
    return tuple(
        each for (text, language), each in names.items() if language != "und" or text not in told
    )


def _attributes(tags: Mapping[str, str]) -> tuple[Attribute, ...]:
    people, item = tags.get("population", ""), tags.get("wikidata", "")
    found = []
    if people.isascii() and people.isdigit() and int(people[:18]):
        found.append(Attribute("population", people, "", SOURCE.key))
    if item[:1] == "Q" and item[1:].isdigit():
        found.append(Attribute("wikidata", item, "", SOURCE.key))
    return tuple(found)
