"""The smallest circle around a region."""

from __future__ import annotations

import math

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint.geodesy.arrays import Floats, below, inverse_rows, to_ecef
from geo_osint.geodesy.points import destination
from geo_osint.model import LonLat

ROUNDS = 4
"""The first round finds the centre to about a hundredth of the size, each next one far better."""


def smallest_circle(region: BaseGeometry) -> tuple[LonLat, float]:
    """Enclose a region: the centre and, in metres, the radius of the smallest circle around it.

    Method: the smallest circle on a plane of true distances and directions from its own centre
    (azimuthal equidistant), moved there until it stays; then the centre's geodesics to all vertices,
    so that the circle covers the region. Not to be trusted for regions wider than a quarter of the Earth.

    Examples
    --------
    >>> centre, radius_m = smallest_circle(shapely.box(40, 35, 41, 36))
    >>> round(centre.lon_deg, 3), round(centre.lat_deg, 2), round(radius_m / 1000, 1)
    (40.5, 35.5, 71.7)
    """
    vertices = shapely.get_coordinates(region)
    centre = LonLat(*below(to_ecef(vertices).mean(axis=0)))
    for _ in range(ROUNDS):
        circle = shapely.minimum_bounding_circle(shapely.MultiPoint(_seen_from(centre, vertices)))
        east_m, north_m = circle.centroid.coords[0]
        azimuth_deg = math.degrees(math.atan2(east_m, north_m))
        centre = destination(centre, azimuth_deg, math.hypot(east_m, north_m))
    return centre, float(np.hypot(*_seen_from(centre, vertices).T).max())


def _seen_from(centre: LonLat, vertices: Floats) -> Floats:
    """Give positions as metres east and north of one, at their true distance and direction from it."""
    here = [centre.lon_deg, centre.lat_deg]
    lengths_m, azimuths_deg = inverse_rows(np.broadcast_to(here, vertices.shape), vertices)
    turned = np.radians(azimuths_deg)
    return np.stack([lengths_m * np.sin(turned), lengths_m * np.cos(turned)], axis=-1)
