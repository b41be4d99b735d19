"""Where a way of no more than some length can have led: the positions whose ways from and to its ends add up to it."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint.errors import InputError
from geo_osint.geodesy.arrays import Floats, go, lengths_m
from geo_osint.geodesy.footprints import WIDEST_M
from geo_osint.geodesy.lens import HALVINGS
from geo_osint.geodesy.points import azimuth_deg, destination, distance_m
from geo_osint.geodesy.regions import SMALLEST_M, disc
from geo_osint.geodesy.wrapping import wrapped
from geo_osint.model import LonLat

OUTLINE_POINTS = 720
"""Steps around an ellipse, even in its eccentric angle: chords of one of 1,000 km stay within 10 m of it."""


def ellipse(a: LonLat, b: LonLat, way_m: float) -> BaseGeometry:
    """Outline all positions through which a way of so many metres leads from one position to another.

    {p : d(a, p) + d(p, b) ≤ way_m} with geodesic distances: the potential path area of time geography
    (Hägerstrand 1970; Miller 1991, "Modelling accessibility using space-time prism concepts within geographical
    information systems") for a length, the product of a time and a speed. Method: on geodesics out from the middle the
    sum is halved in on.

    Returns
    -------
    shapely geometry
        Empty where the way is shorter than from `a` to `b`; a disc where both are one position.

    Raises
    ------
    InputError
        For a length that is negative, or beyond 3,300 km.

    Examples
    --------
    >>> area = ellipse(LonLat(40, 35), LonLat(41, 35), 110_000)
    >>> area.contains(shapely.Point(40.5, 35.25)), area.contains(shapely.Point(40.5, 35.3))
    (True, False)
    >>> ellipse(LonLat(40, 35), LonLat(41, 35), 90_000).is_empty
    True
    """
    if not 0 <= way_m <= WIDEST_M:
        raise InputError(
            f"a way of {way_m:g} m: not drawn; give 0 to {WIDEST_M / 1000:.0f} km of it"
        )
    whole_m = distance_m(a, b)
    if whole_m < SMALLEST_M:
        return disc(a, way_m / 2)
    if way_m < whole_m + SMALLEST_M:
        return shapely.Polygon()
    middle = destination(a, azimuth_deg(a, b), whole_m / 2)
    at = np.array([[middle.lon_deg, middle.lat_deg]])
    ends = [np.array([[each.lon_deg, each.lat_deg]]) for each in (a, b)]
    ways = azimuth_deg(middle, b) - _turns_deg(whole_m, way_m)
    low, high = np.zeros(len(ways)), np.full(len(ways), way_m / 2 + SMALLEST_M)
    for _ in range(HALVINGS):
        half = (low + high) / 2
        here = go(at, ways, half)[0]
        inside = sum(lengths_m(np.broadcast_to(end, here.shape), here) for end in ends) <= way_m
        low, high = np.where(inside, half, low), np.where(inside, high, half)
    return wrapped(shapely.Polygon(go(at, ways, low)[0]))


def _turns_deg(whole_m: float, way_m: float) -> Floats:
    """Give directions from the middle, dense towards the ends, where a narrow ellipse bends."""
    around = np.linspace(0, 2 * np.pi, OUTLINE_POINTS, endpoint=False)
    narrow = np.sqrt(way_m**2 - whole_m**2)
    found: Floats = np.degrees(np.arctan2(narrow * np.sin(around), way_m * np.cos(around)))
    return found
