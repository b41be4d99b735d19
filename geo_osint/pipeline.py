"""The one straight line: reports → case → findings → layers → folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import groupby
from pathlib import Path

from geo_osint import case as cases
from geo_osint import files
from geo_osint.case import Again, Case
from geo_osint.checking import by_network, check_case, check_journeys
from geo_osint.errors import InputError, NothingFoundError, UsageError
from geo_osint.gazetteer import Gazetteer
from geo_osint.gazetteer.stack import Stack
from geo_osint.layers import Tables, tables
from geo_osint.model import Finding, Header, Reading, Report, Route
from geo_osint.output import brief, exchange, figure, findings, geojson, page, qgis
from geo_osint.reading import read, read_report
from geo_osint.resolving import settle
from geo_osint.routing import Network, bundled, open_network, opened, route

OUTPUTS = {
    "findings": findings.write,
    "brief": brief.write,
    "map": page.write,
    "layers": geojson.write,
    "gpkg": qgis.write,
}
"""Every kind of output by name; each writes what it is given into a stage."""


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


def reread(
    case: Case,
    folder: Path,
    more: Sequence[Path],
    stack: Stack,
    told: Header | None = None,
    say: Say = _silent,
) -> tuple[Again, dict[str, bytes]]:
    """Read a case's reports anew from its own copies, and further ones; nothing is written.

    What `told` says goes before the header of each report in `more`; one of these may be a report that
    the case holds. Gives what became of the case, and the bytes of reports that came in, by id.

    Raises
    ------
    InputError
        If a report is not usable, or is one of the case's whose text was changed.
    UsageError
        If something is told of reports, and none is given.
    """
    if told and told != Header() and not more:
        raise UsageError("say which report that is told of: give its file after the case")
    held = {each.sha256: each for each in case.reports}
    copies = [folder / each.file for each in case.reports]
    gazetteer = gazetteer_for([*copies, *more], stack)
    new: dict[str, bytes] = {}
    for path in more:
        data = files.read_bytes(path)
        id = f"r{1 + max(int(each.id[1:]) for each in held.values())}"
        report = _read_report(path, id, data, told or Header())
        if report.sha256 in held:
            report = _told_more(held[report.sha256], told or Header())
        else:
            cases.refuse_changed(report, held.values(), str(path))
            new[id] = data
        held[report.sha256] = report
    readings = []
    for report in held.values():
        say(f"reading {report.id}")
        readings.append(settle(read(report, gazetteer), gazetteer))
    return cases.read_again(case, readings, gazetteer), new


def _told_more(report: Report, told: Header) -> Report:
    """Put what is told of a report before what is known of it."""
    news = {each.name: getattr(told, each.name) for each in fields(told)}
    return replace(report, header=replace(report.header, **{k: v for k, v in news.items() if v}))


def check(case: Case) -> tuple[Finding, ...]:
    """Check a case's statements and what its movements say of the ground, by its road network."""
    network = network_of(case)
    return _checked(case, _routes(case, network), network)


def follow(case: Case) -> Result:
    """Derive all that follows from a case; nothing is written.

    Raises
    ------
    InputError
        As `network_of`.
    """
    network = network_of(case)
    routes = _routes(case, network)
    found = _checked(case, routes, network)
    return Result(case, found, routes, tables(case, found, routes))


PACKAGED = "packaged"
"""Given for a road network, means the one that comes with the program."""


def with_roads(case: Case, roads: Path | str | None) -> Case:
    """Let a case be checked by another road network, or by the packaged one; None changes nothing.

    Raises
    ------
    InputError
        If the file is not usable, see `routing.open_network`.
    """
    if roads is None:
        return case
    if str(roads) == PACKAGED:
        return replace(case, roads=())
    path = Path(roads)
    network = open_network(path)
    return replace(case, roads=(cases.RoadsUsed(network.name, network.sha256, path.name),))


def find_roads(case: Case, roads: Path | None, *folders: Path) -> None:
    """Open the road network that a case was checked with: the file that is given, else by its name in some folders.

    Where it is not found nothing happens yet; `network_of` says so.

    Raises
    ------
    InputError
        If a file that is given is another network than that of the case.
    """
    if roads is not None and with_roads(case, roads).roads != case.roads:
        known = case.roads[0].name if case.roads else "the packaged network"
        raise InputError(
            f"{roads}: the case {case.name} is checked by another road network, “{known}”; "
            f"`geo-osint check CASE --roads {roads}` changes that"
        )
    for used in case.roads:
        places = [folder / used.file for folder in folders if (folder / used.file).is_file()]
        if opened(used.sha256) is None and places:
            open_network(places[0])


def network_of(case: Case) -> Network:
    """Give the road network that a case is checked by; it must be open if it is not the packaged one.

    Raises
    ------
    InputError
        If it is not: another network would silently give other answers.
    """
    if not case.roads:
        return bundled()
    used = case.roads[0]
    network = opened(used.sha256)
    if network is None:
        raise InputError(
            f"{case.name}: is checked by the road network {used.file} (sha256 {used.sha256[:12]}…), which is not "
            f"found here unchanged; give it with --roads, or take another by `geo-osint check CASE --roads "
            f"FILE`, or --roads {PACKAGED}"
        )
    return network


def _routes(case: Case, network: Network) -> tuple[Route, ...]:
    return tuple(route(each, case.places, network) for each in case.standing_movements)


def _checked(case: Case, routes: Sequence[Route], network: Network) -> tuple[Finding, ...]:
    roads = by_network(network, case.places)
    return (*check_case(case, roads), *check_journeys(case, routes, network, roads))


def start(
    paths: Sequence[Path],
    folder: Path,
    name: str,
    gazetteer: Gazetteer,
    told: Header | None = None,
    outputs: Sequence[str] = tuple(OUTPUTS),
    say: Say = _silent,
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
    say: Say = _silent,
    shown: page.PageOptions = page.PLAIN,
) -> Result:
    """Write outputs of a case that exists; the case itself is not touched."""
    return _write(folder, lambda _: case, outputs, say, shown)


def export(case: Case, targets: Sequence[Path], say: Say = _silent) -> Result:
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


def draw(case: Case, targets: Sequence[Path], look: figure.Look, say: Say = _silent) -> Result:
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
