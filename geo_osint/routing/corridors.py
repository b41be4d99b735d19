"""Where the roads of a route may run: a strip around the ways that it may have taken."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint import geodesy
from geo_osint.model import Bilingual, LonLat, NetworkUsed, Segment
from geo_osint.model.text import isolated

HALF_WIDTH_M = {True: 5_000.0, False: 500.0}
"""How far to each side the strip reaches: on a schematic network and on a full one.

A schematic line is drawn straight where the road leaves that line by no more than 5 km (data/README.md). The half
kilometre is ours: wide enough to be seen, and for parallel streets.
"""

EASED_M = {True: 0.0, False: 50.0}
"""How far lines may be eased before the strip is drawn, in metres: roads of a full network have a vertex every few
metres. The strip is wider by as much, so that it holds what it would have held."""

DEGREE_M = 111_700.0
"""No degree is longer."""


def corridor(segments: Sequence[Segment], schematic: bool) -> BaseGeometry:
    """Give the area within reach of segments' lines, in longitude and latitude.

    Straight lines of class `assumed` are left out: around them nothing is known.
    """
    lines = [each.line for each in segments if each.segment_class != "assumed"]
    eased_m = EASED_M[schematic]
    half_m = HALF_WIDTH_M[schematic] + eased_m
    eased = [_eased(line, eased_m) for line in lines] if eased_m else lines
    return shapely.union_all([geodesy.corridor(line, half_m) for line in eased])


def _eased(line: Sequence[LonLat], by_m: float) -> Sequence[LonLat]:
    """Leave out vertices that lie no farther than this from the line without them."""
    degrees = shapely.LineString([(at.lon_deg, at.lat_deg) for at in line])
    left = shapely.simplify(degrees, by_m / DEGREE_M, preserve_topology=False)
    return [LonLat(*at) for at in shapely.get_coordinates(left).tolist()]


def corridor_words(network: NetworkUsed) -> Bilingual:
    """Say what a corridor is."""
    km = f"{HALF_WIDTH_M[network.schematic] / 1000:g}"
    return Bilingual(
        f"{km} km to each side of the ways on the network “{network.name}” ({network.observed})",
        f"{km} كم على جانبي الطرق في الشبكة «{isolated(network.name)}» ({network.observed})",
    )
