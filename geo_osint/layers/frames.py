"""Rows to a table: columns in their order, text never null, numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import geopandas as gpd
import pandas as pd

from geo_osint.errors import InputError
from geo_osint.layers.columns import CRS, NUMBERS
from geo_osint.layers.ground import Row


def frame(columns: tuple[str, ...], rows: Iterable[Row]) -> gpd.GeoDataFrame:
    """Make a GeoDataFrame of rows that have these columns and a `geometry`.

    Raises
    ------
    InputError
        If a text holds half a character, which no format can carry.
    """
    listed = list(rows)
    data = {
        column: pd.Series([row.get(column) for row in listed], dtype="float64")
        if column in NUMBERS
        else pd.Series(_texts(column, listed), dtype="str")
        for column in columns
    }
    geometry = gpd.GeoSeries([row["geometry"] for row in listed], crs=CRS)
    return gpd.GeoDataFrame(data, geometry=geometry, crs=CRS)


def _texts(column: str, rows: Sequence[Row]) -> list[str]:
    texts = [row.get(column) or "" for row in rows]
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        raise InputError(
            f"{column}: a text holds half a character (a lone surrogate); mend it in the case or gazetteer"
        ) from None
    return texts
