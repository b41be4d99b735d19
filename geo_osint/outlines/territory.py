"""Where a country lies: whether a position is in it, how far outside, and who is drawn there."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from geo_osint.model import Bilingual
from geo_osint.outlines.world import Bounds, Country, world

TOLERANCE_M = 5_000.0
"""Half a millimetre on a map of 1:10,000,000: how far a line of these outlines may be off."""

SCALE = "10m"


@dataclass(frozen=True, slots=True)
class Spot:
    """The spot of a country nearest to a position, in degrees on WGS84."""

    lon_deg: float
    lat_deg: float


@dataclass(frozen=True)
class Territory:
    """A country's ground as drawn, with what `disputed.toml` adds to it."""

    code: str
    name: str
    parts: tuple[BaseGeometry, ...]

    @cached_property
    def _tree(self) -> STRtree:
        return STRtree(list(self.parts))

    def holds(self, lon_deg: float, lat_deg: float) -> bool:
        """Tell whether a position lies within the outline, its border included."""
        point = shapely.Point(lon_deg, lat_deg)
        return bool(len(self._tree.query(point, predicate="intersects")))

    def nearest(self, lon_deg: float, lat_deg: float) -> Spot:
        """Find the spot of the outline nearest to a position, on a plane that is true around it.

        Good to a few per cent up to some hundred kilometres; measure the distance to what it gives
        with `geodesy`. It does not look across the antimeridian.
        """
        stretch = max(np.cos(np.radians(lat_deg)), 0.01)
        point = shapely.Point(lon_deg * stretch, lat_deg)
        plane = [
            shapely.transform(each, lambda at: at * (stretch, 1.0))
            for each in self._near(lon_deg, lat_deg)
        ]
        line = min((shapely.shortest_line(each, point) for each in plane), key=shapely.length)
        lon, lat = shapely.get_coordinates(line)[0]
        return Spot(float(lon / stretch), float(lat))

    def _near(self, lon_deg: float, lat_deg: float) -> list[BaseGeometry]:
        """Choose the parts that may hold the nearest spot; thousands of islands need no stretching."""
        point = shapely.Point(lon_deg, lat_deg)
        close = self._tree.query(point, predicate="dwithin", distance=1.0)
        return [self.parts[each] for each in close] or list(self.parts)


@cache
def territory(code: str) -> Territory | None:
    """Give the ground of a country by its two ISO 3166 letters; none where no outline has the code.

    Examples
    --------
    >>> syria = territory("SY")
    >>> syria.holds(40.45, 35.02), syria.holds(35.02, 40.45)
    (True, False)
    """
    drawn = [each for each in world(SCALE).countries if code in _codes(each)]
    parts = [part for _, part in world(SCALE).polygons(of=drawn)]
    for claim in _disputed()["claims"]:
        if code in claim["codes"]:
            parts += _land(claim["box"])
    if not parts:
        return None
    return Territory(code, drawn[0].name if drawn else code, tuple(parts))


def name_drawn_at(lon_deg: float, lat_deg: float) -> str:
    """Give the name of the country drawn at a position, "" at sea.

    Examples
    --------
    >>> name_drawn_at(43.13, 36.34), name_drawn_at(35.0, 35.0)
    ('Iraq', '')
    """
    point = shapely.Point(lon_deg, lat_deg)
    near = world(SCALE).polygons((lon_deg, lat_deg, lon_deg, lat_deg))
    return next((country.name for country, part in near if shapely.intersects(part, point)), "")


def claimed_within(box: Bounds) -> tuple[Bilingual, ...]:
    """Name the ground in a box that places are filed under more than one country for.

    Examples
    --------
    >>> [each.en for each in claimed_within((35.0, 32.7, 36.5, 34.0))]
    ['Golan Heights']
    """
    west, south, east, north = box
    return tuple(
        Bilingual(claim["name"], claim["name_ar"])
        for claim in _disputed()["claims"]
        if claim["box"][0] < east
        and claim["box"][2] > west
        and claim["box"][1] < north
        and claim["box"][3] > south
    )


def _codes(country: Country) -> list[str]:
    """Give the codes a country as drawn stands for."""
    without: dict[str, list[str]] = _disputed()["without_code"]
    return [country.code] if country.code else without.get(country.name, [])


def _land(box: list[float]) -> Iterator[BaseGeometry]:
    """Give all land in a box, whoever is drawn there."""
    west, south, east, north = box
    for _, part in world(SCALE).polygons((west, south, east, north)):
        clipped = shapely.clip_by_rect(part, west, south, east, north)
        if not clipped.is_empty:
            yield clipped


@cache
def _disputed() -> dict[str, Any]:
    file = resources.files(__package__) / "disputed.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
