"""The commands that make a case and what follows from it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from geo_osint import case as cases
from geo_osint import pipeline
from geo_osint.api.cases import case_name
from geo_osint.case import Case
from geo_osint.checking import amounts, check_case, conflicts, short_margin, verdict_words
from geo_osint.cli import show
from geo_osint.cli.marking import print_marked
from geo_osint.cli.options import day
from geo_osint.cli.stacking import gazetteers
from geo_osint.errors import UsageError
from geo_osint.gazetteer.stack import open_stack
from geo_osint.model import Finding, Header, Movement, Quantity, Statement
from geo_osint.output import review
from geo_osint.output.findings import document

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
    JSON,
)


@click.command()
@_READING
def run(reports: tuple[Path, ...], as_json: bool, **told: Any) -> None:
    """Read reports, check them, and write case, findings, brief, map and layers.

    REPORTS are plain text files (UTF-8), one or several about the same matter. A header between
    two lines `---` at the top may give title, publisher, source_url, published and so on.

    \b
    geo-osint run report.ar.txt -o out/al-omar
    geo-osint run report.ar.txt report.en.txt -o out/al-omar --published 2021-02-24
    """
    result = _start(reports, tuple(pipeline.OUTPUTS), as_json, **told)
    _print(result, as_json)


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
    result = _start(reports, (), as_json, **told)
    if with_page:
        written = review_page(result.case, result.written[0].parent, told["paths"], told["only"])
        result = replace(result, written=(*result.written, written))
    if as_json:
        show.as_json(
            {"case": result.case.name, "read": _read_data(result), "files": file_names(result)}
        )
        return
    print_marked(result.case)
    _print_movements(result)
    rows = [(f.id, f.statement.kind, *_ends(result, f), f.statement.words) for f in result.findings]
    show.table("Statements, as read", ("id", "kind", "subject", "reference", "sentence"), rows)
    _print_unread(result)
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
@gazetteers
@JSON
def check(case: Path, refresh: bool, paths: tuple[Path, ...], only: bool, as_json: bool) -> None:
    """Check a case (its folder or its .case.toml) and write its findings and brief.

    A map and layers that stand in the folder already are written anew, so that nothing there
    contradicts the findings.

    Corrections and decisions in the case file count; rejected readings are passed over. The places
    are those of the case's own snapshot, so that an old finding stays what it was.
    """
    path = cases.find_case(case)
    loaded = cases.load(path, paths, only)
    changed: list[str] = []
    if refresh:
        fresh = cases.refreshed(loaded, open_stack(paths, only).holding(loaded.places))
        changed = changes(check_case(loaded), check_case(fresh))
        loaded = cases.amend(path, fresh, "gazetteers")
    cases.keep_places(path, loaded)
    with show.progress(as_json) as say:
        outputs = pipeline.standing(loaded, path.parent)
        result = pipeline.derive(loaded, path.parent, outputs, say)
    _print(result, as_json, {"changed": changed} if refresh else {})
    if refresh and not as_json:
        show.line("Changed by the refresh: " + ("; ".join(changed) or "nothing"))


@click.command("map")
@CASE
@JSON
def map_(case: Path, as_json: bool) -> None:
    """Write a case's interactive map: one HTML file that opens by double-click, without a network."""
    _derive(case, ("map",), as_json)


@click.command()
@CASE
@click.option(
    "--to",
    "kinds",
    type=click.Choice(["layers", "gpkg"]),
    multiple=True,
    default=("layers", "gpkg"),
    show_default=True,
    help="GeoJSON layers, a GeoPackage, or both.",
)
@JSON
def export(case: Path, kinds: tuple[str, ...], as_json: bool) -> None:
    """Write a case's layers: GeoJSON files and a GeoPackage that QGIS opens already styled."""
    _derive(case, kinds, as_json)


def _derive(case: Path, outputs: Sequence[str], as_json: bool) -> None:
    path = cases.find_case(case)
    with show.progress(as_json) as say:
        result = pipeline.derive(cases.load(path), path.parent, outputs, say)
    if as_json:
        show.as_json({"case": result.case.name, "files": file_names(result)})
    else:
        print_files(result)


def _start(
    reports: tuple[Path, ...],
    outputs: Sequence[str],
    quiet: bool,
    *,
    folder: Path | None,
    name: str | None,
    paths: tuple[Path, ...],
    only: bool,
    published: date | None,
    publisher: str,
    source_url: str,
    language: str | None,
) -> pipeline.Result:
    told = Header(
        publisher=publisher,
        source_url=source_url,
        published=published,
        language=language or "",
    )
    if Path("-") in reports:
        raise UsageError("-: reports are read from files; save the text into one first")
    name = case_name(reports, folder, name or "")
    with show.progress(quiet) as say:
        gazetteer = pipeline.gazetteer_for(reports, open_stack(paths, only))
        return pipeline.start(reports, folder or Path(name), name, gazetteer, told, outputs, say)


def _print(result: pipeline.Result, as_json: bool, more: dict[str, Any] | None = None) -> None:
    if as_json:
        data = document(result.case, result.findings)
        show.as_json({**data, **(more or {}), "files": file_names(result)})
        return
    _print_movements(result)
    rows = [_finding_row(result, finding) for finding in result.findings]
    headings = ("id", "statement", "possible", "as printed", "verdict", "margin")
    show.table(
        f"Findings of {result.case.name} (machine reading, unreviewed unless decided)",
        headings,
        rows,
    )
    for finding in result.findings:
        if finding.hypotheses or finding.verdict == "cannot_check":
            for note in _notes(finding):
                show.line(f"  {finding.id}: {note}")
    for each in conflicts(result.case):
        show.line(f"  {', '.join(each.statements)} contradict each other: {each.reason.en}")
    rejected = [each.id for each in _told(result) if each.status == "rejected"]
    if rejected:
        show.line(f"  rejected by you and passed over: {', '.join(rejected)}")
    _print_unread(result)
    show.line(
        f"  {result.findings[0].limit.en}"
        if result.findings
        else "  no statement to check was read"
    )
    print_files(result)


