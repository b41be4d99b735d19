"""What the example gives, byte for byte, and the schemas that others may rest on.

`GEO_OSINT_UPDATE_GOLDEN=1` (or `make golden`) writes the golden files anew; read the difference before
you commit it.
"""

from __future__ import annotations

import json
import os
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from geo_osint import files, gazetteer
from geo_osint.layers import COLUMNS
from geo_osint.pipeline import start

TESTS = Path(__file__).parent
GOLDEN = TESTS / "golden"
UPDATE = os.environ.get("GEO_OSINT_UPDATE_GOLDEN") == "1"

NAMES = {"ar": "al-omar-ar", "en": "al-omar-en"}

FILES = (
    "{}.case.toml",
    "{}.places.geojson",
    "{}.reports/r1.txt",
    "{}.findings.json",
    "{}.findings.md",
    *(f"{{}}.layers/{table}.geojson" for table in COLUMNS),
)
"""What a case gives as text that others read; the page and the brief have tests of their own."""


@pytest.fixture(scope="module", params=NAMES)
def example(request, tmp_path_factory, examples):
    """Run the example as the command line does, without the map."""
    name = NAMES[request.param]
    folder = tmp_path_factory.mktemp(name)
    report = examples / f"report.{request.param}.txt"
    start([report], folder, name, gazetteer.load(), outputs=("findings", "layers"))
    return name, folder


@pytest.fixture(scope="module", params=FILES)
def produced(request, example):
    name, folder = example
    return request.param.format(name), folder


def test_the_example_gives_the_golden_bytes(produced):
    path, folder = produced
    golden = GOLDEN / path
    if UPDATE:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes((folder / path).read_bytes())
    assert golden.is_file(), f"{path}: no golden file; run `make golden` and read it"
    found, expected = (
        each.read_text(encoding="utf-8").splitlines() for each in (folder / path, golden)
    )
    assert found == expected
    assert (folder / path).read_bytes() == golden.read_bytes()


def test_no_golden_file_is_left_over():
    known = {path.format(name) for path in FILES for name in NAMES.values()}
    found = {str(each.relative_to(GOLDEN)) for each in GOLDEN.rglob("*") if each.is_file()}
    assert found == known


def schema(name: str) -> jsonschema.Draft202012Validator:
    found = json.loads((TESTS / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


def as_json(value: Any) -> Any:
    """Give what a TOML reader gives as JSON would have it: dates as ISO text."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def case_of(example: tuple[str, Path]) -> Any:
    name, folder = example
    return as_json(tomllib.loads((folder / f"{name}.case.toml").read_text(encoding="utf-8")))


def test_the_case_fits_its_schema(example):
    schema("case").validate(case_of(example))


def test_the_findings_fit_their_schema(example):
    name, folder = example
    schema("findings").validate(files.read_json(folder / f"{name}.findings.json"))


@pytest.mark.parametrize("table", COLUMNS)
def test_the_layers_fit_their_schema(example, table):
    name, folder = example
    document = files.read_json(folder / f"{name}.layers" / f"{table}.geojson")
    schema("layers").validate(document)
    assert tuple(document["columns"]) == COLUMNS[table]
    ids = [each["id"] for each in document["features"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda case: case["statements"][0].update(verdict="fits"), "verdict"),
        (lambda case: case["statements"][0].update(kind="guess"), "guess"),
        (lambda case: case["statements"][0].update(span=[3]), "[3]"),
        (lambda case: case["reports"][0].update(file="../../etc/passwd"), "passwd"),
        (lambda case: case["movements"][0].update(id="s1"), "s1"),
        (lambda case: case["movements"][0]["count"].update(value_lo="many"), "many"),
        (lambda case: case.pop("format"), "format"),
    ],
)
def test_the_case_schema_refuses_what_no_case_may_hold(example, change, told):
    case = case_of(example)
    change(case)
    with pytest.raises(jsonschema.ValidationError, match=told.replace("[", r"\[")):
        schema("case").validate(case)


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found["findings"][0].update(verdict="true"),
        lambda found: found["findings"][0].update(possible=[[1]]),
        lambda found: found["findings"][0].pop("limit"),
        lambda found: found["findings"][0].update(extra=1),
        lambda found: found.update(format="geo-osint findings 2"),
    ],
)
def test_the_findings_schema_refuses_what_no_findings_may_hold(example, change):
    name, folder = example
    found = files.read_json(folder / f"{name}.findings.json")
    change(found)
    with pytest.raises(jsonschema.ValidationError):
        schema("findings").validate(found)


@pytest.mark.parametrize(
    "change",
    [
        lambda layer: layer.update(crs={"type": "name"}),
        lambda layer: layer["features"][0]["properties"].update(note=None),
        lambda layer: layer["features"][0]["properties"].pop("kind"),
        lambda layer: layer["features"][0].update(
            geometry={"type": "Point", "coordinates": [400, 1]}
        ),
        lambda layer: layer.update(name="unknown"),
    ],
)
def test_the_layers_schema_refuses_what_no_layer_may_hold(example, change):
    name, folder = example
    layer = files.read_json(folder / f"{name}.layers" / "places.geojson")
    change(layer)
    with pytest.raises(jsonschema.ValidationError):
        schema("layers").validate(layer)
