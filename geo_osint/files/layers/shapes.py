"""Geometries from outside: measured and counted before a geometry library sees them.

GEOS recurses: a collection nested 20,000 deep (WKB) or 40,000 (WKT) ends the process. So nesting, vertices
and numbers are checked on the bytes or the text first.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from geo_osint.errors import InputError

MOST_DEEP = 4
"""A collection of multi-polygons is three levels; no layer needs more."""

MOST_VERTICES = 2_000_000
"""In one geometry; the coastline of a continent at full detail has fewer."""

_KINDS = (
    "Point",
    "LineString",
    "Polygon",
    "MultiPoint",
    "MultiLineString",
    "MultiPolygon",
    "GeometryCollection",
)
"""By their number in WKB, from 1."""

_POINT, _LINE, _POLYGON = 1, 2, 3

_EWKB_Z, _EWKB_M, _EWKB_SRID = 0x80000000, 0x40000000, 0x20000000


def from_wkb(
    found: Sequence[bytes | None], where: Callable[[int], str]
) -> list[BaseGeometry | None]:
    """Read geometries in WKB (OGC 06-103r4, ISO and extended); `where` names one in messages, by its index.

    Raises
    ------
    InputError
        If one is damaged, nested too deeply, has too many vertices, or is of a kind that is not read.
    """
    for number, data in enumerate(found):
        if data is not None and not (len(data) == 21 and data[:5] == b"\x01\x01\x00\x00\x00"):
            _refuse_unsound(data, number, where)
    try:
        shapes = shapely.from_wkb(np.array([*found, None], dtype=object))[:-1]
    except ShapelyError as fault:
        raise InputError(
            f"{where(0)}…: a geometry cannot be read ({_words(fault)}); repair the file"
        ) from None
    return [None if shape is None or shape.is_empty else shape for shape in shapes]


def _refuse_unsound(data: bytes, number: int, where: Callable[[int], str]) -> None:
    try:
        end = _walk(data)
    except (struct.error, IndexError):
        raise InputError(f"{where(number)}: its geometry is cut off; repair the file") from None
    except InputError as fault:
        raise InputError(f"{where(number)}: {fault}") from None
    if end != len(data):
        raise InputError(f"{where(number)}: its geometry has bytes to spare; repair the file")


def _walk(data: bytes) -> int:
    """Step over a geometry without building it; give where it ends."""
    at, vertices = 0, 0
    waiting = [1]  # how many geometries are still to come at each level
    while waiting:
        if not waiting[-1]:
            waiting.pop()
            continue
        waiting[-1] -= 1
        kind, dimensions, order, at = _head(data, at)
        if kind > _POLYGON:
            (parts,) = struct.unpack_from(order + "I", data, at)
            at += 4
            waiting.append(parts)
            if len(waiting) > MOST_DEEP:
                raise InputError(f"a geometry nested deeper than {MOST_DEEP} levels; flatten it")
            continue
        points, at = _points(data, at, kind, dimensions, order)
        vertices += points
        if vertices > MOST_VERTICES:
            raise InputError(f"a geometry of more than {MOST_VERTICES:,} points; simplify it")
    return at


def _head(data: bytes, at: int) -> tuple[int, int, str, int]:
    order = "<" if data[at] == 1 else ">"
    (code,) = struct.unpack_from(order + "I", data, at + 1)
    at += 5
    if code & _EWKB_SRID:
        at += 4
    extra = bool(code & _EWKB_Z) + bool(code & _EWKB_M)
    iso, kind = divmod(code & 0x0FFFFFFF, 1000)
    if not 1 <= kind <= len(_KINDS) or iso > 3:
        raise InputError(
            f"a geometry of kind {code}, which is not read; give points, lines or areas"
        )
    return kind, 2 + extra + (0, 1, 1, 2)[iso], order, at


def _points(data: bytes, at: int, kind: int, dimensions: int, order: str) -> tuple[int, int]:
    """Count the points of a point, line or polygon; give where it ends."""
    if kind == _POINT:
        lines = [1]
    elif kind == _LINE:
        lines = list(struct.unpack_from(order + "I", data, at))
        at += 4
    else:
        (rings,) = struct.unpack_from(order + "I", data, at)
        at += 4
        total = 0
        for _ in range(rings):
            (points,) = struct.unpack_from(order + "I", data, at)
            at += 4 + points * 8 * dimensions
            total += points
            _refuse_end(data, at)
        return total, at
    at += lines[0] * 8 * dimensions
    _refuse_end(data, at)
    return lines[0], at


def _refuse_end(data: bytes, at: int) -> None:
    if at > len(data):
        raise IndexError(at)


_TEXT = re.compile(r"[A-Z\s(),.0-9eE+-]*", re.IGNORECASE)


def from_wkt(text: str, where: str) -> BaseGeometry | None:
    """Read a geometry in WKT; nothing where there is none.

    Raises
    ------
    InputError
        If it is no WKT, nested too deeply or has too many vertices.

    Examples
    --------
    >>> from_wkt("POINT (40.5 35)", "line 2").wkt
    'POINT (40.5 35)'
    """
    written = text.strip()
    if not written or written.upper().endswith("EMPTY"):
        return None
    if written.count(",") > MOST_VERTICES:
        raise InputError(f"{where}: a geometry of more than {MOST_VERTICES:,} points; simplify it")
    if not _TEXT.fullmatch(written) or _deepest(written) > MOST_DEEP:
        raise InputError(f"{where}: {written[:40]!r} is no geometry (WKT) that is read here")
    try:
        shape: BaseGeometry = shapely.from_wkt(written)
    except (ShapelyError, ValueError) as fault:
        raise InputError(f"{where}: {written[:40]!r} is no geometry ({_words(fault)})") from None
    return None if shape.is_empty else shape


def _deepest(text: str) -> int:
    depth = deepest = 0
    for sign in re.findall("[()]", text):
        depth += 1 if sign == "(" else -1
        deepest = max(deepest, depth)
    return deepest


def from_geojson(geometry: Any, where: str) -> BaseGeometry | None:
    """Read a GeoJSON geometry that strict JSON was parsed to; heights are left out.

    Raises
    ------
    InputError
        If it is no geometry of RFC 7946.

    Examples
    --------
    >>> from_geojson({"type": "Point", "coordinates": [40.5, 35]}, "feature 1").wkt
    'POINT (40.5 35)'
    """
    if geometry is None:
        return None
    try:
        return _built(geometry, 1)
    except InputError as fault:
        raise InputError(f"{where}: {fault}") from None
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, ShapelyError):
        kind = str(geometry.get("type") if isinstance(geometry, dict) else geometry)[:30]
        raise InputError(
            f"{where}: its geometry ({kind!r}) is none of GeoJSON; repair it"
        ) from None


def _built(geometry: Any, depth: int) -> BaseGeometry | None:
    kind = geometry["type"]
    if depth > MOST_DEEP:
        raise InputError(f"a geometry nested deeper than {MOST_DEEP} levels; flatten it")
    if kind == "GeometryCollection":
        parts = [_built(each, depth + 1) for each in geometry["geometries"]]
        return (
            shapely.GeometryCollection([each for each in parts if each is not None])
            if parts
            else None
        )
    held = geometry["coordinates"]
    return _BUILDERS[kind](held) if held else None


def _position(held: Any) -> tuple[float, float]:
    lon, lat = held[0], held[1]
    if type(lon) not in (int, float) or type(lat) not in (int, float):
        raise TypeError(held)
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise ValueError(held)
    return lon, lat


def _line(held: Any) -> list[tuple[float, float]]:
    return [_position(each) for each in held]


def _polygon(held: Any) -> shapely.Polygon:
    return shapely.Polygon(_line(held[0]), [_line(each) for each in held[1:]])


_BUILDERS: dict[str, Callable[[Any], BaseGeometry]] = {
    "Point": lambda held: shapely.Point(*_position(held)),
    "LineString": lambda held: shapely.LineString(_line(held)),
    "Polygon": _polygon,
    "MultiPoint": lambda held: shapely.MultiPoint(_line(held)),
    "MultiLineString": lambda held: shapely.MultiLineString([_line(each) for each in held]),
    "MultiPolygon": lambda held: shapely.MultiPolygon([_polygon(each) for each in held]),
}


def _words(fault: Exception) -> str:
    return " ".join(str(fault).split())[:80]
