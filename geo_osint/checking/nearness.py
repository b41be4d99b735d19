"""Whether one place lies near another, where the words give no figure."""

from __future__ import annotations

from geo_osint.case import Case
from geo_osint.checking import wording
from geo_osint.checking.pairs import pairs_of
from geo_osint.checking.verdicts import judge, margin_m
from geo_osint.gazetteer import extent_of
from geo_osint.model import Finding, Interval, IntervalSet, Mention, Statement

FARTHEST_NEAR_M = 25_000.0
"""Newsroom tolerance: what the Uppsala Conflict Data Program codes as "near" a place (where_prec 2)."""

TIMES_EXTENT = 2
"""As printed: as far again as the place itself reaches, like its surroundings."""


def check_nearness(statement: Statement, case: Case) -> Finding:
    """Check that one place lies near another: within reach of it, or at least in the same parts.

    `fits` within twice the reference's own extent, `fits_roughly` up to 25 km, `does_not_fit` beyond.
    """
    gaps = wording.gaps(statement) or wording.unlocated(statement, case.places)
    if gaps:
        return Finding(statement, "cannot_check", reasons=gaps)
    pairs = pairs_of(statement.subject, statement.reference, case.places)
    possible = IntervalSet.of(*(pair.nearest for pair in pairs))
    reach_m = _reach_m(statement.reference, case)
    printed, newsroom = (
        IntervalSet.of(Interval(0.0, each)) for each in (reach_m, max(reach_m, FARTHEST_NEAR_M))
    )
    mentions = (statement.subject, statement.reference)
    return Finding(
        statement,
        judge(possible, printed, newsroom),
        possible=possible,
        printed=printed,
        newsroom=newsroom,
        margin=margin_m(possible, printed),
        reasons=(
            wording.NEAR,
            *wording.drawings((each.reference for each in pairs), case.places),
            *wording.identities(mentions, case.places),
        ),
    )


def _reach_m(mention: Mention | None, case: Case) -> float:
    extents = [extent_of(case.places[id]) for id in (mention.places if mention else ())]
    return TIMES_EXTENT * max((each.radius_m for each in extents if each), default=0.0)
