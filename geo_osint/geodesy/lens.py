"""What lies between two positions: the lens from inside which they are seen far enough apart."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint.errors import InputError
from geo_osint.geodesy.arrays import Floats, go, inverse_rows
from geo_osint.geodesy.points import azimuth_deg, destination, distance_m
from geo_osint.geodesy.wrapping import wrapped
from geo_osint.model import LonLat

OUTLINE_POINTS = 720
"""So many points keep the outline of a lens of 1,000 km within 10 m of the true one."""

HALVINGS = 40
"""Leave a ten-thousandth of a millimetre of the way out from the middle."""


def lens(a: LonLat, b: LonLat, angle_deg: float) -> BaseGeometry:
    """Outline all positions from which two others lie at least so many degrees apart.

    Two arcs through both, which meet there in points; for 90 degrees the circle around both. Method: on
    each of many geodesics out from the middle the position is halved in on at which the directions to the two,
    as geodesics set out, differ by the angle.

    Raises
    ------
    InputError
        For an angle below 90 or from 180 on, or for one and the same position.

    Examples
    --------
    >>> between = lens(LonLat(40, 35), LonLat(41, 35), 120)
    >>> between.contains(shapely.Point(40.5, 35.2)), between.contains(shapely.Point(40.5, 35.3))
    (True, False)
    """
    if not 90 <= angle_deg < 180:
        raise InputError(f"an angle of {angle_deg:g} degrees: not drawn; give 90 to less than 180")
    whole_m = distance_m(a, b)
    if not whole_m:
        raise InputError(f"{a} and {b}: nothing lies between a position and itself; give two")
    middle = destination(a, azimuth_deg(a, b), whole_m / 2)
    at = np.array([[middle.lon_deg, middle.lat_deg]])
    ends = [np.array([[each.lon_deg, each.lat_deg]]) for each in (a, b)]
    ways = -np.linspace(0, 360, OUTLINE_POINTS, endpoint=False) + azimuth_deg(middle, a)
    low, high = np.zeros(len(ways)), np.full(len(ways), whole_m)
    for _ in range(HALVINGS):
        half = (low + high) / 2
        inside = _seen_apart(go(at, ways, half)[0], *ends) >= angle_deg
        low, high = np.where(inside, half, low), np.where(inside, high, half)
    return wrapped(shapely.Polygon(go(at, ways, low)[0]))


def _seen_apart(here: Floats, a: Floats, b: Floats) -> Floats:
    """Give the angles between the directions to two positions, row by row, in degrees from 0 to 180."""
    to_a, to_b = (inverse_rows(here, np.broadcast_to(each, here.shape))[1] for each in (a, b))
    return np.asarray(np.abs((to_a - to_b + 180) % 360 - 180))
