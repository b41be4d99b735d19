"""Positions that lie in their country only the other way round: a mistaken column, or the axes of another habit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geo_osint import outlines
from geo_osint.gazetteer.store.entries import Entry, Listed, Told
from geo_osint.model import Place

IN_ANY_ORDER = frozenset(("csv", "geojson", "layers"))
"""Formats whose files are made by hand; in the others the order of the axes is fixed."""


def watched(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Pass entries on, and tell behind the last whether latitude and longitude seem exchanged.

    Only places filed under a country can be judged, by its coarse outline: a square in which both
    orders lie within (36 N, 36 E in Syria) tells nothing.
    """
    located, exchanged = 0, 0
    first: Place | None = None
    for entry in entries:
        if isinstance(entry, Listed) and entry.place.positions and entry.place.countries:
            located += 1
            if _exchanged(entry.place):
                exchanged, first = exchanged + 1, first or entry.place
        yield entry
    if first:
        at = first.positions[0].at
        yield Told(
            f"look again: {exchanged:,} of {located:,} positions lie in their country only with latitude and longitude "
            f"exchanged (the first: {first.name()}, {at.lat_deg}, {at.lon_deg}); they were taken as given"
        )


def _exchanged(place: Place) -> bool:
    at = place.positions[0].at
    grounds = [ground for code in place.countries if (ground := outlines.territory(code))]
    return any(ground.holds(at.lat_deg, at.lon_deg) for ground in grounds) and not any(
        ground.holds(at.lon_deg, at.lat_deg) for ground in grounds
    )
