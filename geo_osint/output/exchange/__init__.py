"""Tables to the formats of other programs: globes, devices, spreadsheets, data tools.

Some hold all tables in one file (KML, KMZ, GPX, XLSX), the others one table each (CSV, FlatGeobuf,
GeoParquet), so that `NAME.csv` stands for `NAME.places.csv`, `NAME.statements.csv` and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

import geopandas as gpd

from geo_osint.case import Case
from geo_osint.files import Stage
from geo_osint.layers import Tables
from geo_osint.output.exchange.datasets import write_flatgeobuf, write_geoparquet
from geo_osint.output.exchange.gpx import to_gpx
from geo_osint.output.exchange.kml import to_kml, to_kmz
from geo_osint.output.exchange.sheets import to_csv, to_xlsx

__all__ = ["FORMATS", "Writer", "lacking", "table_file"]

Writer = Callable[[Stage, str, Case, Tables], None]
"""Stages the tables of a case under a file name."""


def _text(make: Callable[[str, Tables], str]) -> Writer:
    return lambda stage, name, case, tables: stage.text(name, make(case.name, tables))


def _bytes(make: Callable[[str, Tables], bytes]) -> Writer:
    return lambda stage, name, case, tables: stage.bytes(name, make(case.name, tables))


def _csv(stage: Stage, name: str, _: Case, tables: Tables) -> None:
    for table, rows in tables.items():
        stage.text(table_file(name, table), to_csv(rows))


def _by(write: Callable[[Path, str, gpd.GeoDataFrame], None]) -> Writer:
    def each(stage: Stage, name: str, _: Case, tables: Tables) -> None:
        for table, rows in tables.items():
            stage.written_by(
                table_file(name, table),
                lambda path, table=table, rows=rows: write(path, table, rows),  # type: ignore[misc]
            )

    return each


def table_file(name: str, table: str) -> str:
    """Name the file of one table.

    Examples
    --------
    >>> table_file("case.csv", "places")
    'case.places.csv'
    """
    path = Path(name)
    return f"{path.stem}.{table}{path.suffix}"


FORMATS: Mapping[str, Writer] = {
    ".kml": _text(to_kml),
    ".kmz": _bytes(to_kmz),
    ".gpx": _text(to_gpx),
    ".xlsx": _bytes(to_xlsx),
    ".csv": _csv,
    ".fgb": _by(write_flatgeobuf),
    ".parquet": _by(write_geoparquet),
}
"""Every format by the ending of its files."""


_LIBRARIES: Mapping[str, tuple[str, str]] = {
    ".xlsx": ("xlsxwriter", "xlsx"),
    ".parquet": ("pyarrow", "parquet"),
}
"""The library that a format needs beyond the plain installation, and the extra that brings it."""


def lacking(ending: str) -> str:
    """Say what must be installed before a format can be written; nothing if it can be.

    Examples
    --------
    >>> lacking(".kml")
    ''
    """
    library, extra = _LIBRARIES.get(ending, ("", ""))
    if not library or find_spec(library):
        return ""
    return f'{ending}: needs {library}; run: pip install "geo-osint[{extra}]"'
