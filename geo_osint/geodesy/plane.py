"""A plane on which geodesics are straight lines, near enough to find where things are nearest.

Method: the ellipsoidal gnomonic projection (Karney 2013, "Algorithms for geodesics", section 8;
PROJ 9.2). Geodesics through the centre are straight, others nearly so; lengths on it mean nothing
and are never reported: positions found on the plane are measured on the ellipsoid.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint.errors import InputError
from geo_osint.geodesy.arrays import Floats, below
from geo_osint.model import LonLat

OLDEST_PROJ = (9, 2)
"""Before it, PROJ's gnomonic projection took the Earth for a sphere without a word."""


@dataclass(frozen=True, slots=True)
class Plane:
    """The gnomonic plane around a centre.

    Raises
    ------
    InputError
        Where the installed PROJ is too old to project the ellipsoid.
    """

    centre: LonLat
    _pipeline: pyproj.Transformer = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        version = tuple(int(part) for part in pyproj.proj_version_str.split(".")[:2])
        if version < OLDEST_PROJ:
            raise InputError(
                f"PROJ {pyproj.proj_version_str}: shapes need 9.2 or later; install pyproj again"
            )
        at = self.centre
        definition = f"+proj=gnom +lat_0={at.lat_deg!r} +lon_0={at.lon_deg!r} +ellps=WGS84"
        pipeline = pyproj.Transformer.from_pipeline(f"{_RADIANS} +step {definition}")
        object.__setattr__(self, "_pipeline", pipeline)

    @classmethod
    def around(cls, ecef_m: Floats) -> Plane:
        """Centre a plane between earth-centred positions, given as rows."""
        return cls(LonLat(*below(ecef_m.mean(axis=0))))

    def project(self, geometry: BaseGeometry) -> BaseGeometry:
        """Bring a geometry in longitude and latitude to the plane."""
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


_RADIANS = "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad"
