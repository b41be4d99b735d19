"""Tables to GeoJSON: one RFC 7946 file each, in lon-lat degrees on WGS84.

Written without GDAL: strict JSON, coordinates to 7 decimals (about a centimetre), outer rings
counter-clockwise, a null geometry where a thing is not located, no `crs` member. Each file names its
columns in a foreign member, so that an empty table still says what it would hold.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import geopandas as gpd
from shapely import MultiPolygon, Polygon
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from geo_osint.case import Case
from geo_osint.errors import OutputError
from geo_osint.files import Stage, parse_json
from geo_osint.layers import NUMBERS, Tables
from geo_osint.model import Finding

DIGITS = 7
"""Decimals of a degree: about a centimetre, what RFC 7946 readers expect."""


def write(
    stage: Stage,
    case: Case,
    findings: tuple[Finding, ...],  # noqa: ARG001  all outputs are called alike
    tables: Tables,
) -> None:
    """Stage `NAME.layers/TABLE.geojson` for every table, each read back and counted first.

    Raises
    ------
    OutputError
        If a file does not hold what its table holds.
    """
    put(stage, lambda table: f"{case.name}.layers/{table}.geojson", tables)


def put(stage: Stage, name: Callable[[str], str], tables: Tables) -> None:
    """Stage every table under the name that a function gives, read back and counted first.

    Raises
    ------
    OutputError
        If a file does not hold what its table holds.
    """
    for key, table in tables.items():
        text = to_geojson(key, table)
        found = len(parse_json(text, key)["features"])
        if found != len(table):
            raise OutputError(f"{key}.geojson: holds {found} of {len(table)} rows; report this")
        stage.text(name(key), text)


def to_geojson(name: str, table: gpd.GeoDataFrame) -> str:
    """Write a table as a FeatureCollection, one feature a line; the same table gives the same bytes.

    A feature's id is its `id` column; a table without one numbers its features from 1.
    """
    columns = [column for column in table.columns if column != table.geometry.name]
    rounded = [_geometry(shape) for shape in table.geometry]
    head = {
        "type": "FeatureCollection",
        "name": name,
        "columns": {column: _kind(column) for column in columns},
        **_box(rounded),
    }
    rows = zip(table[columns].itertuples(index=False, name=None), rounded, strict=True)
    features = (
        _feature(dict(zip(columns, values, strict=True)), geometry, number)
        for number, (values, geometry) in enumerate(rows, start=1)
    )
    lines = "".join(
        f"{',' if number else ''}\n{_json(each)}" for number, each in enumerate(features)
    )
    return f'{_json(head)[:-1]}, "features": [{lines}\n]}}\n'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _kind(column: str) -> str:
    return "number" if column in NUMBERS else "string"


def _feature(
    values: dict[str, Any], geometry: dict[str, Any] | None, number: int
) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": values.get("id", number),
        "geometry": geometry,
        "properties": {column: _value(value) for column, value in values.items()},
    }


def _value(value: Any) -> str | int | float | None:
    """Give a cell as JSON has it: no NaN, whole numbers without a point."""
    if not isinstance(value, float):
        return str(value)
    if not math.isfinite(value):
        return None
    rounded = round(value, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def _geometry(shape: BaseGeometry | None) -> dict[str, Any] | None:
    if shape is None or shape.is_empty:
        return None
    plain = mapping(_oriented(shape))
    return {"type": plain["type"], "coordinates": _round(plain["coordinates"])}


def _oriented(shape: BaseGeometry) -> BaseGeometry:
    """Turn outer rings counter-clockwise, holes clockwise."""
    if isinstance(shape, Polygon):
        return orient(shape)
    if isinstance(shape, MultiPolygon):
        return MultiPolygon([orient(part) for part in shape.geoms])
    return shape


def _round(coordinates: Any) -> Any:
    if isinstance(coordinates, float):
        return round(coordinates, DIGITS) + 0.0  # adding 0.0 makes minus zero zero
    return [_round(each) for each in coordinates]


def _box(geometries: Iterable[dict[str, Any] | None]) -> dict[str, list[float]]:
    """Give the bounding box west, south, east, north; none where nothing is located.

    West is the larger longitude where shapes meet at the antimeridian (RFC 7946, section 5.2).
    """
    lines = [list(line) for each in geometries if each for line in _lines(each["coordinates"])]
    if not lines:
        return {}
    lats = [lat for line in lines for _, lat in line]
    west, east = _west_east([(min(lons), max(lons)) for lons in map(_lons, lines)])
    return {"bbox": [west, min(lats), east, max(lats)]}


def _lons(line: list[tuple[float, float]]) -> list[float]:
    return [lon for lon, _ in line]


def _west_east(spans: list[tuple[float, float]]) -> tuple[float, float]:
    """Give the sides of the narrowest box, if it may run over the antimeridian."""
    west, east = min(lo for lo, _ in spans), max(hi for _, hi in spans)
    if (west, east) != (-180.0, 180.0):
        return west, east
    reached, gaps = -180.0, []
    for lo, hi in sorted(spans):
        gaps.append((lo - reached, reached, lo))
        reached = max(reached, hi)
    width, before, behind = max(gaps)
    return (behind, before) if width > 0 else (west, east)


def _lines(coordinates: Any) -> Iterator[Iterator[tuple[float, float]]]:
    """Give the rows of positions, however deep; a single position is a row of its own."""
    if isinstance(coordinates[0], float):
        yield iter([(coordinates[0], coordinates[1])])
    elif isinstance(coordinates[0][0], float):
        yield ((lon, lat) for lon, lat, *_ in coordinates)
    else:
        for each in coordinates:
            yield from _lines(each)
