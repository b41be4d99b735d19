"""Tables to KML 2.2 and KMZ, for Google Earth and other globes.

Every row becomes a Placemark in its table's folder, with the table's style, its days, and all its
columns twice: as data (`ExtendedData`), and as a table to read. Google Earth takes the latter for
HTML, so that all words from outside are escaped once more in it; no balloon or picture is fetched from
anywhere. KML knows no dashes: what is not solid elsewhere is thin and half transparent here, and says
in its label what it is. A place that is only estimated has no pin, only its name.
"""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

import geopandas as gpd
from shapely import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from geo_osint import styles
from geo_osint.layers import Tables
from geo_osint.output.exchange.rows import Row, cell, document, for_xml, rows_of
from geo_osint.styles import Style, TableStyle, alias, table_styles

NAMESPACE = "http://www.opengis.net/kml/2.2"
DIGITS = 7
"""Decimals of a degree: about a centimetre."""

SOLID_PX, BROKEN_PX = 3, 1.5
SOLID, BROKEN, FILL = 0xFF, 0x99, 0x30
"""Opacity of solid lines, of what is dashed elsewhere, and of areas, of 255."""

HIDDEN = frozenset(("positions", "sightings"))
"""Tables that would cover the others, and are switched on by hand."""


def to_kml(title: str, tables: Tables) -> str:
    """Write tables as one KML document; the same tables give the same text.

    Raises
    ------
    InputError
        If a text holds a character that XML cannot carry.
    """
    root = ET.Element("kml", {"xmlns": NAMESPACE})
    top = ET.SubElement(root, "Document")
    ET.SubElement(top, "name").text = for_xml(title, "case", "name")
    ET.SubElement(top, "open").text = "1"
    for group in styles.groups():
        top.extend(_style(group, each) for each in styles.group(group).values())
    for name, style in reversed(list(table_styles().items())):
        top.append(_folder(style, tables[name]))
    return document(root)


def to_kmz(title: str, tables: Tables) -> bytes:
    """Write the same document packed; the same tables give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        member = zipfile.ZipInfo("doc.kml", (1980, 1, 1, 0, 0, 0))
        member.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(member, to_kml(title, tables))
    return packed.getvalue()


def _style(group: str, each: Style) -> ET.Element:
    style = ET.Element("Style", {"id": _style_id(group, each)})
    icon = ET.SubElement(style, "IconStyle")
    ET.SubElement(icon, "color").text = _colour(each, SOLID)
    ET.SubElement(icon, "scale").text = "0" if each.dash else "0.9"
    line = ET.SubElement(style, "LineStyle")
    ET.SubElement(line, "color").text = _colour(each, BROKEN if each.dash else SOLID)
    ET.SubElement(line, "width").text = f"{BROKEN_PX if each.dash else SOLID_PX}"
    ET.SubElement(ET.SubElement(style, "PolyStyle"), "color").text = _colour(each, FILL)
    # without a text of its own, Google Earth would show the data as HTML
    ET.SubElement(ET.SubElement(style, "BalloonStyle"), "text").text = "$[description]"
    return style


def _style_id(group: str, each: Style) -> str:
    return f"{group}-{each.code.replace(' ', '_')}"


def _colour(each: Style, opacity: int) -> str:
    """Give a colour as KML has it: opacity, blue, green, red."""
    red, green, blue = bytes.fromhex(each.colour.removeprefix("#"))
    return f"{opacity:02x}{blue:02x}{green:02x}{red:02x}"


def _folder(style: TableStyle, table: gpd.GeoDataFrame) -> ET.Element:
    folder = ET.Element("Folder")
    ET.SubElement(folder, "name").text = style.title
    ET.SubElement(folder, "visibility").text = _shown(style)
    for row, shape in rows_of(table):
        folder.append(_placemark(style, row, shape))
    return folder


def _shown(style: TableStyle) -> str:
    return "0" if style.table in HIDDEN else "1"


def _placemark(style: TableStyle, row: Row, shape: BaseGeometry | None) -> ET.Element:
    told = {
        column: for_xml(cell(value), style.table, column) for column, value in row.items() if value
    }
    told = {column: text for column, text in told.items() if text}
    look = styles.style(str(row[style.by]), style.group)
    placemark = ET.Element("Placemark")
    ET.SubElement(placemark, "name").text = _label(style, told, look)
    ET.SubElement(placemark, "visibility").text = _shown(style)
    ET.SubElement(placemark, "Snippet", {"maxLines": "0"})
    ET.SubElement(placemark, "description").text = _to_read(told)
    placemark.extend(_days(told))
    ET.SubElement(placemark, "styleUrl").text = f"#{_style_id(style.group, look)}"
    data = ET.SubElement(placemark, "ExtendedData")
    for column, text in told.items():
        ET.SubElement(ET.SubElement(data, "Data", {"name": column}), "value").text = text
    if shape is not None and not shape.is_empty:
        placemark.append(_geometry(shape))
    return placemark


def _label(style: TableStyle, told: Mapping[str, str], look: Style) -> str:
    shown = dict.fromkeys(told[column] for column in style.label if column in told)
    words = " · ".join(shown) or told.get("id", style.table)
    return f"{words} ({look.label.en} · {look.label.ar})" if look.dash else words


def _to_read(told: Mapping[str, str]) -> str:
    """Lay a row out as HTML; `$[` would be taken for a field to fill in."""
    rows = "".join(
        f'<tr><th align="left">{_plain(alias(column))}</th><td dir="auto">{_plain(text)}</td></tr>'
        for column, text in told.items()
    )
    return f"<table>{rows}</table>"


def _plain(text: str) -> str:
    return html.escape(text).replace("$[", "&#36;[").replace("\n", "<br>")


def _days(told: Mapping[str, str]) -> Iterator[ET.Element]:
    """Give a day as a moment of a day's length, several days as a span; no time is made up."""
    start, end = told.get("start_date"), told.get("end_date")
    if start and start == end:
        stamp = ET.Element("TimeStamp")
        ET.SubElement(stamp, "when").text = start
        yield stamp
    elif start or end:
        span = ET.Element("TimeSpan")
        for tag, day in (("begin", start), ("end", end)):
            if day:
                ET.SubElement(span, tag).text = day
        yield span


def _geometry(shape: BaseGeometry) -> ET.Element:
    if hasattr(shape, "geoms"):
        many = ET.Element("MultiGeometry")
        many.extend(_geometry(part) for part in shape.geoms)
        return many
    if isinstance(shape, Polygon):
        return _polygon(shape)
    element = ET.Element(shape.geom_type)
    if shape.geom_type == "LineString":
        ET.SubElement(element, "tessellate").text = "1"
    ET.SubElement(element, "coordinates").text = _coordinates(shape)
    return element


def _polygon(shape: Polygon) -> ET.Element:
    turned = orient(shape)
    element = ET.Element("Polygon")
    ET.SubElement(element, "tessellate").text = "1"
    for tag, ring in (
        ("outerBoundaryIs", turned.exterior),
        *(("innerBoundaryIs", hole) for hole in turned.interiors),
    ):
        boundary = ET.SubElement(ET.SubElement(element, tag), "LinearRing")
        ET.SubElement(boundary, "coordinates").text = _coordinates(ring)
    return element


def _coordinates(shape: BaseGeometry) -> str:
    return " ".join(
        f"{round(lon, DIGITS) + 0.0:.7f},{round(lat, DIGITS) + 0.0:.7f}"
        for lon, lat, *_ in shape.coords
    )
