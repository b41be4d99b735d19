"""Planes around a centre, to which shapes are brought and from which they come back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint.geodesy.arrays import Floats
from geo_osint.model import LonLat

_RADIANS = "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad"


@dataclass(frozen=True, slots=True)
class Projected:
    """A plane around a centre, on the ellipsoid, by one of PROJ's projections; which one, a subclass says."""

    projection: ClassVar[str]

    centre: LonLat
    _pipeline: pyproj.Transformer = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        at = f"+lat_0={self.centre.lat_deg!r} +lon_0={self.centre.lon_deg!r} +ellps=WGS84"
        pipeline = pyproj.Transformer.from_pipeline(
            f"{_RADIANS} +step +proj={self.projection} {at}"
        )
        object.__setattr__(self, "_pipeline", pipeline)

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
