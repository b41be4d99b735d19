"""The map page: one file that opens by double-click, asks nobody for anything, and still opens in years."""

from __future__ import annotations

from geopandas import GeoDataFrame

from geo_osint.case import Case
from geo_osint.files import Stage
from geo_osint.layers import Tables
from geo_osint.model import Finding
from geo_osint.output.page.features import Told, table_island
from geo_osint.output.page.figure import PageFigure
from geo_osint.output.page.island import island
from geo_osint.output.page.options import PLAIN, TILES, PageOptions

__all__ = ["PLAIN", "TILES", "PageFigure", "PageOptions", "figure", "of_table", "render", "write"]


def write(
    stage: Stage,
    case: Case,
    findings: tuple[Finding, ...],
    tables: Tables,
    options: PageOptions = PLAIN,
) -> None:
    """Stage the page as `NAME.map.html`."""
    stage.text(f"{case.name}.map.html", render(case, findings, tables, options))


def render(
    case: Case, findings: tuple[Finding, ...], tables: Tables, options: PageOptions = PLAIN
) -> str:
    """Give the page as HTML; equal input gives equal text."""
    return figure(case, findings, tables, options).render()


def figure(
    case: Case,
    findings: tuple[Finding, ...],
    tables: Tables,
    options: PageOptions = PLAIN,
    extras: bool = False,
) -> PageFigure:
    """Give the page as a folium figure, for notebooks and for saving elsewhere; `extras` lets it load things."""
    return PageFigure(island(case, findings, tables, options), extras)


def of_table(
    table: GeoDataFrame,
    title: str,
    label: str = "",
    colour: str = "",
    options: PageOptions = PLAIN,
) -> PageFigure:
    """Give the page of a table of one's own: rows named by the column `label`, coloured by `colour`."""
    return PageFigure(table_island(table, Told(title, label, colour), options))
