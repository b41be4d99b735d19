"""`geo-osint check-many`."""

from __future__ import annotations

from pathlib import Path

import click

from geo_osint.api.many import check_table
from geo_osint.case import Rounding
from geo_osint.checking import verdict_words
from geo_osint.checking.bulk.columns import CODES
from geo_osint.cli import show
from geo_osint.cli.options import ROUNDING
from geo_osint.cli.stacking import gazetteers

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("check-many")
@click.argument("table", type=FILE)
@click.option(
    "-o", "--output", required=True, type=FILE, help="Where the checked table goes (CSV)."
)
@gazetteers
@ROUNDING
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def check_many(
    table: Path,
    output: Path,
    paths: tuple[Path, ...],
    only: bool,
    rounding: Rounding | None,
    as_json: bool,
) -> None:
    """Check a table of stated distances, row by row.

    TABLE is CSV (UTF-8) with the columns `subject` and `reference` (names or ids of places), or
    `subject_lat`, `subject_lon`, `reference_lat`, `reference_lon`, and with `stated` (the words as printed: "about
    14 km"). Optional are `measured_as` (unstated, centre, edge, road) and, beside coordinates,
    `subject_extent_m` and `reference_extent_m`. The answers stand behind the table's own columns.

    \b
    geo-osint check-many told.csv -o checked.csv
    """
    with show.progress(as_json) as say:
        found = check_table(
            table,
            output,
            paths,
            only,
            lambda share: say(f"checking {table.name}: {share:.0%}"),
            rounding or "2020",
        )
    if as_json:
        verdicts = {code: found.verdicts.get(code, 0) for code in CODES}
        show.as_json({"rows": found.rows, "verdicts": verdicts, "file": output.as_posix()})
        return
    for code, count in found.verdicts.items():
        show.line(f"{verdict_words(code).en}: {count:,}")
    show.line(f"Written: {output.as_posix()} ({found.rows:,} rows)")
