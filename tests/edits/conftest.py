"""A case on the disk with its exports, and edits made to what was exported."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from geo_osint import pipeline
from geo_osint.edits import compare, fitting_case, of_case
from geo_osint.files.layers import Layer, LayerFile, read_layers
from geo_osint.gazetteer.stack import open_stack


@pytest.fixture(scope="session")
def exported(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a case, with its layers; tests that write take a copy."""
    folder = tmp_path_factory.mktemp("edits") / "al-omar"
    report = examples / "report.ar.txt"
    gazetteer = pipeline.gazetteer_for([report], open_stack())
    pipeline.start([report], folder, "al-omar", gazetteer, outputs=("layers", "gpkg"))
    return folder


@pytest.fixture
def folder(exported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(exported, tmp_path / "al-omar"))


@pytest.fixture(scope="session")
def result(exported: Path) -> pipeline.Result:
    from geo_osint import case as cases

    return pipeline.follow(cases.load(exported))


@pytest.fixture(scope="session")
def package(exported: Path) -> LayerFile:
    return read_layers(exported / "al-omar.gpkg")


def changed(file: LayerFile, table: str, row_id: str, /, **cells) -> LayerFile:
    """Edit a row as QGIS would: cells by column, `geometry` for its point."""
    layers = tuple(
        edited(each, row_id, cells) if each.name == table else each for each in file.layers
    )
    return replace(file, layers=layers)


def edited(layer: Layer, id: str, cells: dict) -> Layer:
    row = list(layer.columns["id"]).index(id)
    columns = {name: list(values) for name, values in layer.columns.items()}
    shapes = list(layer.shapes)
    for name, value in cells.items():
        if name == "geometry":
            shapes[row] = value
        else:
            columns[name][row] = value
    return replace(layer, columns=columns, shapes=shapes)


def without(file: LayerFile, table: str, id: str) -> LayerFile:
    """Delete a row."""
    return replace(file, layers=tuple(_cut(e, id) if e.name == table else e for e in file.layers))


def _cut(layer: Layer, id: str) -> Layer:
    kept = [row for row, each in enumerate(layer.columns["id"]) if each != id]
    columns = {name: [values[row] for row in kept] for name, values in layer.columns.items()}
    numbers = [layer.numbers[row] for row in kept]
    return replace(
        layer, columns=columns, numbers=numbers, shapes=[layer.shapes[row] for row in kept]
    )


def also(file: LayerFile, table: str, shape, /, **cells) -> LayerFile:
    """Add a row, with a number that nothing had."""
    return replace(
        file, layers=tuple(_more(e, shape, cells) if e.name == table else e for e in file.layers)
    )


def _more(layer: Layer, shape, cells: dict) -> Layer:
    columns = {name: [*values, cells.get(name)] for name, values in layer.columns.items()}
    return replace(
        layer,
        columns=columns,
        numbers=[*layer.numbers, 9_000 + len(layer)],
        shapes=[*layer.shapes, shape],
    )


def differences(file: LayerFile, result: pipeline.Result, base: LayerFile | None = None):
    found = compare(file, of_case(result.tables), result.case.name, base)
    return fitting_case(found, result.case)
