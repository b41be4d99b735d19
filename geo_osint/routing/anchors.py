"""What a movement names, as a hold on a road network: a junction, a point of a road, or all junctions of a region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from geo_osint import gazetteer, geodesy
from geo_osint.model import Anchor, LonLat, Mention, Movement, Place
from geo_osint.routing.graph import Graph, Spot, graph
from geo_osint.routing.network import Network
from geo_osint.routing.snapping import junctions_in, junctions_near, junctions_of, snap

AREA_M = 10_000.0
"""How far from a place its "area" is taken to reach: to the next villages. A judgement; nothing is measured by it,
the drawn way only ends there."""

REGIONS = ("ADM", "PCL", "RGN", "DSRT", "AREA", "TERR", "ZN")
"""How GeoNames' codes of what is an area and no point begin."""

Stop = tuple[str, Mention]
"""A role (origin, via, destination, towards) and the place named in it."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A place that a movement names, where it is, and where it meets the road.

    `nodes` are those of the graph; a `spot` stands for the node that it is let in as.
    """

    anchor: Anchor
    place: Place
    at: LonLat | None
    nodes: frozenset[int] = frozenset()
    spot: Spot | None = None


def stops(movement: Movement) -> tuple[Stop, ...]:
    """List the places a movement names, in the order of travel.

    Examples
    --------
    >>> from geo_osint.model import Span
    >>> qamishli = Mention("r1", Span(10, 18), "Qamishli", places=("geo:qamishli",))
    >>> stops(Movement("m1", "r1", Span(0, 20), "to Qamishli", destination=qamishli))[0][0]
    'destination'
    """
    named = (
        ("origin", movement.origin),
        *(("via", each) for each in movement.via),
        ("destination", movement.destination),
        ("towards", movement.towards),
    )
    return tuple((role, mention) for role, mention in named if mention)


def hold(role: str, place: Place, area: bool, network: Network | None) -> Hold:
    """Take hold of a road network at a place; without one, or far from its roads, only the place is known.

    `area` tells that "the area of" the place was said.
    """
    region = area or is_region(place)
    found = Hold(Anchor(role, place.id, region), place, place.reference)
    if network is None:
        return found
    if is_region(place):
        return _held(found, junctions_in(network, place) or _of_members(network, place))
    own = frozenset(junctions_of(network).get(place.id, ()))
    if area and found.at is not None:
        own |= junctions_near(network, found.at, AREA_M)
    if own:
        return _held(found, own)
    spot = _at_gate(network, place) or (snap(network, found.at, place) if found.at else None)
    if spot is None:
        return found
    return replace(found, anchor=replace(found.anchor, snapped_m=spot.snapped_m), spot=spot)


def is_region(place: Place) -> bool:
    """Tell whether a place is an area that no point stands for.

    Examples
    --------
    >>> is_region(Place("geo:hasakah-governorate", (), "ADM1")), is_region(Place("geo:hasakah", (), "PPLA"))
    (True, False)
    """
    outlined = place.shape is not None and place.shape.kind.endswith("Polygon")
    return place.kind.startswith(REGIONS) or (outlined and not place.positions)


def unsure_m(place: Place) -> float:
    """Give how far off the position of a place may be by its own word, in metres: an estimate, or a pin with a radius."""
    if is_region(place):
        return 0.0
    if place.positions:
        return min(place.positions, key=lambda each: each.precision_m).radius_m
    return place.estimate.radius_m if place.estimate else 0.0


def _of_members(network: Network, region: Place) -> frozenset[int]:
    """Give the ends of the roads at the places that are said to lie in a region, where nobody drew its outline."""
    members = (each for each in gazetteer.load().places.values() if region.id in each.within)
    spots = (snap(network, each.reference, each) for each in members if each.reference)
    links = [each.link for each in spots if each]
    return frozenset(int(end[link]) for link in links for end in (network.start, network.end))


def _held(found: Hold, nodes: frozenset[int]) -> Hold:
    if not nodes:
        return found
    return replace(found, anchor=replace(found.anchor, snapped_m=0.0), nodes=nodes)


def _at_gate(network: Network, place: Place) -> Spot | None:
    for gate in network.gates:
        if gate.place == place.id:
            foot = geodesy.cut_at(network.line(gate.links[0]), gate.at)[0][-1]
            return Spot(gate.links[0], foot)
    return None


def let_in(network: Network, holds: Sequence[Hold]) -> tuple[Graph, tuple[Hold, ...]]:
    """Make a graph of a network and let the spots of places into it; their holds then have a node."""
    spots = tuple(dict.fromkeys(each.spot for each in holds if each.spot))
    number = {spot: len(network.lon_deg) + index for index, spot in enumerate(spots)}
    placed = tuple(
        replace(each, nodes=frozenset({number[each.spot]})) if each.spot else each for each in holds
    )
    return graph(network, spots), placed


def located(
    told: Iterable[Stop], places: Mapping[str, Place], area: bool, network: Network | None
) -> tuple[list[Hold], list[str]]:
    """Take hold at each place that is sure and located; give those passed over by the words of the report."""
    holds, passed = [], []
    for role, mention in told:
        place = places[mention.places[0]] if len(mention.places) == 1 else None
        around = area and role in ("destination", "towards")
        found = hold(role, place, around, network) if place else None
        if found is None or not (found.at or found.nodes or found.spot):
            passed.append(mention.words)
        else:
            holds.append(found)
    return holds, passed
