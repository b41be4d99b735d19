"""Tables for the island, column by column: each word once, each coordinate as a step from the one before.

What JSON has is enough: whole numbers in lists, words in dictionaries. Packed so, a table of 100,000
points is small before it is compressed, and takes no object for each row once it is read. Lon-lat in
degrees on WGS84, in millionths; outlines to `OUTLINE_DIGITS`, finer than any source.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame

from geo_osint.errors import InputError
from geo_osint.output.page.values import Values

COORDINATE_DIGITS, OUTLINE_DIGITS = 6, 5
"""Digits kept in drawn geometry: a decimetre for points and lines, a metre for rings of discs."""

UNITS = 10**COORDINATE_DIGITS
"""Of a degree: coordinates travel as whole numbers of these."""

NOTHING = 0
"""The kind of a row without a place on the map."""

KINDS: Mapping[str, int] = {
    "Point": 1,
    "LineString": 2,
    "Polygon": 3,
    "MultiPoint": 4,
    "MultiLineString": 5,
    "MultiPolygon": 6,
}
"""Kinds of geometry by number, as the page's script knows them."""

OFTEN = 0.5
"""A dictionary pays where less than this share of a column's words differ."""

WHOLE_UP_TO = 2**53
"""Up to here a browser's numbers tell whole numbers apart."""


def packed(table: GeoDataFrame, numbers: Sequence[str] | frozenset[str]) -> Values:
    """Lay out a table: its columns by name, those in `numbers` as numbers and all others as text."""
    names = [str(each) for each in table.columns if each != table.geometry.name]
    return {
        "count": len(table),
        "columns": names,
        "cells": [
            _numbers(table[name]) if name in numbers else _texts(table[name]) for name in names
        ],
        "shapes": shapes(table.geometry.to_numpy()),
    }


def _numbers(column: pd.Series[Any]) -> Values:
    """Give numbers, `None` for those that are not known; whole ones without their zero."""
    values = column.to_numpy(dtype=np.float64, na_value=math.nan)
    return {"numbers": [_number(each) for each in values.tolist()]}


def _number(value: float) -> float | None:
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) and abs(value) < WHOLE_UP_TO else value


def texts_of(column: pd.Series[Any]) -> list[str]:
    """Give a column as text, empty where nothing is known.

    Examples
    --------
    >>> texts_of(pd.Series(["Qamishli", None, 12]))
    ['Qamishli', '', '12']
    """
    missing = column.isna().tolist()
    return ["" if none else str(each) for each, none in zip(column.tolist(), missing, strict=True)]


def _texts(column: pd.Series[Any]) -> Values:
    """Give each text, or where texts come again each once and its number for every row."""
    texts = texts_of(column)
    words = list(dict.fromkeys(texts))
    if len(words) > OFTEN * len(texts) and len(words) > 1:
        return {"texts": texts}
    if len(words) <= 1:
        return {"words": words}
    at = {word: number for number, word in enumerate(words)}
    return {"words": words, "codes": [at[each] for each in texts]}


def shapes(geometries: np.ndarray[Any, Any]) -> Values:
    """Lay out geometries: the kind of each, how many points its parts have, and the steps between them.

    Raises
    ------
    InputError
        For a collection of geometries of several kinds.

    Examples
    --------
    >>> shapes(shapely.from_wkt(["POINT (40 35)", None, "LINESTRING (40 35, 41 35)"]))
    {'kinds': [1, 0, 2], 'sizes': [2], 'steps': [40000000, 35000000, 0, 0, 1000000, 0]}
    """
    numbers = _kinds(geometries)
    kinds: list[int] = numbers.tolist()
    sizes: list[int] = []
    for row in np.flatnonzero(numbers > KINDS["Point"]).tolist():
        sizes.extend(_SIZES[kinds[row]](geometries[row]))
    drawn = geometries[numbers != NOTHING]
    whole = np.rint(_rounded(drawn) * UNITS).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), np.int64))
    alike = kinds[0] if len(set(kinds)) == 1 else kinds
    return {"kinds": alike, "sizes": sizes, "steps": steps.ravel().tolist()}


def _kinds(geometries: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Give the kinds of geometries by number, `NOTHING` for none and for empty ones."""
    there = (shapely.get_type_id(geometries) >= 0) & ~shapely.is_empty(geometries)
    kinds = np.where(there, _BY_TYPE[shapely.get_type_id(geometries)], NOTHING)
    if (kinds < 0).any():
        row = int(np.flatnonzero(kinds < 0)[0])
        raise InputError(
            f"row {row}: {geometries[row].geom_type} cannot be drawn; take it apart with explode()"
        )
    return kinds


_BY_TYPE = np.array(
    [
        KINDS.get(each, -1)
        for each in (
            "Point",
            "LineString",
            "LinearRing",
            "Polygon",
            "MultiPoint",
            "MultiLineString",
            "MultiPolygon",
            "GeometryCollection",
            "",
        )
    ]
)
"""Kinds in the order in which shapely numbers its types; missing geometries, -1, are the last."""


def _rounded(geometries: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Give all points of geometries, those of areas rounded to fewer digits."""
    points, owner = shapely.get_coordinates(geometries, return_index=True)
    area = np.isin(shapely.get_type_id(geometries), _AREAS)[owner]
    points[area] = np.round(points[area], OUTLINE_DIGITS)
    return points


_AREAS = (3, 6)
"""Polygons and several of them, as shapely numbers kinds."""


def _line(line: Any) -> list[int]:
    return [int(shapely.get_num_coordinates(line))]


def _polygon(polygon: Any) -> list[int]:
    rings = shapely.get_rings(polygon)
    return [len(rings), *shapely.get_num_coordinates(rings).tolist()]


def _many(each_size: Callable[[Any], list[int]]) -> Callable[[Any], list[int]]:
    def sizes(geometry: Any) -> list[int]:
        parts = shapely.get_parts(geometry)
        return [len(parts), *(size for part in parts for size in each_size(part))]

    return sizes


_SIZES: Mapping[int, Callable[[Any], list[int]]] = {
    KINDS["LineString"]: _line,
    KINDS["Polygon"]: _polygon,
    KINDS["MultiPoint"]: _line,
    KINDS["MultiLineString"]: _many(_line),
    KINDS["MultiPolygon"]: _many(_polygon),
}
"""What is said of each kind besides its points: their number, of parts where there are several."""
