"""Rules of the house that import-linter cannot see."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import geo_osint
from geo_osint import errors

PACKAGE = Path(geo_osint.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
OPENERS = {
    "open",
    "read_text",
    "write_text",
    "read_bytes",
    "write_bytes",
    "mkdir",
    "unlink",
    "rename",
}
"""What opens or changes files; `files/` alone may, package data read through resources aside."""


def imported(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom) and node.module == "geo_osint":
            found += [f"geo_osint.{alias.name}" for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_inside_imports_the_package_root(path: Path) -> None:
    """The root loads lazily, which would hide such an import from the layers' contract."""
    names = imported(ast.parse(path.read_text(encoding="utf-8")))
    assert "geo_osint" not in names
    attributes = [
        name.removeprefix("geo_osint.") for name in names if name.startswith("geo_osint.")
    ]
    assert not set(attributes) & set(geo_osint.__all__)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_files_opens_files(path: Path) -> None:
    if path.is_relative_to(PACKAGE / "files"):
        return
    text = path.read_text(encoding="utf-8")
    calls = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and (
            getattr(node.func, "id", None) == "open" or getattr(node.func, "attr", None) in OPENERS
        )
    ]
    lines = [ast.get_source_segment(text, node) or "" for node in calls]
    outside = [
        line
        for line in lines
        if not line.startswith("files.")
        and "resources" not in line
        and "joinpath" not in line
        and not line.startswith("file.read_text")
    ]
    assert not outside


def test_public_names_are_sorted_explicit_and_there() -> None:
    assert geo_osint.__all__ == sorted(geo_osint.__all__)
    for name in geo_osint.__all__:
        assert getattr(geo_osint, name) is not None
    with pytest.raises(AttributeError, match="it has"):
        geo_osint.nothing_of_the_kind  # noqa: B018


def test_the_root_loads_nothing_until_it_is_asked() -> None:
    script = (
        "import sys, geo_osint; "
        "sys.exit(any(m in sys.modules for m in ('geopandas','folium','pyproj','click','shapely')))"
    )
    assert subprocess.run([sys.executable, "-c", script]).returncode == 0


def test_the_error_tree_is_drawn_as_it_is() -> None:
    drawn = errors.__doc__ or ""
    tree = [errors.GeoOsintError, *errors.GeoOsintError.__subclasses__()]
    for each in tree:
        line = next(line for line in drawn.splitlines() if each.__name__ in line)
        assert f"  {each.exit_code}  " in line
