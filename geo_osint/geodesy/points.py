"""Geodesics between single positions, and what follows from them for discs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from geo_osint.geodesy.arrays import GEOD
from geo_osint.model import Interval, LonLat

CIRCLE_POINTS = 96
"""A ring of 96 points stays within 0.06 % of the radius inside the true circle."""


def distance_m(a: LonLat, b: LonLat) -> float:
    """Measure the geodesic between two positions, in metres.

    Examples
    --------
    >>> round(distance_m(LonLat(40.45154, 35.01982), LonLat(40.576, 35.104)))
    14701
    """
    return float(GEOD.inv(a.lon_deg, a.lat_deg, b.lon_deg, b.lat_deg)[2])


def second_distance_m(a: LonLat, b: LonLat) -> float:
    """Measure the same geodesic with an independent implementation (GeographicLib through geopy)."""
    import geopy.distance  # here alone: it loads clients for the network, and one tries a socket out

    return float(
        geopy.distance.geodesic(
            (a.lat_deg, a.lon_deg), (b.lat_deg, b.lon_deg), ellipsoid="WGS-84"
        ).meters
    )


def azimuth_deg(a: LonLat, b: LonLat) -> float:
    """Give the direction from `a` to `b` at `a`: degrees clockwise from true north, [0, 360).

    Not to be trusted where the two positions coincide, or at a pole.

    Examples
    --------
    >>> round(azimuth_deg(LonLat(40.45154, 35.01982), LonLat(40.576, 35.104)), 1)
    50.5
    """
    return float(GEOD.inv(a.lon_deg, a.lat_deg, b.lon_deg, b.lat_deg)[0]) % 360


def destination(origin: LonLat, bearing_deg: float, distance_m: float) -> LonLat:
    """Go from a position along a geodesic that sets out in a direction.

    Examples
    --------
    >>> there = destination(LonLat(40, 35), 90, 1000)
    >>> round(there.lon_deg, 4), round(there.lat_deg, 4)
    (40.011, 35.0)
    """
    lon, lat, _ = GEOD.fwd(origin.lon_deg, origin.lat_deg, bearing_deg, distance_m)
    return LonLat(float(lon), float(lat))


def distances_m(from_points: Iterable[LonLat], to_points: Iterable[LonLat]) -> Interval:
    """Give the smallest and the largest distance from any of the first to any of the second points."""
    targets = list(to_points)
    found = [distance_m(a, b) for a in from_points for b in targets]
    return Interval(min(found), max(found))


def between_discs(centres: Interval, radius_m: float, other_radius_m: float) -> Interval:
    """Give the distances possible between any two points of two discs whose centres are so far apart.

    `[max(0, d - r1 - r2), d + r1 + r2]`, taken over every distance `d` in `centres`.

    Examples
    --------
    >>> between_discs(Interval(10_000, 11_000), 1_500, 500)
    Interval(lo=8000, hi=13000)
    """
    reach = radius_m + other_radius_m
    return Interval(max(0, centres.lo - reach), centres.hi + reach)


def edges_to_centres(centres: Interval, radius_m: float, other_radius_m: float) -> Interval:
    """Give the distances from nearest edge to nearest edge up to centre to centre of two discs.

    Whoever measures from an edge may mean one edge or both: `[max(0, d - r1 - r2), d]`, taken over
    every distance `d` in `centres`.

    Examples
    --------
    >>> edges_to_centres(Interval(15_000, 16_300), 4_000, 10_000)
    Interval(lo=1000, hi=16300)
    """
    reach = radius_m + other_radius_m
    return Interval(max(0, centres.lo - reach), centres.hi)


def line_length_m(line: Sequence[LonLat]) -> float:
    """Add up the geodesics along a line."""
    return sum(distance_m(a, b) for a, b in pairwise(line))


def geodesic(a: LonLat, b: LonLat, step_m: float = 10_000) -> tuple[LonLat, ...]:
    """Draw the geodesic as points at most `step_m` apart, both ends included.

    A map draws straight lines in longitude and latitude, up to 137 m off a geodesic of 100 km;
    with a point every 10 km what is left is under 2 m.
    """
    gaps = max(1, -int(-distance_m(a, b) // step_m))
    between = GEOD.npts(a.lon_deg, a.lat_deg, b.lon_deg, b.lat_deg, gaps - 1) if gaps > 1 else []
    return (a, *(LonLat(float(lon), float(lat)) for lon, lat in between), b)


def ring(centre: LonLat, radius_m: float, points: int = CIRCLE_POINTS) -> tuple[LonLat, ...]:
    """Draw a circle as a closed ring, counter-clockwise."""
    turned = [destination(centre, -360 * i / points, radius_m) for i in range(points)]
    return (*turned, turned[0])
