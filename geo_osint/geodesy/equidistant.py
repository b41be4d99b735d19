"""A plane to draw on: distances from its centre are true, and it has no edge where the degrees start again."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint.geodesy.arrays import Floats
from geo_osint.model import LonLat

EARTH_M = 6_371_008.8
"""Mean radius of the Earth, for how much a drawing is stretched; nothing is measured with it."""


@dataclass(frozen=True, slots=True)
class Equidistant:
    """The azimuthal equidistant plane around a centre, on the ellipsoid (PROJ `aeqd`), in metres.

    Distances from the centre and directions at it are true; away from it lengths across are stretched, by
    `stretch_at`. It is for drawing: what is measured is measured on the ellipsoid.

    Examples
    --------
    >>> plane = Equidistant(LonLat(179.9, -17.0))
    >>> there = plane.project(shapely.Point(-179.9, -17.0))
    >>> round(there.x), round(there.y)
    (21297, -11)
    """

    centre: LonLat
    _pipeline: pyproj.Transformer = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        at = self.centre
        pipeline = pyproj.Transformer.from_pipeline(
            "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
            f"+step +proj=aeqd +lat_0={at.lat_deg!r} +lon_0={at.lon_deg!r} +ellps=WGS84"
        )
        object.__setattr__(self, "_pipeline", pipeline)

    def project(self, geometry: BaseGeometry) -> BaseGeometry:
        """Bring a geometry in longitude and latitude to the plane, x east and y north at the centre."""
        return shapely.transform(geometry, self._forward)

    def lift(self, geometry: BaseGeometry) -> BaseGeometry:
        """Bring a geometry on the plane back to longitude and latitude."""
        return shapely.transform(geometry, self._backward)

    def _forward(self, lon_lat_deg: Floats) -> Floats:
        lon, lat = lon_lat_deg.T
        return np.stack(self._pipeline.transform(lon, lat), -1)

    def _backward(self, x_y: Floats) -> Floats:
        x, y = x_y.T
        return np.stack(self._pipeline.transform(x, y, direction="INVERSE"), -1)


def stretch_at(distance_m: float) -> float:
    """Tell by what factor lengths across are drawn too long, so far from the centre of the plane.

    The factor of a sphere, c / sin c for the angle c from the centre (Snyder 1987, "Map Projections", 25-4).

    Examples
    --------
    >>> round(stretch_at(100_000), 5), round(stretch_at(1_000_000), 3)
    (1.00004, 1.004)
    """
    angle = min(distance_m / EARTH_M, math.pi * 0.999)
    return angle / math.sin(angle) if angle else 1.0
