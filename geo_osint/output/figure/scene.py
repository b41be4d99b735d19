"""What a figure shows: a whole case, or one finding or movement of it, as rows of the shared tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd

from geo_osint.case import Case
from geo_osint.errors import UsageError
from geo_osint.layers import Tables
from geo_osint.layers.located import TOGETHER
from geo_osint.model import Finding, Movement, Place, Route, Source
from geo_osint.routing import stops

FEW_REGIONS = 2
"""Statements whose regions are drawn together when all of a case is shown; more would hide each other."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown: findings, movements, the places they name, and their rows.

    `alone` tells that it is one finding or movement, of which everything is shown: the ways the world may be one
    by one, every source's point, the region where the statement would hold.
    """

    case: Case
    findings: tuple[Finding, ...]
    movements: tuple[Movement, ...]
    places: tuple[Place, ...]
    tables: Mapping[str, gpd.GeoDataFrame]
    sources: Mapping[str, Source]
    alone: bool

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of findings and movements that are shown."""
        return (*(each.id for each in self.findings), *(each.id for each in self.movements))


def choose(
    case: Case,
    findings: tuple[Finding, ...],
    routes: tuple[Route, ...],
    tables: Tables,
    only: str = "",
) -> Scene:
    """Choose what a figure shows: everything, or what has the id `only`.

    Raises
    ------
    UsageError
        If nothing has that id.
    """
    movements = case.standing_movements
    if only:
        findings = tuple(
            each for each in findings if each.id.split("/")[0] == only or each.id == only
        )
        movements = tuple(each for each in movements if each.id == only)
        if not findings and not movements:
            raise UsageError(f"{only!r}: no finding or movement of this case; {_ids(case)}")
    ids = {id for each in findings for m in each.statement.mentions for id in m.places}
    ids |= {id for told in movements for _, m in stops(told) for id in m.places}
    ids |= {id for each in findings for h in each.hypotheses for id in (h.subject, h.reference)}
    if not only:
        ids |= set(tables["places"]["id"])
    shown = {each.id for each in findings} | {each.id for each in movements}
    return Scene(
        case,
        findings,
        movements,
        tuple(case.places[id] for id in sorted(ids) if id in case.places),
        {
            name: frame[frame[column].isin(wanted)]
            for name, frame in tables.items()
            for column, wanted in (_column(name, shown, ids),)
        }
        | {"regions": _regions(tables["regions"], shown, bool(only))},
        {key: each for route in routes for key, each in route.sources.items()} | {**case.sources},
        bool(only),
    )


def _ids(case: Case) -> str:
    known = [each.id for each in case.standing_statements]
    known += [each.id for each in case.standing_movements]
    return f"it has {', '.join(known)}" if known else "it has none"


_BY: Mapping[str, str] = {
    "places": "id",
    "positions": "place",
    "extents": "place",
    "statements": "id",
    "regions": "statement",
    "movements": "id",
}
"""The column that tells to what a row belongs; of other tables it is `movement`."""


def _column(table: str, shown: set[str], places: set[str]) -> tuple[str, set[str]]:
    column = _BY.get(table, "movement")
    return column, places if table in ("places", "positions", "extents") else shown


def _regions(regions: gpd.GeoDataFrame, shown: set[str], alone: bool) -> gpd.GeoDataFrame:
    together = regions["statement"].str.startswith(TOGETHER)
    mine = regions[regions["statement"].isin(shown) | together]
    few = mine["statement"].nunique() <= FEW_REGIONS
    return mine if alone or few else regions[together]
