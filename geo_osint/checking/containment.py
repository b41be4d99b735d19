"""Whether a place lies in an area: by the areas the gazetteer files it in, else by the area's outline."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from geo_osint import geodesy
from geo_osint.case import Case
from geo_osint.checking import wording
from geo_osint.checking.sites import Site, sites
from geo_osint.checking.verdicts import judge
from geo_osint.gazetteer import extent_of
from geo_osint.model import Bilingual, Finding, Interval, LabelSet, Mention, Place, Statement

INSIDE, OUTSIDE = LabelSet(("inside",)), LabelSet(("outside",))
EITHER = LabelSet(("inside", "outside"))

Answer = tuple[LabelSet, Bilingual]
"""What is possible, empty where nothing tells, and on whose word."""


def check_containment(statement: Statement, case: Case) -> Finding:
    """Check that one place lies in another, under every identity of both.

    The admin chain is asked first, because it is sourced; an outline is coarse, and a place at its
    edge may lie on either side.
    """
    gaps = wording.gaps(statement)
    if gaps:
        return Finding(statement, "cannot_check", unit="label", reasons=gaps)
    pairs = product(_places(statement.subject, case), _places(statement.reference, case))
    answers = [_lies_in(place, area, statement.relation, case.places) for place, area in pairs]
    if not any(found for found, _ in answers):
        reasons = tuple(dict.fromkeys(why for _, why in answers))
        return Finding(statement, "cannot_check", reading="area", unit="label", reasons=reasons)
    labels = sorted({label for found, _ in answers for label in found or EITHER})
    possible = LabelSet(tuple(labels))
    return Finding(
        statement,
        judge(possible, INSIDE, INSIDE),
        reading="area",
        unit="label",
        possible=possible,
        printed=INSIDE,
        newsroom=INSIDE,
        reasons=(
            *dict.fromkeys(why for _, why in answers),
            *wording.identities((statement.subject, statement.reference), case.places),
        ),
        settles=wording.WHERE_THE_EDGE_RUNS if len(labels) > 1 else None,
    )


def _places(mention: Mention | None, case: Case) -> list[Place]:
    return [case.places[id] for id in mention.places] if mention else []


def _lies_in(place: Place, area: Place, relation: str, places: Mapping[str, Place]) -> Answer:
    if relation == "surroundings_of":
        return _near(place, area)
    if area.id in place.within:
        return INSIDE, wording.filed_in(place, area)
    rivals = [id for id in place.within if id in places and places[id].kind == area.kind]
    if rivals and area.kind.startswith(("ADM", "PCL")):
        return OUTSIDE, wording.filed_in(place, places[rivals[0]])
    if area.shape is not None and area.shape.kind.endswith("Polygon"):
        return _by_outline(place, area)
    return EITHER, wording.no_outline(area)


def _near(place: Place, other: Place) -> Answer:
    """Take the surroundings of a place to reach as far again as the place itself does."""
    extent = extent_of(other)
    apart = [_between(a, b) for a in sites(place) for b in sites(other)]
    if place.id == other.id:
        return INSIDE, wording.surroundings(other, 0.0)
    if extent is None or not apart:
        return EITHER, wording.no_outline(other)
    reach = 2 * extent.radius_m
    found = [
        INSIDE if each.hi <= reach else OUTSIDE if each.lo > reach else EITHER for each in apart
    ]
    labels = sorted({label for each in found for label in each})
    return LabelSet(tuple(labels)), wording.surroundings(other, reach)


def _between(a: Site, b: Site) -> Interval:
    centres = geodesy.distances_m(a.points, b.points)
    return geodesy.between_discs(centres, a.slack_m, b.slack_m)


def _by_outline(place: Place, area: Place) -> Answer:
    assert area.shape is not None
    outline = geodesy.Footprint.of(area.shape)
    answers = set()
    for site in sites(place):
        points = geodesy.Footprint.points(site.points, site.slack_m + site.rounding_m)
        if geodesy.distance_range(points, outline).lo > 0:
            answers.add("outside")
        else:
            answers |= set(INSIDE if geodesy.encloses(outline, points) else EITHER)
    if not answers:
        return LabelSet(), wording.unlocated_words(place)
    return LabelSet(tuple(sorted(answers))), wording.by_outline(area)
