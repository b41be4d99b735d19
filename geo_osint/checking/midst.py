"""What lies between two places, half-way between them, or along a border, as outlines.

Each outline holds all positions that the check of its kind would not refuse; where a site is only known to
within some metres, the outline reaches out by these all round, which is a little too wide and never too narrow.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint import geodesy
from geo_osint.checking.between import HALF_WAY, LOOSE_DEG, PLAIN_DEG, middle
from geo_osint.checking.frontiers import COUNTRY, borders
from geo_osint.checking.sites import Site
from geo_osint.model import Place
from geo_osint.outlines import TOLERANCE_M

Drawn = tuple[BaseGeometry, BaseGeometry]
"""As printed, and with newsroom tolerance."""


def between(first: Site, second: Site) -> Drawn:
    """Outline from where two places lie far enough apart to call it between them."""
    printed, newsroom = (_lenses(first, second, least_deg) for least_deg in (PLAIN_DEG, LOOSE_DEG))
    return printed, newsroom


def _lenses(first: Site, second: Site, least_deg: float) -> BaseGeometry:
    ends = ((a, b) for a, b in product(first.points, second.points) if a != b)
    whole = shapely.union_all([geodesy.lens(a, b, least_deg) for a, b in ends])
    slack_m = first.slack_m + second.slack_m
    return geodesy.buffer(geodesy.Footprint(whole), slack_m) if slack_m else whole


def half_way(first: Site, second: Site) -> Drawn:
    """Outline what is near enough to the middle of two places to be half-way."""
    middles = [middle(a, b) for a, b in product(first.points, second.points)]
    slack_m = first.slack_m + second.slack_m
    whole_m = max(0.0, geodesy.distances_m(first.points, second.points).lo - slack_m)
    slack_m = max(first.slack_m, second.slack_m)
    printed, newsroom = (
        shapely.union_all([geodesy.disc(at, part * whole_m + slack_m) for at in middles])
        for part in HALF_WAY
    )
    return printed, newsroom


def along_border(countries: Iterable[Place], reach_m: tuple[float, float]) -> Drawn | None:
    """Outline what lies within a reach of a country's drawn border, or of the one that two share.

    Parameters
    ----------
    countries
        The country, or both.
    reach_m
        Metres from the border, as printed and with newsroom tolerance; what the outlines may be off is
        added.

    Returns
    -------
    pair of shapely geometries or None
        None where no such border is drawn, or what is named is no country.
    """
    sides = tuple(sorted(tuple(sorted(each.countries)) for each in countries if _is_country(each)))
    lines = [geodesy.Footprint.line(line) for line in borders(sides)] if sides else []
    if not lines:
        return None
    printed, newsroom = (
        shapely.union_all([geodesy.buffer(line, reach + TOLERANCE_M) for line in lines])
        for reach in reach_m
    )
    return printed, newsroom


def _is_country(place: Place) -> bool:
    return place.kind.startswith(COUNTRY)
