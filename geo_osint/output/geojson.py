"""Tables to GeoJSON: one RFC 7946 file each, in lon-lat degrees on WGS84.

Written without GDAL, column by column: strict JSON, coordinates to 7 decimals (about a centimetre),
outer rings counter-clockwise, a null geometry where a thing is not located, no `crs` member. Each file
names its columns in a foreign member, so that an empty table still says what it would hold.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geo_osint.case import Case
from geo_osint.errors import OutputError
from geo_osint.files import Stage
from geo_osint.files.rfc7946 import faults
from geo_osint.layers import DAYS, NUMBERS, Tables
from geo_osint.model import Finding
from geo_osint.output.positions import Shapes, settled, to_geometries

CHECKED_WHOLE = 2_000
"""Rows up to which a file is checked whole; of a longer one, so many rows from all over it."""


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
        _check(text, key, len(table))
        stage.text(name(key), text)


def _check(text: str, name: str, rows: int) -> None:
    """Read a file back before it is staged: all rows, as RFC 7946 asks for."""
    head, *lines, end, _ = text.split("\n")
    if len(lines) != rows:
        raise OutputError(f"{name}.geojson: holds {len(lines)} of {rows} rows; report this")
    looked_at = lines[:: rows // CHECKED_WHOLE + 1]
    part = ",\n".join(each.removesuffix(",") for each in looked_at)
    for fault in faults(f"{head}\n{part}\n{end}", f"{name}.geojson"):
        if fault.must:
            raise OutputError(f"{name}.geojson: {fault}; report this")


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def to_geojson(name: str, table: gpd.GeoDataFrame) -> str:
    """Write a table as a FeatureCollection, one feature a line; the same table gives the same bytes.

    A feature's id is its `id` column; a table without one numbers its features from 1.
    """
    columns = [column for column in table.columns if column != table.geometry.name]
    shapes = settled(table.geometry.to_numpy())
    cells = {column: _cells(column, table[column].tolist()) for column in columns}
    ids = cells.get("id") or list(map(str, range(1, len(table) + 1)))
    head = {
        "type": "FeatureCollection",
        "name": name,
        "columns": {column: _kind(column) for column in columns},
        **_box(shapes),
    }
    members = ", ".join(f"{_encode(column).replace('%', '%%')}: %s" for column in columns)
    feature = f'\n{{"type": "Feature", "id": %s, "geometry": %s, "properties": {{{members}}}}}'
    rows = zip(ids, to_geometries(shapes), *cells.values(), strict=True)
    lines = ",".join(map(feature.__mod__, rows))
    return f'{_encode(head)[:-1]}, "features": [{lines}\n]}}\n'


def _kind(column: str) -> str:
    return "number" if column in NUMBERS else "string"


def _cells(column: str, values: Sequence[Any]) -> list[str]:
    """Give a column as JSON: no NaN, whole numbers without a point, null for a day not told."""
    if column in DAYS:
        return [_encode(value or None) for value in values]
    return [_number(each) if isinstance(each, float) else _encode(str(each)) for each in values]


def _number(value: float) -> str:
    if not math.isfinite(value):
        return "null"
    rounded = round(value, 3)
    return str(int(rounded)) if rounded == int(rounded) else repr(rounded)


def _box(shapes: Shapes) -> dict[str, list[float]]:
    """Give the bounding box west, south, east, north; none where nothing is located.

    West is the larger longitude where shapes meet at the antimeridian (RFC 7946, section 5.2).
    """
    bounds = shapely.bounds(shapely.get_parts(shapes))
    if not len(bounds):
        return {}
    south, north = float(bounds[:, 1].min()), float(bounds[:, 3].max())
    west, east = _west_east(bounds[:, [0, 2]])
    return {"bbox": [west, south, east, north]}


def _west_east(spans: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Give the sides of the narrowest box, if it may run over the antimeridian."""
    west, east = float(spans[:, 0].min()), float(spans[:, 1].max())
    if (west, east) != (-180.0, 180.0):
        return west, east
    reached, gaps = -180.0, []
    for lo, hi in sorted(spans.tolist()):
        gaps.append((lo - reached, reached, lo))
        reached = max(reached, hi)
    width, before, behind = max(gaps)
    return (behind, before) if width > 0 else (west, east)
