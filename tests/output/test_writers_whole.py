"""Every writer writes whole or not at all, the same bytes each time, and gives back what it was given."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import openpyxl
import pyogrio
import pytest

from geo_osint import files, pipeline
from geo_osint.errors import InputError, OutputError
from geo_osint.layers.frames import frame

ENDINGS = [each for each in pipeline.FORMATS if each != ".qgz"]  # comes with .gpkg
KML = "{http://www.opengis.net/kml/2.2}"
GPX = "{http://www.topografix.com/GPX/1/1}"


def export(folder, ending, case, tables):
    with files.staged(folder) as stage:
        pipeline.FORMATS[ending](stage, f"case{ending}", case, tables)
    return stage.names


def held(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# --- nothing half -----------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_full_disk_leaves_the_old_files_and_no_part_of_new_ones(everything, small_disk, ending):
    case, _, tables = everything
    (small_disk / f"case{ending}").write_text("old", encoding="utf-8")
    with (small_disk / "filler").open("wb") as filler:
        free = os.statvfs(small_disk)
        filler.write(b"x" * (free.f_bavail * free.f_bsize))
    before = held(small_disk)
    with pytest.raises(OutputError, match="full") as caught:
        export(small_disk, ending, case, tables)
    assert "\n" not in str(caught.value)
    assert held(small_disk) == before


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_read_only_disk_is_told_and_left_alone(everything, small_disk, ending):
    case, _, tables = everything
    (small_disk / f"case{ending}").write_text("old", encoding="utf-8")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(OutputError, match="read-only"):
        export(small_disk, ending, case, tables)
    assert held(small_disk) == {f"case{ending}": b"old"}


def test_killed_at_twenty_moments_or_beside_another_writer_every_file_is_whole(tmp_path):
    writer = Path(__file__).with_name("killed_writer.py")
    told = subprocess.run(
        [sys.executable, str(writer), str(tmp_path), "20"],
        capture_output=True, text=True, timeout=600, check=True,
        env={**os.environ, "PYTHONPATH": str(writer.parents[2])},
    )  # fmt: skip
    found = json.loads(told.stdout)
    killed = found["killed"]
    assert len(killed) == 20
    assert {each["signal"] for each in killed} == {9}
    assert [each for each in killed if each["strange"] or each["missing"]] == []
    # the old files stand until all new ones are there; then these take their places one by one
    assert killed[0]["new"] == killed[9]["new"] == 0 < killed[-1]["new"]
    assert found["two"] == {"ended": [0, 0], "strange": [], "missing": []}


# --- the same bytes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_case_gives_the_same_bytes_in_another_folder(everything, tmp_path, ending):
    case, _, tables = everything
    for folder in ("a", "deep/b ملف"):
        export(tmp_path / folder, ending, case, tables)
    assert held(tmp_path / "a") == held(tmp_path / "deep/b ملف")


# --- hostile words ------------------------------------------------------------------------------------

HOSTILE = {
    "bidi": "a\u202eb\u2066c\u2069 \u200f",
    "long": "م" * 10_000,
    "quotes": """'"`´«»“”\\ \\n \\u0041""",
    "path": "../../etc/passwd",
    "sql": "'; DROP TABLE places; --",
    "formula": "=HYPERLINK(\"http://x.example\";A1)",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "markup": "</td><script>alert(1)</script><![CDATA[x]]> &amp; &#65; <?php ?>",
    "template": "{{ 7*7 }} {% x %} $[name] [% @x %] %s %d",
    "lines": "one\ntwo\r\nthree\u2028four\ttab",
    "excel": "_x0041_ _x000D_",
    "words": "NaT",
    "none": "None",
    "true": "True",
    "number": "00123",
    "edges": "  two spaces  ",
    "emoji": "🛢️ \U0010fffd",
}  # fmt: skip


@pytest.fixture
def named(everything):
    """Make a case with one place for each of some words, which stand in all its texts."""

    def make(*words):
        case, _, tables = everything
        places = tables["places"].iloc[[0] * len(words)].reset_index(drop=True)
        return case, {
            **tables,
            "places": places.assign(id=list(words), name_ar=words, name_en=words, note=words),
        }

    return make


def given_back(folder, ending):
    """Read what a format holds as the notes (of way points the names) of its places."""
    path = folder / f"case{ending}"
    table = folder / f"case.places{ending}"
    if ending == ".gpkg":
        return list(pyogrio.read_dataframe(path, layer="places")["note"])
    if ending == ".geojson":
        return [each["properties"]["note"] for each in files.read_json(table)["features"]]
    if ending in (".kml", ".kmz"):
        data = path.read_bytes()
        if ending == ".kmz":
            data = zipfile.ZipFile(io.BytesIO(data)).read("doc.kml")
        places = next(ET.fromstring(data).iter(f"{KML}Folder"))
        return [each.text for each in places.iterfind(f".//{KML}Data[@name='note']/{KML}value")]
    if ending == ".gpx":
        return [
            each.text for each in ET.fromstring(path.read_bytes()).iterfind(f"{GPX}wpt/{GPX}name")
        ]
    if ending == ".xlsx":
        head, *rows = openpyxl.load_workbook(path)["places"].values
        # Excel undoes this escape, openpyxl does not
        return [row[head.index("Note · ملاحظة")].replace("_x000D_\n", "\r\n") for row in rows]
    if ending == ".csv":
        text = table.read_bytes().decode("utf-8-sig")
        return [row["note"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    if ending == ".fgb":
        return list(pyogrio.read_dataframe(table)["note"])
    return list(gpd.read_parquet(table)["note"])


@pytest.mark.parametrize("ending", ENDINGS)
def test_hostile_words_come_back_equal(named, tmp_path, ending):
    words = list(HOSTILE.values())
    export(tmp_path, ending, *named(*words))
    found = given_back(tmp_path, ending)
    if ending == ".csv":  # an apostrophe before it, so that no spreadsheet runs it
        assert [each for each in found if each not in words] == [
            f"'{HOSTILE[name]}" for name in ("formula", "at")
        ]
        found = [each if each in words else each.removeprefix("'") for each in found]
    assert sorted(found) == sorted(words)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_nul_is_refused_in_one_line_or_comes_back_equal(named, tmp_path, ending):
    words = "a\0b"
    try:
        export(tmp_path, ending, *named(words))
    except InputError as refused:
        assert "\n" not in str(refused)
        assert not list(tmp_path.iterdir())
    else:
        assert given_back(tmp_path, ending) == [words]


def test_half_a_character_comes_into_no_table():
    with pytest.raises(InputError, match="note: a text holds half a character"):
        frame(("id", "note"), [{"id": "a", "note": "a\ud800b", "geometry": None}])


def test_no_word_of_a_case_becomes_the_name_of_a_file(everything, tmp_path):
    case, _, tables = everything
    hostile = replace(case, name="../../out")
    for ending in ENDINGS:
        export(tmp_path / "in", ending, hostile, tables)
    assert [each.name for each in tmp_path.iterdir()] == ["in"]
