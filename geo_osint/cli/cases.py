"""The commands that make a case and what follows from it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from geo_osint import case as cases
from geo_osint import pipeline
from geo_osint.api.cases import case_name
from geo_osint.case import Case
from geo_osint.cli import show
from geo_osint.cli.marking import print_marked
from geo_osint.cli.networks import load_case, own_roads, where_roads_are
from geo_osint.cli.options import ROUNDING, day
from geo_osint.cli.results import (
    changes,
    file_names,
    print_files,
    print_movements,
    print_result,
    print_unread,
    read_data,
    statement_row,
)
from geo_osint.cli.stacking import gazetteers
from geo_osint.errors import UsageError
from geo_osint.gazetteer.stack import open_stack
from geo_osint.model import Header
from geo_osint.output import exchange, page, review

Command = TypeVar("Command", bound=Callable[..., Any])

PATH = click.Path(path_type=Path)
DATE = day


def _options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def put(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return put


CASE = click.argument("case", type=PATH)

JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")

_TOLD = _options(
    click.option(
        "--published",
        type=DATE,
        metavar="YYYY-MM-DD",
        help="When it was published: dates without a year count from it.",
    ),
    click.option("--publisher", default="", help="Who published it."),
    click.option(
        "--source", "source_url", default="", help="The report's address; it is noted, not opened."
    ),
    click.option(
        "--lang",
        "language",
        type=click.Choice(["ar", "en"]),
        help="The report's language, if guessed wrongly.",
    ),
)


def told_of_reports(command: Command) -> Command:
    """Give a command the options by which a report's header is told."""
    return _TOLD(command)


_SHOWN = _options(
    click.option(
        "--with-text",
        is_flag=True,
        help="Put the whole text of the reports into the map. By default it quotes the sentences that "
        "findings and movements rest on: a whole article may be under copyright, and names people.",
    ),
    click.option(
        "--tiles",
        type=click.Choice(list(page.TILES)),
        default=None,
        help="Let the map load pictures of this server once its reader switches them on; the server "
        "then learns who looks at what. By default the map loads nothing from anywhere.",
    ),
)

_READING = _options(
    click.argument("reports", nargs=-1, required=True, type=PATH),
    click.option(
        "-o",
        "--output",
        "folder",
        type=PATH,
        help="The case's folder; it also names the case. By default a folder here that is named after "
        "the first report.",
    ),
    click.option("--name", help="The case's name, if not that of its folder."),
    gazetteers,
    _TOLD,
    ROUNDING,
    own_roads,
    JSON,
)


@click.command()
@_READING
@_SHOWN
def run(
    reports: tuple[Path, ...],
    as_json: bool,
    with_text: bool,
    tiles: Literal["osm"] | None,
    **told: Any,
) -> None:
    """Read reports, check them, and write case, findings, brief, map and layers.

    REPORTS are plain text files (UTF-8), one or several about the same matter. A header between
    two lines `---` at the top may give title, publisher, source_url, published and so on.

    \b
    geo-osint run report.ar.txt -o out/al-omar
    geo-osint run report.ar.txt report.en.txt -o out/al-omar --published 2021-02-24
    """
    shown = page.PageOptions(with_text, tiles or "")
    result = _start(reports, tuple(pipeline.OUTPUTS), as_json, shown, **told)
    print_result(result, as_json)
    print_disclosures(shown)


