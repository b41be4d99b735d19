"""Notebooks run from top to bottom in a kernel of their own, and are stored without outputs."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

import geo_osint
from tests.documentation.pages import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

KERNEL_NOISE = "ignore::DeprecationWarning"


def sources(path: Path) -> str:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


@pytest.fixture(scope="module")
def outputs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Any]]:
    """Execute one notebook and give what its cells show."""
    notebook = nbformat.read(request.param, as_version=4)
    NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(ROOT / "notebooks")}},
    ).execute(env={**os.environ, "IPYTHONDIR": str(tmp_path_factory.mktemp("ipython"))})
    return [shown for cell in notebook.cells for shown in cell.get("outputs", [])]


@pytest.mark.filterwarnings(KERNEL_NOISE)
@pytest.mark.parametrize("outputs", NOTEBOOKS, indirect=True, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_something(outputs: list[dict[str, Any]]) -> None:
    assert not [shown for shown in outputs if shown["output_type"] == "error"]
    assert any("text/html" in shown.get("data", {}) for shown in outputs)
    assert not [shown for shown in outputs if shown.get("name") == "stderr"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_outputs(path: Path) -> None:
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_calls_the_public_names_alone(path: Path) -> None:
    text = sources(path)
    assert set(re.findall(r"geo_osint\.(\w+)", text)) <= set(geo_osint.__all__)
    assert not re.search(r"from geo_osint|import geo_osint\.", text)


def test_all_four_are_there() -> None:
    names = [path.stem for path in NOTEBOOKS]
    assert names == ["01_places", "02_distance_claim", "03_routes", "04_to_qgis"]
