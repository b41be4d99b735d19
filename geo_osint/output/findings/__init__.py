"""Findings for machines (`NAME.findings.json`) and for any text editor (`NAME.findings.md`)."""

from __future__ import annotations

from geo_osint.case import Case
from geo_osint.files import Stage
from geo_osint.layers import Tables
from geo_osint.model import Finding
from geo_osint.output.findings.data import FORMAT, document, to_json
from geo_osint.output.findings.markdown import to_markdown

__all__ = ["FORMAT", "document", "to_json", "to_markdown", "write"]


def write(
    stage: Stage,
    case: Case,
    findings: tuple[Finding, ...],
    tables: Tables,  # noqa: ARG001  all outputs are called alike
) -> None:
    """Stage `NAME.findings.json` and `NAME.findings.md`."""
    stage.text(f"{case.name}.findings.json", to_json(case, findings))
    stage.text(f"{case.name}.findings.md", to_markdown(case, findings))
