"""Other programs get what the tables hold: no more, no less, and nothing that runs."""

from __future__ import annotations

import csv
import html
import io
import math
import re
import time
import zipfile
from xml.etree import ElementTree as ET

import geopandas as gpd
import openpyxl
import pyarrow.parquet
import pyogrio
import pytest
import shapely
from shapely import LineString, Polygon

from geo_osint import styles
from geo_osint.errors import InputError
from geo_osint.layers import COLUMNS, NUMBERS
from geo_osint.output import exchange
from geo_osint.output.exchange.datasets import write_flatgeobuf, write_geoparquet
from geo_osint.output.exchange.gpx import to_gpx
from geo_osint.output.exchange.kml import to_kml, to_kmz
from geo_osint.output.exchange.sheets import to_csv, to_xlsx

KML = "{http://www.opengis.net/kml/2.2}"
GPX = "{http://www.topografix.com/GPX/1/1}"

ORDER = [
    "name",
    "visibility",
    "Snippet",
    "description",
    "TimeStamp",
    "TimeSpan",
    "styleUrl",
    "ExtendedData",
    "Point",
    "LineString",
    "Polygon",
    "MultiGeometry",
]
"""Of OGC 12-007r2, for what we use of a Placemark: Google Earth drops what stands elsewhere."""


def placemarks(text):
    return list(ET.fromstring(text).iter(f"{KML}Placemark"))


def style_label(code):
    return styles.style(code, "segment").label.en


def data(placemark):
    found = placemark.iter(f"{KML}Data")
    return {each.get("name"): each.find(f"{KML}value").text for each in found}


# --- KML ------------------------------------------------------------------------------------------


def test_every_row_is_a_placemark_with_all_that_it_says(everything):
    tables = everything[2]
    found = placemarks(to_kml("a case", tables))
    assert len(found) == sum(len(table) for table in tables.values())
    told = next(data(each) for each in found if data(each).get("id") == "geo:al-mayadin")
    row = tables["places"].set_index("id").loc["geo:al-mayadin"]
    assert told["name_ar"] == row["name_ar"]
    assert told["sources"] == row["sources"]


def test_children_of_a_placemark_stand_in_the_order_of_the_standard(everything):
    for each in placemarks(to_kml("a case", everything[2])):
        tags = [child.tag.removeprefix(KML) for child in each]
        assert tags == sorted(tags, key=ORDER.index)


def test_gdal_reads_every_folder_with_its_rows_and_places(everything, tmp_path):
    tables = everything[2]
    path = tmp_path / "case.kml"
    path.write_text(to_kml("a case", tables), encoding="utf-8")
    for title, table in zip(
        pyogrio.list_layers(path)[:, 0], reversed(_in_drawing_order(tables)), strict=True
    ):
        read = pyogrio.read_dataframe(path, layer=title)
        located = table[table.geometry.notna()]
        assert len(read) == len(table)
        for ours, theirs in zip(
            located.geometry, read[read.geometry.notna()].geometry, strict=True
        ):
            assert shapely.hausdorff_distance(ours, shapely.force_2d(theirs)) < 1e-6


def _in_drawing_order(tables):
    return [tables[name] for name in exchange.kml.table_styles()]


def test_words_from_outside_are_no_html_where_google_earth_reads_html(attacked):
    for each in placemarks(to_kml("a case", attacked[2])):
        shown = each.find(f"{KML}description").text
        tags = set(re.findall(r"</?([a-zA-Z]+)", shown))
        assert tags <= {"table", "tr", "th", "td", "br"}
        assert "$[" not in shown
        cells = re.findall(r'<td dir="auto">(.*?)</td>', shown, re.DOTALL)
        assert [html.unescape(cell.replace("<br>", "\n")) for cell in cells] == list(
            data(each).values()
        )


def test_nothing_in_a_kml_is_fetched_from_anywhere(everything):
    tags = {each.tag.removeprefix(KML) for each in ET.fromstring(to_kml("a", everything[2])).iter()}
    assert not tags & {"href", "Icon", "NetworkLink", "GroundOverlay", "ScreenOverlay", "Schema"}


def test_a_day_is_a_day_and_several_days_are_a_span(everything):
    movements = everything[2]["movements"].head(2).copy()
    movements["start_date"] = ["2021-02-23", "2021-02-01"]
    movements["end_date"] = ["2021-02-23", "2021-02-28"]
    found = placemarks(to_kml("a", {**everything[2], "movements": movements}))
    mine = [each for each in found if data(each).get("id") in set(movements["id"])]
    assert mine[0].find(f"{KML}TimeStamp/{KML}when").text == "2021-02-23"
    assert [each.text for each in mine[1].find(f"{KML}TimeSpan")] == ["2021-02-01", "2021-02-28"]


