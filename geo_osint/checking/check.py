"""Each statement of a case to its finding, by its kind."""

from __future__ import annotations

from dataclasses import replace

from geo_osint.case import Case
from geo_osint.checking import wording
from geo_osint.checking.distance import check_distance
from geo_osint.model import Finding, Statement


def check_case(case: Case) -> tuple[Finding, ...]:
    """Check all standing statements of a case, in their order; rejected ones are passed over."""
    return tuple(check(statement, case) for statement in case.standing_statements)


def check(statement: Statement, case: Case) -> Finding:
    """Check one statement; a kind without a check of its own is `not_checked`, never passed."""
    if statement.kind == "distance":
        finding = check_distance(statement, case)
    else:
        finding = Finding(statement, "not_checked", reasons=(wording.NOT_BUILT,))
    return replace(finding, decision=case.decision_on(statement.id))
