"""Where a place comes onto a road: at its own junction, else at the nearest road that it can be on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_osint import geodesy
from geo_osint.geodesy.arrays import lengths_m
from geo_osint.model import LonLat, Place, Shape
from geo_osint.routing.graph import Spot, mainland
from geo_osint.routing.network import Floats, Network

TOLERANCE_M = {True: 10_000.0, False: 2_000.0}
"""How far from a road, in metres, a place may lie to be taken as on it: of a schematic network, and of a full one.

A schematic line may be 5 km off its road (data/README.md), and a place as far again from that. A full network
has a road to nearly every village. Judgements; the distance is told with each route.
"""

CELL_DEG = 0.05
"""Short edges of links are sorted by squares of so many degrees, longer ones are always looked at: few are longer than
five kilometres, but on a schematic network."""

TURN = round(360 / CELL_DEG)
"""Squares around the Earth."""

DEGREE_M = 111_320.0
"""Metres in a degree of latitude, near enough to tell which links are near."""

Numbers = NDArray[np.int64]


def snap(network: Network, at: LonLat, place: Place | None = None) -> Spot | None:
    """Find where a position comes onto the largest connected part of a network.

    Links that lie in another country than the place, or on another bank of the river that it lies at, are
    passed over, as far as both are known: no bridge stands for a short line on the map.

    Returns
    -------
    Spot or None
        The nearest point of a link, with its distance; None where none is within `TOLERANCE_M`.

    Examples
    --------
    >>> from geo_osint.routing.bundled import bundled
    >>> found = snap(bundled(), LonLat(41.0, 36.95))
    >>> found is not None and found.snapped_m < 10_000
    True
    >>> snap(bundled(), LonLat(39.5, 32.0)) is None
    True
    """
    tolerance_m = TOLERANCE_M[network.schematic]
    best: Spot | None = None
    for link, roughly_m in _near(network, at, 1.1 * tolerance_m):
        if best is not None and roughly_m > 1.1 * best.snapped_m:
            break
        if place is not None and not _can_be_at(network, link, place):
            continue
        foot = geodesy.cut_at(network.line(link), at)[0][-1]
        away_m = geodesy.distance_m(at, foot)
        if away_m <= min(tolerance_m, best.snapped_m if best else math.inf):
            best = Spot(link, foot, away_m)
    return best


def junctions_in(network: Network, region: Place) -> frozenset[int]:
    """Give the junctions that lie in a region: whose places are said to, and that its outline holds."""
    said = {
        junction
        for id, junctions in junctions_of(network).items()
        if (place := network.places.get(id)) and region.id in (*place.within, id)
        for junction in junctions
    }
    if region.shape is not None and region.shape.kind.endswith("Polygon"):
        said |= _inside(network, region.shape)
    return frozenset(said)


@lru_cache(maxsize=4)
def junctions_of(network: Network) -> Mapping[str, Sequence[int]]:
    """Give the junctions that places stand at, by the places' ids."""
    found: dict[str, list[int]] = {}
    for junction, id in enumerate(network.junction_places):
        if id:
            found.setdefault(id, []).append(junction)
    return found


def junctions_near(network: Network, at: LonLat, radius_m: float) -> frozenset[int]:
    """Give the junctions within a distance of a position, in metres."""
    rows = np.stack([network.lon_deg, network.lat_deg], axis=1)
    near = np.flatnonzero(_flat(rows, at).max(axis=1, initial=0.0) <= radius_m * 1.1)
    here = np.broadcast_to([at.lon_deg, at.lat_deg], (len(near), 2))
    return frozenset(near[lengths_m(here, rows[near]) <= radius_m].tolist())


def _flat(rows: Floats, at: LonLat) -> Floats:
    """Give how far rows of (lon, lat) lie from a position east-west and north-south, in metres, roughly."""
    scale = np.array([DEGREE_M * math.cos(math.radians(at.lat_deg)), DEGREE_M])
    found: Floats = np.abs(_shifted(rows, at)) * scale
    return found


def _shifted(rows: Floats, at: LonLat) -> Floats:
    shifted: Floats = rows - np.array([at.lon_deg, at.lat_deg])
    shifted[:, 0] = (shifted[:, 0] + 180.0) % 360.0 - 180.0
    return shifted