def _told(result: pipeline.Result) -> tuple[Statement | Movement, ...]:
    return (*result.case.statements, *result.case.movements)


def _notes(finding: Finding) -> list[str]:
    settles = [f"what would settle it: {finding.settles.en}"] if finding.settles else []
    stand_in = [finding.stand_in.en] if finding.stand_in else []
    return [*stand_in, *(reason.en for reason in finding.reasons), *settles]


def _finding_row(result: pipeline.Result, finding: Finding) -> tuple[str, ...]:
    told = finding.statement
    return (
        finding.id if told.status == "read" else f"{finding.id}\n{told.status}",
        _statement_words(*_ends(result, finding), told.relation, told.quantity),
        amounts(finding.possible, finding.unit).en or "–",
        amounts(finding.printed, finding.unit).en or "–",
        verdict_words(finding.verdict).en,
        short_margin(finding),
    )


def _statement_words(subject: str, reference: str, relation: str, quantity: Quantity | None) -> str:
    """Put a statement in few words: "A – B: 14 km", "A: countryside of B", "opposite bank of B"."""
    if quantity:
        ends = " – ".join(filter(None, (subject, reference)))
        return f"{ends}: {quantity.words}" if ends else quantity.words
    words = relation.replace("_", " ")
    linked = words if words.endswith((" of", " with")) else f"{words} of"
    return f"{subject}: {linked} {reference}" if subject else f"{linked} {reference}"


def _ends(result: pipeline.Result, finding: Finding) -> tuple[str, str]:
    row = result.tables["statements"].set_index("id").loc[finding.id]
    return str(row["subject_en"]), str(row["reference_en"])


def _print_movements(result: pipeline.Result) -> None:
    rows = [_movement_row(row) for row in result.tables["movements"].to_dict("records")]
    if rows:
        show.table("Movements, as reported", ("id", "date", "what", "from", "to"), rows)
    for told in result.case.standing_movements:
        if told.note:
            show.line(f"  {told.id}: {told.note}")


def _movement_row(row: dict[str, Any]) -> tuple[str, ...]:
    area = "the area of " if row["area"] == "yes" else ""
    reached = f"{area}{row['destination_en']}" if row["destination_en"] else ""
    towards = f"towards {'' if reached else area}{row['towards_en']}" if row["towards_en"] else ""
    origin = row["origin_en"] + (f" via {row['via_en']}" if row["via_en"] else "")
    same = f" (told before: {row['same_as']})" if row["same_as"] else ""
    return (
        row["id"] if row["status"] == "read" else f"{row['id']}\n{row['status']}",
        _when(row),
        row["count_words"] + same,
        origin,
        ", then ".join(filter(None, (reached, towards))),
    )


_SHOWN_OF_A_DATE = {"month": len("2021-02"), "year": len("2021")}
"""Of a date that is no more precise than this, so much is shown: no day that the text does not tell."""


def _when(row: dict[str, Any]) -> str:
    start, end = row["start_date"], row["end_date"]
    if not start:
        return str(row["date_words"])
    length = _SHOWN_OF_A_DATE.get(row["date_precision"], len(start))
    days = dict.fromkeys((start[:length], end[:length]))
    return " to ".join(filter(None, days))


def _read_data(result: pipeline.Result) -> dict[str, Any]:
    told = ("statements", "movements")
    return {
        key: result.tables[key]
        .drop(columns="geometry")
        .astype(object)
        .where(lambda f: f.notna(), None)
        .to_dict("records")
        for key in told
    }


def changes(before: Sequence[Finding], after: Sequence[Finding]) -> list[str]:
    """Say which findings of a case came out otherwise than before, are new, or are gone."""
    olds = {each.id: each for each in before}
    found = []
    for new in after:
        old = olds.pop(new.id, None)
        if old is None:
            found.append(f"{new.id}: new: {_outcome(new)}")
        elif replace(old, statement=new.statement, decision=new.decision) != new:
            found.append(f"{new.id}: {_outcome(old)} → {_outcome(new)}")
    return [*found, *(f"{id}: passed over, since its reading is rejected" for id in olds)]


def _outcome(finding: Finding) -> str:
    possible = amounts(finding.possible, finding.unit).en
    return verdict_words(finding.verdict).en + (f" ({possible})" if possible else "")


def file_names(result: pipeline.Result) -> list[str]:
    """Give the written files as they are printed."""
    return [path.as_posix() for path in result.written]


def _print_unread(result: pipeline.Result) -> None:
    for report in result.case.reports:
        if report.header.published is None:
            show.line(
                f"  {report.id}: has no date of publication: dates without a year stay open; "
                "give it with --published or in the report's header"
            )
        for words in report.unread:
            show.line(f"  {report.id}: not read, look yourself: “{words}”")


def print_files(result: pipeline.Result) -> None:
    """List the written files."""
    show.line("Written:")
    inside: dict[Path, list[str]] = {}
    for path in result.written:
        if path.parent.name.endswith(".layers"):
            inside.setdefault(path.parent, []).append(path.name)
        else:
            show.line(f"  {path.as_posix()}")
    for folder, names in inside.items():
        layers = [name.removesuffix(".geojson") for name in names if name.endswith(".geojson")]
        show.line(f"  {folder.as_posix()}/*.geojson, each with its QGIS style: {', '.join(layers)}")
