"""A plane to draw on: distances from its centre are true, and it has no edge where the degrees start again."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from geo_osint.geodesy.projected import Projected

EARTH_M = 6_371_008.8
"""Mean radius of the Earth, for how much a drawing is stretched; nothing is measured with it."""


@dataclass(frozen=True, slots=True)
class Equidistant(Projected):
    """The azimuthal equidistant plane around a centre, on the ellipsoid (PROJ `aeqd`), in metres.

    Distances from the centre and directions at it are true; away from it lengths across are stretched, by
    `stretch_at`. It is for drawing: what is measured is measured on the ellipsoid.

    Examples
    --------
    >>> import shapely
    >>> from geo_osint.model import LonLat
    >>> plane = Equidistant(LonLat(179.9, -17.0))
    >>> there = plane.project(shapely.Point(-179.9, -17.0))
    >>> round(there.x), round(there.y)
    (21297, -11)
    """

    projection: ClassVar[str] = "aeqd"


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