def _near(network: Network, at: LonLat, radius_m: float) -> Iterator[tuple[int, float]]:
    """Give links of the mainland roughly within a distance, the nearest first, with that distance."""
    edges = _edges(network)
    rows = edges.near(at, radius_m)
    scale = np.array([DEGREE_M * math.cos(math.radians(at.lat_deg)), DEGREE_M])
    starts, ends = (_shifted(network.shape_deg[rows + n], at) * scale for n in (0, 1))
    along = ends - starts
    squared = np.maximum((along**2).sum(axis=1), 1e-9)
    share = np.clip(-(starts * along).sum(axis=1) / squared, 0.0, 1.0)
    away_m = np.hypot(*(starts + along * share[:, None]).T)
    order = np.argsort(away_m, kind="stable")
    seen = set()
    for each in order[away_m[order] <= radius_m]:
        link = int(np.searchsorted(network.offsets, rows[each], side="right")) - 1
        if link not in seen:
            seen.add(link)
            yield link, float(away_m[each])


@dataclass(frozen=True, slots=True)
class _Edges:
    """The edges of links, as the rows of `shape_deg` that they begin at: short ones by square, rising, and long ones."""

    rows: Numbers
    squares: Numbers
    long: Numbers

    def near(self, at: LonLat, radius_m: float) -> Numbers:
        """Give edges that may lie within a distance, in the order of their links."""
        reach = math.ceil(radius_m / DEGREE_M / CELL_DEG) + 1
        around = radius_m / (DEGREE_M * max(math.cos(math.radians(at.lat_deg)), 1e-3))
        across = min(math.ceil(around / CELL_DEG) + 1, TURN // 2)
        column, row = (math.floor(each / CELL_DEG) for each in (at.lon_deg, at.lat_deg))
        columns = np.unique(np.arange(column - across, column + across + 1) % TURN)
        rows = np.arange(row - reach, row + reach + 1)
        squares = (rows[:, None] * TURN + columns).ravel()
        first, last = (np.searchsorted(self.squares, squares, side=s) for s in ("left", "right"))
        found = [self.rows[a:b] for a, b in zip(first, last, strict=True) if a < b]
        return np.sort(np.concatenate([*found, self.long]))


@lru_cache(maxsize=4)
def _edges(network: Network) -> _Edges:
    """Sort the edges of the mainland's links."""
    ground = mainland(network)
    on_it = ground[network.start] & ground[network.end]
    kept = np.repeat(on_it, np.diff(network.offsets))
    kept[network.offsets[1:][np.diff(network.offsets) > 0] - 1] = (
        False  # no edge begins at the last
    )
    rows = np.flatnonzero(kept)
    starts, ends = network.shape_deg[rows], network.shape_deg[rows + 1]
    long = (np.abs(ends - starts) > CELL_DEG).any(axis=1)
    middles = np.floor((starts + ends) / 2 / CELL_DEG).astype(np.int64)
    squares = (middles[:, 1] * TURN + middles[:, 0] % TURN)[~long]
    order = np.argsort(squares, kind="stable")
    return _Edges(rows[~long][order], squares[order], rows[long])


def _can_be_at(network: Network, link: int, place: Place) -> bool:
    """Tell whether nothing that is known forbids that a place lies at a link."""
    ends = [network.place_at(int(end[link])) for end in (network.start, network.end)]
    known = [end for end in ends if end is not None]
    abroad = known and not any(_share_a_country(end, place) for end in known)
    across = any(_across(end, place) for end in known)
    return not abroad and not across


def _share_a_country(a: Place, b: Place) -> bool:
    return not a.countries or not b.countries or bool(set(a.countries) & set(b.countries))


def _across(a: Place, b: Place) -> bool:
    """Tell whether two places lie on different banks of one river, as sources say."""
    ours, theirs = _banks(a), _banks(b)
    return any(ours[river] != theirs[river] for river in set(ours) & set(theirs))


def _banks(place: Place) -> dict[str, str]:
    return {
        each.of: each.value
        for each in place.attributes
        if each.key == "bank" and each.value in ("left_bank", "right_bank")
    }


def _inside(network: Network, shape: Shape) -> set[int]:
    area = geodesy.Footprint.of(
        shape
    ).geometry  # its edges are straight in degrees, as the file's are
    shapely.prepare(area)
    held = shapely.contains_xy(area, network.lon_deg, network.lat_deg)
    return set(np.flatnonzero(held).tolist())
