"""Distances: every way the world may be, measured, united and judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from geo_osint import geodesy
from geo_osint.case import Case
from geo_osint.checking import wording
from geo_osint.checking.directions import check_direction, is_direction
from geo_osint.checking.pairs import Pair, nowhere, pairs_of, sites_of
from geo_osint.checking.roads import Roads, by_straight_line
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


def check_distance(statement: Statement, case: Case, roads: Roads = by_straight_line) -> Finding:
    """Check a stated distance against every combination of identities and sourced positions.

    The headline reading is the one that the words name; else centre to centre, or from the edge of what
    has no centre. Each hypothesis is measured and judged by it. `does_not_fit` needs every reading that
    the words leave open to fail. `roads` tells how long the way by road may be.
    """
    gaps = _gaps(statement, case.places)
    quantity = statement.quantity
    if gaps or quantity is None or not quantity.printed:
        return Finding(statement, "cannot_check", reasons=gaps or (wording.NO_RANGE,))
    pairs = pairs_of(statement.subject, statement.reference, case.places)
    ground = Ground(case.places, roads)
    readings = {name: _reading(name, pairs, quantity, ground) for name in READINGS}
    headline = _headline(statement, pairs)
    verdict = _capped(_overall(statement, readings, headline), statement, case.places)
    direction = _direction(statement, pairs)
    parts: tuple[ReadingResult, ...] = ()
    if direction:
        alone = replace(readings[headline], name="distance", verdict=verdict)
        parts = (alone, direction)
        ways = [_ways(pair, statement, quantity, ground) for pair in pairs]
        verdict = _together(verdict, direction.verdict, ways)
    hypotheses = tuple(_hypothesis(pair, headline, quantity, ground) for pair in pairs)
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
        reasons=(
            *_reasons(statement, case, pairs, hypotheses, headline),
            *_rounding(pairs, headline, verdict, quantity, ground),
            *([readings["road"].basis] if headline == "road" else ()),
        ),
        settles=_settles(verdict, headline, readings, statement, pairs, case.places),
        stand_in=_stand_in(statement, case.places),
    )


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of the places, and of the ways by road between them."""

    places: Mapping[str, Place]
    roads: Roads


def _gaps(statement: Statement, places: Mapping[str, Place]) -> tuple[Bilingual, ...]:
    found = []
    for role, mention in (("subject", statement.subject), ("reference", statement.reference)):
        if not sites_of(mention, places):
            known = bool(mention and mention.places)
            found.append(wording.unknown_words(role, mention.words if mention else "", known))
    return tuple(found)


def _headline(statement: Statement, pairs: list[Pair]) -> str:
    """Choose the reading: what the words name, else from centre to centre where both have one."""
    if statement.measured_as != "unstated":
        return statement.measured_as
    return "edge" if any(pair.wide for pair in pairs) else "centre"


def _reading(name: str, pairs: list[Pair], quantity: Quantity, ground: Ground) -> ReadingResult:
    possible = IntervalSet.of(*(_as_read(name, pair, ground) for pair in pairs))
    verdict = judge(possible, quantity.printed, quantity.newsroom)
    return ReadingResult(name, possible, verdict, _basis(name, pairs, ground))


def _as_read(name: str, pair: Pair, ground: Ground) -> Interval:
    """Give the distances that one way the world may be allows, measured as a reading has it."""
    match name:
        case "edge":
            radii = (_radius(ground.places[each.place]) for each in (pair.subject, pair.reference))
            return geodesy.edges_to_centres(pair.nearest, *radii)
        case "road":
            return ground.roads(pair).range_m
        case _:
            return pair.interval


READINGS = ("centre", "edge", "road")
"""What a figure may have been measured between, in the order in which a finding tells them."""


def _basis(name: str, pairs: list[Pair], ground: Ground) -> Bilingual:
    places = ground.places
    ids = dict.fromkeys(id for pair in pairs for id in (pair.subject.place, pair.reference.place))
    match name:
        case "edge":
            extents = {id: extent_of(places[id]) for id in ids}
            assumed = [places[id] for id, extent in extents.items() if extent and extent.assumed]
            return wording.edge_words(tuple(assumed))
        case "road":
            return ground.roads(pairs[0]).basis
        case _:
            return wording.centre_words([places[id] for id in ids if not sites(places[id])])


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
    return "not_settled" if nowhere(statement.mentions, places) else verdict


def _direction(statement: Statement, pairs: list[Pair]) -> ReadingResult | None:
    if not is_direction(statement.relation):
        return None
    return check_direction(statement.relation, [(each.subject, each.reference) for each in pairs])


def _ways(pair: Pair, statement: Statement, quantity: Quantity, ground: Ground) -> bool:
    """Tell whether one way the world may be allows both the distance and the direction."""
    open_ = READINGS if statement.measured_as == "unstated" else (statement.measured_as,)
    distance = any(
        _reading(name, [pair], quantity, ground).verdict != "does_not_fit" for name in open_
    )
    direction = _direction(statement, [pair])
    return distance and direction is not None and direction.verdict != "does_not_fit"


