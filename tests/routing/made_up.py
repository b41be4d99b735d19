"""Networks made of a few numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo_osint.routing import Network
from geo_osint.routing.compact import Numbered, Repeated

Link = tuple[int, int, float, bool]
"""Two junctions, the length in metres, and whether the road is one-way."""


def network(positions: Sequence[tuple[float, float]], links: Sequence[Link]) -> Network:
    """Make a full network of straight links between junctions at (lon, lat)."""
    degrees = np.array(positions, np.float64).reshape(-1, 2)
    start, end = (np.array([each[n] for each in links], np.int32) for n in (0, 1))
    least_m = np.array([each[2] for each in links], np.float64)
    count = len(links)
    return Network(
        name="made up",
        sha256="0" * 64,
        observed="2021",
        schematic=False,
        lon_deg=degrees[:, 0].copy(),
        lat_deg=degrees[:, 1].copy(),
        start=start,
        end=end,
        least_m=least_m,
        most_m=1.1 * least_m,
        road_class=np.ones(count, np.int8),
        surface=np.zeros(count, np.int8),
        oneway=np.array([each[3] for each in links], np.bool_),
        offsets=np.arange(count + 1, dtype=np.int64) * 2,
        shape_deg=np.stack([degrees[start], degrees[end]], axis=1).reshape(-1, 2),
        junction_ids=Numbered("j", np.arange(len(degrees))),
        link_ids=Numbered("l", np.arange(count)),
        junction_places=Repeated("", len(degrees)),
        roads=Repeated((), count),
        cited=Repeated(("map",), count),
    )


def grid(side: int, step_deg: float = 0.05) -> Network:
    """Make a grid of two-way streets, `side` junctions along each edge, one kilometre from each to the next."""
    positions = [(40 + step_deg * x, 35 + step_deg * y) for y in range(side) for x in range(side)]
    across = [
        (side * y + x, side * y + x + 1, 1_000.0, False)
        for y in range(side)
        for x in range(side - 1)
    ]
    up = [
        (side * y + x, side * y + x + side, 1_000.0, False)
        for y in range(side - 1)
        for x in range(side)
    ]
    return network(positions, [*across, *up])