@click.command()
@_READING
@click.option(
    "--review",
    "with_page",
    is_flag=True,
    help="Also write NAME.review.html: the text and what was read in it side by side, to accept, "
    "reject and correct in a browser.",
)
def read(reports: tuple[Path, ...], as_json: bool, with_page: bool, **told: Any) -> None:
    """Read reports into a case and stop, so that you can review what was read.

    The text is shown with what was read in it marked. Open NAME.review.html (with --review) in a
    browser, or NAME.case.toml in an editor, compare, mend what is wrong, and go on with
    `geo-osint review` or `geo-osint check`.

    \b
    geo-osint read report.ar.txt -o out/al-omar --review
    """
    result = _start(reports, (), as_json, page.PLAIN, **told)
    if with_page:
        written = review_page(result.case, result.written[0].parent, told["paths"], told["only"])
        result = replace(result, written=(*result.written, written))
    if as_json:
        show.as_json(
            {"case": result.case.name, "read": read_data(result), "files": file_names(result)}
        )
        return
    print_marked(result.case)
    print_movements(result)
    rows = [statement_row(result, each) for each in result.findings]
    show.table("Statements, as read", ("id", "what it says", "sentence"), rows)
    print_unread(result)
    print_files(result)
    if with_page:
        print_next(result.case, result.written[-1])
        return
    folder = shlex.quote(result.written[0].parent.as_posix())
    show.line(f"Now open {result.written[0].as_posix()} in a text editor, compare, mend;")
    show.line(f"then: geo-osint check {folder}")


def print_next(case: Case, page: Path) -> None:
    """Say what to do with a review page."""
    show.line(f"Now open {page.as_posix()} in a browser, compare, mend, save;")
    folder = shlex.quote(page.parent.as_posix())
    show.line(f"then: geo-osint review {folder} {case.name}.review.json --by NAME --on DATE")


def review_page(case: Case, folder: Path, paths: Sequence[Path], only: bool) -> Path:
    """Write a case's review page, with candidates from the gazetteers."""
    words = {mention.words for mention in cases.mentions_of(case)}
    return review.save(folder, case, open_stack(paths, only).like(*sorted(words)))


@click.command()
@CASE
@click.option(
    "--refresh",
    is_flag=True,
    help="Take the places from the gazetteer as it is now, and show what changes.",
)
@ROUNDING
@own_roads
@gazetteers
@JSON
def check(
    case: Path,
    refresh: bool,
    rounding: cases.Rounding | None,
    roads: Path | None,
    paths: tuple[Path, ...],
    only: bool,
    as_json: bool,
) -> None:
    """Check a case (its folder or its .case.toml) and write its findings and brief.

    A map and layers that stand in the folder already are written anew, so that nothing there
    contradicts the findings.

    Corrections and decisions in the case file count; rejected readings are passed over. The places
    are those of the case's own snapshot, so that an old finding stays what it was. A rule of rounding
    or a road network that is given stays with the case.
    """
    path = cases.find_case(case)
    loaded = cases.load(path, paths, only)
    if roads is None:
        pipeline.find_roads(loaded, None, path.parent, Path())
    elif (other := pipeline.with_roads(loaded, roads)) != loaded:
        loaded = cases.amend(path, other, "roads")
    if rounding and rounding != loaded.rounding:
        loaded = cases.amend(path, replace(loaded, rounding=rounding), "rounding")
    changed: list[str] = []
    if refresh:
        fresh = cases.refreshed(loaded, open_stack(paths, only).holding(loaded.places))
        changed = changes(pipeline.check(loaded), pipeline.check(fresh))
        loaded = cases.amend(path, fresh, "gazetteers")
    cases.keep_places(path, loaded)
    with show.progress(as_json) as say:
        outputs = pipeline.standing(loaded, path.parent)
        result = pipeline.derive(loaded, path.parent, outputs, say)
    print_result(result, as_json, {"changed": changed} if refresh else {})
    if refresh and not as_json:
        show.line("Changed by the refresh: " + ("; ".join(changed) or "nothing"))


@click.command("map")
@CASE
@_SHOWN
@where_roads_are
@JSON
def map_(
    case: Path,
    with_text: bool,
    tiles: Literal["osm"] | None,
    roads: Path | None,
    as_json: bool,
) -> None:
    """Write a case's interactive map: one HTML file that opens by double-click, without a network.

    \b
    geo-osint map out/al-omar
    geo-osint map out/al-omar --with-text
    """
    shown = page.PageOptions(with_text, tiles or "")
    _derive(case, ("map",), as_json, roads, shown)
    print_disclosures(shown)


def print_disclosures(shown: page.PageOptions) -> None:
    """Say what a map made so gives away, beside the result."""
    for sentence in shown.disclosures:
        show.warn(f"Note: {sentence}.")


