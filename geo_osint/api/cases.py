"""From reports to findings, map and layers, as values in memory or as a case's folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from geo_osint import case as cases
from geo_osint import pipeline
from geo_osint.case import Case
from geo_osint.errors import UsageError
from geo_osint.gazetteer.stack import Paths, as_paths, open_stack
from geo_osint.layers import Tables
from geo_osint.model import Finding, Header
from geo_osint.output import notebook
from geo_osint.output.page import PageOptions
from geo_osint.pipeline import Result

NAME = re.compile(r"\w[\w.-]*")
"""What a case may be called: it becomes the start of file names."""


NO_NAME = re.compile(r"[^\w.-]+")
"""What a case's name cannot hold."""


class Findings(tuple[Finding, ...]):
    """The findings of a case, in the order of its statements. Shows itself in Jupyter."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return notebook.findings_html(self)


def run(
    *reports: Path | str,
    folder: Path | str,
    name: str = "",
    told: Header | None = None,
    gazetteer: Paths = None,
    only: bool = False,
    outputs: Sequence[str] = tuple(pipeline.OUTPUTS),
    rounding: cases.Rounding = "2020",
    with_text: bool = False,
    tiles: Literal["", "osm"] = "",
    roads: Path | str | None = None,
) -> Result:
    """Read reports, check them, and write case, findings, brief, map and layers into a folder.

    Parameters
    ----------
    reports
        Text files (UTF-8), one or several about the same matter.
    folder
        The case's folder; it is made if it is not there, and names the case.
    name
        The case's name, if not that of its folder.
    told
        What you know of the reports, put before their own headers: date, publisher, address.
    gazetteer
        A gazetteer of your own, or several, behind the one that comes with geo_osint: GeoJSON files, or
        stores made by `geo-osint gazetteer import`.
    only
        Leave out the one that comes with geo_osint.
    outputs
        Some of "findings", "brief", "map", "layers", "gpkg"; all of them by default.
    rounding
        By which rule the rounding of printed figures is taken: "2020" or "2004"; the case keeps it.
    with_text, tiles
        What the map carries beyond what it always shows, as in `to_map`.

    roads
        A road network of your own for routes and lengths by road, which the case keeps: .npz from `geo-osint roads
        import`, or a GeoJSON file of roads. "packaged" means the one that comes with geo_osint, as does None.

    Returns
    -------
    Result
        The case, its findings, routes and tables, and the paths that were written.

    Raises
    ------
    InputError
        If a report is not usable, or the folder holds a case that a person has worked on.
    NothingFoundError
        If no report names a place of the gazetteer.
    OutputError
        If the folder cannot be written; what stood there still stands.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as home:
    ...     report = Path(home, "report.txt")
    ...     _ = report.write_text("Al-Mayadin is 14 km from al-Omar field.", encoding="utf-8")
    ...     result = run(report, folder=Path(home, "trial"), outputs=("findings",))
    >>> [path.name for path in result.written]
    ['trial.case.toml', 'trial.places.geojson', 'r1.txt', 'trial.findings.json', 'trial.findings.md']
    """
    paths, folder = [Path(each) for each in reports], Path(folder)
    loaded = pipeline.gazetteer_for(paths, open_stack(as_paths(gazetteer), only))
    name = case_name(paths, folder, name)
    return pipeline.start(
        paths,
        folder,
        name,
        loaded,
        told,
        outputs,
        rounding=rounding,
        shown=PageOptions(with_text, tiles),
        roads=roads,
    )


def read(
    *reports: Path | str,
    name: str = "case",
    told: Header | None = None,
    gazetteer: Paths = None,
    only: bool = False,
    roads: Path | str | None = None,
) -> Case:
    """Read reports into a case in memory; nothing is written. Parameters and errors as in `run`.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as home:
    ...     report = Path(home, "report.txt")
    ...     _ = report.write_text("Al-Mayadin is 14 km from al-Omar field.", encoding="utf-8")
    ...     case = read(report)
    >>> case.statements[0].quantity.words
    '14 km'
    """
    paths = [Path(each) for each in reports]
    loaded = pipeline.gazetteer_for(paths, open_stack(as_paths(gazetteer), only))
    readings, _ = pipeline.read_reports(paths, loaded, told)
    return pipeline.with_roads(cases.compose(name, readings, loaded), roads)


def load_case(path: Path | str, roads: Path | str | None = None) -> Case:
    """Read a case from its folder or its .case.toml, with your corrections and decisions.

    Parameters
    ----------
    path
        The folder, or the file in it.
    roads
        A road network to check it by, as in `run`; by default the one that the case was checked by, which is looked
        for in its folder and in the current one.

    Raises
    ------
    InputError
        For a case, a snapshot of places, a report or a road network that is missing, changed or does not fit.
    """
    found = cases.find_case(Path(path))
    loaded = pipeline.with_roads(cases.load(found), roads)
    if roads is None:
        pipeline.find_roads(loaded, None, found.parent, Path())
    return loaded


def check(case: Case) -> Findings:
    """Check a case's standing statements; each gets a finding, those you rejected get none.

    Returns
    -------
    Findings
        What is possible and what was stated in metres, the verdict, the margin, and the reasons in
        English and Arabic. It checks geography, not whether the reported event happened.
    """
    return Findings(pipeline.follow(case).findings)


def tables(case: Case) -> Tables:
    """Lay a case out as GeoDataFrames in EPSG:4326, by name: places, movements, segments and so on.

    The columns are those of the exported layers.
    """
    return pipeline.follow(case).tables


def export(
    case: Case, folder: Path | str, to: Sequence[str] = ("layers", "gpkg")
) -> tuple[Path, ...]:
    """Write some outputs of a case into a folder, all of them or none.

    Parameters
    ----------
    case
        As `load_case` or `read` gives it.
    folder
        Where to; it is made if it is not there.
    to
        Some of "findings", "brief", "map", "layers" (GeoJSON), "gpkg" (GeoPackage).

    Returns
    -------
    tuple of Path
        What was written.

    Raises
    ------
    UsageError
        For an output of another name.
    OutputError
        If the folder cannot be written; what stood there still stands.
    """
    for each in to:
        if each not in pipeline.OUTPUTS:
            raise UsageError(f"{each!r}: not an output; choose from {', '.join(pipeline.OUTPUTS)}")
    return pipeline.derive(case, Path(folder), to).written


def case_name(reports: Sequence[Path], folder: Path | None, name: str = "") -> str:
    """Name a case: as told, else after its folder, else after its first report.

    What stands in the name of a folder or report and cannot stand in that of a case becomes "-".

    Raises
    ------
    UsageError
        If the name could not start a file's name.

    Examples
    --------
    >>> case_name([Path("news/raid.en.txt")], None), case_name([], Path("out/raid of May"))
    ('raid', 'raid-of-May')
    """
    place = folder.resolve().name if folder else _name_after(reports[0])
    found = name or NO_NAME.sub("-", place).strip("-.")
    if not NAME.fullmatch(found):
        raise UsageError(f"{found!r}: not a case name; use letters, digits, - and _, with --name")
    return found


def _name_after(report: Path) -> str:
    stem = report.name.split(".")[0]
    return report.resolve().parent.name if stem == "report" else stem


notebook.show(Result, lambda made: notebook.result_html(made.findings, made.written))
