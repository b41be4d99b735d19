"""A movement as reported to a route: its legs, each segment with its class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, permutations

from geo_osint.model import (
    Bilingual,
    Detour,
    Interval,
    Leg,
    Movement,
    NetworkUsed,
    Place,
    Route,
    Segment,
)
from geo_osint.routing import wording
from geo_osint.routing.anchors import Hold, let_in, located, stops, unsure_m
from geo_osint.routing.classes import allowed_m
from geo_osint.routing.graph import Graph
from geo_osint.routing.legs import OFF_ROAD, Journey, assumed, leg
from geo_osint.routing.naming import named_roads
from geo_osint.routing.network import Network
from geo_osint.routing.paths import shortest

MOST_ORDERED = 6
"""Orders of more places behind the origin than this are not compared: 7 of them have 5,040."""


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
    if any(each.road_m for each, _ in made):
        reasons += [wording.SCHEMATIC] if network.schematic else []
        reasons.append(wording.NO_EVIDENCE)
    found = _route(movement, made, reasons, network)
    return replace(found, detour=_detour(graph, placed, list(journey.shut())))


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


def _detour(graph: Graph, holds: Sequence[Hold], shut: Sequence[int]) -> Detour | None:
    """Compare the order told with all others of the places behind the origin; a direction stays the last.

    Another order is the shortest only if the one told is surely longer than makes sense beside it, whatever the
    roads' true lengths.
    """
    last = holds[-1:] if holds[-1].anchor.role == "towards" else ()
    moved = holds[1 : len(holds) - len(last)]
    ids = [each.place.id for each in holds]
    sharp = all(each.nodes and not each.anchor.region for each in holds)
    if not sharp or not 2 <= len(moved) <= MOST_ORDERED or len(set(ids)) < len(ids):
        return None
    ways = {(a, b): shortest(graph, a.nodes, b.nodes, shut) for a, b in permutations(holds, 2)}
    unsure = 2 * OFF_ROAD * sum((h.anchor.snapped_m or 0.0) + unsure_m(h.place) for h in holds)

    def length_m(order: Sequence[Hold]) -> Interval | None:
        lengths = [way.length_m for pair in pairwise(order) if (way := ways[pair])]
        if len(lengths) < len(order) - 1:
            return None
        lo, hi = sum(each.lo for each in lengths), sum(each.hi for each in lengths)
        return Interval(max(0.0, lo - unsure), hi + unsure)

    told_m = length_m(holds)
    if told_m is None:
        return None
    orders = [(holds[0], *each, *last) for each in permutations(moved)]
    known = [(found, order) for order in orders if (found := length_m(order))]
    best_m, best = min(known, key=lambda each: each[0].hi)
    if told_m.lo <= allowed_m(best_m):
        return Detour(tuple(ids), told_m, tuple(ids), told_m)
    return Detour(tuple(ids), told_m, tuple(each.place.id for each in best), best_m)
