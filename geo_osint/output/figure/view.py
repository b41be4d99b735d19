"""Where on the Earth a figure looks, and how its places come onto the paper.

The plane is azimuthal equidistant around the middle of what is shown: north is up there, distances from the
middle are true, and a map across the antimeridian or a pole is like any other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo_osint import geodesy
from geo_osint.geodesy import Equidistant
from geo_osint.model import LonLat
from geo_osint.outlines import Bounds

ROOM = 0.14
"""Of what is shown, left free on each side of it."""

SMALLEST_M = 6_000.0
"""Least width of a map: a single point needs ground around it."""

WIDEST_M = 26_000_000.0
"""Greatest width: beyond it the plane bends the world beyond recognition."""

TALLEST, FLATTEST = 0.8, 0.5
"""Heights of a map, in widths."""


@dataclass(frozen=True, slots=True)
class View:
    """A frame on the paper (millimetres) and the part of the plane in it."""

    plane: Equidistant
    left: float
    top: float
    width: float
    height: float
    metres_per_mm: float

    def page(self, geometry: BaseGeometry) -> BaseGeometry:
        """Bring a geometry in longitude and latitude onto the paper; long edges are bent first."""
        fine = shapely.segmentize(geometry, self.step_deg)
        return shapely.transform(self.plane.project(fine), self._to_paper)

    def spot(self, at: LonLat) -> tuple[float, float]:
        """Bring a position onto the paper."""
        return _only(self.page(shapely.Point(at.lon_deg, at.lat_deg)))

    def lift(self, x: float, y: float) -> LonLat:
        """Tell which position lies under a point of the paper."""
        east = (x - self.left - self.width / 2) * self.metres_per_mm
        north = (self.top + self.height / 2 - y) * self.metres_per_mm
        lon, lat = _only(self.plane.lift(shapely.Point(east, north)))
        return LonLat(_wrapped(lon), max(-90.0, min(90.0, lat)))

    def _to_paper(self, x_y: NDArray[np.float64]) -> NDArray[np.float64]:
        x, y = x_y.T / self.metres_per_mm
        return np.stack((self.left + self.width / 2 + x, self.top + self.height / 2 - y), axis=-1)

    @property
    def frame(self) -> shapely.Polygon:
        """The frame on the paper."""
        return shapely.box(self.left, self.top, self.left + self.width, self.top + self.height)

    @property
    def reach_m(self) -> float:
        """From the middle to a corner."""
        return math.hypot(self.width, self.height) / 2 * self.metres_per_mm

    @property
    def step_deg(self) -> float:
        """Longest edge in degrees that may stay straight: a hundredth of the map."""
        return max(0.002, min(2.0, self.reach_m / 111_000 / 50))

    @property
    def boxes(self) -> tuple[Bounds, ...]:
        """Enclose what is seen in degrees: two boxes where it lies across the antimeridian."""
        xs = np.linspace(self.left, self.left + self.width, 25)
        ys = np.linspace(self.top, self.top + self.height, 25)
        seen = [self.lift(x, y) for x in xs for y in ys]
        lats = [each.lat_deg for each in seen]
        south, north = max(-90.0, min(lats) - 0.3), min(90.0, max(lats) + 0.3)
        poles = [self._holds_pole(lat) for lat in (-90.0, 90.0)]
        if any(poles):
            return ((-180.0, -90.0 if poles[0] else south, 180.0, 90.0 if poles[1] else north),)
        middle = self.plane.centre.lon_deg
        turns = [_wrapped(each.lon_deg - middle) for each in seen]
        return _split(middle + min(turns) - 0.3, south, middle + max(turns) + 0.3, north)

    def _holds_pole(self, lat_deg: float) -> bool:
        x, y = self.spot(LonLat(self.plane.centre.lon_deg, lat_deg))
        return bool(shapely.intersects(self.frame, shapely.Point(x, y)))


def _only(point: BaseGeometry) -> tuple[float, float]:
    x, y = shapely.get_coordinates(point)[0]
    return float(x), float(y)


def _wrapped(lon_deg: float) -> float:
    return (lon_deg + 180) % 360 - 180


def _split(west: float, south: float, east: float, north: float) -> tuple[Bounds, ...]:
    if east - west >= 360:
        return ((-180.0, south, 180.0, north),)
    if west < -180:
        return ((west + 360, south, 180.0, north), (-180.0, south, east, north))
    if east > 180:
        return ((west, south, 180.0, north), (-180.0, south, east - 360, north))
    return ((west, south, east, north),)


def look_at(shapes: Iterable[BaseGeometry], left: float, top: float, width: float) -> View | None:
    """Choose the middle and the scale so that all of it is seen; `None` for nothing to see."""
    seen = [each for each in shapes if each is not None and not each.is_empty]
    if not seen:
        return None
    around = Equidistant(_middle(seen))
    west, south, east, north = shapely.total_bounds([around.project(each) for each in seen])
    lon, lat = _only(around.lift(shapely.Point((west + east) / 2, (south + north) / 2)))
    plane = Equidistant(LonLat(_wrapped(round(lon, 4)), round(lat, 4)))
    west, south, east, north = shapely.total_bounds([plane.project(each) for each in seen])
    half_x, half_y = max(-west, east), max(-south, north)
    aspect = min(TALLEST, max(FLATTEST, half_y / half_x if half_x else 1.0))
    wide_m = 2 * max(half_x, half_y / aspect) * (1 + 2 * ROOM)
    wide_m = min(WIDEST_M, max(SMALLEST_M, wide_m))
    return View(plane, left, top, width, round(width * aspect, 2), wide_m / width)


def _middle(shapes: list[BaseGeometry]) -> LonLat:
    """Average the corners as directions from the middle of the Earth: no seam troubles it."""
    lon, lat = np.radians(shapely.get_coordinates(shapes)).T
    east, north, up = np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)
    x, y, z = (float(each.mean()) for each in (east, north, up))
    return LonLat(math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y))))


def stretch_percent(view: View) -> float:
    """Tell by how much lengths across are drawn too long at the map's corner."""
    return (geodesy.stretch_at(view.reach_m) - 1) * 100
