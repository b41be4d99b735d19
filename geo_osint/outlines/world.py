"""The bundled outlines: arcs that countries share, as in TopoJSON, in degrees on WGS84, lon-lat."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
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
    polygons: list[list[list[int]]]


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
            for polygon in country.polygons
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

    def polygons(self, country: Country, near: Bounds | None = None) -> Iterator[BaseGeometry]:
        """Give a country's valid polygons, all or those near a box; the others are not even built."""
        for outer, *holes in country.polygons:
            shell = self._ring(outer)
            if len(shell) > TRIANGLE and (near is None or near_to(shell, near)):
                yield shapely.make_valid(
                    shapely.Polygon(shell, [self._ring(hole) for hole in holes])
                )

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
