"""The command that reads a case's reports anew: shown first, stored when asked to."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from geo_osint import case as cases
from geo_osint import pipeline
from geo_osint.case import Again, Case, Outcome
from geo_osint.cli import show
from geo_osint.cli.cases import (
    CASE,
    JSON,
    PATH,
    header,
    refuse_stream,
    review_page,
    told_of_reports,
)
from geo_osint.cli.marking import in_words
from geo_osint.cli.networks import load_case, where_roads_are
from geo_osint.cli.results import changes, file_names
from geo_osint.cli.review import print_stored, stored
from geo_osint.cli.stacking import gazetteers
from geo_osint.files import read_bytes
from geo_osint.gazetteer.stack import open_stack
from geo_osint.output.review import SUFFIX as PAGE

STORED = ("reports", "gazetteers", "statements", "movements", "mentions", "as_read")
"""The tables of a case file that reading anew changes."""

BEFORE = ".before"
"""Ends the name of the case file as it was: put back, it undoes the rereading."""


@click.command()
@CASE
@click.argument("reports", nargs=-1, type=PATH)
@click.option("--write", is_flag=True, help="Store it. Without this nothing is written.")
@told_of_reports
@gazetteers
@where_roads_are
@JSON
def reread(
    case: Path,
    reports: tuple[Path, ...],
    write: bool,
    published: date | None,
    publisher: str,
    source_url: str,
    language: str | None,
    paths: tuple[Path, ...],
    only: bool,
    roads: Path | None,
    as_json: bool,
) -> None:
    """Read a case's reports anew, and further REPORTS; what a reviewer made of it stays.

    For a newer version of geo-osint, another gazetteer, or one more report about the same matter. What
    would change is shown, and stored only with --write.

    Readings that somebody accepted, corrected, rejected, added, noted something on or decided on stay as
    they are; where the machine now reads otherwise, that is listed. Readings that nobody has looked at are
    brought up to date under their id, or withdrawn: kept, and passed over. Fresh ones come in as
    `read`, with ids that nothing had before. A report whose text was changed is refused.

    With --write the case file as it was stands beside the new one as NAME.case.toml.before; renamed
    back, it undoes this.

    \b
    geo-osint reread out/al-omar
    geo-osint reread out/al-omar second-report.txt --publisher "Agency" --write
    """
    refuse_stream(reports)
    path = cases.find_case(case)
    old = load_case(path, roads, paths, only)
    told = header(published, publisher, source_url, language)
    with show.progress(as_json) as say:
        again, copies = pipeline.reread(
            old, path.parent, reports, open_stack(paths, only), told, say
        )
    if not as_json:
        _print_again(again)
    if not write or again.case == old:
        _end_dry(old, again, path, reports, as_json)
        return
    beside = {f"{old.name}.reports/{id}.txt": data for id, data in copies.items()}
    beside[path.name + BEFORE] = read_bytes(path)
    result, changed = stored(path, old, again.case, STORED, beside)
    if path.with_name(old.name + PAGE).exists():
        page = review_page(result.case, path.parent, paths, only)
        result = replace(result, written=(*result.written, page))
    if as_json:
        _print_data(again, changed, [*beside, *file_names(result)])
        return
    print_stored(result, changed)
    show.line(f"Before: {path.as_posix()}{BEFORE}; renamed back, it undoes this.")


def _end_dry(old: Case, again: Again, path: Path, reports: Sequence[Path], as_json: bool) -> None:
    changed = changes(pipeline.check(old), pipeline.check(again.case))
    if as_json:
        _print_data(again, changed, [])
        return
    if again.case == old:
        show.line("Nothing was written: the case says so already.")
        return
    show.line("Findings: " + ("; ".join(changed) or "none changes"))
    words = ["geo-osint", "reread", path.parent.as_posix(), *(each.as_posix() for each in reports)]
    show.line(f"Nothing was written. To store it, add --write: {shlex.join(words)} --write")


def _print_data(again: Again, changed: list[str], written: list[str]) -> None:
    told: dict[str, Any] = {
        "reports": list(again.reports),
        "outcomes": [asdict(each) for each in again.outcomes],
    }
    show.as_json({"case": again.case.name, **told, "changed": changed, "files": written})


def _print_again(again: Again) -> None:
    show.line("What reading anew brings:")
    for id in again.reports:
        show.line(f"  {id}: one more report")
    for each in again.outcomes:
        for line in _lines(each):
            show.line(f"  {line}")
    if not again.outcomes:
        show.line("  no reading changes")


def _lines(told: Outcome) -> Iterator[str]:
    """Say what became of a reading, one line for each field."""
    fields = [(each.field, in_words(each.was), in_words(each.now)) for each in told.differences]
    match told.what:
        case "added":
            yield f"{told.id}: new, {in_words(told.differences[0].now)}"
        case "renewed":
            yield from (f"{told.id} {name}: {was} → {now}" for name, was, now in fields)
        case "withdrawn":
            yield f"{told.id}: no longer read; nobody had looked at it: kept, and passed over"
        case "back":
            yield f"{told.id}: read again, after it was withdrawn"
        case "kept_unread":
            yield f"{told.id}: {_kept(told)}; the machine no longer reads it"
        case "kept":
            for name, was, now in fields:
                yield f"{told.id} {name}: {_kept(told)}, {was}; the machine now reads {now}"


def _kept(told: Outcome) -> str:
    return f"stays as you left it ({told.status})"
