"""The map page: one file that opens by double-click, asks nobody for anything, and still opens in years."""

from __future__ import annotations

from geo_osint.case import Case
from geo_osint.files import Stage
from geo_osint.layers import Tables
from geo_osint.model import Finding
from geo_osint.output.page.figure import PageFigure
from geo_osint.output.page.island import island

__all__ = ["PageFigure", "figure", "render", "write"]


def write(stage: Stage, case: Case, findings: tuple[Finding, ...], tables: Tables) -> None:
    """Stage the page as `NAME.map.html`."""
    stage.text(f"{case.name}.map.html", render(case, findings, tables))


def render(case: Case, findings: tuple[Finding, ...], tables: Tables) -> str:
    """Give the page as HTML; equal input gives equal text."""
    return figure(case, findings, tables).render()


def figure(case: Case, findings: tuple[Finding, ...], tables: Tables) -> PageFigure:
    """Give the page as a folium figure, for notebooks and for saving elsewhere."""
    return PageFigure(island(case, findings, tables))