def test_what_is_dashed_elsewhere_is_thin_faint_and_named_in_kml(everything):
    text = to_kml("a", everything[2])
    style = next(
        each
        for each in ET.fromstring(text).iter(f"{KML}Style")
        if each.get("id") == "segment-assumed"
    )
    assert style.find(f"{KML}LineStyle/{KML}color").text.startswith("99")
    labels = [
        each.find(f"{KML}name").text
        for each in placemarks(text)
        if data(each).get("segment_class") == "assumed"
    ]
    assert labels
    assert all(style_label("assumed") in label for label in labels)


def test_an_estimate_has_no_pin(everything):
    tables = everything[2]
    estimated = set(tables["places"].query("position == 'estimate'")["id"])
    assert estimated
    text = to_kml("a", tables)
    scales = {
        f"#{each.get('id')}": each.find(f"{KML}IconStyle/{KML}scale").text
        for each in ET.fromstring(text).iter(f"{KML}Style")
    }
    mine = [
        each
        for each in placemarks(text)
        if data(each).get("id") in estimated and "position" in data(each)
    ]
    assert {scales[each.find(f"{KML}styleUrl").text] for each in mine} == {"0"}


def test_holes_and_parts_come_through_with_outer_rings_counter_clockwise(everything):
    outer = [(0, 0), (0, 4), (4, 4), (4, 0)]
    ring = Polygon(outer, [[(1, 1), (2, 1), (2, 2), (1, 2)]])
    shape = shapely.MultiPolygon([ring, shapely.box(6, 6, 7, 7)])
    regions = everything[2]["regions"].head(1).copy()
    regions.geometry = [shape]
    text = to_kml("a", {**everything[2], "regions": regions})
    rings = [
        shapely.LinearRing([tuple(map(float, at.split(","))) for at in each.text.split()])
        for each in ET.fromstring(text).findall(f".//{KML}MultiGeometry//{KML}coordinates")
    ]
    assert [each.is_ccw for each in rings] == [True, False, True]


def test_a_kmz_is_the_same_document_packed_without_a_date(everything):
    packed = to_kmz("a", everything[2])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        (member,) = archive.infolist()
        assert member.date_time == (1980, 1, 1, 0, 0, 0)
        assert archive.read(member).decode() == to_kml("a", everything[2])


# --- GPX ------------------------------------------------------------------------------------------


def test_gpx_leads_to_published_points_only_and_names_the_others(everything):
    tables = everything[2]
    root = ET.fromstring(to_gpx("a case", tables))
    led = {each.find(f"{GPX}name").text.split(" · ")[-1] for each in root.iter(f"{GPX}wpt")}
    left = root.find(f"{GPX}metadata/{GPX}desc").text
    for row in tables["places"].to_dict("records"):
        pinned = row["position"] in ("published", "pinned") and row["geometry"] is not None
        assert (row["name_en"] in led) == pinned
        assert (row["name_en"] in left) != pinned


def test_routes_say_their_class_and_follow_the_segments(everything, tmp_path):
    tables = everything[2]
    path = tmp_path / "case.gpx"
    path.write_text(to_gpx("a case", tables), encoding="utf-8")
    read = pyogrio.read_dataframe(path, layer="routes")
    assert list(read["type"]) == list(tables["segments"]["segment_class"])
    for ours, theirs in zip(tables["segments"].geometry, read.geometry, strict=True):
        assert isinstance(theirs, LineString)
        assert shapely.hausdorff_distance(ours, theirs) < 1e-6
    assert all(style_label("assumed") in name for name in read["name"])


# --- spreadsheets ---------------------------------------------------------------------------------


def test_csv_comes_back_with_every_cell(everything):
    for name, table in everything[2].items():
        text = to_csv(table)
        assert text.startswith("\ufeff")
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        assert [*COLUMNS[name], "wkt"] == next(csv.reader(io.StringIO(text[1:])))
        for row, ours, shape in zip(rows, table.to_dict("records"), table.geometry, strict=True):
            for column in COLUMNS[name]:
                if column not in NUMBERS:
                    assert row[column] == ours[column]
                elif row[column] == "":
                    assert ours[column] is None or math.isnan(ours[column])
                else:
                    assert float(row[column]) == pytest.approx(ours[column], abs=5e-4)
            if shape is None:
                assert row["wkt"] == ""
            else:
                assert shapely.hausdorff_distance(shapely.from_wkt(row["wkt"]), shape) < 1e-6


FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(1)", "\t=1", "＝1+1"]


def with_notes(tables, *notes):
    places = tables["places"].head(len(notes)).copy()
    places["note"] = list(notes)
    return {**tables, "places": places}


def test_csv_runs_no_formula(everything):
    table = with_notes(everything[2], *FORMULAS)["places"]
    rows = csv.DictReader(io.StringIO(to_csv(table)[1:], newline=""))
    assert [row["note"] for row in rows] == [f"'{text}" for text in FORMULAS[: len(table)]]


def test_a_workbook_holds_texts_as_they_are_and_no_formula(everything):
    tables = with_notes(everything[2], *FORMULAS)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx("a", tables)))
    assert set(book.sheetnames) == set(tables)
    column = COLUMNS["places"].index("note") + 1
    cells = [book["places"].cell(row, column) for row in range(2, len(tables["places"]) + 2)]
    assert [cell.value for cell in cells] == FORMULAS[: len(cells)]
    assert {cell.data_type for cell in cells} == {"s"}
    for name, table in tables.items():
        assert book[name].max_row == len(table) + 1
        assert not [cell for row in book[name] for cell in row if cell.hyperlink]


def test_numbers_are_numbers_in_a_workbook(everything):
    tables = everything[2]
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx("a", tables)))["statements"]
    column = COLUMNS["statements"].index("margin_m") + 1
    ours = [None if math.isnan(each) else each for each in tables["statements"]["margin_m"]]
    assert [sheet.cell(row, column).value for row in range(2, len(ours) + 2)] == pytest.approx(ours)


def test_a_text_too_long_for_a_cell_is_refused_by_name(everything):
    with pytest.raises(InputError, match=r"places, Note · ملاحظة: .*export CSV"):
        to_xlsx("a", with_notes(everything[2], "x" * 40_000))


# --- data tools -----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["fgb", "parquet"])
def test_data_tools_get_every_row_back(everything, tmp_path, form):
    for name, table in everything[2].items():
        path = tmp_path / f"{name}.{form}"
        if form == "fgb":
            write_flatgeobuf(path, name, table)
            read = pyogrio.read_dataframe(path)
        else:
            write_geoparquet(path, name, table)
            read = gpd.read_parquet(path)
        key = COLUMNS[name][0]
        columns = [each for each in COLUMNS[name] if each not in NUMBERS]
        texts = table[columns].astype(str).assign(at=table.geometry.to_wkt(rounding_precision=7))
        found = read[columns].astype(str).assign(at=read.geometry.to_wkt(rounding_precision=7))
        order = [*columns, "at"]
        assert texts.sort_values(order, ignore_index=True).equals(
            found.sort_values(order, ignore_index=True)
        ), key
        assert read.crs == "EPSG:4326"


def test_geoparquet_says_what_it_is(everything, tmp_path):
    write_geoparquet(tmp_path / "p.parquet", "places", everything[2]["places"])
    told = pyarrow.parquet.read_metadata(tmp_path / "p.parquet").metadata[b"geo"].decode()
    assert '"version": "1.1.0"' in told
    assert '"primary_column": "geometry"' in told


# --- all ------------------------------------------------------------------------------------------


def test_the_same_tables_give_the_same_bytes_at_another_moment(everything, monkeypatch):
    tables = everything[2]
    makers = (to_kml, to_kmz, to_gpx, to_xlsx)
    before = [make("a", tables) for make in makers]
    monkeypatch.setattr(time, "time", lambda: 2e9)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2e9))
    assert [make("a", tables) for make in makers] == before


@pytest.mark.parametrize("make", [to_kml, to_gpx, to_xlsx])
def test_what_xml_cannot_carry_is_refused_by_name(everything, make):
    with pytest.raises(InputError, match=r"U\+0007.*take it out"):
        make("a", with_notes(everything[2], "bell \a"))


def test_an_extra_that_is_not_installed_is_told_by_name(monkeypatch):
    monkeypatch.setattr(exchange, "find_spec", lambda _: None)
    assert exchange.lacking(".kml") == ""
    assert exchange.lacking(".parquet").endswith('run: pip install "geo-osint[parquet]"')
