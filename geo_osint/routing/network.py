"""A road network as columns: what is joined to what, about how long, and through which gates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo_osint.model import LonLat, Place, Source
from geo_osint.routing.gates import Gate

CLASSES = ("trunk", "primary", "secondary", "tertiary", "track")
"""Kinds of roads, the greatest first; columns hold their number."""

SURFACES = ("paved", "unpaved", "unknown")
"""What roads are made of; columns hold their number."""

Floats = NDArray[np.float64]
Whole = NDArray[np.int32]
Small = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Junctions and the links between them, each link one entry of every column.

    Two networks are equal only if they are the same object: what is derived from one is kept by that.

    Parameters
    ----------
    name, sha256, observed
        What it calls itself, the digest of the bytes it was read from, the period it speaks of.
    schematic
        Whether it is drawn coarsely and holds a choice of the roads: then what is the only way on it need
        not be the only way there is.
    lon_deg, lat_deg
        Where each junction is, in degrees on WGS84.
    start, end
        The junctions at each link's ends, by number.
    least_m, most_m
        How long each link is at least and at most, in metres.
    road_class, surface
        Numbers in `CLASSES` and `SURFACES`.
    oneway
        Whether a link may only be driven from start to end.
    offsets
        Where in `shape_deg` the vertices of each link begin, and behind the last where they end.
    shape_deg
        Vertices of all links, (lon, lat) rows, from start to end.
    junction_ids, link_ids
        Their ids in the source.
    junction_places
        The gazetteer place that stands at each junction, "" where none.
    roads
        Numbers and names of the road that a link is part of.
    cited
        The keys of each link's sources.
    gates
        Crossings, bridges and checkpoints on links.
    places
        What is known of the places that junctions and gates stand at, by id.
    """

    name: str
    sha256: str
    observed: str
    schematic: bool
    lon_deg: Floats
    lat_deg: Floats
    start: Whole
    end: Whole
    least_m: Floats
    most_m: Floats
    road_class: Small
    surface: Small
    oneway: NDArray[np.bool_]
    offsets: NDArray[np.int64]
    shape_deg: Floats
    junction_ids: Sequence[str]
    link_ids: Sequence[str]
    junction_places: Sequence[str]
    roads: Sequence[tuple[str, ...]]
    cited: Sequence[tuple[str, ...]]
    gates: tuple[Gate, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    attribution: str = ""

    def line(self, link: int) -> tuple[LonLat, ...]:
        """Give the vertices of a link, from its start to its end."""
        rows = self.shape_deg[self.offsets[link] : self.offsets[link + 1]].tolist()
        return tuple(LonLat(*row) for row in rows)

    def at(self, junction: int) -> LonLat:
        """Give the position of a junction."""
        return LonLat(float(self.lon_deg[junction]), float(self.lat_deg[junction]))

    def place_at(self, junction: int) -> Place | None:
        """Give what is known of the place that stands at a junction."""
        return self.places.get(self.junction_places[junction])

    def gates_on(self, *links: int) -> tuple[Gate, ...]:
        """Give the gates that whoever takes any of some links passes, in the order of the network."""
        met = {number for link in links for number in _gates_by_link(self).get(link, ())}
        return tuple(self.gates[number] for number in sorted(met))


@lru_cache(maxsize=4)
def _gates_by_link(network: Network) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = {}
    for number, gate in enumerate(network.gates):
        for link in gate.links:
            found.setdefault(link, []).append(number)
    return found


def columns(links: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Turn links, told one by one, into the columns of a `Network`.

    Each has `start`, `end`, `least_m`, `most_m`, `road_class`, `surface`, `oneway` as in `Network`, and its
    vertices as `line`, (lon, lat) pairs.
    """
    lines = [np.asarray(each["line"], dtype=np.float64) for each in links]
    kinds = {
        "start": np.int32,
        "end": np.int32,
        "least_m": np.float64,
        "most_m": np.float64,
        "road_class": np.int8,
        "surface": np.int8,
        "oneway": np.bool_,
    }
    return {
        **{
            name: np.array([each[name] for each in links], dtype=kind)
            for name, kind in kinds.items()
        },
        "offsets": np.cumsum([0, *(len(line) for line in lines)], dtype=np.int64),
        "shape_deg": np.concatenate([*lines, np.empty((0, 2))]),
    }
