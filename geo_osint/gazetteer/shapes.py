"""Lines and areas between GeoJSON (RFC 7946) and `Shape`."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from geo_osint.errors import InputError
from geo_osint.model import LonLat, Shape

Line = tuple[LonLat, ...]


def shape_of(geometry: dict[str, Any] | None) -> Shape | None:
    """Read a line or an area; a Point and a missing geometry are none.

    Rings come out closed and counter-clockwise, whichever way round they were written, as RFC 7946
    asks of writers and forgives in files.

    Raises
    ------
    InputError
        If a ring is not closed.
    """
    if geometry is None or geometry["type"] == "Point":
        return None
    kind, coordinates = geometry["type"], geometry["coordinates"]
    parts: tuple[Line, ...]
    match kind:
        case "LineString":
            parts = (_line(coordinates),)
        case "MultiLineString":
            parts = tuple(_line(line) for line in coordinates)
        case "Polygon":
            parts = (_ring(coordinates[0]),)
        case _:
            parts = tuple(_ring(polygon[0]) for polygon in coordinates)
    return Shape(kind, parts)


def geometry_of(shape: Shape) -> dict[str, Any]:
    """Write a line or an area as GeoJSON; inverse of `shape_of`."""
    parts: list[Any] = [[[at.lon_deg, at.lat_deg] for at in part] for part in shape.parts]
    coordinates: list[Any] = parts
    if shape.kind == "LineString":
        coordinates = parts[0]
    elif shape.kind == "MultiPolygon":
        coordinates = [[part] for part in parts]
    return {"type": shape.kind, "coordinates": coordinates}


def _line(coordinates: list[list[float]]) -> Line:
    return tuple(LonLat(float(lon), float(lat)) for lon, lat in coordinates)


def _ring(coordinates: list[list[float]]) -> Line:
    ring = _line(coordinates)
    if ring[0] != ring[-1]:
        raise InputError("its ring is open; repeat the first point at the end")
    return ring if _twice_area(ring) >= 0 else ring[::-1]


def _twice_area(ring: Line) -> float:
    """Sum the shoelace in square degrees: positive where the ring runs counter-clockwise."""
    return sum(a.lon_deg * b.lat_deg - b.lon_deg * a.lat_deg for a, b in pairwise(ring))
