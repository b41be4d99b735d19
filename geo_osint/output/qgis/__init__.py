"""All layers for QGIS: one GeoPackage with its project, and a style beside each GeoJSON file.

Every layer holds one kind of geometry, because neither QGIS nor other programs show a mixed one well:
rows of another kind than the table's own stand in a layer of their own, `movements_point` beside
`movements`, there only if it has rows. A row without a position stays in the table's own layer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import geopandas as gpd
import shapely

from geo_osint.case import Case
from geo_osint.files import Stage
from geo_osint.layers import Tables
from geo_osint.model import Finding
from geo_osint.output.qgis.geopackage import write_geopackage
from geo_osint.output.qgis.metadata import Provenance
from geo_osint.output.qgis.project import Layer, project, to_qgz
from geo_osint.output.qgis.styles import qml
from geo_osint.styles import Geometry, table_styles

__all__ = ["layers_of", "package", "style_files", "write"]

_KINDS: dict[str, Geometry] = {
    "Point": "point",
    "MultiPoint": "point",
    "LineString": "line",
    "MultiLineString": "line",
    "Polygon": "polygon",
    "MultiPolygon": "polygon",
}


def write(
    stage: Stage,
    case: Case,
    findings: tuple[Finding, ...],  # noqa: ARG001  all outputs are called alike
    tables: Tables,
) -> None:
    """Stage `NAME.gpkg` and `NAME.qgz`, and `NAME.layers/TABLE.qml` for each table.

    Raises
    ------
    InputError
        If a text cannot be written to a GeoPackage.
    OutputError
        If it could not be written whole.
    """
    package(stage, f"{case.name}.gpkg", case, tables)
    style_files(stage, lambda table: f"{case.name}.layers/{table}.qml", tables)


def package(stage: Stage, name: str, case: Case, tables: Tables) -> None:
    """Stage one GeoPackage of all tables, and beside it a project of the same name (`.qgz`)."""
    layers = tuple(layers_of(tables))
    made_of = Provenance.of(case, tables)
    stage.written_by(name, lambda path: write_geopackage(path, layers, case.name, made_of))
    stem = name.removesuffix(".gpkg")
    stage.bytes(f"{stem}.qgz", to_qgz(project(case.name, name, layers, made_of), case.name))


def style_files(stage: Stage, name: Callable[[str], str], tables: Tables) -> None:
    """Stage each table's style under the name that a function gives; QGIS takes the one beside a file."""
    layers = tuple(layers_of(tables))
    for style in table_styles().values():
        mine = [layer for layer in layers if layer.style == style]
        text = qml(style, [layer.geometry for layer in mine], mine[0].columns)
        stage.text(name(style.table), text)


def layers_of(tables: Tables) -> Iterator[Layer]:
    """Cut tables into layers of one kind of geometry each, in drawing order."""
    for name, style in table_styles().items():
        table = tables[name]
        kinds = table.geometry.geom_type.map(_KINDS)
        own = kinds.isna() | (kinds == style.geometry)
        yield Layer(name, _rows(table, own), style.geometry, style)
        for kind in dict.fromkeys(kinds[~own]):
            yield Layer(f"{name}_{kind}", _rows(table, kinds == kind), kind, style)


def _rows(table: gpd.GeoDataFrame, wanted: object) -> gpd.GeoDataFrame:
    rows = table.loc[wanted].reset_index(drop=True)
    # outer rings counter-clockwise, as everywhere else
    turned = shapely.orient_polygons(rows.geometry.to_numpy())
    return rows.set_geometry(gpd.GeoSeries(turned, crs=rows.crs))
