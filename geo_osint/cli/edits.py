"""The command that brings edits home: shown first, taken when somebody answers for them."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from geo_osint import case as cases
from geo_osint import edits as home
from geo_osint import gazetteer as gazetteers
from geo_osint import pipeline
from geo_osint.case import Case
from geo_osint.cli import show
from geo_osint.cli.cases import DATE, JSON, PATH
from geo_osint.cli.networks import load_case, where_roads_are
from geo_osint.cli.results import file_names
from geo_osint.cli.review import metres, print_stored, stored
from geo_osint.edits import YESES, Answer, Differences, Edit
from geo_osint.edits.difference import DERIVED
from geo_osint.errors import InputError, UsageError
from geo_osint.files import read_bytes, staged
from geo_osint.files.layers import read_layers
from geo_osint.files.logs import refuse_unclosed
from geo_osint.gazetteer import Gazetteer

STORED = ("statements", "movements", "mentions", "reviews", "decisions")
"""The tables of a case file that edits change."""

BEFORE = ".before"
"""Ends the name of a file as it was: put back, it undoes the edits."""

MOST_SHOWN = 200
"""Edits in the table on the screen; --json tells all."""

LONGEST_SHOWN = 60


class _Yeses(click.ParamType[tuple[str, ...]]):
    name = "kinds"

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> tuple[str, ...]:
        """Read kinds with commas between."""
        found = tuple(each.strip() for each in str(value).split(",") if each.strip())
        if unknown := [each for each in found if each not in YESES]:
            self.fail(f"{unknown[0]!r} is none of {', '.join(YESES)}", param, context)
        return found


@click.command()
@click.argument("file", type=PATH)
@click.option(
    "--against",
    required=True,
    type=PATH,
    metavar="CASE_OR_GAZETTEER",
    help="What it is compared with: a case (its folder), or a gazetteer of your own (GeoJSON).",
)
@click.option(
    "--base", type=PATH, help="The file as it was exported, where FILE no longer holds that."
)
@click.option(
    "--apply", "take", is_flag=True, help="Bring the edits in. Without this nothing is written."
)
@click.option("--by", default="", help="Who answers for them: a name.")
@click.option("--on", type=DATE, metavar="YYYY-MM-DD", help="When; the clock is not asked.")
@click.option(
    "--radius", default="", help='How far off moved and new points may be: "300m", "2 km".'
)
@click.option(
    "--accept",
    type=_Yeses(),
    default="",
    metavar="KIND,...",
    help="Also take edits that are easily mistakes: far (moved more than 10 km), swapped (axes), deleted, "
    "inserted (new rows), conflict (changed here too: the file's value stands).",
)
@where_roads_are
@JSON
def edits(
    file: Path,
    against: Path,
    base: Path | None,
    take: bool,
    by: str,
    on: date | None,
    radius: str,
    accept: tuple[str, ...],
    roads: Path | None,
    as_json: bool,
) -> None:
    """Show what was changed in a layer, and bring it home.

    FILE is what came back from QGIS or another program: the GeoPackage that `geo-osint export` wrote, edited
    there, or a GeoJSON, CSV or KML that was saved of it. It is compared with what was exported and with what the
    case or gazetteer holds now. Nothing is taken without --apply, and then each change carries who, when, and from
    which file: a moved point becomes a position of your own, a deleted reading a rejected one, a name the main
    one.

    With --apply the case or gazetteer as it was stands beside the new one, as .before; renamed back, it undoes
    this.

    \b
    geo-osint edits al-omar.gpkg --against out/al-omar
    geo-osint edits al-omar.gpkg --against out/al-omar --apply
                    --by "A. Editor" --on 2021-03-01 --radius 300m
    """
    if take and (not by or on is None):
        raise UsageError("--by NAME and --on YYYY-MM-DD: say who answers for the edits, and when")
    target = _Case(against, roads) if _is_case(against) else _Gazetteer(against)
    if roads and isinstance(target, _Gazetteer):
        raise UsageError("--roads: a gazetteer is not checked by roads; leave it out")
    with show.progress(as_json) as say:
        say(f"reading {file.name}")
        found = target.compare(file, base)
    taken = found.takeable(accept)
    if not as_json:
        _print(found, accept, against)
    if not take or on is None or not taken:
        _end_dry(found, taken, file, against, as_json, take)
        return
    answer = Answer(by, on, file.name, found.sha256, _radius(taken, radius))
    written, changed = target.take(taken, answer, file, as_json)
    if as_json:
        _print_data(found, taken, written, changed)


def _is_case(path: Path) -> bool:
    return path.is_dir() or path.name.endswith(".case.toml") or not path.exists()


def _radius(taken: Collection[Edit], radius: str) -> float:
    if not any(edit.what in ("moved", "added") for edit in taken):
        return 0.0
    if not radius:
        raise UsageError("--radius 300m: say how far off the moved and new points may be")
    return metres(radius)


class _Case:
    """A case that edits come home to."""

    def __init__(self, path: Path, roads: Path | None) -> None:
        self._path = cases.find_case(path)
        self._case: Case = load_case(self._path, roads)

    def compare(self, file: Path, base: Path | None) -> Differences:
        ours = home.of_case(pipeline.follow(self._case).tables)
        exported = read_layers(base) if base else None
        found = home.compare(read_layers(file), ours, self._case.name, exported)
        return home.fitting_case(found, self._case)

    def take(
        self, taken: Sequence[Edit], answer: Answer, file: Path, quiet: bool
    ) -> tuple[list[str], list[str]]:
        applied = home.into_case(self._case, taken, answer)
        beside = self._before(file)
        result, changed = stored(self._path, self._case, applied.result, STORED, beside)
        if not quiet:
            for line in applied.told:
                show.line(line)
            print_stored(result, changed)
            show.line(f"Before: {', '.join(beside)}; renamed back, they undo this.")
        return [*beside, *file_names(result)], changed

    def _before(self, file: Path) -> dict[str, bytes]:
        """Give the case as it was, and the edited file where it would be written anew."""
        folder = self._path.parent
        refuse_unclosed(folder / f"{self._case.name}.gpkg")
        kept = [self._path, self._path.with_name(f"{self._case.name}.places.geojson")]
        if file.resolve().is_relative_to(folder.resolve()):
            kept.append(folder / file.resolve().relative_to(folder.resolve()))
        return {
            each.relative_to(folder).as_posix() + BEFORE: read_bytes(each, each.stat().st_size)
            for each in kept
        }


class _Gazetteer:
    """A gazetteer of the user's own that edits come home to."""

    def __init__(self, path: Path) -> None:
        if path.suffix in (".sqlite", ".db"):
            raise InputError(
                f"{path}: a store is made by `geo-osint gazetteer import`; edit what it was made of"
            )
        self._path = path
        self._gazetteer: Gazetteer = gazetteers.load(path)

    def compare(self, file: Path, base: Path | None) -> Differences:
        exported = read_layers(base) if base else None
        ours = home.of_gazetteer(self._gazetteer)
        found = home.compare(read_layers(file), ours, "", exported)
        return home.fitting_gazetteer(found, self._gazetteer)

    def take(
        self, taken: Sequence[Edit], answer: Answer, _: Path, quiet: bool
    ) -> tuple[list[str], list[str]]:
        applied = home.into_gazetteer(self._gazetteer, taken, answer)
        new = applied.result
        text = gazetteers.dump(new.places.values(), new.sources, new.name, new.attribution)
        gazetteers.parse(text, str(self._path))
        before = self._path.name + BEFORE
        with staged(self._path.parent) as stage:
            stage.bytes(before, read_bytes(self._path, self._path.stat().st_size))
            stage.text(self._path.name, text)
        if not quiet:
            for line in applied.told:
                show.line(line)
            show.line(
                f"Written: {self._path.as_posix()}; before: {before}, renamed back, it undoes this."
            )
        return [self._path.as_posix(), before], []


