"""A GeoPackage with all layers, which QGIS opens in our style.

QGIS takes the style from the table `layer_styles`, if catalogue and schema there are empty strings
(not null) and the geometry column is named exactly. No date of the clock enters the file, so that
the same layers give the same bytes.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from geo_osint.errors import InputError, OutputError
from geo_osint.files import as_output_error
from geo_osint.files.layers import keep_base
from geo_osint.layers import DAYS, NUMBERS
from geo_osint.output.qgis import metadata
from geo_osint.output.qgis.metadata import NOTHING, Provenance
from geo_osint.output.qgis.project import Layer, project, to_qgz
from geo_osint.output.qgis.styles import qml
from geo_osint.styles import Geometry, alias

GEOMETRY_COLUMN = "geom"

INTEGERS = frozenset(("count_lo", "count_hi", "ordinal", "acled_geo_precision", "ucdp_where_prec"))
"""Number columns that count things."""

_OGR_TYPE: dict[Geometry, str] = {
    "point": "Point",
    "line": "MultiLineString",
    "polygon": "MultiPolygon",
}

_LAYER_STYLES = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
    f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME
)"""

_PROJECTS = "CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)"

_AS_TABLE = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?, 0)"""

_STYLE = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,
    styleQML, styleSLD, useAsDefault, description, owner, ui, update_time)
VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', NULL, ?)"""


def write_geopackage(
    path: Path, layers: Sequence[Layer], title: str, made_of: Provenance = NOTHING
) -> None:
    """Write layers with their styles and a project that shows them all, and read the file back.

    Raises
    ------
    InputError
        If a text holds a NUL, which would cut it short in silence.
    OutputError
        If the file cannot be written, or does not hold what it should.
    """
    for layer in layers:
        _refuse_nul(layer)
    moment = _moment()
    try:
        with _configured(moment):
            for number, layer in enumerate(layers):
                _write_layer(path, layer, append=number > 0)
        _write_tables(path, layers, title, moment)
        _write_metadata(path, layers, made_of, moment)
        _write_project(path, layers, title, made_of, moment)
        _read_back(path, layers)
    except (DataSourceError, DataLayerError, sqlite3.Error) as fault:
        raise as_output_error(path, fault) from fault


def _moment() -> str:
    """Give the moment the file is said to be of: SOURCE_DATE_EPOCH, else the epoch itself."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "0")
    seconds = int(told) if told.isdecimal() and len(told) < 12 else 0
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


@contextmanager
def _configured(moment: str) -> Iterator[None]:
    """Fix the date GDAL writes; leave flushing to the disk to the stage, which does it once."""
    wanted = {"OGR_CURRENT_DATE": moment, "OGR_SQLITE_SYNCHRONOUS": "OFF"}
    before = {name: pyogrio.get_gdal_config_option(name) for name in wanted}
    pyogrio.set_gdal_config_options(wanted)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)


def _write_layer(path: Path, layer: Layer, append: bool) -> None:
    counts = {column: "Int64" for column in layer.columns if column in INTEGERS}
    days = {column: {"": None} for column in layer.columns if column in DAYS}
    pyogrio.write_dataframe(
        layer.rows.astype(counts).replace(days),
        path,
        layer=layer.name,
        driver="GPKG",
        geometry_type=_OGR_TYPE[layer.geometry],
        promote_to_multi=layer.geometry != "point",
        append=append,
        dataset_options={"VERSION": "1.2"},
        layer_options={
            "IDENTIFIER": layer.title,
            "GEOMETRY_NAME": GEOMETRY_COLUMN,
            "FID": "fid",
            "SPATIAL_INDEX": "YES",
        },
    )


def _write_tables(path: Path, layers: Sequence[Layer], title: str, moment: str) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA synchronous = OFF")
        database.execute(_LAYER_STYLES)
        database.execute(_AS_TABLE, (moment,))
        for layer in layers:
            _make_dates(database, layer)
            style = qml(layer.style, (layer.geometry,), ("fid", *layer.columns))
            told = (layer.name, GEOMETRY_COLUMN, layer.name, style, layer.style.title, moment)
            database.execute(_STYLE, told)
        keep_base(database, (each.name for each in layers if each.style.editable), title)


def _make_dates(database: sqlite3.Connection, layer: Layer) -> None:
    """Declare the columns of days as dates: GDAL would write a day as midnight, surer than it was told."""
    for column in layer.columns:
        if column in DAYS:
            database.execute("PRAGMA writable_schema = ON")
            database.execute(
                "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?",
                (f'"{column}" TEXT', f'"{column}" DATE', layer.name),
            )
            database.execute("PRAGMA writable_schema = RESET")


def _write_metadata(path: Path, layers: Sequence[Layer], made_of: Provenance, moment: str) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA synchronous = OFF")
        metadata.put(database, {each.name: each.title for each in layers}, made_of, moment)


def _write_project(
    path: Path, layers: Sequence[Layer], title: str, made_of: Provenance, moment: str
) -> None:
    """Put the project into the package too: whoever gets one file gets the groups and the days."""
    told = json.dumps({"last_modified_time": moment[:19], "last_modified_user": ""})
    packed = to_qgz(project(title, path.name, layers, made_of), title)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA synchronous = OFF")
        database.execute(_PROJECTS)
        database.execute("INSERT INTO qgis_projects VALUES (?, ?, ?)", (title, told, packed.hex()))


def _read_back(path: Path, layers: Sequence[Layer]) -> None:
    with closing(sqlite3.connect(path)) as database:
        state = database.execute("PRAGMA integrity_check").fetchone()[0]
        if state != "ok":
            raise OutputError(f"{path.name}: is damaged ({state}); is the disk full?")
        for layer in layers:
            # the name is one of ours: see `tables.toml`
            found = database.execute(f'SELECT count(*) FROM "{layer.name}"').fetchone()[0]
            if found != len(layer.rows):
                raise OutputError(
                    f"{path.name}: layer {layer.name} holds {found} of {len(layer.rows)} rows; "
                    "is the disk full?"
                )


def _refuse_nul(layer: Layer) -> None:
    for column in layer.columns:
        if column not in NUMBERS and "\0" in "".join(map(str, layer.rows[column].tolist())):
            raise InputError(
                f"{layer.name}, {alias(column)}: a text holds a NUL character; take it out of the "
                "case or gazetteer"
            )
