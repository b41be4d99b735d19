"""What is given away works: wheel and sdist carry everything and run outside the checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

NEEDED = (
    "geo_osint/data/gazetteer.geojson",
    "geo_osint/gazetteer/kinds.toml",
    "geo_osint/gazetteer/schema.json",
    "geo_osint/outlines/built/LICENSES.txt",
    "geo_osint/outlines/built/names-ar.json",
    "geo_osint/outlines/built/world-10m.json",
    "geo_osint/outlines/built/world-110m.json",
    "geo_osint/outlines/disputed.toml",
    "geo_osint/output/page/built/leaflet.js",
    "geo_osint/output/page/built/leaflet.css",
    "geo_osint/output/page/built/LICENSES.txt",
    "geo_osint/output/page/page.html",
    "geo_osint/output/page/script/main.js",
    "geo_osint/output/words.toml",
    "geo_osint/py.typed",
    "geo_osint/reading/lexicons/ar.toml",
    "geo_osint/reading/lexicons/en.toml",
    "geo_osint/reading/lexicons/grammar_ar.toml",
    "geo_osint/reading/lexicons/grammar_en.toml",
    "geo_osint/styles/codes.toml",
    "geo_osint/styles/tables.toml",
)
"""Files without which an installed geo_osint would start and then fail."""

LICENCES = ("LICENSE", "LICENSE-DATA.md")

KEPT_OUT = ("web/node_modules/", "tests/", ".venv/", "out/", ".ci/")
"""Folders that have no business in a wheel."""


def build(source: Path, target: Path, *kinds: str) -> Path:
    """Build from a source tree without a network; hatchling comes from the environment."""
    command = [sys.executable, "-m", "build", "--no-isolation", *kinds, "--outdir", target, source]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    [built] = target.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("wheel"), "--wheel")


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("sdist"), "--sdist")


@pytest.fixture(scope="module")
def wheel_of_sdist(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    unpacked = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(unpacked, filter="data")
    [source] = unpacked.iterdir()
    return build(source, tmp_path_factory.mktemp("second"), "--wheel")


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_carries_everything_and_nothing_else(wheel: Path) -> None:
    found = contents(wheel)
    assert [name for name in NEEDED if name not in found] == []
    assert [name for name in NEEDED if not found[name]] == ["geo_osint/py.typed"]
    assert not [name for name in found if name.startswith(KEPT_OUT)]
    assert all(any(name.endswith(f"licenses/{each}") for name in found) for each in LICENCES)


def test_the_sdist_carries_what_tests_and_docs_need(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for each in (
        "tests/test_packaging.py",
        "docs/index.md",
        "notebooks/01_places.ipynb",
        "Makefile",
    ):
        assert each in names
    assert "examples/al-omar-2021/report.ar.txt" in names
    assert not [name for name in names if name.startswith((".venv/", "out/", "web/node_modules/"))]


def test_a_wheel_of_the_sdist_is_the_same_wheel(wheel: Path, wheel_of_sdist: Path) -> None:
    first, second = contents(wheel), contents(wheel_of_sdist)
    assert set(first) == set(second)
    different = [name for name in first if first[name] != second[name]]
    assert [name for name in different if not name.endswith("RECORD")] == []


@pytest.mark.parametrize("which", ["wheel", "wheel_of_sdist"])
def test_an_installed_geo_osint_runs_outside_the_checkout(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    program = installed(request.getfixturevalue(which), tmp_path / "environment")
    report = shutil.copy(ROOT / "examples" / "al-omar-2021" / "report.ar.txt", tmp_path)
    done = subprocess.run(
        [program, "run", report, "-o", "out/raid"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={"PATH": "", "PYTHONUTF8": "1", "HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert "not settled" in done.stdout
    written = tmp_path / "out" / "raid"
    for name in ("map.html", "brief.html", "findings.json", "gpkg", "case.toml"):
        assert (written / f"raid.{name}").stat().st_size > 1_000


def installed(wheel: Path, folder: Path) -> Path:
    """Install a wheel alone into an empty environment; its dependencies are those of the tests."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    place = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.strip()
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", wheel], check=True)
    # a path entered so is looked in after the environment's own, and its own .pth files, that of an
    # editable install among them, are not followed
    others = sysconfig.get_path("purelib") + "\n"
    Path(place, "dependencies.pth").write_text(others, encoding="utf-8")
    home = subprocess.run(
        [python, "-I", "-c", "import geo_osint; print(geo_osint.__file__)"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert home.startswith(str(folder))
    return folder / "bin" / "geo-osint"
