"""What QGIS itself edits and saves comes home: the edits, and nothing that QGIS made of the rest."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from geo_osint.files.layers import read_layers
from tests.conftest import need
from tests.edits.conftest import differences

SYSTEM_PYTHON = "/usr/bin/python3"
HEADLESS = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
SCRIPT = Path(__file__).with_name("qgis_edit.py")
SAVED = ("geojson", "csv", "kml", "gpkg")

pytestmark = pytest.mark.qgis


def in_qgis(*words):
    asked = subprocess.run(
        [SYSTEM_PYTHON, "-c", "import qgis.core"], env=HEADLESS, capture_output=True, check=False
    )
    need("qgis", asked.returncode == 0, "apt-get install --no-install-recommends qgis python3-qgis")
    run = subprocess.run(
        [SYSTEM_PYTHON, str(SCRIPT), *map(str, words)],
        env=HEADLESS,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="module")
def untouched(exported, tmp_path_factory):
    folder = tmp_path_factory.mktemp("untouched")
    in_qgis(exported / "al-omar.gpkg", folder)
    return folder


@pytest.mark.parametrize("ending", SAVED)
def test_a_layer_that_qgis_only_saved_has_no_edit(untouched, result, package, ending):
    home = read_layers(untouched / f"places.{ending}")
    assert differences(home, result).edits == ()
    assert differences(home, result, package).edits == ()


def test_what_was_edited_in_qgis_comes_home(folder, result, tmp_path, package):
    in_qgis(folder / "al-omar.gpkg", tmp_path, "edit")
    files = [folder / "al-omar.gpkg", *(tmp_path / f"places.{ending}" for ending in SAVED)]
    for path in files:
        found = differences(read_layers(path), result, None if path == files[0] else package)
        assert found.three_way
        told = [(e.id, e.column or e.what, e.now, e.refused) for e in found.edits]
        expected = [
            ("geo:al-mayadin", "geometry", (40.46, 35.02), ""),
            ("geo:al-mayadin", "name_ar", "الميادين ٢", ""),
            ("", "added", {"name_ar": "قرية", "geometry": (40.5, 35.05)}, ""),
            ("s1", "note", "seen", ""),
        ]
        assert told == (expected if path == files[0] else expected[:3]), path.name
