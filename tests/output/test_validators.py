"""What others' validators say of our files: nothing, or what is told here with its reason."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import replace
from importlib import resources
from pathlib import Path

import geoparquet_validator
import pytest
from lxml import etree

from geo_osint import files
from geo_osint.output import qgis
from geo_osint.output.exchange.datasets import write_geoparquet
from geo_osint.output.exchange.kml import to_kml
from tests.conftest import need
from tests.output.test_qgis import HEADLESS, SYSTEM_PYTHON, need_qgis

PDOK = os.environ.get("GEO_OSINT_PDOK", "")
"""A folder with pdok-geopackage-validator for the system's Python, which has GDAL's bindings."""

PDOK_HINT = (
    "pip install --target FOLDER pdok-geopackage-validator's own needs, see .ci/run, and set "
    "GEO_OSINT_PDOK=FOLDER"
)


@pytest.fixture
def package(everything, tmp_path):
    case, findings, tables = everything
    with files.staged(tmp_path) as stage:
        qgis.write(stage, case, findings, tables)
    return tmp_path / "by-hand.gpkg"


def ran(*command, **more):
    return subprocess.run(
        [SYSTEM_PYTHON, *map(str, command)],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        env={**HEADLESS, **more},
    )  # fmt: skip


@pytest.mark.qgis
def test_gdals_validator_finds_nothing_against_the_geopackage_standard(package):
    need_qgis()  # which brings GDAL's own tools
    strict = ("-m", "osgeo_utils.samples.validate_gpkg", "--extra", "--warning-as-error", "-k")
    told = ran(*strict, package)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


@pytest.mark.qgis
def test_the_validator_of_the_dutch_land_registry_finds_no_more_than_gaps(package):
    """Its own rules want no empty layer and no row without a place; the standard allows both.

    An empty layer says that there is none, and a place that is not located is not left out.
    """
    need_qgis()
    need("pdok", Path(PDOK, "geopackage_validator").is_dir() if PDOK else None, PDOK_HINT)
    told = ran(
        "-m", "geopackage_validator.cli", "validate", "--gpkg-path", package, PYTHONPATH=PDOK
    )
    found = json.loads(told.stdout)
    assert len(found["validations_executed"]) > 15
    gaps = {each["validation_code"]: " ".join(each["locations"]) for each in found["results"]}
    assert gaps.pop("RQ2") == "Error layer: corridors"
    assert gaps.pop("RC25") == "Found in table: corridors"
    assert set(re.findall(r"table: (\w+)", gaps.pop("RQ24"))) == {"statements", "places"}
    assert gaps == {}


def test_kml_keeps_to_its_schema(everything, attacked_by_all):
    schemas = resources.files("pykml") / "schemas"  # OGC's own, KML 2.2.0
    schema = etree.XMLSchema(etree.parse(str(schemas / "ogckml22.xsd")))
    for tables in (everything[2], attacked_by_all[1][2]):
        document = etree.fromstring(to_kml("a case", tables).encode())
        assert schema.validate(document), schema.error_log


def test_the_kml_schema_is_looked_at_in_earnest(everything):
    schemas = resources.files("pykml") / "schemas"
    schema = etree.XMLSchema(etree.parse(str(schemas / "ogckml22.xsd")))
    text = to_kml("a case", everything[2]).replace("<visibility>1<", "<visibility>perhaps<")
    assert not schema.validate(etree.fromstring(text.encode()))


def test_geoparquet_passes_the_tests_of_the_standard(everything, tmp_path):
    for name, table in everything[2].items():
        path = tmp_path / f"{name}.parquet"
        write_geoparquet(path, name, table)
        report = geoparquet_validator.check(str(path))
        assert report["outcomes"]
        for part in ("core", "covering"):
            assert geoparquet_validator.failed(report, part) == [], name


def test_the_provenance_of_a_geopackage_survives_words_that_xml_cannot_carry(everything, tmp_path):
    case, findings, tables = everything
    report = case.reports[0]
    hostile = replace(report, header=replace(report.header, title="<b>a\0b\ud800</b>"))
    with files.staged(tmp_path) as stage:
        qgis.write(stage, replace(case, reports=(hostile,)), findings, tables)
    assert (tmp_path / "by-hand.gpkg").stat().st_size
