"""Which road network a case is checked by: the packaged one, or one of the user's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from geo_osint import case as cases
from geo_osint.case import Case
from geo_osint.errors import InputError
from geo_osint.routing import Network, bundled, open_network, opened

PACKAGED = "packaged"
"""Given for a road network, means the one that comes with the program."""


def with_roads(case: Case, roads: Path | str | None) -> Case:
    """Let a case be checked by another road network, or by the packaged one; None changes nothing.

    Raises
    ------
    InputError
        If the file is not usable, see `routing.open_network`.
    """
    if roads is None:
        return case
    if str(roads) == PACKAGED:
        return replace(case, roads=())
    path = Path(roads)
    network = open_network(path)
    return replace(case, roads=(cases.RoadsUsed(network.name, network.sha256, path.name),))


def find_roads(case: Case, roads: Path | None, *folders: Path) -> None:
    """Open the road network that a case was checked with: the file that is given, else by its name in some folders.

    Where it is not found nothing happens yet; `network_of` says so.

    Raises
    ------
    InputError
        If a file that is given is another network than that of the case.
    """
    if roads is not None and with_roads(case, roads).roads != case.roads:
        known = case.roads[0].name if case.roads else "the packaged network"
        raise InputError(
            f"{roads}: the case {case.name} is checked by another road network, “{known}”; "
            f"`geo-osint check CASE --roads {roads}` changes that"
        )
    for used in case.roads:
        places = [folder / used.file for folder in folders if (folder / used.file).is_file()]
        if opened(used.sha256) is None and places:
            open_network(places[0])


def network_of(case: Case) -> Network:
    """Give the road network that a case is checked by; it must be open if it is not the packaged one.

    Raises
    ------
    InputError
        If it is not: another network would silently give other answers.
    """
    if not case.roads:
        return bundled()
    used = case.roads[0]
    network = opened(used.sha256)
    if network is None:
        raise InputError(
            f"{case.name}: is checked by the road network {used.file} (sha256 {used.sha256[:12]}…), which is not "
            f"found here unchanged; give it with --roads, or take another by `geo-osint check CASE --roads "
            f"FILE`, or --roads {PACKAGED}"
        )
    return network
