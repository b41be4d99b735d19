"""`geo-osint gazetteer`: the commands about gazetteer files, one module each."""

from __future__ import annotations

import click

from geo_osint.cli.lazy import LazyGroup

COMMANDS = {
    "check": (
        "geo_osint.cli.gazetteer.checking:check",
        "Report all faults of a gazetteer file at once.",
    ),
    "import": (
        "geo_osint.cli.gazetteer.importing:import_",
        "Make a gazetteer of GeoNames, OSM, Wikidata, COD, or layers and tables of your own.",
    ),
}
"""Each command: where it lives, and its line in `geo-osint gazetteer --help`."""


class _Commands(LazyGroup):
    commands_by_name = COMMANDS


@click.group(cls=_Commands)
def gazetteer() -> None:
    """Check and make gazetteer files.

    \b
    geo-osint gazetteer check mine.geojson
    geo-osint gazetteer import SY.txt -o places.sqlite
    """
