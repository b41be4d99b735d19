"""Distances: every way the world may be, measured, united and judged."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations

from geo_osint import geodesy
from geo_osint.case import Case
from geo_osint.checking import wording
from geo_osint.checking.directions import check_direction, is_direction
from geo_osint.checking.pairs import Pair, pairs_of, sites_of
from geo_osint.checking.sites import Site, sites
from geo_osint.checking.verdicts import judge, margin_m
from geo_osint.gazetteer.kinds import extent_of
from geo_osint.model import (
    Bilingual,
    Breakdown,
    Finding,
    Hypothesis,
    Interval,
    IntervalSet,
    Place,
    Quantity,
    ReadingResult,
    Statement,
    Verdict,
)


def check_distance(statement: Statement, case: Case) -> Finding:
    """Check a stated distance against every combination of identities and sourced positions.

    The headline reading is centre to centre unless the words say otherwise; `does_not_fit` needs
    every reading that the words leave open to fail.
    """
    gaps = _gaps(statement, case.places)
    quantity = statement.quantity
    if gaps or quantity is None or not quantity.printed:
        return Finding(statement, "cannot_check", reasons=gaps or (wording.NO_RANGE,))
    pairs = pairs_of(statement.subject, statement.reference, case.places)
    readings = {
        result.name: result
        for result in (
            _centre(pairs, quantity),
            _edge(pairs, quantity, case.places),
            _road(pairs, quantity),
        )
    }
    headline = "centre" if statement.measured_as == "unstated" else statement.measured_as
    verdict = _capped(_overall(statement, readings, headline), statement, case.places)
    direction = _direction(statement, pairs)
    parts: tuple[ReadingResult, ...] = ()
    if direction:
        alone = replace(readings[headline], name="distance", verdict=verdict)
        parts = (alone, direction)
        ways = [_ways(pair, statement, quantity, case.places) for pair in pairs]
        verdict = _together(verdict, direction.verdict, ways)
    hypotheses = tuple(_hypothesis(pair, quantity) for pair in pairs)
    possible = readings[headline].possible
    return Finding(
        statement=statement,
        verdict=verdict,
        reading=headline,
        possible=possible,
        printed=quantity.printed,
        newsroom=quantity.newsroom,
        margin=margin_m(possible, quantity.printed),
        hypotheses=hypotheses,
        readings=(
            *(result for name, result in readings.items() if name != headline),
            *parts,
        ),
        breakdown=_breakdown(pairs, case.places),
        reasons=_reasons(statement, case, pairs, hypotheses, quantity),
        settles=_settles(verdict, readings[headline].verdict, statement, pairs, case.places),
        stand_in=_stand_in(statement, case.places),
    )


def _gaps(statement: Statement, places: Mapping[str, Place]) -> tuple[Bilingual, ...]:
    found = []
    for role, mention in (("subject", statement.subject), ("reference", statement.reference)):
        if not sites_of(mention, places):
            known = bool(mention and mention.places)
            found.append(wording.unknown_words(role, mention.words if mention else "", known))
    return tuple(found)


def _judged(
    name: str, intervals: list[Interval], quantity: Quantity, basis: Bilingual
) -> ReadingResult:
    possible = IntervalSet.of(*intervals)
    return ReadingResult(
        name, possible, judge(possible, quantity.printed, quantity.newsroom), basis
    )


def _centre(pairs: list[Pair], quantity: Quantity) -> ReadingResult:
    basis = Bilingual("centre to centre", "من المركز إلى المركز")
    return _judged("centre", [pair.interval for pair in pairs], quantity, basis)


def _edge(pairs: list[Pair], quantity: Quantity, places: Mapping[str, Place]) -> ReadingResult:
    ids = dict.fromkeys(id for pair in pairs for id in (pair.subject.place, pair.reference.place))
    extents = {id: extent_of(places[id]) for id in ids}
    assumed = tuple(places[id] for id, extent in extents.items() if extent and extent.assumed)
    intervals = [
        geodesy.edges_to_centres(
            pair.interval,
            _radius(places[pair.subject.place]),
            _radius(places[pair.reference.place]),
        )
        for pair in pairs
    ]
    return _judged("edge", intervals, quantity, wording.edge_words(assumed))


def _road(pairs: list[Pair], quantity: Quantity) -> ReadingResult:
    shortest = [Interval(pair.interval.lo, math.inf) for pair in pairs]
    return _judged("road", shortest, quantity, wording.ROAD)


def _radius(place: Place) -> float:
    extent = extent_of(place)
    return extent.radius_m if extent else 0.0


def _overall(statement: Statement, readings: Mapping[str, ReadingResult], headline: str) -> Verdict:
    verdict = readings[headline].verdict
    if verdict != "does_not_fit" or statement.measured_as != "unstated":
        return verdict
    others = {result.verdict for result in readings.values()}
    return verdict if others == {"does_not_fit"} else "not_settled"


def _capped(verdict: Verdict, statement: Statement, places: Mapping[str, Place]) -> Verdict:
    """Leave open what hangs on a place that the name may mean and nobody locates."""
    return "not_settled" if _unlocated(statement, places) else verdict


def _unlocated(statement: Statement, places: Mapping[str, Place]) -> list[Place]:
    mentions = [each for each in (statement.subject, statement.reference) if each]
    return [places[id] for each in mentions for id in each.places if not sites(places[id])]


def _direction(statement: Statement, pairs: list[Pair]) -> ReadingResult | None:
    if not is_direction(statement.relation):
        return None
    return check_direction(statement.relation, [(each.subject, each.reference) for each in pairs])


def _ways(
    pair: Pair, statement: Statement, quantity: Quantity, places: Mapping[str, Place]
) -> bool:
    """Tell whether one way the world may be allows both the distance and the direction."""
    readings = (_centre([pair], quantity), _edge([pair], quantity, places), _road([pair], quantity))
    open_ = statement.measured_as == "unstated"
    distance = any(
        result.verdict != "does_not_fit"
        for result in readings
        if open_ or result.name == statement.measured_as
    )
    direction = _direction(statement, [pair])
    return distance and direction is not None and direction.verdict != "does_not_fit"


def _together(distance: Verdict, direction: Verdict, ways: list[bool]) -> Verdict:
    """Join two parts of one statement: both must hold in one and the same way the world may be."""
    if not any(ways):
        return "does_not_fit"
    return max(distance, direction, key=_FROM_GOOD_TO_BAD.index)


_FROM_GOOD_TO_BAD: tuple[Verdict, ...] = ("fits", "fits_roughly", "not_settled", "does_not_fit")


def _hypothesis(pair: Pair, quantity: Quantity) -> Hypothesis:
    possible = IntervalSet.of(pair.interval)
    return Hypothesis(
        pair.subject.place,
        pair.reference.place,
        pair.subject.sources,
        pair.reference.sources,
        pair.interval,
        judge(possible, quantity.printed, quantity.newsroom),
        margin_m(possible, quantity.printed),
    )


def _breakdown(pairs: list[Pair], places: Mapping[str, Place]) -> Breakdown:
    possible = IntervalSet.of(*(pair.interval for pair in pairs))
    return Breakdown(
        extent=max(
            _radius(places[pair.subject.place]) + _radius(places[pair.reference.place])
            for pair in pairs
        ),
        sources=possible.parts[-1].hi - possible.parts[0].lo,
        coordinates=max(pair.rounding_m for pair in pairs),
    )


def _reasons(
    statement: Statement,
    case: Case,
    pairs: list[Pair],
    hypotheses: tuple[Hypothesis, ...],
    quantity: Quantity,
) -> tuple[Bilingual, ...]:
    mentions = [each for each in (statement.subject, statement.reference) if each]
    return (
        *(
            wording.hypothesis_words(each, quantity.printed, case.places, case.sources)
            for each in hypotheses
        ),
        *wording.identities(mentions, case.places),
        *(
            wording.estimate_words(case.places[id])
            for each in mentions
            for id in each.places
            if case.places[id].estimate and not case.places[id].positions
        ),
        *map(wording.unlocated_words, _unlocated(statement, case.places)),
        *_rounding(pairs, quantity),
    )


def _rounding(pairs: list[Pair], quantity: Quantity) -> list[Bilingual]:
    plain = IntervalSet.of(*(pair.interval for pair in pairs))
    wide = IntervalSet.of(
        *(geodesy.between_discs(pair.interval, pair.rounding_m, 0) for pair in pairs)
    )
    before, after = (judge(each, quantity.printed, quantity.newsroom) for each in (plain, wide))
    most = max(pair.rounding_m for pair in pairs)
    return [] if before == after else [wording.rounding_words(most, after)]


def _settles(
    verdict: Verdict,
    headline: Verdict,
    statement: Statement,
    pairs: list[Pair],
    places: Mapping[str, Place],
) -> Bilingual | None:
    if verdict != "not_settled":
        return None
    if headline == "does_not_fit" and not _unlocated(statement, places):
        return wording.UNDER_ANOTHER_READING
    mentions = [each for each in (statement.subject, statement.reference) if each]
    if any(len(each.places) > 1 for each in mentions):
        return wording.WHICH_PLACE
    torn = [(_apart(pairs, side), side(pairs[0]).place) for side in _SIDES]
    apart, place = max(torn)
    return wording.disagreement_words(places[place], apart) if apart else wording.CLOSER_FIGURE


_SIDES: tuple[Callable[[Pair], Site], ...] = (lambda p: p.subject, lambda p: p.reference)


def _apart(pairs: list[Pair], side: Callable[[Pair], Site]) -> float:
    several = list(dict.fromkeys(side(pair) for pair in pairs))
    gaps = (geodesy.distances_m(a.points, b.points).hi for a, b in combinations(several, 2))
    return max(gaps, default=0.0)


def _stand_in(statement: Statement, places: Mapping[str, Place]) -> Bilingual | None:
    parties = [statement.reference, statement.subject]
    if statement.stand_in_role == "subject":
        parties.reverse()
    mention = next(filter(None, parties), None)
    if not statement.stand_in or not mention or not mention.places:
        return None
    return wording.stand_in_words(statement.stand_in, places[mention.places[0]])
