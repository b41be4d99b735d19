"""A movement as reported to a route: its legs, each segment with its class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, permutations

from geo_osint.model import Bilingual, Leg, Movement, NetworkUsed, Place, Route, Segment
from geo_osint.routing import wording
from geo_osint.routing.anchors import Hold, let_in, located, stops
from geo_osint.routing.graph import Graph
from geo_osint.routing.legs import Journey, assumed, leg
from geo_osint.routing.naming import named_roads
from geo_osint.routing.network import Network
from geo_osint.routing.paths import shortest

MOST_ORDERED = 6
"""Orders of more places on the way than this are not compared: 7 of them have 5,040."""


def route(movement: Movement, places: Mapping[str, Place], network: Network | None = None) -> Route:
    """Derive how a movement may have gone; never more than the report and the network say.

    A place that is ambiguous, unknown or without a position is passed over, and the reasons say so: a line
    through a guessed place would look surer than the report. Without a network every leg is `assumed`.

    Parameters
    ----------
    movement
        As reported. Its date decides which gates are taken to be shut.
    places
        What is known of the places it names, by id.
    network
        The roads; see `routing.bundled`.
    """
    told = stops(movement)
    holds, passed = located(told, places, movement.area, network)
    start, end = (movement.date.start, movement.date.end) if movement.date else (None, None)
    if len(holds) < 2:
        return Route(movement.id, (), (wording.too_few(passed),), (), _used(network))
    reasons = [wording.passed_over(passed)] if passed else []
    if network is None:
        reasons = [wording.NO_NETWORK, *reasons]
        made = [assumed(movement, n, a, b, ()) for n, (a, b) in enumerate(pairwise(holds), start=1)]
        return _route(movement, made, reasons)
    graph, placed = let_in(network, holds)
    named = frozenset(
        id for _, mention in told for id in mention.places if len(mention.places) == 1
    )
    roads = named_roads(movement.words, network)
    journey = Journey(movement, graph, named, roads, start, end)
    made = [leg(journey, n, a, b) for n, (a, b) in enumerate(pairwise(placed), start=1)]
    reasons += _order(graph, placed, list(journey.shut()))
    if any(each.road_m for each, _ in made):
        reasons += [wording.SCHEMATIC] if network.schematic else []
        reasons.append(wording.NO_EVIDENCE)
    return _route(movement, made, reasons, network)


def _route(
    movement: Movement,
    made: Sequence[tuple[Leg, list[Segment]]],
    reasons: Sequence[Bilingual],
    network: Network | None = None,
) -> Route:
    segments = tuple(segment for _, segments in made for segment in segments)
    keys = dict.fromkeys(
        key
        for each in segments
        for key in (*each.sources, *(key for gate in each.gates for key in gate.sources))
    )
    return Route(
        movement.id,
        segments,
        tuple(reasons),
        tuple(each for each, _ in made),
        _used(network),
        {key: network.sources[key] for key in keys} if network else {},
    )


def _used(network: Network | None) -> NetworkUsed | None:
    if network is None:
        return None
    return NetworkUsed(network.name, network.sha256, network.observed, network.schematic)


def _order(graph: Graph, holds: Sequence[Hold], shut: Sequence[int]) -> list[Bilingual]:
    """Tell where the places on the way would be met in another order: surely, whatever the roads' true lengths."""
    between = holds[1:-1]
    if not 2 <= len(between) <= MOST_ORDERED or not all(each.nodes for each in holds):
        return []
    length = {(a, b): shortest(graph, a.nodes, b.nodes, shut) for a, b in permutations(holds, 2)}

    def total_m(order: Sequence[Hold], end: int) -> float:
        steps = [length.get(pair) for pair in pairwise(order)]
        if any(each is None for each in steps):
            return float("inf")
        return sum((each.length_m.lo, each.length_m.hi)[end] for each in steps if each)

    told_m = total_m(holds, 0)
    orders = ((holds[0], *each, holds[-1]) for each in permutations(between))
    best_m = min(total_m(each, 1) for each in orders)
    return [wording.out_of_order(told_m, best_m)] if best_m < told_m < float("inf") else []
