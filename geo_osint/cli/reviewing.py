"""The command by which a person reviews a case in a browser: its page out, what was saved in."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import click

from geo_osint import case as cases
from geo_osint.case import Case, Merged
from geo_osint.case.merge import Prefer
from geo_osint.cli import show
from geo_osint.cli.cases import CASE, DATE, JSON, PATH, print_next, review_page
from geo_osint.cli.marking import in_words
from geo_osint.cli.networks import load_case, where_roads_are
from geo_osint.cli.results import file_names
from geo_osint.cli.review import print_stored, stored
from geo_osint.cli.stacking import gazetteers
from geo_osint.errors import InputError, UsageError
from geo_osint.gazetteer.stack import open_stack
from geo_osint.output.review import SUFFIX as PAGE

STORED = ("statements", "movements", "mentions", "reviews")
"""The tables of a case file that a review changes."""


@click.command()
@CASE
@click.argument("saved", type=PATH, required=False)
@click.option("--by", help="Who reviewed: a name.")
@click.option("--on", type=DATE, metavar="YYYY-MM-DD", help="When; the clock is not asked.")
@click.option(
    "--prefer",
    type=click.Choice(["case", "review"]),
    help="Whose value stands where somebody else changed the same field meanwhile.",
)
@click.option("--dry-run", is_flag=True, help="Show the difference, and write nothing.")
@gazetteers
@where_roads_are
@JSON
def review(
    case: Path,
    saved: Path | None,
    by: str | None,
    on: date | None,
    prefer: Literal["case", "review"] | None,
    dry_run: bool,
    paths: tuple[Path, ...],
    only: bool,
    roads: Path | None,
    as_json: bool,
) -> None:
    """Write a case's review page, or bring what was saved from it into the case.

    Without SAVED the page NAME.review.html is written: open it in a browser, compare, save. With
    SAVED (NAME.review.json, as the page saved it) the difference is shown and goes into the case,
    with who and when, and the findings are made anew. Several people may review one case, one after
    the other or each from a page of their own: fields are merged, and where two changed the same one
    nothing is written until --prefer says whose value stands.

    \b
    geo-osint review out/al-omar
    geo-osint review out/al-omar al-omar.review.json --by "A. Editor" --on 2021-03-01
    """
    path = cases.find_case(case)
    old = load_case(path, roads, paths, only)
    if saved is None:
        _page_out(old, path.parent, paths, only, as_json)
        return
    if not by or not on:
        raise UsageError("--by NAME and --on YYYY-MM-DD: say who reviewed, and when")
    merged = cases.bring_in(
        old, cases.read_review(saved), by, on, open_stack(paths, only).holding, prefer or ""
    )
    if not as_json:
        _print_merged(merged, prefer or "")
    if merged.conflicts and not prefer:
        raise InputError(
            f"{saved}: {len(merged.conflicts)} field(s) were changed by somebody else meanwhile; "
            "nothing was written. --prefer case keeps theirs, --prefer review takes these"
        )
    if dry_run:
        _print_data(old, merged, [], [], as_json)
        return
    result, changed = stored(path, old, merged.case, STORED)
    if path.with_name(old.name + PAGE).exists():
        page = review_page(result.case, path.parent, paths, only)
        result = replace(result, written=(*result.written, page))
    if not as_json:
        print_stored(result, changed)
    _print_data(old, merged, changed, file_names(result), as_json)


def _page_out(case: Case, folder: Path, paths: tuple[Path, ...], only: bool, as_json: bool) -> None:
    page = review_page(case, folder, paths, only)
    if as_json:
        show.as_json({"case": case.name, "files": [page.as_posix()]})
    else:
        print_next(case, page)


def _print_data(
    case: Case, merged: Merged, changed: list[str], written: list[str], as_json: bool
) -> None:
    if as_json:
        told: dict[str, Any] = {
            "differences": [asdict(each) for each in merged.differences],
            "conflicts": [asdict(each) for each in merged.conflicts],
        }
        show.as_json({"case": case.name, **told, "changed": changed, "files": written})


def _print_merged(merged: Merged, prefer: Prefer) -> None:
    show.line("What the review changes:")
    for each in merged.differences:
        if each.field == "added":
            show.line(f"  {each.id}: added, {in_words(each.now)}")
        else:
            show.line(f"  {each.id} {each.field}: {in_words(each.was)} → {in_words(each.now)}")
    if not merged.differences:
        show.line("  nothing: the case says so already")
    for one in merged.conflicts:
        if one.field == "reading":
            show.line(
                f"  conflict: {one.id}: the reviewer answered for what it was before; "
                f"it now is {in_words(one.in_case)}"
            )
            continue
        whose = {"case": "; the case's stands", "review": "; the review's stands"}.get(prefer, "")
        show.line(
            f"  conflict: {one.id} {one.field}: the reviewer saw {in_words(one.seen)}, the case now has "
            f"{in_words(one.in_case)}, the review {in_words(one.in_review)}{whose}"
        )
