"""The project opens in QGIS with its groups, its days and its extent, wherever the folder lies."""

from __future__ import annotations

import io
import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from geo_osint import files
from geo_osint.output import qgis
from geo_osint.output.qgis import layers_of
from geo_osint.output.qgis.project import GROUPS, project
from geo_osint.styles import table_styles
from tests.output.test_qgis import HEADLESS, LAYERS, SYSTEM_PYTHON, need_qgis

PROBE = Path(__file__).with_name("qgis_project_probe.py")


@pytest.fixture
def folder(everything, tmp_path):
    case, _, tables = everything
    with files.staged(tmp_path / "made") as stage:
        qgis.package(stage, "by-hand.gpkg", case, tables)
    return tmp_path / "made"


def opened(path, *days):
    need_qgis()
    told = subprocess.run(
        [SYSTEM_PYTHON, str(PROBE), str(path), *days],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=True, env=HEADLESS,
    )  # fmt: skip
    return json.loads(told.stdout)


def text_of(folder):
    with zipfile.ZipFile(folder / "by-hand.qgz") as archive:
        return archive.read("by-hand.qgs").decode()


def test_every_table_stands_in_one_group():
    grouped = [table for tables in GROUPS.values() for table in tables]
    assert sorted(grouped) == sorted(table_styles())


@pytest.mark.qgis
def test_qgis_opens_the_project_after_its_folder_was_moved(folder, tmp_path):
    moved = tmp_path / "elsewhere" / "ملف القضية"
    moved.parent.mkdir()
    shutil.move(folder, moved)
    found = opened(moved / "by-hand.qgz", "2021-02-23", "2021-02-20")
    assert found["read"]
    assert (found["crs"], found["ellipsoid"]) == ("EPSG:3857", "EPSG:7030")
    layers = {id.removeprefix("geo_osint_"): layer for id, layer in found["layers"].items()}
    assert {name: layer["count"] for name, layer in layers.items()} == LAYERS
    assert all(layer["valid"] and str(moved) in layer["source"] for layer in layers.values())
    assert {layer["renderer"] for layer in layers.values()} == {"RuleRenderer"}
    assert list(found["tree"]) == list(GROUPS)
    states = dict(pair for group in found["tree"].values() for pair in group.values())
    hidden = {id.removeprefix("geo_osint_") for id, visible in states.items() if not visible}
    assert hidden == {"positions", "sightings"}


@pytest.mark.qgis
def test_the_temporal_controller_shows_a_row_on_its_days_alone(everything, folder):
    table = everything[2]["movements"]
    days = sorted({each for each in table["start_date"] if each})
    found = opened(folder / "by-hand.qgz", "2021-02-20", *days)
    lines = found["layers"]["geo_osint_movements"]
    assert lines["types"]["start_date"] == lines["types"]["end_date"] == "Date"
    points = found["layers"]["geo_osint_movements_point"]
    assert found["span"][0] == f"{days[0]}T00:00:00Z"
    for day in ("2021-02-20", *days):
        expected = table[(table["start_date"] <= day) & (table["end_date"] >= day)]["id"]
        assert sorted(lines["days"][day] + points["days"][day]) == sorted(expected)


@pytest.fixture
def seen(folder):
    """What QGIS says of the project, with three moments: the report's first and last day, and one between."""
    return opened(folder / "by-hand.qgz", "2021-02-14", "2021-02-20", "2021-02-23")


@pytest.mark.qgis
def test_qgis_shows_the_project_as_it_should(everything, seen):
    """One start of QGIS for pictures, order, forms and metadata."""
    case = everything[0]
    layers = {id.removeprefix("geo_osint_"): each for id, each in seen["layers"].items()}
    drawn_at_the_days(seen["painted"])
    order = [each.removeprefix("geo_osint_") for each in seen["order"]]
    assert order == [*reversed(LAYERS)]  # points over lines over areas, whatever the groups say
    forms_in_both_languages(layers)
    told_what_they_were_made_of(case, seen, layers)


