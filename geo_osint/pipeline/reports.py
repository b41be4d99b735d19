"""Reports to readings: a gazetteer for them, what they say, and the same anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

from geo_osint import case as cases
from geo_osint import files
from geo_osint.case import Again, Case
from geo_osint.errors import InputError, NothingFoundError, UsageError
from geo_osint.gazetteer import Gazetteer
from geo_osint.gazetteer.stack import Stack
from geo_osint.model import Header, Reading, Report
from geo_osint.pipeline.progress import Say, silent
from geo_osint.reading import read, read_report
from geo_osint.resolving import settle


def gazetteer_for(paths: Sequence[Path], stack: Stack) -> Gazetteer:
    """Make one gazetteer to read these reports with: of stores on the disk, the names that stand there.

    Raises
    ------
    InputError
        If a report or a store is not usable.
    """
    return stack.named_in(files.read_text(path) for path in paths)


def read_reports(
    paths: Sequence[Path], gazetteer: Gazetteer, told: Header | None = None, say: Say = silent
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
    say: Say = silent,
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
