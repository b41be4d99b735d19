"""The brief: what an editor opens. One HTML file, no script, nothing fetched, ready to print.

A block for each finding: a sentence to paste in both languages, the figure, what it rests on, what would
settle it, and the limit; then the movements as reported.
"""

from __future__ import annotations

from geo_osint.case import Case
from geo_osint.files import Stage
from geo_osint.layers import Tables
from geo_osint.model import Finding
from geo_osint.output.brief.document import render

__all__ = ["render", "write"]


def write(
    stage: Stage,
    case: Case,
    findings: tuple[Finding, ...],
    tables: Tables,
) -> None:
    """Stage `NAME.brief.html`."""
    stage.text(f"{case.name}.brief.html", render(case, findings, tables))
