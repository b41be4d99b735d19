"""Case, findings and routes to tables: the same columns in the same order in every format.

The first GeoDataFrames on the way. Every table is in EPSG:4326 and exists even when empty. Text is
never null (absent is ""), numbers may be; dates are ISO text in `*_date` with `*_precision` beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import geopandas as gpd

from geo_osint.case import Case
from geo_osint.layers.columns import COLUMNS, CRS, DAYS, NUMBERS
from geo_osint.layers.frames import frame
from geo_osint.layers.ground import Ground, Row
from geo_osint.layers.located import located
from geo_osint.layers.movements import corridors, movements, segments, sightings
from geo_osint.layers.places import extents, places, positions
from geo_osint.layers.statements import regions, statements
from geo_osint.model import Finding, Route

__all__ = ["COLUMNS", "CRS", "DAYS", "NUMBERS", "Tables", "located", "tables"]

Tables = Mapping[str, gpd.GeoDataFrame]
"""Tables by name, in the order of `COLUMNS`."""

_ROWS: Mapping[str, Callable[[Ground], Iterator[Row]]] = {
    "places": places,
    "positions": positions,
    "extents": extents,
    "statements": statements,
    "regions": regions,
    "movements": movements,
    "segments": segments,
    "corridors": corridors,
    "sightings": sightings,
}


def tables(case: Case, findings: Iterable[Finding], routes: Iterable[Route]) -> Tables:
    """Lay a case out as tables.

    Returns
    -------
    Tables
        One GeoDataFrame for each entry of `COLUMNS`, in EPSG:4326.
    """
    ground = Ground(case, tuple(findings), tuple(routes))
    return {name: frame(columns, _ROWS[name](ground)) for name, columns in COLUMNS.items()}
