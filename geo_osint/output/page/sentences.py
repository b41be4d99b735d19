"""Where the sentences stand that findings and movements quote, and the whole texts where they are asked for."""

from __future__ import annotations

from collections.abc import Iterable

from geo_osint.case import Case
from geo_osint.model import Finding
from geo_osint.output.page.values import Values


def spans(found: Iterable[Finding], case: Case) -> dict[str, list[int]]:
    """Give `[start, end)` of the sentence of each finding and movement, in code points of its report's body."""
    statements = {each.id: each.statement.span for each in found}
    movements = {each.id: each.span for each in case.standing_movements}
    return {id: [span.start, span.end] for id, span in {**statements, **movements}.items()}


def texts(case: Case) -> Values:
    """Give the whole body of each report, by id: an article as it was published."""
    return {each.id: each.body for each in case.reports}
