"""What a road network holds, in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geo_osint.routing.network import CLASSES, Network


@dataclass(frozen=True, slots=True)
class Summary:
    """What a network holds: junctions and links, kilometres by class, gates by kind, the box around it.

    `km` counts the least lengths, each carriageway by itself. `box_deg` is west, south, east, north.
    """

    junctions: int
    links: int
    km: Mapping[str, float]
    gates: Mapping[str, int]
    box_deg: tuple[float, float, float, float]


def summary(network: Network) -> Summary:
    """Sum a network up.

    Examples
    --------
    >>> from geo_osint.routing.bundled import bundled
    >>> found = summary(bundled())
    >>> found.links == len(bundled().start), sorted(found.gates)[0]
    (True, 'border_crossing')
    """
    km = np.bincount(network.road_class, network.least_m, len(CLASSES)) / 1000
    shape = network.shape_deg if len(network.shape_deg) else np.zeros((1, 2))
    (west, south), (east, north) = shape.min(axis=0).tolist(), shape.max(axis=0).tolist()
    return Summary(
        junctions=len(network.lon_deg),
        links=len(network.start),
        km={name: float(sum_km) for name, sum_km in zip(CLASSES, km, strict=True) if sum_km},
        gates=dict(sorted(Counter(each.kind for each in network.gates).items())),
        box_deg=(west, south, east, north),
    )
