"""Whether there was a bridge where a movement must have crossed a river."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from geo_osint.case import Case
from geo_osint.checking.journeys import wording
from geo_osint.checking.journeys.gates import (
    OPEN,
    PASSED_BY_SOME,
    Days,
    Known,
    States,
    at_gates,
    days_of,
    states_in,
)
from geo_osint.checking.journeys.implied import implied
from geo_osint.checking.verdicts import judge
from geo_osint.model import (
    Bilingual,
    Finding,
    LabelSet,
    Leg,
    Mention,
    Movement,
    Passage,
    Place,
    Route,
    Verdict,
)
from geo_osint.routing.classes import allowed_m
from geo_osint.routing.gates import OVER_WATER

Told = tuple[Passage, States]
"""A bridge and what is told of it."""

BANKS = ("left_bank", "right_bank")


def check_rivers(told: Movement, route: Route, case: Case, known: Known) -> Iterator[Finding]:
    """Check each leg that leads over a river.

    It does where its ends lie on different banks, as sources say, or where no way known is left without bridges. One bridge
    that was passable on the days is enough. Where all that are known were shut, a schematic network settles nothing: boats,
    pontoons and bridges are missing on it. A bridge that the report names is checked as a gate.
    """
    number = 0
    for leg in route.legs:
        bridges = _bridges(told, leg, route, known)
        river = _parted_by(*(case.places[end.place] for end in (leg.origin, leg.destination)))
        if (river or leg.over_water) and not any(each.named for each in bridges):
            number += 1
            river = river or _river_of(bridges, known)
            yield _check(told, f"river-{number}", leg, bridges, river, route, case, known)


def _bridges(told: Movement, leg: Leg, route: Route, known: Known) -> list[Passage]:
    """Give the dated bridges that the ways known lead over; where there is no way, those that shut it."""
    parts = (e for e in route.segments if e.id.startswith(f"{told.id}/{leg.number}/"))
    met = leg.shut if leg.road_m is None else chain.from_iterable(each.gates for each in parts)
    return list({e.gate: e for e in met if e.kind in OVER_WATER and e.gate in known.by_id}.values())


def _banks(place: Place) -> Mapping[str, str]:
    return {a.of: a.value for a in place.attributes if a.key == "bank" and a.value in BANKS}


def _parted_by(a: Place, b: Place) -> str:
    """Give the river on whose different banks two places lie, as sources say; "" where none does."""
    ours, theirs = _banks(a), _banks(b)
    return next((id for id in ours if id in theirs and ours[id] != theirs[id]), "")


def _river_of(bridges: Sequence[Passage], known: Known) -> str:
    """Give the river that bridges lead over, by the banks that the ends of their links lie on."""
    network = known.network
    for gate in (known.by_id.get(each.gate) for each in bridges):
        for link in gate.links if gate and gate in network.gates else ():
            ends = [network.place_at(int(end[link])) for end in (network.start, network.end)]
            if ends[0] and ends[1] and (river := _parted_by(ends[0], ends[1])):
                return river
    return ""


def _check(
    told: Movement,
    what: str,
    leg: Leg,
    bridges: Sequence[Passage],
    river: str,
    route: Route,
    case: Case,
    known: Known,
) -> Finding:
    first, last = days = days_of(told)

    def told_of(gates: Sequence[Passage]) -> list[Told]:
        return [(each, states_in(known.by_id.get(each.gate), first, last)) for each in gates]

    states, nearer = told_of(bridges), told_of(_nearer(leg, known))
    possible = LabelSet(tuple(sorted({*_best(states), *_best(nearer)})))
    verdict = _verdict(possible, states, route)
    statement = implied(told, what, "river", _named(told, river, case))
    reasons = (
        wording.over_a_river(
            case.places[leg.origin.place],
            case.places[leg.destination.place],
            case.places.get(river),
        ),
        *_reasons([*nearer, *states], days, known),
        *((wording.farther(leg),) if nearer else ()),
        *((wording.BRIDGES_LACK,) if _coarse(route) and verdict != "fits" else ()),
    )
    settles = wording.WHICH_BRIDGE if verdict in ("not_settled", "cannot_check") else None
    told_by = [each for _, each in (*nearer, *states)]
    return at_gates(statement, verdict, possible, told_by, reasons, settles, known)


def _nearer(leg: Leg, known: Known) -> list[Passage]:
    """Give the bridges that were shut, if the way by others is longer than makes sense beside that by them.

    Who reports such a crossing may mean these, or a boat beside them.
    """
    if leg.road_m is None or leg.if_open_m is None or leg.road_m.lo <= allowed_m(leg.if_open_m):
        return []
    return [each for each in leg.shut if each.kind in OVER_WATER and each.gate in known.by_id]


def _best(states: Sequence[Told]) -> LabelSet:
    """Give what is told of the best of several bridges: anybody would take that one."""
    told = {label for _, each in states for label in each.labels}
    for best in (OPEN, PASSED_BY_SOME):
        if fitting := told.intersection(best):
            return LabelSet(tuple(sorted(fitting)))
    return LabelSet(tuple(sorted(told)))


def _verdict(possible: LabelSet, states: Sequence[Told], route: Route) -> Verdict:
    """Judge the best bridge; where it is not told of on all days, or others may be missing, nothing is settled."""
    found = judge(possible, OPEN, PASSED_BY_SOME)
    if found in ("fits", "fits_roughly"):
        sure = any(each.whole and each.labels <= set(possible) for _, each in states)
        return found if sure else "not_settled"
    if found == "does_not_fit":
        told = all(each.whole for _, each in states)
        return "not_settled" if _coarse(route) or not told else "does_not_fit"
    return found


def _reasons(states: Sequence[Told], days: Days, known: Known) -> Iterator[Bilingual]:
    if not states:
        yield wording.NO_BRIDGE_KNOWN
    for passage, found in states:
        for each in found.periods:
            yield wording.state_words(passage.name, each, known.sources)
        if not found.whole:
            yield wording.untold(passage.name, *days, some=bool(found.periods))


def _coarse(route: Route) -> bool:
    return route.network is None or route.network.schematic


def _named(told: Movement, river: str, case: Case) -> Mention | None:
    if river not in case.places:
        return None
    return Mention(told.report, told.span, case.places[river].name("en"), places=(river,))
