"""Rows about a place that is only described: where each statement, and all together, would have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import geopandas as gpd

from geo_osint import geodesy
from geo_osint.checking.locating import Drawn, Meeting
from geo_osint.checking.regions import Region
from geo_osint.layers.columns import LOCATED
from geo_osint.layers.frames import frame
from geo_osint.layers.ground import Row, point

TOGETHER = "all"
"""Stands for the statement in rows about all of them."""


def located(drawn: Drawn, meetings: Sequence[Meeting]) -> gpd.GeoDataFrame:
    """Lay out the regions, where they meet, and the middle of that, in EPSG:4326; see `LOCATED`."""
    return frame(LOCATED, [*_regions(drawn), *_meetings(drawn, meetings)])


def distances(region: Region) -> Row:
    """Give the columns `lo_m` and `hi_m`: null where no distance was stated, or no upper end."""
    stated = region.distance_m
    if stated is None:
        return {"lo_m": None, "hi_m": None}
    return {"lo_m": stated.lo, "hi_m": stated.hi if stated.hi < float("inf") else None}


def _regions(drawn: Drawn) -> Iterator[Row]:
    for told in drawn.statements:
        for number, region in enumerate(drawn.regions[told.id], start=1):
            yield {
                "id": f"{told.id}/{region.set}/{number}",
                "what": "region",
                "statement": told.id,
                "words": told.words,
                "basis": region.basis,
                "set": region.set,
                **distances(region),
                "area_km2": geodesy.area_m2(region.geometry) / 1e6,
                "geometry": region.geometry,
            }


def _meetings(drawn: Drawn, meetings: Sequence[Meeting]) -> Iterator[Row]:
    words = {each.id: each.words for each in drawn.statements}
    for number, found in enumerate(meetings, start=1):
        row = {
            "statement": TOGETHER,
            "words": "; ".join(words[id] for id in found.held),
            "set": found.set,
            "left_out": ";".join(found.left_out),
        }
        yield {
            **row,
            "id": f"{TOGETHER}/{found.set}/{number}",
            "what": "region",
            "area_km2": found.area_m2 / 1e6,
            "geometry": found.region,
        }
        for part, disc in enumerate(found.discs, start=1):
            yield {
                **row,
                "id": f"{TOGETHER}/{found.set}/{number}/middle/{part}",
                "what": "middle",
                "radius_m": disc.radius_m,
                "area_km2": disc.area_m2 / 1e6,
                "geometry": point(disc.centre),
            }
