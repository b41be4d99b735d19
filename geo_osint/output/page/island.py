"""All that the page shows, as plain values for one JSON island: data, never markup.

Sentences come composed in English and Arabic; the page's script only sets them as text. Longitudes
and latitudes are degrees on WGS84, lon-lat as everywhere; what a reader sees is written "lat, lon",
as map sites copy it, with no more digits than the source gave.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib import resources

import numpy as np
from geopandas import GeoDataFrame

from geo_osint import styles
from geo_osint.case import Case
from geo_osint.layers import NUMBERS, Tables
from geo_osint.layers.located import TOGETHER
from geo_osint.model import Finding, Source
from geo_osint.names.folding import LETTERS
from geo_osint.outlines import Bounds
from geo_osint.output import wording
from geo_osint.output.page.basemap import basemap
from geo_osint.output.page.columns import packed
from geo_osint.output.page.options import PLAIN, PageOptions
from geo_osint.output.page.places import (
    is_river,
    place_values,
    position_at,
    report_values,
    river_values,
    source_values,
    uses,
)
from geo_osint.output.page.readings import finding_values, movement_values
from geo_osint.output.page.sentences import spans, texts
from geo_osint.output.page.values import Values, both
from geo_osint.version import __version__

FORMAT = "geo-osint page 1"

FITTED = ("places", "positions", "statements", "segments", "sightings")
"""The tables that the first view must hold; outlines of whole countries are not among them."""


def island(
    case: Case, findings: Iterable[Finding], tables: Tables, options: PageOptions = PLAIN
) -> Values:
    """Lay out everything the page shows as values that JSON has; whole articles only if asked for."""
    found = tuple(findings)
    bounds = bounds_of(tables)
    places = [case.places[str(id)] for id in tables["places"]["id"]]
    return {
        "format": FORMAT,
        "version": __version__,
        "case": {"name": case.name, "sha256": case.sha256},
        "bounds": [round(each, 5) for each in bounds] if bounds else None,
        "strings": _resource("strings.json"),
        "facts": _resource("facts.json"),
        "styles": _styles(),
        "letters": LETTERS,
        "reports": [report_values(each) for each in case.reports],
        "sources": [
            source_values(case.sources.get(name, Source(name, name)), rest)
            for name, rest in uses(places).items()
        ],
        "places": [place_values(each, case) for each in places],
        "findings": [finding_values(each, case) for each in found],
        "movements": [movement_values(each, case) for each in case.standing_movements],
        "spans": spans(found, case),
        "months": [both(wording.term("month", str(each))) for each in range(1, 13)],
        "texts": texts(case) if options.with_text else None,
        "tiles": _tiles(options),
        "rivers": [river_values(each) for each in case.places.values() if is_river(each)],
        "positions_at": [position_at(row) for row in tables["positions"].itertuples()],
        "tables": {name: packed(frame, NUMBERS) for name, frame in tables.items()},
        "basemap": basemap(bounds),
    }


def bounds_of(tables: Tables) -> Bounds | None:
    """Enclose all that the first view must hold; `None` where nothing is located."""
    boxes = [
        frame.geometry.total_bounds
        for frame in (*(tables[name] for name in FITTED), _together(tables["regions"]))
        if not frame.geometry.is_empty.all() and frame.geometry.notna().any()
    ]
    if not boxes:
        return None
    all_boxes = np.array(boxes)
    west, south = all_boxes[:, :2].min(axis=0)
    east, north = all_boxes[:, 2:].max(axis=0)
    return float(west), float(south), float(east), float(north)


def _together(regions: GeoDataFrame) -> GeoDataFrame:
    """Pick where several statements meet: regions that are what the map is about."""
    return regions[regions["statement"].str.startswith(TOGETHER)]


def _tiles(options: PageOptions) -> Values | None:
    server = options.server
    return {"host": server.host, "url": server.url, "zoom": server.zoom} if server else None


@cache
def _resource(name: str) -> Values:
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    loaded: Values = json.loads(text)
    return loaded


def _styles() -> Values:
    return {
        group: [
            {
                "code": each.code,
                "label": both(each.label),
                "colour": each.colour,
                "ink": each.ink,
                "dash": list(each.dash),
                "mark": each.mark,
                "prefix": each.prefix,
            }
            for each in styles.group(group).values()
        ]
        for group in styles.groups()
    }
