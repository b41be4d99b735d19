"""GeoJSON as strict JSON: the older `crs` member by its EPSG number, never by a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo_osint.errors import InputError
from geo_osint.files import parse_json
from geo_osint.files.layers.frames import WGS84, epsg_of, to_wgs84
from geo_osint.files.layers.shapes import from_geojson
from geo_osint.files.layers.value import Cell, Layer


def read_geojson(text: str, name: str, title: str) -> Layer:
    """Read a FeatureCollection; `name` stands in messages, `title` is the layer's where it names none.

    Raises
    ------
    InputError
        If it is no strict JSON, no FeatureCollection, or in a reference system that is not known.

    Examples
    --------
    >>> text = '{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "a", ' + (
    ...     '"properties": {"height": 3}, "geometry": {"type": "Point", "coordinates": [40.5, 35]}}]}')
    >>> layer = read_geojson(text, "a.geojson", "a")
    >>> layer.numbers, layer.columns["height"], layer.shapes[0].wkt
    (['a'], [3], 'POINT (40.5 35)')
    """
    parsed = parse_json(text, name)
    features = parsed.get("features") if isinstance(parsed, dict) else None
    if not isinstance(features, list) or parsed.get("type") != "FeatureCollection":
        raise InputError(f"{name}: no FeatureCollection; save the layer as GeoJSON")
    for number, each in enumerate(features, start=1):
        if not isinstance(each, dict) or not isinstance(each.get("properties"), dict | None):
            raise InputError(f"{name}, feature {number}: no feature of GeoJSON; repair the file")
    where = [f"{name}, feature {number}" for number in range(1, len(features) + 1)]
    shapes = [from_geojson(f.get("geometry"), w) for f, w in zip(features, where, strict=True)]
    told = parsed.get("name")
    return Layer(
        told if isinstance(told, str) and told else title,
        columns_of([each.get("properties") or {} for each in features]),
        [_number(each.get("id"), number) for number, each in enumerate(features, start=1)],
        to_wgs84(shapes, _epsg(parsed.get("crs"), name), name),
    )


def columns_of(rows: Sequence[Mapping[str, Cell]]) -> dict[str, list[Cell]]:
    """Turn rows into columns, in the order in which they first appear; nothing where a row lacks one."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def _number(id: Any, number: int) -> int | str:
    return id if isinstance(id, int | str) and not isinstance(id, bool) else number


def _epsg(crs: Any, name: str) -> int:
    """Take the reference system of GeoJSON 2008, which QGIS still writes."""
    if crs is None:
        return WGS84
    told = crs.get("properties") if isinstance(crs, dict) and crs.get("type") == "name" else None
    words = told.get("name") if isinstance(told, dict) else None
    if not isinstance(words, str):
        raise InputError(
            f"{name}: names its reference system by a link or not at all, which is not followed; save it in EPSG:4326"
        )
    return epsg_of(words, name)
