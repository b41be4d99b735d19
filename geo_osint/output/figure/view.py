"""Where on the Earth a figure looks, and how its places come onto the paper.

The plane is azimuthal equidistant around the middle of what is shown: north is up there, distances from the
middle are true, and a map across the antimeridian or a pole is like any other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo_osint import geodesy
from geo_osint.geodesy import Equidistant
from geo_osint.model import LonLat
from geo_osint.outlines import Bounds

Degrees = TypeVar("Degrees", float, NDArray[np.float64])

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
        """Bring a geometry in longitude and latitude onto the paper; long edges are bent first.

        Between two points further apart than half the world an edge runs the other way, across the antimeridian.
        """
        west, _, east, _ = geometry.bounds
        return self.as_drawn(geometry if east - west <= HALF_TURN else _continuous(geometry))

    def as_drawn(self, geometry: BaseGeometry) -> BaseGeometry:
        """Bring a geometry that is cut at the antimeridian onto the paper."""
        fine = shapely.segmentize(geometry, self.step_deg)
        return shapely.transform(self.plane.project(fine), self._to_paper)

    def spot(self, at: LonLat) -> tuple[float, float]:
        """Bring a position onto the paper."""
        return _only(self.page(shapely.Point(at.lon_deg, at.lat_deg)))

    def lift(self, x: float, y: float) -> LonLat:
        """Tell which position lies under a point of the paper."""
        (lon, lat), *_ = self.lift_all(shapely.Point(x, y))
        return LonLat(float(lon), float(lat))

    def lift_all(self, on_paper: BaseGeometry) -> NDArray[np.float64]:
        """Give the longitudes and latitudes under points of the paper, as rows."""
        on_plane = shapely.transform(on_paper, self._from_paper)
        lon, lat = shapely.get_coordinates(self.plane.lift(on_plane)).T
        return np.stack((_wrapped(lon), np.clip(lat, -90.0, 90.0)), axis=-1)

    def _from_paper(self, x_y: NDArray[np.float64]) -> NDArray[np.float64]:
        x, y = x_y.T
        east, north = x - self.left - self.width / 2, self.top + self.height / 2 - y
        return np.stack((east, north), axis=-1) * self.metres_per_mm

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
        """Longest edge in degrees that may stay straight: a hundredth of the map, further where meridians crowd."""
        shrunk = max(0.001, math.cos(math.radians(self.plane.centre.lat_deg)))
        return max(0.002, min(2.0, self.reach_m / 111_000 / 50 / shrunk))

    @property
    def boxes(self) -> tuple[Bounds, ...]:
        """Enclose what is seen in degrees: two boxes where it lies across the antimeridian."""
        xs = np.linspace(self.left, self.left + self.width, 25)
        ys = np.linspace(self.top, self.top + self.height, 25)
        seen = self.lift_all(shapely.MultiPoint([(x, y) for x in xs for y in ys]))
        lons, lats = seen.T
        south, north = max(-90.0, float(lats.min()) - 0.3), min(90.0, float(lats.max()) + 0.3)
        poles = [self._holds_pole(lat) for lat in (-90.0, 90.0)]
        if any(poles):
            return ((-180.0, -90.0 if poles[0] else south, 180.0, 90.0 if poles[1] else north),)
        middle = self.plane.centre.lon_deg
        turns = _wrapped(lons - middle)
        west, east = middle + float(turns.min()) - 0.3, middle + float(turns.max()) + 0.3
        return _split(west, south, east, north)

    def _holds_pole(self, lat_deg: float) -> bool:
        x, y = self.spot(LonLat(self.plane.centre.lon_deg, lat_deg))
        return bool(shapely.intersects(self.frame, shapely.Point(x, y)))


HALF_TURN = 180.0


def _continuous(geometry: BaseGeometry) -> BaseGeometry:
    """Let longitudes run on beyond 180 degrees, ring by ring and line by line."""
    parts = shapely.get_parts(geometry)
    if geometry.geom_type.endswith("Polygon"):
        rings = [[_unrolled(ring) for ring in shapely.get_rings(part)] for part in parts]
        return shapely.MultiPolygon([shapely.Polygon(outer, holes) for outer, *holes in rings])
    if geometry.geom_type.endswith("LineString"):
        return shapely.MultiLineString([_unrolled(part) for part in parts])
    return geometry


def _unrolled(line: BaseGeometry) -> NDArray[np.float64]:
    lon, lat = shapely.get_coordinates(line).T
    return np.stack((np.unwrap(lon, period=360), lat), axis=-1)


def _only(point: BaseGeometry) -> tuple[float, float]:
    x, y = shapely.get_coordinates(point)[0]
    return float(x), float(y)


def _wrapped(lon_deg: Degrees) -> Degrees:
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