def _together(distance: Verdict, direction: Verdict, ways: list[bool]) -> Verdict:
    """Join two parts of one statement: both must hold in one and the same way the world may be."""
    if not any(ways):
        return "does_not_fit"
    return max(distance, direction, key=_FROM_GOOD_TO_BAD.index)


_FROM_GOOD_TO_BAD: tuple[Verdict, ...] = ("fits", "fits_roughly", "not_settled", "does_not_fit")


def _hypothesis(pair: Pair, reading: str, quantity: Quantity, ground: Ground) -> Hypothesis:
    interval = _as_read(reading, pair, ground)
    possible = IntervalSet.of(interval)
    return Hypothesis(
        pair.subject.place,
        pair.reference.place,
        pair.subject.sources,
        pair.reference.sources,
        interval,
        judge(possible, quantity.printed, quantity.newsroom),
        margin_m(possible, quantity.printed),
    )


def _breakdown(pairs: list[Pair], places: Mapping[str, Place]) -> Breakdown:
    """Give each cause's metres: which of two places of one name is meant is no matter of their positions."""
    between = {(pair.subject.place, pair.reference.place): IntervalSet() for pair in pairs}
    for pair in pairs:
        ends = (pair.subject.place, pair.reference.place)
        between[ends] = IntervalSet.of(*between[ends], pair.nearest)
    return Breakdown(
        extent=max(_extent_m(pair, places) for pair in pairs),
        sources=max(each.parts[-1].hi - each.parts[0].lo for each in between.values()),
        coordinates=max(pair.rounding_m for pair in pairs),
    )


def _extent_m(pair: Pair, places: Mapping[str, Place]) -> float:
    if pair.across_area:
        return pair.interval.width - pair.nearest.width
    return _radius(places[pair.subject.place]) + _radius(places[pair.reference.place])


def _reasons(
    statement: Statement,
    case: Case,
    pairs: list[Pair],
    hypotheses: tuple[Hypothesis, ...],
    reading: str,
) -> tuple[Bilingual, ...]:
    mentions = [each for each in (statement.subject, statement.reference) if each]
    quantity = statement.quantity
    assert quantity
    return (
        *(
            wording.hypothesis_words(each, reading, quantity.printed, case.places, case.sources)
            for each in hypotheses
        ),
        *wording.identities(mentions, case.places),
        *wording.drawings((site for pair in pairs for site in _ends(pair)), case.places),
        *(
            wording.estimate_words(case.places[id])
            for each in mentions
            for id in each.places
            if case.places[id].estimate and not case.places[id].positions
        ),
        *map(wording.unlocated_words, nowhere(statement.mentions, case.places)),
    )


def _ends(pair: Pair) -> tuple[Site, Site]:
    return pair.subject, pair.reference


def _rounding(
    pairs: list[Pair], reading: str, verdict: Verdict, quantity: Quantity, ground: Ground
) -> list[Bilingual]:
    """Say what the rounding of coordinates would change, where the answer hangs on the headline reading."""
    found = [(_as_read(reading, pair, ground), pair.rounding_m) for pair in pairs]
    plain = IntervalSet.of(*(each for each, _ in found))
    wide = IntervalSet.of(*(geodesy.between_discs(each, off_m, 0) for each, off_m in found))
    before, after = (judge(each, quantity.printed, quantity.newsroom) for each in (plain, wide))
    most = max(pair.rounding_m for pair in pairs)
    return [] if verdict != before or before == after else [wording.rounding_words(most, after)]


def _settles(
    verdict: Verdict,
    headline: str,
    readings: Mapping[str, ReadingResult],
    statement: Statement,
    pairs: list[Pair],
    places: Mapping[str, Place],
) -> Bilingual | None:
    """Say what would settle a finding: the cause that most hangs on, first."""
    if verdict != "not_settled":
        return None
    mentions = [each for each in (statement.subject, statement.reference) if each]
    open_ = [name for name in READINGS if readings[name].verdict != "does_not_fit"]
    if open_ and headline not in open_ and not nowhere(statement.mentions, places):
        return wording.another_reading(headline, open_)
    if any(len(each.places) > 1 for each in mentions):
        return wording.WHICH_PLACE
    apart, torn = max((_apart(pairs, side), side(pairs[0]).place) for side in _SIDES)
    if apart:
        return wording.disagreement_words(places[torn], apart)
    if any(each.shape and each.slack_m for pair in pairs for each in _ends(pair)):
        return wording.FINER_LINE
    guessed = [places[each.place] for each in _ends(pairs[0]) if _guessed(places[each.place])]
    if guessed:
        return wording.a_source_for(guessed)
    return wording.SETTLED_BY.get(headline, wording.CLOSER_FIGURE)


def _guessed(place: Place) -> bool:
    return bool(place.estimate and not place.positions)


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
