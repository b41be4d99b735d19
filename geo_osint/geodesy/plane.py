"""A plane on which geodesics are straight lines, near enough to find where things are nearest.

Method: the ellipsoidal gnomonic projection (Karney 2013, "Algorithms for geodesics", section 8;
PROJ 9.2). Geodesics through the centre are straight, others nearly so; lengths on it mean nothing
and are never reported: positions found on the plane are measured on the ellipsoid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pyproj

from geo_osint.errors import InputError
from geo_osint.geodesy.arrays import Floats, below
from geo_osint.geodesy.projected import Projected
from geo_osint.model import LonLat

OLDEST_PROJ = (9, 2)
"""Before it, PROJ's gnomonic projection took the Earth for a sphere without a word."""


@dataclass(frozen=True, slots=True)
class Plane(Projected):
    """The gnomonic plane around a centre.

    Raises
    ------
    InputError
        Where the installed PROJ is too old to project the ellipsoid.
    """

    projection: ClassVar[str] = "gnom"

    def __post_init__(self) -> None:
        version = tuple(int(part) for part in pyproj.proj_version_str.split(".")[:2])
        if version < OLDEST_PROJ:
            raise InputError(
                f"PROJ {pyproj.proj_version_str}: shapes need 9.2 or later; install pyproj again"
            )
        Projected.__post_init__(self)

    @classmethod
    def around(cls, ecef_m: Floats) -> Plane:
        """Centre a plane between earth-centred positions, given as rows."""
        return cls(LonLat(*below(ecef_m.mean(axis=0))))
