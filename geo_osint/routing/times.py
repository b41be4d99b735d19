"""How long lorries drive a way, as a range of hours."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from geo_osint.model import Interval
from geo_osint.routing.graph import Graph
from geo_osint.routing.network import CLASSES, SURFACES
from geo_osint.routing.paths import Way

KM_M = 1_000.0


def driving_h(graph: Graph, way: Way) -> Interval:
    """Give the hours that a loaded lorry drives: the shortest way at the fastest, the longest at the slowest.

    The slowest has the share for contingencies added. Waits at borders and checkpoints, rests and nights are
    not in it: nobody knows them.
    """
    network, least, most = graph.network, 0.0, 0.0
    for number in way.pieces:
        link = graph.link(number)
        speeds = speeds_kmh(int(network.road_class[link]), int(network.surface[link]))
        shortest_m, longest_m = graph.length_m(number)
        least += shortest_m / KM_M / speeds.hi
        most += longest_m / KM_M / speeds.lo
    return Interval(least, most * (1 + _table()["contingency"]["share"]))


@cache
def speeds_kmh(road_class: int, surface: int) -> Interval:
    """Give the usual mean speeds on a road, in km/h; of an unknown surface those of any.

    Examples
    --------
    >>> speeds_kmh(CLASSES.index("primary"), SURFACES.index("unknown"))
    Interval(lo=20.0, hi=65.0)
    """
    name, told = CLASSES[road_class], SURFACES[surface]
    kinds = ("paved", "unpaved") if told == "unknown" else (told,)
    ranges = [_table()[kind][name] for kind in kinds]
    return Interval(float(min(lo for lo, _ in ranges)), float(max(hi for _, hi in ranges)))


@cache
def _table() -> dict[str, Any]:
    text = (resources.files(__package__) / "speeds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
