"""CSV: every cell is text (`NA` is Namibia, `NO` is Norway); the geometry as WKT or in two columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from shapely.geometry.base import BaseGeometry

from geo_osint.errors import InputError
from geo_osint.files.layers.frames import WGS84, to_wgs84
from geo_osint.files.layers.shapes import from_geojson, from_wkt
from geo_osint.files.layers.value import Layer, Shapes

DELIMITERS: Final = ",;\t|"

WKT = ("wkt", "geometry", "geom", "wkt_geom", "the_geom")
LON = ("lon", "lng", "longitude", "long", "x")
LAT = ("lat", "latitude", "y")
"""Names of columns that hold a position, in lower case."""

LONGEST_CELL = 64 * 1024 * 1024


def read_table(text: str, name: str, title: str) -> Layer:
    r"""Read a table whose first line names the columns; positions are taken as WGS84 degrees.

    Raises
    ------
    InputError
        If a line has too many or too few cells, a column stands twice, or a position is none.

    Examples
    --------
    >>> layer = read_table("id,country,lat,lon\na,NA,-22.5,17\n", "a.csv", "a")
    >>> layer.columns, layer.shapes[0].wkt
    ({'id': ['a'], 'country': ['NA']}, 'POINT (17 -22.5)')
    """
    header, rows, lines = _cells(text, name)
    columns = dict(
        zip(
            header,
            map(list, zip(*rows, strict=True)) if rows else ([] for _ in header),
            strict=True,
        )
    )
    where = [f"{name}, line {line}" for line in lines]
    shapes = _shapes(columns, where, name)
    return Layer(title, columns, lines, shapes)


def _cells(text: str, name: str) -> tuple[list[str], list[list[str]], list[int]]:
    csv.field_size_limit(LONGEST_CELL)
    first = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count), strict=True
    )
    rows, lines, line = [], [], 2
    try:
        header = [each.strip() for each in next(reader)]
        for row in reader:
            if row:
                rows.append(row)
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as fault:
        raise InputError(
            f"{name}, line {reader.line_num}: no row of a table ({fault}); repair it"
        ) from None
    if len(header) < 2:
        raise InputError(
            f"{name}: no table: its first line has no column but one; save the layer as CSV"
        )
    if twice := next((each for each in header if header.count(each) > 1), None):
        raise InputError(f"{name}: the column {twice[:40]!r} stands twice; keep one")
    for row, at in zip(rows, lines, strict=True):
        if len(row) != len(header):
            raise InputError(
                f"{name}, line {at}: has {len(row)} cells, not {len(header)}; repair it"
            )
    return header, rows, lines


def _shapes(columns: dict[str, list[str]], where: Sequence[str], name: str) -> Shapes | None:
    """Take the geometry out of the columns; none where no column holds one."""
    known = {column.lower(): column for column in columns}
    if wkt := next((known[each] for each in WKT if each in known), None):
        texts = columns.pop(wkt)
        return to_wgs84([from_wkt(t, w) for t, w in zip(texts, where, strict=True)], WGS84, name)
    lon, lat = (
        next((known[each] for each in names if each in known), None) for names in (LON, LAT)
    )
    if not lon or not lat:
        return None
    pairs = zip(columns.pop(lon), columns.pop(lat), where, strict=True)
    return to_wgs84([_point(*each) for each in pairs], WGS84, name)


def _point(lon: str, lat: str, where: str) -> BaseGeometry | None:
    if not lon.strip() and not lat.strip():
        return None
    try:
        held = [float(lon), float(lat)]
    except ValueError:
        raise InputError(
            f"{where}: {lat[:20]!r}, {lon[:20]!r} is no position; write decimal degrees with a point"
        ) from None
    return from_geojson({"type": "Point", "coordinates": held}, where)