@click.command()
@CASE
@click.option(
    "--to",
    "kinds",
    type=click.Choice(["layers", "gpkg"]),
    multiple=True,
    default=("layers", "gpkg"),
    show_default=True,
    help="Beside the case: GeoJSON layers, a GeoPackage, or both.",
)
@click.option(
    "-o",
    "--out",
    "targets",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A file elsewhere, its format told by the ending: "
    f"{' '.join(pipeline.FORMATS)}. May be given several times.",
)
@click.option(
    "--all",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder that gets the case in every format.",
)
@where_roads_are
@JSON
def export(
    case: Path,
    kinds: tuple[str, ...],
    targets: tuple[Path, ...],
    folder: Path | None,
    roads: Path | None,
    as_json: bool,
) -> None:
    """Write a case's layers for other programs.

    Without -o or --all: GeoJSON files and a GeoPackage with its QGIS project beside the case, which
    QGIS opens already styled.

    \b
    .gpkg .qgz        QGIS and other GIS: all tables in one file, and its project
    .geojson          one file a table, each with its QGIS style
    .kml .kmz         Google Earth, with styles and days
    .gpx              hand-held devices: places and routes
    .csv .xlsx        spreadsheets; geometry as WKT
    .fgb .parquet     data tools: FlatGeobuf, GeoParquet

    A format that holds one table a file writes NAME.places.csv, NAME.statements.csv and so on.
    """
    if folder is not None:
        stem = cases.find_case(case).name.removesuffix(".case.toml")
        every = [each for each in pipeline.FORMATS if each != ".qgz"]  # comes with .gpkg
        missing = [each for each in map(exchange.lacking, every) if each]
        targets += tuple(folder / f"{stem}{each}" for each in every if not exchange.lacking(each))
        for hint in missing if not as_json else ():
            show.line(f"left out: {hint}")
    if not targets:
        _derive(case, kinds, as_json, roads)
        return
    with show.progress(as_json) as say:
        loaded = load_case(cases.find_case(case), roads)
        result = pipeline.export(loaded, targets, say)
    _print_written(result, as_json)


def _derive(
    case: Path,
    outputs: Sequence[str],
    as_json: bool,
    roads: Path | None,
    shown: page.PageOptions = page.PLAIN,
) -> None:
    path = cases.find_case(case)
    with show.progress(as_json) as say:
        result = pipeline.derive(load_case(path, roads), path.parent, outputs, say, shown)
    _print_written(result, as_json)


def _print_written(result: pipeline.Result, as_json: bool) -> None:
    if as_json:
        show.as_json({"case": result.case.name, "files": file_names(result)})
    else:
        print_files(result)


def _start(
    reports: tuple[Path, ...],
    outputs: Sequence[str],
    quiet: bool,
    shown: page.PageOptions,
    *,
    folder: Path | None,
    name: str | None,
    paths: tuple[Path, ...],
    only: bool,
    published: date | None,
    publisher: str,
    source_url: str,
    language: str | None,
    rounding: cases.Rounding | None,
    roads: Path | None,
) -> pipeline.Result:
    told = header(published, publisher, source_url, language)
    refuse_stream(reports)
    name = case_name(reports, folder, name or "")
    with show.progress(quiet) as say:
        gazetteer = pipeline.gazetteer_for(reports, open_stack(paths, only))
        rule = rounding or "2020"
        folder = folder or Path(name)
        return pipeline.start(
            reports, folder, name, gazetteer, told, outputs, say, rule, shown, roads
        )


def header(published: date | None, publisher: str, source_url: str, language: str | None) -> Header:
    """Put what is told of reports on the command line into a header."""
    return Header(
        publisher=publisher, source_url=source_url, published=published, language=language or ""
    )


def refuse_stream(reports: Sequence[Path]) -> None:
    """Refuse `-` for a report: a case keeps the files that it was made of."""
    if Path("-") in reports:
        raise UsageError("-: reports are read from files; save the text into one first")
