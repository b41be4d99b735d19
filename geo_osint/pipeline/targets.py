"""A case to files that the user names, of the kinds that their endings tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from geo_osint import files
from geo_osint.case import Case
from geo_osint.errors import UsageError
from geo_osint.layers import Tables
from geo_osint.output import exchange, figure, geojson, qgis
from geo_osint.pipeline.following import Result, follow
from geo_osint.pipeline.progress import Say, silent


def _geojson(stage: files.Stage, name: str, _: Case, tables: Tables) -> None:
    geojson.put(stage, lambda table: exchange.table_file(name, table), tables)
    style = f"{name.removesuffix('.geojson')}.qml"
    qgis.style_files(stage, lambda table: exchange.table_file(style, table), tables)


def _qgz(stage: files.Stage, name: str, case: Case, tables: Tables) -> None:
    qgis.package(stage, f"{name.removesuffix('.qgz')}.gpkg", case, tables)


FORMATS: Mapping[str, exchange.Writer] = {
    ".gpkg": qgis.package,
    ".qgz": _qgz,
    ".geojson": _geojson,
    **exchange.FORMATS,
}
"""Every format that a case can be exported to, by the ending of its files."""


def export(case: Case, targets: Sequence[Path], say: Say = silent) -> Result:
    """Write a case to files of other formats, told by their endings; those of a folder appear together.

    Raises
    ------
    UsageError
        If an ending is not known.
    OutputError
        If a folder cannot be written.
    """
    writers = {target: _format(target) for target in targets}
    result = follow(case)
    written: list[Path] = []
    for folder, inside in groupby(sorted(writers), lambda target: target.parent):
        with files.staged(folder) as stage:
            for target in inside:
                say(f"writing {target.name}")
                writers[target](stage, target.name, case, result.tables)
        written += (folder / each for each in stage.names)
    return replace(result, written=tuple(written))


def draw(case: Case, targets: Sequence[Path], look: figure.Look, say: Say = silent) -> Result:
    """Draw a case's figure into files, each of the kind its ending tells; those of a folder appear together.

    Raises
    ------
    NothingFoundError
        If nothing of what is to be shown has a position.
    OutputError
        If a folder cannot be written.
    UsageError
        If an ending is not known, matplotlib is missing, or nothing has the id that is to be shown.
    """
    kinds = {target: figure.kind_of(target) for target in targets}
    result = follow(case)
    say("drawing")
    wanted = tuple(dict.fromkeys(kinds.values()))
    drawn = figure.render(result.case, result.findings, result.routes, result.tables, look, wanted)
    for folder, inside in groupby(sorted(kinds), lambda target: target.parent):
        with files.staged(folder) as stage:
            for target in inside:
                stage.bytes(target.name, drawn[kinds[target]])
    return replace(result, written=tuple(kinds))


def _format(target: Path) -> exchange.Writer:
    found = FORMATS.get(target.suffix.lower())
    if found is None or not target.stem:
        known = ", ".join(FORMATS)
        raise UsageError(f"{target}: no format is known by this ending; give one of {known}")
    if hint := exchange.lacking(target.suffix.lower()):
        raise UsageError(hint)
    return found
