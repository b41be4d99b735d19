"""`geo-osint roads`: road networks of the user's own."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from geo_osint.cli import show
from geo_osint.cli.lazy import LazyGroup
from geo_osint.routing import Network, open_network
from geo_osint.routing.osm import Made, import_roads
from geo_osint.routing.summary import summary

PATH = click.Path(path_type=Path)
JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")

COMMANDS = {
    "import": (
        "geo_osint.cli.roads:import_",
        "Make a road network of extracts of OpenStreetMap (.osm.pbf).",
    ),
    "show": ("geo_osint.cli.roads:show_", "Show what a road network holds."),
}
"""Each command: where it lives, and its line in `geo-osint roads --help`."""


class _Commands(LazyGroup):
    commands_by_name = COMMANDS


@click.group(cls=_Commands)
def roads() -> None:
    """Make a road network of OpenStreetMap; show what one holds.

    \b
    geo-osint roads import syria-latest.osm.pbf -o roads.npz
    geo-osint roads show roads.npz
    geo-osint run report.txt -o out/my-case --roads roads.npz
    """


@click.command("import")
@click.argument("extracts", metavar="EXTRACT...", nargs=-1, required=True, type=PATH)
@click.option("-o", "--output", required=True, type=PATH, help="The file to write: roads.npz.")
@click.option("--name", default="", help="What to call it; by default after its extracts.")
@click.option("--anew", is_flag=True, help="Also if the file is up to date already.")
@JSON
def import_(extracts: tuple[Path, ...], output: Path, name: str, anew: bool, as_json: bool) -> None:
    """Make a road network of extracts of OpenStreetMap, to be used with --roads.

    EXTRACTS are .osm.pbf files that you downloaded, for instance from download.geofabrik.de; nothing is
    downloaded here. Take one that holds both ends of a journey and all that lies between; where a border runs
    between them, several, of one day. The data is under the Open Database License: name OpenStreetMap's
    contributors where you publish what rests on it.

    A file that was made of the same extracts already is left as it is. Needs pyosmium and scipy:
    pip install "geo-osint[osm]".

    \b
    geo-osint roads import syria-latest.osm.pbf iraq-latest.osm.pbf -o roads.npz
    """
    with show.progress(as_json) as say:
        made = import_roads(extracts, output, name=name, anew=anew, say=say)
    if as_json:
        told = {"file": output.as_posix(), "up_to_date": made.up_to_date, **_data(made.network)}
        show.as_json(told)
        return
    show.line(_done(made, output))
    _print(made.network)


def _done(made: Made, output: Path) -> str:
    if made.up_to_date:
        return (
            f"{output.as_posix()} is up to date: made of the same extracts; --anew makes it again"
        )
    return f"{output.as_posix()} is written"


@click.command("show")
@click.argument("file", type=PATH)
@JSON
def show_(file: Path, as_json: bool) -> None:
    """Show what a road network holds: extent, kilometres by class, gates, date, digest and licence.

    FILE is .npz from `geo-osint roads import`, or GeoJSON of the format "geo-osint roads 1".

    \b
    geo-osint roads show roads.npz
    """
    network = open_network(file)
    if as_json:
        show.as_json({"file": file.as_posix(), **_data(network)})
    else:
        _print(network)


def _data(network: Network) -> dict[str, Any]:
    found = asdict(summary(network))
    return {
        "name": network.name,
        "observed": network.observed,
        "sha256": network.sha256,
        "schematic": network.schematic,
        "attribution": network.attribution,
        "sources": [
            {"key": key, "title": each.title, "reference": each.reference, "licence": each.licence}
            for key, each in sorted(network.sources.items())
        ],
        **found,
    }


def _print(network: Network) -> None:
    found = summary(network)
    west, south, east, north = found.box_deg
    rows = [
        ("name", network.name),
        ("as of", network.observed),
        ("drawn", "coarsely, a choice of the roads" if network.schematic else "in full"),
        ("between", f"{south:.3f}, {west:.3f} and {north:.3f}, {east:.3f} (lat, lon)"),
        ("junctions, links", f"{found.junctions:,}, {found.links:,}"),
        *((f"{name} km", f"{km:,.0f}") for name, km in found.km.items()),
        *((f"{kind.replace('_', ' ')}s", f"{count:,}") for kind, count in found.gates.items()),
        ("sha256", network.sha256),
        *(
            ("made of", each.reference)
            for each in network.sources.values()
            if not network.schematic
        ),
        ("attribution", network.attribution),
    ]
    for name, value in rows:
        show.line(f"{name:>18}  {value}")
