"""Shapes as the geometry objects of GeoJSON, all of a table at once.

A table of outlines is mostly figures, and a figure at a time is slow to write. Here degrees become
whole ten-millionths, and their digits columns of bytes, so that arrays are worked on and no figure is
touched alone; each keeps its shortest form (`40.5`, not `40.5000000`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
import numpy.typing as npt
import shapely

DIGITS = 7
"""Decimals of a degree: about a centimetre, what readers of RFC 7946 expect."""

Shapes = npt.NDArray[np.object_]

_AT_ONCE = 1 << 14
"""Positions whose bytes fit a processor's own memory."""

_WIDTH = 3 + 1 + DIGITS + 1  # of sign, degrees, point and decimals
_POINT = 4
_LON, _LAT = 1, 1 + _WIDTH + 1
_POSITION = _LAT + _WIDTH + 2
"""A position is `[`, longitude, `,`, latitude, `]` and a `,` before the next."""

_NAMES = {
    0: "Point",
    1: "LineString",
    3: "Polygon",
    4: "MultiPoint",
    5: "MultiLineString",
    6: "MultiPolygon",
}
"""Kinds of shapes by the numbers that GEOS gives them."""


def settled(shapes: Shapes) -> Shapes:
    """Round coordinates to 7 decimals, turn outer rings counter-clockwise and holes clockwise.

    An empty shape becomes none; heights are dropped.
    """
    plain = shapes.copy()  # what follows changes the array it is given
    plain[shapely.is_empty(shapes)] = None
    if shapely.has_z(plain).any():
        plain = shapely.force_2d(plain)
    rounded = np.round(shapely.get_coordinates(plain), DIGITS) + 0.0  # makes minus zero zero
    turned: Shapes = shapely.orient_polygons(shapely.set_coordinates(plain, rounded))
    return turned


def to_geometries(shapes: Shapes) -> list[str]:
    """Write settled shapes as GeoJSON geometries, `null` for none.

    Examples
    --------
    >>> to_geometries(np.array([shapely.Point(40.5, -0.25), None]))
    ['{"type":"Point","coordinates":[40.5,-0.25]}', 'null']
    """
    written = np.full(len(shapes), "null", dtype=object)
    kinds = shapely.get_type_id(shapes)
    for kind in set(kinds.tolist()) - {-1}:
        chosen = kinds == kind
        written[chosen] = list(_of_kind(int(kind), shapes[chosen]))
    told: list[str] = written.tolist()
    return told


def _of_kind(kind: int, shapes: Shapes) -> Iterator[str]:
    if kind not in _NAMES:
        return iter(shapely.to_geojson(shapes).tolist())
    opened = f'{{"type":"{_NAMES[kind]}","coordinates":'
    return (f"{opened}{each}}}" for each in _coordinates(kind, shapes))


def _coordinates(kind: int, shapes: Shapes) -> Iterator[str]:
    if kind == 0:
        return iter(_rows(shapes))
    if kind == 1:
        return map("[{}]".format, _rows(shapes))
    if kind == 3:
        rings, of = shapely.get_rings(shapes, return_index=True)
        return _grouped(map("[{}]".format, _rows(rings)), of)
    parts, of = shapely.get_parts(shapes, return_index=True)
    return _grouped(_coordinates(kind - 4 if kind < 6 else 3, parts), of)


def _grouped(texts: Iterator[str], of: npt.NDArray[np.int64]) -> Iterator[str]:
    """Put texts that belong together into brackets."""
    for count in np.bincount(of).tolist():
        yield f"[{next(texts)}]" if count == 1 else f"[{','.join(islice(texts, count))}]"


def _rows(shapes: Shapes) -> list[str]:
    """Write the positions of points, lines or rings, one text for each."""
    degrees, of = shapely.get_coordinates(shapes, return_index=True)
    pieces, lengths = [], []
    for first in range(0, len(degrees), _AT_ONCE):
        sheet, used = _sheet(degrees[first : first + _AT_ONCE])
        pieces.append(sheet[used].tobytes())
        lengths.append(used.sum(axis=1))
    text = b"".join(pieces).decode("ascii")
    ends = np.cumsum(np.concatenate(lengths))[np.cumsum(np.bincount(of)) - 1].tolist()
    # a row ends before its last comma
    return [text[start : end - 1] for start, end in zip([0, *ends], ends, strict=False)]


Sheet = npt.NDArray[np.uint8]
Used = npt.NDArray[np.bool_]


def _sheet(degrees: npt.NDArray[np.float64]) -> tuple[Sheet, Used]:
    """Lay positions out, a line each, and say which bytes of it are to be taken."""
    sheet = np.empty((len(degrees), _POSITION), np.uint8)
    used = np.ones(sheet.shape, np.bool_)
    sheet[:, 0], sheet[:, _LAT - 1], sheet[:, -2], sheet[:, -1] = b"[,],"
    units = np.rint(degrees * 10**DIGITS).astype(np.int32)
    for axis, first in enumerate((_LON, _LAT)):
        part = slice(first, first + _WIDTH)
        _figures(units[:, axis], sheet[:, part], used[:, part])
    return sheet, used


def _figures(units: npt.NDArray[np.int32], sheet: Sheet, used: Used) -> None:
    """Fill in the digits from the last to the first; zeros at the ends are not taken."""
    sheet[:, 0], sheet[:, _POINT] = b"-."
    used[:, 0] = units < 0
    left = np.abs(units)
    for place in range(_WIDTH - 1, 0, -1):
        if place == _POINT:
            continue
        rest = left // 10
        digit = left - rest * 10
        sheet[:, place] = digit + ord("0")
        if place > _POINT + 1:
            after = used[:, place + 1] if place < _WIDTH - 1 else False
            used[:, place] = (digit > 0) | after
        elif place < _POINT - 1:
            used[:, place] = left > 0
        left = rest
