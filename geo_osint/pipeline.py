"""The one straight line: reports → case → findings → layers → folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo_osint import case as cases
from geo_osint import files
from geo_osint.case import Case
from geo_osint.checking import check_case
from geo_osint.errors import InputError, NothingFoundError
from geo_osint.gazetteer import Gazetteer
from geo_osint.gazetteer.stack import Stack
from geo_osint.layers import Tables, tables
from geo_osint.model import Finding, Header, Reading, Report, Route
from geo_osint.output import brief, findings, geojson, page, qgis
from geo_osint.reading import read, read_report
from geo_osint.resolving import settle
from geo_osint.routing import route

OUTPUTS = {
    "findings": findings.write,
    "brief": brief.write,
    "map": page.write,
    "layers": geojson.write,
    "gpkg": qgis.write,
}
"""Every kind of output by name; each writes what it is given into a stage."""

Say = Callable[[str], None]
"""Told in a few words what is being done; a terminal shows it."""


@dataclass(frozen=True, slots=True)
class Result:
    """A case with all that follows from it, and the files that were written."""

    case: Case
    findings: tuple[Finding, ...]
    routes: tuple[Route, ...]
    tables: Tables
    written: tuple[Path, ...] = ()


def _silent(_: str) -> None:
    pass


def gazetteer_for(paths: Sequence[Path], stack: Stack) -> Gazetteer:
    """Make one gazetteer to read these reports with: of stores on the disk, the names that stand there.

    Raises
    ------
    InputError
        If a report or a store is not usable.
    """
    return stack.named_in(files.read_text(path) for path in paths)


def read_reports(
    paths: Sequence[Path], gazetteer: Gazetteer, told: Header | None = None, say: Say = _silent
) -> tuple[tuple[Reading, ...], dict[str, bytes]]:
    """Read reports and settle what their names mean; give the readings and each report's bytes.

    What `told` says of a report goes before the report's own header.

    Raises
    ------
    InputError
        If a report is not usable.
    NothingFoundError
        If none of them names a place of the gazetteer.
    """
    readings: list[Reading] = []
    copies: dict[str, bytes] = {}
    for number, path in enumerate(paths, start=1):
        say(f"reading {path.name}")
        id, data = f"r{number}", files.read_bytes(path)
        if data in copies.values():
            raise InputError(f"{path}: the same text is given twice; give each report once")
        report = _read_report(path, id, data, told or Header())
        readings.append(settle(read(report, gazetteer), gazetteer))
        copies[id] = data
    if not any(mention.places for reading in readings for mention in reading.mentions):
        names = ", ".join(str(path) for path in paths)
        raise NothingFoundError(
            f"{names}: names no place of the gazetteer {gazetteer.name!r}; look one up with "
            "`geo-osint find`, or give a gazetteer that covers it with --gazetteer"
        )
    return tuple(readings), copies


def _read_report(path: Path, id: str, data: bytes, told: Header) -> Report:
    return read_report(
        files.decode(data, str(path)),
        path.name,
        id,
        published=told.published,
        publisher=told.publisher,
        source_url=told.source_url,
        language=told.language,
        sha256=files.sha256(data),
    )


def follow(case: Case) -> Result:
    """Derive all that follows from a case; nothing is written."""
    found = check_case(case)
    routes = tuple(route(each, case.places) for each in case.standing_movements)
    return Result(case, found, routes, tables(case, found, routes))


def start(
    paths: Sequence[Path],
    folder: Path,
    name: str,
    gazetteer: Gazetteer,
    told: Header | None = None,
    outputs: Sequence[str] = tuple(OUTPUTS),
    say: Say = _silent,
) -> Result:
    """Make a case of reports in a folder, with the outputs asked for.

    Raises
    ------
    InputError
        If the folder holds a case that a person has worked on, besides what `read_reports` raises.
    OutputError
        If the folder cannot be written.
    """
    _spare_reviewed(folder / f"{name}.case.toml")
    readings, copies = read_reports(paths, gazetteer, told, say)
    case = cases.compose(name, readings, gazetteer)
    return _write(folder, lambda stage: cases.save(case, stage, copies), outputs, say)


def standing(case: Case, folder: Path) -> tuple[str, ...]:
    """Name the outputs that a check brings up to date: findings, brief, and what else is there."""
    there = {
        "map": f"{case.name}.map.html",
        "layers": f"{case.name}.layers",
        "gpkg": f"{case.name}.gpkg",
    }
    found = (kind for kind, name in there.items() if (folder / name).exists())
    return ("findings", "brief", *found)


def derive(case: Case, folder: Path, outputs: Sequence[str], say: Say = _silent) -> Result:
    """Write outputs of a case that exists; the case itself is not touched."""
    return _write(folder, lambda _: case, outputs, say)


def _write(
    folder: Path, put: Callable[[files.Stage], Case], outputs: Sequence[str], say: Say
) -> Result:
    """Put a case into a stage and all that follows from it; all of it appears together."""
    with files.staged(folder) as stage:
        result = follow(put(stage))
        for kind in outputs:
            say(f"writing {kind}")
            OUTPUTS[kind](stage, result.case, result.findings, result.tables)
    return replace(result, written=tuple(folder / each for each in stage.names))


def _spare_reviewed(path: Path) -> None:
    if path.exists() and cases.reviewed(path):
        raise InputError(
            f"{path}: holds a person's corrections, decisions or notes; run `geo-osint check` on it, "
            "or choose another folder with -o"
        )
