"""The rows as they were exported, kept inside a GeoPackage, so that edits can be told from later changes.

A copy of each layer stands in `gpkg_geo_osint_base_LAYER`, and `gpkg_geo_osint_base` says of which case. The
names begin with `gpkg_` because QGIS and GDAL do not list such tables as layers, and keep them on saving.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

HEAD = "gpkg_geo_osint_base"
FORMAT = "geo-osint base 1"
PREFIX = f"{HEAD}_"


def quoted(name: str) -> str:
    """Write a name of a table or column as SQL has it.

    Examples
    --------
    >>> quoted('a"b')
    '"a""b"'
    """
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def keep_base(database: sqlite3.Connection, layers: Iterable[str], name: str) -> None:
    """Copy the rows of layers beside them, in an open GeoPackage; `name` is that of their case.

    The copies are plain tables of the same values, geometries included.
    """
    database.execute(f"CREATE TABLE {HEAD} (format TEXT NOT NULL, name TEXT NOT NULL)")
    database.execute(f"INSERT INTO {HEAD} VALUES (?, ?)", (FORMAT, name))
    for layer in layers:
        copy, own = quoted(PREFIX + layer), quoted(layer)
        database.execute(f"CREATE TABLE {copy} AS SELECT * FROM {own} ORDER BY fid")
