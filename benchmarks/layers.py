"""100,000 rows to layers: ours beside geopandas and fiona, in turn, and how fast QGIS opens the result.

Run: python benchmarks/layers.py [--rows 100000] [--repeat 3] [--fiona]

One table of places (points, 20 columns of text and numbers in two languages) and one of regions (outlines
of 65 positions) go through each writer, several times in turn; the median counts. Ours writes the GeoPackage
with styles, forms, metadata and project, and reads it back; the peers write rows alone. GeoJSON by RFC 7946
is compared with geopandas' `RFC7946=YES`, and every file is held against the checker of this project.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import shapely

from geo_osint import files
from geo_osint.files.rfc7946 import faults
from geo_osint.layers import COLUMNS, DAYS, NUMBERS, Tables
from geo_osint.layers.frames import frame
from geo_osint.output import geojson
from geo_osint.output.qgis import geopackage, layers_of
from geo_osint.output.qgis.project import project, to_qgz

SEED = 7
AREA = (35.0, 32.0, 45.0, 38.0)
OUTLINE_DEG = 0.02
QGIS_PYTHON = "/usr/bin/python3"

OPENING = """
import os, sys, time
from qgis.core import QgsApplication, QgsProject
application = QgsApplication([], False)
application.initQgis()
begun = time.perf_counter()
project = QgsProject.instance()
done = project.read(sys.argv[1])
whole = all(layer.isValid() for layer in project.mapLayers().values())
print(time.perf_counter() - begun, done and whole)
sys.stdout.flush()
os._exit(0)
"""


def rows_of(table: str, shapes: np.ndarray) -> Iterator[dict[str, object]]:
    """Give rows that look like those of a case: names in both languages, figures, a day, a sentence."""
    words = {
        "name_ar": "الميادين",
        "name_en": "Al-Mayadin",
        "note": "about 14 km from the field, one source says",
    }
    for number, shape in enumerate(shapes):
        row: dict[str, object] = {"geometry": shape}
        for column in COLUMNS[table]:
            if column in NUMBERS:
                row[column] = float(number)
            else:
                row[column] = (
                    "2021-02-23" if column in DAYS else f"{words.get(column, 'code')} {number}"
                )
        yield row


def tables_with(table: str, shapes: np.ndarray) -> Tables:
    return {
        name: frame(columns, rows_of(name, shapes) if name == table else ())
        for name, columns in COLUMNS.items()
    }


def ours_gpkg(folder: Path, tables: Tables) -> Path:
    path = folder / "ours.gpkg"
    layers = tuple(layers_of(tables))
    geopackage.write_geopackage(path, layers, "bench")
    (folder / "ours.qgz").write_bytes(to_qgz(project("bench", path.name, layers), "bench"))
    return path


def ours_geojson(folder: Path, table: gpd.GeoDataFrame) -> Path:
    with files.staged(folder) as stage:
        geojson.put(stage, lambda _: "ours.geojson", {"regions": table})
    return folder / "ours.geojson"


def theirs(driver: str, name: str, **options: str) -> Callable[[Path, gpd.GeoDataFrame], Path]:
    def write(folder: Path, table: gpd.GeoDataFrame) -> Path:
        table.to_file(folder / name, driver=driver, **options)
        return folder / name

    return write


def by_fiona(driver: str, name: str) -> Callable[[Path, gpd.GeoDataFrame], Path]:
    def write(folder: Path, table: gpd.GeoDataFrame) -> Path:
        table.to_file(folder / name, driver=driver, engine="fiona")
        return folder / name

    return write


def to_json(folder: Path, table: gpd.GeoDataFrame) -> Path:
    (folder / "to_json.geojson").write_text(table.to_json(), encoding="utf-8")
    return folder / "to_json.geojson"


def timed(runs: dict[str, Callable[[Path], Path]], repeat: int) -> dict[str, float]:
    """Run each in turn, as often as asked, into folders of their own; give medians in seconds."""
    spent: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(repeat):
        for name, run in runs.items():
            with tempfile.TemporaryDirectory() as folder:
                begun = time.perf_counter()
                run(Path(folder))
                spent[name].append(time.perf_counter() - begun)
    return {name: statistics.median(times) for name, times in spent.items()}


def show(title: str, medians: dict[str, float]) -> None:
    print(f"\n{title}")
    own = medians["ours"]
    for name, seconds in medians.items():
        print(f"  {name:44} {seconds:6.2f} s   {seconds / own:5.2f} times ours")


def faults_in(run: Callable[[Path], Path]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        found = faults(run(Path(folder)).read_bytes())
    return str(found[0]) if found else "none"


def opened(tables: Tables) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours_gpkg(Path(folder), tables)
        environment = {"QT_QPA_PLATFORM": "offscreen", "HOME": folder, "LC_ALL": "C.UTF-8"}
        told = subprocess.run(
            [QGIS_PYTHON, "-c", OPENING, f"{folder}/ours.qgz"],
            capture_output=True, text=True, check=False, env=environment,
        )  # fmt: skip
    print(
        f"\nQGIS opens the project: {told.stdout.strip() or 'not installed'} (s, all layers valid)"
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--repeat", type=int, default=3)
    asked.add_argument("--fiona", action="store_true", help="beside fiona too, which is slow")
    told = asked.parse_args()
    warnings.simplefilter("ignore")
    chance = np.random.default_rng(SEED)
    west, south, east, north = AREA
    points = shapely.points(
        chance.uniform(west, east, told.rows), chance.uniform(south, north, told.rows)
    )
    outlines = shapely.buffer(points, OUTLINE_DEG, quad_segs=16)
    for kind, table, shapes in (("points", "places", points), ("outlines", "regions", outlines)):
        tables = tables_with(table, shapes)
        rows = tables[table]
        peers = {"geopandas to_file, GPKG": theirs("GPKG", "a.gpkg")}
        jsons = {
            "geopandas to_file, GeoJSON RFC7946=YES": theirs(
                "GeoJSON", "r.geojson", RFC7946="YES", WRITE_BBOX="YES"
            ),
            "geopandas to_file, GeoJSON": theirs("GeoJSON", "g.geojson"),
            "geopandas to_json": to_json,
        }
        if told.fiona:
            peers["geopandas to_file by fiona, GPKG"] = by_fiona("GPKG", "f.gpkg")
            jsons["geopandas to_file by fiona, GeoJSON"] = by_fiona("GeoJSON", "f.geojson")
        print(f"\n== {told.rows:,} {kind}, {len(rows.columns)} columns")
        runs = {"ours": lambda folder, tables=tables: ours_gpkg(folder, tables)}
        runs |= {n: lambda folder, w=w, rows=rows: w(folder, rows) for n, w in peers.items()}
        show("GeoPackage (ours: styled, with project, read back)", timed(runs, told.repeat))
        runs = {"ours": lambda folder, rows=rows: ours_geojson(folder, rows)}
        runs |= {n: lambda folder, w=w, rows=rows: w(folder, rows) for n, w in jsons.items()}
        show("GeoJSON (ours: RFC 7946, flushed, read back in part)", timed(runs, told.repeat))
        print("\nfirst fault by RFC 7946:")
        for name, run in runs.items():
            print(f"  {name:44} {faults_in(run)}")
        opened(tables)
    print(
        f"\ngeopandas {gpd.__version__}, pyogrio {pyogrio.__version__}, GDAL {pyogrio.__gdal_version__}"
    )


if __name__ == "__main__":
    main()
