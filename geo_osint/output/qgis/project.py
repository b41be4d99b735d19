"""A QGIS project of all layers: groups, days, the extent, and nothing of the machine it was made on.

Layers are named relative to the project, so that the folder may move. No user, no time of saving and no
layer that would ask the network enter it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import geopandas as gpd
import pyproj

from geo_osint.layers import CRS, DAYS
from geo_osint.output.qgis.metadata import NOTHING, Provenance, element
from geo_osint.output.qgis.styles import QGIS_VERSION, labelled, look
from geo_osint.styles import Geometry, TableStyle

PROJECT_CRS = "EPSG:3857"
"""Shapes look as on web maps; lengths are measured on the ellipsoid all the same."""

SRSID = {"EPSG:4326": "3452", "EPSG:3857": "3857"}
"""QGIS's own numbers of these: without a number it trusts the definition alone."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Statements · الأقوال": ("statements", "regions"),
    "Movements · التحركات": ("sightings", "movements", "segments", "corridors"),
    "Places · الأماكن": ("places", "positions", "extents"),
}
"""The layer tree: what an editor looks for first stands on top."""

SWITCHED_OFF = ("positions", "sightings")
"""Tables that would cover the others, and are switched on by hand."""

MARGIN = 0.05
"""Of the extent, left free around it."""

_WKB: Mapping[Geometry, str] = {"point": "Point", "line": "Line", "polygon": "Polygon"}


@dataclass(frozen=True, slots=True)
class Layer:
    """Rows of one kind of geometry, and how they are shown."""

    name: str
    rows: gpd.GeoDataFrame
    geometry: Geometry
    style: TableStyle

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns besides the geometry."""
        shape = self.rows.geometry.name
        return tuple(each for each in self.rows.columns if each != shape)

    @property
    def title(self) -> str:
        """What the layer is called; one cut off from a table says which kind of geometry it holds."""
        own = self.name == self.style.table
        return self.style.title if own else f"{self.style.title}: {self.geometry}"


def project(
    title: str, package: str, layers: Sequence[Layer], made_of: Provenance = NOTHING
) -> str:
    """Write a project that shows the layers of a GeoPackage which lies beside it.

    Parameters
    ----------
    title
        The name of the case.
    package
        The file name of the GeoPackage.
    layers
        In drawing order, the lowest first.
    made_of
        What the layers' metadata say.

    Returns
    -------
    str
        XML as QGIS 3.22 and later read it; the same layers give the same text.
    """
    root = ET.Element("qgis", {"projectname": title, "version": QGIS_VERSION})
    ET.SubElement(root, "title").text = title
    ET.SubElement(root, "homePath", {"path": ""})
    root.append(_srs("projectCrs", PROJECT_CRS))
    root.append(_tree(package, layers))
    canvas = ET.SubElement(root, "mapcanvas", {"name": "theMapCanvas"})
    ET.SubElement(canvas, "units").text = "meters"
    canvas.append(_box("extent", _extent(layers, PROJECT_CRS)))
    canvas.append(_srs("destinationsrs", PROJECT_CRS))
    listed = ET.SubElement(root, "projectlayers")
    for layer in layers:
        listed.append(_map_layer(package, layer, made_of))
    root.append(_properties())
    root.append(element("projectMetadata", title, "project", made_of))
    view = ET.SubElement(root, "ProjectViewSettings", {"UseProjectScales": "0"})
    seen = _box("DefaultViewExtent", _extent(layers, CRS), attributes=True)
    seen.append(_srs("srs", CRS)[0])
    view.append(seen)
    root.append(_time(layers))
    ET.indent(root)
    doctype = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
    return f"{doctype}\n{ET.tostring(root, encoding='unicode')}\n"


def to_qgz(text: str, name: str) -> bytes:
    """Pack a project; the same text gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        member = zipfile.ZipInfo(f"{name}.qgs", (1980, 1, 1, 0, 0, 0))
        member.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(member, text)
    return packed.getvalue()


def _id(layer: Layer) -> str:
    return f"geo_osint_{layer.name}"


def _source(package: str, layer: Layer) -> str:
    return f"./{package}|layername={layer.name}"


def _tree(package: str, layers: Sequence[Layer]) -> ET.Element:
    root = ET.Element("layer-tree-group")
    for name, tables in GROUPS.items():
        shown = {"name": name, "checked": "Qt::Checked", "expanded": "1"}
        group = ET.SubElement(root, "layer-tree-group", shown)
        for table in tables:
            for layer in (each for each in layers if each.style.table == table):
                checked = "Unchecked" if table in SWITCHED_OFF else "Checked"
                told = {"id": _id(layer), "name": layer.title, "providerKey": "ogr"}
                state = {"checked": f"Qt::{checked}", "expanded": "0"}
                source = {"source": _source(package, layer)}
                ET.SubElement(group, "layer-tree-layer", {**told, **source, **state})
    # the groups are in the order of reading; points are drawn over lines, lines over areas
    order = ET.SubElement(root, "custom-order", {"enabled": "1"})
    for layer in reversed(layers):
        ET.SubElement(order, "item").text = _id(layer)
    return root


