"""Whether the time that a movement is said to have taken can be."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from geo_osint.case import Case
from geo_osint.checking.journeys import wording
from geo_osint.checking.journeys.implied import implied
from geo_osint.checking.pairs import Pair, pairs_of
from geo_osint.checking.roads import RoadLength, Roads
from geo_osint.checking.travel import check_travel_time
from geo_osint.model import Finding, Interval, Mention, Movement


def check_pace(told: Movement, case: Case, roads: Roads) -> Iterator[Finding]:
    """Check the mean speed that a time on the way asks for, as that of a statement on a time of travel is.

    A time that such a statement of the report tells of the same two places is checked there, and not twice.
    """
    origin, destination = told.origin, told.destination
    if told.took is None or origin is None or destination is None:
        return
    if _told_already(told, case):
        return
    statement = replace(
        implied(told, "speed", "travel_time", origin),
        subject=destination,
        quantity=told.took,
        relation="",
    )
    by_way = _by_way_of(told.via, origin, destination, case, roads)
    if not any(case.places[id].kind.startswith("PST") for id in origin.places):
        yield check_travel_time(statement, case, by_way)
        return
    found = check_travel_time(statement, case, lambda pair: _from_before(by_way(pair)))
    yield replace(
        found, reasons=(*found.reasons, wording.BEGAN_BEFORE) if found.possible else found.reasons
    )


def _from_before(way: RoadLength) -> RoadLength:
    """Let a way that is told from a crossing on have begun anywhere behind it."""
    return replace(way, range_m=Interval(way.range_m.lo, math.inf))


def _told_already(told: Movement, case: Case) -> bool:
    return any(
        each.kind == "travel_time"
        and each.report == told.report
        and each.quantity is not None
        and told.took is not None
        and each.quantity.span == told.took.span
        for each in case.standing_statements
    )


def _by_way_of(
    via: tuple[Mention, ...], origin: Mention, destination: Mention, case: Case, roads: Roads
) -> Roads:
    """Lead the ways by the places that were passed, one after the other; without such a place as they are."""
    stops = (origin, *via, destination)

    def by_way_of(pair: Pair) -> RoadLength:
        legs = [pairs_of(b, a, case.places) for a, b in pairwise(stops)]
        if not via or not all(legs):
            return roads(pair)
        lengths = [[roads(each) for each in leg] for leg in legs]
        lo = sum(min(each.range_m.lo for each in leg) for leg in lengths)
        hi = sum(max(each.range_m.hi for each in leg) for leg in lengths)
        return RoadLength(Interval(lo, hi), lengths[0][0].basis)

    return by_way_of
