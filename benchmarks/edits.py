"""The edits in a GeoPackage of 100,000 places, beside two readings by geopandas alone.

Run: .venv/bin/python benchmarks/edits.py [ROWS]
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio

from geo_osint.edits import compare
from geo_osint.files.layers import Layer, keep_base, read_layers
from geo_osint.layers import COLUMNS, NUMBERS

EDITED = 1_000
"""Rows that are moved and renamed, one in a hundred of the default."""


def places(rows: int) -> gpd.GeoDataFrame:
    """Make a table of places with all its columns, the same in each run."""
    chosen = np.random.default_rng(2021)
    cells = {
        column: chosen.uniform(0, 5_000, rows).round(1)
        if column in NUMBERS
        else [f"{column} {number} مكان" for number in range(rows)]
        for column in COLUMNS["places"]
    }
    lon, lat = chosen.uniform(36, 44, rows), chosen.uniform(32, 37, rows)
    return gpd.GeoDataFrame(cells, geometry=gpd.points_from_xy(lon, lat), crs="EPSG:4326")


def write(path: Path, table: gpd.GeoDataFrame) -> None:
    """Write a package with its base, and edit rows of the layer as QGIS does."""
    moved = table.copy()
    moved.loc[: EDITED - 1, "name_en"] = "renamed"
    moved.loc[: EDITED - 1, "geometry"] = moved.geometry[:EDITED].translate(0.001, 0.001)
    options = {"layer_options": {"FID": "fid", "GEOMETRY_NAME": "geom"}}
    pyogrio.write_dataframe(table, path, layer="places", driver="GPKG", **options)
    with closing(sqlite3.connect(path)) as database, database:
        keep_base(database, ["places"], "")
    pyogrio.write_dataframe(moved, path, layer="places", driver="GPKG", **options)


def ours(table: gpd.GeoDataFrame) -> dict[str, Layer]:
    """Lay out the table as the case does."""
    columns = {name: table[name].tolist() for name in COLUMNS["places"]}
    return {"places": Layer("places", columns, list(range(len(table))), list(table.geometry))}


def timed(what: str, work) -> None:
    """Print the best of three runs."""
    wall, cpu = [], []
    for _ in range(3):
        start, used = time.perf_counter(), time.process_time()
        result = work()
        wall.append(time.perf_counter() - start)
        cpu.append(time.process_time() - used)
    print(f"{what:44} {min(wall):6.2f} s, {min(cpu):6.2f} s of processor   {result}")


def by_geopandas(path: Path, table: gpd.GeoDataFrame) -> str:
    """Compare what came home with what is here, two ways only and unguarded."""
    theirs = gpd.read_file(path, layer="places")
    differs = pd.DataFrame(theirs[list(COLUMNS["places"])]).ne(
        pd.DataFrame(table[list(COLUMNS["places"])])
    )
    moved = ~theirs.geometry.geom_equals_exact(table.geometry, 1e-7)
    return f"{int(differs.to_numpy().sum() + moved.sum()):,} differences"


def main(rows: int) -> None:
    table = places(rows)
    here = ours(table)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "home.gpkg"
        write(path, table)
        print(f"{rows:,} rows, {path.stat().st_size / 1e6:.0f} MB")
        timed(
            "geo_osint: read, checked, both versions",
            lambda: f"{len(read_layers(path).base['places']):,} rows",
        )
        timed(
            "geo_osint: read and three-way difference",
            lambda: f"{len(compare(read_layers(path), here, '').edits):,} edits",
        )
        timed("geopandas: read_file and two-way difference", lambda: by_geopandas(path, table))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
