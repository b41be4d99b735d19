"""Tables to formats for data people: FlatGeobuf and GeoParquet, one file for each table."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from geo_osint.errors import OutputError
from geo_osint.files import as_output_error


def write_flatgeobuf(path: Path, name: str, table: gpd.GeoDataFrame) -> None:
    """Write a table as FlatGeobuf, and read back how many rows it holds.

    It has a spatial index only if every row is located: the format keeps no others in one.

    Raises
    ------
    OutputError
        If the file cannot be written, or does not hold what it should.
    """
    index = "YES" if len(table) and table.geometry.notna().all() else "NO"
    try:
        pyogrio.write_dataframe(
            table,
            path,
            layer=name,
            driver="FlatGeobuf",
            geometry_type="Unknown",
            layer_options={"SPATIAL_INDEX": index},
        )
        found = pyogrio.read_info(path, force_feature_count=True)["features"]
    except (DataSourceError, DataLayerError) as fault:
        raise as_output_error(path, fault) from fault
    _expect(path, found, len(table))


def write_geoparquet(path: Path, name: str, table: gpd.GeoDataFrame) -> None:  # noqa: ARG001  alike
    """Write a table as GeoParquet 1.1, and read back how many rows it holds.

    Raises
    ------
    OutputError
        If the file does not hold what it should.
    """
    import pyarrow.parquet  # an extra: see `lacking`

    table.to_parquet(path, index=False, schema_version="1.1.0", write_covering_bbox=True)
    _expect(path, pyarrow.parquet.read_metadata(path).num_rows, len(table))


def _expect(path: Path, found: int, wanted: int) -> None:
    if found != wanted:
        raise OutputError(f"{path.name}: holds {found} of {wanted} rows; is the disk full?")
