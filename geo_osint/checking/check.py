"""Each statement of a case to its finding, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from geo_osint.case import Case
from geo_osint.checking import wording
from geo_osint.checking.banks import check_bank
from geo_osint.checking.borders import check_border
from geo_osint.checking.containment import check_containment
from geo_osint.checking.directions import check_direction_alone
from geo_osint.checking.distance import check_distance
from geo_osint.checking.nearness import check_nearness
from geo_osint.model import Finding, Statement, StatementKind


def check_case(case: Case) -> tuple[Finding, ...]:
    """Check all standing statements of a case, in their order; rejected ones are passed over."""
    return tuple(check(statement, case) for statement in case.standing_statements)


def _not_built(statement: Statement, _: Case) -> Finding:
    return Finding(statement, "not_checked", reasons=(wording.NOT_BUILT,))


CHECKS: Mapping[StatementKind, Callable[[Statement, Case], Finding]] = {
    "distance": check_distance,
    "vague_distance": check_distance,
    "direction": check_direction_alone,
    "near": check_nearness,
    "within": check_containment,
    "bank": check_bank,
    "border": check_border,
}
"""Kind of statement -> its check."""


def check(statement: Statement, case: Case) -> Finding:
    """Check one statement; a kind without a check of its own is `not_checked`, never passed."""
    judged = CHECKS.get(statement.kind, _not_built)
    finding = judged(statement, case)
    return replace(finding, decision=case.decision_on(statement.id))
