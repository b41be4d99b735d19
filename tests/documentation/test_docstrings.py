"""Examples in docstrings run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import geo_osint

MODULES = sorted(
    each.name
    for each in pkgutil.walk_packages(geo_osint.__path__, "geo_osint.")
    if not each.name.endswith("__main__")
)


@pytest.mark.parametrize("name", ["geo_osint", *MODULES])
def test_examples_of_a_module(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module(name)
    flags = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    assert doctest.testmod(module, optionflags=flags).failed == 0
