"""The commands by which an analyst answers for a case: `decide` and `pin`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

import click

from geo_osint import case as cases
from geo_osint import coordinates, pipeline
from geo_osint.api.distances import stated_quantity, swapped_axes
from geo_osint.case import Case, Pin
from geo_osint.cli import show
from geo_osint.cli.cases import CASE, DATE, JSON
from geo_osint.cli.networks import load_case, where_roads_are
from geo_osint.cli.options import WithCoordinates
from geo_osint.cli.results import changes, file_names, print_files
from geo_osint.coordinates import ParsedCoordinates
from geo_osint.errors import InputError, OutputError, UsageError
from geo_osint.model import Decision, Place

_HEMISPHERE = re.compile("[NSEWnsew]")

_BY = click.option("--by", required=True, help="Who answers for it: a name.")
_ON = click.option(
    "--on",
    required=True,
    type=DATE,
    metavar="YYYY-MM-DD",
    help="When; the clock is not asked.",
)


@click.command()
@CASE
@click.argument("on_what", metavar="ID")
@click.argument("decision")
@_BY
@_ON
@click.option("--reason", default="", help="Why.")
@click.option("--second-reader", default="", help="Who read it a second time.")
@where_roads_are
@JSON
def decide(
    case: Path,
    on_what: str,
    decision: str,
    by: str,
    on: date,
    reason: str,
    second_reader: str,
    roads: Path | None,
    as_json: bool,
) -> None:
    """Enter a decision on a statement, a movement or a finding (ID: s2, m1, m1/gate-1) into a case.

    DECISION is a word of your own: confirmed, disputed, hold… It stands beside the machine's
    answer, with who, when and why; earlier decisions are kept.

    \b
    geo-osint decide out/al-omar s2 disputed --by "A. Editor"
                     --on 2021-03-01 --reason "base not located"
    """
    path = cases.find_case(case)
    entered = Decision(on_what, by, on, decision, reason, second_reader)
    old = load_case(path, roads)
    found = [each.id for each in pipeline.check(old)]
    _store(path, old, lambda case: cases.decide(case, entered, found), ("decisions",), as_json)


@click.command(cls=WithCoordinates)
@CASE
@click.argument("place")
@click.argument("position")
@click.option("--radius", required=True, help='How far off it may be: "300m", "2 km".')
@_BY
@_ON
@click.option(
    "--source", "url", default="", help="Address of the evidence; it is noted, not opened."
)
@click.option("--note", default="", help="What the evidence is.")
@click.option(
    "--for",
    "stands_for",
    default="",
    metavar="ID",
    help="The statement whose unlocated place this is.",
)
@click.option("--kind", default="", help="GeoNames feature code of a new place, INSM for a base.")
@where_roads_are
@JSON
def pin(
    case: Path,
    place: str,
    position: str,
    radius: str,
    by: str,
    on: date,
    url: str,
    note: str,
    stands_for: str,
    kind: str,
    roads: Path | None,
    as_json: bool,
) -> None:
    """Add a position from your own evidence to a place of a case, and check anew.

    PLACE is a place of the case (id or name), or a new one where another stood in for it: then its
    statement is measured from your position. POSITION is anything `geo-osint distance` takes. It is shown
    as yours everywhere, and goes into this case only, never into the gazetteer.

    \b
    geo-osint pin out/al-omar "the base at al-Omar" "35.10, 40.57" --radius 300m
                  --by "A. Editor" --on 2021-03-01
                  --source https://example.org/image
                  --note "runway and berms on imagery"
    """
    path = cases.find_case(case)
    loaded = load_case(path, roads)
    typed = _position(position, loaded.places.values())
    evidence = Pin(typed.at, typed.precision_m, metres(radius), by, on.isoformat(), url, note)
    _store(
        path,
        loaded,
        lambda old: cases.pin(old, place, evidence, kind, stands_for),
        ("statements",),
        as_json,
    )


def metres(text: str) -> float:
    """Read what `--radius` says, in metres."""
    try:
        found = stated_quantity(text)
    except InputError:
        found = None
    if not found or found.words != text.strip() or not found.value_lo or found.hedge:
        raise UsageError(f"--radius {text!r}: not a length; write it like 300m or 2 km")
    return found.value_lo


def _position(text: str, places: Iterable[Place]) -> ParsedCoordinates:
    typed = coordinates.parse(text)
    if swapped_axes(typed.at, places) and not _HEMISPHERE.search(text):
        raise UsageError(
            f"{text!r}: the other way round it lies where the known places are; latitude comes first. "
            f"If it is meant so, write {typed.at.lat_deg}N, {typed.at.lon_deg}E"
        )
    return typed


def _store(
    path: Path, old: Case, edit: Callable[[Case], Case], keys: tuple[str, ...], as_json: bool
) -> None:
    result, changed = stored(path, old, edit(old), keys)
    if as_json:
        show.as_json({"case": old.name, "changed": changed, "files": file_names(result)})
        return
    print_stored(result, changed)


def stored(
    path: Path,
    old: Case,
    new: Case,
    keys: tuple[str, ...],
    beside: Mapping[str, bytes] | None = None,
) -> tuple[pipeline.Result, list[str]]:
    """Store a case that was edited and what follows from it; say which findings change.

    Raises
    ------
    OutputError
        If either cannot be written; where only what follows could not, it says that the case holds the edits.
    """
    changed = changes(pipeline.check(old), pipeline.check(new))
    stored = cases.amend(path, new, *keys, before=old, beside=beside)
    try:
        result = pipeline.derive(stored, path.parent, pipeline.standing(stored, path.parent))
    except OutputError as fault:
        raise OutputError(
            f"{fault}; {path.name} holds your entry already: afterwards `geo-osint check {path.parent}` writes the rest"
        ) from None
    return result, changed


def print_stored(result: pipeline.Result, changed: list[str]) -> None:
    """Say which findings an edit changed, and what was written."""
    show.line("Changed: " + ("; ".join(changed) or "no finding"))
    print_files(result)
