"""How long the road between two positions may be, by a network."""

from __future__ import annotations

from datetime import date

from geo_osint.model import Anchor, LonLat, Place
from geo_osint.routing.anchors import Hold, hold, let_in, unsure_m
from geo_osint.routing.gates import SHUT, state_on
from geo_osint.routing.legs import OFF_ROAD
from geo_osint.routing.network import Network
from geo_osint.routing.paths import shortest
from geo_osint.routing.snapping import snap


def road_range_m(
    network: Network, a: Place | LonLat, b: Place | LonLat, on: date | None = None
) -> tuple[float, float] | None:
    """Give the least and the greatest length of the shortest way by road, in metres.

    Parameters
    ----------
    a, b
        Places, which meet the road at their own junction or gate if they have one, or positions.
    on
        The day whose shut gates are not passed; None passes all of them.

    Returns
    -------
    tuple of float, or None
        None where one of the two is on no road of the network, or no way joins them. That a figure lies
        between the two lengths is no evidence of a route.

    Examples
    --------
    >>> from geo_osint.routing.bundled import bundled
    >>> network = bundled()
    >>> semalka, qamishli = network.places["geo:semalka-crossing"], network.places["geo:qamishli"]
    >>> [round(each / 1000) for each in road_range_m(network, semalka, qamishli)]
    [111, 155]
    """
    ends = tuple(_held(network, each) for each in (a, b))
    if not all(each.nodes or each.spot for each in ends):
        return None
    graph, (start, end) = let_in(network, ends)
    shut = {link for g in network.gates if on and state_on(g, on, on) in SHUT for link in g.links}
    way = shortest(graph, start.nodes, end.nodes, shut)
    if way is None:
        return None
    unsure = sum(unsure_m(each.place) for each in ends)
    off_m = OFF_ROAD * (unsure + sum(each.anchor.snapped_m or 0.0 for each in ends))
    return max(0.0, way.length_m.lo - unsure), way.length_m.hi + off_m


def _held(network: Network, end: Place | LonLat) -> Hold:
    if isinstance(end, Place):
        return hold("origin", end, area=False, network=network)
    spot = snap(network, end)
    anchor = Anchor("origin", "", snapped_m=spot.snapped_m if spot else None)
    return Hold(anchor, Place("", (), "PPL"), end, spot=spot)