def drawn_at_the_days(painted):
    """Dots of each layer drawn alone: the same at all moments, or only on its own days."""
    for name in ("places", "statements", "regions", "extents", "positions"):
        (dots,) = set(painted[f"geo_osint_{name}"].values())
        assert dots > 30, name
    lines, points = painted["geo_osint_movements"], painted["geo_osint_movements_point"]
    assert lines["2021-02-23"] > 100
    assert lines[""] >= lines["2021-02-23"]
    assert lines["2021-02-14"] == lines["2021-02-20"] == 0
    assert points["2021-02-14"] == points[""] > 5
    assert points["2021-02-20"] == points["2021-02-23"] == 0
    assert painted["geo_osint_segments"]["2021-02-20"] == 0


def forms_in_both_languages(layers):
    statements, movements = layers["statements"]["form"], layers["movements"]["form"]
    status = statements["status"]
    assert (status["widget"], status["open"]) == ("ValueMap", True)
    assert status["values"]["rejected"] == "reading rejected by the analyst · قراءة رفضها المحلل"
    assert statements["verdict"]["values"]["not_settled"].startswith("not settled · ")
    assert statements["kind"]["values"]["bank"] == "a river bank · ضفة نهر"
    assert not statements["verdict"]["open"]
    assert movements["start_date"]["widget"] == "DateTime"
    assert movements["date_precision"]["values"]["day"] == "day · اليوم"
    assert layers["places"]["form"]["kind"]["widget"] == "TextEdit"
    for name, layer in layers.items():
        table = name.removesuffix("_line").removesuffix("_point")
        opened_ = {column for column, field in layer["form"].items() if field["open"]}
        assert opened_ == set(table_styles()[table].editable) - {"geometry"}, name


def told_what_they_were_made_of(case, seen, layers):
    for layer in layers.values():
        told = layer["metadata"]
        assert any(case.sha256 in line for line in told["history"])
        assert any(case.reports[0].sha256 in line for line in told["history"])
        assert "CC BY 4.0" in told["licences"]
        assert any("https://towns.example/173480" in line for line in told["rights"])
        assert "geography" in told["abstract"]
        assert "الحكم جغرافي" in told["abstract"]
    # a layer opened without the project has the same from the package itself
    assert {each["metadata"]["title"]: each["metadata"] for each in layers.values()} == seen[
        "stored"
    ]


@pytest.mark.qgis
def test_map_tips_show_words_from_outside_as_words(attacked_by_all, tmp_path):
    _, (case, _, tables) = attacked_by_all
    with files.staged(tmp_path / "made") as stage:
        qgis.package(stage, "by-hand.gpkg", case, tables)
    found = opened(tmp_path / "made" / "by-hand.qgz")
    tips = [tip for layer in found["layers"].values() for tip in layer["tips"]]
    assert tips
    assert {tag for tip in tips for tag in re.findall(r"<(/?\w+)", tip)} <= {
        "p", "/p", "b", "/b", "br",
    }  # fmt: skip


@pytest.mark.qgis
def test_the_same_project_lies_in_the_package(folder):
    (folder / "by-hand.qgz").rename(folder / "not-this-one.qgz")
    found = opened(f"geopackage:{folder}/by-hand.gpkg?projectName=by-hand")
    assert found["read"]
    assert len(found["layers"]) == len(LAYERS)
    assert all(layer["valid"] for layer in found["layers"].values())


def test_the_package_holds_the_bytes_of_the_project_beside_it(folder):
    with closing(sqlite3.connect(folder / "by-hand.gpkg")) as database:
        ((name, packed),) = database.execute("SELECT name, content FROM qgis_projects").fetchall()
    assert name == "by-hand"
    with zipfile.ZipFile(io.BytesIO(bytes.fromhex(packed))) as archive:
        assert archive.read("by-hand.qgs").decode() == text_of(folder)


def test_a_project_tells_nothing_of_who_made_it_and_asks_no_network(folder, tmp_path):
    text = text_of(folder)
    assert str(tmp_path) not in text
    told = re.sub(r"<(history|rights)>.*?</\1>", "", text)  # words to read, which nothing follows
    assert not re.search(r"saveUser|saveDateTime|https?://(?!mrcc)|providerKey=\"wms", told)


def test_a_case_without_any_place_opens_on_the_world(everything):
    tables = {name: table.head(0) for name, table in everything[2].items()}
    text = project("empty", "empty.gpkg", tuple(layers_of(tables)))
    assert 'xmin="-180.000000"' in text
    assert "<TemporalRange>" not in text
