"""Rows to a table: columns in their order, text never null, numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterable

import geopandas as gpd
import pandas as pd

from geo_osint.layers.columns import CRS, NUMBERS
from geo_osint.layers.ground import Row


def frame(columns: tuple[str, ...], rows: Iterable[Row]) -> gpd.GeoDataFrame:
    """Make a GeoDataFrame of rows that have these columns and a `geometry`."""
    listed = list(rows)
    data = {
        column: pd.Series([row.get(column) for row in listed], dtype="float64")
        if column in NUMBERS
        else pd.Series([row.get(column) or "" for row in listed], dtype="str")
        for column in columns
    }
    geometry = gpd.GeoSeries([row["geometry"] for row in listed], crs=CRS)
    return gpd.GeoDataFrame(data, geometry=geometry, crs=CRS)
