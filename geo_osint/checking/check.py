"""Each statement of a case to its finding, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from geo_osint.case import Case
from geo_osint.checking import wording
from geo_osint.checking.banks import check_bank
from geo_osint.checking.between import check_between
from geo_osint.checking.borders import check_border
from geo_osint.checking.containment import check_containment
from geo_osint.checking.directions import check_direction_alone
from geo_osint.checking.distance import check_distance
from geo_osint.checking.frontiers import check_on_border
from geo_osint.checking.nearness import check_nearness
from geo_osint.checking.roads import Roads, by_straight_line
from geo_osint.checking.rounding import OTHER, by_other_rule, by_rule
from geo_osint.checking.travel import check_travel_time
from geo_osint.checking.vague import ranged
from geo_osint.model import Bilingual, Finding, Statement, StatementKind
from geo_osint.resolving import nearest_names


def check_case(case: Case, roads: Roads = by_straight_line) -> tuple[Finding, ...]:
    """Check all standing statements of a case, in their order; rejected ones are passed over."""
    return tuple(check(each, case, roads) for each in case.standing_statements)


CHECKS: Mapping[StatementKind, Callable[[Statement, Case], Finding]] = {
    "direction": check_direction_alone,
    "near": check_nearness,
    "between": check_between,
    "within": check_containment,
    "bank": check_bank,
    "border": check_border,
    "on_border": check_on_border,
}
"""Kind of statement -> its check."""

ON_ROADS: Mapping[StatementKind, Callable[[Statement, Case, Roads], Finding]] = {
    "distance": check_distance,
    "vague_distance": check_distance,
    "travel_time": check_travel_time,
}
"""Kinds of statements whose check asks how long the ways by road are."""


def check(statement: Statement, case: Case, roads: Roads = by_straight_line) -> Finding:
    """Check one statement; a kind without a check of its own is `not_checked`, never passed.

    Parameters
    ----------
    statement, case
        What was stated, and the case with the places that it names and the rule of rounding by which printed
        figures are taken. Where the other rule would decide otherwise, the reasons say so.
    roads
        Tells how long the ways by road from one site to another may be.
    """
    told, because = _with_range(statement)
    finding = _checked(by_rule(told, case.rounding), case, roads)
    other = by_rule(told, OTHER[case.rounding])
    notes = [*([because] if because else []), *_meant_otherwise(finding, case)]
    if finding.statement != other:
        otherwise = _checked(other, case, roads)
        if otherwise.verdict != finding.verdict:
            notes.append(by_other_rule(OTHER[case.rounding], otherwise))
    reasons = tuple(dict.fromkeys((*finding.reasons, *notes)))
    return replace(finding, reasons=reasons, decision=case.decision_on(statement.id))


def _meant_otherwise(finding: Finding, case: Case) -> Iterator[Bilingual]:
    """Offer what else a name may have meant: near ones of an unknown, namesakes of what does not fit."""
    for mention in finding.statement.mentions:
        if near := nearest_names(mention):
            yield wording.did_you_mean(mention.words, near)
    if finding.verdict == "does_not_fit":
        yield from wording.namesakes(finding.statement.mentions, case.places)


def _checked(statement: Statement, case: Case, roads: Roads) -> Finding:
    if statement.kind in ON_ROADS:
        return ON_ROADS[statement.kind](statement, case, roads)
    return CHECKS.get(statement.kind, _not_built)(statement, case)


def _not_built(statement: Statement, _: Case) -> Finding:
    return Finding(statement, "not_checked", reasons=(wording.NOT_BUILT,))


def _with_range(statement: Statement) -> tuple[Statement, Bilingual | None]:
    """Give a distance in words the range that is documented for them."""
    if statement.quantity is None:
        return statement, None
    quantity, because = ranged(statement.quantity)
    return replace(statement, quantity=quantity), because
