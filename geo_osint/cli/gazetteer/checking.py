"""`geo-osint gazetteer check`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from geo_osint import files
from geo_osint.cli import show
from geo_osint.errors import InputError
from geo_osint.gazetteer import packaged
from geo_osint.gazetteer.inspecting import Remark, Report, Rule, inspect
from geo_osint.gazetteer.reading import MAX_BYTES


@click.command()
@click.argument("path", metavar="[FILE]", type=click.Path(path_type=Path), required=False)
@click.option("--strict", is_flag=True, help="Notices count as faults: exit code 3 for either.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def check(path: Path | None, strict: bool, as_json: bool) -> int:
    """Report all faults of the gazetteer FILE at once, in words you can act on.

    Without FILE the gazetteer that comes with geo-osint is checked. Faults are wrong; notices are
    worth a look and may be right. Exit code 0 without faults, 3 with.

    \b
    geo-osint gazetteer check mine.geojson
    """
    file = path or Path(packaged())
    report = inspect(files.read_bytes(file, MAX_BYTES), str(file))
    if as_json:
        show.as_json(_data(report))
    else:
        _print(report)
    failed = report.count("fault") or (strict and report.count("notice"))
    return InputError.exit_code if failed else 0


def _print(report: Report) -> None:
    show.line(f"{report.file}: {_counted(report)}")
    for level in ("fault", "notice"):
        for rule, remarks in report.groups(level):
            show.line(f"\n{level.upper()}: {rule.title} ({len(remarks)})\n  → {rule.advice}")
            for remark in remarks:
                show.line(f"  - {_line(remark)}")


def _counted(report: Report) -> str:
    counts = (
        (report.places, "place"),
        (report.sources, "source"),
        (report.count("fault"), "fault"),
        (report.count("notice"), "notice"),
    )
    return ", ".join(f"{number} {noun}{'s' * (number != 1)}" for number, noun in counts)


def _line(remark: Remark) -> str:
    place = ", ".join(each for each in (remark.where, remark.member) if each)
    return f"{place}: {remark.what}" if place else remark.what


def _data(report: Report) -> dict[str, Any]:
    return {
        "file": report.file,
        "sha256": report.sha256,
        "gazetteer": report.name,
        "places": report.places,
        "sources": report.sources,
        "faults": report.count("fault"),
        "notices": report.count("notice"),
        "groups": [
            _group(rule, remarks)
            for level in ("fault", "notice")
            for rule, remarks in report.groups(level)
        ],
    }


def _group(rule: Rule, remarks: list[Remark]) -> dict[str, Any]:
    return {
        "rule": rule.code,
        "level": rule.level,
        "title": rule.title,
        "advice": rule.advice,
        "count": len(remarks),
        "remarks": [
            {"feature": r.feature, "id": r.where, "member": r.member, "what": r.what}
            for r in remarks
        ],
    }
