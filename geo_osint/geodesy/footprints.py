"""What is wide on the ground: points, lines and areas, one or several, with a reach around them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint.errors import InputError
from geo_osint.geodesy.arrays import Floats, below, go, in_range, inverse_rows, lengths_m, to_ecef
from geo_osint.geodesy.plane import Plane
from geo_osint.model import LonLat, Shape

STRAIGHT_STEP_DEG = 0.015
"""Edges that are straight in longitude and latitude are cut this fine: a geodesic over 1.7 km
strays from such a line by less than 0.1 m up to 65 degrees of latitude."""

WIDEST_M = 3_300_000.0
"""No vertex may lie farther than this from the middle of its footprint, so that two of them that
meet fit on one gnomonic plane."""

DEGREE_M = 111_700.0
"""No degree is longer: one of longitude at the equator has 111,320 m, one of latitude at a pole 111,694."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """A set of positions: a geometry, and everything within `radius_m` of it.

    `geometry` is in longitude and latitude (degrees, WGS84); its edges are geodesics, and the
    inside of a ring is the smaller side, so that it may cross the antimeridian or hold a pole. For
    edges that are straight in longitude and latitude, as in GeoJSON, use `straight`.
    `lon_lat_deg` and `ecef_m` hold the vertices as rows: degrees, and metres from the Earth's centre;
    `middle` is the mean of these, in degrees, and `size_m` how far from it the farthest vertex lies, to 0.5 %.

    Raises
    ------
    InputError
        For an empty geometry, impossible coordinates, a negative radius, or a geometry that
        reaches farther than 3,300 km from its middle.

    Examples
    --------
    >>> field = Footprint.disc(LonLat(40.576, 35.104), 10_000)
    >>> field.geometry.geom_type, field.radius_m
    ('Point', 10000)
    """

    geometry: BaseGeometry
    radius_m: float = 0.0
    lon_lat_deg: Floats = field(init=False, repr=False, compare=False)
    ecef_m: Floats = field(init=False, repr=False, compare=False)
    middle: Floats = field(init=False, repr=False, compare=False)
    size_m: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not (math.isfinite(self.radius_m) and self.radius_m >= 0):
            raise InputError(f"radius {self.radius_m} m: not 0 or more; give metres")
        if self.geometry.is_empty:
            raise InputError("an empty geometry lies nowhere; give at least one position")
        coordinates = shapely.get_coordinates(self.geometry)
        in_range("longitude", coordinates[:, 0], 180)
        in_range("latitude", coordinates[:, 1], 90)
        object.__setattr__(self, "lon_lat_deg", coordinates)
        object.__setattr__(self, "ecef_m", to_ecef(coordinates))
        object.__setattr__(self, "middle", np.array(below(self.ecef_m.mean(axis=0))))
        object.__setattr__(self, "size_m", _away_m(self.middle, coordinates, self.ecef_m))
        if self.size_m > WIDEST_M:
            raise InputError(
                f"a footprint that reaches {self.size_m / 1000:.0f} km from its middle: not "
                f"measured beyond {WIDEST_M / 1000:.0f} km; cut it into parts"
            )

    @classmethod
    def disc(cls, centre: LonLat, radius_m: float = 0.0) -> Footprint:
        """Make a disc, or without a radius a point."""
        return cls(shapely.Point(centre.lon_deg, centre.lat_deg), radius_m)

    @classmethod
    def points(cls, positions: Sequence[LonLat], radius_m: float = 0.0) -> Footprint:
        """Make a set of points, or of discs of one radius."""
        return cls(shapely.MultiPoint([(p.lon_deg, p.lat_deg) for p in positions]), radius_m)

    @classmethod
    def among(cls, positions: Sequence[LonLat], radius_m: float = 0.0) -> Footprint:
        """Make the smallest convex area that holds all positions: what lies between them."""
        points = cls.points(positions)
        plane = Plane.around(points.ecef_m)
        hull = shapely.convex_hull(plane.project(points.geometry))
        return cls(plane.lift(hull), radius_m)

    @classmethod
    def line(cls, positions: Sequence[LonLat], radius_m: float = 0.0) -> Footprint:
        """Make a line of geodesics, or what lies within a radius of it."""
        return cls(shapely.LineString([(p.lon_deg, p.lat_deg) for p in positions]), radius_m)

    @classmethod
    def straight(cls, geometry: BaseGeometry, radius_m: float = 0.0) -> Footprint:
        """Take a geometry whose edges are straight in longitude and latitude, as RFC 7946 has it."""
        return cls(shapely.segmentize(geometry, STRAIGHT_STEP_DEG), radius_m)

    @classmethod
    def of(cls, shape: Shape, radius_m: float = 0.0) -> Footprint:
        """Take a line or an area of the gazetteer, whose edges are those of GeoJSON."""
        parts = [[(at.lon_deg, at.lat_deg) for at in part] for part in shape.parts]
        make = shapely.LineString if shape.kind.endswith("LineString") else shapely.Polygon
        return cls.straight(shapely.union_all([make(part) for part in parts]), radius_m)

    @property
    def is_point(self) -> bool:
        """Tell a single position, whatever its reach."""
        return len(self.lon_lat_deg) == 1

    def edges(self, longest_m: float) -> tuple[Floats, Floats]:
        """Give the two ends of all edges, cut so that none is longer; a lone position is an edge too."""
        starts, ends = _cut(*edges_of(self.geometry), longest_m)
        parts = shapely.get_parts(self.geometry)
        lone = shapely.get_coordinates(parts[shapely.get_dimensions(parts) == 0])
        return np.concatenate([starts, lone]), np.concatenate([ends, lone])

    def boundary(self, step_m: float) -> Floats:
        """Give positions along the edges at most `step_m` apart, vertices included: rows of lon, lat."""
        starts, ends = self.edges(step_m)
        return np.unique(np.concatenate([starts, ends]), axis=0)


def _away_m(middle: Floats, lon_lat_deg: Floats, ecef_m: Floats) -> float:
    """Measure from the middle to the vertex that is farthest by its chord."""
    chords = ecef_m - to_ecef(middle[None])
    far = int(np.argmax(np.einsum("ij,ij->i", chords, chords)))
    return float(lengths_m(middle[None], lon_lat_deg[far : far + 1])[0])


def edges_of(geometry: BaseGeometry) -> tuple[Floats, Floats]:
    """Give the two ends of all edges, one row of longitude and latitude each."""
    lines = shapely.get_parts(geometry)
    rings = np.concatenate([shapely.get_rings(lines), lines[shapely.get_dimensions(lines) == 1]])
    coordinates, which = shapely.get_coordinates(rings, return_index=True)
    joined = which[1:] == which[:-1]
    return coordinates[:-1][joined], coordinates[1:][joined]


def _cut(starts: Floats, ends: Floats, longest_m: float) -> tuple[Floats, Floats]:
    if _longest_m(starts, ends) <= longest_m:
        return starts, ends
    lengths, headings = inverse_rows(starts, ends)
    counts = np.maximum(1, np.ceil(lengths / longest_m).astype(int))
    which = np.repeat(np.arange(len(starts)), counts)
    order = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    cut_from, _ = go(starts[which], headings[which], order * (lengths / counts)[which])
    # exact where an edge begins and ends: going there anew costs a nanometre
    cut_from[order == 0] = starts
    cut_to = np.roll(cut_from, -1, axis=0)
    cut_to[order + 1 == counts[which]] = ends
    return cut_from, cut_to


def _longest_m(starts: Floats, ends: Floats) -> float:
    """Bound the longest edge by going along a meridian and a parallel, as if each degree were the longest."""
    return DEGREE_M * float(np.abs(starts - ends).sum(axis=1).max(initial=0.0))
