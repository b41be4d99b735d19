"""The GeoPackage and the GeoJSON styles open in QGIS as they should, and hold what they should."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pyogrio
import pytest

from geo_osint import files, styles
from geo_osint.errors import InputError, OutputError
from geo_osint.layers import COLUMNS
from geo_osint.output import geojson, qgis
from geo_osint.output.qgis import geopackage, layers_of
from geo_osint.output.qgis.styles import qml
from geo_osint.styles import alias, table_styles
from tests.conftest import need

SYSTEM_PYTHON = "/usr/bin/python3"
PROBE = Path(__file__).with_name("qgis_probe.py")
HEADLESS = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}

LAYERS = {
    "regions": 4,
    "extents": 5,
    "extents_line": 1,
    "corridors": 0,
    "segments": 2,
    "movements": 2,
    "movements_point": 1,
    "statements": 3,
    "positions": 5,
    "sightings": 5,
    "places": 6,
}
"""Rows of each layer of the hand-made case."""


def written(everything, folder):
    case, findings, tables = everything
    with files.staged(folder) as stage:
        geojson.write(stage, case, findings, tables)
        qgis.write(stage, case, findings, tables)
    return folder / "by-hand.gpkg"


@pytest.fixture
def package(everything, tmp_path):
    return written(everything, tmp_path)


def rows(path, query):
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def test_every_table_of_the_house_has_a_style_and_every_column_a_name():
    assert set(table_styles()) == set(COLUMNS)
    for columns in COLUMNS.values():
        for column in columns:
            assert " · " in alias(column), column


def test_styles_name_columns_that_exist_and_groups_that_exist():
    for table, style in table_styles().items():
        assert {style.by, *style.label} <= set(COLUMNS[table])
        assert style.group in styles.groups()


def test_layers_hold_every_row_once(everything, package):
    _, _, tables = everything
    found = {name: rows(package, f'SELECT count(*) FROM "{name}"')[0][0] for name in LAYERS}
    assert found == LAYERS
    assert sum(found.values()) == sum(map(len, tables.values()))
    assert [name for name, _ in pyogrio.list_layers(package) if name != "layer_styles"] == [*LAYERS]


def test_layers_have_their_kind_of_geometry_even_when_empty(package):
    kinds = dict(rows(package, "SELECT table_name, geometry_type_name FROM gpkg_geometry_columns"))
    assert kinds["corridors"] == "MULTIPOLYGON"
    assert kinds["movements"] == "MULTILINESTRING"
    assert kinds["movements_point"] == kinds["places"] == "POINT"


def test_the_file_is_a_sound_geopackage_1_2_in_wgs84(package):
    assert rows(package, "PRAGMA integrity_check") == [("ok",)]
    assert rows(package, "PRAGMA user_version") == [(10200,)]
    assert {each[0] for each in rows(package, "SELECT srs_id FROM gpkg_geometry_columns")} == {4326}


def test_missing_values_are_null_and_counts_are_whole(package):
    found = rows(package, "SELECT id, count_lo, ordinal, typeof(count_lo) FROM movements")
    assert found == [("m1", 45, 13, "integer"), ("m2", 60, None, "integer")]
    assert rows(package, "SELECT geom FROM places WHERE id = 'geo:euphrates'") == [(None,)]
    assert rows(package, "SELECT hedge FROM movements WHERE id = 'm1'") == [("",)]


def test_styles_are_stored_as_qgis_wants_them(package):
    stored = rows(
        package,
        "SELECT f_table_name, f_table_catalog, f_table_schema, f_geometry_column, useAsDefault "
        "FROM layer_styles",
    )
    assert stored == [(name, "", "", "geom", 1) for name in LAYERS]


def test_the_same_case_gives_the_same_bytes(everything, tmp_path):
    first, second = (written(everything, tmp_path / each) for each in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_the_date_is_the_epoch_unless_source_date_epoch_is_set(everything, tmp_path, monkeypatch):
    query = "SELECT DISTINCT last_change FROM gpkg_contents"
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert rows(written(everything, tmp_path / "a"), query) == [("1970-01-01T00:00:00.000Z",)]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1614556800")
    assert rows(written(everything, tmp_path / "b"), query) == [("2021-03-01T00:00:00.000Z",)]
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


def test_hostile_texts_are_data_and_never_style(attacked_by_all, everything, tmp_path):
    hostile_text, attacked = attacked_by_all
    hostile = written(attacked, tmp_path / "hostile")
    plain = written(everything, tmp_path / "plain")
    query = "SELECT f_table_name, styleQML FROM layer_styles"
    assert rows(hostile, query) == rows(plain, query)
    assert rows(hostile, "SELECT DISTINCT words FROM statements") == [(hostile_text,)]


def test_a_nul_is_refused_because_it_would_cut_the_text(everything, tmp_path):
    case, findings, tables = everything
    table = tables["places"].copy()
    table.loc[0, "name_ar"] = "a\0b"
    with pytest.raises(InputError, match="NUL"), files.staged(tmp_path) as stage:
        qgis.write(stage, case, findings, {**tables, "places": table})


def test_what_cannot_be_written_is_said_in_one_line(everything, tmp_path):
    _, _, tables = everything
    with pytest.raises(OutputError, match=r"x\.gpkg: could not be written") as caught:
        geopackage.write_geopackage(tmp_path / "missing" / "x.gpkg", tuple(layers_of(tables)), "x")
    assert "\n" not in str(caught.value)


def test_a_layer_that_lost_rows_is_found_out(everything, tmp_path, monkeypatch):
    _, _, tables = everything
    whole = geopackage._write_layer
    monkeypatch.setattr(
        geopackage,
        "_write_layer",
        lambda path, layer, append: whole(path, replace(layer, rows=layer.rows[1:]), append),
    )
    with pytest.raises(OutputError, match="layer regions holds 3 of 4 rows"):
        geopackage.write_geopackage(tmp_path / "x.gpkg", tuple(layers_of(tables)), "x")


def test_a_damaged_file_is_found_out(everything, tmp_path):
    _, _, tables = everything
    layers = tuple(layers_of(tables))
    path = tmp_path / "x.gpkg"
    geopackage.write_geopackage(path, layers, "x")
    data = bytearray(path.read_bytes())
    data[40_960:45_056] = bytes(4_096)
    path.write_bytes(data)
    with pytest.raises((OutputError, sqlite3.DatabaseError)):
        geopackage._read_back(path, layers)


def test_a_style_is_well_formed_and_binds_itself_to_one_kind_only():
    style = table_styles()["movements"]
    one, two = (
        ET.fromstring(qml(style, kinds, COLUMNS["movements"]).split("\n", 1)[1])
        for kinds in (["line"], ["line", "point"])
    )
    assert one.findtext("layerGeometryType") == "1"
    assert two.find("layerGeometryType") is None
    assert len(two.findall("./renderer-v2/rules/rule")) == 2


# what QGIS itself makes of it


def need_qgis():
    found = (
        Path(SYSTEM_PYTHON).exists()
        and not subprocess.run(
            [SYSTEM_PYTHON, "-c", "import qgis.core"],
            capture_output=True,
            env=HEADLESS,
            check=False,
        ).returncode
    )
    need("qgis", found, "apt-get install --no-install-recommends qgis python3-qgis")


def probe(*sources):
    need_qgis()
    told = subprocess.run(
        [SYSTEM_PYTHON, str(PROBE), "-", *map(str, sources)],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=True, env=HEADLESS,
    )  # fmt: skip
    return json.loads(told.stdout)


@pytest.mark.qgis
def test_qgis_opens_every_layer_styled(package):
    found = dict(
        zip(LAYERS, probe(*(f"{package}|layername={each}" for each in LAYERS)), strict=True)
    )
    for name, layer in found.items():
        table = name.removesuffix("_line").removesuffix("_point")
        style = table_styles()[table]
        assert layer["valid"], name
        assert layer["count"] == LAYERS[name]
        assert layer["crs"] == "EPSG:4326"
        assert layer["renderer"] == "RuleRenderer", name
        assert layer["broken"] == []
        assert layer["labels"] == bool(style.label), name
        assert [words for _, words in layer["rules"]] == [
            f"{each.label.en} · {each.label.ar}" for each in styles.group(style.group).values()
        ]
        assert all(len(keys) == 2 for keys in layer["drawn"]), f"{name}: a row no rule draws"
        assert all(layer["label"][1:]), f"{name}: a row without a label"
        assert layer["aliases"]["fid"] == "fid"
        assert {layer["aliases"][each] for each in COLUMNS[table]} == {
            alias(each) for each in COLUMNS[table]
        }
    assert found["statements"]["widgets"]["verdict"] == "ValueMap"
    assert "الميادين\nAl-Mayadin" in found["places"]["label"]
    assert any("معبر الوليد" in row for row in found["places"]["rows"])


@pytest.mark.qgis
def test_qgis_opens_geojson_styled_by_the_file_beside_it(everything, package):
    _, _, tables = everything
    folder = package.parent / "by-hand.layers"
    names = [name for name, table in tables.items() if len(table)]
    for name, layer in zip(
        names, probe(*(folder / f"{each}.geojson" for each in names)), strict=True
    ):
        assert layer["valid"]
        assert layer["count"] == len(tables[name])
        assert layer["crs"] == "EPSG:4326"
        assert layer["renderer"] == "RuleRenderer", name
        assert layer["labels"], name
        assert all(len(keys) >= 2 for keys in layer["drawn"]), f"{name}: a row no rule draws"
        assert list(layer["aliases"]) == list(COLUMNS[name])


@pytest.mark.qgis
def test_qgis_shows_a_file_of_two_kinds_in_both(package):
    path = package.parent / "by-hand.layers" / "movements.geojson"
    lines, points = probe(f"{path}|geometrytype=LineString", f"{path}|geometrytype=Point")
    assert (lines["count"], lines["renderer"], lines["geometry"]) == (2, "RuleRenderer", 1)
    assert (points["count"], points["renderer"], points["geometry"]) == (1, "RuleRenderer", 0)
    assert all(len(keys) == 3 for keys in lines["drawn"] + points["drawn"])
