"""A case on both sides of the antimeridian: every layer is cut there, and no format stumbles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely
from click.testing import CliRunner

from geo_osint.cli import cli
from geo_osint.files.layers import read_layers
from geo_osint.files.rfc7946 import faults

REPORT = (
    "On 23 February 2021 a convoy moved from Taveuni Town to Lakeba Village. "
    "Lakeba Village is 62 km east of Taveuni Town."
)


def place(id: str, name: str, lon_deg: float, lat_deg: float, extent_m: float) -> dict[str, object]:
    return {
        "type": "Feature",
        "id": id,
        "geometry": {"type": "Point", "coordinates": [lon_deg, lat_deg]},
        "properties": {
            "kind": "PPL",
            "countries": ["FJ"],
            "names": [
                {"text": name, "language": "en", "script": "Latn", "role": "main", "source": "s"}
            ],
            "positions": [{"lon": lon_deg, "lat": lat_deg, "source": "s", "precision_m": 1_000}],
            "extent_m": extent_m,
            "extent_basis": "the survey",
        },
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("pacific")
    source = {"title": "A survey", "reference": "1", "licence": "CC0", "url": "https://example.org"}
    gazetteer = {
        "type": "FeatureCollection",
        "format": "geo-osint gazetteer 1",
        "name": "pacific",
        "sources": {"s": source},
        "features": [
            place("my:taveuni", "Taveuni Town", 179.95, -16.8, 30_000),
            place("my:lakeba", "Lakeba Village", -179.5, -17.0, 2_000),
        ],
    }
    (here / "own.geojson").write_text(json.dumps(gazetteer), encoding="utf-8")
    (here / "report.txt").write_text(REPORT, encoding="utf-8")
    own = ("--gazetteer", str(here / "own.geojson"))
    run(("run", str(here / "report.txt"), "-o", str(here / "case"), *own))
    run(("export", str(here / "case"), "--all", str(here / "all")))
    return here


def run(words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(cli, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("table", ["extents", "statements", "movements", "segments"])
def test_a_layer_is_cut_and_holds_to_the_standard(folder: Path, table: str) -> None:
    text = (folder / "all" / f"case.{table}.geojson").read_text(encoding="utf-8")
    assert not list(faults(text))
    layer = json.loads(text)
    west, _, east, _ = layer["bbox"]
    assert west > 179 and east < -179
    kinds = {each["geometry"]["type"] for each in layer["features"]}
    assert kinds & {"MultiLineString", "MultiPolygon"}


def test_the_package_holds_no_shape_around_the_world(folder: Path) -> None:
    package = read_layers(folder / "all" / "case.gpkg")
    parts = [
        part
        for layer in package.layers
        for shape in layer.shapes or ()
        if shape is not None
        for part in shapely.get_parts(shape)
    ]
    assert any(each.bounds[2] == 180 for each in parts)
    assert all(each.bounds[2] - each.bounds[0] < 2 for each in parts)