def _map_layer(package: str, layer: Layer, made_of: Provenance) -> ET.Element:
    kind = {"type": "vector", "geometry": _WKB[layer.geometry]}
    drawn = ET.Element("maplayer", {**kind, "labelsEnabled": labelled(layer.style)})
    ET.SubElement(drawn, "id").text = _id(layer)
    ET.SubElement(drawn, "datasource").text = _source(package, layer)
    ET.SubElement(drawn, "layername").text = layer.title
    ET.SubElement(drawn, "provider", {"encoding": "UTF-8"}).text = "ogr"
    drawn.append(_srs("srs", CRS))
    drawn.append(element("resourceMetadata", layer.title, "dataset", made_of))
    drawn.extend(look(layer.style, (layer.geometry,), ("fid", *layer.columns)))
    return drawn


def _srs(tag: str, code: str) -> ET.Element:
    crs = pyproj.CRS(code)
    element = ET.Element(tag)
    told = {
        "wkt": crs.to_wkt("WKT2_2019"),
        "srsid": SRSID[code],
        "srid": str(crs.to_epsg()),
        "authid": code,
        "description": crs.name,
        "geographicflag": "true" if crs.is_geographic else "false",
    }
    inner = ET.SubElement(element, "spatialrefsys", {"nativeFormat": "Wkt"})
    for name, text in told.items():
        ET.SubElement(inner, name).text = text
    return element


Bounds = tuple[float, float, float, float]


def _extent(layers: Sequence[Layer], crs: str) -> Bounds:
    """Give west, south, east, north around what is shown, with a margin; the world if nothing is."""
    drawn = [layer.rows.total_bounds for layer in layers if layer.rows.geometry.notna().any()]
    if not drawn:
        west, south, east, north = -180.0, -80.0, 180.0, 80.0
    else:
        sides = list(zip(*drawn, strict=True))
        west, south, east, north = (*map(min, sides[:2]), *map(max, sides[2:]))
    wide, high = max((east - west) * MARGIN, 0.01), max((north - south) * MARGIN, 0.01)
    box = (
        max(west - wide, -180.0),
        max(south - high, -85.0),
        min(east + wide, 180.0),
        min(north + high, 85.0),
    )
    turn = pyproj.Transformer.from_crs(CRS, crs, always_xy=True)
    return (*turn.transform(*box[:2]), *turn.transform(*box[2:]))


def _box(tag: str, bounds: Bounds, attributes: bool = False) -> ET.Element:
    sides = {name: f"{side:.6f}" for name, side in zip(_SIDES, bounds, strict=True)}
    if attributes:
        return ET.Element(tag, sides)
    element = ET.Element(tag)
    for name, text in sides.items():
        ET.SubElement(element, name).text = text
    return element


_SIDES = ("xmin", "ymin", "xmax", "ymax")


def _properties() -> ET.Element:
    properties = ET.Element("properties")
    for path, value, kind in (
        ("Measure/Ellipsoid", "EPSG:7030", "QString"),
        ("Measurement/DistanceUnits", "km", "QString"),
        ("Measurement/AreaUnits", "km2", "QString"),
        ("Paths/Absolute", "false", "bool"),
        ("SpatialRefSys/ProjectionsEnabled", "1", "int"),
    ):
        group, name = path.split("/")
        parent = properties.find(group)
        parent = ET.SubElement(properties, group) if parent is None else parent
        ET.SubElement(parent, name, {"type": kind}).text = value
    return properties


def _time(layers: Iterable[Layer]) -> ET.Element:
    """Let the Temporal Controller play the days of the reports, a day a frame."""
    told = {"timeStep": "1", "timeStepUnit": "d", "frameRate": "1", "cumulativeTemporalRange": "0"}
    settings = ET.Element("ProjectTimeSettings", told)
    days = sorted(
        day
        for layer in layers
        if set(DAYS) <= set(layer.columns)
        for column in DAYS
        for day in layer.rows[column]
        if day
    )
    if days:
        span = ET.SubElement(settings, "TemporalRange")
        after = date.fromisoformat(days[-1]) + timedelta(days=1)
        ET.SubElement(span, "start").text = f"{days[0]}T00:00:00Z"
        ET.SubElement(span, "end").text = f"{after.isoformat()}T00:00:00Z"
    return settings
