"""Tables become RFC 7946 files that hold all the tables hold."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import geopandas as gpd
import jsonschema
import numpy as np
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import (
    GeometryCollection,
    LinearRing,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    get_coordinates,
    hausdorff_distance,
    reverse,
)
from shapely import box as box_
from shapely.geometry import shape

from geo_osint import files
from geo_osint.errors import OutputError
from geo_osint.files.rfc7946 import faults
from geo_osint.layers import COLUMNS, NUMBERS
from geo_osint.output import geojson
from geo_osint.output.positions import settled, to_geometries

SCHEMA = json.loads(
    (Path(__file__).parents[1] / "schemas" / "layers.schema.json").read_text(encoding="utf-8")
)


def parsed(name, table):
    return files.parse_json(geojson.to_geojson(name, table), name)


def table_of(*shapes):
    rows = {"id": [str(number) for number in range(len(shapes))]}
    return gpd.GeoDataFrame(rows, geometry=list(shapes), crs="EPSG:4326")


def test_every_table_fits_the_schema_with_its_columns_in_order(everything):
    _, _, tables = everything
    for name, table in tables.items():
        document = parsed(name, table)
        jsonschema.Draft202012Validator(SCHEMA).validate(document)
        assert tuple(document["columns"]) == COLUMNS[name]
        assert len(document["features"]) == len(table)
        for feature in document["features"]:
            assert tuple(feature["properties"]) == COLUMNS[name]


def test_files_have_no_fault_by_rfc_7946(everything):
    _, _, tables = everything
    for name, table in tables.items():
        assert faults(geojson.to_geojson(name, table)) == ()


def test_shapes_come_back_as_they_were_to_seven_decimals_and_the_table_stays_as_it_is():
    ring = Point(40.5, 35.25).buffer(0.1).difference(Point(40.5, 35.25).buffer(0.05))
    shapes = [
        Point(-0.00000004, 89.99999996),
        Point(-180, -90),
        Point(100.5, -10.0625, 7),
        MultiPoint([(1, 2), (-3.5, 4)]),
        LineString([(1 / 3, -2 / 3), (179.9999999, 4)]),
        MultiLineString([[(1, 2), (3, 4)], [(5, 6), (7, 8), (9, 10)]]),
        ring,
        MultiPolygon([ring, box_(0, 0, 1, 1)]),
        GeometryCollection([Point(1, 2), LineString([(1, 2), (3, 4)])]),
    ]
    table = table_of(*shapes)
    before = table.geometry.to_wkb().tolist()
    for ours, wanted in zip(parsed("places", table)["features"], shapes, strict=True):
        read = shape(ours["geometry"])
        assert read.geom_type == wanted.geom_type
        assert hausdorff_distance(read, wanted) < 6e-8
        assert len(get_coordinates(read)) == len(get_coordinates(wanted))
    assert table.geometry.to_wkb().tolist() == before
    assert faults(geojson.to_geojson("places", table)) == ()


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1))
def test_figures_are_written_in_their_shortest_form(pairs):
    written = to_geometries(settled(np.array([Point(pair) for pair in pairs])))
    for text, pair in zip(written, pairs, strict=True):
        lon, lat = text.removesuffix("]}").split("[")[1].split(",")
        for figure, value in zip((lon, lat), pair, strict=True):
            assert float(figure) == pytest.approx(value, abs=5.1e-8)
            assert re.fullmatch(r"-?(0|[1-9][0-9]*)\.[0-9]{1,7}", figure)
            assert figure.endswith(".0") or not figure.endswith("0")
            assert not figure.startswith("-") or float(figure)


def test_a_day_not_told_is_null_so_that_other_programs_see_dates(everything, tmp_path):
    _, _, tables = everything
    movements = tables["movements"].copy()
    movements.loc[0, ["start_date", "end_date"]] = ""
    path = tmp_path / "movements.geojson"
    path.write_text(geojson.to_geojson("movements", movements), encoding="utf-8")
    read = pyogrio.read_info(path)
    assert dict(zip(read["fields"], read["dtypes"], strict=True))["start_date"] == "datetime64[D]"


def test_a_file_that_breaks_the_standard_is_not_written(everything, tmp_path, monkeypatch):
    case, findings, tables = everything
    monkeypatch.setattr(geojson, "settled", lambda shapes: reverse(settled(shapes)))
    with (
        pytest.raises(OutputError, match=r"extents\.geojson: features\[0\].*clockwise"),
        files.staged(tmp_path) as stage,
    ):
        geojson.write(stage, case, findings, tables)
    assert not list(tmp_path.iterdir())


def test_of_a_long_file_a_part_is_looked_at_and_every_row_counted(monkeypatch):
    monkeypatch.setattr(geojson, "CHECKED_WHOLE", 3)
    table = table_of(*(Point(1, number / 10) for number in range(20)))
    text = geojson.to_geojson("places", table)
    geojson._check(text, "places", 20)
    with pytest.raises(OutputError, match="holds 19 of 20 rows"):
        geojson._check(text.replace("\n", "", 1), "places", 20)
    with pytest.raises(OutputError, match="poles"):
        geojson._check(text.replace("[1.0,0.0]", "[1.0,95.0]"), "places", 20)


def test_an_empty_table_still_says_what_it_would_hold(everything):
    _, _, tables = everything
    document = parsed("corridors", tables["corridors"])
    assert document["features"] == []
    assert "bbox" not in document
    assert list(document["columns"]) == list(COLUMNS["corridors"])


def test_what_is_not_located_has_a_null_geometry(everything):
    _, _, tables = everything
    places = {each["id"]: each for each in parsed("places", tables["places"])["features"]}
    assert places["geo:euphrates"]["geometry"] is None
    assert places["geo:al-walid"]["geometry"] == {"type": "Point", "coordinates": [42.23, 36.95]}


def test_missing_numbers_are_null_and_whole_ones_have_no_point(everything):
    _, _, tables = everything
    document = parsed("movements", tables["movements"])
    told = {each["id"]: each["properties"] for each in document["features"]}
    assert told["m1"]["count_lo"] == 45
    assert told["m2"]["ordinal"] is None
    assert '"count_lo": 45,' in geojson.to_geojson("movements", tables["movements"])
    assert {name for name, kind in document["columns"].items() if kind == "number"} <= NUMBERS


def test_outer_rings_turn_left_and_holes_right():
    clockwise = [(0, 0), (0, 4), (4, 4), (4, 0), (0, 0)]
    hole = [(1, 1), (2, 1), (2, 2), (1, 2), (1, 1)]
    table = table_of(Polygon(clockwise, [hole]), MultiPolygon([Polygon(clockwise)]))
    one, several = (each["geometry"] for each in parsed("extents", table)["features"])
    assert LinearRing(one["coordinates"][0]).is_ccw
    assert not LinearRing(one["coordinates"][1]).is_ccw
    assert LinearRing(several["coordinates"][0][0]).is_ccw


def test_coordinates_have_seven_decimals_and_a_box():
    table = table_of(Point(40.123456789, -0.000000001), None, Point(41, 36))
    document = parsed("places", table)
    assert document["features"][0]["geometry"]["coordinates"] == [40.1234568, 0.0]
    assert "-0.0" not in geojson.to_geojson("places", table)
    assert document["bbox"] == [40.1234568, 0.0, 41.0, 36.0]


def test_ids_are_the_tables_own_or_numbers(everything):
    _, _, tables = everything
    movements, positions = (parsed(each, tables[each]) for each in ("movements", "positions"))
    assert [each["id"] for each in movements["features"]] == ["m1", "m2", "m3"]
    assert [each["id"] for each in positions["features"]] == [1, 2, 3, 4, 5]


def test_other_programs_read_every_row(everything, tmp_path):
    """GDAL reads what we wrote: all rows, the same columns, WGS84."""
    case, findings, tables = everything
    with files.staged(tmp_path) as stage:
        geojson.write(stage, case, findings, tables)
    for name, table in tables.items():
        path = tmp_path / "by-hand.layers" / f"{name}.geojson"
        found = pyogrio.read_info(path)
        assert found["features"] == len(table)
        if len(table):
            assert tuple(found["fields"]) == COLUMNS[name]
            assert found["crs"] == "EPSG:4326"


def test_hostile_texts_come_back_unchanged(attacked, hostile_text):
    _, _, tables = attacked
    features = parsed("statements", tables["statements"])["features"]
    assert features[0]["properties"]["words"] == hostile_text


def test_the_same_table_gives_the_same_bytes(everything):
    _, _, tables = everything
    for name, table in tables.items():
        assert geojson.to_geojson(name, table) == geojson.to_geojson(name, table)


def test_a_file_that_lost_rows_is_not_written(everything, tmp_path, monkeypatch):
    case, findings, tables = everything
    whole = geojson.to_geojson
    monkeypatch.setattr(geojson, "to_geojson", lambda name, table: whole(name, table[1:]))
    with pytest.raises(OutputError, match="holds 5 of 6 rows"), files.staged(tmp_path) as stage:
        geojson.write(stage, case, findings, tables)
    assert not list(tmp_path.iterdir())


def test_infinities_are_null():
    table = table_of(Point(1, 1))
    table["hi_m"] = math.inf
    assert parsed("regions", table)["features"][0]["properties"]["hi_m"] is None


@pytest.mark.parametrize(
    ("shapes", "box"),
    [
        ([Point(40, 35), Point(41, 36)], [40, 35, 41, 36]),
        ([MultiPolygon([box_(178, 0, 180, 5), box_(-180, 0, -177, 5)])], [178, 0, -177, 5]),
        (
            [MultiPolygon([box_(178, 0, 180, 5), box_(-180, 0, -177, 5)]), Point(170, 9)],
            [170, 0, -177, 9],
        ),
        ([box_(-180, -90, 180, 90)], [-180, -90, 180, 90]),
        ([Point(-180, 1), Point(180, 2)], [180, 1, -180, 2]),
        ([None, Point(1, 2)], [1, 2, 1, 2]),
    ],
    ids=["plain", "over the antimeridian", "with a point", "the world", "on it", "not located"],
)
def test_the_box_may_run_over_the_antimeridian(shapes, box):
    assert parsed("places", table_of(*shapes))["bbox"] == box
