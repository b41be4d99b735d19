"""The bundled outlines: arcs that countries share, as in TopoJSON, in degrees on WGS84, lon-lat."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Bounds = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

Line = NDArray[np.float64]

SEAM_LON_DEG = 179.99
"""Outlines that run along the antimeridian are cuts, not coasts."""

TRIANGLE = 3
"""Rings repeat their first point; with three points or fewer they enclose nothing."""


@dataclass(frozen=True)
class Country:
    """One country as drawn: ISO 3166 number and two letters (empty where it has none), name, rings."""

    number: str
    code: str
    name: str
    rings: list[list[list[int]]] = field(compare=False)


@dataclass(frozen=True)
class World:
    """Outlines at one scale."""

    arcs: list[Line]
    countries: list[Country]

    @cached_property
    def shared(self) -> frozenset[int]:
        """Arcs that two countries share; all others are coast."""
        used = Counter(
            arc if arc >= 0 else ~arc
            for country in self.countries
            for polygon in country.rings
            for ring in polygon
            for arc in ring
        )
        return frozenset(arc for arc, times in used.items() if times > 1)

    def lines(self, shared: bool) -> list[Line]:
        """Give the boundaries between countries, or the coasts."""
        return [
            arc
            for number, arc in enumerate(self.arcs)
            if (number in self.shared) == shared
            and len(arc) > 1
            and not (np.abs(arc[:, 0]) > SEAM_LON_DEG).all()
        ]

    def polygons(
        self, near: Bounds | None = None, of: Container[Country] | None = None
    ) -> Iterator[tuple[Country, BaseGeometry]]:
        """Give valid polygons, each with its country: near a box, of some countries; no others are built."""
        for number in self._reaching(near):
            country, rings = self._flat[number]
            if of is not None and country not in of:
                continue
            if number not in self._made:
                self._made[number] = self._polygon(*rings)
            if (made := self._made[number]) is not None:
                yield country, made

    @cached_property
    def _made(self) -> dict[int, BaseGeometry | None]:
        """Polygons that were asked for; to make the large ones valid takes half a second each."""
        return {}

    def _polygon(self, outer: list[int], *holes: list[int]) -> BaseGeometry | None:
        shell = self._ring(outer)
        if len(shell) <= TRIANGLE:
            return None
        polygon = shapely.Polygon(shell, [self._ring(hole) for hole in holes])
        return polygon if shapely.is_valid(polygon) else shapely.make_valid(polygon)

    def _reaching(self, near: Bounds | None) -> Iterator[int]:
        if near is None:
            return iter(range(len(self._flat)))
        west, south, east, north = near
        low_lon, low_lat, high_lon, high_lat = self._boxes.T
        hit = (low_lon <= east) & (high_lon >= west) & (low_lat <= north) & (high_lat >= south)
        return (int(number) for number in np.flatnonzero(hit))

    @cached_property
    def _flat(self) -> list[tuple[Country, list[list[int]]]]:
        return [(country, rings) for country in self.countries for rings in country.rings]

    @cached_property
    def _boxes(self) -> Line:
        """Bounds of each polygon."""
        arcs = np.array([[*arc.min(axis=0), *arc.max(axis=0)] for arc in self.arcs])
        of = [arcs[[arc if arc >= 0 else ~arc for arc in rings[0]]] for _, rings in self._flat]
        return np.array([[*each[:, :2].min(axis=0), *each[:, 2:].max(axis=0)] for each in of])

    def _ring(self, arcs: list[int]) -> Line:
        parts = [self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1] for arc in arcs]
        return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def near_to(line: Line, box: Bounds) -> bool:
    """Tell whether the bounds of a line meet a box."""
    west, south, east, north = box
    low, high = line.min(axis=0), line.max(axis=0)
    return bool(low[0] <= east and high[0] >= west and low[1] <= north and high[1] >= south)


@cache
def world(scale: str) -> World:
    """Read the outlines at a scale: "10m" (1:10,000,000) or "110m", far coarser."""
    raw = json.loads(_built(f"world-{scale}.json"))
    factor, shift = raw["transform"]["scale"], raw["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * factor + shift for arc in raw["arcs"]]
    countries = [
        Country(each["id"], each["code"], each["name"], each["polygons"])
        for each in raw["countries"]
    ]
    return World(arcs, countries)


@cache
def arabic_names() -> dict[str, str]:
    """Give the Arabic names of countries, by ISO 3166 number."""
    names: dict[str, str] = json.loads(_built("names-ar.json"))
    return names


def _built(name: str) -> str:
    return (resources.files(__package__) / "built" / name).read_text(encoding="utf-8")
