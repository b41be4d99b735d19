"""GeoJSON: a gazetteer of our own format, or features whose properties are the columns of a table.

A file with one feature a line, as GDAL and most programs write it, is read line by line whatever its
size; another one is read whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from geo_osint import files
from geo_osint.errors import InputError
from geo_osint.files import streams
from geo_osint.gazetteer.importing import tables
from geo_osint.gazetteer.importing.options import Options
from geo_osint.gazetteer.importing.tables import Cited
from geo_osint.gazetteer.reading import MAX_BYTES, load
from geo_osint.gazetteer.shapes import shape_of
from geo_osint.gazetteer.store.entries import Attributed, Cites, Entry, Listed, Told, rejected
from geo_osint.gazetteer.value import FORMAT

MOST_POINTS = 2_000
"""Points of a line or an outline; shapes are coarse by intention."""

MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)


def entries(path: Path, options: Options) -> Iterator[Entry]:
    """Read a GeoJSON file."""
    start = streams.start_of(path)
    if json.dumps(FORMAT).encode() in start:
        yield from _own(path)
        return
    columns: dict[str, str] = {}
    count = 0
    for where, feature in _features(path):
        count += 1
        if not columns:
            header = list(feature.get("properties") or {})
            columns = tables.columns_of([*header, "id"], options, str(path))
            yield Told(tables.told(columns, header))
        yield from entry(feature, columns, options, where, str(count))
    if not count:
        raise InputError(f"{path}: holds no feature")


def _own(path: Path) -> Iterator[Entry]:
    """Take the places of a gazetteer of our own format as they are, each with its sources."""
    gazetteer = load(path)
    yield from map(Cites, gazetteer.sources.values())
    yield Attributed(gazetteer.attribution or gazetteer.name)
    yield from map(Listed, gazetteer.places.values())


def _features(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the features, line by line where they stand so, else of the whole file."""
    found = False
    with streams.streamed(path) as stream:
        for number, line in enumerate(stream.lines(), start=1):
            feature = _feature(line)
            if feature is not None:
                found = True
                yield f"{path}, line {number}", feature
    if not found:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(
                f"{path}: too large to be read whole; write it with one feature a line (GeoJSONSeq)"
            )
        parsed = files.read_json(path, MAX_BYTES)
        features = parsed.get("features") if isinstance(parsed, dict) else None
        for number, each in enumerate(features if isinstance(features, list) else (), start=1):
            yield f"{path}, feature {number}", each if isinstance(each, dict) else {}


def _feature(line: str | bytes) -> dict[str, Any] | None:
    text = line.strip().removesuffix(",") if isinstance(line, str) else ""
    if not text.startswith("{") or '"Feature"' not in text:
        return None
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return parsed if parsed.get("type") == "Feature" else None


def entry(
    feature: dict[str, Any], columns: Mapping[str, str], options: Options, where: str, number: str
) -> Iterator[Entry]:
    """Make a place of a feature, or say why it is none."""
    try:
        row = {str(k): _text(v) for k, v in (feature.get("properties") or {}).items()}
        if feature.get("id") is not None:
            row.setdefault("id", _text(feature["id"]))
        geometry = feature.get("geometry")
        shape = _shape(geometry)
        if geometry and geometry["type"] == "Point":
            lon, lat = geometry["coordinates"][:2]
            row |= {"_lon": _text(lon), "_lat": _text(lat)}
            columns = {**columns, "lon": "_lon", "lat": "_lat"}
    except InputError as fault:
        yield rejected(where, str(fault), json.dumps(feature)[:200])
        return
    except MALFORMED:
        yield rejected(
            where, "is no feature with a geometry that is known here", json.dumps(feature)[:200]
        )
        return
    cited = Cited(options.key, options.prefix)
    for entry in tables.listed(row, columns, options, cited, where, number):
        if isinstance(entry, Listed) and shape is not None:
            entry = Listed(replace(entry.place, shape=shape, positions=()))
        yield entry


def _text(value: object) -> str:
    if value is None or isinstance(value, (dict, list)):
        return ""
    return repr(value) if isinstance(value, float) else str(value)


def _shape(geometry: dict[str, Any] | None) -> Any:
    if not geometry or geometry["type"] == "Point":
        return None
    if geometry["type"] not in ("LineString", "MultiLineString", "Polygon", "MultiPolygon"):
        raise InputError(f"a {str(geometry['type'])[:20]} is no place; give points, lines or areas")
    shape = shape_of({**geometry, "coordinates": _flat(geometry["coordinates"])})
    if shape and sum(map(len, shape.parts)) > MOST_POINTS:
        raise InputError(f"its shape has more than {MOST_POINTS:,} points; simplify it")
    return shape


def _flat(coordinates: list[Any]) -> list[Any]:
    """Take heights off positions."""
    if coordinates and isinstance(coordinates[0], (int, float)):
        return coordinates[:2]
    return [_flat(each) for each in coordinates]
