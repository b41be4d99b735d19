"""Road networks of one's own, opened by path, and found again by their digest."""

from __future__ import annotations

from pathlib import Path

from geo_osint import gazetteer
from geo_osint.errors import InputError
from geo_osint.files import streams
from geo_osint.routing import saved
from geo_osint.routing.bundled import bundled, load
from geo_osint.routing.dated import with_known_gates
from geo_osint.routing.network import Network

_EXTRACT = b"OSMHeader"
"""Stands near the beginning of every .osm.pbf."""

_open: dict[str, Network] = {}


def open_network(path: Path) -> Network:
    """Open a network: one that `roads import` saved, or a GeoJSON file of the format `geo-osint roads 1`.

    The map tells no days: what the packaged network knows of the crossings and bridges on a saved one is taken over.

    Raises
    ------
    InputError
        If the file is missing, damaged, or no network.

    Examples
    --------
    >>> from importlib import resources
    >>> network = open_network(Path(str(resources.files("geo_osint") / "data" / "roads.geojson")))
    >>> opened(network.sha256) is network
    True
    """
    if saved.is_saved(path):
        network = with_known_gates(saved.load(path), bundled())
    else:
        _refuse_extract(path)
        network = load(path, gazetteer.load().places)
    return _open.setdefault(network.sha256, network)


def opened(sha256: str) -> Network | None:
    """Give the network of a digest if it was opened already: equal bytes are one network."""
    return _open.get(sha256)


def _refuse_extract(path: Path) -> None:
    with streams.regular(path) as file:
        start = file.read(64)
    if _EXTRACT in start:
        raise InputError(
            f"{path}: is an extract of OpenStreetMap; make a network of it first: "
            f"geo-osint roads import {path.name} -o roads{saved.SUFFIX}"
        )
