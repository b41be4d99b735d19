"""The direction that was stated with a distance: "20 km north-east of" names an eighth of the rose."""

from __future__ import annotations

from collections.abc import Iterable

from geo_osint import geodesy
from geo_osint.case import Case
from geo_osint.checking import wording
from geo_osint.checking.pairs import pairs_of
from geo_osint.checking.sites import Site
from geo_osint.checking.verdicts import judge
from geo_osint.model import Finding, Interval, IntervalSet, ReadingResult, Statement

HALF_WIDTHS_DEG = {1: 45.0, 2: 22.5, 3: 11.25}
"""Names of one, two and three words: what lies within so many degrees of the direction bears its name.

Georeferencing practice: Wieczorek, Guo and Hijmans 2004, "The point-radius method for georeferencing
locality descriptions", table 3; so in the Georeferencing Calculator too.
"""

SLACK_DEG = 22.5
"""Newsroom tolerance: prose names eight directions, and the writer may have taken the next one."""

AZIMUTHS_DEG = {
    "north": 0.0, "north_north_east": 22.5, "north_east": 45.0, "east": 90.0,
    "south_east": 135.0, "south": 180.0, "south_west": 225.0, "west": 270.0, "north_west": 315.0,
}  # fmt: skip
"""Stated direction -> its middle, in degrees clockwise from true north."""


def is_direction(relation: str) -> bool:
    """Tell a direction of the rose from other relations, "upstream" among them."""
    return relation in AZIMUTHS_DEG


def around(azimuth_deg: float, half_width_deg: float) -> IntervalSet:
    """Give the arc around a direction, cut at north; due north, where an arc ends there, is both 0 and 360.

    Examples
    --------
    >>> [(arc.lo, arc.hi) for arc in around(0.0, 45.0)]
    [(0.0, 45.0), (315.0, 360.0)]
    >>> [(arc.lo, arc.hi) for arc in around(45.0, 45.0)]
    [(0.0, 90.0), (360.0, 360.0)]
    """
    lo, hi = azimuth_deg - half_width_deg, azimuth_deg + half_width_deg
    turned = ((lo + turn, hi + turn) for turn in (-360.0, 0.0, 360.0))
    return IntervalSet.of(
        *(Interval(max(0.0, a), min(360.0, b)) for a, b in turned if a <= 360 and b >= 0)
    )


def stated_arcs(relation: str) -> tuple[IntervalSet, IntervalSet]:
    """Give what a named direction allows: as printed, and with newsroom tolerance."""
    middle, width = AZIMUTHS_DEG[relation], HALF_WIDTHS_DEG[len(relation.split("_"))]
    return around(middle, width), around(middle, width + SLACK_DEG)


def possible_arcs(subject: Site, reference: Site) -> IntervalSet:
    """Give the directions in which the one site may lie from the other, centre from centre."""
    return geodesy.bearings(reference.footprint, subject.footprint)


def check_direction_alone(statement: Statement, case: Case) -> Finding:
    """Check a direction that was stated without a figure: "east of al-Mayadin"."""
    gaps = wording.gaps(statement)
    pairs = pairs_of(statement.subject, statement.reference, case.places)
    if gaps or not pairs or not is_direction(statement.relation):
        reasons = gaps or wording.unlocated(statement, case.places) or (wording.NO_RANGE,)
        return Finding(statement, "cannot_check", unit="deg", reasons=reasons)
    result = check_direction(statement.relation, [(each.subject, each.reference) for each in pairs])
    printed, newsroom = stated_arcs(statement.relation)
    mentions = (statement.subject, statement.reference)
    return Finding(
        statement,
        result.verdict,
        reading="direction",
        unit="deg",
        possible=result.possible,
        printed=printed,
        newsroom=newsroom,
        reasons=(result.basis, *wording.identities(mentions, case.places)),
        settles=wording.CLOSER_POSITION if result.verdict == "not_settled" else None,
    )


def check_direction(relation: str, pairs: Iterable[tuple[Site, Site]]) -> ReadingResult:
    """Judge a stated direction over all pairs of subject and reference."""
    printed, newsroom = stated_arcs(relation)
    possible = IntervalSet.union(possible_arcs(*pair) for pair in pairs)
    basis = wording.direction_words(relation, printed)
    return ReadingResult(
        "direction", possible, judge(possible, printed, newsroom), basis, unit="deg"
    )
