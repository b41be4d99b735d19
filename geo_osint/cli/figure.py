"""The command that draws a case for print."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from geo_osint import case as cases
from geo_osint import pipeline
from geo_osint.cli import show
from geo_osint.cli.networks import load_case, where_roads_are
from geo_osint.cli.results import file_names, print_files
from geo_osint.errors import UsageError
from geo_osint.output.figure import KINDS, Look


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    "targets",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    help=f"The file to write; its ending tells the kind: {' '.join(KINDS)}. May be given several times.",
)
@click.option(
    "--language",
    type=click.Choice(["ar", "en"]),
    help="The language of all words and names; by default that of the reports.",
)
@click.option("--finding", default="", metavar="ID", help="Show one finding alone, such as s1.")
@click.option("--movement", default="", metavar="ID", help="Show one movement alone, such as m1.")
@click.option(
    "--width",
    type=float,
    default=180.0,
    show_default=True,
    metavar="MM",
    help="Width in millimetres.",
)
@click.option("--dpi", type=float, default=300.0, show_default=True, help="Dots per inch of a PNG.")
@where_roads_are
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def figure(
    case: Path,
    targets: tuple[Path, ...],
    language: Literal["ar", "en"] | None,
    finding: str,
    movement: str,
    width: float,
    dpi: float,
    roads: Path | None,
    as_json: bool,
) -> None:
    """Draw a case as a static map for print: PNG, SVG or PDF.

    Beneath the map stand the sentences with verdict and figures, a legend of what is shown, the sources, the
    projection, and the digest of the case. Needs matplotlib: pip install "geo-osint[figure]".

    \b
    geo-osint figure out/al-omar -o map.pdf
    geo-osint figure out/al-omar -o s5.png -o s5.svg --finding s5 --language ar
    """
    if finding and movement:
        raise UsageError("give --finding or --movement, not both; without either all is shown")
    look = Look(language, finding or movement, width, dpi)
    with show.progress(as_json) as say:
        loaded = load_case(cases.find_case(case), roads)
        result = pipeline.draw(loaded, targets, look, say)
    if as_json:
        show.as_json({"case": result.case.name, "files": file_names(result)})
    else:
        print_files(result)
