"""`geo-osint gazetteer import`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from geo_osint.cli import show
from geo_osint.errors import UsageError
from geo_osint.gazetteer.importing import Summary, import_sources
from geo_osint.gazetteer.importing.options import COLUMNS, Options
from geo_osint.gazetteer.importing.run import OnProgress

PATH = click.Path(path_type=Path)


@click.command("import")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=PATH)
@click.option(
    "-o", "--output", required=True, type=PATH, help="The gazetteer to write: places.sqlite."
)
@click.option("--name", default="", help="What to call it; by default after its sources.")
@click.option(
    "--columns",
    metavar="OURS=THEIRS,...",
    default="",
    help=f"Which columns of a table or layer hold what, for {', '.join(COLUMNS)}. Guessed if left out.",
)
@click.option("--title", default="", help="What a table or layer is to be cited as.")
@click.option("--licence", default="", help="Its licence.")
@click.option("--url", default="", help="Where it comes from; it is noted, not opened.")
@click.option(
    "--country", default="", metavar="XX", help="The country of all its places (ISO code)."
)
@click.option("--rejects", type=PATH, help="Write all rows that were refused into this file.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def import_(
    sources: tuple[Path, ...],
    output: Path,
    name: str,
    columns: str,
    title: str,
    licence: str,
    url: str,
    country: str,
    rejects: Path | None,
    as_json: bool,
) -> None:
    """Make a gazetteer of lists of any size, to be used with --gazetteer.

    SOURCES are files as they are downloaded, in a .zip too: GeoNames (SY.zip, allCountries.zip, with
    alternateNamesV2.zip beside it), OpenStreetMap (.osm.pbf), Wikidata (JSON dump, or CSV of a query),
    OCHA COD tables with p-codes (.xlsx, .csv), GeoJSON, GeoPackage, KML, KMZ, CSV. What each is, is told by how it
    begins. Nothing is downloaded, no link is followed. Rows that are no usable places are counted and listed.

    \b
    geo-osint gazetteer import SY.zip alternateNamesV2.zip -o syria.sqlite
    geo-osint find "Tell Hamis" --gazetteer syria.sqlite
    """
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise UsageError(f"--country {country}: no ISO code of two letters, like SY")
    told = Options(
        name=name,
        columns=_columns(columns),
        title=title,
        licence=licence,
        url=url,
        country=country.upper(),
    )
    with _progress(as_json) as on_progress:
        made = import_sources(sources, output, told, rejects, on_progress)
    if as_json:
        show.as_json(_data(made, rejects))
    else:
        _print(made, rejects)


def _columns(text: str) -> dict[str, str]:
    """Read "name=NAME,lat=Y" as a mapping of our columns to theirs."""
    pairs = [pair.partition("=") for pair in text.split(",") if pair.strip()]
    found = {ours.strip(): theirs.strip() for ours, _, theirs in pairs}
    for ours, theirs in found.items():
        if ours not in COLUMNS or not theirs:
            raise UsageError(
                f"--columns {ours}={theirs}: no such column of ours; write OURS=THEIRS with one of "
                f"{', '.join(COLUMNS)}"
            )
    return found


@contextmanager
def _progress(quiet: bool) -> Iterator[OnProgress]:
    """Show a bar on a terminal; nothing elsewhere."""
    terminal = Console(stderr=True)
    if quiet or not terminal.is_terminal:
        yield lambda _, __: None
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
    with Progress(*columns, TimeElapsedColumn(), console=terminal, transient=True) as bar:
        task = bar.add_task("starting", total=1.0)
        yield lambda words, share: bar.update(task, description=words, completed=share)


def _print(made: Summary, rejects: Path | None) -> None:
    show.line(f"{made.path}: {made.places:,} places, {made.names:,} names")
    for name, format in made.read:
        show.line(f"  read {name} as {format}")
    for words in made.told:
        show.line(f"  {words}")
    for why, count in made.dropped.items():
        show.line(f"  left out: {count:,} {why}")
    if made.rejected:
        show.line(f"  refused: {made.rejected:,} rows{'' if rejects else ' (all: --rejects FILE)'}")
        for each in made.first_rejected:
            show.line(f"    {each}")
        if rejects:
            show.line(f"  all of them: {rejects}")
    show.line(f"  {made.attribution}")
    show.line(f"Use it: geo-osint find NAME --gazetteer {made.path}")


def _data(made: Summary, rejects: Path | None) -> dict[str, Any]:
    return {
        "file": made.path.as_posix(),
        "places": made.places,
        "names": made.names,
        "read": [{"file": name, "format": format} for name, format in made.read],
        "told": list(made.told),
        "left_out": dict(made.dropped),
        "refused": made.rejected,
        "first_refused": [str(each) for each in made.first_rejected],
        "rejects": rejects and rejects.as_posix(),
        "attribution": made.attribution,
    }
