"""What commands share in finding the road network of a case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from geo_osint import case as cases
from geo_osint import pipeline
from geo_osint.case import Case

Command = TypeVar("Command", bound=Callable[..., Any])


def own_roads(command: Command) -> Command:
    """Give a command the option `--roads` by which a case's network is chosen, and stays with the case."""
    return click.option(
        "--roads",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Routes and lengths by road from a network of your own: .npz from `geo-osint roads import`, or a "
        "GeoJSON file. It stays with the case. `packaged` takes the one that comes with geo-osint.",
    )(command)


def where_roads_are(command: Command) -> Command:
    """Give a command the option `--roads` that says where the network of a case is."""
    return click.option(
        "--roads",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Where the road network is that the case is checked by, if neither in its folder nor here.",
    )(command)


def load_case(
    path: Path, roads: Path | None, paths: Sequence[Path] = (), only: bool = False
) -> Case:
    """Load a case, and open the road network that it is checked by: the file given, else one beside it or here."""
    loaded = cases.load(path, paths, only)
    pipeline.find_roads(loaded, roads, path.parent, Path())
    return loaded