def _end_dry(
    found: Differences, taken: Sequence[Edit], file: Path, against: Path, as_json: bool, asked: bool
) -> None:
    if as_json:
        _print_data(found, (), [], [])
    elif not taken:
        show.line(
            "Nothing was written: nothing in the file can be taken"
            + (" so." if found.edits else ".")
        )
    elif not asked:
        words = ["geo-osint", "edits", file.as_posix(), "--against", against.as_posix()]
        show.line(
            f"Nothing was written. To take {_count(len(taken), 'edit')}: {shlex.join(words)} --apply "
            "--by NAME --on YYYY-MM-DD --radius 300m"
        )


def _print_data(
    found: Differences, taken: Sequence[Edit], written: list[str], changed: list[str]
) -> None:
    show.as_json(
        {
            **asdict(found),
            "taken": [found.edits.index(each) for each in taken],
            "changed": changed,
            "files": written,
        }
    )


def _print(found: Differences, accepted: Collection[str], against: Path) -> None:
    told = [each for each in found.edits if each.refused != DERIVED]
    if told:
        rows = [_row(each, accepted) for each in told[:MOST_SHOWN]]
        headings = ("Row", "What", "As exported", "In the file", "Taken with --apply")
        show.table(f"{found.file} against {against.as_posix()}", headings, rows)
    if len(told) > MOST_SHOWN:
        show.line(f"and {len(told) - MOST_SHOWN:,} more: --json tells all")
    derived = Counter(
        f"{each.table}.{each.column}" for each in found.edits if each.refused == DERIVED
    )
    for column, count in derived.items():
        show.line(f"not taken: {_count(count, 'change')} in {column}, which {DERIVED}")
    if not found.edits:
        show.line(f"{found.file}: no edit")
    for line in found.told:
        show.line(line)


def _row(edit: Edit, accepted: Collection[str]) -> tuple[str, str, str, str, str]:
    return (
        f"{edit.table} {edit.id}".strip(),
        _what(edit),
        _shown(edit.was),
        _shown(edit.now),
        "; ".join(_answer(edit, accepted)),
    )


def _what(edit: Edit) -> str:
    if edit.what == "set":
        return f"set {edit.column}"
    if edit.what == "moved":
        return "located" if edit.moved_m is None else f"moved by {_length(edit.moved_m)}"
    return edit.what


def _answer(edit: Edit, accepted: Collection[str]) -> Iterator[str]:
    """Say whether an edit would be taken, and what it needs."""
    if edit.refused:
        yield f"no: {edit.refused}"
        return
    if "conflict" in edit.needs:
        yield f"conflict: here it is now {_shown(edit.ours) or 'changed'}"
    missing = [each for each in edit.needs if each not in accepted]
    yield f"needs --accept {','.join(missing)}" if missing else "yes"


def _shown(value: Any) -> str:
    """Write a value for a cell of the table: positions as people do, latitude first."""
    match value:
        case None:
            return ""
        case (float() as lon, float() as lat):
            return f"{lat:.5f}, {lon:.5f}"
        case dict():
            return ", ".join(f"{k} {_shown(v)}" for k, v in value.items() if v not in ("", None))
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _length(metres: float) -> str:
    return f"{metres:,.0f} m" if metres < 10_000 else f"{metres / 1000:,.1f} km"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("s" if number != 1 else "")
