"""All findings about movements, movement by movement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo_osint.case import Case
from geo_osint.checking.journeys.gates import Known, check_gates
from geo_osint.checking.journeys.order import check_order
from geo_osint.checking.journeys.pace import check_pace
from geo_osint.checking.journeys.rivers import check_rivers
from geo_osint.checking.roads import Roads, by_straight_line
from geo_osint.model import Finding, Movement, Route
from geo_osint.routing import Network


def check_journeys(
    case: Case, routes: Sequence[Route], network: Network, roads: Roads = by_straight_line
) -> tuple[Finding, ...]:
    """Check what the standing movements of a case say of the ground.

    A finding's statement bears the movement's words and the finding's id: `m1/gate-1`, `m1/order`, `m1/river-1`,
    `m1/speed`. That the length of a way agrees with anything is never among them.

    Parameters
    ----------
    routes
        Of the movements; each is found by its id.
    network
        The roads that the routes run on, whose gates have dated states. Those of the packaged network are known too.
    roads
        As in `check_case`.
    """
    known = Known.of(network)
    by_movement = {each.movement: each for each in routes}
    found = [
        finding
        for told in case.standing_movements
        for finding in _of(told, by_movement.get(told.id, Route(told.id)), case, known, roads)
    ]
    ids = {each.id for each in found}
    return tuple(_answered(_linked(each, case, ids), case) for each in found)


def _of(told: Movement, route: Route, case: Case, known: Known, roads: Roads) -> Iterator[Finding]:
    yield from check_gates(told, case, known)
    yield from check_order(told, route, case)
    yield from check_rivers(told, route, case, known)
    yield from check_pace(told, case, roads)


def _linked(found: Finding, case: Case, ids: set[str]) -> Finding:
    """Say what tells the same where a movement was told before."""
    movement, _, what = found.id.partition("/")
    earlier = next(each.same_as for each in case.movements if each.id == movement)
    same = f"{earlier}/{what}"
    if not earlier or same not in ids:
        return found
    return replace(found, statement=replace(found.statement, same_as=same))


def _answered(found: Finding, case: Case) -> Finding:
    return replace(found, decision=case.decision_on(found.id))
