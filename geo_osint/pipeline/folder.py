"""Reports to a case's folder: what is written there, all of it at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from geo_osint import case as cases
from geo_osint import files
from geo_osint.case import Case
from geo_osint.errors import InputError
from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Header
from geo_osint.output import brief, findings, geojson, page, qgis
from geo_osint.pipeline.following import Result, follow
from geo_osint.pipeline.progress import Say, silent
from geo_osint.pipeline.reports import read_reports
from geo_osint.pipeline.roads import with_roads

OUTPUTS = {
    "findings": findings.write,
    "brief": brief.write,
    "map": page.write,
    "layers": geojson.write,
    "gpkg": qgis.write,
}
"""Every kind of output by name; each writes what it is given into a stage."""


def start(
    paths: Sequence[Path],
    folder: Path,
    name: str,
    gazetteer: Gazetteer,
    told: Header | None = None,
    outputs: Sequence[str] = tuple(OUTPUTS),
    say: Say = silent,
    rounding: cases.Rounding = "2020",
    shown: page.PageOptions = page.PLAIN,
    roads: Path | str | None = None,
) -> Result:
    """Make a case of reports in a folder, with the outputs asked for.

    `rounding` is the rule by which its printed figures are taken and `roads` a road network of the user's own, which
    the case keeps; `shown` is what the map carries beyond what it always shows.

    Raises
    ------
    InputError
        If the folder holds a case that a person has worked on, besides what `read_reports` raises.
    OutputError
        If the folder cannot be written.
    """
    _spare_reviewed(folder / f"{name}.case.toml")
    readings, copies = read_reports(paths, gazetteer, told, say)
    case = replace(cases.compose(name, readings, gazetteer), rounding=rounding)
    case = with_roads(case, roads)
    return _write(folder, lambda stage: cases.save(case, stage, copies), outputs, say, shown)


def standing(case: Case, folder: Path) -> tuple[str, ...]:
    """Name the outputs that a check brings up to date: findings, brief, and what else is there."""
    there = {
        "map": f"{case.name}.map.html",
        "layers": f"{case.name}.layers",
        "gpkg": f"{case.name}.gpkg",
    }
    found = (kind for kind, name in there.items() if (folder / name).exists())
    return ("findings", "brief", *found)


def derive(
    case: Case,
    folder: Path,
    outputs: Sequence[str],
    say: Say = silent,
    shown: page.PageOptions = page.PLAIN,
) -> Result:
    """Write outputs of a case that exists; the case itself is not touched."""
    return _write(folder, lambda _: case, outputs, say, shown)


def _write(
    folder: Path,
    put: Callable[[files.Stage], Case],
    outputs: Sequence[str],
    say: Say,
    shown: page.PageOptions,
) -> Result:
    """Put a case into a stage and all that follows from it; all of it appears together."""
    writers: dict[str, Callable[..., None]] = {**OUTPUTS, "map": partial(page.write, options=shown)}
    with files.staged(folder) as stage:
        result = follow(put(stage))
        for kind in outputs:
            say(f"writing {kind}")
            writers[kind](stage, result.case, result.findings, result.tables)
    return replace(result, written=tuple(folder / each for each in stage.names))


def _spare_reviewed(path: Path) -> None:
    if path.exists() and cases.reviewed(path):
        raise InputError(
            f"{path}: holds a person's corrections, decisions or notes; `geo-osint reread` reads its "
            "reports and further ones anew and keeps all of that; -o chooses another folder"
        )
