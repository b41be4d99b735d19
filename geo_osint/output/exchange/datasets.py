"""Tables to formats for data people: FlatGeobuf and GeoParquet, one file for each table."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from geo_osint.errors import OutputError
from geo_osint.files import as_output_error
from geo_osint.layers import DAYS
from geo_osint.output.exchange.rows import refuse_nul


def write_flatgeobuf(path: Path, name: str, table: gpd.GeoDataFrame) -> None:
    """Write a table as FlatGeobuf, and read back how many rows it holds.

    It has a spatial index only if every row is located: the format keeps no others in one. Days stay
    texts: the format knows moments alone, and a day would become its midnight, surer than it was told.

    Raises
    ------
    InputError
        If a text holds a NUL.
    OutputError
        If the file cannot be written, or does not hold what it should.
    """
    refuse_nul(table, name)
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
    """Write a table as GeoParquet 1.1, days as dates, and read back how many rows it holds.

    Raises
    ------
    OutputError
        If the file does not hold what it should.
    """
    import pyarrow  # an extra: see `lacking`
    from pyarrow import parquet

    days = [column for column in table.columns if column in DAYS]
    dated = {
        day: table[day].replace("", None).astype(pd.ArrowDtype(pyarrow.string())) for day in days
    }
    dated = {day: column.astype(pd.ArrowDtype(pyarrow.date32())) for day, column in dated.items()}
    whole = table.assign(**dated)
    whole.to_parquet(path, index=False, schema_version="1.1.0", write_covering_bbox=True)
    if table.geometry.isna().any():
        _no_box_for_none(path)
    _expect(path, parquet.read_metadata(path).num_rows, len(table))


def _no_box_for_none(path: Path) -> None:
    """Take the box of each row that has no geometry: the standard wants none there, not one of NaN."""
    import pyarrow
    from pyarrow import parquet

    written = parquet.read_table(path)
    boxes = written["bbox"].combine_chunks()
    none = written["geometry"].combine_chunks().is_null()
    mended = pyarrow.StructArray.from_arrays(boxes.flatten(), fields=list(boxes.type), mask=none)
    place = written.column_names.index("bbox")
    parquet.write_table(written.set_column(place, "bbox", mended), path)


def _expect(path: Path, found: int, wanted: int) -> None:
    if found != wanted:
        raise OutputError(f"{path.name}: holds {found} of {wanted} rows; is the disk full?")
