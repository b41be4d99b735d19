"""A table of one's own on the page: any GeoDataFrame, up to hundreds of thousands of rows."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from geopandas import GeoDataFrame
from pandas.api import types

from geo_osint import styles
from geo_osint.case import Case
from geo_osint.errors import InputError, UsageError
from geo_osint.layers import CRS, tables
from geo_osint.model import Bilingual
from geo_osint.output.page.basemap import basemap
from geo_osint.output.page.columns import WHOLE_UP_TO, packed, texts_of
from geo_osint.output.page.island import island
from geo_osint.output.page.options import PageOptions
from geo_osint.output.page.values import Values, both

VERDICT = "verdict"
"""The column that tables of checked statements have; its codes have a look of their own."""

NAMED_BY = ("name", "name_en", "title", "label", "place", "subject", "id")
"""Columns that commonly hold what a row is called, the likeliest first; `_ar` beside them is Arabic."""

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#6E6E6E")
"""Of Okabe and Ito (Color Universal Design, 2008), as in `styles`; grey stands for all other values."""

MOST_CLASSES = len(COLOURS)
"""More classes nobody tells apart; the rarest share the last look."""

OTHER = Bilingual("other values", "قيم أخرى")
NOT_GIVEN = Bilingual("not given", "غير مذكور")


@dataclass(frozen=True, slots=True)
class Told:
    """What to make of a table: its title, the column that names its rows, the one that colours them."""

    title: str
    label: str = ""
    colour: str = ""


def table_island(table: GeoDataFrame, told: Told, options: PageOptions) -> Values:
    """Lay out a table as values for the page; every row is there, drawn or not.

    Raises
    ------
    InputError
        If the table has no reference system, or a point that is not on earth.
    UsageError
        If it lacks a column that was asked for.
    """
    ready = _ready(table)
    placed = ready.geometry[ready.geometry.notna() & ~ready.geometry.is_empty]
    west, south, east, north = (float(each) for each in placed.total_bounds)
    bounds = (west, south, east, north) if len(placed) else None
    none = Case(told.title, ())
    whole = island(none, (), tables(none, (), ()), options)
    return {
        **whole,
        "bounds": bounds,
        "basemap": basemap(bounds),
        "features": _features(ready, told),
        "tables": {"features": packed(ready, _number_columns(ready)), **whole["tables"]},
    }


def _ready(table: GeoDataFrame) -> GeoDataFrame:
    """Bring a table to degrees on WGS84, two dimensions and text for column names."""
    if table.crs is None:
        raise InputError("the table says no reference system; if it is in degrees, set_crs(4326)")
    turned = table if table.crs.equals(CRS) else table.to_crs(CRS)
    geometry = shapely.force_2d(turned.geometry.to_numpy())
    _refuse_strange(geometry)
    named = turned.drop(columns=turned.geometry.name)
    named.columns = [str(each) for each in named.columns]
    repeated = [name for name, count in Counter(named.columns).items() if count > 1]
    if repeated:
        raise InputError(f"{repeated[0]!r}: two columns of that name; rename one")
    return (
        GeoDataFrame(named, geometry=geometry, crs=CRS) if len(named.columns) else _bare(geometry)
    )


def _bare(geometry: np.ndarray[Any, Any]) -> GeoDataFrame:
    return GeoDataFrame(geometry=geometry, crs=CRS)


def _refuse_strange(geometry: np.ndarray[Any, Any]) -> None:
    points, owner = shapely.get_coordinates(geometry, return_index=True)
    strange = ~(np.abs(points) <= (180.0, 90.0)).all(axis=1)  # what is no number is not <= either
    if strange.any():
        first = int(np.flatnonzero(strange)[0])
        lon, lat = points[first].tolist()
        raise InputError(f"row {int(owner[first])}: {lat}, {lon} (lat, lon) is no place on earth")


def _number_columns(table: GeoDataFrame) -> list[str]:
    return [
        name
        for name in table.columns
        if name != table.geometry.name and _is_plain_number(table[name])
    ]


def _is_plain_number(column: Any) -> bool:
    """Tell whether JSON and a browser carry a column's numbers as they are."""
    if not types.is_numeric_dtype(column) or types.is_bool_dtype(column):
        return False
    values = column.to_numpy(dtype=np.float64, na_value=math.nan)
    return not (np.abs(values[~np.isnan(values)]) > WHOLE_UP_TO).any()


def _features(table: GeoDataFrame, told: Told) -> Values:
    columns = [str(each) for each in table.columns if each != table.geometry.name]
    for asked in filter(None, (told.label, told.colour)):
        if asked not in columns:
            raise UsageError(f"{asked!r}: no column of the table; it has {', '.join(columns)}")
    by = told.colour or (VERDICT if VERDICT in columns else "")
    looks, codes = _looks(texts_of(table[by]) if by else [], by)
    return {
        "length": len(table),
        "names": _names(columns, told.label),
        "looks": looks,
        "codes": codes,
    }


def _names(columns: Sequence[str], asked: str) -> Values:
    """Choose the columns that name the rows, for readers of English and of Arabic."""
    first = asked or next((each for each in NAMED_BY if each in columns), "")
    stem = first.removesuffix("_en")
    arabic = f"{stem}_ar" if f"{stem}_ar" in columns else ""
    return {"en": first, "ar": arabic or first}


def _looks(values: Sequence[str], by: str) -> tuple[list[Values], list[int] | None]:
    """Give a look to each class of values, and for each row the number of its look."""
    if not values:
        return [_look(Bilingual("", ""), COLOURS[0], 0)], None
    verdicts = styles.group("verdict")
    if by == VERDICT and set(values) <= set(verdicts):
        used = [code for code in verdicts if code in set(values)]
        at = {code: number for number, code in enumerate(used)}
        shapes = list(verdicts)
        looks = [
            _look(verdicts[code].label, verdicts[code].colour, shapes.index(code)) for code in used
        ]
        return looks, [at[each] for each in values]
    often = [
        value for value, _ in sorted(Counter(values).items(), key=lambda each: (-each[1], each[0]))
    ]
    kept = often if len(often) <= MOST_CLASSES else often[: MOST_CLASSES - 1]
    at = {value: number for number, value in enumerate(kept)}
    words = [Bilingual(each, each) if each else NOT_GIVEN for each in kept]
    words += [OTHER] if len(kept) < len(often) else []
    looks = [
        _look(label, colour, shape)
        for shape, (label, colour) in enumerate(zip(words, COLOURS, strict=False))
    ]
    return looks, [at.get(each, len(kept)) for each in values]


def _look(words: Bilingual, colour: str, shape: int) -> Values:
    """Give the look of a class: `shape` is the number of its mark, which the page's script draws."""
    return {"label": both(words), "colour": colour, "shape": shape}
