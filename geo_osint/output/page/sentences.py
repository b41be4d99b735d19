"""Where the sentences stand that findings and movements quote, and the whole texts where they are asked for."""

from __future__ import annotations

from collections.abc import Iterable

from geo_osint.case import Case
from geo_osint.model import Finding
from geo_osint.output.page.values import Values


def spans(found: Iterable[Finding], case: Case) -> dict[str, list[int]]:
    """Give `[start, end)` of the sentence of each finding and movement, in code points of its report's body."""
    told = (*(each.statement for each in found), *case.standing_movements)
    return {each.id: [each.span.start, each.span.end] for each in told}


def texts(case: Case) -> Values:
    """Give the whole body of each report, by id: an article as it was published."""
    return {each.id: each.body for each in case.reports}
